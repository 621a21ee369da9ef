//! Half-open ranges, one type for each unit.
//!
//! Drawn in brackets: `Span::new(6, 12)` of `数字治理能力` is `数字[治理]能力`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** in a text: `start` is in it, `end` is not.
///
/// Use [`Span::new`], which keeps `start <= end`; a span made by hand the wrong
/// way round counts as empty everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte of the range.
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
}

impl Span {
    /// The bytes between two offsets; a reversed pair is swapped.
    pub const fn new(start: usize, end: usize) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True when there is no byte in it.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// True when the byte at this offset is in it.
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// True when both share at least one byte. Touching is not overlapping, and
    /// an empty span overlaps nothing.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// True when every edge of this span lies in `other` (edges may coincide).
    pub const fn within(self, other: Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// The smallest span holding both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The bytes in both, or `None` when they share none.
    pub fn common(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The text in this span, or `None` when it ends past the text or an edge
    /// is inside a character. The only way to slice a text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// This span moved towards the end by `bytes`.
    #[must_use]
    pub const fn shifted(self, bytes: usize) -> Self {
        Self {
            start: self.start.saturating_add(bytes),
            end: self.end.saturating_add(bytes),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A half-open range of Unicode **code points**, as files store it.
///
/// The same place counts the same in UTF-8, UTF-16 and UTF-32, so positions
/// survive other programs and other encodings.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct CharSpan {
    /// First code point of the range.
    pub start: usize,
    /// First code point after the range.
    pub end: usize,
}

impl CharSpan {
    /// The code points between two offsets; a reversed pair is swapped.
    pub const fn new(start: usize, end: usize) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// Length in code points.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True when there is no code point in it.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl fmt::Display for CharSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reversed_pair_is_swapped() {
        assert_eq!(Span::new(12, 6), Span::new(6, 12));
        assert_eq!(CharSpan::new(4, 2), CharSpan::new(2, 4));
        assert_eq!(CharSpan::new(4, 2).len(), 2);
    }

    #[test]
    fn slicing_is_checked() {
        let text = "数字治理能力";
        assert_eq!(Span::new(6, 12).of(text), Some("治理"));
        assert_eq!(Span::new(7, 12).of(text), None, "inside a character");
        assert_eq!(Span::new(6, 99).of(text), None, "past the end");
        assert_eq!(
            Span { start: 12, end: 6 }.of(text),
            None,
            "the wrong way round"
        );
        assert_eq!(Span::new(18, 18).of(text), Some(""));
    }

    #[test]
    fn touching_spans_share_nothing() {
        let (left, right) = (Span::new(0, 6), Span::new(6, 12));
        assert!(!left.overlaps(right));
        assert_eq!(left.common(right), None);
        assert_eq!(left.cover(right), Span::new(0, 12));
        assert!(left.contains(5) && !left.contains(6));
    }

    #[test]
    fn overlap_and_common_agree() {
        let (a, b) = (Span::new(0, 9), Span::new(6, 12));
        assert!(a.overlaps(b) && b.overlaps(a));
        assert_eq!(a.common(b), Some(Span::new(6, 9)));
        assert!(Span::new(6, 9).within(a) && !a.within(b) && a.within(a));
        assert!(
            !Span::new(7, 7).overlaps(a),
            "an empty span overlaps nothing"
        );
    }
}
