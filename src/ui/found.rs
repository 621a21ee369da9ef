//! The board of passages: one field for a query, the passages it gives as lines or as text to read, and
//! what is done with them – jumping there, coding, recoding, saving the query, writing a table.

mod coding;
mod field;
mod filters;
mod rows;
mod saved;
mod tools;

use super::theme::Theme;
use crate::model::{ProjectId, SourceId};
use crate::query::{Joining, KwicOrder};
use crate::session::{Action, Session};
use crate::text::{Collation, Span};
use egui::Ui;
use std::collections::BTreeSet;

/// What the board remembers.
#[derive(Default)]
pub(super) struct FoundState {
    field: field::FieldState,
    rows: rows::RowsState,
    coding: coding::CodingState,
    filters: filters::FiltersState,
    /// The name for a query that is saved, while it is typed.
    name: String,
    order: KwicOrder,
    collation: Collation,
    joining: Joining,
    /// The passages that are ticked.
    ticked: BTreeSet<(SourceId, Span)>,
    /// Rises with every tick.
    ticks: u64,
    /// Whether passages are shown as text to read.
    is_reading: bool,
    /// What was found, looked at as a whole.
    sum: Sum,
}

/// What is known of all passages together.
#[derive(Default)]
struct Sum {
    /// The answer and the project it is of.
    of: Option<(ProjectId, u64)>,
    /// In how many sources they are.
    sources: usize,
    /// How many of them are given for codings.
    coded: usize,
}

impl FoundState {
    /// Has the field take the keyboard when it is drawn next.
    pub(super) fn focus(&mut self) {
        self.field.focus();
    }

    /// Asks for what stands in the field.
    fn ask(&mut self, asked: &mut Vec<Action>) {
        self.field.sent();
        asked.push(Action::AskQuery {
            query: Some(self.field.text().to_owned()),
            order: self.order,
            collation: self.collation,
        });
    }

    /// Puts a query into the field and asks it.
    fn ask_for(&mut self, query: String, asked: &mut Vec<Action>) {
        self.field.set(query);
        self.ask(asked);
    }

    fn tick(&mut self, place: (SourceId, Span)) {
        if !self.ticked.remove(&place) {
            self.ticked.insert(place);
        }
        self.ticks += 1;
    }

    fn tick_all(&mut self, session: &Session, ticked: bool) {
        self.ticked.clear();
        if ticked {
            let all = session.asked().found().iter();
            self.ticked.extend(all.map(|it| (it.source, it.span)));
        }
        self.ticks += 1;
    }

    /// Looks at a new answer: what is not in it any more is not ticked.
    fn refresh(&mut self, session: &Session) {
        let asked = session.asked();
        let home = session.project().map(|it| it.head().id);
        let of = home.map(|it| (it, asked.turn()));
        if self.sum.of == of {
            return;
        }
        let found = asked.found();
        self.sum = Sum {
            of,
            sources: found
                .iter()
                .map(|it| it.source)
                .collect::<BTreeSet<_>>()
                .len(),
            coded: found.iter().filter(|it| !it.codings.is_empty()).count(),
        };
        if !asked.is_coming() && !self.ticked.is_empty() {
            let here: BTreeSet<_> = found.iter().map(|it| (it.source, it.span)).collect();
            self.ticked.retain(|it| here.contains(it));
            self.ticks += 1;
        }
    }
}

/// The board.
pub(super) fn found_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    if session.open().is_none() {
        return;
    }
    state.refresh(session);
    ui.spacing_mut().item_spacing.y = Theme::of(ui.ctx()).sizes.gap * 0.5;
    field::field_ui(ui, session, state, asked);
    tools::tools_ui(ui, session, state, asked);
    rows::rows_ui(ui, session, state, asked);
}
