//! Which codes stand together: a sweep over each source's passages by their starts.

use super::measured::{Item, Items, is_shared};
use super::stretch::Stretches;
use super::table::{Counts, Head, Table};
use super::{Measure, Relation};
use crate::model::{CodeId, Project, Source};
use crate::query::codebook;
use crate::text::{Lines, Span};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Counts of codes that stand together.
pub(super) struct Sweep {
    relation: Relation,
    codes: Vec<CodeId>,
    rows: HashMap<CodeId, usize>,
    /// By the smaller row and the larger.
    counts: Counts,
    totals: Vec<u64>,
    open: Open,
}

/// How often each code is open where the sweep is.
#[derive(Default)]
struct Open {
    counts: Vec<u64>,
    /// The codes with a count, in any order.
    rows: Vec<usize>,
    /// Where each stands in `rows`.
    places: Vec<usize>,
}

impl Open {
    fn new(rows: usize) -> Self {
        Self {
            counts: vec![0; rows],
            rows: Vec::new(),
            places: vec![0; rows],
        }
    }

    fn begin(&mut self, row: usize) {
        let places = self.places.get_mut(row);
        if let Some((count, place)) = self.counts.get_mut(row).zip(places) {
            if *count == 0 {
                *place = self.rows.len();
                self.rows.push(row);
            }
            *count += 1;
        }
    }

    fn end(&mut self, row: usize) {
        let Some(count) = self.counts.get_mut(row).filter(|it| **it > 0) else {
            return;
        };
        *count -= 1;
        if *count > 0 {
            return;
        }
        let place = self.places.get(row).copied().unwrap_or(0);
        if place < self.rows.len() {
            self.rows.swap_remove(place);
        }
        let moved = self.rows.get(place).copied();
        if let Some(moved) = moved.and_then(|it| self.places.get_mut(it)) {
            *moved = place;
        }
    }

    fn iter(&self) -> impl Iterator<Item = (usize, u64)> {
        let count = |row: &usize| (*row, self.counts.get(*row).copied().unwrap_or(0));
        self.rows.iter().map(count)
    }
}

impl Sweep {
    pub(super) fn new(project: &Project, relation: Relation) -> Self {
        let codes: Vec<CodeId> = codebook(project).iter().map(|it| it.code).collect();
        Self {
            relation,
            rows: codes.iter().copied().zip(0..).collect(),
            counts: Counts::new(codes.len(), codes.len()),
            totals: vec![0; codes.len()],
            open: Open::new(codes.len()),
            codes,
        }
    }

    /// Counts the codings of a source.
    pub(super) fn count(&mut self, source: &Source, items: &Items<'_>, measure: Measure) {
        let mut rows: Vec<(Option<Span>, usize)> = Vec::with_capacity(items.all.len());
        let mut last: Option<&Item<'_>> = None;
        let mut seen: Vec<usize> = Vec::new();
        for item in &items.all {
            let Some(row) = self.rows.get(&item.code()).copied() else {
                continue;
            };
            if last.is_none_or(|it| it.quotation() != item.quotation()) {
                seen.clear();
            }
            last = Some(item);
            if is_shared(measure) && seen.contains(&row) {
                continue;
            }
            seen.push(row);
            rows.push((item.span, row));
        }
        if measure == Measure::Characters {
            return self.cover(&source.lines, &rows);
        }
        for total in rows.iter().map(|it| it.1) {
            if let Some(total) = self.totals.get_mut(total) {
                *total += 1;
            }
        }
        let mut stretches = Stretches::new(self.relation, &source.lines);
        let placed = rows.iter().filter_map(|(span, row)| Some(((*span)?, *row)));
        let mut ends: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
        for ((start, end), row) in placed.map(|(span, row)| (stretches.of(span), row)) {
            while let Some(Reverse((_, row))) = ends.pop_if_at(start) {
                self.open.end(row);
            }
            for (other, count) in self.open.iter() {
                self.counts.add(row.min(other), row.max(other), count);
            }
            self.open.begin(row);
            ends.push(Reverse((end, row)));
        }
        for Reverse((_, row)) in ends {
            self.open.end(row);
        }
    }

    /// Counts the code points that each two codes cover.
    fn cover(&mut self, lines: &Lines, rows: &[(Option<Span>, usize)]) {
        let mut edges: Vec<(usize, bool, usize)> = Vec::new();
        for (span, row) in rows {
            if let Some(span) = span {
                edges.extend([(span.start, true, *row), (span.end, false, *row)]);
            }
        }
        edges.sort_unstable();
        let mut from = 0;
        for (at, begins, row) in edges {
            if at > from && !self.open.rows.is_empty() {
                let chars = lines.chars_from_span(Span::new(from, at));
                let chars = chars.map_or(0, |it| it.end - it.start);
                let chars = u64::try_from(chars).unwrap_or(0);
                for (one, _) in self.open.iter() {
                    for (other, _) in self.open.iter().filter(|it| it.0 >= one) {
                        self.counts.add(one, other, chars);
                    }
                }
            }
            from = at;
            match begins {
                true => self.open.begin(row),
                false => self.open.end(row),
            }
        }
    }

    pub(super) fn into_table(self) -> Table {
        let count = self.codes.len();
        let mut both = Counts::new(count, count);
        for (row, column, pairs) in self.counts.cells(count, count) {
            let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else {
                continue;
            };
            both.add(row, column, pairs);
            if row != column {
                both.add(column, row, pairs);
            }
        }
        let heads = || self.codes.iter().map(|it| Head::Code(*it)).collect();
        let mut table = Table::gather(heads(), heads(), &both);
        let is_covered = self.totals.iter().all(|it| *it == 0);
        table.row_totals = match is_covered {
            true => (0..count).map(|it| both.get(it, it)).collect(),
            false => self.totals,
        };
        table
    }
}

/// A heap of ends from which those that are reached are taken.
trait PopIfAt {
    /// The least end, if it is at `start` or before.
    fn pop_if_at(&mut self, start: usize) -> Option<Reverse<(usize, usize)>>;
}

impl PopIfAt for BinaryHeap<Reverse<(usize, usize)>> {
    fn pop_if_at(&mut self, start: usize) -> Option<Reverse<(usize, usize)>> {
        let is_reached = self.peek().is_some_and(|it| it.0.0 <= start);
        is_reached.then(|| self.pop()).flatten()
    }
}
