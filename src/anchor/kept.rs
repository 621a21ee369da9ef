//! What two texts have in common, as pieces.

use crate::text::Span;
use std::collections::HashMap;

/// A piece of an old text that stands in a new one, byte by byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Kept {
    /// Its first byte in the old text.
    pub(super) old: usize,
    /// Its first byte in the new text.
    pub(super) new: usize,
    /// Its length in bytes.
    pub(super) len: usize,
}

impl Kept {
    /// The first byte after it in the old text.
    pub(super) const fn old_end(self) -> usize {
        self.old + self.len
    }

    /// The first byte after it in the new text.
    pub(super) const fn new_end(self) -> usize {
        self.new + self.len
    }

    /// The same piece of stretches that begin later in their texts.
    pub(super) const fn shifted(self, (old, new): (usize, usize)) -> Self {
        Self {
            old: self.old + old,
            new: self.new + new,
            len: self.len,
        }
    }
}

/// A stretch of the old text of which nothing is kept yet, with a stretch of the new one that may
/// have come from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Gap {
    /// In the old text.
    pub(super) old: Span,
    /// In the new text.
    pub(super) new: Span,
}

/// The pieces by where they stand in the old text, and how they follow each other in the new one.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    kept: Vec<Kept>,
    /// The free stretch of the new text before each piece, in the order of `kept`.
    before: Vec<Span>,
    /// And behind each.
    behind: Vec<Span>,
    lens: (usize, usize),
}

impl Pieces {
    /// Of pieces in any order, for texts of these lengths in bytes. Where two overlap in either text
    /// the longer stands.
    pub(super) fn of(mut found: Vec<Kept>, lens: (usize, usize)) -> Self {
        found.retain(|it| it.len > 0);
        found.sort_unstable_by_key(|it| (it.new, std::cmp::Reverse(it.len)));
        drop_overlaps(&mut found, |it| (it.new, it.new_end()));
        found.sort_unstable_by_key(|it| (it.old, std::cmp::Reverse(it.len)));
        drop_overlaps(&mut found, |it| (it.old, it.old_end()));
        let mut kept: Vec<Kept> = Vec::with_capacity(found.len());
        for it in found {
            match kept.last_mut() {
                Some(last) if last.old_end() == it.old && last.new_end() == it.new => {
                    last.len += it.len;
                }
                _ => kept.push(it),
            }
        }
        let mut order: Vec<usize> = (0..kept.len()).collect();
        order.sort_unstable_by_key(|at| kept.get(*at).map(|it| it.new));
        let mut before = vec![Span::default(); kept.len()];
        let mut behind = before.clone();
        let mut end = 0;
        let mut last: Option<usize> = None;
        for at in order {
            let Some(it) = kept.get(at) else { continue };
            let free = Span::new(end, it.new);
            put(&mut before, at, free);
            if let Some(last) = last {
                put(&mut behind, last, free);
            }
            (end, last) = (it.new_end(), Some(at));
        }
        if let Some(last) = last {
            put(&mut behind, last, Span::new(end, lens.1));
        }
        Self {
            kept,
            before,
            behind,
            lens,
        }
    }

    /// The pieces by where they stand in the old text.
    pub(super) fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// The free stretch of the new text before the piece with this number.
    pub(super) fn before(&self, at: usize) -> Span {
        self.before.get(at).copied().unwrap_or_default()
    }

    /// The free stretch of the new text behind the piece with this number.
    pub(super) fn behind(&self, at: usize) -> Span {
        self.behind.get(at).copied().unwrap_or_default()
    }

    /// What lies before the piece with this number, or behind the last: between neighbours that are
    /// neighbours still, or `None`.
    pub(super) fn gap(&self, at: usize) -> Option<Gap> {
        let previous = at.checked_sub(1);
        let before = self.before.get(at).copied();
        let behind = previous.and_then(|it| self.behind.get(it)).copied();
        let new = match (behind, before) {
            (Some(behind), Some(before)) => (behind == before).then_some(before)?,
            (None, Some(before)) => (before.start == 0).then_some(before)?,
            (Some(behind), None) => (behind.end == self.lens.1).then_some(behind)?,
            (None, None) => Span::new(0, self.lens.1),
        };
        Some(Gap {
            old: self.free(at),
            new,
        })
    }

    /// What lies before the piece with this number, or behind the last, with each stretch of the new
    /// text that lies beside a neighbour.
    pub(super) fn candidates(&self, at: usize) -> impl Iterator<Item = Gap> {
        let old = self.free(at);
        let whole = self.gap(at).map(|it| it.new);
        let behind = at.checked_sub(1).and_then(|it| self.behind.get(it));
        let beside = [behind.copied(), self.before.get(at).copied()];
        let beside = beside.into_iter().flatten();
        let is_whole = whole.is_some();
        let all = whole.into_iter().chain(beside.filter(move |_| !is_whole));
        all.map(move |new| Gap { old, new })
            .filter(|it| !it.old.is_empty() && !it.new.is_empty())
    }

