//! Plans for what a code means: its definition, when it is used, and examples.

use super::{Done, PlanError, Stamp, Transaction, plan_codes::code};
use crate::model::{Code, CodeId, Edit, Project, QuotationId, RecordId};

/// What is said about the use of a code; what is left out stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meaning {
    /// What it means.
    pub definition: Option<String>,
    /// When it is used.
    pub when: Option<String>,
    /// When it is not used.
    pub when_not: Option<String>,
    /// Whether it now means something else, and is not only said in other words: codings made so
    /// far then want a second look.
    pub is_new: bool,
}

/// Says what a code means.
///
/// # Errors
/// When the code is gone, or nothing would change.
pub fn define(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CodeId,
    meaning: Meaning,
) -> Result<Transaction, PlanError> {
    let old = code(project, id)?;
    let new = Code {
        definition: meaning.definition.unwrap_or_else(|| old.definition.clone()),
        when: meaning.when.unwrap_or_else(|| old.when.clone()),
        when_not: meaning.when_not.unwrap_or_else(|| old.when_not.clone()),
        meant: if meaning.is_new {
            Some(stamp.at)
        } else {
            old.meant
        },
        ..old.clone()
    };
    if new == *old {
        return Err(PlanError::Nothing);
    }
    let done = Done::once("define-code", &old.name);
    Ok(stamp.transaction(done, vec![Edit::Put(new.into())]))
}

/// Makes a quotation an example of a code, or no longer one.
///
/// # Errors
/// When one is gone, the quotation is not coded with the code, or nothing would change.
pub fn set_example(
    project: &Project,
    stamp: &Stamp<'_>,
    id: CodeId,
    quotation: QuotationId,
    is_one: bool,
) -> Result<Transaction, PlanError> {
    let old = code(project, id)?;
    let example = RecordId::Quotation(quotation);
    if !project.contains(example) {
        return Err(PlanError::Gone { id: example });
    }
    let is_own = |by| match by {
        RecordId::Coding(it) => project.codings().get(it).is_some_and(|it| it.code == id),
        _ => false,
    };
    if is_one && !project.uses(example).any(is_own) {
        return Err(PlanError::NotItsOwn {
            name: old.name.clone(),
        });
    }
    let mut new = old.clone();
    let is_changed = match is_one {
        true => new.examples.insert(example),
        false => new.examples.remove(&example),
    };
    if !is_changed {
        return Err(PlanError::Nothing);
    }
    let done = Done::once("set-code-example", &old.name);
    Ok(stamp.transaction(done, vec![Edit::Put(new.into())]))
}
