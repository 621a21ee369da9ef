//! Filters to choose from lists. Each writes its term into the query, so that who uses them sees how
//! the language says it.

use super::FoundState;
use crate::model::Project;
use crate::query::{Joining, code_term, joined, named_term, value_term};
use crate::session::{Action, Session};
use crate::ui::choice::{choose_ui, tick_ui};
use crate::ui::named_list::{code_names, lines_ui, names, values};
use crate::ui::theme::Theme;
use crate::ui::words::{with, word};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, PopupCloseBehavior, TextEdit, Ui};

/// What the lists remember.
#[derive(Default)]
pub(super) struct FiltersState {
    /// What is typed to find something in a list.
    pub(super) typed: String,
    /// Whether a code means those below it as well.
    below: bool,
}

/// The button with the lists.
pub(super) fn filters_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let mut term = None;
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let menu = MenuButton::new(word(session, "filters")).config(config);
    let (button, _) = menu.ui(ui, |ui| {
        ui.set_width(Theme::of(ui.ctx()).sizes.side * 0.7);
        joining_ui(ui, session, &mut state.joining);
        ui.separator();
        term = kinds_ui(ui, session, &mut state.filters);
    });
    button.on_hover_text(word(session, "filters-help"));
    if let Some(term) = term {
        let query = joined(state.field.text(), state.joining, &term);
        state.ask_for(query, asked);
        state.field.focus();
    }
}

/// A list for each kind of filter; the term that was chosen.
fn kinds_ui(ui: &mut Ui, session: &Session, own: &mut FiltersState) -> Option<String> {
    let project = session.project()?;
    let mut term = codes_ui(ui, session, project, own);
    for (key, field) in [
        ("filter-coder", "coder"),
        ("filter-source", "source"),
        ("filter-case", "case"),
        ("filter-set", "set"),
    ] {
        let names = names(session, field);
        let chosen = list_ui(ui, session, (key, &names), &mut own.typed);
        let name = chosen.and_then(|it| names.get(it));
        term = term.or(name.map(|it| named_term(field, it)));
    }
    let value = values_ui(ui, session, project, &mut own.typed);
    let day = days_ui(ui, session, &mut own.typed);
    let memo = memos_ui(ui, session, &mut own.typed);
    term.or(value).or(day).or(memo)
}

/// Whether the next term holds as well, instead, or does not hold.
fn joining_ui(ui: &mut Ui, session: &Session, joining: &mut Joining) {
    ui.horizontal(|ui| {
        for it in Joining::ALL {
            let name = word(session, &format!("joining-{}", it.name()));
            let chosen = choose_ui(ui, *joining == it, &name);
            if chosen
                .on_hover_text(word(session, "joining-help"))
                .clicked()
            {
                *joining = it;
            }
        }
    });
}

/// A button with a menu; it is told apart from the menus of the bar by its name.
fn menu_ui(ui: &mut Ui, session: &Session, key: &str, menu: impl FnOnce(&mut Ui)) {
    let words = word(session, key);
    let name = with(session, "filter-by", "what", words.as_str());
    let button = ui.menu_button(words, menu).response;
    button.accessible_name(&name).on_hover_text(name);
}

/// A list of codes.
fn codes_ui(
    ui: &mut Ui,
    session: &Session,
    project: &Project,
    state: &mut FiltersState,
) -> Option<String> {
    let mut term = None;
    menu_ui(ui, session, "filter-code", |ui| {
        tick_ui(ui, &mut state.below, &word(session, "filter-below"));
        let codes = code_names(project);
        let names: Vec<String> = codes.iter().map(|it| it.1.clone()).collect();
        let chosen = lines_ui(ui, session, &names, &mut state.typed);
        let code = chosen.and_then(|it| codes.get(it));
        term = code.map(|it| code_term(project, it.0, state.below));
    });
    term
}

/// A list of names in a menu; the index of the one that was chosen. Without a name there is no menu.
fn list_ui(
    ui: &mut Ui,
    session: &Session,
    (key, names): (&str, &[String]),
    typed: &mut String,
) -> Option<usize> {
    if names.is_empty() {
        return None;
    }
    let mut chosen = None;
    menu_ui(ui, session, key, |ui| {
        chosen = lines_ui(ui, session, names, typed);
    });
    chosen
}

/// The values of every variable.
fn values_ui(
    ui: &mut Ui,
    session: &Session,
    project: &Project,
    typed: &mut String,
) -> Option<String> {
    if project.variables().is_empty() {
        return None;
    }
    let mut term = None;
    menu_ui(ui, session, "filter-value", |ui| {
        for variable in project.variables().iter() {
            ui.menu_button(&variable.name, |ui| {
                let values = values(project, variable);
                let names: Vec<String> = values.iter().map(|it| it.2.clone()).collect();
                let chosen = lines_ui(ui, session, &names, typed);
                let value = chosen.and_then(|it| values.get(it));
                if let Some((holder, value, _)) = value {
                    term = Some(value_term(holder, &variable.name, value));
                }
            });
        }
    });
    term
}

/// Since when, or before when, something was coded.
fn days_ui(ui: &mut Ui, session: &Session, typed: &mut String) -> Option<String> {
    let mut term = None;
    menu_ui(ui, session, "filter-day", |ui| {
        ui.set_width(Theme::of(ui.ctx()).sizes.side * 0.8);
        let hint = word(session, "filter-day-hint");
        let edit = TextEdit::singleline(typed).hint_text(&hint);
        ui.add(edit.desired_width(f32::INFINITY))
            .accessible_name(&hint);
        for (key, field) in [("filter-since", "since"), ("filter-before", "before")] {
            let able = !typed.trim().is_empty();
            let button = ui.add_enabled(able, Button::new(word(session, key)));
            if button.clicked() {
                term = Some(format!("{field}:{}", std::mem::take(typed).trim()));
                ui.close();
            }
        }
    });
    term
}

/// With a memo, or with words in it.
fn memos_ui(ui: &mut Ui, session: &Session, typed: &mut String) -> Option<String> {
    let mut term = None;
    menu_ui(ui, session, "filter-memo", |ui| {
        ui.set_width(Theme::of(ui.ctx()).sizes.side * 0.8);
        if ui.button(word(session, "filter-memo-any")).clicked() {
            term = Some("memo:*".to_owned());
            ui.close();
        }
        let hint = word(session, "filter-memo-words");
        let edit = TextEdit::singleline(typed).hint_text(&hint);
        let field = ui
            .add(edit.desired_width(f32::INFINITY))
            .accessible_name(&hint);
        let words = typed.trim().to_owned();
        if crate::ui::field::entered(ui, &field) && !words.is_empty() {
            typed.clear();
            term = Some(named_term("memo", &words));
            ui.close();
        }
    });
    term
}
