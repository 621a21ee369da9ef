//! The outline of RON text: where values begin and end, whatever they mean.
//!
//! This is what keeps a file with broken parts readable: it finds its way from record to record
//! without understanding them, in one pass and without recursion.

/// A piece of RON text, brackets and all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// `(`, `[` or `{`, given as what closes it.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A string, raw string or character, with its quotes.
    Text,
    /// A name, a number, anything else.
    Word,
}

/// A string, comment or bracket that is not closed, or closed wrongly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stuck {
    /// The byte where it begins.
    pub(super) at: usize,
    /// The byte that was reached.
    pub(super) reached: usize,
}

/// Deepest nesting that is followed; the `ron` crate gives up at 128.
const DEEPEST: usize = 512;
/// Most `#` around a raw string that is looked for.
const MOST_HASHES: usize = 255;

/// Walks over the tokens of a text.
#[derive(Clone)]
pub(super) struct Frame<'a> {
    text: &'a str,
    at: usize,
    /// Numbers of `#` for which no raw string closes any more, so that nobody looks to the end of a
    /// large file again and again.
    unclosed: Vec<usize>,
}

impl<'a> Frame<'a> {
    /// At a byte of a text.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            unclosed: Vec::new(),
        }
    }

    /// The byte it stands at.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes to a byte.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Passes over white space and comments, to the next token or the end.
    pub(super) fn blank(&mut self) {
        while let Some(rest) = self.text.get(self.at..) {
            let solid = rest.find(|c: char| !is_blank(c)).unwrap_or(rest.len());
            self.at += solid;
            let comment = rest.get(solid..).and_then(comment_len);
            match comment {
                Some(len) => self.at += len,
                None => break,
            }
        }
    }

    /// The next token, not passed over, and the byte behind it. `None` at the end.
    pub(super) fn peek(&mut self) -> Option<Result<(Token, usize), Stuck>> {
        self.blank();
        let start = self.at;
        let token = match self.byte(start)? {
            b'(' => Token::Open(b')'),
            b'[' => Token::Open(b']'),
            b'{' => Token::Open(b'}'),
            close @ (b')' | b']' | b'}') => Token::Close(close),
            b',' => Token::Comma,
            b':' => Token::Colon,
            b'"' => return Some(self.quoted_end(start + 1).map(|end| (Token::Text, end))),
            b'\'' => return Some(Ok(self.char_end())),
            _ => return Some(self.word_end()),
        };
        Some(Ok((token, start + 1)))
    }

    /// Passes over `token` if it comes next.
    pub(super) fn eat(&mut self, token: Token) -> bool {
        match self.peek() {
            Some(Ok((next, end))) if next == token => {
                self.at = end;
                true
            }
            _ => false,
        }
    }

    /// Passes over `name:` if that comes next.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        let start = self.clone();
        let name = self.word();
        if name.is_some() && self.eat(Token::Colon) {
            return name;
        }
        *self = start;
        None
    }

    /// Passes over a word if that comes next.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let Some(Ok((Token::Word, end))) = self.peek() else {
            return None;
        };
        let word = self.text.get(self.at..end)?;
        self.at = end;
        Some(word)
    }

    /// Passes over one whole value and hands back its text, without what is blank around it: up to
    /// the bracket that closes the first one, or to the comma or bracket behind it.
    pub(super) fn value(&mut self) -> Result<&'a str, Stuck> {
        self.blank();
        let start = self.at;
        let mut last = start;
        let mut open: Vec<(u8, usize)> = Vec::new();
        while let Some(next) = self.peek() {
            let (token, end) = next?;
            match token {
                Token::Open(_) if open.len() == DEEPEST => return Err(self.stuck(self.at)),
                Token::Open(close) => open.push((close, self.at)),
                Token::Close(_) | Token::Comma if open.is_empty() => break,
                Token::Close(close) => match open.pop() {
                    Some((expected, _)) if expected == close && open.is_empty() => {
                        self.at = end;
                        return Ok(self.text.get(start..end).unwrap_or_default());
                    }
                    Some((expected, _)) if expected == close => {}
                    _ => return Err(self.stuck(start)),
                },
                _ => {}
            }
            self.at = end;
            last = end;
        }
        match open.last() {
            Some((_, at)) => Err(self.stuck(*at)),
            None if last == start => Err(self.stuck(start)),
            None => Ok(self.text.get(start..last).unwrap_or_default()),
        }
    }

    fn stuck(&self, at: usize) -> Stuck {
        Stuck {
            at,
            reached: self.at,
        }
    }

    /// The end of a string whose opening quote stands before `from`.
    fn quoted_end(&self, from: usize) -> Result<usize, Stuck> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(found) = memchr::memchr2(b'"', b'\\', rest) else {
                return Err(Stuck {
                    at: self.at,
                    reached: bytes.len(),
                });
            };
            at += found + 1;
            if bytes.get(at - 1) == Some(&b'"') {
                return Ok(at);
            }
            at += 1;
        }
    }

    /// A character such as `'"'`; a lone apostrophe counts as a word.
    fn char_end(&self) -> (Token, usize) {
        let inside = self.text.get(self.at + 1..).unwrap_or_default();
        let escaped = inside.starts_with('\\');
        let longest = if escaped { 12 } else { 1 };
        let close = inside
            .char_indices()
            .skip(if escaped { 2 } else { 1 })
            .take(longest)
            .find(|(_, c)| *c == '\'');
        match close {
            Some((len, _)) => (Token::Text, self.at + 1 + len + 1),
            None => (Token::Word, self.at + 1),
        }
    }

    fn word_end(&mut self) -> Result<(Token, usize), Stuck> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if let Some(inside) = rest.strip_prefix('r').or_else(|| rest.strip_prefix("br")) {
            let hashes = inside.bytes().take_while(|byte| *byte == b'#').count();
            if hashes <= MOST_HASHES && inside.as_bytes().get(hashes) == Some(&b'"') {
                return self.raw_end(rest.len() - inside.len(), hashes);
            }
        }
        if rest.starts_with("b\"") {
            return Ok((Token::Text, self.quoted_end(self.at + 2)?));
        }
        let ends = |c: char| is_blank(c) || "()[]{},:\"'".contains(c);
        let len = rest.find(ends).unwrap_or(rest.len());
        // A comment may follow a word without a space between them.
        let word = rest.get(..len).unwrap_or_default();
        let comment = word.match_indices('/').map(|it| it.0);
        let starts = |at: &usize| *at > 0 && rest.get(*at..).and_then(comment_len).is_some();
        let len = comment.take(8).find(starts).unwrap_or(len).max(1);
        Ok((Token::Word, self.at + len))
    }

    fn raw_end(&mut self, prefix: usize, hashes: usize) -> Result<(Token, usize), Stuck> {
        let stuck = Stuck {
            at: self.at,
            reached: self.text.len(),
        };
        if self.unclosed.contains(&hashes) {
            return Err(stuck);
        }
        let inside = self.at + prefix + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let rest = self.text.as_bytes().get(inside..).unwrap_or_default();
        match memchr::memmem::find(rest, close.as_bytes()) {
            Some(end) => Ok((Token::Text, inside + end + close.len())),
            None => {
                self.unclosed.push(hashes);
                Err(stuck)
            }
        }
    }
}

