//! What is mended in a text: the steps as ticks, and what each changes, before and after side by side.

use super::choice::tick_ui;
use super::theme::{Theme, margin};
use super::words::word;
use crate::session::{Action, Session, Waiting};
use crate::text::{CleanStep, CleanSteps, Cleaned};
use crate::view::hunks::{Hunk, HunkRun, hunks};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Grid, Label, Layout, RichText, ScrollArea, Stroke, Ui, Vec2};
use std::collections::BTreeMap;

/// Steps beside each other.
const COLUMNS: usize = 4;
/// Places shown of a file.
const MOST: usize = 300;

/// The steps that find something in a file that waits.
pub(super) fn steps_ui(
    ui: &mut Ui,
    session: &Session,
    (at, waiting): (usize, &Waiting),
    asked: &mut Vec<Action>,
) {
    let mut steps = waiting.steps.clone();
    ticks_ui(ui, session, &waiting.found, &mut steps);
    if steps != waiting.steps {
        asked.push(Action::SetCleaning { waiting: at, steps });
    }
}

/// The steps that find something, of which some are chosen.
pub(super) fn ticks_ui(
    ui: &mut Ui,
    session: &Session,
    found: &BTreeMap<CleanStep, usize>,
    steps: &mut CleanSteps,
) {
    let found = CleanStep::ALL
        .into_iter()
        .filter_map(|it| Some((it, found.get(&it)?)));
    let pad = Theme::of(ui.ctx()).sizes.pad;
    let grid = Grid::new("steps").spacing([pad * 2.0, pad * 0.5]);
    grid.show(ui, |ui| {
        for (place, (step, count)) in found.enumerate() {
            if place > 0 && place % COLUMNS == 0 {
                ui.end_row();
            }
            let mut is_on = steps.contains(&step);
            let words = word(session, &format!("clean-{}", step.name()));
            let tick = tick_ui(ui, &mut is_on, &format!("{words} {count}"));
            let help = session.change_words(&format!("clean-{} {count}", step.name()));
            if tick.on_hover_text(help).changed() {
                set(steps, step, is_on);
            }
        }
    });
}

/// Notes cannot be marked where they stand and moved.
fn set(steps: &mut CleanSteps, step: CleanStep, is_on: bool) {
    match is_on {
        true => steps.insert(step),
        false => steps.remove(&step),
    };
    let other = match step {
        CleanStep::MarkNotes => CleanStep::MoveNotes,
        CleanStep::MoveNotes => CleanStep::MarkNotes,
        _ => return,
    };
    if is_on {
        steps.remove(&other);
    }
}

/// What the steps that are chosen change, before at the left and after at the right.
pub(super) fn difference_ui<'t>(
    ui: &mut Ui,
    session: &Session,
    texts: impl Iterator<Item = (&'t str, &'t Cleaned)>,
    most_high: f32,
) {
    let theme = Theme::of(ui.ctx());
    let (mut shown, mut all) = (Vec::new(), 0);
    for (before, cleaned) in texts {
        let (some, count) = hunks(before, cleaned, MOST.saturating_sub(shown.len()));
        shown.extend(some);
        all += count;
    }
    if shown.is_empty() {
        let words = RichText::new(word(session, "cleaning-nothing"));
        ui.label(words.color(theme.colours.weak));
        return;
    }
    let gap = theme.sizes.gap;
    let wide = (ui.available_width() - gap * 4.0) / 2.0;
    ui.horizontal(|ui| {
        for key in ["cleaning-before", "cleaning-after"] {
            let size = Vec2::new(wide, theme.sizes.small * 1.4);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(wide);
                let words = RichText::new(word(session, key)).small();
                ui.label(words.color(theme.colours.weak));
            });
        }
    });
    let area = ScrollArea::vertical()
        .id_salt("difference")
        .max_height(most_high)
        .min_scrolled_height(most_high.min(theme.sizes.row * 6.0));
    area.show(ui, |ui| {
        for hunk in &shown {
            ui.horizontal_top(|ui| hunk_ui(ui, hunk, wide));
        }
        if all > shown.len() {
            ui.label(RichText::new("…").color(theme.colours.weak));
        }
    });
}

fn hunk_ui(ui: &mut Ui, hunk: &Hunk, wide: f32) {
    let theme = Theme::of(ui.ctx());
    for (runs, is_before) in [(&hunk.before, true), (&hunk.after, false)] {
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(Vec2::new(wide, 0.0), layout, |ui| {
            ui.set_width(wide);
            let frame = Frame::new()
                .fill(theme.colours.paper)
                .corner_radius(theme.corner())
                .stroke(Stroke::new(1.0, theme.colours.line))
                .inner_margin(margin(theme.sizes.gap));
            frame.show(ui, |ui| {
                ui.set_width(wide - theme.sizes.gap * 2.0 - 2.0);
                ui.add(Label::new(job(ui, runs, is_before)).wrap());
            });
        });
    }
}

/// The words of one side; what stands there alone is struck through before and underlined after, so that
/// it is seen without colour too.
fn job(ui: &Ui, runs: &[HunkRun], is_before: bool) -> LayoutJob {
    let theme = Theme::of(ui.ctx());
    let colours = &theme.colours;
    let mut job = LayoutJob::default();
    for run in runs {
        let plain = TextFormat::simple(theme.body(), colours.ink);
        let format = match (run.is_changed, is_before) {
            (false, _) => plain,
            (true, true) => TextFormat {
                strikethrough: Stroke::new(1.0, colours.error),
                color: colours.weak,
                ..plain
            },
            (true, false) => TextFormat {
                background: colours.mark,
                underline: Stroke::new(1.5, colours.accent),
                ..plain
            },
        };
        job.append(&run.words, 0.0, format);
    }
    job
}
