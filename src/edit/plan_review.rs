//! Plans for the second look at codings whose code has come to mean something else.

use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Code, Coding, CodingId, Edit, Project, RecordId, Time};

/// When a coding that a person gives this code now was looked at, if that has to be kept: it would
/// be taken for older than the code's meaning by the time it was made.
pub(super) fn looked_at(code: &Code, created: Time, now: Time) -> Option<Time> {
    let meant = code.meant.filter(|meant| created <= *meant);
    meant.map(|meant| meant.max(now))
}

/// Notes that somebody has looked at codings and found that they still fit.
///
/// # Errors
/// When one is gone, or none of them awaits it ([`PlanError::Nothing`]).
pub fn review(
    project: &Project,
    stamp: &Stamp<'_>,
    codings: &[CodingId],
) -> Result<Transaction, PlanError> {
    let mut edits = Vec::new();
    let mut name = "";
    for id in codings {
        let id = *id;
        let gone = PlanError::Gone {
            id: RecordId::Coding(id),
        };
        let coding = project.codings().get(id).ok_or(gone)?;
        let code = project.codes().get(coding.code);
        let Some(code) = code.filter(|it| it.wants_review_of(coding)) else {
            continue;
        };
        name = &code.name;
        edits.push(Edit::Put(
            Coding {
                reviewed: looked_at(code, coding.created, stamp.at),
                ..coding.clone()
            }
            .into(),
        ));
    }
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    let done = Done::times("review-codings", name, edits.len());
    Ok(stamp.transaction(done, edits))
}
