//! How parts of a source looked or what they were where it came from: headings, bold and italic words,
//! footnotes, pages, what was said in some seconds. What they mean is for people and codes to say.

use crate::text::CharSpan;
use std::fmt;
use std::str::FromStr;

/// How something looked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Style {
    /// A heading, from 1, the highest, to 6.
    Heading(u8),
    /// Bold words.
    Bold,
    /// Italic words.
    Italic,
    /// A footnote or endnote.
    Note,
    /// What stood on a page, by its number.
    Page(u32),
    /// What was said between two times, in milliseconds from the beginning.
    Time {
        /// From.
        start: u64,
        /// To.
        end: u64,
    },
    /// A look of a newer version, by its name.
    Other(String),
}

/// Part of a source with its look. In a file it is one phrase: `heading 2 at 12-20`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Styled {
    /// Which code points.
    pub chars: CharSpan,
    /// How they look.
    pub style: Style,
}

impl fmt::Display for Styled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.style {
            Style::Heading(level) => write!(f, "heading {level}")?,
            Style::Bold => f.write_str("bold")?,
            Style::Italic => f.write_str("italic")?,
            Style::Note => f.write_str("note")?,
            Style::Page(number) => write!(f, "page {number}")?,
            Style::Time { start, end } => write!(f, "time {}-{}", clock(*start), clock(*end))?,
            Style::Other(name) => f.write_str(name)?,
        }
        write!(f, " at {}-{}", self.chars.start, self.chars.end)
    }
}

/// The phrase tells no part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotStyled;

impl FromStr for Styled {
    type Err = NotStyled;

    fn from_str(phrase: &str) -> Result<Self, NotStyled> {
        let (name, place) = phrase.rsplit_once(" at ").ok_or(NotStyled)?;
        let (start, end) = place.split_once('-').ok_or(NotStyled)?;
        let number = |digits: &str| digits.parse::<usize>().map_err(|_| NotStyled);
        let chars = CharSpan {
            start: number(start)?,
            end: number(end)?,
        };
        let style = style(name).unwrap_or_else(|| Style::Other(name.to_owned()));
        Ok(Self { chars, style })
    }
}

/// A look known here, by its name.
fn style(name: &str) -> Option<Style> {
    let style = match name.split_once(' ') {
        None => match name {
            "bold" => Style::Bold,
            "italic" => Style::Italic,
            "note" => Style::Note,
            _ => return None,
        },
        Some(("heading", level)) => match level.parse() {
            Ok(level @ 1..=6) => Style::Heading(level),
            _ => return None,
        },
        Some(("page", number)) => {
            let page: u32 = number.parse().ok()?;
            (page.to_string() == number).then_some(Style::Page(page))?
        }
        Some(("time", times)) => {
            let (start, end) = times.split_once('-')?;
            let (from, to) = (millis(start)?, millis(end)?);
            let is_same = clock(from) == start && clock(to) == end;
            is_same.then_some(Style::Time {
                start: from,
                end: to,
            })?
        }
        Some(_) => return None,
    };
    Some(style)
}

/// A time as `01:02:03.500`.
fn clock(millis: u64) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (minutes, second) = (seconds / 60, seconds % 60);
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!("{hour:02}:{minute:02}:{second:02}.{millis:03}")
}

/// Reads a time as [`clock`] writes it.
fn millis(time: &str) -> Option<u64> {
    let (clock, millis) = time.split_once('.')?;
    let mut parts = clock.split(':').map(|it| it.parse::<u64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let millis: u64 = millis.parse().ok()?;
    let is_sound = hour <= 1_000_000 && minute < 60 && second < 60 && millis < 1_000;
    (is_sound && parts.next().is_none())
        .then(|| ((hour * 60 + minute) * 60 + second) * 1_000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_read_as_it_is_written() {
        for phrase in [
            "heading 1 at 0-12",
            "bold at 3-5",
            "italic at 5-5",
            "note at 1-2",
            "page 12 at 3-99",
            "time 00:59:09.070-101:00:00.000 at 0-4",
            "page 012 at 3-99",
            "time 0:1:2.5-0:1:3.5 at 0-4",
            "time 00:60:00.000-00:00:00.000 at 0-4",
            "small caps at 7-9",
            "heading 9 at 1-2",
        ] {
            let styled: Styled = phrase.parse().unwrap();
            assert_eq!(styled.to_string(), phrase);
        }
        let time: Styled = "time 00:00:01.500-01:00:02.000 at 0-4".parse().unwrap();
        let (start, end) = (1_500, 3_602_000);
        assert_eq!(time.style, Style::Time { start, end });
        assert_eq!(
            "heading 9 at 1-2".parse::<Styled>().unwrap().style,
            Style::Other("heading 9".into())
        );
        for phrase in [
            "bold",
            "bold at 3",
            "bold at x-3",
            "bold at 3-99999999999999999999999",
        ] {
            assert_eq!(phrase.parse::<Styled>(), Err(NotStyled));
        }
    }
}
