//! Boxes to tick and buttons to choose one of several: with an edge that is seen at rest too.

use super::theme::Theme;
use egui::{Rect, Response, Stroke, StrokeKind, Ui};

/// A box to tick.
pub(super) fn tick_ui(ui: &mut Ui, ticked: &mut bool, words: &str) -> Response {
    edged(ui, |ui| ui.checkbox(ticked, words))
}

/// One of several, which is chosen or not; whether it was clicked tells the response.
pub(super) fn choose_ui(ui: &mut Ui, chosen: bool, words: &str) -> Response {
    edged(ui, |ui| ui.radio(chosen, words))
}

/// The box alone, as it stands in the row of a list.
pub(super) fn tick_mark(ui: &Ui, rect: Rect, ticked: bool) {
    let theme = Theme::of(ui.ctx());
    let edge = Stroke::new(1.0, theme.colours.weak);
    ui.painter()
        .rect_stroke(rect, 3.0, edge, StrokeKind::Inside);
    if ticked {
        let at = |x: f32, y: f32| rect.min + rect.size() * egui::vec2(x, y);
        let pen = Stroke::new(2.0, theme.colours.accent);
        ui.painter()
            .line(vec![at(0.2, 0.5), at(0.42, 0.75), at(0.82, 0.22)], pen);
    }
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
