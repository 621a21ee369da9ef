//! How parts of a source looked where it came from: headings, bold and italic words. It says how they
//! are shown; what they mean is for people and codes to say.

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
        let level = name.strip_prefix("heading ").and_then(|it| it.parse().ok());
        let style = match (name, level) {
            (_, Some(level @ 1..=6)) => Style::Heading(level),
            ("bold", _) => Style::Bold,
            ("italic", _) => Style::Italic,
            _ => Style::Other(name.to_owned()),
        };
        Ok(Self { chars, style })
    }
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
            "small caps at 7-9",
            "heading 9 at 1-2",
        ] {
            let styled: Styled = phrase.parse().unwrap();
            assert_eq!(styled.to_string(), phrase);
        }
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
