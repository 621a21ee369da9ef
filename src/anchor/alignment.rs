//! Which piece of an old text stands where in a new one.
//!
//! Sentences first: those that stay in their order, then those that stand elsewhere, then what is kept
//! of those that were changed, and last the long words that went elsewhere in a changed sentence. Only
//! changed sentences are looked at more closely, so the time follows the length of the texts.

use super::borders::settled;
use super::kept::{Gap, Kept, Pieces};
use super::stretch::{common_words, same_runs, stretch};
use crate::text::{Span, sentences};
use imara_diff::{Algorithm, Diff, Token};
use std::collections::HashMap;

/// Code points of a sentence from which on it is known by its words wherever it stands.
const TELLING: usize = 4;
/// Code points of the words by which a part of a sentence is found elsewhere.
const ELSEWHERE: usize = 5;
/// Code points that such a part has at least.
const LEAST_ELSEWHERE: usize = 7;
/// Of a changed stretch those bytes that must be kept at least, in hundredths, for it to be the old one.
const LEAST_ALIKE: usize = 25;
/// Code points on end that are enough for it in any case.
const LONG: usize = 8;

/// An old and a new version of a text, piece by piece.
#[derive(Debug)]
pub struct Alignment<'t> {
    pub(super) old: &'t str,
    pub(super) new: &'t str,
    pub(super) pieces: Pieces,
}

impl<'t> Alignment<'t> {
    /// Compares two versions: in time that grows with their lengths, whatever differs.
    pub fn new(old: &'t str, new: &'t str) -> Self {
        let mut it = Self {
            old,
            new,
            pieces: Pieces::default(),
        };
        let found = sentence_pieces(old, new);
        it.add(found);
        it.refine();
        let found = it.elsewhere();
        if !found.is_empty() {
            it.add(found);
            it.refine();
        }
        it.pieces = settled(&it.pieces, (old, new));
        it
    }

    fn add(&mut self, found: Vec<Kept>) {
        let known = self.pieces.kept().iter().copied();
        let all = known.chain(found).collect();
        self.pieces = Pieces::of(all, (self.old.len(), self.new.len()));
    }

    /// Looks at what lies between the pieces.
    fn refine(&mut self) {
        let gaps = (0..=self.pieces.kept().len()).flat_map(|at| self.pieces.candidates(at));
        let mut found = Vec::new();
        for Gap { old, new } in gaps {
            if let (Some(was), Some(is)) = (old.of(self.old), new.of(self.new)) {
                let kept = stretch(was, is);
                if are_alike((was, is), &kept) {
                    let kept = kept.into_iter();
                    found.extend(kept.map(|it| it.shifted((old.start, new.start))));
                }
            }
        }
        self.add(found);
    }

    /// Long words of changed sentences that stand elsewhere now.
    fn elsewhere(&self) -> Vec<Kept> {
        let old_free: Vec<Span> = self.pieces.old_free().collect();
        // Different signs part the stretches, so that no word in common goes over an edge.
        let (old, old_at) = joined(self.old, &old_free, '\u{0}');
        let (new, new_at) = joined(self.new, &self.pieces.new_free(), '\u{1}');
        let words = common_words((&old, &new), ELSEWHERE).into_iter();
        let long = words.filter(|it| {
            let words = Span::new(it.old, it.old_end()).of(&old).unwrap_or_default();
            words.chars().nth(LEAST_ELSEWHERE - 1).is_some()
        });
        long.filter_map(|it| {
            Some(Kept {
                old: placed(&old_at, it.old)?,
                new: placed(&new_at, it.new)?,
                len: it.len,
            })
        })
        .collect()
    }
}

/// Whether what two stretches have in common is no chance: a fair share of the shorter one, or many words
/// on end. `人工智能` alone does not make one sentence of two long ones.
fn are_alike((was, is): (&str, &str), kept: &[Kept]) -> bool {
    let all: usize = kept.iter().map(|it| it.len).sum();
    let is_long = |it: &Kept| {
        let words = Span::new(it.old, it.old_end()).of(was).unwrap_or_default();
        words.chars().nth(LONG - 1).is_some()
    };
    all * 100 >= was.len().min(is.len()) * LEAST_ALIKE || kept.iter().any(is_long)
}

