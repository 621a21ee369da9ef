//! The keys of every action, to see and to change.

use super::confirm::{buttons_ui, primary};
use super::fuzzy;
use super::icon::{Icon, icon_button};
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::row::{line, place};
use super::theme::Theme;
use super::words::{key_words, with, word};
use super::{keyboard, wish};
use crate::session::table::{Row, TABLE, row};
use crate::session::{Action, Chord, Saying, Session};
use egui::{Align, Align2, Layout, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, Vec2};

/// The editor.
pub(super) fn keys_editor_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    capture(ui, session, state, asked);
    title_ui(ui, &word(session, "keys-title"));
    let hint = word(session, "keys-filter");
    let edit = TextEdit::singleline(&mut state.text).hint_text(&hint);
    let field = ui
        .add(edit.desired_width(f32::INFINITY))
        .accessible_name(&hint);
    if state.fresh {
        field.request_focus();
    }
    said_ui(ui, session, state, asked);
    let rows: Vec<&'static Row> = TABLE.iter().filter(|row| row.plain.is_some()).collect();
    let rows = fuzzy::best(&state.text, rows, |row| {
        let keys = session.keys().of(row.name).into_iter().map(key_words);
        keys.chain([word(session, &row.words()), row.name.replace('-', " ")])
            .collect()
    });
    ui.spacing_mut().item_spacing.y = 1.0;
    let area = ScrollArea::vertical()
        .max_height(theme.sizes.palette_list)
        .min_scrolled_height(theme.sizes.palette_list)
        .auto_shrink(false);
    area.show_rows(ui, theme.sizes.row, rows.len(), |ui, range| {
        for row in rows.get(range).into_iter().flatten() {
            ui.push_id(row.name, |ui| action_ui(ui, session, (row, state), asked));
        }
    });
    ui.add_space(theme.sizes.pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
        let reset = ui.button(word(session, "action-reset-keys"));
        if reset
            .on_hover_text(word(session, "help-reset-keys"))
            .clicked()
        {
            asked.push(Action::ResetKeys);
        }
    });
}

/// Takes the key pressed for the action that waits for one.
fn capture(ui: &Ui, session: &Session, state: &mut OverlayState, asked: &mut Vec<Action>) {
    let Some(action) = state.capture else { return };
    let Some(chord) = keyboard::pressed(ui.ctx()) else {
        return;
    };
    state.capture = None;
    if chord.key == "Escape" {
        return;
    }
    let owner = session
        .keys()
        .action(&chord)
        .filter(|it| *it != action.name)
        .and_then(row);
    match owner {
        Some(owner) => state.clash = Some((chord, owner, action)),
        None => asked.push(set(action, &[chord])),
    }
}

fn set(action: &Row, keys: &[Chord]) -> Action {
    let keys = keys.iter().map(Chord::to_string).collect();
    Action::SetKeys {
        action: action.name.to_owned(),
        keys,
    }
}

/// What is waited for, or which other action the key belongs to.
fn said_ui(ui: &mut Ui, session: &Session, state: &mut OverlayState, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), theme.sizes.row);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        if let Some(action) = state.capture {
            let name = word(session, &action.words());
            let words = with(session, "keys-press", "action", name);
            ui.label(RichText::new(words).color(theme.colours.accent));
            return;
        }
        let Some((chord, owner, action)) = state.clash.clone() else {
            let words = RichText::new(word(session, "keys-detail")).small();
            ui.label(words.color(theme.colours.weak));
            return;
        };
        let saying = Saying::new("keys-clash")
            .with("key", key_words(&chord))
            .with("action", word(session, &owner.words()));
        let words = session.locale().say(&saying);
        ui.label(RichText::new(words).color(theme.colours.error));
        if ui.button(word(session, "keys-take")).clicked() {
            let left = session
                .keys()
                .of(owner.name)
                .into_iter()
                .filter(|it| **it != chord);
            let left: Vec<Chord> = left.cloned().collect();
            asked.push(set(owner, &left));
            asked.push(set(action, &[chord]));
            state.clash = None;
        }
    });
}

/// One action with its keys.
fn action_ui(
    ui: &mut Ui,
    session: &Session,
    (row, state): (&'static Row, &mut OverlayState),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), theme.sizes.row);
    let name = wish::words_of(session, row);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let keys = session.keys().of(row.name);
        let free = with(session, "keys-free", "action", name.as_str());
        ui.add_enabled_ui(!keys.is_empty(), |ui| {
            if icon_button(ui, Icon::Close, &free).clicked() {
                asked.push(set(row, &[]));
            }
        });
        let change = ui.button(word(session, "keys-change"));
        let label = with(session, "keys-change-of", "action", name.as_str());
        if change.accessible_name(label).clicked() {
            state.capture = Some(row);
            state.clash = None;
        }
        for chord in keys.iter().rev() {
            cap_ui(ui, &key_words(chord));
        }
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let words = line(ui, &name, theme.body(), theme.colours.ink, rect.width());
        place(ui, rect.left_center(), Align2::LEFT_CENTER, words);
        response.on_hover_text(word(session, &row.help()));
    });
}

/// A key as it stands on a keyboard.
fn cap_ui(ui: &mut Ui, key: &str) {
    let theme = Theme::of(ui.ctx());
    let text = line(ui, key, theme.small(), theme.colours.weak, theme.sizes.side);
    let size = Vec2::new(text.size().x + theme.sizes.pad, theme.sizes.row - 8.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .rect_filled(rect, theme.corner(), theme.colours.button);
    place(ui, Rect::center(&rect), Align2::CENTER_CENTER, text);
}
