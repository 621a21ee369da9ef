//! Cleaning up a text that is in the project already: the steps as ticks, and what they change.

use super::cleaning::{difference_ui, ticks_ui};
use super::confirm::{buttons_ui, primary};
use super::prompt::widest_title_ui;
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::session::{Action, Cleaning, Named, Session};
use egui::{RichText, Ui};

/// The dialog.
pub(super) fn mending_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let known = session.mending().and_then(|mending| {
        let source = session.project()?.sources().get(mending.source)?;
        Some((mending, source))
    });
    let Some((mending, source)) = known else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    let name = cut(&source.name);
    widest_title_ui(ui, &with(session, "mending-title", "name", name.as_str()));
    let key = match mending.found.is_empty() {
        true => "mending-nothing",
        false => "mending-detail",
    };
    ui.label(RichText::new(word(session, key)).color(theme.colours.weak));
    if !mending.found.is_empty() {
        ui.add_space(theme.sizes.gap);
        let mut steps = mending.steps.clone();
        ticks_ui(ui, session, &mending.found, &mut steps);
        ui.add_space(theme.sizes.gap);
        let high = ui.ctx().content_rect().height() * 0.5;
        let texts = std::iter::once((source.text(), &mending.cleaned));
        difference_ui(ui, session, texts, high);
        if steps != mending.steps {
            asked.push(Action::SetMending { steps });
        }
    }
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if !mending.cleaned.counts.is_empty()
            && primary(ui, &word(session, "mending-apply")).0.clicked()
        {
            asked.push(Action::MendSource {
                source: Some(Named::id(mending.source)),
                clean: Some(Cleaning::Steps(mending.steps.clone())),
            });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}
