//! The formats to export.

use super::choice::{choose_ui, tick_ui};
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::exchange::{Content, Format};
use crate::session::{Action, Session};
use egui::{RichText, ScrollArea, Ui};

/// How much of the window's height the formats may take.
const MOST_HEIGHT: f32 = 0.6;

/// The locale key of what is said above formats that hold the same.
const fn group_key(content: Content) -> &'static str {
    match content {
        Content::Page => "export-group-page",
        Content::Project => "export-group-project",
        Content::Codings => "export-group-codings",
        Content::Codebook => "export-group-codebook",
        Content::Citations => "export-group-citations",
    }
}

/// One format to choose, with what it is for.
fn format_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    (at, format): (usize, Format),
) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    let key = format!("format-{}", format.name());
    if choose_ui(ui, state.format == at, &word(session, &key)).clicked() {
        state.format = at;
    }
    let help = RichText::new(word(session, &format!("format-help-{}", format.name()))).small();
    ui.indent(at, |ui| ui.label(help.color(weak)));
    if format.is_table() {
        ui.indent(("bom", at), |ui| {
            ui.add_enabled_ui(state.format == at, |ui| {
                let bom = tick_ui(ui, &mut state.bom, &word(session, "export-bom"));
                bom.on_hover_text(word(session, "export-bom-help"));
            });
        });
    }
}

/// Asks for a format; the path is asked for next.
pub(super) fn export_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "export-title"));
    let most = ui.ctx().content_rect().height() * MOST_HEIGHT;
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        let mut last = None;
        for (at, format) in Format::written().enumerate() {
            if last.replace(format.content()) != Some(format.content()) {
                ui.add_space(theme.sizes.gap);
                let group = RichText::new(word(session, group_key(format.content())));
                ui.label(group.strong());
            }
            format_ui(ui, session, state, (at, format));
        }
    });
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
