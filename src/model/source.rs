//! Sources: the texts that are read and coded.

use super::{Cited, Extra, SourceId, Styled, Time, Value, VariableId};
use crate::text::Lines;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// The SHA-256 of a source's text as UTF-8, or of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// Of the bytes of a file.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|it| u8::try_from(it).ok()))
            .collect();
        let bytes: Vec<u8> = digits?
            .chunks_exact(2)
            .filter_map(|pair| Some(pair.first()? << 4 | pair.last()?))
            .collect();
        (text.len() == 64).then_some(())?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where a source's text came from and what was changed on the way in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// Name of what was imported, without its folder; empty when it was typed or pasted.
    pub name: String,
    /// The encoding it was read with, such as `gb18030`.
    pub encoding: String,
    /// SHA-256 of what was imported, byte for byte, if it was a file.
    pub file: Option<Fingerprint>,
    /// What is different from it and what was left out, one phrase each, such as `bom`,
    /// `line-ends 12` or `comments 3`.
    pub changes: Vec<String>,
    /// How it is cited.
    pub citation: Vec<Cited>,
    /// How parts of it looked, by start.
    pub styles: Vec<Styled>,
}

/// A source text. Immutable between explicit edits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Identity.
    pub id: SourceId,
    /// The name shown; never empty.
    pub name: String,
    /// Place in the list: smaller comes first, equal ones by id.
    pub order: u64,
    /// The text with its offsets.
    pub lines: Lines,
    /// SHA-256 of the text.
    pub fingerprint: Fingerprint,
    /// Where it came from.
    pub origin: Origin,
    /// When it was added.
    pub added: Time,
    /// Its values.
    pub values: BTreeMap<VariableId, Value>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Source {
    /// The text.
    pub fn text(&self) -> &str {
        self.lines.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let print = Fingerprint::of("治理");
        assert_eq!(Fingerprint::from_hex(&print.to_string()), Some(print));
        assert_eq!(Fingerprint::from_hex("12"), None);
        assert_eq!(Fingerprint::from_hex(&"治".repeat(64)), None);
    }

    #[test]
    fn the_fingerprint_is_the_known_sha_256() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            Fingerprint::of("abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
