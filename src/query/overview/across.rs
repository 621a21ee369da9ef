//! Codes across sources, cases, values or coders.

use super::measured::{Item, Items};
use super::table::{Counts, Head, Table};
use super::{Columns, Measure, Overview};
use crate::model::{CodeId, CoderId, Project, RecordId, Source, Value, VariableId};
use crate::query::{Filter, codebook, of_case, sources, with_value};
use crate::text::{Lines, Span};
use smallvec::SmallVec;
use std::collections::{BTreeSet, HashMap};

/// A few numbers of rows or columns.
type Numbers = SmallVec<[usize; 4]>;

/// Counts of codes by columns; the last row and the last column are the totals.
pub(super) struct Across {
    codes: Vec<CodeId>,
    /// The rows that each code counts in.
    rows: HashMap<CodeId, Numbers>,
    heads: Vec<Head>,
    /// The columns that each record belongs to.
    belongs: HashMap<RecordId, Numbers>,
    counts: Counts,
}

impl Across {
    pub(super) fn new(project: &Project, overview: &Overview) -> Self {
        let (columns, below) = (overview.columns, overview.below);
        let branches = codebook(project);
        let codes: Vec<CodeId> = branches.iter().map(|it| it.code).collect();
        let mut rows = HashMap::new();
        let mut above: Vec<usize> = Vec::new();
        for (row, branch) in branches.iter().enumerate() {
            above.truncate(branch.depth);
            above.push(row);
            let counted = if below {
                above.as_slice()
            } else {
                std::slice::from_ref(&row)
            };
            let all = counted.iter().copied().chain([codes.len()]);
            rows.insert(branch.code, all.collect());
        }
        let heads = heads(project, columns, &overview.filter);
        let mut belongs: HashMap<RecordId, Numbers> = HashMap::new();
        for (column, head) in heads.iter().enumerate() {
            for record in records(project, columns, head) {
                belongs.entry(record).or_default().push(column);
            }
        }
        Self {
            counts: Counts::new(codes.len() + 1, heads.len() + 1),
            codes,
            rows,
            heads,
            belongs,
        }
    }

    /// The columns a coding counts in, the total last.
    fn columns(&self, source: &Source, item: &Item<'_>) -> Numbers {
        let own = [
            RecordId::Source(source.id),
            RecordId::Quotation(item.quotation()),
            RecordId::Coder(item.applied.coder),
        ];
        let all = own.iter().filter_map(|it| self.belongs.get(it)).flatten();
        let mut columns: Numbers = all.copied().collect();
        columns.sort_unstable();
        columns.dedup();
        columns.push(self.heads.len());
        columns
    }

    /// Counts the codings of a source.
    pub(super) fn count(&mut self, source: &Source, items: &Items<'_>, measure: Measure) {
        // What is seen of the passage at hand, or covered so far.
        let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut covered = Covered::new(&source.lines);
        let mut last = None;
        for item in &items.all {
            if last != Some(item.quotation()) {
                seen.clear();
                last = Some(item.quotation());
            }
            let columns = self.columns(source, item);
            let Some(rows) = self.rows.get(&item.code()) else {
                continue;
            };
            for cell in rows
                .iter()
                .flat_map(|row| columns.iter().map(|it| (*row, *it)))
            {
                let count = match measure {
                    Measure::Codings => 1,
                    Measure::Quotations => u64::from(seen.insert(cell)),
                    Measure::Characters => item.span.map_or(0, |it| covered.grow(cell, it)),
                };
                self.counts.add(cell.0, cell.1, count);
            }
        }
    }

    pub(super) fn into_table(self) -> Table {
        let (rows, columns) = (self.codes.len(), self.heads.len());
        let heads = self.codes.iter().map(|it| Head::Code(*it)).collect();
        let mut table = Table::gather(heads, self.heads, &self.counts);
        table.row_totals = (0..rows).map(|it| self.counts.get(it, columns)).collect();
        table.column_totals = (0..columns).map(|it| self.counts.get(rows, it)).collect();
        table.total = self.counts.get(rows, columns);
        table
    }
}

/// What is covered so far of the cells of one source.
struct Covered<'s> {
    lines: &'s Lines,
    /// The furthest byte covered of each cell.
    ends: HashMap<(usize, usize), usize>,
    /// The length measured last: the cells of one passage mostly ask for the same.
    last: (Span, u64),
}

impl<'s> Covered<'s> {
    fn new(lines: &'s Lines) -> Self {
        Self {
            lines,
            ends: HashMap::new(),
            last: (Span::default(), 0),
        }
    }

    /// The code points that a passage adds to a cell; passages come by their starts.
    fn grow(&mut self, cell: (usize, usize), span: Span) -> u64 {
        let end = self.ends.entry(cell).or_insert(0);
        let added = Span::new(span.start.max(*end).min(span.end), span.end);
        *end = span.end.max(*end);
        if added != self.last.0 {
            let chars = self.lines.chars_from_span(added);
            let chars = chars.map_or(0, |it| it.end - it.start);
            self.last = (added, u64::try_from(chars).unwrap_or(0));
        }
        self.last.1
    }
}

fn heads(project: &Project, columns: Columns, filter: &Filter) -> Vec<Head> {
    match columns {
        Columns::Sources => sources(project).into_iter().map(Head::Source).collect(),
        Columns::Cases => project.cases().iter().map(|it| Head::Case(it.id)).collect(),
        Columns::Coders => {
            let ids = project.coders().iter().map(|it| it.id);
            // What a team took as its consensus is no coder unless it is asked for.
            let is_asked = |id: &CoderId| filter.coders.as_ref().is_none_or(|it| it.contains(id));
            let counts = |id: &CoderId| *id != CoderId::CONSENSUS || is_asked(id);
            ids.filter(counts).map(Head::Coder).collect()
        }
        Columns::Values(variable) => values(project, variable),
        Columns::Codes(_) | Columns::Figures => Vec::new(),
    }
}

/// The values of a variable that are there, in their order.
fn values(project: &Project, variable: VariableId) -> Vec<Head> {
    let sources = project.sources().iter().map(|it| &it.values);
    let cases = project.cases().iter().map(|it| &it.values);
    let all = sources.chain(cases).filter_map(|it| it.get(&variable));
    let mut all: Vec<&Value> = all.collect();
    // Of one variable all are of one kind, so only those of a kind are compared.
    all.sort_by(|one, other| match (one, other) {
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => one.cmp(other),
        (Value::Flag(one), Value::Flag(other)) => one.cmp(other),
        (Value::Date(one), Value::Date(other)) => one.cmp(other),
        _ => std::cmp::Ordering::Equal,
    });
    all.dedup();
    all.into_iter().cloned().map(Head::Value).collect()
}

/// The records of which what belongs to one belongs to a column.
pub(super) fn records(project: &Project, columns: Columns, head: &Head) -> BTreeSet<RecordId> {
    match (head, columns) {
        (Head::Source(id), _) => [RecordId::Source(*id)].into(),
        (Head::Coder(id), _) => [RecordId::Coder(*id)].into(),
        (Head::Case(id), _) => of_case(project, *id),
        (Head::Value(value), Columns::Values(variable)) => with_value(project, variable, value),
        _ => BTreeSet::new(),
    }
}