/// RON text on one line, without comments, so that it can stand in a canonical line. Line ends
/// within raw strings stay.
pub(super) fn tidy(ron: &str) -> String {
    let mut out = String::with_capacity(ron.len());
    let mut frame = Frame::new(ron, 0);
    let mut before = None;
    while let Some(Ok((token, end))) = frame.peek() {
        let spaced = match (before, token) {
            (Some(Token::Comma | Token::Colon), Token::Close(_)) | (None, _) => false,
            (Some(Token::Comma | Token::Colon), _) => true,
            (Some(Token::Word | Token::Text), Token::Word | Token::Text) => true,
            _ => false,
        };
        if spaced {
            out.push(' ');
        }
        out.push_str(ron.get(frame.at()..end).unwrap_or_default());
        before = Some(token);
        frame.go(end);
    }
    out
}

/// White space as RON has it.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// The length of the comment that `text` begins with, if it does. One that is not closed takes all.
fn comment_len(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len()));
    }
    let bytes = text.as_bytes();
    if !bytes.starts_with(b"/*") {
        return None;
    }
    let mut depth = 1usize;
    let mut at = 2;
    while depth > 0 {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = memchr::memchr2(b'*', b'/', rest) else {
            return Some(bytes.len());
        };
        at += found;
        match bytes.get(at..at + 2) {
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            _ => at += 1,
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_ends_where_its_brackets_do() {
        let cases = [
            ("(a: 1, b: [2, 3]), next", "(a: 1, b: [2, 3])"),
            (" Some(\"治理)\") ]", "Some(\"治理)\")"),
            ("r##\"国防\"#)\"## , x", "r##\"国防\"#)\"##"),
            ("\"a\\\"),\\\\\", b", "\"a\\\"),\\\\\""),
            ("('\"', '\\'', '治'), b", "('\"', '\\'', '治')"),
            (
                "(1, // )\n 2 /* ) /* ] */ ) */ ), b",
                "(1, // )\n 2 /* ) /* ] */ ) */ )",
            ),
            ("b\"),\", x", "b\"),\""),
            ("-1.5e3 // seven\n)", "-1.5e3"),
            ("word/* comment */, x", "word"),
        ];
        for (text, expected) in cases {
            assert_eq!(Frame::new(text, 0).value(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_told_with_its_beginning() {
        for (text, at) in [
            ("(a: \"治理", 4),
            ("(a: [1", 4),
            ("(r#\"x\"", 1),
            ("(]", 0),
            ("", 0),
            (")", 0),
        ] {
            let stuck = Frame::new(text, 0).value().unwrap_err();
            assert_eq!(stuck.at, at, "{text}");
        }
    }

    #[test]
    fn a_name_is_a_word_before_a_colon() {
        assert_eq!(Frame::new(" codes /* of */ : [", 0).name(), Some("codes"));
        assert_eq!(Frame::new("(codes: [", 0).name(), None);
        assert_eq!(Frame::new("codes [", 0).name(), None);
    }

    #[test]
    fn tidying_puts_a_value_on_one_line() {
        let value = "Region(\n    left: 1,  // points\n    words: [ \"治 理\",\n \"b\", ],\n)";
        let tidied = "Region(left: 1, words: [\"治 理\", \"b\",],)";
        assert_eq!(tidy(value), tidied);
        assert_eq!(tidy(tidied), tidied);
    }

    proptest! {
        #[test]
        fn any_text_is_walked_to_its_end(text in "([\"'r#()\\[\\]{},:/*\\\\\n治1a ]|r#\"|\"#|/\\*|//){0,40}") {
            let mut frame = Frame::new(&text, 0);
            while let Some(Ok((_, end))) = frame.peek() {
                prop_assert!(end > frame.at() && text.is_char_boundary(end));
                frame.go(end);
            }
            let _ = Frame::new(&text, 0).value();
            let once = tidy(&text);
            if ron::value::RawValue::from_ron(&text).is_ok() {
                prop_assert!(ron::value::RawValue::from_ron(&once).is_ok(), "{}", once);
                prop_assert_eq!(tidy(&once), once);
            }
        }
    }
}
