//! Plans that make one code of several, and that give a removed code's passages to another.

use super::draft::{Draft, both};
use super::plan_codes::{GAP, code, last_order};
use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{
    Code, CodeId, CoderId, Coding, CodingId, Project, QuotationId, RecordId, SourceId,
};
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};

/// What would move from one code to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moves {
    /// The code that goes.
    pub code: CodeId,
    /// Codings that would get the other code.
    pub codings: Vec<CodingId>,
    /// Codings that would go, each with the one that stays in its stead: their coder has given the
    /// same passage the other code as well.
    pub once: Vec<(CodingId, CodingId)>,
    /// Codes under it, which would move.
    pub below: Vec<CodeId>,
}

/// What [`merge`] would move, by code.
///
/// # Errors
/// When a code is gone, nothing is left to merge, or passages would come to a heading.
pub fn preview(project: &Project, codes: &[CodeId], into: CodeId) -> Result<Vec<Moves>, PlanError> {
    let target = code(project, into)?;
    let mut seen = BTreeSet::from([into]);
    let mut merged = Vec::new();
    for id in codes {
        code(project, *id)?;
        if seen.insert(*id) {
            merged.push(*id);
        }
    }
    if merged.is_empty() {
        return Err(PlanError::Nothing);
    }
    let moves = moves(project, &merged, into);
    if !target.applicable && moves.iter().any(|it| !it.codings.is_empty()) {
        return Err(PlanError::NotApplicable {
            name: target.name.clone(),
        });
    }
    Ok(moves)
}

/// Makes one code of several. Codings get the code `into`; a passage that a coder has coded with
/// both is coded once. `into` answers to the names of the others, and their definitions stand under
/// its own; codes under them, memos, links and places in sets go over to it.
///
/// # Errors
/// As for [`preview`].
pub fn merge(
    project: &Project,
    stamp: &Stamp<'_>,
    codes: &[CodeId],
    into: CodeId,
) -> Result<Transaction, PlanError> {
    let moves = preview(project, codes, into)?;
    let merged: Vec<&Code> = moves
        .iter()
        .filter_map(|it| project.codes().get(it.code))
        .collect();
    let mut draft = Draft::of(project);
    let mut count = 0;
    for moves in &moves {
        carry_out(&mut draft, moves, into);
        draft.hand_on(RecordId::Code(moves.code), RecordId::Code(into));
        count += moves.codings.len() + moves.once.len();
    }
    move_branches(&mut draft, &merged, into);
    if let Some(target) = draft.project.codes().get(into) {
        draft.put(united(target, &merged));
    }
    let gone: Vec<RecordId> = merged.iter().map(|it| RecordId::Code(it.id)).collect();
    draft.remove(&gone);
    let name = code(project, into)?.name.as_str();
    let done = Done::times("merge-codes", name, count);
    Ok(stamp.transaction(done, draft.into_edits()))
}

/// Removes a code; its passages get the code `into` instead. All else is as in
/// [`super::plan_codes::remove`].
///
/// # Errors
/// When a code is gone, both are the same, or passages would come to a heading.
pub fn remove_into(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CodeId,
    into: CodeId,
) -> Result<Transaction, PlanError> {
    let mut draft = Draft::of(project);
    for moves in preview(project, &[id], into)? {
        carry_out(&mut draft, &moves, into);
    }
    let removed = super::plan_codes::remove(&draft.project, stamp, id)?;
    for edit in removed.edits {
        draft.apply(edit);
    }
    Ok(stamp.transaction(removed.done, draft.into_edits()))
}

/// Removes codes in one step; their passages go as well, or get the code `into`.
///
/// # Errors
/// As for [`remove_into`] and [`super::plan_codes::remove`].
pub fn remove_all(
    project: &Project,
    stamp: &Stamp<'_>,
    ids: &[CodeId],
    into: Option<CodeId>,
) -> Result<Transaction, PlanError> {
    let mut draft = Draft::of(project);
    let mut names = Vec::new();
    for id in ids {
        let step = match into {
            Some(into) => remove_into(&draft.project, stamp, *id, into)?,
            None => super::plan_codes::remove(&draft.project, stamp, *id)?,
        };
        names.push(step.done.what);
        for edit in step.edits {
            draft.apply(edit);
        }
    }
    let done = Done::times("remove-code", names.join(", "), names.len());
    Ok(stamp.transaction(done, draft.into_edits()))
}

