//! The lines of a text, and what can be seen of each by itself.

use crate::text::Span;

/// Columns of a line at least that may be full.
const LEAST_FULL: usize = 24;
/// Columns of a line at most that was broken by hand.
const MOST_FULL: usize = 160;
/// Lines in a row that are needed to tell how wide a full one is.
const LEAST_LINES: usize = 5;

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Part of the text.
    Body,
    /// A running head or a page number.
    Head,
    /// The first line of a footnote.
    Note {
        /// Its number on its page.
        number: usize,
        /// Byte behind its number, where its words begin.
        words: usize,
        /// The sign in the text that refers to it, if it was found.
        sign: Option<Span>,
    },
    /// A further line of a footnote.
    NoteGoesOn,
    /// Part of a foreign piece behind the end.
    Tail,
}

/// A line with words in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line<'t> {
    /// Where it stands, without blanks at its end.
    pub(super) span: Span,
    /// Its words, with blanks at the beginning.
    pub(super) words: &'t str,
    /// Line ends before it since the last line with words.
    pub(super) breaks: usize,
    /// Columns it takes, a wide character two.
    pub(super) width: usize,
    pub(super) kind: Kind,
}

impl<'t> Line<'t> {
    /// Part of a text taken for a line.
    pub(super) fn inner(text: &'t str, span: Span) -> Self {
        let words = span.of(text).unwrap_or_default();
        Self {
            span,
            words,
            breaks: 0,
            width: width(words),
            kind: Kind::Body,
        }
    }

    pub(super) fn is_note(&self) -> bool {
        matches!(self.kind, Kind::Note { .. } | Kind::NoteGoesOn)
    }

    /// Whether it begins with a blank that sets it in.
    pub(super) fn is_set_in(&self) -> bool {
        let blanks = self.words.len() - self.words.trim_start().len();
        self.words.starts_with('\u{3000}') || blanks >= 2 || self.words.starts_with('\t')
    }
}

/// The lines of a text that have words.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut start, mut breaks) = (Vec::new(), 0, 0);
    for raw in text.split('\n') {
        // A page end may stand at the beginning of its first line, or alone.
        let lead = raw.len() - raw.trim_start_matches('\u{C}').len();
        let words = raw.get(lead..).unwrap_or_default().trim_end();
        if !words.trim().is_empty() {
            let from = start + lead;
            lines.push(Line {
                breaks: std::mem::take(&mut breaks),
                ..Line::inner(text, Span::new(from, from + words.len()))
            });
        }
        breaks += 1;
        start += raw.len() + 1;
    }
    lines
}

/// Columns that words take.
pub(super) fn width(words: &str) -> usize {
    words.chars().map(columns).sum()
}

pub(super) fn columns(char: char) -> usize {
    unicode_width::UnicodeWidthChar::width_cjk(char).unwrap_or(0)
}

/// Whether a character is of a writing without blanks between words, or of its punctuation.
pub(super) fn is_wide(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a character is a letter of such a writing.
pub(super) fn is_han(char: char) -> bool {
    matches!(char,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many letters of a writing with wide characters there are, and how many others.
pub(super) fn letters(text: &str) -> (usize, usize) {
    let mut counted = (0, 0);
    for char in text.chars() {
        match char {
            _ if is_han(char) => counted.0 += 1,
            _ if char.is_alphabetic() => counted.1 += 1,
            _ => {}
        }
    }
    counted
}

/// Whether most words are of a writing with wide characters: one such letter is worth four others.
pub(super) fn is_mostly_wide(text: &str) -> bool {
    let (wide, narrow) = letters(text);
    wide * 4 > narrow
}

/// How wide a full line is in columns where a text is broken into lines by hand: most of those that
/// another follows at once are about as wide.
pub(super) fn full_width(lines: &[Line<'_>]) -> Option<usize> {
    let followed = lines.iter().zip(lines.iter().skip(1));
    let followed = followed.filter(|it| it.1.breaks == 1);
    let mut widths: Vec<usize> = followed.map(|it| it.0.width).collect();
    if widths.len() < LEAST_LINES {
        return None;
    }
    widths.sort_unstable();
    let high = widths.get(widths.len() * 9 / 10).copied()?;
    let is_full = |it: &&usize| **it * 100 >= high * 85 && **it <= high + 4;
    let full = widths.iter().filter(is_full).count();
    // Paragraphs may be alike in length too, but they end with a sentence.
    let followed = lines.iter().zip(lines.iter().skip(1));
    let broken = followed.filter(|it| {
        let (one, next) = it;
        next.breaks == 1 && is_full(&&one.width) && super::joins::is_unfinished(one.words, false)
    });
    let is_broken = broken.count() * 2 >= full;
    let is_one = (LEAST_FULL..=MOST_FULL).contains(&high) && full * 2 >= widths.len();
    (is_one && is_broken).then_some(high)
}
