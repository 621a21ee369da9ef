//! What of a changed stretch is kept: long words in common first, then grapheme by grapheme.

use super::kept::{Kept, Pieces, once, rising};
use crate::text::{Span, graphemes};
use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

/// Code points of the words that are looked for in common, the longest first.
const WORDS: [usize; 2] = [8, 4];
/// Bytes up to which both stretches are compared grapheme by grapheme as they are.
const SHORT: usize = 200;
/// Bytes above which two stretches without a word in common count as different.
const LONG: usize = 3_000;
/// Bytes above which stretches that have only stops in common have nothing in common.
const BARE: usize = 12;

/// The pieces that two stretches have in common, in one order.
pub(super) fn stretch(old: &str, new: &str) -> Vec<Kept> {
    let mut found = Vec::new();
    between((old, new), (0, 0), &WORDS, &mut found);
    let has_word = |it: &Kept| {
        let words = Span::new(it.old, it.old_end()).of(old);
        words.is_some_and(|it| it.contains(char::is_alphanumeric))
    };
    // Two sentences are not alike because both have a stop at the end.
    if old.len().min(new.len()) > BARE && !found.iter().any(has_word) {
        found.clear();
    }
    found
}

/// Adds what two stretches have in common, which begin at these bytes of what was asked about.
fn between((old, new): (&str, &str), at: (usize, usize), words: &[usize], found: &mut Vec<Kept>) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let is_short = old.len() <= SHORT && new.len() <= SHORT;
    match words.split_first() {
        Some((chars, rest)) if !is_short => {
            let mut anchors = in_order(common_words((old, new), *chars));
            anchors.extend(ends(old, new));
            let pieces = Pieces::of(anchors, (old.len(), new.len()));
            for gap in (0..=pieces.kept().len()).filter_map(|at| pieces.gap(at)) {
                let (Some(old), Some(new)) = (gap.old.of(old), gap.new.of(new)) else {
                    continue;
                };
                let at = (at.0 + gap.old.start, at.1 + gap.new.start);
                between((old, new), at, rest, found);
            }
            found.extend(pieces.kept().iter().map(|it| it.shifted(at)));
        }
        _ if old.len().max(new.len()) > LONG => {}
        _ => {
            let kept = without_chance(by_grapheme(old, new), (old.len(), new.len()));
            found.extend(kept.into_iter().map(|it| it.shifted(at)));
        }
    }
}

/// What both begin with and what both end with, cut to whole graphemes.
fn ends(old: &str, new: &str) -> Vec<Kept> {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b);
    let head = same.count();
    let head = graphemes::floor(old, head).min(graphemes::floor(new, head));
    let back = old.bytes().rev().zip(new.bytes().rev());
    let tail = back.take_while(|(a, b)| a == b).count();
    let tail = tail.min(old.len() - head).min(new.len() - head);
    let starts = [
        graphemes::ceil(old, old.len() - tail),
        graphemes::ceil(new, new.len() - tail),
    ];
    let tail = (old.len() - starts[0]).min(new.len() - starts[1]);
    let head = Kept {
        old: 0,
        new: 0,
        len: head,
    };
    let tail = Kept {
        old: old.len() - tail,
        new: new.len() - tail,
        len: tail,
    };
    [head, tail].into_iter().filter(|it| it.len > 0).collect()
}

/// Words of so many code points that stand once in both texts, made as long as they agree.
pub(super) fn common_words((old, new): (&str, &str), chars: usize) -> Vec<Kept> {
    let pairs = once(shingles(old, chars), shingles(new, chars));
    let mut words: Vec<Kept> = Vec::new();
    for (from, to) in pairs {
        let known = words.last().is_some_and(|it: &Kept| {
            from < it.old_end() && from.wrapping_sub(it.old) == to.wrapping_sub(it.new)
        });
        if !known {
            words.push(grown((old, new), (from, to)));
        }
    }
    words
}

