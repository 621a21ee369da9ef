//! How much of each source is coded.

use super::measured::Items;
use super::table::{Counts, Figure, Head, Table};
use crate::model::{Project, Source, SourceId};
use crate::query::sources;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// The figures of every source.
pub(super) struct Cover {
    sources: Vec<SourceId>,
    rows: HashMap<SourceId, usize>,
    counts: Counts,
    totals: [u64; Figure::ALL.len()],
    codes: HashSet<crate::model::CodeId>,
}

impl Cover {
    pub(super) fn new(project: &Project) -> Self {
        let sources = sources(project);
        Self {
            rows: sources.iter().copied().zip(0..).collect(),
            counts: Counts::new(sources.len(), Figure::ALL.len()),
            sources,
            totals: [0; Figure::ALL.len()],
            codes: HashSet::new(),
        }
    }

    pub(super) fn count(&mut self, source: &Source, items: &Items<'_>) {
        let Some(row) = self.rows.get(&source.id).copied() else {
            return;
        };
        let (mut covered, mut end) = (0, 0);
        let mut quotations = HashSet::new();
        let mut codes = HashSet::new();
        for item in &items.all {
            quotations.insert(item.quotation());
            codes.insert(item.code());
            let Some(span) = item.span.filter(|it| it.end > end) else {
                continue;
            };
            let chars = source
                .lines
                .chars_from_span(Span::new(span.start.max(end), span.end));
            covered += chars.map_or(0, |it| it.end - it.start);
            end = span.end;
        }
        let all = items.all.len();
        let figures = [
            source.lines.char_count(),
            covered,
            all,
            quotations.len(),
            codes.len(),
        ];
        for (column, (figure, total)) in figures.into_iter().zip(&mut self.totals).enumerate() {
            let figure = u64::try_from(figure).unwrap_or(u64::MAX);
            self.counts.add(row, column, figure);
            *total += figure;
        }
        self.codes.extend(codes);
    }

    pub(super) fn into_table(self) -> Table {
        let rows = self.sources.into_iter().map(Head::Source).collect();
        let columns = Figure::ALL.into_iter().map(Head::Figure).collect();
        let mut table = Table::gather(rows, columns, &self.counts);
        table.column_totals = self.totals.to_vec();
        // A code that is used in two sources is one code.
        if let Some(codes) = table.column_totals.last_mut() {
            *codes = u64::try_from(self.codes.len()).unwrap_or(u64::MAX);
        }
        table
    }
}
