//! Which words are counted, where, and how they are listed.

use crate::exchange::TableFormat;
use crate::model::Project;
use crate::session::{Action, Named, Part, Session, WINDOW, WordList, WordsAsked};
use crate::ui::choice::choose_ui;
use crate::ui::field::entered;
use crate::ui::named_list::{code_names, lines_ui, names, values};
use crate::ui::theme::Theme;
use crate::ui::words::{with, word};
use egui::{DragValue, TextEdit, Ui};

/// What the choices remember.
#[derive(Default)]
pub(super) struct AskingState {
    /// What is typed to find something in a list.
    typed: String,
    /// The word whose company is asked for, while it is typed.
    node: String,
}

/// The action that counts.
pub(super) fn action(asked: &WordsAsked) -> Action {
    let asked = asked.clone();
    Action::ListWords {
        part: asked.part,
        against: asked.against,
        list: asked.list,
        least: asked.least,
    }
}

/// The choices.
pub(super) fn asking_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut AskingState,
    asked: &mut Vec<Action>,
) {
    let Some(now) = session.counted().wish().cloned() else {
        return;
    };
    let mut wanted = now.clone();
    list_ui(ui, session, state, &mut wanted.list);
    if let Some(part) = part_ui(ui, session, ("words-in", &now.part), &mut state.typed) {
        wanted.part = part;
    }
    if now.list == WordList::Keyness {
        let against = now.against.clone().unwrap_or_default();
        if let Some(part) = part_ui(ui, session, ("words-against", &against), &mut state.typed) {
            // Against everything is against the rest.
            wanted.against = Some(part).filter(|it| *it != Part::All);
        }
    }
    if let WordList::Company { of, window } = &mut wanted.list {
        company_ui(ui, session, state, (of, window));
    }
    let least = DragValue::new(&mut wanted.least).range(1..=1_000_000);
    let name = word(session, "words-least");
    ui.add(least.prefix(format!("{name} ")))
        .accessible_name(&name)
        .on_hover_text(word(session, "words-least-help"));
    if wanted != now {
        asked.push(action(&wanted));
    }
}

/// How words are listed.
fn list_ui(ui: &mut Ui, session: &Session, state: &AskingState, list: &mut WordList) {
    let all = [
        WordList::Frequency,
        WordList::Keyness,
        WordList::Weight,
        WordList::Rank,
        WordList::Company {
            of: state.node.trim().to_owned(),
            window: WINDOW,
        },
    ];
    let name = |it: &WordList| word(session, &format!("words-by-{}", it.name()));
    let mut chosen = None;
    ui.menu_button(name(list), |ui| {
        for it in &all {
            let is_chosen = it.name() == list.name();
            let about = word(session, &format!("words-help-{}", it.name()));
            if choose_ui(ui, is_chosen, &name(it))
                .on_hover_text(about)
                .clicked()
            {
                chosen = Some(it.clone());
                ui.close();
            }
        }
    });
    if let Some(it) = chosen {
        *list = it;
    }
}

/// The word whose company is asked for, and how far it reaches.
fn company_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut AskingState,
    (of, window): (&mut String, &mut usize),
) {
    let hint = word(session, "words-node");
    let edit = TextEdit::singleline(&mut state.node).hint_text(&hint);
    let width = Theme::of(ui.ctx()).sizes.side * 0.4;
    let field = ui.add(edit.desired_width(width)).accessible_name(&hint);
    if entered(ui, &field) || (field.lost_focus() && !state.node.trim().is_empty()) {
        *of = state.node.trim().to_owned();
    }
    let name = word(session, "words-window");
    let drag = DragValue::new(window).range(1..=50);
    ui.add(drag.prefix(format!("{name} ")))
        .accessible_name(&name);
}

