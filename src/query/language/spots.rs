//! Passages of one source in order, and how they stand to each other.

use super::ask::Relation;
use crate::model::CodingId;
use crate::text::{Lines, Span};
use smallvec::SmallVec;
use std::cell::OnceCell;

/// A passage that a term gives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Spot {
    /// Where, in bytes; never empty.
    pub(super) span: Span,
    /// Whether it is a quotation, rather than only a place in the text.
    pub(super) is_quotation: bool,
    /// The codings it is given for, by id.
    pub(super) codings: SmallVec<[CodingId; 1]>,
}

impl Spot {
    /// A place where words were found.
    pub(super) fn hit(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }

    /// Takes over what another spot at the same place has.
    fn join(&mut self, other: &Self) {
        self.is_quotation |= other.is_quotation;
        self.add(&other.codings);
    }

    /// Adds codings.
    pub(super) fn add(&mut self, codings: &[CodingId]) {
        self.codings.extend_from_slice(codings);
        self.codings.sort_unstable();
        self.codings.dedup();
    }

    fn key(&self) -> (usize, usize) {
        (self.span.start, self.span.end)
    }
}

/// Spots by start and end, one for each place.
#[derive(Debug, Default)]
pub(super) struct Spots {
    all: Vec<Spot>,
    reach: OnceCell<Reach>,
    /// Every end, sorted.
    ends: OnceCell<Vec<usize>>,
}

