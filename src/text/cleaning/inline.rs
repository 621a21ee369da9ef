//! What is mended inside of lines: blanks that line ends left, hyphens that are not seen, punctuation.

use super::line::{Kind, Line, columns, is_han, is_wide};
use super::{CleanStep, CleanSteps, Edit};
use crate::text::Span;

/// Columns between two blanks that line ends may have left.
const LINE: std::ops::RangeInclusive<usize> = 40..=100;
/// By how many columns lines of one text differ.
const SLACK: usize = 4;
/// How many blanks must stand a line apart before any is taken for what a line end left.
const LEAST: usize = 6;

/// What is known of the blanks between wide characters of a text.
pub(super) struct Blanks {
    /// Columns of the lines whose ends they were, if they were.
    line: Option<usize>,
}

impl Blanks {
    /// Looks how far apart blanks stand: those that line ends left, always about a line.
    pub(super) fn new(lines: &[Line<'_>]) -> Self {
        let body = lines.iter().filter(|it| it.kind != Kind::Tail);
        let mut far: Vec<usize> = body.flat_map(|it| distances(it.words)).collect();
        let all = far.len();
        far.retain(|it| LINE.contains(it));
        far.sort_unstable();
        let line = far.get(far.len() / 2).copied();
        let is_one = |middle: &usize| {
            let near = far.iter().filter(|it| it.abs_diff(*middle) <= SLACK);
            let count = near.count();
            count >= LEAST && count * 5 >= all * 2
        };
        let line = line.filter(is_one);
        Self { line }
    }
}

/// Bytes of the blanks between wide characters.
fn between_wide(words: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut chars = words.char_indices().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some((at, char)) = chars.next() {
            let last = before.replace(char);
            let next = chars.peek().map(|it| it.1);
            let wide = |it: Option<char>| it.is_some_and(is_wide);
            if char == ' ' && wide(last) && wide(next) {
                return Some((at, at + 1));
            }
        }
        None
    })
}

/// Columns from each blank between wide characters to the one before, or to the beginning.
fn distances(words: &str) -> Vec<usize> {
    let mut from = 0;
    let mut far = Vec::new();
    for (at, end) in between_wide(words) {
        let piece = words.get(from..at).unwrap_or_default();
        far.push(piece.chars().map(columns).sum());
        from = end;
    }
    far
}

/// The edits inside of a line, in order and apart.
pub(super) fn edits(
    line: &Line<'_>,
    blanks: &Blanks,
    steps: &CleanSteps,
    is_wide_text: bool,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let span = |at: usize, end: usize| Span::new(line.span.start + at, line.span.start + end);
    if steps.contains(&CleanStep::Blanks)
        && let Some(full) = blanks.line
        && line.width >= full
    {
        let found = between_wide(line.words);
        edits.extend(found.map(|(at, end)| Edit::cut(CleanStep::Blanks, span(at, end))));
    }
    if steps.contains(&CleanStep::Hyphens) {
        let found = line.words.match_indices('\u{AD}');
        let found = found.map(|(at, it)| Edit::cut(CleanStep::Hyphens, span(at, at + it.len())));
        edits.extend(found);
    }
    if steps.contains(&CleanStep::Punctuation) && is_wide_text {
        let found = punctuation(line.words).into_iter();
        edits.extend(found.map(|(at, end, instead)| Edit {
            step: CleanStep::Punctuation,
            span: span(at, end),
            instead,
        }));
    }
    edits.sort_by_key(|it| (it.span.start, it.span.end));
    let mut end = 0;
    edits.retain(|it| {
        let is_apart = it.span.start >= end;
        end = if is_apart { it.span.end } else { end };
        is_apart
    });
    edits
}

/// A line with its edits.
pub(super) fn applied(line: &Line<'_>, edits: Vec<Edit>) -> String {
    let (mut words, mut at) = (String::new(), 0);
    for edit in edits {
        let start = edit.span.start.saturating_sub(line.span.start);
        words.push_str(line.words.get(at..start).unwrap_or_default());
        words.push_str(&edit.instead);
        at = edit.span.end.saturating_sub(line.span.start);
    }
    words.push_str(line.words.get(at..).unwrap_or_default());
    words
}

/// A character with what stands around it.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    char: char,
    next: Option<char>,
    /// Bytes of the character and the blanks behind it.
    at: usize,
    end: usize,
}

/// The marks of another width in Chinese words: bytes, and what stands there instead.
fn punctuation(words: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let brackets = brackets(words);
    let mut is_open = false;
    let mut chars = words.char_indices().peekable();
    let mut before = None;
    // Straight quotation marks of a line that is Chinese open and close by turns.
    let quotes = words.matches('"').count();
    let (wide, narrow) = super::line::letters(words);
    let is_chinese = wide * 3 > narrow;
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|it| it.1);
        let end = at + char.len_utf8();
        let around = Around {
            before,
            char,
            next,
            at,
            end,
        };
        let instead = match char {
            '"' if is_chinese && quotes.is_multiple_of(2) => {
                is_open = !is_open;
                Some(if is_open { '“' } else { '”' })
            }
            '(' | ')' if brackets.contains(&at) => Some(if char == '(' { '（' } else { '）' }),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(char).saturating_sub(0xFEE0))
            }
            _ => full_width(&around, words),
        };
        if let Some(instead) = instead {
            // A full-width mark has its own blank.
            let rest = words.get(end..).unwrap_or_default();
            let blank = rest.starts_with(' ') && matches!(char, ',' | ';' | ':' | '?' | '!');
            let is_followed = rest.trim_start().chars().next().is_some_and(is_wide);
            let end = end + usize::from(blank && is_followed);
            found.push((at, end, instead.to_string()));
        }
        before = Some(char);
    }
    found
}

/// The full-width form of a mark that stands in Chinese words.
fn full_width(around: &Around, words: &str) -> Option<char> {
    let full = match around.char {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        _ => return None,
    };
    let is_ours = |it: Option<char>| it.is_some_and(|it| is_han(it) || is_wide(it));
    let behind = words.get(around.end..).unwrap_or_default();
    let behind = behind.trim_start().chars().next();
    let is_before = is_ours(around.before);
    if around.char == '.' {
        return (around.before.is_some_and(is_han) && (behind.is_none() || is_ours(behind)))
            .then_some(full);
    }
    let is_number = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    let is_inside = is_number(around.before) && is_number(around.next);
    let closes = matches!(around.before, Some(')' | '"' | ']' | '%'));
    let is_one = is_before || (is_ours(behind) && (closes || around.char != ':'));
    let _ = around.at;
    (is_one && !is_inside).then_some(full)
}

/// Bytes of the brackets that hold Chinese words, or stand right behind or before some.
fn brackets(words: &str) -> Vec<usize> {
    let (mut open, mut found): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, char) in words.char_indices() {
        match char {
            '(' => open.push(at),
            ')' => {
                let Some(start) = open.pop() else { continue };
                let inner = words.get(start + 1..at).unwrap_or_default();
                let before = words.get(..start).unwrap_or_default().trim_end();
                let before = before.chars().next_back();
                if inner.chars().any(is_han) || before.is_some_and(is_han) {
                    found.extend([start, at]);
                }
            }
            _ => {}
        }
    }
    found
}
