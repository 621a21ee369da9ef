//! Plans for conflicts: deciding what a join could not.

use super::draft::both;
use super::join::Refit;
use super::join_footing::is_said_twice;
use super::part::with_part;
use super::plan_codings::removal;
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{
    Code, Coding, Conflict, ConflictId, Edit, Over, Part, Project, QuotationId, Record, RecordId,
    Source, SourceId,
};
use serde::{Deserialize, Serialize};

/// Which version of a conflict is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Choice {
    /// What stands in the project.
    Kept,
    /// The other version: it takes the place of what stands.
    Other,
}

/// Decides conflicts, all of them one way, in one step.
///
/// # Errors
/// When one of them is decided already, or none is given.
pub fn decide(
    project: &Project,
    stamp: &Stamp<'_>,
    conflicts: &[ConflictId],
    (choice, refit): (Choice, Refit<'_>),
) -> Result<Transaction, PlanError> {
    // Each is decided on what the ones before it leave; a copy shares everything unchanged.
    let mut scratch = project.clone();
    let mut edits = Vec::new();
    for id in conflicts {
        let gone = PlanError::Gone {
            id: RecordId::Conflict(*id),
        };
        let Some(conflict) = scratch.conflicts().get(*id).cloned() else {
            // What was decided before it in the same step may have taken it along.
            match project.conflicts().contains(*id) {
                true => continue,
                false => return Err(gone),
            }
        };
        let mut step = vec![Edit::Take(RecordId::Conflict(*id))];
        if choice == Choice::Other {
            step.extend(other_version(&scratch, &conflict, refit)?);
        }
        for edit in &step {
            scratch.apply(edit.clone());
        }
        edits.extend(step);
    }
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    let done = Done::times("decide-conflict", "", conflicts.len());
    Ok(stamp.transaction(done, edits))
}

/// The edits that put the other version in the place of what stands.
fn other_version(
    project: &Project,
    conflict: &Conflict,
    refit: Refit<'_>,
) -> Result<Vec<Edit>, PlanError> {
    let about = conflict.about;
    let gone = PlanError::Gone { id: about };
    let record = project.record(about).ok_or(gone.clone())?;
    match &conflict.over {
        Over::Removal => Ok(removal(project, &[about])),
        Over::Twin(twin) => Ok(fold(project, about, *twin)),
        Over::Part { part, other } => {
            let after = with_part(record.clone(), *part, other).ok_or(gone)?;
            let mut edits = Vec::new();
            if let (Part::Text, Record::Source(from), Record::Source(to)) = (part, &record, &after)
            {
                let there = quotations_of(project, from.id);
                let there = there.filter_map(|id| project.quotations().get(id).cloned());
                let moved = refit(there.collect(), from, to);
                edits.extend(moved.into_iter().map(|it| Edit::Put(it.into())));
                edits.extend(moved_versions(project, (from, to), refit));
            }
            edits.insert(0, Edit::Put(after));
            Ok(edits)
        }
    }
}

/// Other versions of places in a text, put to their places in its new version.
fn moved_versions(
    project: &Project,
    (from, to): (&Source, &Source),
    refit: Refit<'_>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for conflict in project.conflicts().iter() {
        if let Over::Part { part, other } = &conflict.over
            && let Record::Quotation(it) = &**other
            && it.source == from.id
        {
            let moved = refit(vec![it.clone()], from, to).pop().map(Record::from);
            let over = moved.map(|it| Over::Part {
                part: *part,
                other: Box::new(it),
            });
            let moved = over.map(|over| Conflict {
                over,
                ..conflict.clone()
            });
            edits.extend(moved.map(|it| Edit::Put(it.into())));
        }
    }
    edits
}

fn quotations_of(project: &Project, source: SourceId) -> impl Iterator<Item = QuotationId> {
    let uses = project.uses(RecordId::Source(source));
    uses.filter_map(|by| match by {
        RecordId::Quotation(id) => Some(id),
        _ => None,
    })
}

/// The edits that make `twin` part of `about`: whatever points at the one points at the other then.
fn fold(project: &Project, about: RecordId, twin: RecordId) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let (Some(Record::Code(into)), Some(Record::Code(from))) =
        (project.record(about), project.record(twin))
    {
        edits.push(Edit::Put(one_code(into, from).into()));
    }
    for by in project.uses(twin) {
        let turn = |id: &mut RecordId| {
            if *id == twin {
                *id = about;
            }
        };
        match project.record(by) {
            Some(Record::Coding(it)) => edits.push(turned_coding(project, it, about)),
            Some(Record::Quotation(mut it)) => {
                if let RecordId::Source(source) = about {
                    it.source = source;
                }
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Code(mut it)) => {
                if let RecordId::Code(code) = about {
                    it.parent = Some(code);
                }
                if it.examples.remove(&twin) {
                    it.examples.insert(about);
                }
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Memo(mut it)) => {
                turn(&mut it.target);
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Link(mut it)) => {
                turn(&mut it.from);
                turn(&mut it.to);
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Set(mut it)) => {
                it.members.remove(&twin);
                it.members.insert(about);
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Case(mut it)) => {
                it.members.remove(&twin);
                it.members.insert(about);
                edits.push(Edit::Put(it.into()));
            }
            Some(Record::Conflict(it)) => edits.push(Edit::Take(RecordId::Conflict(it.id))),
            _ => {}
        }
    }
    edits.push(Edit::Take(twin));
    edits
}

/// One code of two: the other's names and examples, and its definition where they differ.
fn one_code(into: Code, from: Code) -> Code {
    let mut aliases = into.aliases;
    for alias in from.aliases {
        if !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let mut examples = into.examples;
    examples.extend(from.examples);
    Code {
        aliases,
        definition: both(&into.definition, &from.definition),
        when: both(&into.when, &from.when),
        when_not: both(&into.when_not, &from.when_not),
        examples,
        meant: into.meant.max(from.meant),
        key: into.key.or(from.key),
        applicable: into.applicable || from.applicable,
        ..into
    }
}

/// A coding with the other code, or none where the passage has that from this coder already.
fn turned_coding(project: &Project, coding: Coding, about: RecordId) -> Edit {
    let id = RecordId::Coding(coding.id);
    let RecordId::Code(code) = about else {
        return Edit::Put(coding.into());
    };
    let turned = Coding { code, ..coding };
    let mut others = project.uses(RecordId::Quotation(turned.quotation));
    let twice = others.any(|by| match by {
        RecordId::Coding(other) => {
            let other = project.codings().get(other);
            other.is_some_and(|it| is_said_twice(&turned, it))
        }
        _ => false,
    });
    match twice {
        true => Edit::Take(id),
        false => Edit::Put(turned.into()),
    }
}
