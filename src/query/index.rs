//! The index of a project's passages: what touches a piece of text, and how often a code is used.

use super::shelf::{Applied, Passage, Pile, Shelf};
use crate::model::{
    CodeId, Coding, Memo, Project, Quotation, QuotationId, RecordId, SourceId, Table,
};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// The passages of a source that is not there.
static NONE: Table<Passage> = Table::new();

/// Where every quotation stands and what it is coded with, for one revision of a project.
///
/// A clone costs next to nothing, so a copy can go to another thread. Codings of a quotation that
/// is not in the project, and quotations of a source that is not, are left out: see
/// [`super::findings()`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index {
    pub(super) shelves: BTreeMap<SourceId, Arc<Shelf>>,
    pub(super) counts: BTreeMap<CodeId, usize>,
    /// The project's records at that revision, which tell where one was that has changed or gone.
    /// They share memory with the project's.
    pub(super) quotations: Table<Quotation>,
    pub(super) codings: Table<Coding>,
    pub(super) memos: Table<Memo>,
}

impl Index {
    /// Reads the whole project.
    pub fn build(project: &Project) -> Self {
        let codings = project.codings().iter();
        let mut codings: Vec<_> = codings.map(|it| (it.quotation, it)).collect();
        // By quotation; the codings of one stay in the order of their ids.
        codings.sort_by_key(|(quotation, _)| *quotation);
        let mut rest = codings.as_slice();
        let sources = project.sources().iter();
        let mut piles: HashMap<SourceId, Pile> = sources
            .map(|it| (it.id, Pile::new(it.text().len())))
            .collect();
        let noted: HashSet<RecordId> = project.memos().iter().map(|it| it.target).collect();
        let mut counts: HashMap<CodeId, usize> = HashMap::new();
        for quotation in project.quotations().iter() {
            let codings = split_off(&mut rest, quotation.id);
            if let Some(pile) = piles.get_mut(&quotation.source) {
                let applied = codings.iter().map(|(_, it)| Applied::from(*it));
                let is_noted = |id| noted.contains(&id);
                pile.add(Passage::new(quotation, applied, is_noted));
                for (_, coding) in codings {
                    *counts.entry(coding.code).or_default() += 1;
                }
            }
        }
        let sources = project.sources().iter();
        let shelves = sources.map(|source| {
            let pile = piles.remove(&source.id).unwrap_or_default();
            let shelf = Shelf::new(source.lines.clone(), pile);
            (source.id, Arc::new(shelf))
        });
        Self {
            shelves: shelves.collect(),
            counts: counts.into_iter().collect(),
            quotations: project.quotations().clone(),
            codings: project.codings().clone(),
            memos: project.memos().clone(),
        }
    }

    /// The passages of a source that have a place, by start, end and id.
    pub fn passages(&self, source: SourceId) -> &Table<Passage> {
        self.shelves.get(&source).map_or(&NONE, |it| &it.placed)
    }

    /// The passages of a source that have no place: lost ones, and ones whose range does not fit
    /// its text. Their spans only say where they once were, and may not fit.
    pub fn lost(&self, source: SourceId) -> &Table<Passage> {
        self.shelves.get(&source).map_or(&NONE, |it| &it.lost)
    }

    /// The furthest byte that a passage of a source ends at.
    pub fn end(&self, source: SourceId) -> usize {
        self.passages(source).end()
    }

    /// The passages that share at least one byte with `span`, by start, end and id. Nothing touches
    /// an empty span: see [`Self::at`].
    pub fn touching(&self, source: SourceId, span: Span) -> impl Iterator<Item = &Passage> {
        let end = if span.is_empty() { 0 } else { span.end };
        self.passages(source).reaching(span.start, first_at(end))
    }

    /// The quotations that share a byte with one of some passages.
    pub fn near(&self, passages: &[(SourceId, Span)]) -> Vec<QuotationId> {
        let touching = passages.iter();
        let touching = touching.flat_map(|(source, span)| self.touching(*source, *span));
        touching.map(|it| it.quotation).collect()
    }

    /// The passages that hold the byte at this offset.
    pub fn at(&self, source: SourceId, byte: usize) -> impl Iterator<Item = &Passage> {
        self.touching(source, Span::new(byte, byte.saturating_add(1)))
    }

    /// The first passage that starts after this byte.
    pub fn next_after(&self, source: SourceId, byte: usize) -> Option<&Passage> {
        let after = first_at(byte.saturating_add(1));
        self.passages(source).from(after).next()
    }

    /// The last passage that starts before this byte.
    pub fn previous_before(&self, source: SourceId, byte: usize) -> Option<&Passage> {
        self.passages(source).before(first_at(byte))
    }

    /// The passage of a quotation, with or without a place.
    pub fn quotation(&self, id: QuotationId) -> Option<&Passage> {
        let home = self.quotations.get(id)?;
        self.shelves.get(&home.source)?.passage(id, home.span)
    }

    /// How many codings use this code; those of codes below it do not count.
    pub fn count(&self, code: CodeId) -> usize {
        self.counts.get(&code).copied().unwrap_or(0)
    }

    /// How many codings a source has.
    pub fn count_in(&self, source: SourceId) -> usize {
        self.shelves.get(&source).map_or(0, |it| it.codings)
    }

    /// How many codings there are, on passages that are not in the project too.
    pub fn len(&self) -> usize {
        self.codings.len()
    }

    /// Whether there is no coding.
    pub fn is_empty(&self) -> bool {
        self.codings.is_empty()
    }
}

/// A key not above that of any passage that starts at this byte.
fn first_at(byte: usize) -> (usize, usize, QuotationId) {
    (byte, 0, QuotationId::new(Uuid::nil()))
}

/// A coding with the quotation it is on.
type On<'p> = (QuotationId, &'p Coding);

