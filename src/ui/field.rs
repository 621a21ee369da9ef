//! Fields to type in.

use egui::{Key, Rect, Response, TextEdit, Ui};

/// A name being typed in place of the one that is shown.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Naming<I> {
    /// What is named.
    pub(super) of: I,
    text: String,
    fresh: bool,
}

/// What became of a name that was being typed.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Named {
    /// It is still being typed.
    Typing,
    /// This is the new name.
    As(String),
    /// The name stays as it was.
    Kept,
}

impl<I> Naming<I> {
    /// Begins with the name it has.
    pub(super) fn new(of: I, name: &str) -> Self {
        Self {
            of,
            text: name.to_owned(),
            fresh: true,
        }
    }

    /// The field, over `rect`. Enter and leaving it give the name, Escape keeps the old one.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, rect: Rect, label: &str) -> Named {
        let before = self.text.clone();
        let edit = TextEdit::singleline(&mut self.text).desired_width(rect.width());
        let response = ui.place(rect, edit).accessible_name(label);
        if std::mem::take(&mut self.fresh) {
            focus_all(ui, &response, &before);
            return Named::Typing;
        }
        if !response.lost_focus() {
            return Named::Typing;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) || self.text.trim().is_empty() {
            return Named::Kept;
        }
        Named::As(self.text.trim().to_owned())
    }
}

/// Gives a field the keyboard with all its text selected, so that typing replaces it.
pub(super) fn focus_all(ui: &Ui, response: &Response, text: &str) {
    response.request_focus();
    let mut state = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), response.id);
}

/// Whether Enter was pressed in a field of one line, which then gives up the keyboard.
pub(super) fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
