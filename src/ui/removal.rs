//! Removing codes: what would go, and where the passages may go instead.

use super::choice::choose_ui;
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::pick_code::pick_ui;
use super::prompt::title_ui;
use super::theme::Theme;
use super::words::{counted, cut, word};
use crate::model::{Code, CodeId, CodingId, Project, RecordId};
use crate::session::{Action, Named, Open, Saying, Session};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// What removing would take, as long as the project is the same.
#[derive(Default)]
pub(super) struct RemovalState {
    /// Whether the passages get another code.
    kept: bool,
    loss: Option<(u64, Loss)>,
}

/// What goes with some codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Loss {
    codings: usize,
    sources: usize,
    memos: usize,
    below: usize,
}

impl Loss {
    /// What goes with these codes.
    pub(super) fn of(project: &Project, codes: &[CodeId]) -> Self {
        let mut loss = Self::default();
        let mut sources = BTreeSet::new();
        let source = |id: CodingId| {
            let coding = project.codings().get(id)?;
            let quotation = project.quotations().get(coding.quotation)?;
            Some(quotation.source)
        };
        for code in codes {
            for by in project.uses(RecordId::Code(*code)) {
                match by {
                    RecordId::Coding(id) => {
                        loss.codings += 1;
                        sources.extend(source(id));
                    }
                    RecordId::Memo(_) => loss.memos += 1,
                    RecordId::Code(id) if !codes.contains(&id) => loss.below += 1,
                    _ => {}
                }
            }
        }
        loss.sources = sources.len();
        loss
    }
}

/// Asks what becomes of the passages.
pub(super) fn removal_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let codes = session.chosen_codes();
    let loss = loss(open, state, &codes);
    title_ui(ui, &title(session, open, &codes));
    let words = Saying::new("codebook-remove-detail")
        .with("count", loss.codings)
        .with("below", loss.below);
    ui.label(RichText::new(session.locale().say(&words)).color(theme.colours.weak));
    if loss.codings > 0 {
        let more = Saying::new("removal-more")
            .with("sources", loss.sources)
            .with("memos", loss.memos);
        ui.label(RichText::new(session.locale().say(&more)).color(theme.colours.weak));
    }
    ui.add_space(theme.sizes.gap);
    let mut into = None;
    let mut done = false;
    if loss.codings > 0 {
        let gone = counted(session, "removal-gone", loss.codings);
        if choose_ui(ui, !state.removal.kept, &gone).clicked() {
            state.removal.kept = false;
        }
        let kept = word(session, "removal-kept");
        if choose_ui(ui, state.removal.kept, &kept).clicked() {
            state.removal.kept = true;
            state.fresh = true;
        }
        if state.removal.kept {
            let may = |it: &Code| it.applicable && !codes.contains(&it.id);
            let hint = word(session, "removal-hint");
            let height = theme.sizes.row * 6.0;
            let picked = pick_ui(ui, open, state, (&[], &may), (&hint, &kept, height));
            into = picked.at;
            done = picked.entered;
        }
    }
    ui.add_space(theme.sizes.wide_pad);
    let able = !state.removal.kept || into.is_some();
    buttons_ui(ui, |ui| {
        let yes = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "button-remove")));
        if state.fresh && !state.removal.kept {
            yes.inner.0.request_focus();
        }
        done |= yes.inner.0.clicked();
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
    let named: Vec<Named> = codes.iter().map(Named::id).collect();
    if let Some((first, also)) = named.split_first().filter(|_| done && able) {
        asked.push(Action::RemoveCode {
            code: Some(first.clone()),
            also: also.to_vec(),
            into: into.map(Named::id),
        });
    }
}

fn loss(open: &Open, state: &mut OverlayState, codes: &[CodeId]) -> Loss {
    let revision = open.history().revision();
    match state.removal.loss.filter(|it| it.0 == revision) {
        Some((_, loss)) => loss,
        None => {
            let loss = Loss::of(open.project(), codes);
            state.removal.loss = Some((revision, loss));
            loss
        }
    }
}

fn title(session: &Session, open: &Open, codes: &[CodeId]) -> String {
    let name = |id: &CodeId| open.project().codes().get(*id).map(|it| cut(&it.name));
    let words = match codes {
        [one] => Saying::new("codebook-remove").with("name", name(one).unwrap_or_default()),
        many => Saying::new("removal-many").with("count", many.len()),
    };
    session.locale().say(&words)
}
