//! The bars above and below every screen: menus and status.

use super::theme::Theme;
use super::{State, menu, panel, status};
use crate::session::{Action, Session};
use egui::{Panel, Ui};

/// Menus above, status below.
pub(super) fn bars_ui(ui: &mut Ui, session: &Session, state: &mut State, asked: &mut Vec<Action>) {
    let bar = panel::bar(Theme::of(ui.ctx()));
    let fixed = |bar: Panel| bar.resizable(false);
    fixed(Panel::top("menu")).frame(bar).show(ui, |ui| {
        state.still.part_ui(ui, "menu", |ui| {
            menu::menu_bar_ui(ui, session, &mut state.coder, asked);
        });
    });
    fixed(Panel::bottom("status")).frame(bar).show(ui, |ui| {
        state.still.part_ui(ui, "status", |ui| {
            status::status_ui(ui, session, &state.status, asked);
        });
    });
}
