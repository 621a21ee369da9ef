//! Who can read a copy that is given away, and what opens one that came.

use super::choice::{choose_ui, tick_ui};
use super::confirm::{buttons_ui, primary};
use super::field::entered;
use super::overlay::OverlayState;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::file::lock::Secret;
use crate::session::{Action, LockChoice, Session, unlock_saying};
use egui::{RichText, TextEdit, Ui};
use std::path::PathBuf;

/// Lines shown of the field for public keys.
const ROWS: usize = 2;

/// Who can read the copy.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Who {
    #[default]
    Everybody,
    WithPassphrase,
    People,
}

/// What is typed to lock a copy.
#[derive(Default)]
pub(super) struct LockState {
    who: Who,
    passphrase: String,
    key_passphrase: String,
    people: String,
    is_shown: bool,
}

impl LockState {
    /// Whether what is chosen is whole.
    pub(super) fn is_ready(&self) -> bool {
        match self.who {
            Who::Everybody => true,
            Who::WithPassphrase => !self.passphrase.is_empty(),
            Who::People => !self.people.trim().is_empty(),
        }
    }

    /// Who can read the copy.
    pub(super) fn lock(&self) -> LockChoice {
        let mut choice = LockChoice::default();
        match self.who {
            Who::Everybody => {}
            Who::WithPassphrase => choice.passphrase = Some(Secret::new(&self.passphrase)),
            Who::People => {
                let people = self.people.split_whitespace();
                choice.recipients = people.map(str::to_owned).collect();
            }
        }
        choice
    }

    /// Who can read the list of words that the copy hides, if it hides any.
    pub(super) fn key_lock(&self, hides: bool) -> LockChoice {
        let typed = Some(&self.key_passphrase).filter(|it| hides && !it.is_empty());
        LockChoice {
            passphrase: typed.map(Secret::new),
            ..LockChoice::default()
        }
    }
}

/// Asks who can read the copy; where words are hidden, also for a passphrase for their list.
pub(super) fn lock_ui(ui: &mut Ui, session: &Session, state: &mut LockState, hides: bool) {
    for (who, key) in [
        (Who::Everybody, "lock-everybody"),
        (Who::WithPassphrase, "lock-passphrase"),
        (Who::People, "lock-people"),
    ] {
        if choose_ui(ui, state.who == who, &word(session, key)).clicked() {
            state.who = who;
        }
        if state.who != who {
            continue;
        }
        match who {
            Who::Everybody => {}
            Who::WithPassphrase => {
                let label = word(session, "lock-passphrase-field");
                secret_ui(ui, &mut state.passphrase, &label, state.is_shown);
                tick_ui(ui, &mut state.is_shown, &word(session, "lock-show"));
            }
            Who::People => {
                let label = word(session, "lock-people-field");
                label_ui(ui, &label);
                let edit = TextEdit::multiline(&mut state.people).desired_rows(ROWS);
                ui.add(edit.desired_width(f32::INFINITY))
                    .accessible_name(&label);
            }
        }
    }
    if hides {
        ui.add_space(Theme::of(ui.ctx()).sizes.gap);
        let label = word(session, "lock-key-field");
        secret_ui(ui, &mut state.key_passphrase, &label, state.is_shown);
        if state.who != Who::WithPassphrase {
            tick_ui(ui, &mut state.is_shown, &word(session, "lock-show"));
        }
    }
}

fn label_ui(ui: &mut Ui, label: &str) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    ui.label(RichText::new(label).small().color(weak));
}

fn secret_ui(ui: &mut Ui, text: &mut String, label: &str, is_shown: bool) -> egui::Response {
    label_ui(ui, label);
    let edit = TextEdit::singleline(text).password(!is_shown);
    ui.add(edit.desired_width(f32::INFINITY))
        .accessible_name(label)
}

/// Asks for what opens the file that waits.
pub(super) fn unlock_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "unlock-title"));
    let Some(locked) = session.locked() else {
        return;
    };
    let is_for_people = locked.error.is_for_people();
    let why = session
        .locale()
        .say(&unlock_saying(&locked.path, &locked.error));
    ui.label(RichText::new(why).color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
    let field = match is_for_people {
        true => {
            let label = word(session, "unlock-identity");
            label_ui(ui, &label);
            let edit = TextEdit::singleline(&mut state.text).desired_width(f32::INFINITY);
            ui.add(edit).accessible_name(&label)
        }
        false => {
            let label = word(session, "lock-passphrase-field");
            let field = secret_ui(ui, &mut state.text, &label, state.lock.is_shown);
            tick_ui(ui, &mut state.lock.is_shown, &word(session, "lock-show"));
            field
        }
    };
    if state.fresh {
        field.request_focus();
    }
    let mut done = entered(ui, &field);
    ui.add_space(theme.sizes.wide_pad);
    buttons_ui(ui, |ui| {
        let able = !state.text.is_empty();
        let open = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "unlock-open")));
        done = (done || open.inner.0.clicked()) && able;
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
    if done {
        let typed = std::mem::take(&mut state.text);
        let identity = is_for_people.then(|| PathBuf::from(typed.trim()));
        asked.push(Action::Unlock {
            passphrase: (!is_for_people).then(|| Secret::new(typed)),
            passphrase_in: None,
            identity,
        });
    }
}
