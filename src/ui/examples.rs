//! Picking examples of a code from its own passages.

use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::passages::passages_ui;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::model::{CodingId, RecordId};
use crate::session::{Action, Named, Session};
use egui::{RichText, Ui};

/// The passages of the code chosen, each with a tick when it is an example.
pub(super) fn examples_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let chosen = session.chosen_codes();
    let code = chosen.last().and_then(|it| open.project().codes().get(*it));
    let Some(code) = code else { return };
    let theme = Theme::of(ui.ctx());
    title_ui(
        ui,
        &with(session, "examples-title", "name", cut(&code.name)),
    );
    state.passages.refresh(open, code.id);
    if state.passages.codings().is_empty() {
        let words = word(session, "examples-none");
        ui.label(RichText::new(words).color(theme.colours.weak));
    }
    let quotation = |id: CodingId| open.project().codings().get(id).map(|it| it.quotation);
    let is_one = |id: CodingId| {
        let quotation = quotation(id).map(RecordId::Quotation);
        quotation.is_some_and(|it| code.examples.contains(&it))
    };
    let height = theme.sizes.row * 10.0;
    let taken = passages_ui(
        ui,
        session,
        &mut state.passages,
        (height, state.fresh),
        &is_one,
    );
    if let Some((id, quotation)) = taken.and_then(|id| Some((id, quotation(id)?))) {
        asked.push(Action::SetCodeExample {
            code: Named::id(code.id),
            quotation,
            example: !is_one(id),
        });
    }
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}
