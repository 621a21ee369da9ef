//! The words that are passed over and the project's own words, as lists to edit.

use crate::session::{Action, Session};
use crate::ui::confirm::primary;
use crate::ui::theme::Theme;
use crate::ui::words::word;
use egui::{Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};
use std::collections::BTreeSet;

/// What is being edited.
#[derive(Default)]
pub(super) struct ListsState {
    stop: String,
    own: String,
    /// Whether the lists stand as they are in the project.
    is_open: bool,
}

/// The button with the two lists.
pub(super) fn lists_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut ListsState,
    asked: &mut Vec<Action>,
) {
    let Some(project) = session.project() else {
        return;
    };
    let button = ui.button(word(session, "words-lists"));
    let button = button.on_hover_text(word(session, "words-lists-help"));
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let was_open = std::mem::take(&mut state.is_open);
    menu.show(|ui| {
        state.is_open = true;
        if !was_open {
            let lists = &project.head().words;
            (state.stop, state.own) = (lists.stop.join("\n"), lists.own.join("\n"));
        }
        let sizes = &Theme::of(ui.ctx()).sizes;
        ui.set_width(sizes.dialog);
        ui.columns(2, |columns| {
            let lists = [
                ("words-stop", &mut state.stop),
                ("words-own", &mut state.own),
            ];
            for (ui, (key, text)) in columns.iter_mut().zip(lists) {
                list_ui(ui, session, key, text);
            }
        });
        ui.horizontal(|ui| {
            if ui.button(word(session, "words-stop-usual")).clicked() {
                let mut stop = read(&state.stop);
                stop.extend(USUAL.split_whitespace().map(str::to_owned));
                let stop: Vec<String> = stop.into_iter().collect();
                state.stop = stop.join("\n");
            }
            if primary(ui, &word(session, "words-lists-save")).0.clicked() {
                asked.push(Action::SetWords {
                    stop: Some(read(&state.stop).into_iter().collect()),
                    own: Some(read(&state.own).into_iter().collect()),
                });
                ui.close();
            }
        });
    });
}

fn list_ui(ui: &mut Ui, session: &Session, key: &str, text: &mut String) {
    let theme = Theme::of(ui.ctx());
    let label = word(session, key);
    let weak = theme.colours.weak;
    ui.label(RichText::new(&label).small().color(weak));
    let area = ScrollArea::vertical()
        .id_salt(key)
        .max_height(theme.sizes.palette_list * 0.5);
    area.show(ui, |ui| {
        let edit = TextEdit::multiline(text).desired_rows(8);
        ui.add(edit.desired_width(f32::INFINITY))
            .accessible_name(&label);
    });
}

/// The words of a list: a line each.
fn read(text: &str) -> BTreeSet<String> {
    let words = text.lines().map(str::trim);
    words
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that say little by themselves, to begin a list with.
const USUAL: &str = include_str!("../../../assets/stop-words.txt");
