//! Small dialogs that ask for what is missing: a code's name, a text.

use super::confirm::{buttons_ui, primary};
use super::field::entered;
use super::overlay::OverlayState;
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Session};
use egui::{RichText, ScrollArea, TextEdit, Ui};

/// How many times as wide as others a dialog with long lines is.
const WIDE: f32 = 1.7;
/// The same of one that shows two texts side by side.
const WIDEST: f32 = 2.5;

/// Asks for the name of a new code.
pub(super) fn new_code_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    title_ui(ui, &word(session, "prompt-code"));
    let entered = name_ui(ui, session, state, "codebook-name");
    ui.add_space(Theme::of(ui.ctx()).sizes.wide_pad);
    let name = state.text.trim().to_owned();
    let done = done_ui(ui, session, !name.is_empty(), asked);
    if (entered || done) && !name.is_empty() {
        asked.push(Action::AddCode {
            name: Some(name),
            parent: None,
            colour: None,
        });
    }
}

/// Asks for a text to add, with its name.
pub(super) fn new_text_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "prompt-text"));
    name_ui(ui, session, state, "sources-name");
    ui.add_space(theme.sizes.gap);
    let label = word(session, "prompt-body");
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let most = ui.ctx().content_rect().height() * 0.5;
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut state.body).desired_rows(10);
        ui.add(edit.desired_width(f32::INFINITY))
            .accessible_name(&label);
    });
    ui.add_space(theme.sizes.wide_pad);
    let ready = !state.body.trim().is_empty();
    if done_ui(ui, session, ready, asked) && ready {
        let name = match state.text.trim() {
            "" => first_words(&state.body),
            name => name.to_owned(),
        };
        asked.push(Action::AddText {
            name,
            text: state.body.clone(),
        });
    }
}

/// What a text without a name is called: how it begins.
fn first_words(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    line.chars().take(20).collect()
}

/// The name of a dialog.
pub(super) fn title_ui(ui: &mut Ui, words: &str) {
    headed_ui(ui, words, 1.0);
}

/// The name of a dialog with long lines in it.
pub(super) fn wide_title_ui(ui: &mut Ui, words: &str) {
    headed_ui(ui, words, WIDE);
}

/// A title over what needs about all of the window's width.
pub(super) fn widest_title_ui(ui: &mut Ui, words: &str) {
    headed_ui(ui, words, WIDEST);
}

fn headed_ui(ui: &mut Ui, words: &str, share: f32) {
    let theme = Theme::of(ui.ctx());
    let most = ui.ctx().content_rect().width() * 0.9;
    ui.set_width((theme.sizes.dialog * share).min(most));
    ui.label(
        RichText::new(words)
            .size(theme.sizes.large)
            .color(theme.colours.ink),
    );
    ui.add_space(theme.sizes.gap);
}

/// A field for a name, with the keyboard; whether Enter was pressed.
fn name_ui(ui: &mut Ui, session: &Session, state: &mut OverlayState, label: &str) -> bool {
    let theme = Theme::of(ui.ctx());
    let label = word(session, label);
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let edit = TextEdit::singleline(&mut state.text).desired_width(f32::INFINITY);
    let field = ui.add(edit).accessible_name(&label);
    if state.fresh {
        field.request_focus();
    }
    entered(ui, &field)
}

/// The buttons that add and that let be; whether the first was clicked.
fn done_ui(ui: &mut Ui, session: &Session, able: bool, asked: &mut Vec<Action>) -> bool {
    let mut done = false;
    buttons_ui(ui, |ui| {
        let add = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "button-add")));
        done = add.inner.0.clicked();
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_name_is_called_as_it_begins() {
        assert_eq!(first_words("\n 数字治理\n第二行"), "数字治理");
        assert_eq!(first_words(&"字".repeat(50)).chars().count(), 20);
    }
}
