//! The ways in which programs count offsets.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an offset counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CountedUnit {
    /// Unicode code points, as the standard wants it.
    CodePoints,
    /// UTF-16 units: characters beyond U+FFFF are two.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// A way to count offsets. In words it is the unit – `chars`, `utf16` or `bytes` – with what is odd
/// behind it: `utf16-crlf`, `chars-bom-last`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Counting {
    /// What is counted.
    pub unit: CountedUnit,
    /// Whether a byte order mark is counted.
    pub with_mark: bool,
    /// Whether a line end counts as two: CR LF where the text has such, else LF.
    pub wide_ends: bool,
    /// Whether the end is that of the last character in it, not of the first behind it.
    pub inclusive: bool,
}

impl Counting {
    /// As the standard wants it, line ends as they stand in the file.
    pub(super) const fn plain(has_wide_ends: bool) -> Self {
        Self {
            unit: CountedUnit::CodePoints,
            with_mark: false,
            wide_ends: has_wide_ends,
            inclusive: false,
        }
    }

    /// In code points, half open.
    pub(super) const fn chars() -> Self {
        Self::plain(false)
    }

    /// In UTF-16 units, half open.
    pub(super) const fn utf16() -> Self {
        Self {
            unit: CountedUnit::Utf16,
            ..Self::plain(false)
        }
    }

    /// In bytes of UTF-8, half open.
    #[cfg(feature = "sqlite")]
    pub(super) const fn bytes() -> Self {
        Self {
            unit: CountedUnit::Bytes,
            ..Self::plain(false)
        }
    }

    /// Every way that could matter in a text, the plainest first.
    pub(super) fn all(raw: &str) -> Vec<Self> {
        let units = [
            CountedUnit::CodePoints,
            CountedUnit::Utf16,
            CountedUnit::Bytes,
        ];
        let is_wide = has_wide_ends(raw);
        let marks: &[bool] = if has_mark(raw) {
            &[false, true]
        } else {
            &[false]
        };
        let ends: &[bool] = match (is_wide, raw.contains('\n')) {
            (true, _) => &[true, false],
            (false, true) => &[false, true],
            (false, false) => &[false],
        };
        let mut all = Vec::new();
        for inclusive in [false, true] {
            for with_mark in marks {
                for wide_ends in ends {
                    all.extend(units.map(|unit| Self {
                        unit,
                        with_mark: *with_mark,
                        wide_ends: *wide_ends,
                        inclusive,
                    }));
                }
            }
        }
        all
    }

    /// What speaks against a way before anything is measured, in points: what few programs do wants
    /// more than a chance hit.
    ///
    /// `usual` is what is counted in files of a format, where all its programs agree on that.
    pub(super) fn oddity(self, raw: &str, usual: Option<CountedUnit>) -> i64 {
        let unit = match (usual, self.unit) {
            (Some(usual), unit) if usual == unit => 0,
            (Some(_), _) => 4,
            (None, CountedUnit::CodePoints) => 0,
            (None, CountedUnit::Utf16) => 1,
            (None, CountedUnit::Bytes) => 3,
        };
        let is = |odd: bool, points: i64| if odd { points } else { 0 };
        let odd_ends = self.wide_ends != has_wide_ends(raw);
        unit + is(self.with_mark, 3) + is(odd_ends, 2) + is(self.inclusive, 3)
    }

    /// How many units a character takes; line ends apart.
    pub(super) const fn units(self, char: char) -> usize {
        match self.unit {
            CountedUnit::CodePoints => 1,
            CountedUnit::Utf16 => char.len_utf16(),
            CountedUnit::Bytes => char.len_utf8(),
        }
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.unit {
            CountedUnit::CodePoints => "chars",
            CountedUnit::Utf16 => "utf16",
            CountedUnit::Bytes => "bytes",
        })?;
        let odd = [
            (self.wide_ends, "-crlf"),
            (self.with_mark, "-bom"),
            (self.inclusive, "-last"),
        ];
        odd.iter()
            .filter(|it| it.0)
            .try_for_each(|it| f.write_str(it.1))
    }
}

impl From<Counting> for String {
    fn from(counting: Counting) -> Self {
        counting.to_string()
    }
}

impl TryFrom<String> for Counting {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let mut parts = words.split('-');
        let unit = match parts.next() {
            Some("chars") => CountedUnit::CodePoints,
            Some("utf16") => CountedUnit::Utf16,
            Some("bytes") => CountedUnit::Bytes,
            _ => return Err(format!("chars, utf16 or bytes, not {words}")),
        };
        let mut counting = Self {
            unit,
            ..Self::plain(false)
        };
        for part in parts {
            match part {
                "crlf" => counting.wide_ends = true,
                "bom" => counting.with_mark = true,
                "last" => counting.inclusive = true,
                _ => return Err(format!("-crlf, -bom or -last, not -{part}")),
            }
        }
        Ok(counting)
    }
}

pub(super) fn has_mark(raw: &str) -> bool {
    raw.starts_with('\u{FEFF}')
}

pub(super) fn has_wide_ends(raw: &str) -> bool {
    raw.contains("\r\n")
}
