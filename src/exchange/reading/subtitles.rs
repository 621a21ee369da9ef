//! Subtitles: SubRip (`.srt`) and WebVTT (`.vtt`). Each cue is a line of the text, and its times are kept
//! as a mark on it.

use super::{Change, Changes, Reading, ReadingError};
use crate::exchange::reading::pen::Pen;
use crate::model::Style;
use crate::text::{Encoding, decode};

pub(super) fn read(bytes: &[u8], encoding: Option<Encoding>) -> Result<Reading, ReadingError> {
    let decoded = decode(bytes, encoding)?;
    let (mut pen, mut changes) = (Pen::default(), Changes::new());
    let mut lines = decoded.text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let Some((start, end)) = times(line) else {
            // Titles, notes and styles of WebVTT are blocks without times.
            before = line;
            continue;
        };
        if !before.trim().is_empty() && !before.trim().bytes().all(|it| it.is_ascii_digit()) {
            *changes.entry(Change::CueNames).or_default() += 1;
        }
        pen.fresh_line();
        pen.open(Style::Time { start, end });
        while let Some(words) = lines.next_if(|it| !it.trim().is_empty() && times(it).is_none()) {
            // The number of the next cue, where the empty line before it is missing.
            let is_number = words.trim().bytes().all(|it| it.is_ascii_digit());
            if is_number && lines.peek().is_some_and(|it| times(it).is_some()) {
                break;
            }
            write(&mut pen, words, &mut changes);
            pen.flow("\n");
        }
        pen.close();
        before = "";
    }
    let (text, styles) = pen.finish();
    if text.is_empty() && !decoded.text.trim().is_empty() {
        return Err(ReadingError::NoCues);
    }
    Ok(Reading {
        text,
        styles,
        changes,
        decoded: Some(decoded.into()),
        ..Reading::default()
    })
}

/// The times of a cue, in milliseconds: `00:00:01,000 --> 00:00:04.500 align:start`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    let (start, end) = (millis(start.trim())?, millis(end)?);
    (start <= end).then_some((start, end))
}

fn millis(time: &str) -> Option<u64> {
    let (clock, part) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    let mut sum = 0_u64;
    let mut count = 0;
    for piece in clock.split(':') {
        let number: u64 = piece.trim().parse().ok().filter(|it| *it < 1_000_000)?;
        sum = sum.checked_mul(60)?.checked_add(number)?;
        count += 1;
    }
    (2..=3).contains(&count).then_some(())?;
    sum.checked_mul(1_000)?.checked_add(digits.parse().ok()?)
}

/// Writes a line of a cue without its tags: `<i>`, `<c.yellow>`, `<v 李>`, `{\an8}`, `<00:01.500>`. Who
/// speaks is written before the words.
fn write(pen: &mut Pen, line: &str, changes: &mut Changes) {
    let mut rest = line;
    while !rest.is_empty() {
        let plain = rest.find(['<', '{']).unwrap_or(rest.len());
        let (before, after) = rest.split_at(plain);
        pen.flow(&unescaped(before));
        let close = match after.chars().next() {
            Some('<') => after.find('>'),
            Some('{') if after.starts_with("{\\") => after.find('}'),
            _ => None,
        };
        let Some(close) = close else {
            let first = after.chars().next().map_or(0, char::len_utf8);
            let (sign, behind) = after.split_at(first);
            pen.flow(sign);
            rest = behind;
            continue;
        };
        let (tag, behind) = after.split_at(close);
        let tag = tag.get(1..).unwrap_or_default();
        let speaker = tag.strip_prefix("v ").or_else(|| {
            let dotted = tag.strip_prefix("v.")?;
            dotted.split_once(' ').map(|it| it.1)
        });
        match speaker {
            Some(name) => pen.flow(&format!("{}: ", unescaped(name.trim()))),
            None => *changes.entry(Change::CueTags).or_default() += 1,
        }
        rest = behind.get(1..).unwrap_or_default();
    }
}

/// The six names that WebVTT knows.
fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{A0}"),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(words.to_owned(), |words, it| words.replace(it.0, it.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> (String, Vec<String>) {
        let reading = read(text.as_bytes(), None).unwrap();
        let lines = crate::text::Lines::from(reading.text.as_str());
        let styles = super::super::styled(&lines, &reading.styles);
        (
            reading.text,
            styles.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn cues_are_lines_with_their_times() {
        let (text, styles) = told(
            "1\r\n00:00:01,000 --> 00:00:04,500\r\n<i>数字</i>\r\n治理\r\n\r\n\
             2\r\n01:00:05,000 --> 01:00:06,000 X1:1\r\n{\\an8}Good morning,\r\nall\r\n",
        );
        assert_eq!(text, "数字治理\nGood morning, all");
        assert_eq!(
            styles,
            [
                "time 00:00:01.000-00:00:04.500 at 0-4",
                "time 01:00:05.000-01:00:06.000 at 5-22"
            ]
        );
    }

    #[test]
    fn webvtt_names_who_speaks_and_its_notes_are_no_text() {
        let (text, styles) = told(
            "WEBVTT - 访谈\n\nNOTE a < b\n\nSTYLE\n::cue { color: red }\n\nq1\n\
             00:01.500 --> 00:02.000 align:start\n<v.loud 李>你好 &amp; <00:01.700>早\n\n\
             00:03.000 --> 00:04.000\n<c.yellow>1 &lt; 2</c>\n",
        );
        assert_eq!(text, "李: 你好 & 早\n1 < 2");
        assert_eq!(styles[0], "time 00:00:01.500-00:00:02.000 at 0-9");
    }

    #[test]
    fn what_has_no_times_is_no_file_of_subtitles() {
        for text in ["治理", "1\n00:00:01,000\n治", "00:02 --> 00:01\n治"] {
            assert_eq!(
                read(text.as_bytes(), None),
                Err(ReadingError::NoCues),
                "{text}"
            );
        }
        assert!(matches!(read(b"", None), Err(ReadingError::Decode(_))));
    }

    proptest! {
        #[test]
        fn anything_ends_with_a_text_or_an_error(
            text in "(00:00:01,000|-->| |\n|<v |<|>|\\{\\\\|\\}|&|&amp;|治|[0-9:.,]|\\PC){0,60}"
        ) {
            if let Ok(reading) = read(text.as_bytes(), None) {
                prop_assert!(reading.text.len() <= text.len() * 2 + 2);
            }
        }
    }
}
