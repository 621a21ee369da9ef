//! Making one code of several: which one stays, and what would move.

use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::pick_code::pick_ui;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::word;
use crate::edit::plan_merge::{Moves, preview};
use crate::model::{Code, CodeId, Project};
use crate::session::{Action, Named, Saying, Session};
use egui::{RichText, ScrollArea, Ui};

/// Codes whose passages are told of one by one.
const MOST_TOLD: usize = 50;

/// What merging would do, as long as nothing else is chosen.
#[derive(Default)]
pub(super) struct MergeState {
    made_of: Option<(u64, Vec<CodeId>, CodeId)>,
    moves: Option<Vec<Moves>>,
}

/// Asks which code stays.
pub(super) fn merge_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let chosen = session.chosen_codes();
    title_ui(ui, &word(session, "merging-title"));
    let hint = word(session, "merging-hint");
    let name = word(session, "merging-into");
    ui.label(RichText::new(&name).small().color(theme.colours.weak));
    let height = theme.sizes.row * 6.0;
    // A code alone is not merged with itself; of several, one usually stays.
    let first: &[CodeId] = if chosen.len() > 1 { &chosen } else { &[] };
    let may = |it: &Code| !chosen.contains(&it.id);
    let picked = pick_ui(ui, open, state, (first, &may), (&hint, &name, height));
    ui.add_space(theme.sizes.gap);
    let Some(into) = picked.at else { return };
    let key = (open.history().revision(), chosen.clone(), into);
    if state.merge.made_of.as_ref() != Some(&key) {
        state.merge.moves = preview(open.project(), &chosen, into).ok();
        state.merge.made_of = Some(key);
    }
    preview_ui(ui, session, open.project(), state.merge.moves.as_deref());
    ui.add_space(theme.sizes.wide_pad);
    let able = state.merge.moves.is_some();
    let mut done = picked.entered;
    buttons_ui(ui, |ui| {
        let yes = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "merging-button")));
        done |= yes.inner.0.clicked();
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
    if done && able {
        asked.push(Action::MergeCodes {
            codes: chosen.iter().map(Named::id).collect(),
            into: Some(Named::id(into)),
        });
    }
}

/// What would move, code by code.
fn preview_ui(ui: &mut Ui, session: &Session, project: &Project, moves: Option<&[Moves]>) {
    let theme = Theme::of(ui.ctx());
    let Some(moves) = moves else {
        let words = word(session, "merging-not");
        ui.label(RichText::new(words).color(theme.colours.warning));
        return;
    };
    let most = theme.sizes.row * 4.0;
    ScrollArea::vertical()
        .max_height(most)
        .id_salt("moves")
        .show(ui, |ui| {
            for it in moves.iter().take(MOST_TOLD) {
                let name = project.codes().get(it.code).map_or("", |it| &it.name);
                let words = Saying::new("merging-moves")
                    .with("name", super::words::cut(name))
                    .with("count", it.codings.len())
                    .with("once", it.once.len())
                    .with("below", it.below.len());
                ui.label(RichText::new(session.locale().say(&words)).color(theme.colours.weak));
            }
        });
    let help = RichText::new(word(session, "merging-help")).small();
    ui.label(help.color(theme.colours.weak));
}
