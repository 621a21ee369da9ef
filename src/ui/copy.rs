//! How a copy is made that is given away.

use super::choice::tick_ui;
use super::confirm::{buttons_ui, primary};
use super::lock::lock_ui;
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, CopyChoice, Named, Session};
use egui::{ComboBox, RichText, TextEdit, Ui};

/// Lines shown of the field for words that are hidden.
const ROWS: usize = 3;

/// Asks what is left out and what is hidden; the path is asked for next.
pub(super) fn copy_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "handed-title"));
    let help = RichText::new(word(session, "handed-help")).small();
    ui.label(help.color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
    let CopyChoice {
        to, without, names, ..
    } = &mut state.copy;
    tick_ui(ui, &mut without.others, &word(session, "handed-blind"));
    ui.indent("to", |ui| {
        ui.add_enabled_ui(without.others, |ui| to_ui(ui, session, to));
    });
    tick_ui(
        ui,
        &mut without.memos,
        &word(session, "handed-without-memos"),
    );
    tick_ui(
        ui,
        &mut without.texts,
        &word(session, "handed-without-texts"),
    );
    tick_ui(ui, names, &word(session, "handed-hide-names"));
    ui.add_space(theme.sizes.gap);
    let label = word(session, "handed-hide");
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let edit = TextEdit::multiline(&mut state.body)
        .desired_rows(ROWS)
        .desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(&label);
    let hides = *names || !state.body.trim().is_empty();
    ui.add_space(theme.sizes.gap);
    lock_ui(ui, session, &mut state.lock, hides);
    ui.add_space(theme.sizes.wide_pad);
    let is_ready = state.lock.is_ready();
    buttons_ui(ui, |ui| {
        let give = ui.add_enabled_ui(is_ready, |ui| primary(ui, &word(session, "handed-give")));
        if give.inner.0.clicked() {
            let lines = state.body.lines().map(str::trim);
            let hide = lines.filter(|it| !it.is_empty()).map(str::to_owned);
            let copy = CopyChoice {
                hide: hide.collect(),
                lock: state.lock.lock(),
                key_lock: state.lock.key_lock(hides),
                ..state.copy.clone()
            };
            asked.push(Action::ShowOverlay { overlay: None });
            asked.push(Action::GiveCopy {
                path: None,
                copy: Some(Box::new(copy)),
            });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// Whose own work stays in a blind copy.
fn to_ui(ui: &mut Ui, session: &Session, to: &mut Option<Named>) {
    let Some(project) = session.project() else {
        return;
    };
    let nobody = word(session, "handed-to-nobody");
    let chosen = to.as_ref().and_then(|it| it.find_coder(project));
    let shown = chosen.map_or_else(
        || nobody.clone(),
        |it| session.locale().coder(&it.name).into_owned(),
    );
    ui.horizontal(|ui| {
        let label = ui.label(word(session, "handed-to"));
        let list = ComboBox::from_id_salt("handed-to").selected_text(shown);
        let list = list.show_ui(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), &nobody).clicked() {
                *to = None;
            }
            for coder in project.coders().iter() {
                let is_it = chosen.is_some_and(|it| it.id == coder.id);
                if ui
                    .selectable_label(is_it, session.locale().coder(&coder.name))
                    .clicked()
                {
                    *to = Some(Named::id(coder.id));
                }
            }
        });
        list.response.labelled_by(label.id);
    });
}
