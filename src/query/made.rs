//! Who made a record, when, and whether by hand or by a rule.

use crate::model::{
    CaseId, CodeId, CoderId, CodingId, ConflictId, GlossId, LinkId, MemoId, Project, QueryId,
    QuotationId, RecipeId, Record, RecordId, SetId, SourceId, Time, VariableId,
};
use uuid::Uuid;

/// What a record itself says of how it came to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Made {
    /// Who made it; codes, cases, sets, variables and sources do not say.
    pub by: Option<CoderId>,
    /// When, as far as it says.
    pub at: Option<Time>,
    /// When it was last changed or looked at again, as far as it says.
    pub since: Option<Time>,
    /// The rule that made it; without one it was made by hand.
    pub rule: Option<QueryId>,
}

/// How a record came to be; `None` when it is not there.
pub fn made(project: &Project, id: RecordId) -> Option<Made> {
    let made = |by, at, since| Made {
        by,
        at,
        since,
        rule: None,
    };
    Some(match project.record(id)? {
        Record::Project(it) => made(None, Some(it.created), None),
        Record::Source(it) => made(None, Some(it.added), None),
        Record::Code(it) => made(None, None, it.meant),
        Record::Quotation(it) => made(Some(it.coder), Some(it.created), None),
        Record::Coding(it) => Made {
            rule: it.rule,
            ..made(Some(it.coder), Some(it.created), it.reviewed)
        },
        Record::Memo(it) => {
            let since = Some(it.changed).filter(|at| *at != it.created);
            made(Some(it.coder), Some(it.created), since)
        }
        Record::Link(it) => made(Some(it.coder), Some(it.created), None),
        Record::Query(it) => made(Some(it.coder), Some(it.created), None),
        Record::Conflict(it) => made(None, Some(it.created), None),
        Record::Coder(_)
        | Record::Variable(_)
        | Record::Case(_)
        | Record::Set(_)
        | Record::Gloss(_)
        | Record::Recipe(_) => made(None, None, None),
    })
}

/// The record with this identity, whatever its kind.
pub fn record_with(project: &Project, uuid: Uuid) -> Option<RecordId> {
    let kinds = [
        RecordId::Coding(CodingId::new(uuid)),
        RecordId::Quotation(QuotationId::new(uuid)),
        RecordId::Memo(MemoId::new(uuid)),
        RecordId::Code(CodeId::new(uuid)),
        RecordId::Source(SourceId::new(uuid)),
        RecordId::Coder(CoderId::new(uuid)),
        RecordId::Query(QueryId::new(uuid)),
        RecordId::Gloss(GlossId::new(uuid)),
        RecordId::Recipe(RecipeId::new(uuid)),
        RecordId::Case(CaseId::new(uuid)),
        RecordId::Variable(VariableId::new(uuid)),
        RecordId::Set(SetId::new(uuid)),
        RecordId::Link(LinkId::new(uuid)),
        RecordId::Conflict(ConflictId::new(uuid)),
    ];
    kinds.into_iter().find(|it| project.contains(*it))
}
