//! Writes down a text as it is read, with how its parts look.

use crate::model::{Style, Styled};
use crate::text::{Lines, Span};

/// What is to stand before the next words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Gap {
    None,
    /// A line end of the file: a blank, but not between wide characters.
    Break,
    Blank,
    Lines(usize),
}

/// Empty lines kept in a row at most.
const MOST_LINES: usize = 3;

/// A text that is being written: a paragraph a line, no gap before the first words or behind the last.
#[derive(Debug)]
pub(super) struct Pen {
    text: String,
    gap: Gap,
    /// The looks that are open, each with where its words began.
    open: Vec<(Style, Option<usize>)>,
    styles: Vec<(Span, Style)>,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            text: String::new(),
            gap: Gap::None,
            open: Vec::new(),
            styles: Vec::new(),
        }
    }
}

impl Pen {
    /// Writes words as they are.
    pub(super) fn write(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.leave_gap(words.chars().next());
        let at = self.text.len();
        for (_, start) in &mut self.open {
            start.get_or_insert(at);
        }
        self.text.push_str(words);
    }

    /// Writes words in which blanks and line ends only part what stands around them, as in HTML. A
    /// line end between two wide characters parts nothing.
    pub(super) fn flow(&mut self, words: &str) {
        let mut rest = words;
        while !rest.is_empty() {
            let plain = rest.find(is_blank).unwrap_or(rest.len());
            let (before, after) = rest.split_at(plain);
            self.write(before);
            let behind = after.find(|it| !is_blank(it)).unwrap_or(after.len());
            let (blanks, next) = after.split_at(behind);
            rest = next;
            match blanks.contains(['\n', '\r']) {
                _ if blanks.is_empty() => {}
                true => self.gap = self.gap.max(Gap::Break),
                false => self.gap = self.gap.max(Gap::Blank),
            }
        }
    }

    /// A blank before the next words, unless a line ends there.
    pub(super) fn blank(&mut self) {
        self.gap = self.gap.max(Gap::Blank);
    }

    /// Ends a paragraph; one without words is an empty line.
    pub(super) fn end_line(&mut self) {
        self.gap = match self.gap {
            Gap::Lines(count) => Gap::Lines((count + 1).min(MOST_LINES)),
            _ => Gap::Lines(1),
        };
    }

    /// Sees to it that the next words begin a line.
    pub(super) fn fresh_line(&mut self) {
        self.gap = self.gap.max(Gap::Lines(1));
    }

    /// Takes the end of the last paragraph back, so that the next words go on in it.
    pub(super) fn go_on(&mut self) {
        self.gap = Gap::None;
    }

    /// From here on words look so, until [`Self::close`].
    pub(super) fn open(&mut self, style: Style) {
        self.open.push((style, None));
    }

    /// Ends the look that was opened last.
    pub(super) fn close(&mut self) {
        let Some((style, Some(start))) = self.open.pop() else {
            return;
        };
        let end = self.text.len();
        // Programs cut what looks alike into many pieces.
        let mut last = self.styles.iter_mut().rev().take(4);
        let is_before = |it: &&mut (Span, Style)| it.1 == style && it.0.end == start;
        match last
            .find(is_before)
            .filter(|_| !matches!(style, Style::Note))
        {
            Some(before) => before.0 = Span::new(before.0.start, end),
            None => self.styles.push((Span::new(start, end), style)),
        }
    }

    /// Writes what another pen has written, in lines of its own.
    pub(super) fn take_in(&mut self, other: Self) {
        if other.text.is_empty() {
            return;
        }
        self.fresh_line();
        self.write(&other.text);
        let at = self.text.len() - other.text.len();
        let moved = |span: Span| Span::new(span.start + at, span.end + at);
        let styles = other.styles.into_iter();
        self.styles
            .extend(styles.map(|(span, style)| (moved(span), style)));
        self.fresh_line();
    }

    fn leave_gap(&mut self, next: Option<char>) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(last) = self.text.chars().next_back() else {
            return;
        };
        match gap {
            Gap::None => {}
            Gap::Break if is_wide(last) && next.is_some_and(is_wide) => {}
            Gap::Break => self.leave_blank(),
            Gap::Blank => self.leave_blank(),
            Gap::Lines(count) => self.text.extend(std::iter::repeat_n('\n', count)),
        }
    }

    fn leave_blank(&mut self) {
        if !self.text.ends_with([' ', '\n', '\t']) {
            self.text.push(' ');
        }
    }

    /// Writes a note that another pen has written, behind its number.
    pub(super) fn note(&mut self, number: usize, note: Self) {
        let (words, _) = note.finish();
        self.fresh_line();
        self.open(Style::Note);
        self.write(&format!("[{number}] {}", words.trim()));
        self.close();
        self.fresh_line();
    }

    /// The text, and its looks by start.
    pub(super) fn finish(mut self) -> (String, Vec<(Span, Style)>) {
        while !self.open.is_empty() {
            self.close();
        }
        self.styles.retain(|it| !it.0.is_empty());
        self.styles
            .sort_by_key(|it| (it.0.start, std::cmp::Reverse(it.0.end)));
        (self.text, self.styles)
    }
}

/// Looks by bytes as looks by code points; one that fits no text is left out.
pub fn styled(lines: &Lines, styles: &[(Span, Style)]) -> Vec<Styled> {
    let styles = styles.iter().filter_map(|(span, style)| {
        let (chars, style) = (lines.chars_from_span(*span)?, style.clone());
        Some(Styled { chars, style })
    });
    styles.collect()
}

/// What HTML takes for a blank: not the wide blank of Chinese, and not one that holds words together.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Whether a character is of a writing that has no blanks between words.
pub(super) fn is_wide(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_between_words_only() {
        let mut pen = Pen::default();
        pen.end_line();
        pen.flow("  治\n  理 and\n law ");
        pen.end_line();
        pen.end_line();
        pen.open(Style::Heading(1));
        pen.flow(" 国防");
        pen.close();
        pen.end_line();
        let (text, styles) = pen.finish();
        assert_eq!(text, "治理 and law\n\n国防");
        assert_eq!(styles, [(Span::new(16, 22), Style::Heading(1))]);
    }

    #[test]
    fn what_looks_alike_is_one_piece() {
        let mut pen = Pen::default();
        for words in ["治", "理", "国"] {
            pen.open(Style::Bold);
            pen.write(words);
            pen.close();
        }
        pen.write("、");
        pen.open(Style::Bold);
        pen.close();
        let (_, styles) = pen.finish();
        assert_eq!(styles, [(Span::new(0, 9), Style::Bold)]);
    }
}
