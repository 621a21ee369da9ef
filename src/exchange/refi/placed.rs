//! What of a project has a place in a file, and under which name.

use crate::exchange::left::is_lost;
use crate::model::{LinkId, Memo, Project, RecordId};
use uuid::Uuid;

/// Whether a record stands in the file under its own identity.
pub(in crate::exchange) fn has_place(project: &Project, id: RecordId) -> bool {
    match id {
        RecordId::Project
        | RecordId::Query(_)
        | RecordId::Gloss(_)
        | RecordId::Recipe(_)
        | RecordId::Conflict(_) => false,
        RecordId::Quotation(id) => project.quotations().get(id).is_some_and(|it| !is_lost(it)),
        RecordId::Coding(id) => {
            let passage = project.codings().get(id).map(|it| it.quotation);
            passage.is_some_and(|it| has_place(project, RecordId::Quotation(it)))
        }
        RecordId::Memo(id) => project.memos().get(id).is_some_and(is_remark),
        RecordId::Link(id) => link_depth(project, id, 0).is_some(),
        _ => true,
    }
}

/// Links between links that are followed at most.
const MOST_DEPTH: usize = 8;

/// How many links a link goes through to what is no link; `None` when an end has no place. A link stands
/// in the file behind those it points at.
pub(super) fn link_depth(project: &Project, id: LinkId, above: usize) -> Option<usize> {
    let link = project.links().get(id).filter(|_| above < MOST_DEPTH)?;
    let depth = |end: RecordId| match end {
        RecordId::Link(id) => Some(link_depth(project, id, above + 1)? + 1),
        end => has_place(project, end).then_some(0),
    };
    Some(depth(link.from)?.max(depth(link.to)?))
}

/// Whether what a memo hangs on is in the file.
pub(in crate::exchange) fn can_hang(project: &Project, memo: &Memo) -> bool {
    match memo.target {
        RecordId::Project => true,
        RecordId::Coder(_) => false,
        target => has_place(project, target),
    }
}

/// Whether a memo is written as a remark; those on variables, cases and sets are their descriptions.
pub(in crate::exchange) fn is_remark(memo: &Memo) -> bool {
    !matches!(
        memo.target,
        RecordId::Variable(_) | RecordId::Case(_) | RecordId::Set(_)
    )
}

/// What a member of a set is written as; `None` where sets have no place for it.
pub(in crate::exchange) fn member(project: &Project, of: RecordId) -> Option<(&'static str, Uuid)> {
    if !has_place(project, of) {
        return None;
    }
    match of {
        RecordId::Code(id) => Some(("MemberCode", id.uuid())),
        RecordId::Source(id) => Some(("MemberSource", id.uuid())),
        RecordId::Memo(id) => Some(("MemberNote", id.uuid())),
        _ => None,
    }
}
