//! The overview of a source: which codes occur where, on a strip of a few hundred cells.

use crate::model::{CodeId, Keyed, QuotationId, SourceId};
use crate::query::{Filter, Index, Passage};
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use uuid::Uuid;

/// Where a code occurs on a strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stripe {
    /// The code.
    pub code: CodeId,
    /// The cells it touches, from 0, in rising ranges that do not meet.
    pub cells: Vec<Range<usize>>,
}

impl Stripe {
    /// How many cells it touches.
    pub fn len(&self) -> usize {
        self.cells.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether it touches none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether it touches this one.
    pub fn touches(&self, cell: usize) -> bool {
        let after = self.cells.partition_point(|it| it.end <= cell);
        self.cells.get(after).is_some_and(|it| it.start <= cell)
    }
}

/// A source divided into equal parts, and which codes touch each. It is made a piece at a time, so
/// that nobody waits for a source with a million codings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strip {
    source: SourceId,
    len: usize,
    cells: usize,
    /// The key of the last passage looked at.
    seen: <Passage as Keyed>::Key,
    stripes: BTreeMap<CodeId, Vec<Range<usize>>>,
}

impl Strip {
    /// Of a source of `len` bytes, in `cells` parts; nothing has been looked at yet.
    pub fn new(source: SourceId, len: usize, cells: usize) -> Self {
        Self {
            source,
            len: len.max(1),
            cells,
            seen: (0, 0, QuotationId::new(Uuid::nil())),
            stripes: BTreeMap::new(),
        }
    }

    /// Looks at up to `most` further passages; returns whether all have been looked at. A coding
    /// touches at least one cell, however short it is. `index` and `filter` must be the same until
    /// then.
    pub fn go_on(&mut self, index: &Index, filter: &Filter, most: usize) -> bool {
        if self.cells == 0 || !filter.keeps_source(self.source) {
            return true;
        }
        let (seen, mut left) = (self.seen, most);
        let passages = index.passages(self.source).from(seen);
        for passage in passages.filter(|it| it.key() > seen).take(most) {
            (self.seen, left) = (passage.key(), left - 1);
            let cells = self.cells_of(passage.span);
            for applied in passage.codings.iter().filter(|it| filter.keeps(it)) {
                let ranges = self.stripes.entry(applied.code).or_default();
                // Passages come by start, so only the last range can meet this one.
                match ranges.last_mut().filter(|it| it.end >= cells.start) {
                    Some(range) => range.end = range.end.max(cells.end),
                    None => ranges.push(cells.clone()),
                }
            }
        }
        left > 0
    }

    /// The cells that these bytes touch, at least one.
    pub fn cells_of(&self, span: Span) -> Range<usize> {
        let last = self.cells.saturating_sub(1);
        let first = (span.start.saturating_mul(self.cells) / self.len).min(last);
        let end = span.end.saturating_mul(self.cells).div_ceil(self.len);
        first..end.clamp(first + 1, last + 1)
    }

    /// The first byte of a cell; it may be within a character.
    pub fn byte_of(&self, cell: usize) -> usize {
        let byte = cell.min(self.cells).saturating_mul(self.len);
        byte / self.cells.max(1)
    }

    /// What has been found, by the codes' ids.
    pub fn stripes(&self) -> Vec<Stripe> {
        let stripes = self.stripes.iter();
        stripes
            .map(|(code, cells)| Stripe {
                code: *code,
                cells: cells.clone(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, code_id, marked, source_id};

    /// The strip as code letters and cells: `a 0..1 3..5`.
    fn drawn(sample: &Sample, cells: usize, filter: &Filter) -> Vec<String> {
        let index = Index::build(&sample.project);
        let len = sample
            .project
            .sources()
            .get(source_id(1))
            .unwrap()
            .text()
            .len();
        let mut strip = Strip::new(source_id(1), len, cells);
        while !strip.go_on(&index, filter, 1) {}
        let stripes = strip.stripes();
        let line = |it: &Stripe| {
            let name = &sample.project.codes().get(it.code).unwrap().name;
            let ranges = it
                .cells
                .iter()
                .map(|it| format!(" {}..{}", it.start, it.end));
            format!("{name}{}", ranges.collect::<String>())
        };
        stripes.iter().map(line).collect()
    }

    #[test]
    fn codes_touch_the_cells_they_stand_in() {
        let mut sample = marked("[a数[b字a]治理b]与国防[c产c]业");
        sample.put(crate::query::sample::coding(9, 3, 'a'.into()));
        assert_eq!(
            drawn(&sample, 9, &Filter::all()),
            ["a 0..2 7..8", "b 1..4", "c 7..8"]
        );
        assert_eq!(
            drawn(&sample, 3, &Filter::all()),
            ["a 0..1 2..3", "b 0..2", "c 2..3"]
        );
        assert_eq!(
            drawn(&sample, 1, &Filter::all()),
            ["a 0..1", "b 0..1", "c 0..1"]
        );
        assert_eq!(drawn(&sample, 0, &Filter::all()), [""; 0]);
        let only_b = Filter::of_code(code_id('b'.into()));
        assert_eq!(drawn(&sample, 9, &only_b), ["b 1..4"]);
    }

    #[test]
    fn cells_and_bytes_lead_to_each_other() {
        for (len, cells) in [(9, 3), (10, 3), (1_000_003, 500), (3, 8)] {
            let strip = Strip::new(source_id(1), len, cells);
            for cell in 0..cells.min(len) {
                let byte = strip.byte_of(cell);
                let touched = strip.cells_of(Span::new(byte, byte + 1));
                assert!(
                    touched.contains(&cell),
                    "{cell} of {cells} in {len}: {touched:?}"
                );
            }
        }
    }

    #[test]
    fn a_stripe_knows_the_cells_it_touches() {
        let stripe = Stripe {
            code: code_id('a'.into()),
            cells: vec![0..2, 5..6],
        };
        let touched: Vec<usize> = (0..8).filter(|cell| stripe.touches(*cell)).collect();
        assert_eq!((touched, stripe.len()), (vec![0, 1, 5], 3));
    }

    #[test]
    fn neighbouring_cells_are_one_range() {
        let sample = marked("[a数a][a字a]治理");
        assert_eq!(drawn(&sample, 4, &Filter::all()), ["a 0..2"]);
        assert_eq!(drawn(&sample, 100, &Filter::all()), ["a 0..50"]);
    }
}
