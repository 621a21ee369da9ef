//! What a check found: each finding with what would put it right, and what reading the file put right
//! already, before anything is done.

use super::choice::tick_ui;
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::wide_title_ui;
use super::theme::Theme;
use super::words::word;
use crate::query::Flaw;
use crate::session::{Action, Session, chosen};
use egui::{RichText, ScrollArea, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// Findings told one by one.
const MOST_TOLD: usize = 300;

/// A finding in words, with what would put it right.
struct Told {
    kind: &'static str,
    found: String,
    repair: String,
    is_able: bool,
}

/// What was found, at one state of the project.
#[derive(Default)]
pub(super) struct CheckState {
    made: Option<(u64, Vec<Told>)>,
    /// The kinds that are put right.
    wanted: BTreeSet<&'static str>,
}

impl CheckState {
    fn look(&mut self, session: &Session, revision: u64) {
        if self.made.as_ref().is_some_and(|it| it.0 == revision) {
            return;
        }
        let rows = session.repairs();
        let safe = chosen(&rows, &[]);
        self.wanted = safe.iter().map(|it| it.finding.kind()).collect();
        let say = |it: &_| session.locale().say(it);
        let told = rows.iter().map(|row| Told {
            kind: row.finding.kind(),
            found: say(&session.finding_words(&row.finding)),
            repair: say(&session.repair_words(row)),
            is_able: row.repair.is_some(),
        });
        self.made = Some((revision, told.collect()));
    }
}

/// The dialog.
pub(super) fn check_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let state = &mut state.check;
    state.look(session, open.history().revision());
    wide_title_ui(ui, &word(session, "checked-title"));
    let most = ui.ctx().content_rect().height() * 0.5;
    let mended = session.mended();
    let CheckState { made, wanted } = state;
    let told = made.as_ref().map(|it| it.1.as_slice()).unwrap_or_default();
    if told.is_empty() && mended.is_empty() {
        ui.label(RichText::new(word(session, "notice-sound")).color(theme.colours.weak));
    }
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        if !mended.is_empty() {
            heading_ui(ui, &word(session, "checked-mended"));
            for (found, repair) in &mended {
                row_ui(ui, found, repair);
            }
            ui.add_space(theme.sizes.gap);
        }
        if !told.is_empty() {
            heading_ui(ui, &word(session, "checked-found"));
        }
        for it in told.iter().take(MOST_TOLD) {
            row_ui(ui, &it.found, &it.repair);
        }
    });
    ui.add_space(theme.sizes.gap);
    let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
    for it in told.iter().filter(|it| it.is_able) {
        *kinds.entry(it.kind).or_default() += 1;
    }
    for (kind, count) in &kinds {
        let mut is_wanted = wanted.contains(kind);
        let words = format!("{} ({count})", word(session, kind_key(kind)));
        if tick_ui(ui, &mut is_wanted, &words).changed() {
            match is_wanted {
                true => wanted.insert(kind),
                false => wanted.remove(kind),
            };
        }
    }
    ui.add_space(theme.sizes.wide_pad);
    let flaws = wanted.iter().filter(|it| kinds.contains_key(*it));
    let flaws: Vec<String> = flaws.map(|it| (*it).to_owned()).collect();
    buttons_ui(ui, |ui| {
        if !kinds.is_empty() {
            let put = ui.add_enabled_ui(!flaws.is_empty(), |ui| {
                primary(ui, &word(session, "checked-repair"))
            });
            if put.inner.0.clicked() {
                asked.push(Action::Repair { flaws });
            }
        }
        if ui.button(word(session, "button-close")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    ui.label(RichText::new(words).small().color(weak));
}

/// A finding, and under it what would put it right.
fn row_ui(ui: &mut Ui, found: &str, repair: &str) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(found).color(theme.colours.ink));
    ui.label(RichText::new(format!("→ {repair}")).color(theme.colours.weak));
}

/// The locale key of what is done with a kind of findings.
fn kind_key(kind: &str) -> &'static str {
    match Flaw::from_name(kind) {
        Some(Flaw::BlankEdge) => "checked-blank-edge",
        Some(Flaw::DuplicateCoding) => "checked-duplicate-coding",
        Some(Flaw::SameKey) => "checked-same-key",
        Some(Flaw::ChangedText) => "checked-changed-text",
        Some(Flaw::UnsureQuotation) => "checked-unsure-quotation",
        Some(Flaw::LostQuotation) => "checked-lost-quotation",
        Some(Flaw::CodedHeading) => "checked-coded-heading",
        Some(Flaw::SameCodeName) => "checked-same-code-name",
        Some(Flaw::SameSourceName) => "checked-same-source-name",
        _ => "checked-same-coder-name",
    }
}