/// A part of the texts, chosen from lists.
fn part_ui(
    ui: &mut Ui,
    session: &Session,
    (key, now): (&'static str, &Part),
    typed: &mut String,
) -> Option<Part> {
    let project = session.project()?;
    let mut chosen = None;
    let shown = with(session, key, "part", part_words(session, project, now, key));
    ui.menu_button(shown, |ui| {
        let all = match key {
            "words-against" => "part-rest",
            _ => "part-all",
        };
        if choose_ui(ui, *now == Part::All, &word(session, all)).clicked() {
            chosen = Some(Part::All);
            ui.close();
        }
        let query = session.asked().asking().query.trim();
        if !query.is_empty() {
            let words = with(session, "part-query", "query", query);
            let is_so = *now == Part::Query(query.to_owned());
            if choose_ui(ui, is_so, &words).clicked() {
                chosen = Some(Part::Query(query.to_owned()));
                ui.close();
            }
        }
        for (key, field) in [
            ("filter-source", "source"),
            ("filter-case", "case"),
            ("filter-set", "set"),
            ("filter-coder", "coder"),
        ] {
            let names = names(session, field);
            if names.is_empty() {
                continue;
            }
            ui.menu_button(word(session, key), |ui| {
                let name = lines_ui(ui, session, &names, typed);
                let named = name.and_then(|it| names.get(it)).map(Named::name);
                chosen = chosen.take().or(named.map(|it| match field {
                    "source" => Part::Source(it),
                    "case" => Part::Case(it),
                    "set" => Part::Set(it),
                    _ => Part::Coder(it),
                }));
            });
        }
        chosen = chosen.take().or(codes_ui(ui, session, project, typed));
        chosen = chosen.take().or(values_ui(ui, session, project, typed));
    });
    chosen
}

fn codes_ui(ui: &mut Ui, session: &Session, project: &Project, typed: &mut String) -> Option<Part> {
    let mut chosen = None;
    ui.menu_button(word(session, "filter-code"), |ui| {
        let codes = code_names(project);
        let names: Vec<String> = codes.iter().map(|it| it.1.clone()).collect();
        let code = lines_ui(ui, session, &names, typed).and_then(|it| codes.get(it));
        chosen = code.map(|it| Part::Code(Named::id(it.0)));
    });
    chosen
}

fn values_ui(
    ui: &mut Ui,
    session: &Session,
    project: &Project,
    typed: &mut String,
) -> Option<Part> {
    if project.variables().is_empty() {
        return None;
    }
    let mut chosen = None;
    ui.menu_button(word(session, "filter-value"), |ui| {
        for variable in project.variables().iter() {
            ui.menu_button(&variable.name, |ui| {
                let mut names: Vec<String> = values(project, variable)
                    .into_iter()
                    .map(|it| it.2)
                    .collect();
                names.sort();
                names.dedup();
                let value = lines_ui(ui, session, &names, typed);
                let value = value.and_then(|it| names.get(it));
                let part = value.map(|it| Part::Value(Named::id(variable.id), it.clone()));
                chosen = chosen.take().or(part);
            });
        }
    });
    chosen
}

/// A part in words.
fn part_words(session: &Session, project: &Project, part: &Part, key: &str) -> String {
    match part {
        Part::All if key == "words-against" => word(session, "part-rest"),
        Part::All | Part::Codings(_) => word(session, "part-all"),
        Part::Code(it) => it.code(project).map_or(String::new(), |it| it.name.clone()),
        Part::Source(it) | Part::Case(it) | Part::Set(it) | Part::Coder(it) => {
            it.words().to_owned()
        }
        Part::Value(variable, value) => {
            let variable = variable.variable(project);
            let name = variable.map_or(String::new(), |it| it.name.clone());
            format!("{name} = {value}")
        }
        Part::Query(query) => query.chars().take(30).collect(),
    }
}

/// The list as a table for a spreadsheet.
pub(super) fn table_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let Some(answer) = session.counted().answer() else {
        return;
    };
    ui.menu_button(word(session, "board-export"), |ui| {
        for format in [TableFormat::Xlsx, TableFormat::Csv] {
            if ui.button(format.extension().to_uppercase()).clicked() {
                let of = answer.asked.clone();
                asked.push(Action::WriteWords {
                    part: of.part,
                    against: of.against,
                    list: of.list,
                    least: of.least,
                    format: Some(format),
                    path: None,
                    bom: true,
                });
                ui.close();
            }
        }
    });
}
