//! How the page is set: what a reader changes to read well. It belongs to the person, not to the
//! project.

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Which numbers stand beside the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Numbers {
    /// None.
    #[default]
    None,
    /// Each paragraph's, counted through the source.
    Paragraphs,
    /// Each paragraph's, and every fifth line's, counted anew in each paragraph: lines depend on
    /// the measure, so numbers that run through the source would say little.
    Lines,
}

impl Numbers {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::None, Self::Paragraphs, Self::Lines];
}

/// How the page is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Typesetting {
    /// Size of the type, in points.
    pub size: u16,
    /// Characters of that size on a full line, at most.
    pub measure: u16,
    /// From line to line, in per cent of the size.
    pub leading: u16,
    /// How far a paragraph's first line stands in, in characters.
    pub indent: u16,
    /// Which numbers stand beside the text.
    pub numbers: Numbers,
    /// Whether the word under the pointer is read out in pinyin.
    pub pinyin: bool,
}

impl Default for Typesetting {
    fn default() -> Self {
        Self {
            size: 18,
            measure: 40,
            leading: 180,
            indent: 0,
            numbers: Numbers::None,
            pinyin: false,
        }
    }
}

impl Typesetting {
    /// What a size may be.
    pub const SIZES: RangeInclusive<u16> = 12..=40;
    /// What a measure may be.
    pub const MEASURES: RangeInclusive<u16> = 16..=80;
    /// What a leading may be: less would let underlines run into the next line.
    pub const LEADINGS: RangeInclusive<u16> = 140..=280;
    /// What an indent may be.
    pub const INDENTS: RangeInclusive<u16> = 0..=4;

    /// The same within what may be.
    #[must_use]
    pub fn within_limits(self) -> Self {
        let within =
            |value: u16, range: RangeInclusive<u16>| value.clamp(*range.start(), *range.end());
        Self {
            size: within(self.size, Self::SIZES),
            measure: within(self.measure, Self::MEASURES),
            leading: within(self.leading, Self::LEADINGS),
            indent: within(self.indent, Self::INDENTS),
            ..self
        }
    }
}
