//! The index of a project's passages: what touches a piece of text, and how often a code is used.

use super::bond::{Bond, Home, Remark};
use super::shelf::{Applied, Passage, Shelf};
use crate::model::{
    CodeId, Project, Quotation, QuotationId, RecordId, Source, SourceId, Table, Verdict,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where every quotation stands and what it is coded with, for one revision of a project.
///
/// A clone costs next to nothing, so a copy can go to another thread. Codings of a quotation that
/// is not in the project, and quotations of a source that is not, are left out: see
/// [`super::findings()`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index {
    pub(super) shelves: BTreeMap<SourceId, Arc<Shelf>>,
    pub(super) counts: BTreeMap<CodeId, usize>,
    pub(super) homes: Table<Home>,
    pub(super) bonds: Table<Bond>,
    pub(super) remarks: Table<Remark>,
}

/// New passages of one source, with and without a place.
#[derive(Default)]
pub(super) struct Arrivals {
    pub(super) placed: Vec<Passage>,
    pub(super) lost: Vec<Passage>,
}

impl Arrivals {
    pub(super) fn add(&mut self, source: &Source, quotation: &Quotation, passage: Passage) {
        if has_place(source, quotation) {
            self.placed.push(passage);
        } else {
            self.lost.push(passage);
        }
    }
}

impl Index {
    /// Reads the whole project.
    pub fn build(project: &Project) -> Self {
        let mut index = Self::default();
        let codings = project.codings().iter();
        let mut applied: Vec<(QuotationId, Applied)> = codings
            .map(|it| (it.quotation, Applied::from(it)))
            .collect();
        // By quotation; the codings of one stay in the order of their ids.
        applied.sort_by_key(|(quotation, _)| *quotation);
        let mut rest = applied.as_slice();
        let (mut homes, mut bonds) = (Vec::new(), Vec::with_capacity(applied.len()));
        index.remarks = project.memos().iter().filter_map(Remark::of).collect();
        let noted: BTreeSet<RecordId> = index.remarks.iter().map(|it| it.on).collect();
        let mut arrivals: BTreeMap<SourceId, Arrivals> = BTreeMap::new();
        for quotation in project.quotations().iter() {
            let codings = split_off(&mut rest, quotation.id);
            let Some(source) = project.sources().get(quotation.source) else {
                continue;
            };
            homes.push(Home::of(quotation));
            for applied in &codings {
                bonds.push(Bond::of(applied, quotation));
                *index.counts.entry(applied.code).or_default() += 1;
            }
            let has_memo = records_of(quotation.id, &codings).any(|it| noted.contains(&it));
            let arrivals = arrivals.entry(source.id).or_default();
            arrivals.add(source, quotation, passage(quotation, codings, has_memo));
        }
        (index.homes, index.bonds) = (Table::gather(homes), Table::gather(bonds));
        for source in project.sources().iter() {
            let Arrivals { placed, lost } = arrivals.remove(&source.id).unwrap_or_default();
            let shelf = Shelf::new(source.lines.clone(), placed, lost);
            index.shelves.insert(source.id, Arc::new(shelf));
        }
        index
    }

    /// The passages of a source that have a place, by start, end and id.
    pub fn passages(&self, source: SourceId) -> &[Passage] {
        self.shelves.get(&source).map_or(&[], |it| it.passages())
    }

    /// The passages of a source that have no place: lost ones, and ones whose range does not fit
    /// its text. Their spans only say where they once were, and may not fit.
    pub fn lost(&self, source: SourceId) -> &[Passage] {
        self.shelves.get(&source).map_or(&[], |it| it.lost())
    }

    /// The passages that share at least one byte with `span`, by start, end and id. Nothing touches
    /// an empty span: see [`Self::at`].
    pub fn touching(&self, source: SourceId, span: Span) -> impl Iterator<Item = &Passage> {
        let shelf = self.shelves.get(&source);
        shelf.into_iter().flat_map(move |it| it.touching(span))
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
        let passages = self.passages(source);
        passages.get(passages.partition_point(|it| it.span.start <= byte))
    }

    /// The last passage that starts before this byte.
    pub fn previous_before(&self, source: SourceId, byte: usize) -> Option<&Passage> {
        let passages = self.passages(source);
        let after = passages.partition_point(|it| it.span.start < byte);
        passages.get(after.checked_sub(1)?)
    }

    /// The passage of a quotation, with or without a place.
    pub fn quotation(&self, id: QuotationId) -> Option<&Passage> {
        let home = self.homes.get(id)?;
        self.shelves.get(&home.source)?.passage(id, home.span)
    }

    /// How many codings use this code; those of codes below it do not count.
    pub fn count(&self, code: CodeId) -> usize {
        self.counts.get(&code).copied().unwrap_or(0)
    }

    /// How many codings a source has.
    pub fn count_in(&self, source: SourceId) -> usize {
        self.shelves.get(&source).map_or(0, |it| it.codings())
    }

    /// How many codings there are.
    pub fn len(&self) -> usize {
        self.bonds.len()
    }

    /// Whether there is no coding.
    pub fn is_empty(&self) -> bool {
        self.bonds.is_empty()
    }
}

/// Whether a quotation can be shown where its span says.
fn has_place(source: &Source, quotation: &Quotation) -> bool {
    let stray = quotation.stray.as_ref();
    let is_lost = stray.is_some_and(|stray| stray.verdict == Verdict::Lost);
    let fits = !quotation.span.is_empty() && quotation.span.of(source.text()).is_some();
    fits && !is_lost
}

/// Takes the codings of `quotation` off the front of a list sorted by quotation, and drops those of
/// smaller ids, whose quotations are not there.
fn split_off(sorted: &mut &[(QuotationId, Applied)], quotation: QuotationId) -> Box<[Applied]> {
    let before = sorted.iter().take_while(|(of, _)| *of < quotation).count();
    let from = sorted.get(before..).unwrap_or_default();
    let count = from.iter().take_while(|(of, _)| *of == quotation).count();
    let (own, rest) = from.split_at_checked(count).unwrap_or_default();
    *sorted = rest;
    own.iter().map(|(_, applied)| *applied).collect()
}

pub(super) fn passage(quotation: &Quotation, codings: Box<[Applied]>, has_memo: bool) -> Passage {
    Passage {
        span: quotation.span,
        quotation: quotation.id,
        codings,
        has_memo,
        stray: quotation.stray.as_ref().map(|it| it.verdict),
    }
}

/// A quotation and its codings as records.
pub(super) fn records_of(
    quotation: QuotationId,
    codings: &[Applied],
) -> impl Iterator<Item = RecordId> {
    let codings = codings.iter().map(|it| RecordId::Coding(it.coding));
    codings.chain([RecordId::Quotation(quotation)])
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
