//! Where each character of a line stands, made out from the glyphs that draw it.

use egui::epaint::text::Glyph;
use unicode_segmentation::UnicodeSegmentation;

/// A character as a reader sees it, with the room it takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Cell {
    /// Its first byte, counted from the line's start.
    pub(super) start: usize,
    /// Left edge in points from the line's start.
    pub(super) left: f32,
    /// Right edge in points from the line's start.
    pub(super) right: f32,
    /// Whether it is read from right to left.
    pub(super) is_rtl: bool,
}

impl Cell {
    /// Where the caret stands before it.
    pub(super) fn before(&self) -> f32 {
        if self.is_rtl { self.right } else { self.left }
    }

    /// Where the caret stands behind it.
    pub(super) fn behind(&self) -> f32 {
        if self.is_rtl { self.left } else { self.right }
    }

    /// How far a point is beside it.
    pub(super) fn distance(&self, x: f32) -> f32 {
        (self.left - x).max(x - self.right).max(0.0)
    }
}

/// The characters of a line with their places.
pub(super) fn cells(text: &str, glyphs: &[Glyph]) -> Vec<Cell> {
    let glyph_of = glyph_of_each_char(text, glyphs);
    let mut glyph_of = glyph_of.into_iter();
    let mut cells: Vec<Cell> = Vec::new();
    let mut pen = 0.0;
    for (start, cluster) in text.grapheme_indices(true) {
        let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
        for at in glyph_of.by_ref().take(cluster.chars().count()) {
            if let Some(glyph) = at.and_then(|at| glyphs.get(at)) {
                left = left.min(glyph.pos.x);
                right = right.max(glyph.max_x());
            }
        }
        if right < left {
            // Nothing is drawn for it.
            (left, right) = (pen, pen);
        }
        pen = right;
        let is_rtl = cluster.chars().next().is_some_and(is_rtl);
        cells.push(Cell {
            start,
            left,
            right,
            is_rtl,
        });
    }
    close_gaps(&mut cells);
    cells
}

/// Gives the room that was put between characters to the one before it, so that a passage is one
/// stretch and every point between two characters belongs to one of them.
fn close_gaps(cells: &mut [Cell]) {
    let mut next: Option<Cell> = None;
    for cell in cells.iter_mut().rev() {
        if let Some(next) = next.filter(|it| !it.is_rtl && !cell.is_rtl && it.left > cell.right) {
            cell.right = next.left;
        }
        next = Some(*cell);
    }
}

/// Which glyph draws which character. Words from right to left come in the order they are seen, with
/// a stand-in without width for each of their letters but one behind them; in odd clusters there may
/// be more or fewer glyphs than characters.
fn glyph_of_each_char(text: &str, glyphs: &[Glyph]) -> Vec<Option<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut order = Vec::with_capacity(chars.len());
    let mut next = 0;
    while let Some(char) = chars.get(order.len()) {
        let rest = chars.get(order.len()..).unwrap_or_default();
        if let Some(run) = reversed_run(rest, glyphs.get(next..).unwrap_or_default()) {
            order.extend((next..next + run).rev().map(Some));
            next += run;
            let stand_ins = glyphs.iter().skip(next).take(run - 1);
            next += stand_ins
                .take_while(|it| it.advance_width == 0.0 && is_rtl(it.chr))
                .count();
            continue;
        }
        let ahead = glyphs.iter().enumerate().skip(next).take(8);
        let found = ahead
            .filter(|(_, glyph)| glyph.chr == *char)
            .map(|(at, _)| at)
            .next();
        next = found.map_or(next, |at| at + 1);
        order.push(found);
    }
    order
}

/// How many of the first characters are a run from right to left whose glyphs come the other way
/// round; with the blanks between its words, or else one word.
fn reversed_run(chars: &[char], glyphs: &[Glyph]) -> Option<usize> {
    if !chars.first().is_some_and(|it| is_rtl(*it)) {
        return None;
    }
    let word = chars.iter().take_while(|it| is_rtl(**it)).count();
    let within = |it: &char| is_rtl(*it) || it.is_whitespace() || it.is_ascii_punctuation();
    let wide = chars.iter().take_while(|it| within(it)).count();
    let words = chars.iter().take(wide).rposition(|it| is_rtl(*it))? + 1;
    [words, word].into_iter().find(|run| {
        let run_glyphs = glyphs.get(..*run).unwrap_or_default();
        let reversed = run_glyphs.iter().rev().map(|glyph| glyph.chr);
        reversed.eq(chars.iter().copied().take(*run))
    })
}

/// Letters written from right to left.
pub(super) fn is_rtl(char: char) -> bool {
    matches!(char, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
