//! The codings of one source that count, in the order of the text.

use super::Measure;
use crate::model::{CodeId, Project, QuotationId, SourceId};
use crate::query::rows::Words;
use crate::query::{Applied, Filter, Index, Passage};
use crate::text::Span;

/// A coding that counts.
pub(super) struct Item<'i> {
    /// Where it stands; `None` when it is lost.
    pub(super) span: Option<Span>,
    pub(super) passage: &'i Passage,
    pub(super) applied: &'i Applied,
}

impl Item<'_> {
    pub(super) fn code(&self) -> CodeId {
        self.applied.code
    }

    pub(super) fn quotation(&self) -> QuotationId {
        self.passage.quotation
    }
}

/// The items of a source.
pub(super) struct Items<'i> {
    /// By start, end, quotation and coding; lost ones last.
    pub(super) all: Vec<Item<'i>>,
    /// How many passages were looked at.
    pub(super) looked_at: usize,
}

/// The codings of a source that an overview counts.
pub(super) fn of_source<'i>(
    project: &Project,
    index: &'i Index,
    (filter, words): (&Filter, &mut Words),
    source: SourceId,
) -> Items<'i> {
    let mut all = Vec::new();
    let mut looked_at = 0;
    if words.are_nowhere(project, index, source) {
        return Items { all, looked_at };
    }
    let placed = index.passages(source).iter().map(|it| (it, true));
    for (passage, has_place) in placed.chain(index.lost(source).iter().map(|it| (it, false))) {
        looked_at += 1;
        for applied in &passage.codings {
            let there = (source, passage);
            if filter.keeps(applied)
                && filter.keeps_there(project, there, applied)
                && words.stand_in(project, source, passage, applied)
            {
                all.push(Item {
                    span: has_place.then_some(passage.span),
                    passage,
                    applied,
                });
            }
        }
    }
    Items { all, looked_at }
}

/// Whether coders who coded alike count once.
pub(super) fn is_shared(measure: Measure) -> bool {
    measure != Measure::Codings
}
