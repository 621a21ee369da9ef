//! Records as canonical lines: `(id: "…", name: "…")`, written and read without looking back.

use super::kind::Fields;
use super::value::Field;
use crate::model::Extra;

/// Writes one record.
pub(super) struct Line<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
}

impl<'o> Line<'o> {
    /// Opens a record; `name` is the struct's name in the file, mostly empty.
    pub(super) fn open(out: &'o mut Vec<u8>, name: &str) -> Self {
        out.extend_from_slice(name.as_bytes());
        out.push(b'(');
        Self { out, first: true }
    }

    fn name(&mut self, name: &str) {
        if !self.first {
            self.out.extend_from_slice(b", ");
        }
        self.first = false;
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b": ");
    }

    /// Writes a field.
    pub(super) fn put<'a>(&mut self, name: &str, value: &impl Field<'a>) {
        self.name(name);
        value.write(self.out);
    }

    /// Writes a field that holds something.
    pub(super) fn put_some<'a>(&mut self, name: &str, value: Option<&impl Field<'a>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Writes a string, if there is any.
    pub(super) fn put_text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            super::escape::push_quoted(self.out, text);
        }
    }

    /// Writes what a newer version knows.
    pub(super) fn put_extra(&mut self, extra: &Extra) {
        for (name, ron) in extra.fields() {
            self.name(name);
            self.out.extend_from_slice(ron.as_bytes());
        }
    }

    /// Closes the record.
    pub(super) fn close(self) {
        self.out.push(b')');
    }
}

/// Reads a canonical line from left to right.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At a byte of a text.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The byte it stands at.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes over `len` bytes.
    pub(super) fn advance(&mut self, len: usize) {
        self.at += len;
    }

    /// Passes over `token`, if it stands here.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let here = self.rest().as_bytes().starts_with(token.as_bytes());
        if here {
            self.at += token.len();
        }
        here
    }

    /// Passes over decimal digits; `None` when there is none or a number goes on behind them.
    pub(super) fn digits(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let more = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
        if len == 0 || rest.as_bytes().get(len).is_some_and(more) {
            return None;
        }
        self.at += len;
        rest.get(..len)
    }

    /// Passes over a word of letters.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at += len;
        rest.get(..len).filter(|word| !word.is_empty())
    }
}

/// A line is not written the canonical way; the `ron` crate may still understand it.
pub(super) struct NotCanonical;

/// The fields of a canonical record, in their order.
pub(super) struct Canonical<'a> {
    cursor: Cursor<'a>,
    first: bool,
}

impl<'a> Canonical<'a> {
    /// Opens the record that begins at `at`; `None` when none does.
    pub(super) fn open(text: &'a str, at: usize, name: &str) -> Option<Self> {
        let mut cursor = Cursor::new(text, at);
        let open = cursor.eat(name) && cursor.eat("(");
        open.then_some(Self {
            cursor,
            first: true,
        })
    }

    /// Closes the record: the byte behind it, or `None` when more fields stand here.
    pub(super) fn close(mut self) -> Option<usize> {
        self.cursor.eat(")").then(|| self.cursor.at())
    }
}

impl<'a> Fields<'a> for Canonical<'a> {
    type Stop = NotCanonical;

    fn find<T: Field<'a>>(&mut self, name: &'static str) -> Result<Option<T>, NotCanonical> {
        let before = self.cursor.at();
        let comma = self.first || self.cursor.eat(", ");
        if !(comma && self.cursor.eat(name) && self.cursor.eat(": ")) {
            self.cursor.at = before;
            return Ok(None);
        }
        self.first = false;
        T::read(&mut self.cursor).map(Some).ok_or(NotCanonical)
    }

    fn missing(&self, _name: &'static str) -> NotCanonical {
        NotCanonical
    }

    fn rest(&mut self) -> Extra {
        Extra::default()
    }
}
