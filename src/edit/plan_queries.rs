//! Plans for queries saved by name, and for the rules among them.

use super::{Done, PlanError, Stamp, Transaction, plan_codings};
use crate::model::{
    CodeId, Coding, CodingId, Edit, Extra, Project, Query, QueryId, QuotationId, Record, RecordId,
    SourceId, Unit,
};
use crate::text::Span;

/// What a query that is saved is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved<'a> {
    /// The name shown.
    pub name: &'a str,
    /// What it asks.
    pub text: &'a str,
    /// What it codes with, when it is a rule.
    pub code: Option<CodeId>,
    /// How much a rule codes.
    pub unit: Unit,
}

/// Saves a query by name; one that has this name already takes over what it is to be. Whether a
/// query can be asked is the caller's to see.
///
/// # Errors
/// When the name or text is empty, the code is gone or a heading, or nothing would change.
pub fn save(
    project: &Project,
    stamp: &mut Stamp<'_>,
    saved: &Saved<'_>,
) -> Result<(QueryId, Transaction), PlanError> {
    let (name, text) = (saved.name.trim(), saved.text.trim());
    if name.is_empty() || text.is_empty() {
        return Err(PlanError::Nameless);
    }
    if let Some(id) = saved.code {
        applicable(project, id)?;
    }
    let there = project.queries().iter().find(|it| it.name == name);
    let new = match there {
        Some(it) => Query {
            text: text.to_owned(),
            code: saved.code,
            unit: saved.unit,
            ..it.clone()
        },
        None => Query {
            id: QueryId::new((stamp.fresh)()),
            name: name.to_owned(),
            text: text.to_owned(),
            code: saved.code,
            unit: saved.unit,
            coder: stamp.coder,
            created: stamp.at,
            extra: Extra::default(),
        },
    };
    if there == Some(&new) {
        return Err(PlanError::Nothing);
    }
    let done = Done::once("save-query", name);
    let (id, edits) = (new.id, vec![Edit::Put(new.into())]);
    Ok((id, stamp.transaction(done, edits)))
}

/// Removes a saved query. What a rule has coded stays and no longer says which rule made it.
///
/// # Errors
/// When it is gone.
pub fn remove(project: &Project, stamp: &Stamp<'_>, id: QueryId) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Query(id),
    };
    let query = project.queries().get(id).ok_or(gone)?;
    let edits = plan_codings::removal(project, &[RecordId::Query(id)]);
    Ok(stamp.transaction(Done::once("remove-query", &query.name), edits))
}

/// Codes passages by a rule, as [`plan_codings::code_passages`] does; every new coding says so.
///
/// # Errors
/// When the rule is gone or has no code, and as [`plan_codings::code_passages`].
pub fn code_by(
    project: &Project,
    stamp: &mut Stamp<'_>,
    rule: QueryId,
    passages: &[(SourceId, Span)],
    near: &[QuotationId],
) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Query(rule),
    };
    let query = project.queries().get(rule).ok_or(gone.clone())?;
    let code = query.code.ok_or(gone)?;
    let mut coded = plan_codings::code_passages(project, stamp, code, passages, near)?;
    for edit in &mut coded.edits {
        if let Edit::Put(Record::Coding(coding)) = edit {
            coding.rule = Some(rule);
        }
    }
    coded.done = Done::times("autocode", &query.name, coded.done.count);
    Ok(coded)
}

/// Takes back what a rule has coded, whoever ran it; a quotation that nothing else holds goes as
/// well. The rule stays.
///
/// # Errors
/// When the rule is gone or has coded nothing.
pub fn take_back(
    project: &Project,
    stamp: &Stamp<'_>,
    rule: QueryId,
) -> Result<Transaction, PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Query(rule),
    };
    let query = project.queries().get(rule).ok_or(gone)?;
    let codings: Vec<CodingId> = made_by(project, rule).map(|it| it.id).collect();
    if codings.is_empty() {
        return Err(PlanError::Nothing);
    }
    let uncoded = plan_codings::uncode(project, stamp, &codings)?;
    let done = Done::times("take-back-codings", &query.name, codings.len());
    Ok(Transaction { done, ..uncoded })
}

/// The codings that a rule has made.
pub fn made_by(project: &Project, rule: QueryId) -> impl Iterator<Item = &Coding> {
    let uses = project.uses(RecordId::Query(rule));
    uses.filter_map(|by| match by {
        RecordId::Coding(id) => project.codings().get(id),
        _ => None,
    })
}

fn applicable(project: &Project, id: CodeId) -> Result<(), PlanError> {
    let gone = PlanError::Gone {
        id: RecordId::Code(id),
    };
    let code = project.codes().get(id).ok_or(gone)?;
    match code.applicable {
        true => Ok(()),
        false => Err(PlanError::NotApplicable {
            name: code.name.clone(),
        }),
    }
}
