//! What the reader shows while there is nothing to read.

use egui::{Align, Layout, RichText, Ui};

use crate::session::{Action, Overlay, Session};

/// Says what to do first, with buttons to do it.
pub(super) fn empty_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let word = |key: &str| session.locale().word(key);
    let has_sources = session.project().is_some_and(|it| !it.sources().is_empty());
    let height = ui.available_height();
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space((height * 0.32).max(8.0));
        if has_sources {
            ui.label(RichText::new(word("reader-choose")).size(20.0));
            return;
        }
        ui.label(RichText::new(word("reader-empty")).size(20.0));
        ui.add_space(6.0);
        ui.label(RichText::new(word("reader-empty-how")).weak());
        ui.add_space(16.0);
        if ui.button(word("reader-add-files")).clicked() {
            asked.push(Action::add(Vec::new()));
        }
        ui.add_space(4.0);
        if ui.button(word("reader-add-text")).clicked() {
            asked.push(Action::ShowOverlay {
                overlay: Some(Overlay::NewText),
            });
        }
    });
}
