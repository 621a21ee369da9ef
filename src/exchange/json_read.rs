//! JSON of other programs, read within bounds.

use super::import::ImportError;
use crate::text::{DecodeError, decode};
use serde_json::Value as Json;

/// Bytes of a file at most.
const MOST_BYTES: usize = 256 << 20;
/// Values in a file at most; each takes some hundred bytes of memory.
const MOST_VALUES: usize = 6_000_000;

/// The text of a file, in whatever encoding it is.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    match decode(bytes, None) {
        Ok(decoded) => Ok(decoded.text),
        Err(DecodeError::Empty) => Ok(String::new()),
        Err(DecodeError::Binary { .. }) => Err(ImportError::NotText),
    }
}

/// Reads one JSON value.
pub(super) fn parse(text: &str) -> Result<Json, ImportError> {
    bounded(text)?;
    serde_json::from_str(text).map_err(|error| flaw(&error, 0))
}

fn flaw(error: &serde_json::Error, before: usize) -> ImportError {
    ImportError::Json {
        line: before + error.line(),
        column: error.column(),
        why: error.to_string(),
    }
}

/// A value of a file that has one on each line.
pub(super) struct Line {
    /// Its line, from 1.
    pub(super) number: usize,
    pub(super) value: Json,
}

/// Reads a file that is a list of values, or has one on each line; and the lines that are none.
///
/// # Errors
/// When it holds too much, or nothing that can be read.
pub(super) fn parse_lines(text: &str) -> Result<(Vec<Line>, Vec<usize>), ImportError> {
    let start = text.trim_start();
    if start.starts_with('[') {
        let list = match parse(text)? {
            Json::Array(list) => list,
            other => vec![other],
        };
        let lines = list.into_iter().map(|value| Line { number: 0, value });
        return Ok((lines.collect(), Vec::new()));
    }
    bounded(text)?;
    // One value may take several lines, as some programs write it.
    if let Ok(value) = serde_json::from_str::<Json>(text) {
        return Ok((vec![Line { number: 1, value }], Vec::new()));
    }
    let (mut lines, mut bad, mut first) = (Vec::new(), Vec::new(), None);
    for (line, number) in text
        .split('\n')
        .zip(1..)
        .filter(|it| !it.0.trim().is_empty())
    {
        match serde_json::from_str(line) {
            Ok(value) => lines.push(Line { number, value }),
            Err(error) => {
                bad.push(number);
                first.get_or_insert(flaw(&error, number - 1));
            }
        }
    }
    match first {
        Some(error) if lines.is_empty() => Err(error),
        _ => Ok((lines, bad)),
    }
}

/// Counts the values before any is made: each takes far more memory than its signs do.
fn bounded(text: &str) -> Result<(), ImportError> {
    let (mut in_words, mut is_escaped, mut count) = (false, false, 0_usize);
    for byte in text.bytes() {
        match (in_words, byte) {
            (true, _) if is_escaped => is_escaped = false,
            (true, b'\\') => is_escaped = true,
            (_, b'"') => in_words = !in_words,
            (false, b',' | b'[' | b'{' | b':') => count += 1,
            _ => {}
        }
    }
    match count > MOST_VALUES {
        true => Err(ImportError::TooLarge),
        false => Ok(()),
    }
}

/// A field of a value; nothing where there is none.
pub(super) fn field<'j>(value: &'j Json, name: &str) -> &'j Json {
    value.get(name).unwrap_or(&Json::Null)
}

/// The words in a field; blank when there are none. Numbers count as words.
pub(super) fn words(value: &Json, name: &str) -> String {
    match field(value, name) {
        Json::String(words) => words.clone(),
        Json::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The first of some fields that has words.
pub(super) fn any_words(value: &Json, fields: &[&str]) -> String {
    let found = fields.iter().map(|it| words(value, it));
    let mut found = found.filter(|it| !it.trim().is_empty());
    found.next().unwrap_or_default()
}

/// An offset; `None` when it is no whole number of this size.
pub(super) fn offset(value: &Json) -> Option<usize> {
    let plain = value.as_u64().and_then(|it| usize::try_from(it).ok());
    // Some programs write 3.0, and some "3".
    let loose = || match value {
        Json::Number(number) => number.to_string().strip_suffix(".0")?.parse().ok(),
        Json::String(words) => words.trim().parse().ok(),
        _ => None,
    };
    plain.or_else(loose)
}

/// The members of a list; something else than a list is the only one, nothing is none.
pub(super) fn each(value: &Json) -> &[Json] {
    match value {
        Json::Array(list) => list,
        Json::Null => &[],
        one => std::slice::from_ref(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_value_a_line_or_a_list_of_them() {
        let count = |text: &str| {
            let (lines, bad) = parse_lines(text).unwrap();
            let numbers: Vec<usize> = lines.iter().map(|it| it.number).collect();
            (numbers, bad)
        };
        assert_eq!(count("{}\n\n{}\n{"), (vec![1, 3], vec![4]));
        assert_eq!(count("[{}, {}]"), (vec![0, 0], vec![]));
        assert_eq!(count("{\n\"a\": 1}"), (vec![1], vec![]));
        assert_eq!(count(""), (vec![], vec![]));
        assert!(matches!(
            parse_lines("\n<html>"),
            Err(ImportError::Json { line: 2, .. })
        ));
    }

    #[test]
    fn what_is_too_much_is_refused_before_it_is_read() {
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES + 1));
        assert_eq!(parse(&many), Err(ImportError::TooLarge));
        let words = format!("\"{}\"", ",[{".repeat(MOST_VALUES));
        assert!(parse(&words).is_ok(), "signs in words are no values");
        let deep = "[".repeat(100_000);
        assert!(matches!(parse(&deep), Err(ImportError::Json { .. })));
        assert_eq!(text_of(b"%PDF-1.7 x"), Err(ImportError::NotText));
    }

    #[test]
    fn offsets_are_whole_numbers() {
        for (told, read) in [
            ("3", Some(3)),
            ("3.0", Some(3)),
            ("\"3\"", Some(3)),
            ("-1", None),
            ("3.5", None),
            ("1e400", None),
            ("99999999999999999999999", None),
            ("null", None),
        ] {
            let value = serde_json::from_str::<Json>(told).unwrap_or_default();
            assert_eq!(offset(&value), read, "{told}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_with_values_or_an_error(text in "(\\[|\\]|\\{|\\}|\"|:|,|1|a|\\\\|\n|治){0,40}") {
            let _ = parse(&text);
            let _ = parse_lines(&text);
        }
    }
}