impl Spots {
    /// Of spots in any order; those at one place become one.
    pub(super) fn gather(mut spots: Vec<Spot>) -> Self {
        spots.retain(|it| !it.span.is_empty());
        if !spots.is_sorted_by_key(Spot::key) {
            spots.sort_by_key(Spot::key);
        }
        let mut all: Vec<Spot> = Vec::with_capacity(spots.len());
        for spot in spots {
            match all.last_mut().filter(|it| it.span == spot.span) {
                Some(last) => last.join(&spot),
                None => all.push(spot),
            }
        }
        Self {
            all,
            ..Self::default()
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Spot> {
        self.all.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The spot that stands exactly there.
    pub(super) fn exactly(&self, span: Span) -> Option<&Spot> {
        let at = self
            .all
            .binary_search_by_key(&(span.start, span.end), Spot::key);
        at.ok().and_then(|at| self.all.get(at))
    }

    /// Whether words that were found lie inside a passage.
    pub(super) fn has_hit_in(&self, span: Span) -> bool {
        let from = self.all.partition_point(|it| it.span.start < span.start);
        let here = self.all.get(from..).unwrap_or_default().iter();
        let mut here = here.take_while(|it| it.span.start < span.end);
        here.any(|it| !it.is_quotation && it.span.end <= span.end)
    }

    /// Whether a quotation holds all of a place.
    pub(super) fn has_quotation_around(&self, span: Span) -> bool {
        let bound = self.all.partition_point(|it| it.span.start <= span.start);
        self.any(bound, span.end, |it| it.is_quotation)
    }

    /// Whether words that were found share a byte with a stretch.
    pub(super) fn has_hit_touching(&self, span: Span) -> bool {
        let bound = self.all.partition_point(|it| it.span.start < span.end);
        self.any(bound, span.start + 1, |it| !it.is_quotation)
    }

    /// Whether a spot stands so to another one here. A spot does not stand to itself: at its own
    /// place it takes another coding.
    pub(super) fn has_related(
        &self,
        (relation, distance): (Relation, Option<usize>),
        spot: &Spot,
        ground: &impl Stretches,
    ) -> bool {
        let span = spot.span;
        let is_other = |it: &Spot| it.span != span || it.codings != spot.codings;
        let touching = |stretch: Span| {
            let bound = self.all.partition_point(|it| it.span.start < stretch.end);
            self.any(bound, stretch.start + 1, is_other)
        };
        let lines = ground.lines();
        match relation {
            Relation::Overlaps => touching(span),
            Relation::SameSentence => touching(ground.sentences_of(span)),
            Relation::SameParagraph => touching(ground.paragraphs_of(span)),
            Relation::Within => {
                let bound = self.all.partition_point(|it| it.span.start <= span.start);
                self.any(bound, span.end, is_other)
            }
            Relation::Near => {
                let (first, last) = around(lines, span, distance.unwrap_or(0));
                let bound = self.all.partition_point(|it| it.span.start <= last);
                self.any(bound, first, is_other)
            }
            Relation::Before => {
                let last = distance.map_or(lines.text().len(), |it| around(lines, span, it).1);
                let next = self.all.partition_point(|it| it.span.start < span.end);
                self.all.get(next).is_some_and(|it| it.span.start <= last)
            }
            Relation::After => {
                let first = distance.map_or(0, |it| around(lines, span, it).0);
                let ends = self.ends.get_or_init(|| {
                    let mut ends: Vec<usize> = self.all.iter().map(|it| it.span.end).collect();
                    ends.sort_unstable();
                    ends
                });
                let behind = ends.partition_point(|it| *it <= span.start);
                let last = behind.checked_sub(1).and_then(|at| ends.get(at));
                last.is_some_and(|it| *it >= first)
            }
        }
    }

    /// Whether one of the first `bound` spots ends at `least` or later and is as wanted.
    fn any(&self, bound: usize, least: usize, is_wanted: impl Fn(&Spot) -> bool) -> bool {
        let reach = self.reach.get_or_init(|| Reach::new(&self.all));
        let mut bound = bound;
        while let Some(at) = reach.last(bound, least) {
            if self.all.get(at).is_some_and(&is_wanted) {
                return true;
            }
            bound = at;
        }
        false
    }
}

/// The bytes that many code points before and behind a span.
fn around(lines: &Lines, span: Span, chars: usize) -> (usize, usize) {
    let first = lines.char_from_byte(span.start).unwrap_or_default();
    let last = lines.char_from_byte(span.end).unwrap_or_default();
    let first = lines.byte_from_char(first.saturating_sub(chars));
    let last = lines.byte_from_char(last.saturating_add(chars).min(lines.char_count()));
    (
        first.unwrap_or_default(),
        last.unwrap_or(lines.text().len()),
    )
}

/// What is known of the text that spots stand in.
pub(super) trait Stretches {
    /// The text with its offsets.
    fn lines(&self) -> &Lines;
    /// From the start of the first sentence that a span touches to the end of the last.
    fn sentences_of(&self, span: Span) -> Span;
    /// From the start of the first paragraph that a span touches to the end of the last.
    fn paragraphs_of(&self, span: Span) -> Span;
}

/// The stretches of a list, in order, that a span touches, as one; the span itself where it
/// touches none.
pub(super) fn touched(stretches: &[Span], span: Span) -> Span {
    let first = stretches.partition_point(|it| it.end <= span.start);
    let behind = stretches.partition_point(|it| it.start < span.end);
    let start = stretches.get(first).map(|it| it.start);
    let end = behind.checked_sub(1).and_then(|at| stretches.get(at));
    match (start, end.map(|it| it.end)) {
        (Some(start), Some(end)) if first < behind => Span::new(start, end).cover(span),
        _ => span,
    }
}

/// The furthest end among any spots of a list, as a tree of maxima: a passage as long as a chapter
/// makes no search slower than its depth.
#[derive(Debug)]
struct Reach {
    /// Leaves of the tree; more than there are spots.
    size: usize,
    max: Vec<usize>,
}

impl Reach {
    fn new(spots: &[Spot]) -> Self {
        let size = (spots.len() + 1).next_power_of_two();
        let mut max = vec![0; 2 * size];
        for (leaf, spot) in max.iter_mut().skip(size).zip(spots) {
            *leaf = spot.span.end;
        }
        for at in (1..size).rev() {
            let below = |at: usize| max.get(at).copied().unwrap_or_default();
            let most = below(2 * at).max(below(2 * at + 1));
            if let Some(node) = max.get_mut(at) {
                *node = most;
            }
        }
        Self { size, max }
    }

    /// The last of the first `bound` spots that ends at `least` or later.
    fn last(&self, bound: usize, least: usize) -> Option<usize> {
        let reaches = |at: usize| self.max.get(at).is_some_and(|it| *it >= least);
        let mut at = bound + self.size;
        // Up, until there is a branch to the left that reaches far enough.
        while at > 1 && !(at % 2 == 1 && reaches(at - 1)) {
            at /= 2;
        }
        if at <= 1 {
            return None;
        }
        at -= 1;
        while at < self.size {
            at = if reaches(2 * at + 1) {
                2 * at + 1
            } else {
                2 * at
            };
        }
        Some(at - self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spots(spans: &[(usize, usize)]) -> Spots {
        let spans = spans
            .iter()
            .map(|(start, len)| Span::new(*start, start + len));
        Spots::gather(spans.map(Spot::hit).collect())
    }

    #[test]
    fn the_stretches_that_a_span_touches() {
        let stretches = [(0, 3), (4, 8), (8, 9)].map(|(start, end)| Span::new(start, end));
        let at = |start, end| touched(&stretches, Span::new(start, end));
        assert_eq!(at(1, 2), Span::new(0, 3));
        assert_eq!(at(2, 5), Span::new(0, 8));
        assert_eq!(at(3, 4), Span::new(3, 4), "between two");
        assert_eq!(at(8, 20), Span::new(8, 20));
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_looking_at_all_finds(
            spans in prop::collection::vec((0usize..60, 1usize..40), 0..40),
            bound in 0usize..41,
            least in 0usize..110,
        ) {
            let spots = spots(&spans);
            let bound = bound.min(spots.len());
            let reach = Reach::new(&spots.all);
            let expected = spots.all[..bound].iter().rposition(|it| it.span.end >= least);
            if least > 0 {
                prop_assert_eq!(reach.last(bound, least), expected);
            }
        }
    }
}
