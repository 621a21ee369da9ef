//! A table of counts with ids for its rows and columns.

use crate::model::{CaseId, CodeId, CoderId, Project, SourceId, Value};
use crate::query::path;
use std::collections::HashMap;

/// What a row or a column is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Head {
    /// A code.
    Code(CodeId),
    /// A source.
    Source(SourceId),
    /// A case.
    Case(CaseId),
    /// A value of the variable.
    Value(Value),
    /// A coder.
    Coder(CoderId),
    /// A figure about a source.
    Figure(Figure),
}

impl Head {
    /// What it is called: of a code its path, of a figure its short name. Empty when it is gone.
    pub fn name(&self, project: &Project) -> String {
        let name = match self {
            Self::Code(id) => return path(project, *id),
            Self::Value(value) => return value.words(),
            Self::Figure(figure) => return figure.name().to_owned(),
            Self::Source(id) => project.sources().get(*id).map(|it| &it.name),
            Self::Case(id) => project.cases().get(*id).map(|it| &it.name),
            Self::Coder(id) => project.coders().get(*id).map(|it| &it.name),
        };
        name.cloned().unwrap_or_default()
    }
}

/// A figure that tells how much of a source is coded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Its length in code points.
    Characters,
    /// Code points that at least one passage covers.
    Covered,
    /// Codings.
    Codings,
    /// Passages that are coded.
    Quotations,
    /// Codes that are used.
    Codes,
}

impl Figure {
    /// Every figure, in the order of the columns.
    pub const ALL: [Self; 5] = [
        Self::Characters,
        Self::Covered,
        Self::Codings,
        Self::Quotations,
        Self::Codes,
    ];

    /// Its short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Covered => "covered",
            Self::Codings => "codings",
            Self::Quotations => "quotations",
            Self::Codes => "codes",
        }
    }
}

/// Counts by row and column.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// What the rows are about.
    pub rows: Vec<Head>,
    /// What the columns are about.
    pub columns: Vec<Head>,
    /// What is there by itself of every row, counted once however many columns it is in.
    pub row_totals: Vec<u64>,
    /// The same of every column; empty where columns are no parts of a whole.
    pub column_totals: Vec<u64>,
    /// The same of everything.
    pub total: u64,
    /// Row, column and count of the cells that are not 0, sorted.
    cells: Vec<(u32, u32, u64)>,
}

impl Table {
    /// The count of a cell, by numbers from 0; 0 where there is no such cell.
    pub fn count(&self, row: usize, column: usize) -> u64 {
        let wanted = (number(row), number(column));
        let at = self.cells.binary_search_by_key(&wanted, |it| (it.0, it.1));
        let cell = at.ok().and_then(|at| self.cells.get(at));
        cell.map_or(0, |it| it.2)
    }

    /// Row, column and count of the cells that are not 0, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let plain = |it: &(u32, u32, u64)| Some((index(it.0)?, index(it.1)?, it.2));
        self.cells.iter().filter_map(plain)
    }

    /// The counts of a row, one for each column.
    pub fn row(&self, row: usize) -> Vec<u64> {
        let mut counts = vec![0; self.columns.len()];
        let from = self.cells.partition_point(|it| it.0 < number(row));
        let cells = self.cells.iter().skip(from);
        for (_, column, count) in cells.take_while(|it| it.0 == number(row)) {
            if let Some(place) = index(*column).and_then(|it| counts.get_mut(it)) {
                *place = *count;
            }
        }
        counts
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

/// Cells up to which all are kept side by side: 32 MB.
const DENSE: usize = 4_000_000;

/// Counts in the making.
pub(super) struct Counts {
    columns: usize,
    cells: Cells,
}

/// A few million counts are quickest kept all; of more, only those that are not 0.
enum Cells {
    All(Vec<u64>),
    Some(HashMap<usize, u64>),
}

impl Counts {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let all = rows.saturating_mul(columns);
        let cells = match all <= DENSE {
            true => Cells::All(vec![0; all]),
            false => Cells::Some(HashMap::new()),
        };
        Self { columns, cells }
    }

    pub(super) fn add(&mut self, row: usize, column: usize, count: u64) {
        let at = row * self.columns + column;
        match &mut self.cells {
            Cells::All(all) => {
                if let Some(cell) = all.get_mut(at) {
                    *cell += count;
                }
            }
            Cells::Some(some) => *some.entry(at).or_default() += count,
        }
    }

    pub(super) fn get(&self, row: usize, column: usize) -> u64 {
        let at = row * self.columns + column;
        match &self.cells {
            Cells::All(all) => all.get(at).copied().unwrap_or(0),
            Cells::Some(some) => some.get(&at).copied().unwrap_or(0),
        }
    }

    /// The cells that are not 0 of the first `rows` and `columns`, for a table.
    pub(super) fn cells(&self, rows: usize, columns: usize) -> Vec<(u32, u32, u64)> {
        let place = |at: usize| (at / self.columns.max(1), at % self.columns.max(1));
        let mut cells: Vec<(u32, u32, u64)> = Vec::new();
        let mut put = |at: usize, count: u64| {
            let (row, column) = place(at);
            if count > 0 && row < rows && column < columns {
                cells.push((number(row), number(column), count));
            }
        };
        match &self.cells {
            Cells::All(all) => all.iter().enumerate().for_each(|(at, it)| put(at, *it)),
            Cells::Some(some) => some.iter().for_each(|(at, it)| put(*at, *it)),
        }
        cells.sort_unstable();
        cells
    }
}

impl Table {
    /// A table of counts.
    pub(super) fn gather(rows: Vec<Head>, columns: Vec<Head>, counts: &Counts) -> Self {
        let cells = counts.cells(rows.len(), columns.len());
        Self {
            rows,
            columns,
            cells,
            ..Self::default()
        }
    }
}
