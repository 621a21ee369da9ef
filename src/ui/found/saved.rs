//! The queries that are saved: opened again, run as rules, taken back, removed; and saving this one.

use super::FoundState;
use crate::edit::plan_queries::made_by;
use crate::model::{Query, Unit};
use crate::session::{Action, Named, Open, Session};
use crate::ui::theme::Theme;
use crate::ui::words::{counted, with, word};
use egui::{Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

/// The button with its list.
pub(super) fn saved_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let button = ui.button(word(session, "queries-saved"));
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        let sizes = &Theme::of(ui.ctx()).sizes;
        ui.set_width(sizes.side * 1.2);
        save_ui(ui, session, state, asked);
        ui.separator();
        let mut queries: Vec<&Query> = open.project().queries().iter().collect();
        queries.sort_by(|one, other| one.name.cmp(&other.name));
        if queries.is_empty() {
            let weak = Theme::of(ui.ctx()).colours.weak;
            ui.label(
                RichText::new(word(session, "queries-none"))
                    .small()
                    .color(weak),
            );
        }
        let area = ScrollArea::vertical().max_height(sizes.palette_list * 0.7);
        area.show(ui, |ui| {
            for query in queries {
                query_ui(ui, session, (open, query), state, asked);
            }
        });
    });
}

/// Saves what is asked now, by name.
fn save_ui(ui: &mut Ui, session: &Session, state: &mut FoundState, asked: &mut Vec<Action>) {
    let query = session.asked().asking().query.trim().to_owned();
    let able = !query.is_empty() && session.asked().error().is_none();
    ui.add_enabled_ui(able, |ui| {
        let hint = word(session, "queries-name");
        let edit = TextEdit::singleline(&mut state.name).hint_text(&hint);
        let field = ui.add(edit.desired_width(f32::INFINITY));
        let field = field.accessible_name(&hint);
        let entered = crate::ui::field::entered(ui, &field);
        let clicked = ui.button(word(session, "queries-save")).clicked();
        let name = state.name.trim().to_owned();
        if (entered || clicked) && !name.is_empty() {
            state.name.clear();
            asked.push(Action::SaveQuery {
                name,
                query,
                code: None,
                unit: Unit::Hit,
            });
        }
    });
}

/// One query: its name opens it, and what else can be done stands below.
fn query_ui(
    ui: &mut Ui,
    session: &Session,
    (open, query): (&Open, &Query),
    state: &mut FoundState,
    asked: &mut Vec<Action>,
) {
    let project = open.project();
    let code = query.code.and_then(|it| project.codes().get(it));
    let name = match code {
        Some(code) => format!("{} → {}", query.name, code.name),
        None => query.name.clone(),
    };
    let opens = ui.selectable_label(false, name).on_hover_text(&query.text);
    if opens.clicked() {
        state.ask_for(query.text.clone(), asked);
        ui.close();
    }
    ui.horizontal(|ui| {
        ui.add_space(Theme::of(ui.ctx()).sizes.indent);
        if code.is_some() {
            let made = made_by(project, query.id).count();
            let run = with(session, "queries-run", "name", query.name.as_str());
            let run = ui
                .small_button(word(session, "queries-run-short"))
                .accessible_name(run);
            if run
                .on_hover_text(word(session, "queries-run-help"))
                .clicked()
            {
                state.tick_all(session, false);
                state.ask_for(query.text.clone(), asked);
                state.coding.fill(project, query);
                ui.close();
            }
            let back = counted(session, "queries-take-back", made);
            if ui
                .add_enabled_ui(made > 0, |ui| ui.small_button(back))
                .inner
                .clicked()
            {
                asked.push(Action::TakeBackCodings {
                    rule: Named::id(query.id),
                });
            }
        }
        if ui.small_button(word(session, "queries-remove")).clicked() {
            asked.push(Action::RemoveQuery {
                query: Named::id(query.id),
            });
        }
    });
}
