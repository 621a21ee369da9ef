//! Making several codes of one: by what, and what each part would get.

use super::choice::choose_ui;
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::passages::passages_ui;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::{counted, cut, number, with, word};
use crate::edit::plan_split::{Part, SplitBy, parts};
use crate::model::{Code, CodeId, CodingId};
use crate::session::{Action, Named, Open, Session};
use egui::{RichText, ScrollArea, TextEdit, Ui};
use std::collections::BTreeSet;

/// Parts that are told of one by one.
const MOST_TOLD: usize = 200;

/// What the dialog remembers.
#[derive(Default)]
pub(super) struct SplitState {
    by: Way,
    /// Whether that was chosen just now, so that the list takes the keyboard.
    turned: bool,
    ticked: BTreeSet<CodingId>,
    made_of: Option<(u64, CodeId, Way, String)>,
    parts: Vec<Part>,
}

/// What a code is split by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Way {
    #[default]
    Coder,
    Source,
    Hand,
}

impl Way {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Coder, "splitting-coder"),
        (Self::Source, "splitting-source"),
        (Self::Hand, "splitting-hand"),
    ];
}

/// Asks how the code is split.
pub(super) fn split_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let chosen = session.chosen_codes();
    let code = chosen.last().and_then(|it| open.project().codes().get(*it));
    let Some(code) = code else { return };
    let theme = Theme::of(ui.ctx());
    let turned = std::mem::take(&mut state.split.turned);
    title_ui(
        ui,
        &with(session, "splitting-title", "name", cut(&code.name)),
    );
    for (way, key) in Way::ALL {
        let response = choose_ui(ui, state.split.by == way, &word(session, key));
        if state.fresh && way == Way::Coder {
            response.request_focus();
        }
        if response.clicked() {
            // A click gives no other the keyboard before the next frame.
            state.split.turned = true;
            state.split.by = way;
            ui.ctx().request_repaint();
        }
    }
    ui.add_space(theme.sizes.gap);
    let label = word(session, "splitting-name");
    ui.label(RichText::new(&label).small().color(theme.colours.weak));
    let edit = TextEdit::singleline(&mut state.text).hint_text(cut(&code.name));
    ui.add(edit.desired_width(f32::INFINITY))
        .accessible_name(&label);
    ui.add_space(theme.sizes.gap);
    if state.split.by == Way::Hand {
        hand_ui(ui, session, (open, code), (state, turned));
    } else {
        parts_ui(ui, session, (open, code), state);
    }
    let help = RichText::new(word(session, "splitting-help")).small();
    ui.label(help.color(theme.colours.weak));
    ui.add_space(theme.sizes.wide_pad);
    done_ui(ui, session, code, state, asked);
}

/// The passages, to tick those that get the new code.
fn hand_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    (state, turned): (&mut OverlayState, bool),
) {
    let theme = Theme::of(ui.ctx());
    state.passages.refresh(open, code.id);
    let (height, ticked) = (theme.sizes.row * 8.0, &state.split.ticked);
    let is_ticked = |id| ticked.contains(&id);
    let taken = passages_ui(
        ui,
        session,
        &mut state.passages,
        (height, turned),
        &is_ticked,
    );
    if let Some(id) = taken
        && !state.split.ticked.remove(&id)
    {
        state.split.ticked.insert(id);
    }
    let all = state.passages.codings().len();
    let count = format!("{} / {}", number(state.split.ticked.len()), number(all));
    ui.label(RichText::new(count).small().color(theme.colours.weak));
}

/// The parts there would be, each with how many passages it gets.
fn parts_ui(
    ui: &mut Ui,
    session: &Session,
    (open, code): (&Open, &Code),
    state: &mut OverlayState,
) {
    let theme = Theme::of(ui.ctx());
    let name = state.text.trim().to_owned();
    let way = state.split.by;
    let key = Some((open.history().revision(), code.id, way, name.clone()));
    if state.split.made_of != key {
        let by = match way {
            Way::Coder => SplitBy::Coder,
            _ => SplitBy::Source,
        };
        let name = (!name.is_empty()).then_some(name);
        let found = parts(open.project(), code.id, &by, name.as_deref());
        state.split.parts = found.unwrap_or_default();
        state.split.made_of = key;
    }
    let parts = &state.split.parts;
    if parts.is_empty() {
        let words = word(session, "splitting-not");
        ui.label(RichText::new(words).color(theme.colours.warning));
        return;
    }
    let most = theme.sizes.row * 8.0;
    ScrollArea::vertical()
        .max_height(most)
        .id_salt("parts")
        .show(ui, |ui| {
            for part in parts.iter().take(MOST_TOLD) {
                ui.horizontal(|ui| {
                    ui.label(cut(&part.name));
                    let count = counted(session, "count-codings", part.codings.len());
                    ui.label(RichText::new(count).small().color(theme.colours.weak));
                });
            }
            if let Some(more) = parts.len().checked_sub(MOST_TOLD).filter(|it| *it > 0) {
                ui.label(format!("+{}", number(more)));
            }
        });
}

fn done_ui(
    ui: &mut Ui,
    session: &Session,
    code: &Code,
    state: &OverlayState,
    asked: &mut Vec<Action>,
) {
    let split = &state.split;
    let able = match split.by {
        Way::Hand => !split.ticked.is_empty(),
        _ => !split.parts.is_empty(),
    };
    buttons_ui(ui, |ui| {
        let yes = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "splitting-button")));
        if yes.inner.0.clicked() {
            let name = state.text.trim().to_owned();
            asked.push(Action::SplitCode {
                code: Some(Named::id(code.id)),
                by: Some(match split.by {
                    Way::Coder => SplitBy::Coder,
                    Way::Source => SplitBy::Source,
                    Way::Hand => SplitBy::Codings(split.ticked.iter().copied().collect()),
                }),
                name: (!name.is_empty()).then_some(name),
            });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}
