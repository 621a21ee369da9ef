//! Plans that take values in from a table: a row a case or a source, a column a variable.

use super::draft::Draft;
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{
    Case, CaseId, Extra, Project, RecordId, Source, SourceId, Value, Variable, VariableId,
    VariableKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// A table of values as it was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ValueTable {
    /// The variables' names, a column each.
    pub names: Vec<String>,
    /// What they are for each case or source.
    pub rows: Vec<ValueRow>,
}

/// A row of the table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ValueRow {
    /// The line it stands in, from 1.
    pub line: usize,
    /// The case's or source's name.
    pub name: String,
    /// Its values, in the order of the columns; an empty one says nothing.
    pub values: Vec<String>,
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum ValuesOf {
    /// A case; one that is not there is added, with the source of the same name in it.
    #[default]
    Cases,
    /// A source, which must be there.
    Sources,
}

/// What came of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ValuesTaken {
    /// Cases that were added.
    pub cases: usize,
    /// Variables that were added.
    pub variables: usize,
    /// Values that were set.
    pub values: usize,
    /// What could not be taken, in the order of the lines.
    pub left: Vec<LeftOut>,
}

/// Something in a table that could not be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LeftOut {
    /// A row without a name.
    Nameless {
        /// Its line, from 1.
        line: usize,
    },
    /// A row about a source that is not there.
    NoSource {
        /// Its line, from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// A cell in a column without a name, or a value of another kind than its variable's.
    Misfit {
        /// Its line, from 1.
        line: usize,
        /// The variable's name; empty where the column has none.
        variable: String,
        /// What the variable takes; `None` where the column has no name.
        kind: Option<VariableKind>,
        /// What stands there.
        words: String,
    },
}

/// Takes the values of `table` in, in one step. A variable that is not there is added, of the kind
/// that all its values fit; a value that is there already is replaced. `taken` is told what came of
/// it.
///
/// # Errors
/// When nothing would change.
pub fn plan(
    project: &Project,
    stamp: &mut Stamp<'_>,
    (table, of, what): (&ValueTable, ValuesOf, &str),
    taken: &mut ValuesTaken,
) -> Result<Transaction, PlanError> {
    let mut draft = Draft::of(project);
    let columns = columns(&mut draft, stamp, table, taken);
    match of {
        ValuesOf::Cases => cases(&mut draft, stamp, (table, &columns), taken),
        ValuesOf::Sources => sources(&mut draft, (table, &columns), taken),
    }
    let edits = draft.into_edits();
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    Ok(stamp.transaction(Done::times("import-values", what, taken.values), edits))
}

/// The variable of each column; those that are missing are added. `None` for a column without a
/// name.
fn columns(
    draft: &mut Draft,
    stamp: &mut Stamp<'_>,
    table: &ValueTable,
    taken: &mut ValuesTaken,
) -> Vec<Option<Variable>> {
    let mut columns = Vec::new();
    for (at, name) in table.names.iter().enumerate() {
        if name.is_empty() {
            columns.push(None);
            continue;
        }
        let known = draft.project.variables().iter().find(|it| it.name == *name);
        let variable = known.cloned().unwrap_or_else(|| {
            let cells = table.rows.iter().filter_map(|it| it.values.get(at));
            taken.variables += 1;
            Variable {
                id: VariableId::new((stamp.fresh)()),
                name: name.clone(),
                kind: kind_of(&cells.map(String::as_str).filter(|it| !it.is_empty())),
                extra: Extra::default(),
            }
        });
        if !draft.project.variables().contains(variable.id) {
            draft.put(variable.clone());
        }
        columns.push(Some(variable));
    }
    columns
}

/// The narrowest kind that all values fit. `1` and `0` are numbers, not yes and no.
pub(super) fn kind_of<'t>(values: &(impl Iterator<Item = &'t str> + Clone)) -> VariableKind {
    let kinds = [VariableKind::Number, VariableKind::Date, VariableKind::Flag];
    let fit = |kind: &VariableKind| {
        let mut all = values.clone();
        all.all(|it| Value::from_words(*kind, it).is_some())
    };
    let is_empty = values.clone().next().is_none();
    let found = kinds.into_iter().find(|it| !is_empty && fit(it));
    found.unwrap_or(VariableKind::Text)
}

fn cases(
    draft: &mut Draft,
    stamp: &mut Stamp<'_>,
    (table, columns): (&ValueTable, &[Option<Variable>]),
    taken: &mut ValuesTaken,
) {
    let mut known: BTreeMap<String, CaseId> = BTreeMap::new();
    for case in draft.project.cases().iter() {
        known.entry(case.name.clone()).or_insert(case.id);
    }
    for row in &table.rows {
        if row.name.is_empty() {
            taken.left.push(LeftOut::Nameless { line: row.line });
            continue;
        }
        let there = known.get(&row.name);
        let old = there.and_then(|id| draft.project.cases().get(*id)).cloned();
        let mut case = old.clone().unwrap_or_else(|| Case {
            id: CaseId::new((stamp.fresh)()),
            name: row.name.clone(),
            members: called(&draft.project, &row.name),
            values: BTreeMap::new(),
            extra: Extra::default(),
        });
        taken.cases += usize::from(old.is_none());
        known.insert(row.name.clone(), case.id);
        take(&mut case.values, (row, columns), taken);
        if old.as_ref() != Some(&case) {
            draft.put(case);
        }
    }
}

/// The source of this name, as the members of a case.
fn called(project: &Project, name: &str) -> BTreeSet<RecordId> {
    let mut sources = project.sources().iter();
    let source = sources.find(|it| it.name == name);
    source
        .map(|it| RecordId::Source(it.id))
        .into_iter()
        .collect()
}

fn sources(
    draft: &mut Draft,
    (table, columns): (&ValueTable, &[Option<Variable>]),
    taken: &mut ValuesTaken,
) {
    let mut known: BTreeMap<String, SourceId> = BTreeMap::new();
    for source in draft.project.sources().iter() {
        known.entry(source.name.clone()).or_insert(source.id);
    }
    for row in &table.rows {
        let there = known.get(&row.name);
        let Some(old) = there.and_then(|id| draft.project.sources().get(*id)) else {
            let (line, name) = (row.line, row.name.clone());
            taken.left.push(match name.is_empty() {
                true => LeftOut::Nameless { line },
                false => LeftOut::NoSource { line, name },
            });
            continue;
        };
        let mut values = old.values.clone();
        take(&mut values, (row, columns), taken);
        if values != old.values {
            let source = Source {
                values,
                ..old.clone()
            };
            draft.put(source);
        }
    }
}

/// Sets the values of a row that fit.
fn take(
    values: &mut BTreeMap<VariableId, Value>,
    (row, columns): (&ValueRow, &[Option<Variable>]),
    taken: &mut ValuesTaken,
) {
    let cells = row.values.iter().enumerate();
    for (at, words) in cells.filter(|(_, it)| !it.is_empty()) {
        let variable = columns.get(at).and_then(Option::as_ref);
        let value = variable.and_then(|it| Value::from_words(it.kind, words));
        match (variable, value) {
            (Some(variable), Some(value)) => {
                let is_new = values.get(&variable.id) != Some(&value);
                taken.values += usize::from(is_new);
                values.insert(variable.id, value);
            }
            _ => taken.left.push(LeftOut::Misfit {
                line: row.line,
                variable: variable.map(|it| it.name.clone()).unwrap_or_default(),
                kind: variable.map(|it| it.kind),
                words: words.clone(),
            }),
        }
    }
}
