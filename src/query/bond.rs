//! What an index remembers of each record, so that it knows where one was that is gone.

use super::Applied;
use crate::model::{CodingId, Keyed, Memo, MemoId, Quotation, QuotationId, RecordId, SourceId};
use crate::text::Span;

/// On which shelf a quotation stands, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Home {
    pub(super) quotation: QuotationId,
    pub(super) source: SourceId,
    pub(super) span: Span,
}

impl Home {
    pub(super) fn of(quotation: &Quotation) -> Self {
        Self {
            quotation: quotation.id,
            source: quotation.source,
            span: quotation.span,
        }
    }
}

impl Keyed for Home {
    type Key = QuotationId;

    fn key(&self) -> QuotationId {
        self.quotation
    }
}

/// Which quotation a coding was on: what tells where it stood when it is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bond {
    pub(super) coding: CodingId,
    pub(super) quotation: QuotationId,
}

impl Bond {
    pub(super) fn of(applied: &Applied, quotation: &Quotation) -> Self {
        Self {
            coding: applied.coding,
            quotation: quotation.id,
        }
    }
}

impl Keyed for Bond {
    type Key = CodingId;

    fn key(&self) -> CodingId {
        self.coding
    }
}

/// What a memo was on, where that is a quotation or a coding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Remark {
    pub(super) memo: MemoId,
    pub(super) on: RecordId,
}

impl Remark {
    pub(super) fn of(memo: &Memo) -> Option<Self> {
        let is_here = matches!(memo.target, RecordId::Quotation(_) | RecordId::Coding(_));
        let (memo, on) = (memo.id, memo.target);
        is_here.then_some(Self { memo, on })
    }
}

impl Keyed for Remark {
    type Key = MemoId;

    fn key(&self) -> MemoId {
        self.memo
    }
}
