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
    /// Neither: what was there before either changed it, where the join knew that.
    Base,
}

/// Decides conflicts, all of them one way, in one step.
///
/// # Errors
/// When one of them is decided already, none is given, or none has the version that is to be taken.
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
        if choice == Choice::Base && conflict.base.is_none() {
            continue;
        }
        let mut step = vec![Edit::Take(RecordId::Conflict(*id))];
        match choice {
            Choice::Kept => {}
            Choice::Other => step.extend(other_version(&scratch, stamp, &conflict, refit)?),
            Choice::Base => step.extend(base_version(&scratch, &conflict, refit)?),
        }
        for edit in &step {
            scratch.apply(edit.clone());
        }
        edits.extend(step);
    }
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    let decided = |it: &&ConflictId| {
        edits
            .iter()
            .any(|edit| edit.id() == RecordId::Conflict(**it))
    };
    let count = conflicts.iter().filter(decided).count();
    Ok(stamp.transaction(Done::times("decide-conflict", "", count), edits))
}

/// The undecided conflicts like one: about the same kind of record and over the same part, or a
/// removal or twins as well; that one is among them.
pub fn alike(project: &Project, one: ConflictId) -> Vec<ConflictId> {
    let Some(one) = project.conflicts().get(one) else {
        return vec![one];
    };
    let is_alike = |it: &&Conflict| {
        it.about.kind() == one.about.kind()
            && match (&it.over, &one.over) {
                (Over::Part { part, .. }, Over::Part { part: other, .. }) => {
                    part.name() == other.name()
                }
                (over, other) => std::mem::discriminant(over) == std::mem::discriminant(other),
            }
    };
    let all = project.conflicts().iter().filter(is_alike);
    all.map(|it| it.id).collect()
}

/// The edits that put back what was there before either side changed it.
fn base_version(
    project: &Project,
    conflict: &Conflict,
    refit: Refit<'_>,
) -> Result<Vec<Edit>, PlanError> {
    let gone = PlanError::Gone { id: conflict.about };
    match (&conflict.base, &conflict.over) {
        (Some(base), Over::Part { part, .. }) => {
            put_part(project, conflict.about, (*part, base), refit)
        }
        (Some(base), Over::Removal) => Ok(vec![Edit::Put((**base).clone())]),
        _ => Err(gone),
    }
}

/// The edits that put the other version in the place of what stands.
fn other_version(
    project: &Project,
    stamp: &Stamp<'_>,
    conflict: &Conflict,
    refit: Refit<'_>,
) -> Result<Vec<Edit>, PlanError> {
    match &conflict.over {
        Over::Removal => Ok(removal(project, &[conflict.about])),
        Over::Twin(twin) => fold(project, stamp, conflict.about, *twin),
        Over::Part { part, other } => put_part(project, conflict.about, (*part, other), refit),
    }
}

/// The edits that give a record one part as it is in another version; a new text takes its passages
/// along.
fn put_part(
    project: &Project,
    about: RecordId,
    (part, other): (Part, &Record),
    refit: Refit<'_>,
) -> Result<Vec<Edit>, PlanError> {
    let gone = PlanError::Gone { id: about };
    let record = project.record(about).ok_or(gone.clone())?;
    let after = with_part(record.clone(), part, other).ok_or(gone)?;
    let mut edits = vec![Edit::Put(after.clone())];
    if let (Part::Text, Record::Source(from), Record::Source(to)) = (part, &record, &after) {
        let there = quotations_of(project, from.id);
        let there = there.filter_map(|id| project.quotations().get(id).cloned());
        let moved = refit(there.collect(), from, to);
        edits.extend(moved.into_iter().map(|it| Edit::Put(it.into())));
        edits.extend(moved_versions(project, (from, to), refit));
    }
    Ok(edits)
}

/// Other versions of places in a text, put to their places in its new version.
pub(super) fn moved_versions(
    project: &Project,
    (from, to): (&Source, &Source),
    refit: Refit<'_>,
) -> Vec<Edit> {
    let is_there = |it: &Record| match it {
        Record::Quotation(it) if it.source == from.id => Some(it.clone()),
        _ => None,
    };
    let mut conflicts: Vec<Conflict> = project.conflicts().iter().cloned().collect();
    conflicts.retain_mut(|it| versions(it).any(|it| is_there(it).is_some()));
    let there = conflicts.iter_mut().flat_map(versions);
    let there: Vec<Quotation> = there.filter_map(|it| is_there(it)).collect();
    // All at once: two texts are compared once.
    let mut moved = refit(there, from, to).into_iter();
    for version in conflicts.iter_mut().flat_map(versions) {
        if is_there(version).is_some()
            && let Some(it) = moved.next()
        {
            *version = it.into();
        }
    }
    conflicts
        .into_iter()
        .map(|it| Edit::Put(it.into()))
        .collect()
}

/// The other versions that a conflict holds.
fn versions(conflict: &mut Conflict) -> impl Iterator<Item = &mut Record> {
    let other = match &mut conflict.over {
        Over::Part { other, .. } => Some(&mut **other),
        Over::Removal | Over::Twin(_) => None,
    };
    let base = conflict.base.as_deref_mut();
    other.into_iter().chain(base)
}

pub(super) fn quotations_of(
    project: &Project,
    source: SourceId,
) -> impl Iterator<Item = QuotationId> {
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
