//! Finding, and going from place to place.

use super::act::Acted;
use super::act_boards::PassageAt;
use super::act_codings::span_in;
use super::look::Found;
use super::{ActError, Action, Session};
use crate::edit::PlanError;
use crate::model::{QuotationId, RecordId};
use crate::query::{self, find};
use crate::text::{CharSpan, Finder, Span};

/// Places kept of one search.
const MOST_FOUND: usize = 100_000;

impl Session {
    pub(super) fn act_on_finding(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::Find { query } => self.find(query),
            Action::FindNext => self.step_found(1),
            Action::FindPrevious => self.step_found(-1),
            Action::GoTo { record } => self.go_to(record),
            Action::ShowPassage { passage } => self.show_passage(&passage),
            Action::NextQuotation => self.step_quotation(true),
            Action::PreviousQuotation => self.step_quotation(false),
            Action::NextSource => self.step_source(1),
            Action::PreviousSource => self.step_source(-1),
            Action::Undo => self.travel(true),
            Action::Redo => self.travel(false),
            Action::GoToStep { step } => self.go_to_step(step),
            other => return Acted::No(other),
        })
    }

    fn find(&mut self, query: Option<String>) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let Some(query) = query else {
            self.look.wants_find = true;
            return Ok(());
        };
        if query.is_empty() {
            self.look.finding = super::look::Finding::default();
            return Ok(());
        }
        let finder = Finder::parse(&query)?;
        let results = find(project, &finder, None, MOST_FOUND);
        let found = results.hits.iter().map(|hit| Found {
            source: hit.source,
            span: hit.span,
        });
        let found: Vec<Found> = found.collect();
        let none = found.is_empty();
        self.look.finding = super::look::Finding {
            query: query.clone(),
            found,
            at: None,
            more: results.more,
        };
        if none {
            Err(ActError::NotFound { query })
        } else {
            Ok(())
        }
    }

    /// Goes to the next place found, or to the first behind what is in sight.
    fn step_found(&mut self, by: isize) -> Result<(), ActError> {
        self.need_open()?;
        let finding = &self.look.finding;
        let count = finding.found.len();
        let last = count.checked_sub(1).ok_or(ActError::NowhereToGo)?;
        let at = match finding.at {
            Some(at) if by > 0 => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            Some(at) => at.checked_sub(1).unwrap_or(last),
            None if by > 0 => {
                let here = (
                    self.look.source,
                    self.look.selection.map_or(0, |span| span.start),
                );
                let ahead = |it: &Found| (Some(it.source), it.span.start) >= here;
                let same = |it: &Found| Some(it.source) == self.look.source;
                finding
                    .found
                    .iter()
                    .position(|it| same(it) && ahead(it))
                    .unwrap_or(0)
            }
            None => last,
        };
        let Some(found) = finding.found.get(at).copied() else {
            return Ok(());
        };
        self.look.finding.at = Some(at);
        self.look.show(Some(found.source));
        self.look.reveal(found.span);
        Ok(())
    }

    fn go_to(&mut self, record: RecordId) -> Result<(), ActError> {
        let open = self.need_open()?;
        if !open.has(record) {
            return Err(ActError::Plan(PlanError::Gone { id: record }));
        }
        let project = open.project();
        let place = |id: QuotationId| project.quotations().get(id).map(|it| (it.source, it.span));
        let place = match record {
            RecordId::Source(id) => {
                self.look.show(Some(id));
                None
            }
            RecordId::Quotation(id) => place(id),
            RecordId::Coding(id) => project.codings().get(id).and_then(|it| place(it.quotation)),
            _ => None,
        };
        if let Some((source, span)) = place {
            self.look.show(Some(source));
            self.look.reveal(span);
        }
        if let RecordId::Code(code) = record {
            self.look.codes = vec![code];
        }
        self.look.inspected = Some(record);
        Ok(())
    }

    /// Shows a passage by its place; where exactly there is a quotation, that is inspected.
    fn show_passage(&mut self, passage: &PassageAt) -> Result<(), ActError> {
        let open = self.need_open()?;
        let source = passage.source.source(open.project())?;
        let chars = CharSpan {
            start: passage.start,
            end: passage.end,
        };
        let (id, span) = (source.id, span_in(source, chars)?);
        let quotation = {
            let mut there = open.index().touching(id, span);
            there.find(|it| it.span == span).map(|it| it.quotation)
        };
        self.look.show(Some(id));
        self.look.reveal(span);
        if let Some(quotation) = quotation {
            self.look.inspected = Some(RecordId::Quotation(quotation));
        }
        Ok(())
    }

    fn step_quotation(&mut self, ahead: bool) -> Result<(), ActError> {
        let open = self.need_open()?;
        let source = self.look.source.ok_or(ActError::NothingShown)?;
        let here = self
            .look
            .selection
            .unwrap_or(Span::new(self.look.reading, self.look.reading));
        let next = match ahead {
            true => open.index().next_after(source, here.start),
            false => open.index().previous_before(source, here.start),
        };
        let next = next.ok_or(ActError::NowhereToGo)?.quotation;
        self.go_to(RecordId::Quotation(next))
    }

    fn step_source(&mut self, by: isize) -> Result<(), ActError> {
        let sources = query::sources(self.need_open()?.project());
        let at = sources.iter().position(|it| Some(*it) == self.look.source);
        let next = at
            .unwrap_or(0)
            .checked_add_signed(by)
            .and_then(|at| sources.get(at));
        let next = *next.ok_or(ActError::NowhereToGo)?;
        self.look.show(Some(next));
        Ok(())
    }
}
