//! The board of cases: a row a case, or a row a source, and a column a variable. What is typed into
//! a cell is handed over when it loses the keyboard.

use super::choice::choose_ui;
use super::codings::cell_ui;
use super::icon::{Icon, icon_button};
use super::theme::Theme;
use super::words::{with, word};
use super::{field, panel};
use crate::edit::plan_values::ValuesOf;
use crate::model::{
    Case, CaseId, Project, RecordId, SourceId, Value, Variable, VariableId, VariableKind,
};
use crate::query;
use crate::session::{Action, Named, Open, Session, kind_key};
use crate::text::Collation;
use egui::{RichText, Role, Sense, TextEdit, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

/// What the board remembers.
#[derive(Default)]
pub(super) struct CasesState {
    rows: ValuesOf,
    /// The name of a new case, and of a new variable, while they are typed.
    case: String,
    variable: String,
    /// The cell that is typed into, and what.
    draft: Option<((RecordId, VariableId), String)>,
}

const KINDS: [VariableKind; 4] = [
    VariableKind::Text,
    VariableKind::Number,
    VariableKind::Flag,
    VariableKind::Date,
];

/// The board.
pub(super) fn cases_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut CasesState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui.ctx()).sizes.pad;
        for (rows, key) in [
            (ValuesOf::Cases, "cases-rows-cases"),
            (ValuesOf::Sources, "cases-rows-sources"),
        ] {
            if choose_ui(ui, state.rows == rows, &word(session, key)).clicked() {
                state.rows = rows;
            }
        }
        if state.rows == ValuesOf::Cases {
            new_case_ui(ui, session, &mut state.case, asked);
        }
        new_variable_ui(ui, session, &mut state.variable, asked);
        if ui
            .button(word(session, "action-import-values"))
            .on_hover_text(word(session, "help-import-values"))
            .clicked()
        {
            asked.push(Action::ImportValues {
                path: None,
                rows: state.rows,
                sheet: None,
            });
        }
    });
    let rows = rows(open.project(), state.rows);
    if rows.is_empty() {
        let key = match state.rows {
            ValuesOf::Cases => "cases-empty",
            ValuesOf::Sources => "cases-no-sources",
        };
        panel::empty_ui(ui, &word(session, key));
        return;
    }
    table_ui(ui, session, (open, &rows), state, asked);
}

/// The records of the rows: cases by name in the order of pinyin, sources as they are listed.
fn rows(project: &Project, of: ValuesOf) -> Vec<RecordId> {
    match of {
        ValuesOf::Cases => {
            let mut cases: Vec<&Case> = project.cases().iter().collect();
            let ranks = |it: &&Case| -> Vec<u32> {
                let chars = it.name.chars();
                chars.map(|char| Collation::Pinyin.rank(char)).collect()
            };
            cases.sort_by_cached_key(ranks);
            cases.into_iter().map(|it| RecordId::Case(it.id)).collect()
        }
        ValuesOf::Sources => {
            let sources = query::sources(project).into_iter();
            sources.map(RecordId::Source).collect()
        }
    }
}

/// A field whose words become a new case.
fn new_case_ui(ui: &mut Ui, session: &Session, name: &mut String, asked: &mut Vec<Action>) {
    if let Some(name) = new_ui(ui, session, "cases-new", name) {
        asked.push(Action::AddCase {
            name,
            sources: Vec::new(),
        });
    }
}

/// A menu with a field for a new variable and the kinds it can be of.
fn new_variable_ui(ui: &mut Ui, session: &Session, name: &mut String, asked: &mut Vec<Action>) {
    ui.menu_button(word(session, "cases-new-variable"), |ui| {
        let hint = word(session, "cases-variable-name");
        let edit = TextEdit::singleline(name).hint_text(&hint);
        ui.add(edit).accessible_name(&hint);
        for kind in KINDS {
            let button = egui::Button::new(word(session, kind_key(kind)));
            let is_named = !name.trim().is_empty();
            if ui.add_enabled(is_named, button).clicked() {
                asked.push(Action::AddVariable {
                    name: std::mem::take(name).trim().to_owned(),
                    kind,
                });
                ui.close();
            }
        }
    });
}

/// A field for a new name; the name once it was entered.
fn new_ui(ui: &mut Ui, session: &Session, key: &str, name: &mut String) -> Option<String> {
    let hint = word(session, key);
    let width = Theme::of(ui.ctx()).sizes.side_least * 0.8;
    let edit = TextEdit::singleline(name).hint_text(&hint);
    let response = ui.add(edit.desired_width(width)).accessible_name(&hint);
    let done = field::entered(ui, &response) && !name.trim().is_empty();
    done.then(|| std::mem::take(name).trim().to_owned())
}

fn table_ui(
    ui: &mut Ui,
    session: &Session,
    (open, rows): (&Open, &[RecordId]),
    state: &mut CasesState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    let variables: Vec<&Variable> = open.project().variables().iter().collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.visuals_mut().selection.bg_fill = theme.colours.chosen;
    egui::ScrollArea::horizontal()
        .id_salt("across")
        .show(ui, |ui| {
            let mut table = TableBuilder::new(ui)
                .id_salt(("cases", state.rows == ValuesOf::Cases, variables.len()))
                .sense(Sense::click())
                .auto_shrink(false)
                .min_scrolled_height(0.0)
                .column(Column::initial(sizes.side * 0.6).resizable(true).clip(true));
            for _ in &variables {
                let column = Column::initial(sizes.side * 0.4).at_least(sizes.row * 2.0);
                table = table.column(column.resizable(true).clip(true));
            }
            let table = table.header(sizes.row, |mut header| {
                header.col(|_| {});
                for variable in &variables {
                    header.col(|ui| head_ui(ui, session, variable, asked));
                }
            });
            table.body(|body| {
                body.rows(sizes.row, rows.len(), |row| {
                    if let Some(record) = rows.get(row.index()) {
                        row_ui(row, session, (open, *record, &variables), state, asked);
                    }
                });
            });
        });
}

