//! Strings as they stand in a project file.
//!
//! Only what must be escaped is: quote, backslash and control characters. Chinese, U+3000 and
//! everything else stands as it is, so that the file can be read.

use std::borrow::Cow;

/// Most `#` around a raw string; a text that needs more is written escaped.
const MOST_HASHES: usize = 16;

/// Appends `text` in quotes.
pub(super) fn push_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    let odd = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7F);
    while let Some(at) = rest.iter().position(odd) {
        let (plain, tail) = rest.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, tail)) = tail.split_first() else {
            break;
        };
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            byte => out.extend_from_slice(format!("\\u{{{byte:x}}}").as_bytes()),
        }
        rest = tail;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Appends a source's text line by line, as the raw string `r#"…"#`, so that git can compare its
/// lines. A text with control characters would not come through every editor and is escaped.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    let control = |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\n' | b'\t')) || *byte == 0x7F;
    let hashes = longest_close(text) + 1;
    if hashes > MOST_HASHES || text.as_bytes().iter().any(control) {
        push_quoted(out, text);
        return;
    }
    let fence = "#".repeat(hashes);
    out.push(b'r');
    out.extend_from_slice(fence.as_bytes());
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    out.extend_from_slice(fence.as_bytes());
}

/// The most `#` that follow a quote in the text.
fn longest_close(text: &str) -> usize {
    let after = |at: usize| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b'#').count()
    };
    let quotes = memchr::memchr_iter(b'"', text.as_bytes());
    quotes.map(after).max().unwrap_or(0)
}

/// Reads a string in quotes at the beginning of `text`, if it is written the way [`push_quoted`]
/// writes it: the string and the bytes it took. `None` for any other way.
pub(super) fn quoted(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let inside = text.strip_prefix('"')?;
    let end = memchr::memchr3(b'"', b'\\', b'\n', inside.as_bytes())?;
    let plain = inside.get(..end)?;
    match inside.as_bytes().get(end)? {
        b'"' => Some((Cow::Borrowed(plain), end + 2)),
        b'\\' => unescaped(inside, end).map(|(string, len)| (Cow::Owned(string), len + 1)),
        _ => None,
    }
}

/// Reads on from the first escape up to the closing quote, and past it.
fn unescaped(inside: &str, first: usize) -> Option<(String, usize)> {
    let mut string = String::new();
    let (mut plain_from, mut at) = (0, first);
    loop {
        string.push_str(inside.get(plain_from..at)?);
        let rest = inside.get(at..)?;
        if rest.starts_with('"') {
            return Some((string, at + 1));
        }
        let (c, len) = escape(rest)?;
        string.push(c);
        plain_from = at + len;
        let behind = inside.as_bytes().get(plain_from..)?;
        at = plain_from + memchr::memchr3(b'"', b'\\', b'\n', behind)?;
    }
}

/// One escape at the beginning of `rest`: its character and the bytes it took.
fn escape(rest: &str) -> Option<(char, usize)> {
    let simple = |c| Some((c, 2));
    match rest.as_bytes().get(..2)? {
        b"\\\"" => simple('"'),
        b"\\\\" => simple('\\'),
        b"\\n" => simple('\n'),
        b"\\r" => simple('\r'),
        b"\\t" => simple('\t'),
        b"\\u" => {
            let braced = rest.strip_prefix("\\u{")?;
            let len = braced.bytes().take(7).position(|byte| byte == b'}')?;
            let digits = braced.get(..len)?;
            if digits.is_empty() || digits.starts_with('+') {
                return None;
            }
            let code = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(code)?, digits.len() + 4))
        }
        _ => None,
    }
}

/// Reads a raw string at the beginning of `text`: the string and the bytes it took.
pub(super) fn raw(text: &str) -> Option<(&str, usize)> {
    let fenced = text.strip_prefix('r')?;
    let hashes = fenced.bytes().take_while(|byte| *byte == b'#').count();
    let inside = fenced.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = memchr::memmem::find(inside.as_bytes(), close.as_bytes())?;
    Some((inside.get(..end)?, 1 + hashes + 1 + end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::any_text;
    use proptest::prelude::*;

    fn written(text: &str, push: fn(&mut Vec<u8>, &str)) -> String {
        let mut out = Vec::new();
        push(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_must_be_escaped_is() {
        let text = "“治理”\u{3000}\"国防\"\\n\t\u{0}\u{7f}\u{200b}e\u{301}";
        let expected = "\"“治理”\u{3000}\\\"国防\\\"\\\\n\\t\\u{0}\\u{7f}\u{200b}e\u{301}\"";
        assert_eq!(written(text, push_quoted), expected);
    }

    #[test]
    fn a_text_stands_line_by_line_in_as_many_hashes_as_it_needs() {
        assert_eq!(written("治理\n国防\n", push_text), "r#\"治理\n国防\n\"#");
        assert_eq!(written("\"#产业\"##", push_text), "r###\"\"#产业\"##\"###");
        assert_eq!(written("治\r理", push_text), "\"治\\r理\"", "no lone CR");
        let many = format!("\"{}", "#".repeat(99));
        assert!(written(&many, push_text).starts_with("\"\\\"##"));
    }

    #[test]
    fn other_ways_to_write_a_string_are_left_to_the_ron_crate() {
        for text in [
            "\"\\x41\"",
            "\"\\0\"",
            "\"a\nb\"",
            "\"open",
            "\"\\u{110000}\"",
            "\"\\u{+4}\"",
        ] {
            assert_eq!(quoted(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_string_is_read_as_it_was_written_by_us_and_by_the_ron_crate(text in any_text(12)) {
            let line = written(&text, push_quoted);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(ron::from_str::<String>(&line).unwrap(), &*text);
            let (string, len) = quoted(&line).unwrap();
            prop_assert_eq!((&*string, len), (&*text, line.len()));
        }

        #[test]
        fn a_text_is_read_as_it_was_written_by_us_and_by_the_ron_crate(
            text in any_text(12), tail in "[\"#\r\n]{0,6}",
        ) {
            let text = text + &tail;
            let body = written(&text, push_text);
            prop_assert_eq!(ron::from_str::<String>(&body).unwrap(), &*text);
            let string = match raw(&body) {
                Some((string, len)) => {
                    prop_assert_eq!(len, body.len());
                    string.to_owned()
                }
                None => quoted(&body).unwrap().0.into_owned(),
            };
            prop_assert_eq!(string, text);
        }
    }
}
