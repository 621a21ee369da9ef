//! What coders agree on, shown before it is taken into the consensus.

use super::choice::choose_ui;
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::wide_title_ui;
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::edit::plan_consensus::{Agreed, Least};
use crate::model::Project;
use crate::session::{Action, Session};
use egui::{RichText, ScrollArea, Ui};

/// Passages told one by one.
const MOST_TOLD: usize = 300;

/// What is agreed on, at one state of the project.
#[derive(Default)]
pub(super) struct ConsensusState {
    least: Least,
    made: Option<(u64, Least, Vec<Agreed>)>,
}

/// The passages, and the button that takes them.
pub(super) fn consensus_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let state = &mut state.consensus;
    wide_title_ui(ui, &word(session, "consensus-title"));
    let help = RichText::new(word(session, "consensus-help")).small();
    ui.label(help.color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
    for (least, key) in [
        (Least::All, "consensus-all"),
        (Least::Coders(2), "consensus-two"),
    ] {
        if choose_ui(ui, state.least == least, &word(session, key)).clicked() {
            state.least = least;
        }
    }
    let now = (open.history().revision(), state.least);
    let known = state.made.take().filter(|it| (it.0, it.1) == now);
    let made = known.unwrap_or_else(|| (now.0, now.1, session.agreed(now.1)));
    let (.., agreed) = state.made.insert(made);
    ui.add_space(theme.sizes.gap);
    let count = with(session, "consensus-count", "count", agreed.len());
    ui.label(RichText::new(count).color(theme.colours.ink));
    let most = ui.ctx().content_rect().height() * 0.4;
    let area = ScrollArea::vertical().max_height(most);
    area.id_salt("agreed").show(ui, |ui| {
        for it in agreed.iter().take(MOST_TOLD) {
            ui.label(RichText::new(words(session, open.project(), it)).color(theme.colours.weak));
        }
    });
    ui.add_space(theme.sizes.wide_pad);
    let able = !agreed.is_empty();
    let by = Some(state.least);
    buttons_ui(ui, |ui| {
        let take = ui.add_enabled_ui(able, |ui| primary(ui, &word(session, "consensus-take")));
        if take.inner.0.clicked() {
            asked.push(Action::TakeAgreed { by });
        }
        if ui.button(word(session, "button-cancel")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// A passage in one line: `治理 · “数字治理” · 随笔 · 李、王`.
fn words(session: &Session, project: &Project, agreed: &Agreed) -> String {
    let code = project.codes().get(agreed.code).map_or("", |it| &it.name);
    let source = project.sources().get(agreed.source);
    let name = source.map_or("", |it| &it.name);
    let text = source.and_then(|it| it.text().get(agreed.span.start..agreed.span.end));
    let coders = agreed.codings.iter().filter_map(|it| {
        let coding = project.codings().get(*it)?;
        let name = &project.coders().get(coding.coder)?.name;
        Some(session.locale().coder(name).into_owned())
    });
    let coders: Vec<String> = coders.collect();
    let quote = cut(text.unwrap_or_default());
    format!("{code} · “{quote}” · {name} · {}", coders.join("、"))
}