/// Takes the codings of `quotation` off the front of a list sorted by quotation, and drops those of
/// smaller ids, whose quotations are not there.
fn split_off<'a, 'p>(sorted: &mut &'a [On<'p>], quotation: QuotationId) -> &'a [On<'p>] {
    let before = sorted.iter().take_while(|(of, _)| *of < quotation).count();
    let from = sorted.get(before..).unwrap_or_default();
    let count = from.iter().take_while(|(of, _)| *of == quotation).count();
    let (own, rest) = from.split_at_checked(count).unwrap_or_default();
    *sorted = rest;
    own
}

#[cfg(test)]
mod tests {
    use super::super::sample::{
        Sample, code_id, coding, coding_id, marked, quotation, quotation_id, source, source_id,
    };
    use super::*;
    use crate::model::CodingId;
    use proptest::prelude::*;

    fn found<'a>(passages: impl Iterator<Item = &'a Passage>) -> Vec<QuotationId> {
        passages.map(|it| it.quotation).collect()
    }

    #[test]
    fn what_touches_a_piece_of_text() {
        let sample = marked("数字[a治[b理a]与国b]防[c工业c]");
        let index = Index::build(&sample.project);
        let (a, b, c) = (quotation_id(1), quotation_id(2), quotation_id(3));
        let at = |char: usize| found(index.at(source_id(1), char * 3));
        assert_eq!(at(1), []);
        assert_eq!(at(2), [a]);
        assert_eq!(at(3), [a, b]);
        assert_eq!(at(4), [b]);
        assert_eq!(at(7), [c]);
        let touching = |start, end| found(index.touching(source_id(1), Span::new(start, end)));
        assert_eq!(touching(0, 6), []);
        assert_eq!(touching(0, 99), [a, b, c]);
        assert_eq!(touching(12, 12), []);
        assert_eq!(found(index.touching(source_id(2), Span::new(0, 99))), []);
    }

    #[test]
    fn quotations_near_some_passages() {
        let index = Index::build(&marked("数字[a治[b理a]与国b]防[c工业c]").project);
        let place = |start, end| (source_id(1), Span::new(start, end));
        assert_eq!(index.near(&[place(0, 6)]), []);
        let near = index.near(&[place(6, 9), place(18, 99), (source_id(2), Span::new(0, 99))]);
        assert_eq!(near, [1, 3].map(quotation_id));
    }

    #[test]
    fn stepping_from_passage_to_passage() {
        let sample = marked("数字[a治[b理a]与国b]防[c工业c]");
        let index = Index::build(&sample.project);
        let next = |byte| index.next_after(source_id(1), byte).map(|it| it.span.start);
        let previous = |byte| {
            index
                .previous_before(source_id(1), byte)
                .map(|it| it.span.start)
        };
        assert_eq!(
            [next(0), next(6), next(9), next(21)],
            [Some(6), Some(9), Some(21), None]
        );
        assert_eq!(
            [previous(99), previous(21), previous(6)],
            [Some(21), Some(9), None]
        );
    }

    #[test]
    fn counting_codes_and_sources() {
        let mut sample = marked("[a治理a]与[b国防b]");
        sample.put(coding(9, 1, 'b'.into()));
        let index = Index::build(&sample.project);
        assert_eq!(index.count(code_id('b'.into())), 2);
        assert_eq!(index.count(code_id('z'.into())), 0);
        assert_eq!((index.count_in(source_id(1)), index.len()), (3, 3));
        let codings = &index.quotation(quotation_id(1)).unwrap().codings;
        let ids: Vec<CodingId> = codings.iter().map(|it| it.coding).collect();
        assert_eq!(ids, [coding_id(1), coding_id(9)]);
    }

    #[test]
    fn a_passage_that_does_not_fit_has_no_place_but_still_counts() {
        let mut sample = marked("[a治理a]与国防");
        sample.put(quotation(8, 1, Span::new(1, 6)));
        sample.put(quotation(9, 1, Span::new(0, 99)));
        sample.put(coding(9, 9, 'a'.into()));
        let index = Index::build(&sample.project);
        assert_eq!(index.passages(source_id(1)).len(), 1);
        assert_eq!(
            found(index.lost(source_id(1)).iter()),
            [quotation_id(9), quotation_id(8)]
        );
        assert_eq!(index.count(code_id('a'.into())), 2);
        assert!(index.quotation(quotation_id(9)).is_some());
    }

    #[test]
    fn long_passages_are_found_far_behind_their_start() {
        let mut sample = Sample::new();
        sample.put(source(1, &"治".repeat(10_000)));
        for number in 0..10_000 {
            let start = number as usize * 3;
            let end = if number % 4_000 == 7 {
                30_000
            } else {
                start + 3
            };
            sample.put(quotation(number, 1, Span::new(start, end)));
        }
        let index = Index::build(&sample.project);
        let expected = [7, 4_007, 8_007, 9_000].map(quotation_id);
        assert_eq!(found(index.at(source_id(1), 27_000)), expected);
    }

    proptest! {
        #[test]
        fn touching_is_what_overlaps(
            edges in prop::collection::vec((0usize..200, 1usize..200), 0..300),
            start in 0usize..220,
            len in 0usize..50,
        ) {
            let mut sample = Sample::new();
            sample.put(source(1, &"a".repeat(400)));
            for (number, (start, len)) in (0..).zip(&edges) {
                sample.put(quotation(number, 1, Span::new(*start, start + len)));
            }
            let index = Index::build(&sample.project);
            let span = Span::new(start, start + len);
            let all = index.passages(source_id(1)).iter();
            let expected = found(all.filter(|it| it.span.overlaps(span)));
            prop_assert_eq!(found(index.touching(source_id(1), span)), expected);
        }
    }
}