/// The words of so many code points that begin at each code point, with their places in bytes.
fn shingles(text: &str, chars: usize) -> impl Iterator<Item = (&str, usize)> {
    let ends = text.char_indices().map(|it| it.0).chain([text.len()]);
    let starts = text.char_indices().map(|it| it.0);
    starts
        .zip(ends.skip(chars))
        .filter_map(|(start, end)| Some((text.get(start..end)?, start)))
}

/// The longest piece in common around two places that agree.
fn grown((old, new): (&str, &str), (from, to): (usize, usize)) -> Kept {
    let old_bytes = old.as_bytes().split_at_checked(from).unwrap_or_default();
    let new_bytes = new.as_bytes().split_at_checked(to).unwrap_or_default();
    let back = old_bytes.0.iter().rev().zip(new_bytes.0.iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    let ahead = old_bytes.1.iter().zip(new_bytes.1);
    let ahead = ahead.take_while(|(a, b)| a == b).count();
    // Bytes may agree up to the middle of a character.
    let start = old.ceil_char_boundary(from - back);
    let end = old.floor_char_boundary(from + ahead);
    Kept {
        old: start,
        new: to - (from - start),
        len: end - start,
    }
}

/// Those pieces that stand in one order in both, as many as can be.
fn in_order(mut pieces: Vec<Kept>) -> Vec<Kept> {
    pieces.sort_unstable();
    let pairs: Vec<(usize, usize)> = pieces.iter().map(|it| (it.old, it.new)).collect();
    let chain = rising(&pairs);
    chain
        .into_iter()
        .filter_map(|at| pieces.get(at).copied())
        .collect()
}

/// The least difference of two short stretches, grapheme by grapheme (E. Myers, "An O(ND) difference
/// algorithm and its variations", Algorithmica 1, 1986).
fn by_grapheme(old: &str, new: &str) -> Vec<Kept> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.graphemes(true).collect(), new.graphemes(true).collect());
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let diff = Diff::compute(Algorithm::Myers, &input);
    let places = |parts: &[&str]| -> Vec<usize> {
        let ends = parts.iter().scan(0, |at, it| {
            *at += it.len();
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_at, new_at) = (places(&old), places(&new));
    same_runs(&diff, old.len())
        .filter_map(|(from, to, count)| {
            let start = *old_at.get(from)?;
            Some(Kept {
                old: start,
                new: *new_at.get(to)?,
                len: old_at.get(from + count)? - start,
            })
        })
        .collect()
}

/// The runs of tokens that a difference leaves alone: where they begin on each side, and how many
/// they are. `before` is how many tokens the first side has.
pub(super) fn same_runs(diff: &Diff, before: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let hunks = diff
        .hunks()
        .map(|it| [it.before.start, it.before.end, it.after.start, it.after.end])
        .map(|it| it.map(|token| token as usize));
    let ends = hunks.chain([[before, before, 0, 0]]);
    ends.scan((0, 0), |(old, new), [start, end, _, after]| {
        let run = (*old, *new, start - *old);
        (*old, *new) = (end, after);
        Some(run)
    })
    .filter(|it| it.2 > 0)
}

/// Leaves out what agrees by chance: a piece not longer than half of what was changed before it and
/// half of what was changed after it. What the stretches begin or end with was left alone.
fn without_chance(mut kept: Vec<Kept>, lens: (usize, usize)) -> Vec<Kept> {
    loop {
        let changed = |before: Option<&Kept>, after: Option<&Kept>| -> usize {
            let from = before.map_or((0, 0), |it| (it.old_end(), it.new_end()));
            let to = after.map_or(lens, |it| (it.old, it.new));
            (to.0 - from.0).max(to.1 - from.1)
        };
        let doubtful = |at: usize, it: &Kept| -> bool {
            let before = at.checked_sub(1).and_then(|at| kept.get(at));
            let sides = changed(before, Some(it)).min(changed(Some(it), kept.get(at + 1)));
            2 * it.len <= sides
        };
        let all = kept.iter().enumerate();
        let doubtful = all.filter(|(at, it)| doubtful(*at, it));
        let Some((at, _)) = doubtful.min_by_key(|(at, it)| (it.len, *at)) else {
            return kept;
        };
        kept.remove(at);
    }
}