    /// The stretches of the old text of which nothing is kept.
    pub(super) fn old_free(&self) -> impl Iterator<Item = Span> {
        let all = (0..=self.kept.len()).map(|at| self.free(at));
        all.filter(|it| !it.is_empty())
    }

    /// The stretches of the new text into which nothing was kept, by place.
    pub(super) fn new_free(&self) -> Vec<Span> {
        let whole = Span::new(0, self.lens.1);
        let mut free: Vec<Span> = match self.kept.is_empty() {
            true => vec![whole],
            false => self.before.iter().chain(&self.behind).copied().collect(),
        };
        free.retain(|it| !it.is_empty());
        free.sort_unstable();
        free.dedup();
        free
    }

    fn free(&self, at: usize) -> Span {
        let previous = at.checked_sub(1).and_then(|it| self.kept.get(it));
        let start = previous.map_or(0, |it| it.old_end());
        let end = self.kept.get(at).map_or(self.lens.0, |it| it.old);
        Span::new(start, end)
    }
}

fn put(spans: &mut [Span], at: usize, span: Span) {
    if let Some(it) = spans.get_mut(at) {
        *it = span;
    }
}

/// Leaves out pieces that overlap one that stays; of two neighbours the longer stays.
fn drop_overlaps(sorted: &mut Vec<Kept>, ends: fn(&Kept) -> (usize, usize)) {
    let mut kept: Vec<Kept> = Vec::with_capacity(sorted.len());
    for it in sorted.drain(..) {
        match kept.last_mut() {
            Some(last) if ends(last).1 > ends(&it).0 => {
                if it.len > last.len {
                    *last = it;
                }
            }
            _ => kept.push(it),
        }
    }
    *sorted = kept;
}

/// The longest chain of pairs that rises on both sides, from pairs that rise on the first: patience
/// sorting. The numbers of the pairs in it.
pub(super) fn rising(pairs: &[(usize, usize)]) -> Vec<usize> {
    // The pair that ends the best chain of each length, and the pair before each in its chain.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: &usize| pairs.get(*at).map(|it| it.1);
    for (at, (_, value)) in pairs.iter().enumerate() {
        let length = tops.partition_point(|top| second(top) < Some(*value));
        before.push(length.checked_sub(1).and_then(|it| tops.get(it)).copied());
        match tops.get_mut(length) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut chain: Vec<usize> = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(at) = next {
        chain.push(at);
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Where the things stand that occur once on each side: pairs of places, in the order of the first.
pub(super) fn once<T: Eq + std::hash::Hash>(
    old: impl Iterator<Item = (T, usize)>,
    new: impl Iterator<Item = (T, usize)>,
) -> Vec<(usize, usize)> {
    /// Occurrences, the last place on the old side and on the new.
    type Seen = (u32, usize, u32, usize);
    let mut seen: HashMap<T, Seen> = HashMap::with_capacity(old.size_hint().0);
    for (thing, at) in old {
        let it = seen.entry(thing).or_default();
        (it.0, it.1) = (it.0 + 1, at);
    }
    for (thing, at) in new {
        if let Some(it) = seen.get_mut(&thing) {
            (it.2, it.3) = (it.2 + 1, at);
        }
    }
    let both = seen.into_values().filter(|it| it.0 == 1 && it.2 == 1);
    let mut pairs: Vec<(usize, usize)> = both.map(|it| (it.1, it.3)).collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_chain_is_found() {
        let pairs: Vec<(usize, usize)> = [5, 1, 2, 9, 3, 4].into_iter().enumerate().collect();
        assert_eq!(rising(&pairs), [1, 2, 4, 5]);
        assert_eq!(rising(&[]), [0; 0]);
    }

    #[test]
    fn neighbours_that_parted_have_no_gap_between_them() {
        // 甲乙丙 became 丙甲乙: pieces of three bytes.
        let piece = |old, new| Kept { old, new, len: 3 };
        let pieces = Pieces::of(vec![piece(0, 3), piece(3, 6), piece(6, 0)], (9, 9));
        assert_eq!(pieces.kept().len(), 2, "甲乙 is one piece");
        assert_eq!(pieces.gap(0), None);
        assert_eq!(pieces.gap(1), None);
        assert_eq!(
            Pieces::of(Vec::new(), (3, 6)).gap(0).map(|it| it.new.len()),
            Some(6)
        );
    }

    #[test]
    fn of_pieces_that_overlap_the_longer_stands() {
        let long = Kept {
            old: 0,
            new: 0,
            len: 9,
        };
        let short = Kept {
            old: 6,
            new: 6,
            len: 6,
        };
        assert_eq!(Pieces::of(vec![short, long], (12, 12)).kept(), [long]);
    }
}