/// A passage as one coder sees it; a stray one is only the same as itself.
type Seen = (SourceId, Span, Option<QuotationId>, CoderId);

fn seen(project: &Project, coding: &Coding) -> Option<Seen> {
    let at = project.quotations().get(coding.quotation)?;
    let own = at.stray.is_some().then_some(at.id);
    Some((at.source, at.span, own, coding.coder))
}

fn moves(project: &Project, merged: &[CodeId], into: CodeId) -> Vec<Moves> {
    let mut coded: HashMap<Seen, CodingId> = codings_with(project, into)
        .filter_map(|it| Some((seen(project, it)?, it.id)))
        .collect();
    let mut all = Vec::new();
    for id in merged {
        let below = project.codes().iter();
        let below = below.filter(|it| it.parent == Some(*id));
        let mut moves = Moves {
            code: *id,
            codings: Vec::new(),
            once: Vec::new(),
            below: below.map(|it| it.id).collect(),
        };
        for coding in codings_with(project, *id) {
            let Some(seen) = seen(project, coding) else {
                continue;
            };
            match coded.get(&seen) {
                Some(stays) => moves.once.push((coding.id, *stays)),
                None => {
                    coded.insert(seen, coding.id);
                    moves.codings.push(coding.id);
                }
            }
        }
        all.push(moves);
    }
    all
}

/// The codings with a code, by id.
pub(super) fn codings_with(project: &Project, code: CodeId) -> impl Iterator<Item = &Coding> {
    let uses = project.uses(RecordId::Code(code));
    uses.filter_map(|by| match by {
        RecordId::Coding(id) => project.codings().get(id),
        _ => None,
    })
}

fn carry_out(draft: &mut Draft, moves: &Moves, into: CodeId) {
    for id in &moves.codings {
        if let Some(coding) = draft.project.codings().get(*id) {
            let code = into;
            draft.put(Coding {
                code,
                ..coding.clone()
            });
        }
    }
    for (goes, stays) in &moves.once {
        let goes = RecordId::Coding(*goes);
        draft.hand_on(goes, RecordId::Coding(*stays));
        draft.remove(&[goes]);
    }
}

/// Moves the codes under merged ones under `into`. What `into` stands under itself, and `into`,
/// move up to the next code that stays.
fn move_branches(draft: &mut Draft, merged: &[&Code], into: CodeId) {
    let gone: BTreeSet<CodeId> = merged.iter().map(|it| it.id).collect();
    let codes = draft.project.codes();
    let parent = |id: CodeId| codes.get(id).and_then(|it| it.parent);
    let up = |from| std::iter::successors(from, |id| parent(*id)).take(codes.len());
    let above: BTreeSet<CodeId> = up(Some(into)).collect();
    let mut order = last_order(&draft.project, Some(into));
    let mut moved = Vec::new();
    let stays =
        |it: &&Code| !gone.contains(&it.id) && it.parent.is_some_and(|it| gone.contains(&it));
    for code in codes.iter().filter(stays) {
        let mut code = code.clone();
        if above.contains(&code.id) {
            code.parent = up(code.parent).find(|it| !gone.contains(it));
        } else {
            code.parent = Some(into);
        }
        moved.push(code);
    }
    // As they stood: by the order of the merged codes, then their own.
    let turn = |code: &Code| gone.iter().position(|it| parent(code.id) == Some(*it));
    moved.sort_by_key(|it| (turn(it), it.order, it.id));
    for mut code in moved {
        if code.parent == Some(into) {
            order = order.saturating_add(GAP);
            code.order = order;
        }
        draft.put(code);
    }
}

/// The code with the names, definitions and examples of the merged ones; their key, if it has none.
fn united(target: &Code, merged: &[&Code]) -> Code {
    let mut code = target.clone();
    for from in merged {
        for name in [&from.name].into_iter().chain(&from.aliases) {
            if *name != code.name && !code.aliases.contains(name) {
                code.aliases.push(name.clone());
            }
        }
        code.definition = both(&code.definition, &from.definition);
        code.when = both(&code.when, &from.when);
        code.when_not = both(&code.when_not, &from.when_not);
        code.examples.extend(&from.examples);
        code.meant = code.meant.max(from.meant);
        code.key = code.key.or_else(|| from.key.clone());
    }
    code
}
