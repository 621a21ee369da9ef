//! The bar above the page that says what lies around the project on disk: that somebody else changed
//! its file, and other copies of it that hold something new. Both are offered for joining.

use super::inspector::{coder_name, time_words};
use super::panel;
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Copied, Saying, Session};
use egui::{RichText, Ui};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Copies that the person does not want to hear of before the project is opened again.
#[derive(Default)]
pub(super) struct AroundState {
    hushed: BTreeSet<PathBuf>,
}

/// The bar, if there is something to say.
pub(super) fn around_bar_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut AroundState,
    asked: &mut Vec<Action>,
) {
    let around = session.surroundings();
    let own = session.open().and_then(|it| it.path());
    let changed = own.filter(|it| around.is_changed && !state.hushed.contains(*it));
    if let Some(path) = changed {
        let words = word(session, "around-changed");
        offer_ui(ui, session, (&words, path.to_owned()), state, asked);
        return;
    }
    // One after the other: joining the first tells whether the next still has something new.
    let next = around
        .copies
        .iter()
        .find(|it| !state.hushed.contains(&it.path));
    if let Some(copy) = next {
        let words = copy_words(session, copy);
        offer_ui(ui, session, (&words, copy.path.clone()), state, asked);
    }
}

fn copy_words(session: &Session, copy: &Copied) -> String {
    let file = copy.path.file_name().unwrap_or_default().to_string_lossy();
    let by = copy.by;
    let by = by
        .map(|id| coder_name(session, id))
        .filter(|it| !it.is_empty());
    let saying = match (&by, copy.at) {
        (Some(_), Some(_)) => Saying::new("around-copy-by"),
        _ => Saying::new("around-copy"),
    };
    let words = saying
        .with("file", file.as_ref())
        .with("by", by.unwrap_or_default())
        .with("at", copy.at.map(time_words).unwrap_or_default());
    session.locale().say(&words)
}

fn offer_ui(
    ui: &mut Ui,
    session: &Session,
    (words, path): (&str, PathBuf),
    state: &mut AroundState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let bar = egui::Panel::top("around")
        .resizable(false)
        .frame(panel::bar(theme));
    bar.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(theme.sizes.menu_bar);
            ui.label(RichText::new(words).color(theme.colours.warning));
            if ui.button(word(session, "around-join")).clicked() {
                let path = Some(path.clone());
                asked.push(Action::JoinProject { path, key: None });
            }
            if ui.button(word(session, "around-later")).clicked() {
                state.hushed.insert(path);
            }
        });
    });
}
