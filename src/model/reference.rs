//! Which record points at which: kept with the project, so that nothing loses its footing.

use super::{
    Case, Code, Coding, Conflict, Keyed, Link, Memo, Over, Query, Quotation, Record, RecordId, Set,
    Source,
};

/// `by` points at `of`: a coding at its code, a quotation at its source. Coders are left out, as
/// nearly everything points at one; [`super::Project::works_of`] looks for them when asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Use {
    /// The record pointed at.
    pub of: RecordId,
    /// The record that points.
    pub by: RecordId,
}

impl Keyed for Use {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}

/// What a record points at, coders left out. May name one target twice.
pub fn targets(record: &Record) -> Vec<RecordId> {
    match record {
        Record::Project(_)
        | Record::Coder(_)
        | Record::Variable(_)
        | Record::Gloss(_)
        | Record::Recipe(_) => Vec::new(),
        Record::Code(Code {
            parent, examples, ..
        }) => {
            let parent = parent.map(RecordId::Code).into_iter();
            parent.chain(examples.iter().copied()).collect()
        }
        Record::Quotation(Quotation { source, .. }) => vec![RecordId::Source(*source)],
        Record::Coding(Coding {
            quotation,
            code,
            rule,
            ..
        }) => {
            let own = [RecordId::Quotation(*quotation), RecordId::Code(*code)];
            own.into_iter().chain(rule.map(RecordId::Query)).collect()
        }
        Record::Query(Query { code, .. }) => code.map(RecordId::Code).into_iter().collect(),
        Record::Memo(Memo { target, .. }) => vec![*target],
        Record::Link(Link { from, to, .. }) => vec![*from, *to],
        Record::Conflict(Conflict { about, over, .. }) => match over {
            Over::Twin(twin) => vec![*about, *twin],
            Over::Part { .. } | Over::Removal => vec![*about],
        },
        Record::Set(Set { members, .. }) => members.iter().copied().collect(),
        Record::Source(Source { values, .. }) => {
            values.keys().copied().map(RecordId::Variable).collect()
        }
        Record::Case(Case {
            members, values, ..
        }) => {
            let variables = values.keys().copied().map(RecordId::Variable);
            members.iter().copied().chain(variables).collect()
        }
    }
}
