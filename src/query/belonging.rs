//! What belongs to a case, or has a value of a variable.

use crate::model::{CaseId, Project, RecordId, Value, VariableId};
use std::collections::BTreeSet;

/// The sources and quotations of a case.
pub fn of_case(project: &Project, case: CaseId) -> BTreeSet<RecordId> {
    let case = project.cases().get(case);
    case.map(|it| it.members.clone()).unwrap_or_default()
}

/// The sources that have a value, and the sources and quotations of cases that have it.
pub fn with_value(project: &Project, of: VariableId, value: &Value) -> BTreeSet<RecordId> {
    let sources = project.sources().iter();
    let sources = sources.filter(|it| it.values.get(&of) == Some(value));
    let cases = project.cases().iter();
    let cases = cases.filter(|it| it.values.get(&of) == Some(value));
    let members = cases.flat_map(|it| it.members.iter().copied());
    members
        .chain(sources.map(|it| RecordId::Source(it.id)))
        .collect()
}
