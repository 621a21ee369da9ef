//! Passages one by one: which of several is meant, those not coded yet, those to look at again, and
//! making one of those that overlap.

use super::act::Acted;
use super::{ActError, Action, Named, Overlay, Session};
use crate::edit::{PlanError, plan_codings, plan_overlap};
use crate::model::{CodeId, CodingId, QuotationId, RecordId};
use crate::query::{CodingRow, Filter, awaiting_review, matching, row, uncoded};
use crate::text::Span;

impl Session {
    pub(super) fn act_on_passages(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::MergeOverlapping { codings, code } => self.merge_overlapping(codings, code),
            Action::TakeConsensus { codings } => self.take_consensus(codings),
            Action::TakeAgreed { by } => self.take_agreed(by),
            Action::FitQuotation => self.fit_quotation(),
            Action::SwapEnds => self.swap_ends(),
            Action::ChooseCoding { at } => self.choose_coding(at),
            Action::NextUncoded => self.step_uncoded(true),
            Action::PreviousUncoded => self.step_uncoded(false),
            Action::NextReview => self.next_review(),
            Action::StickCode { code } => self.stick_code(code.as_ref()),
            other => return Acted::No(other),
        })
    }

    /// The codings at the selection or caret that are shown on the page, the most particular first.
    pub fn codings_here(&self) -> Vec<CodingRow<'_>> {
        let Some((open, (source, span))) = self.open.as_ref().zip(self.place_meant()) else {
            return Vec::new();
        };
        let filter = &self.look.marks.filter;
        let codings = open.index().touching(source, span);
        let codings = codings.flat_map(|it| it.codings.iter());
        let shown = codings.filter(|it| filter.keeps(it));
        let rows = shown.filter_map(|it| row(open.project(), it.coding));
        let mut rows: Vec<CodingRow<'_>> = rows.collect();
        rows.sort_by_key(|it| (it.span.len(), it.span.start, it.id));
        rows
    }

    /// Goes to one of the codings here; asks for which when it is not said.
    fn choose_coding(&mut self, at: Option<usize>) -> Result<(), ActError> {
        self.need_open()?;
        let here: Vec<CodingId> = self.codings_here().iter().map(|it| it.id).collect();
        if here.is_empty() {
            return Err(ActError::NothingCodedHere);
        }
        let Some(at) = at else {
            return self.ask_with(Overlay::Here, "coding");
        };
        let chosen = at.checked_sub(1).and_then(|it| here.get(it));
        let chosen = *chosen.ok_or(ActError::NowhereToGo)?;
        self.close_overlay(Overlay::Here);
        self.act(Action::GoTo {
            record: RecordId::Coding(chosen),
        })
    }

    /// Makes one passage of those that overlap: of given codings, of all with a code, or of this
    /// coder's at the selection.
    fn merge_overlapping(
        &mut self,
        codings: Vec<CodingId>,
        code: Option<Named>,
    ) -> Result<(), ActError> {
        let codings = match code {
            Some(code) => {
                let filter = Filter::of_code(self.code_id(&code)?);
                let open = self.need_open()?;
                let all = matching(open.project(), open.index(), &filter);
                all.into_iter().chain(codings).collect()
            }
            None if codings.is_empty() => self.codings_at_selection()?,
            None => codings,
        };
        let made =
            self.change(|project, stamp| plan_overlap::merge_overlapping(project, stamp, &codings));
        match made {
            Err(ActError::Plan(PlanError::Nothing)) => Err(ActError::NothingOverlaps),
            made => made,
        }
    }

    /// The quotation that is gone to, or the only one of this coder's at the selection.
    fn quotation_meant(&self) -> Result<QuotationId, ActError> {
        let open = self.need_open()?;
        let codings = open.project().codings();
        match self.look.inspected {
            Some(RecordId::Quotation(id)) => return Ok(id),
            Some(RecordId::Coding(id)) => {
                if let Some(coding) = codings.get(id) {
                    return Ok(coding.quotation);
                }
            }
            _ => {}
        }
        let here = self.codings_at_selection()?;
        let here = here.iter().filter_map(|it| codings.get(*it));
        let mut here: Vec<QuotationId> = here.map(|it| it.quotation).collect();
        here.sort_unstable();
        here.dedup();
        match here.as_slice() {
            [one] => Ok(*one),
            _ => Err(ActError::ManyQuotations),
        }
    }

    /// Gives the quotation gone to the selected range.
    fn fit_quotation(&mut self) -> Result<(), ActError> {
        let (source, span) = self.selected()?;
        let id = self.quotation_meant()?;
        let quotation = self.need_open()?.project().quotations().get(id);
        if quotation.is_none_or(|it| it.source != source) {
            return Err(ActError::ManyQuotations);
        }
        self.change(|project, stamp| plan_codings::resize(project, stamp, id, span))
    }

    fn swap_ends(&mut self) -> Result<(), ActError> {
        self.selected()?;
        self.look.swaps += 1;
        Ok(())
    }

    /// Goes to the next or the former sentence on which no mark stands that is shown.
    fn step_uncoded(&mut self, ahead: bool) -> Result<(), ActError> {
        let source = self.source_or_shown(None)?;
        let here = self.look.selection;
        let here = here.unwrap_or(Span::new(self.look.reading, self.look.reading));
        let from = if ahead { here.end } else { here.start };
        let index = self.need_open()?.index();
        let found = uncoded(index, source, &self.look.marks.filter, (from, ahead));
        let span = found.ok_or(ActError::AllCoded)?;
        self.look.reveal(span);
        Ok(())
    }

    /// Goes to the next coding that wants a second look, in the order of the list.
    fn next_review(&mut self) -> Result<(), ActError> {
        let open = self.need_open()?;
        let awaited = awaiting_review(open.project(), open.index(), &Filter::all());
        let here = (
            self.look.source,
            self.look.selection.map_or(0, |it| it.start),
        );
        let now = match self.look.inspected {
            Some(RecordId::Coding(id)) => awaited.iter().position(|it| *it == id),
            _ => None,
        };
        let ahead = |id: &CodingId| {
            let row = row(open.project(), *id);
            row.is_some_and(|it| Some(it.source) == here.0 && it.span.start >= here.1)
        };
        let next = match now {
            Some(at) => awaited.get(at + 1),
            None => awaited.iter().find(|it| ahead(it)),
        };
        let next = next.or_else(|| awaited.first()).copied();
        let record = RecordId::Coding(next.ok_or(ActError::NothingToReview)?);
        self.act(Action::GoTo { record })
    }

    /// Lets every selection have a code until it is let go: the one given, else that which is
    /// inspected or was used last. Without one given, a code that sticks is let go.
    fn stick_code(&mut self, code: Option<&Named>) -> Result<(), ActError> {
        let code = match code {
            Some(code) => Some(self.code_id(code)?).filter(|it| self.look.sticky != Some(*it)),
            None if self.look.sticky.is_some() => None,
            None => Some(self.code_at_hand()?),
        };
        let project = self.need_open()?.project();
        let heading = code.and_then(|id| project.codes().get(id));
        if let Some(heading) = heading.filter(|it| !it.applicable) {
            return Err(ActError::Plan(PlanError::NotApplicable {
                name: heading.name.clone(),
            }));
        }
        self.look.sticky = code;
        Ok(())
    }

    /// The code of what is inspected, that used last, or the one chosen in the codebook.
    fn code_at_hand(&self) -> Result<CodeId, ActError> {
        let codings = self.need_open()?.project().codings();
        let inspected = match self.look.inspected {
            Some(RecordId::Code(code)) => Some(code),
            Some(RecordId::Coding(id)) => codings.get(id).map(|it| it.code),
            _ => None,
        };
        let chosen = self.look.codes.last().copied();
        let code = inspected.or(self.last_code).or(chosen);
        code.ok_or(ActError::NoCodeAtHand)
    }
}
