//! The page, its margins, and about how much room words take on it. All lengths are twentieths of a
//! point.

use crate::exchange::pack::{Form, Numbers, Pack, Paper};
use unicode_width::UnicodeWidthStr;

/// The margin above and below.
const ABOVE: u32 = 1134;
/// Between the text and the notes beside it.
const APART: u32 = 227;
/// What a line holds less than its width, of a hundred, as no sign may stand alone at its start.
const LOST: u64 = 8;

/// A part of the document with columns of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// What stands around the texts.
    Plain,
    /// A text.
    Text,
}

/// The page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sheet {
    /// Its width.
    pub(super) width: u32,
    /// Its height.
    pub(super) height: u32,
    /// The margin on the left, where numbers stand.
    pub(super) left: u32,
    /// The margin on the right.
    right: u32,
    /// By how much a text ends before the margin: the room for notes.
    pub(super) beside: u32,
    /// Width of the notes.
    pub(super) notes: u32,
    /// Columns of text.
    pub(super) columns: u32,
}

impl Sheet {
    pub(super) fn new(pack: &Pack) -> Self {
        let (width, height) = match pack.look.paper {
            Paper::A4 => (11906, 16838),
            Paper::Letter => (12240, 15840),
            Paper::B5 => (9978, 14173),
        };
        let left = match pack.look.numbers {
            // Two kinds of numbers stand there: of lines, and of paragraphs.
            Numbers::Lines => width / 8,
            _ => width / 10,
        };
        let (right, notes) = (width / 11, width / 5);
        let columns = match pack.look.wide_margin {
            true => 1,
            false => u32::from(pack.look.columns.clamp(1, 2)),
        };
        let mut all = pack.readings.iter().flat_map(|it| &it.notes);
        let has_notes = columns == 1 && all.any(|it| it.form == Form::Margin);
        let beside = match (pack.look.wide_margin, has_notes) {
            (true, _) => width * 3 / 10,
            // They may go a little into the margin.
            (false, true) => notes + APART - right / 3,
            (false, false) => 0,
        };
        Self {
            width,
            height,
            left,
            right,
            beside,
            notes,
            columns,
        }
    }

    /// Whether there is room for notes beside the text.
    pub(super) fn has_margin(&self) -> bool {
        self.columns == 1 && self.beside > 0
    }

    /// Where notes begin, from the left edge of the page.
    pub(super) fn notes_at(&self) -> u32 {
        self.width - self.right - self.beside + APART
    }

    /// Width between the margins.
    pub(super) fn room(&self) -> u32 {
        self.width - self.left - self.right
    }

    /// Width of a text.
    pub(super) fn text(&self) -> u32 {
        self.room() - self.beside
    }

    /// Height between the margins.
    pub(super) fn depth(&self) -> u32 {
        self.height - 2 * ABOVE
    }

    /// The page and its margins as an element of a section.
    pub(super) fn element(&self) -> String {
        let (width, height, left, right) = (self.width, self.height, self.left, self.right);
        format!(
            "<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{ABOVE}\" w:right=\"{right}\" \
             w:bottom=\"{ABOVE}\" w:left=\"{left}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
        )
    }
}

/// About how many lines words take in a column of a width, when a character is as wide as half so many
/// half points.
pub(super) fn lines(words: &str, half_points: u32, width: u32) -> u32 {
    let count = |line: &str| {
        let wide = line.width_cjk() as u64 * u64::from(half_points) * 5;
        (wide * (100 + LOST) / 100)
            .div_ceil(u64::from(width.max(1)))
            .max(1)
    };
    let all: u64 = words.split('\n').map(count).sum();
    u32::try_from(all).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_lines_by_their_width() {
        // Ten characters of 12 points are 120 points.
        assert_eq!(lines("治理治理治理治理治理", 24, 2400), 2);
        assert_eq!(lines("治理治理治理治理治", 24, 2400), 1);
        assert_eq!(lines("gov gov gov gov go", 24, 2400), 1);
        assert_eq!(lines("治\n理\n", 24, 2400), 3);
        assert_eq!(lines("治理", 24, 0), 518);
    }
}
