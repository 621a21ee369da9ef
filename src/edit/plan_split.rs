//! Plans that make several codes of one, and that copy one.

use super::draft::Draft;
use super::plan_codes::{self, code, free_name, new_code};
use super::plan_merge::codings_with;
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Code, CodeId, Coding, CodingId, Project, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a code is split by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SplitBy {
    /// One code for each coder.
    Coder,
    /// One code for each source.
    Source,
    /// One code for these codings; the others stay.
    Codings(Vec<CodingId>),
}

/// One of the codes that a split makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What it would be called.
    pub name: String,
    /// The codings that would get it.
    pub codings: Vec<CodingId>,
}

/// What [`split`] would make. `name` names the code of given codings, or goes before the coder's or
/// source's name; the code's own name when left out.
///
/// # Errors
/// When the code is gone, or there would be only one part with everything.
pub fn parts(
    project: &Project,
    id: CodeId,
    by: &SplitBy,
    name: Option<&str>,
) -> Result<Vec<Part>, PlanError> {
    let split = code(project, id)?;
    let name = name.unwrap_or(&split.name).trim();
    let all = codings_with(project, id);
    let parts = match by {
        SplitBy::Coder => gathered(all.map(|it| {
            let coder = project.coders().get(it.coder).map_or("", |it| &it.name);
            ((0, RecordId::Coder(it.coder)), coder, it.id)
        })),
        SplitBy::Source => gathered(all.filter_map(|it| {
            let at = project.quotations().get(it.quotation)?;
            let source = project.sources().get(at.source)?;
            let key = (source.order, RecordId::Source(source.id));
            Some((key, source.name.as_str(), it.id))
        })),
        SplitBy::Codings(chosen) => {
            let chosen: BTreeSet<CodingId> = chosen.iter().copied().collect();
            let codings = all.map(|it| it.id).filter(|it| chosen.contains(it));
            let name = name.to_owned();
            let codings: Vec<CodingId> = codings.collect();
            let part = Part { name, codings };
            return match part.codings.is_empty() {
                true => Err(PlanError::Nothing),
                false => Ok(vec![part]),
            };
        }
    };
    if parts.len() < 2 {
        return Err(PlanError::Nothing);
    }
    let named = |(part, codings)| Part {
        name: format!("{name} · {part}"),
        codings,
    };
    Ok(parts.into_iter().map(named).collect())
}

/// Codings by what they belong to, in its order.
fn gathered<'p>(
    codings: impl Iterator<Item = ((u64, RecordId), &'p str, CodingId)>,
) -> Vec<(&'p str, Vec<CodingId>)> {
    let mut found: BTreeMap<(u64, RecordId), (&str, Vec<CodingId>)> = BTreeMap::new();
    for (key, name, coding) in codings {
        let (_, codings) = found.entry(key).or_insert((name, Vec::new()));
        codings.push(coding);
    }
    found.into_values().collect()
}

/// Makes several codes of one. They stand under it, so that together they are still what it was,
/// and begin with its definition.
///
/// # Errors
/// As for [`parts`], and when a name is empty.
pub fn split(
    project: &Project,
    stamp: &mut Stamp<'_>,
    id: CodeId,
    by: &SplitBy,
    name: Option<&str>,
) -> Result<Transaction, PlanError> {
    let parts = parts(project, id, by, name)?;
    let split = code(project, id)?;
    let mut draft = Draft::of(project);
    let mut count = 0;
    for Part { name, codings } in parts {
        let name = free_name(&draft.project, Some(id), &name);
        let made = new_code(&draft.project, stamp, &name, Some(id), None)?;
        let code = made.id;
        draft.put(Code {
            definition: split.definition.clone(),
            when: split.when.clone(),
            when_not: split.when_not.clone(),
            meant: split.meant,
            ..made
        });
        count += codings.len();
        for coding in codings {
            if let Some(coding) = draft.project.codings().get(coding) {
                draft.put(Coding {
                    code,
                    ..coding.clone()
                });
            }
        }
    }
    let done = Done::times("split-code", &split.name, count);
    Ok(stamp.transaction(done, draft.into_edits()))
}

/// Copies a code without its passages and the codes under it, and puts the copy behind it. The key
/// stays with the first.
///
/// # Errors
/// When it is gone, or the name is empty or a sibling's.
pub fn duplicate(
    project: &Project,
    stamp: &mut Stamp<'_>,
    id: CodeId,
    name: Option<&str>,
) -> Result<(CodeId, Transaction), PlanError> {
    let old = code(project, id)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => free_name(project, old.parent, &old.name),
    };
    let made = new_code(project, stamp, &name, old.parent, Some(old.colour))?;
    let copy = made.id;
    let mut draft = Draft::of(project);
    draft.put(Code {
        id: copy,
        name: made.name,
        order: made.order,
        key: None,
        examples: BTreeSet::new(),
        meant: None,
        ..old.clone()
    });
    let siblings = plan_codes::children(project, old.parent);
    let next = siblings.iter().skip_while(|it| it.id != id).nth(1);
    if let Some(next) = next {
        let moved = plan_codes::move_to(&draft.project, stamp, copy, old.parent, Some(next.id))?;
        for edit in moved.edits {
            draft.apply(edit);
        }
    }
    let done = Done::once("duplicate-code", &old.name);
    Ok((copy, stamp.transaction(done, draft.into_edits())))
}
