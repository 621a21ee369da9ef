//! The status bar: what is shown, what is selected, whether it is saved, what is being done.

use super::icon::{Icon, icon_button};
use super::inspector::time_words;
use super::theme::Theme;
use super::words::{counted, number, with, word};
use crate::session::{Action, Arg, Board, Job, Overlay, Presence, Saying, Session};
use egui::{Align, Context, Layout, ProgressBar, RichText, Ui};
use std::collections::BTreeMap;

/// Work that is done sooner is not told of, so that nothing flickers.
const QUIET_SECS: f64 = 0.2;
/// How often running work is looked at.
const LOOK_SECS: f64 = 0.1;

/// When each running job was first seen, in seconds of egui's clock.
#[derive(Default)]
pub(super) struct StatusState {
    since: BTreeMap<u64, f64>,
}

impl StatusState {
    /// Notes new jobs after a frame, and wakes the screen when there is something to tell of them.
    pub(super) fn watch(&mut self, ctx: &Context, session: &Session) {
        let now = ctx.input(|input| input.time);
        let shown = || session.jobs().iter().filter(|job| job.kind.is_shown());
        self.since
            .retain(|number, _| shown().any(|job| job.number == *number));
        for job in shown() {
            let since = *self.since.entry(job.number).or_insert(now);
            let wait = (since + QUIET_SECS - now).max(LOOK_SECS);
            ctx.request_repaint_after_secs(wait as f32);
        }
    }

    /// Whether a job has taken long enough to be told of.
    fn is_due(&self, ctx: &Context, job: &Job) -> bool {
        let now = ctx.input(|input| input.time);
        self.since
            .get(&job.number)
            .is_some_and(|since| now - since >= QUIET_SECS)
    }
}

/// The bar.
pub(super) fn status_ui(
    ui: &mut Ui,
    session: &Session,
    state: &StatusState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(theme.sizes.status_bar);
        ui.spacing_mut().item_spacing.x = theme.sizes.wide_pad;
        for words in facts(session) {
            ui.label(RichText::new(words).small().color(theme.colours.weak));
        }
        sticky_ui(ui, session, asked);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            saved_ui(ui, session);
            waiting_ui(ui, session, asked);
            conflicts_ui(ui, session, asked);
            others_ui(ui, session);
            for job in session.jobs().iter().filter(|job| job.kind.is_shown()) {
                if state.is_due(ui.ctx(), job) {
                    job_ui(ui, session, job, asked);
                }
            }
        });
    });
}

/// What is shown and selected, from large to small.
fn facts(session: &Session) -> Vec<String> {
    let Some(open) = session.open() else {
        return Vec::new();
    };
    let mut facts = vec![open.project().head().name.clone()];
    let shown = session
        .look()
        .source
        .and_then(|id| open.project().sources().get(id));
    if let Some(source) = shown {
        facts.push(source.name.clone());
    }
    let all = open.project().codings().len();
    let here = shown.map_or(all, |it| open.index().count_in(it.id));
    let counts = match session.is_early() {
        true => Saying::new("status-coming"),
        false => Saying::new("status-codings")
            .with("here", here)
            .with("count", all),
    };
    facts.push(session.locale().say(&counts));
    let span = session.look().selection;
    let chars = shown
        .zip(span)
        .and_then(|(source, span)| source.lines.chars_from_span(span));
    facts.extend(chars.map(|chars| match chars.is_empty() {
        true => with(session, "status-caret", "at", number(chars.start)),
        false => super::codings::place_words(session, chars),
    }));
    facts
}

/// The code that every selection gets; a click lets it go.
fn sticky_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let sticky = session.look().sticky.zip(session.project());
    let code = sticky.and_then(|(id, project)| project.codes().get(id));
    let Some(code) = code else { return };
    let theme = Theme::of(ui.ctx());
    let words = with(
        session,
        "status-sticky",
        "name",
        super::words::cut(&code.name),
    );
    let words = RichText::new(words).small().color(theme.colours.on_accent);
    let button = egui::Button::new(words)
        .fill(theme.colours.accent)
        .truncate();
    let help = word(session, "status-sticky-help");
    if ui.add(button).on_hover_text(help).clicked() {
        asked.push(Action::StickCode { code: None });
    }
}

fn saved_ui(ui: &mut Ui, session: &Session) {
    let Some(open) = session.open().filter(|_| !session.is_early()) else {
        return;
    };
    let colours = &Theme::of(ui.ctx()).colours;
    let (key, colour) = match (open.is_changed(), open.path()) {
        (true, _) => ("status-changed", colours.accent),
        (false, Some(_)) => ("status-saved", colours.weak),
        (false, None) => ("status-new", colours.weak),
    };
    let label = ui.label(RichText::new(word(session, key)).small().color(colour));
    if let Some(path) = open.path() {
        label.on_hover_text(path.display().to_string());
    }
}

/// Files that wait are not forgotten when their dialog is closed.
fn waiting_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let count = session.waiting().len();
    if count > 0
        && ui
            .small_button(counted(session, "status-waiting", count))
            .clicked()
    {
        asked.push(Action::ShowOverlay {
            overlay: Some(Overlay::Waiting),
        });
    }
}

/// What is to be decided is not forgotten, wherever somebody works.
fn conflicts_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let count = session.project().map_or(0, |it| it.conflicts().len());
    if count == 0 {
        return;
    }
    let colour = Theme::of(ui.ctx()).colours.warning;
    let words = RichText::new(counted(session, "status-conflicts", count)).color(colour);
    if ui.small_button(words).clicked() {
        let board = Board::Conflicts;
        asked.push(Action::ShowBoard { board });
    }
}

/// Who else has the project open.
fn others_ui(ui: &mut Ui, session: &Session) {
    let others = session.surroundings().others;
    if others.is_empty() {
        return;
    }
    let colours = &Theme::of(ui.ctx()).colours;
    let named = |it: &Presence| {
        let words = Saying::new("status-other").with("name", Arg::coder(&it.coder));
        session
            .locale()
            .say(&words.with("at", time_words(it.since)))
    };
    let names = others.iter().map(|it| session.locale().coder(&it.coder));
    let mut names: Vec<_> = names.collect();
    // Somebody may have it open twice.
    names.dedup();
    let words = with(session, "status-others", "names", names.join("、"));
    let hover: Vec<String> = others.iter().map(named).collect();
    let label = ui.label(RichText::new(words).small().color(colours.hint));
    label.on_hover_text(format!(
        "{}\n{}",
        hover.join("\n"),
        word(session, "status-others-help")
    ));
}

fn job_ui(ui: &mut Ui, session: &Session, job: &Job, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = theme.sizes.gap;
    if job.kind.can_cancel() && icon_button(ui, Icon::Close, &word(session, "job-cancel")).clicked()
    {
        asked.push(Action::Cancel { job: job.number });
    }
    let (done, all) = job.progress();
    if all > 0 {
        let share = done as f32 / all as f32;
        let bar = ProgressBar::new(share).desired_width(theme.sizes.side_least * 0.6);
        ui.add(
            bar.desired_height(theme.sizes.gap)
                .fill(theme.colours.accent),
        );
    } else {
        ui.spinner();
    }
    ui.label(RichText::new(word(session, job.kind.key())).small());
}
