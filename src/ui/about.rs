//! What Zhupi is.

use super::confirm::{buttons_ui, primary};
use super::prompt::title_ui;
use super::start::seal_ui;
use super::theme::Theme;
use super::words::{with, word};
use crate::session::{Action, Session};
use egui::{RichText, Ui};

/// Name, version, licences.
pub(super) fn about_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    seal_ui(ui, theme.sizes.title * 1.4);
    title_ui(ui, &word(session, "window-title"));
    ui.label(with(
        session,
        "about-version",
        "version",
        env!("CARGO_PKG_VERSION"),
    ));
    ui.label(word(session, "about-what"));
    ui.add_space(theme.sizes.gap);
    for key in ["about-licence", "about-fonts"] {
        ui.label(
            RichText::new(word(session, key))
                .small()
                .color(theme.colours.weak),
        );
    }
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}
