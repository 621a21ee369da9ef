//! Boxes to tick and buttons to choose one of several: with an edge that is seen at rest too.

use super::theme::Theme;
use egui::{Response, Stroke, Ui};

/// A box to tick.
pub(super) fn tick_ui(ui: &mut Ui, ticked: &mut bool, words: &str) -> Response {
    edged(ui, |ui| ui.checkbox(ticked, words))
}

/// One of several, which is chosen or not; whether it was clicked tells the response.
pub(super) fn choose_ui(ui: &mut Ui, chosen: bool, words: &str) -> Response {
    edged(ui, |ui| ui.radio(chosen, words))
}

/// The theme's lines are for things that words tell apart; an empty box has nothing but its edge,
/// which needs a contrast of 3 : 1 (WCAG 2.2, 1.4.11).
fn edged(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let edge = Stroke::new(1.0, Theme::of(ui.ctx()).colours.weak);
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke = edge;
        add(ui)
    })
    .inner
}
