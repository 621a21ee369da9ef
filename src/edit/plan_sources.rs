//! Plans for sources: adding, naming, ordering and removing them.

use super::{Done, Place, PlanError, Stamp, Transaction, plan_codings::removal};
use crate::model::{Edit, Extra, Fingerprint, Origin, Project, RecordId, Source, SourceId};
use crate::text::{Lines, Span};
use std::collections::BTreeMap;

/// Distance between the order numbers of two new sources.
const GAP: u64 = 1 << 20;

/// A text that is about to become a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewSource {
    /// The name wanted; a number is added when it is taken.
    pub name: String,
    /// The decoded text with its offsets.
    pub lines: Lines,
    /// SHA-256 of the text.
    pub fingerprint: Fingerprint,
    /// Where it came from.
    pub origin: Origin,
}

impl NewSource {
    /// Reckons the fingerprint: for a long text, off the screen's thread.
    pub fn new(name: impl Into<String>, lines: Lines, origin: Origin) -> Self {
        let fingerprint = Fingerprint::of(lines.text());
        Self {
            name: name.into(),
            lines,
            fingerprint,
            origin,
        }
    }
}

/// Adds sources at the end of the list, all in one step.
///
/// # Errors
/// When none is given or a name is empty.
pub fn add(
    project: &Project,
    stamp: &mut Stamp<'_>,
    new: Vec<NewSource>,
) -> Result<(Vec<SourceId>, Transaction), PlanError> {
    let mut order = project
        .sources()
        .iter()
        .map(|it| it.order)
        .max()
        .unwrap_or(0);
    let mut names: Vec<String> = project.sources().iter().map(|it| it.name.clone()).collect();
    let mut sources = Vec::new();
    for NewSource {
        name,
        lines,
        fingerprint,
        origin,
    } in new
    {
        let name = free_name(name.trim(), &names)?;
        names.push(name.clone());
        order = order.saturating_add(GAP);
        sources.push(Source {
            id: SourceId::new((stamp.fresh)()),
            name,
            order,
            fingerprint,
            lines,
            origin,
            added: stamp.at,
            values: BTreeMap::new(),
            extra: Extra::default(),
        });
    }
    let first = sources.first().ok_or(PlanError::Nothing)?;
    let done = Done::times("add-source", &first.name, sources.len());
    let place = Some(Place {
        source: first.id,
        span: Span::new(0, 0),
    });
    let ids = sources.iter().map(|it| it.id).collect();
    let edits = sources.into_iter().map(|it| Edit::Put(it.into())).collect();
    Ok((
        ids,
        Transaction {
            place,
            ..stamp.transaction(done, edits)
        },
    ))
}

/// Gives a source another name.
///
/// # Errors
/// When it is gone, the name is empty, taken, or the same.
pub fn rename(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
    name: &str,
) -> Result<Transaction, PlanError> {
    let old = source(project, id)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(PlanError::Nameless);
    }
    if name == old.name {
        return Err(PlanError::Nothing);
    }
    if project.sources().iter().any(|it| it.name == name) {
        return Err(PlanError::NameTaken {
            name: name.to_owned(),
        });
    }
    let done = Done::once("rename-source", name);
    let new = Source {
        name: name.to_owned(),
        ..old.clone()
    };
    Ok(stamp.transaction(done, vec![Edit::Put(new.into())]))
}

/// Moves a source in the list, before another or to the end.
///
/// # Errors
/// When one of the two is gone.
pub fn move_to(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
    before: Option<SourceId>,
) -> Result<Transaction, PlanError> {
    let moved = source(project, id)?;
    let mut others: Vec<&Source> = project.sources().iter().filter(|it| it.id != id).collect();
    others.sort_by_key(|it| (it.order, it.id));
    let at = match before {
        Some(next) => others
            .iter()
            .position(|it| it.id == next)
            .ok_or(PlanError::Gone {
                id: RecordId::Source(next),
            })?,
        None => others.len(),
    };
    others.insert(at, moved);
    let edits: Vec<Edit> = (1u64..)
        .map(|turn| turn * GAP)
        .zip(others)
        .filter(|(order, it)| it.order != *order)
        .map(|(order, it)| {
            Edit::Put(
                Source {
                    order,
                    ..it.clone()
                }
                .into(),
            )
        })
        .collect();
    Ok(stamp.transaction(Done::once("move-source", &moved.name), edits))
}

/// Removes a source with its quotations, their codings and memos.
///
/// # Errors
/// When it is gone.
pub fn remove(
    project: &Project,
    stamp: &Stamp<'_>,
    id: SourceId,
) -> Result<Transaction, PlanError> {
    let source = source(project, id)?;
    let edits = removal(project, &[RecordId::Source(id)]);
    Ok(stamp.transaction(Done::once("remove-source", &source.name), edits))
}

fn source(project: &Project, id: SourceId) -> Result<&Source, PlanError> {
    project.sources().get(id).ok_or(PlanError::Gone {
        id: RecordId::Source(id),
    })
}

/// `name`, or `name (2)`, `name (3)` … when it is taken.
fn free_name(name: &str, taken: &[String]) -> Result<String, PlanError> {
    if name.is_empty() {
        return Err(PlanError::Nameless);
    }
    let mut free = name.to_owned();
    let mut turn = 1;
    while taken.contains(&free) {
        turn += 1;
        free = format!("{name} ({turn})");
    }
    Ok(free)
}
