//! Running heads and page numbers: short lines that come again and again, alike but for their numbers.

use super::joins::is_unfinished;
use super::line::{Kind, Line};
use std::collections::BTreeMap;

/// Columns of a running head at most.
const WIDEST: usize = 80;
/// How often a line comes again at least that has no number of its page.
const LEAST_ALIKE: usize = 3;
/// Columns of text between two heads at least.
const LEAST_APART: usize = 60;
/// By how much numbers of pages may rise from one to the next.
const MOST_STEP: usize = 40;

/// What is told of a line that may be a head.
struct Told {
    at: usize,
    numbers: Vec<usize>,
}

/// Marks running heads and page numbers. `pages` are the bytes at which pages are known to begin.
pub(super) fn find(lines: &mut [Line<'_>], pages: &[usize]) {
    let mut alike: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.kind == Kind::Body
            && !line.words.contains('\t')
            && line.width <= WIDEST
            && let Some((key, numbers)) = key(line.words)
        {
            alike.entry(key).or_default().push(Told { at, numbers });
        }
    }
    let mut heads = Vec::new();
    for (key, told) in &alike {
        let at_ends = told
            .iter()
            .filter(|it| is_at_end(lines, it.at, pages))
            .count();
        // A number alone may be that of a section; where pages end, sentences are cut.
        let is_at_ends = at_ends * 3 >= told.len() && at_ends > 0;
        let is_one = match rises(told) {
            true if key == NUMBER => {
                is_at_ends && (told.len() >= LEAST_ALIKE || at_ends == told.len())
            }
            true => told.len() >= LEAST_ALIKE || is_at_ends,
            false => at_ends * 2 >= told.len() && told.len() >= LEAST_ALIKE,
        };
        if told.len() > 1 && is_one && are_apart(lines, told) {
            heads.extend(told.iter().map(|it| it.at));
        }
    }
    for at in heads {
        if let Some(line) = lines.get_mut(at) {
            line.kind = Kind::Head;
        }
    }
}

/// Whether text stands between lines that are alike, as pages do between heads.
fn are_apart(lines: &[Line<'_>], told: &[Told]) -> bool {
    let pairs = told.iter().zip(told.iter().skip(1));
    let columns = |it: (&Told, &Told)| -> usize {
        let between = lines.get(it.0.at + 1..it.1.at).unwrap_or_default();
        between.iter().map(|it| it.width).sum()
    };
    pairs.map(columns).all(|it| it >= LEAST_APART)
}

/// The key of a line that is a number and nothing else.
const NUMBER: &str = "#";

/// What a line says but for its numbers, blanks and ornament; nothing for one that ends a sentence or
/// begins a list.
fn key(words: &str) -> Option<(String, Vec<usize>)> {
    let words = words.trim();
    if words.ends_with(['。', '！', '？', '；', '…', '：', ':', ';']) || words.starts_with('#')
    {
        return None;
    }
    let (mut key, mut numbers) = (String::new(), Vec::new());
    let mut digits: Option<usize> = None;
    for char in words.chars() {
        if let Some(digit) = digit(char) {
            let before = digits.unwrap_or(0);
            digits = Some(before.saturating_mul(10).saturating_add(digit));
            continue;
        }
        if let Some(number) = digits.take() {
            key.push('#');
            numbers.push(number);
        }
        let is_ornament = char.is_whitespace()
            || matches!(
                char,
                '^' | '{' | '}' | '|' | '·' | '•' | '-' | '–' | '—' | '_' | '*' | '~'
            );
        if !is_ornament {
            key.extend(char.to_lowercase());
        }
    }
    if let Some(number) = digits {
        key.push('#');
        numbers.push(number);
    }
    let key = match key.as_str() {
        "第#页" | "第#頁" | "page#" | "p.#" | "#页" | "#頁" => NUMBER.to_owned(),
        _ => key,
    };
    (!key.is_empty()).then_some((key, numbers))
}

fn digit(char: char) -> Option<usize> {
    let digit = match char {
        '0'..='9' => u32::from(char) - u32::from('0'),
        '０'..='９' => u32::from(char) - u32::from('０'),
        _ => return None,
    };
    usize::try_from(digit).ok()
}

/// Whether one of the numbers rises from each line to the next, as those of pages do.
fn rises(told: &[Told]) -> bool {
    let count = told.iter().map(|it| it.numbers.len()).min().unwrap_or(0);
    (0..count).any(|place| {
        let number = |it: &Told| it.numbers.get(place).copied().unwrap_or(0);
        let pairs = told.iter().zip(told.iter().skip(1));
        let mut steps = pairs.map(|(one, next)| number(next).checked_sub(number(one)));
        told.len() > 1 && steps.all(|it| it.is_some_and(|it| (1..=MOST_STEP).contains(&it)))
    })
}

/// Whether a line stands where a page ends or begins: one is known to begin beside it, or the text
/// before it breaks off.
fn is_at_end(lines: &[Line<'_>], at: usize, pages: &[usize]) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|it| lines.get(it));
    let from = before.map_or(0, |it| it.span.end);
    let to = lines.get(at + 1).map_or(usize::MAX, |it| it.span.start);
    let next = pages.partition_point(|it| *it < from);
    if pages.get(next).is_some_and(|it| *it <= to) {
        return true;
    }
    // Notes and numbers may stand between the text and the head.
    let mut before = lines.get(..at).unwrap_or_default().iter().rev().take(12);
    let text = before.find(|it| {
        it.kind == Kind::Body
            && it.width > line.width.min(WIDEST / 2)
            && super::mark::leading(it.words.trim_start()).is_none()
    });
    text.is_some_and(|it| is_unfinished(it.words, false) && it.width >= 30)
}
