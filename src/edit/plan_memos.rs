//! Plans for memos.

use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Edit, Extra, Memo, MemoId, Project, RecordId};

/// Writes this coder's memo on a record: begins one, changes it, or with an empty text removes it.
///
/// # Errors
/// When the target is gone or is itself a memo, or nothing would change.
pub fn write(
    project: &Project,
    stamp: &mut Stamp<'_>,
    target: RecordId,
    text: &str,
) -> Result<Transaction, PlanError> {
    if !project.contains(target) {
        return Err(PlanError::Gone { id: target });
    }
    let old = own(project, stamp, target);
    let text = text.trim_end();
    let (verb, edit) = match (old, text.trim().is_empty()) {
        (None, true) => return Err(PlanError::Nothing),
        (Some(old), true) => ("remove-memo", Edit::Take(RecordId::Memo(old.id))),
        (Some(old), false) if old.text == text => return Err(PlanError::Nothing),
        (Some(old), false) => {
            let memo = Memo {
                text: text.to_owned(),
                changed: stamp.at,
                ..old.clone()
            };
            ("write-memo", Edit::Put(memo.into()))
        }
        (None, false) => {
            let memo = Memo {
                id: MemoId::new((stamp.fresh)()),
                target,
                text: text.to_owned(),
                coder: stamp.coder,
                created: stamp.at,
                changed: stamp.at,
                extra: Extra::default(),
            };
            ("write-memo", Edit::Put(memo.into()))
        }
    };
    let first_line = text.lines().next().unwrap_or_default().to_owned();
    Ok(stamp.transaction(Done::once(verb, first_line), vec![edit]))
}

/// The first memo this coder has on the target.
fn own<'p>(project: &'p Project, stamp: &Stamp<'_>, target: RecordId) -> Option<&'p Memo> {
    project
        .memos_on(target)
        .find(|memo| memo.coder == stamp.coder)
}
