//! What the project tells of words: the list, and the fields of one.

use crate::edit::plan_packs::About;
use crate::model::Gloss;
use crate::session::{Action, Session};
use crate::ui::theme::Theme;
use crate::ui::words::word;
use egui::{RichText, TextEdit, Ui};

/// The fields, in their order, with their locale keys.
const FIELDS: [(&str, &str); 3] = [
    (Gloss::READING, "pack-word-reading"),
    (Gloss::KIND, "pack-word-kind"),
    (Gloss::MEANING, "pack-word-meaning"),
];

/// What the list remembers.
#[derive(Default)]
pub(super) struct WordState {
    /// The word that is typed or chosen.
    word: String,
    /// Of which word the fields are.
    of: String,
    fields: [String; 3],
}

/// The list of words, and the fields of the one that is chosen.
pub(super) fn told_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut WordState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let Some(project) = session.project() else {
        return;
    };
    ui.label(RichText::new(word(session, "pack-words-how")).color(theme.colours.weak));
    let label = word(session, "pack-word-word");
    let edit = TextEdit::singleline(&mut state.word).hint_text(&label);
    ui.add(edit.desired_width(f32::INFINITY))
        .accessible_name(&label);
    let name = state.word.trim().to_owned();
    let gloss = project.glosses().iter().find(|it| it.name == name);
    if state.of != name {
        state.of.clone_from(&name);
        for (field, (about, _)) in state.fields.iter_mut().zip(FIELDS) {
            *field = gloss
                .map(|it| it.told(about))
                .unwrap_or_default()
                .to_owned();
        }
    }
    if !name.is_empty() {
        fields_ui(ui, session, (state, &name, gloss), asked);
    }
    ui.separator();
    let mut glosses: Vec<&Gloss> = project.glosses().iter().collect();
    glosses.sort_by(|a, b| a.name.cmp(&b.name));
    for gloss in glosses {
        let told = [gloss.told(Gloss::READING), gloss.told(Gloss::MEANING)];
        let told: Vec<&str> = told.into_iter().filter(|it| !it.is_empty()).collect();
        let words = format!("{}　{}", gloss.name, told.join(" · "));
        if ui.selectable_label(gloss.name == name, words).clicked() {
            state.word.clone_from(&gloss.name);
        }
    }
}

fn fields_ui(
    ui: &mut Ui,
    session: &Session,
    (state, name, gloss): (&mut WordState, &str, Option<&Gloss>),
    asked: &mut Vec<Action>,
) {
    let mut change = About::new();
    for (field, (about, key)) in state.fields.iter_mut().zip(FIELDS) {
        let label = word(session, key);
        let edit = TextEdit::singleline(field).hint_text(&label);
        let response = ui.add(edit.desired_width(f32::INFINITY));
        let response = response.accessible_name(&label);
        let before = gloss.map(|it| it.told(about)).unwrap_or_default();
        if response.lost_focus() && field.trim() != before {
            change.insert(about.to_owned(), field.trim().to_owned());
        }
    }
    let was = gloss.is_some_and(|it| it.told(Gloss::LISTED) == "yes");
    let mut listed = was;
    ui.checkbox(&mut listed, word(session, "pack-listed"));
    if listed != was {
        let words = if listed { "yes" } else { "" };
        change.insert(Gloss::LISTED.to_owned(), words.to_owned());
    }
    if !change.is_empty() {
        asked.push(Action::SetGloss {
            word: Some(name.to_owned()),
            about: change,
        });
    }
}