/// Stretches of a text one after the other with a sign between them that parts words, and where each
/// begins in both.
fn joined(text: &str, spans: &[Span], between: char) -> (String, Vec<(usize, usize)>) {
    let mut all = String::new();
    let mut places = Vec::with_capacity(spans.len());
    for span in spans {
        places.push((all.len(), span.start));
        all.push_str(span.of(text).unwrap_or_default());
        all.push(between);
    }
    (all, places)
}

/// The place in the text of a place in what was joined.
fn placed(places: &[(usize, usize)], at: usize) -> Option<usize> {
    let index = places.partition_point(|it| it.0 <= at).checked_sub(1)?;
    let (joined, text) = places.get(index)?;
    Some(text + (at - joined))
}

/// The sentences that stand in both texts: in their order, and those that stand elsewhere.
fn sentence_pieces(old: &str, new: &str) -> Vec<Kept> {
    let (olds, news): (Vec<Span>, Vec<Span>) = (
        sentences::sentences(old).collect(),
        sentences::sentences(new).collect(),
    );
    let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(olds.len());
    let old_words: Vec<&str> = olds.iter().filter_map(|it| it.of(old)).collect();
    let new_words: Vec<&str> = news.iter().filter_map(|it| it.of(new)).collect();
    let mut tokens = Vec::with_capacity(old_words.len() + new_words.len());
    for words in old_words.iter().chain(&new_words) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        tokens.push(Token(*numbers.entry(words).or_insert(next)));
    }
    let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let (before, after) = tokens.split_at_checked(olds.len()).unwrap_or_default();
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, before, after, count);
    let mut pairs = Vec::new();
    for (from, to, run) in same_runs(&diff, olds.len()) {
        pairs.extend((0..run).map(|it| (from + it, to + it)));
    }
    pairs.extend(moved((before, after), &pairs, &old_words));
    let piece = |(from, to): (usize, usize)| {
        let old = olds.get(from)?;
        Some(Kept {
            old: old.start,
            new: news.get(to)?.start,
            len: old.len(),
        })
    };
    pairs.into_iter().filter_map(piece).collect()
}

/// Sentences that stand elsewhere: those left over on both sides that are left over once, with the
/// neighbours that went along.
fn moved(
    (before, after): (&[Token], &[Token]),
    paired: &[(usize, usize)],
    words: &[&str],
) -> Vec<(usize, usize)> {
    let mut is_old_free = vec![true; before.len()];
    let mut is_new_free = vec![true; after.len()];
    for (from, to) in paired {
        set(&mut is_old_free, *from, false);
        set(&mut is_new_free, *to, false);
    }
    let left = |tokens: &'_ [Token], free: &'_ [bool]| -> Vec<(u32, usize)> {
        let all = tokens.iter().zip(free).enumerate();
        all.filter(|it| *it.1.1)
            .map(|(at, (it, _))| (it.0, at))
            .collect()
    };
    let old_left = left(before, &is_old_free);
    let new_left = left(after, &is_new_free);
    let telling = |at: usize| {
        let words = words.get(at).copied().unwrap_or_default();
        words.chars().nth(TELLING - 1).is_some()
    };
    let mut pairs = super::kept::once(old_left.into_iter(), new_left.into_iter());
    pairs.retain(|it| telling(it.0));
    for (from, to) in &pairs {
        set(&mut is_old_free, *from, false);
        set(&mut is_new_free, *to, false);
    }
    let mut along = Vec::new();
    for is_ahead in [true, false] {
        for start in &pairs {
            let mut at = *start;
            while let Some(next) = beside(at, is_ahead) {
                let is_free = is_old_free.get(next.0) == Some(&true)
                    && is_new_free.get(next.1) == Some(&true);
                if !is_free || before.get(next.0) != after.get(next.1) {
                    break;
                }
                set(&mut is_old_free, next.0, false);
                set(&mut is_new_free, next.1, false);
                along.push(next);
                at = next;
            }
        }
    }
    pairs.extend(along);
    pairs
}

fn beside((from, to): (usize, usize), is_ahead: bool) -> Option<(usize, usize)> {
    match is_ahead {
        true => Some((from + 1, to + 1)),
        false => from.checked_sub(1).zip(to.checked_sub(1)),
    }
}

fn set(flags: &mut [bool], at: usize, to: bool) {
    if let Some(it) = flags.get_mut(at) {
        *it = to;
    }
}
