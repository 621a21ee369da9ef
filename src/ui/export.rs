//! The formats to export.

use super::choice::{choose_ui, tick_ui};
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::exchange::Format;
use crate::session::{Action, Session};
use egui::{RichText, Ui};

/// Asks for a format; the path is asked for next.
pub(super) fn export_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "export-title"));
    for (at, format) in Format::written().enumerate() {
        let key = format!("format-{}", format.name());
        if choose_ui(ui, state.format == at, &word(session, &key)).clicked() {
            state.format = at;
        }
        let help = RichText::new(word(session, &format!("format-help-{}", format.name()))).small();
        ui.indent(at, |ui| ui.label(help.color(theme.colours.weak)));
        if format.is_table() {
            ui.indent(("bom", at), |ui| {
                ui.add_enabled_ui(state.format == at, |ui| {
                    let bom = tick_ui(ui, &mut state.bom, &word(session, "export-bom"));
                    bom.on_hover_text(word(session, "export-bom-help"));
                });
            });
        }
    }
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "action-export")).0.clicked() {
            let format = Format::written().nth(state.format);
            let bom = state.bom && format.is_some_and(Format::is_table);
            asked.push(Action::ShowOverlay { overlay: None });
            asked.push(Action::Export {
                format,
                path: None,
                bom,
                report: None,
            });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}
