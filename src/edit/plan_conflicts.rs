//! Plans for conflicts: deciding what a join could not.

use super::draft::Draft;
use super::join::Refit;
use super::part::with_part;
use super::plan_codings::removal;
use super::{Done, PlanError, Stamp, Transaction, plan_merge};
use crate::model::{
    Conflict, ConflictId, Edit, Over, Part, Project, Quotation, QuotationId, Record, RecordId,
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
            step.extend(other_version(&scratch, stamp, &conflict, refit)?);
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
    stamp: &Stamp<'_>,
    conflict: &Conflict,
    refit: Refit<'_>,
) -> Result<Vec<Edit>, PlanError> {
    let about = conflict.about;
    let gone = PlanError::Gone { id: about };
    let record = project.record(about).ok_or(gone.clone())?;
    match &conflict.over {
        Over::Removal => Ok(removal(project, &[about])),
        Over::Twin(twin) => fold(project, stamp, about, *twin),
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
fn fold(
    project: &Project,
    stamp: &Stamp<'_>,
    about: RecordId,
    twin: RecordId,
) -> Result<Vec<Edit>, PlanError> {
    let (into, from) = match (about, twin) {
        (RecordId::Code(into), RecordId::Code(from)) => {
            return Ok(plan_merge::merge(project, stamp, &[from], into)?.edits);
        }
        (RecordId::Source(into), RecordId::Source(from)) => (into, from),
        _ => return Err(PlanError::Gone { id: twin }),
    };
    let mut draft = Draft::of(project);
    let there = quotations_of(project, from);
    for quotation in there.filter_map(|id| project.quotations().get(id)) {
        draft.put(Quotation {
            source: into,
            ..quotation.clone()
        });
    }
    draft.hand_on(twin, about);
    let sources = project.sources();
    if let (Some(into), Some(from)) = (sources.get(into), sources.get(from)) {
        let mut one = into.clone();
        for (variable, value) in &from.values {
            one.values.entry(*variable).or_insert_with(|| value.clone());
        }
        draft.put(one);
    }
    draft.remove(&[twin]);
    Ok(draft.into_edits())
}
