//! The field above the page to find words in all sources.

use super::field::entered;
use super::icon::{Icon, icon_button};
use super::panel;
use super::theme::Theme;
use super::words::{number, with, word};
use crate::session::{Action, Named, Saying, Session};
use egui::{Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

/// What the field remembers.
#[derive(Default)]
pub(super) struct FindState {
    open: bool,
    /// Whether the field should take the keyboard when it is drawn next.
    wanted: bool,
    query: String,
    /// Whether the query was asked for in the last frame.
    sought: bool,
    /// The name of the code for everything found, while it is typed.
    code: String,
}

impl FindState {
    /// Opens the field; it takes the keyboard.
    pub(super) fn open(&mut self) {
        self.open = true;
        self.wanted = true;
    }
}

/// The field, if it is open.
pub(super) fn find_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FindState,
    asked: &mut Vec<Action>,
) {
    if !state.open {
        return;
    }
    // The field lies on top of the page, so the key that lets go closes it first.
    if session.look().overlay.is_none() && asked.last() == Some(&Action::SelectNone) {
        asked.pop();
        close(state, asked);
        return;
    }
    let theme = Theme::of(ui.ctx());
    let bar = egui::Panel::top("find")
        .resizable(false)
        .frame(panel::bar(theme));
    bar.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(theme.sizes.menu_bar);
            query_ui(ui, session, state, asked);
            found_ui(ui, session, state, asked);
        });
    });
}

fn query_ui(ui: &mut Ui, session: &Session, state: &mut FindState, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let hint = word(session, "search-hint");
    let edit = TextEdit::singleline(&mut state.query).hint_text(&hint);
    let field = ui
        .add(edit.desired_width(theme.sizes.side))
        .accessible_name(word(session, "search-field"));
    if std::mem::take(&mut state.wanted) {
        let query = state.query.clone();
        super::field::focus_all(ui, &field, &query);
    }
    if entered(ui, &field) {
        let back = ui.input(|input| input.modifiers.shift);
        if state.query == session.look().finding.query {
            asked.push(if back {
                Action::FindPrevious
            } else {
                Action::FindNext
            });
        } else {
            state.sought = true;
            asked.push(Action::Find {
                query: Some(state.query.clone()),
            });
        }
        field.request_focus();
    } else if std::mem::take(&mut state.sought) && !session.look().finding.found.is_empty() {
        // What was sought is found: on to the first place.
        asked.push(Action::FindNext);
    }
}

fn close(state: &mut FindState, asked: &mut Vec<Action>) {
    state.open = false;
    asked.push(Action::Find {
        query: Some(String::new()),
    });
}

fn found_ui(ui: &mut Ui, session: &Session, state: &mut FindState, asked: &mut Vec<Action>) {
    let colours = &Theme::of(ui.ctx()).colours;
    let finding = &session.look().finding;
    let some = !finding.found.is_empty();
    ui.add_enabled_ui(some, |ui| {
        if icon_button(ui, Icon::Up, &word(session, "action-find-previous")).clicked() {
            asked.push(Action::FindPrevious);
        }
        if icon_button(ui, Icon::Down, &word(session, "action-find-next")).clicked() {
            asked.push(Action::FindNext);
        }
    });
    if some {
        let more = if finding.more { "+" } else { "" };
        let all = format!("{}{more}", number(finding.found.len()));
        let words = match finding.at {
            Some(at) => session.locale().say(
                &Saying::new("search-at")
                    .with("at", number(at + 1))
                    .with("all", all),
            ),
            None => with(session, "search-count", "all", all),
        };
        ui.label(RichText::new(words).small().color(colours.weak));
        code_all_ui(ui, session, state, asked);
    }
    if icon_button(ui, Icon::Close, &word(session, "search-close")).clicked() {
        close(state, asked);
    }
}

/// Codes every place found, with a code that is made when there is none of that name.
fn code_all_ui(ui: &mut Ui, session: &Session, state: &mut FindState, asked: &mut Vec<Action>) {
    let button = ui.button(word(session, "search-code-all"));
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        let hint = word(session, "search-code-name");
        let edit = TextEdit::singleline(&mut state.code).hint_text(&hint);
        let field = ui.add(edit).accessible_name(&hint);
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if entered(ui, &field) && !state.code.trim().is_empty() {
            asked.push(Action::CodeFound {
                query: session.look().finding.query.clone(),
                code: Named::name(std::mem::take(&mut state.code)),
                source: None,
                first: false,
            });
            ui.close();
        }
    });
}