/// A variable's name; clicked, the inspector shows it.
fn head_ui(ui: &mut Ui, session: &Session, variable: &Variable, asked: &mut Vec<Action>) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    let words = RichText::new(&variable.name).small().color(weak);
    let label = ui.add(egui::Label::new(words).truncate().sense(Sense::click()));
    let record = RecordId::Variable(variable.id);
    let kind = word(session, kind_key(variable.kind));
    if label.on_hover_text(kind).clicked() {
        asked.push(Action::GoTo { record });
    }
}

fn row_ui(
    mut row: TableRow<'_, '_>,
    session: &Session,
    (open, record, variables): (&Open, RecordId, &[&Variable]),
    state: &mut CasesState,
    asked: &mut Vec<Action>,
) {
    let project = open.project();
    let chosen = session.look().inspected == Some(record);
    row.set_selected(chosen);
    let name = name_of(project, record).to_owned();
    row.col(|ui| cell_ui(ui, &name, None));
    for variable in variables {
        let value = value_of(project, record, variable.id);
        let told = with(session, "cases-value", "variable", variable.name.as_str());
        row.col(|ui| {
            let cell = (record, variable.id);
            let current = value.map(|it| words_of(session, it)).unwrap_or_default();
            let told = format!("{told} · {name}");
            value_ui(ui, (cell, &current), &told, state, asked);
        });
    }
    let response = row.response();
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &name));
    if response.clicked() {
        asked.push(Action::GoTo { record });
    }
}

/// A value to read and to change.
fn value_ui(
    ui: &mut Ui,
    (cell, current): ((RecordId, VariableId), &str),
    told: &str,
    state: &mut CasesState,
    asked: &mut Vec<Action>,
) {
    let draft = state.draft.as_ref().filter(|it| it.0 == cell);
    let mut text = draft.map_or(current.to_owned(), |it| it.1.clone());
    let id = ui.make_persistent_id(cell);
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .frame(egui::Frame::NONE);
    let response = ui.add(edit.desired_width(f32::INFINITY));
    let response = response.accessible_name(told);
    if response.changed() {
        state.draft = Some((cell, text));
    }
    if response.lost_focus()
        && let Some((_, text)) = state.draft.take_if(|it| it.0 == cell)
        && text.trim() != current
    {
        let text = text.trim().to_owned();
        asked.push(Action::SetValue {
            of: cell.0,
            variable: Named::id(cell.1),
            value: Some(text).filter(|it| !it.is_empty()),
        });
    }
}

/// A value as a person types it.
fn words_of(session: &Session, value: &Value) -> String {
    match value {
        Value::Text(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(true) => word(session, "flag-yes"),
        Value::Flag(false) => word(session, "flag-no"),
        Value::Date(date) => date.to_string(),
    }
}

fn name_of(project: &Project, record: RecordId) -> &str {
    match record {
        RecordId::Case(id) => project.cases().get(id).map(|it| it.name.as_str()),
        RecordId::Source(id) => project.sources().get(id).map(|it| it.name.as_str()),
        _ => None,
    }
    .unwrap_or_default()
}

fn value_of(project: &Project, record: RecordId, variable: VariableId) -> Option<&Value> {
    match record {
        RecordId::Case(id) => project.cases().get(id)?.values.get(&variable),
        RecordId::Source(id) => project.sources().get(id)?.values.get(&variable),
        _ => None,
    }
}

/// In the inspector: what belongs to a case, and the source shown to be put into it.
pub(super) fn members_ui(
    ui: &mut Ui,
    session: &Session,
    (open, id): (&Open, CaseId),
    asked: &mut Vec<Action>,
) {
    let Some(case) = open.project().cases().get(id) else {
        return;
    };
    let weak = Theme::of(ui.ctx()).colours.weak;
    let heading = RichText::new(word(session, "cases-members")).small();
    ui.label(heading.color(weak));
    let members = |members: Vec<RecordId>, inside: bool| Action::SetCaseMembers {
        case: Named::id(id),
        members,
        inside,
    };
    for record in &case.members {
        ui.push_id(record, |ui| {
            ui.horizontal(|ui| {
                let said = session.called(*record);
                let out = with(session, "cases-take-out", "record", said.as_str());
                if icon_button(ui, Icon::Close, &out).clicked() {
                    asked.push(members(vec![*record], false));
                }
                let link = egui::Label::new(said).truncate().sense(Sense::click());
                if ui.add(link).clicked() {
                    asked.push(Action::GoTo { record: *record });
                }
            });
        });
    }
    let outside = |id: &SourceId| !case.members.contains(&RecordId::Source(*id));
    ui.menu_button(word(session, "cases-put-in"), |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            for source in query::sources(open.project()).into_iter().filter(outside) {
                let record = RecordId::Source(source);
                if ui.button(name_of(open.project(), record)).clicked() {
                    asked.push(members(vec![record], true));
                    ui.close();
                }
            }
        });
    });
}
