//! Every step that was done, who did it and when; the one clicked is gone to.

use super::confirm::{buttons_ui, primary};
use super::inspector::time_words;
use super::prompt::title_ui;
use super::row::{line, place, row_ui};
use super::theme::Theme;
use super::words::word;
use crate::session::{Action, Session, StepRow};
use egui::{Align, Align2, FontId, Pos2, ScrollArea, Ui};

/// Size of who and when, in points.
const SMALL: f32 = 12.0;

/// What the list remembers: the rows at one state of the history.
#[derive(Default)]
pub(super) struct HistoryState {
    rows: Option<(u64, Vec<StepRow>)>,
}

impl HistoryState {
    fn rows(&mut self, session: &Session) -> &[StepRow] {
        let revision = session.open().map_or(0, |it| it.history().revision());
        let known = self.rows.take().filter(|it| it.0 == revision);
        let rows = known.unwrap_or_else(|| (revision, session.steps()));
        &self.rows.insert(rows).1
    }
}

/// The list, the last step at the top: that is where the work is.
pub(super) fn history_ui(
    ui: &mut Ui,
    session: &Session,
    (state, is_fresh): (&mut HistoryState, bool),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    title_ui(ui, &word(session, "history-title"));
    let rows = state.rows(session);
    let now = session.step_now();
    let height = theme.sizes.row * 1.5;
    let most = ui.ctx().content_rect().height() * 0.6;
    let mut area = ScrollArea::vertical()
        .max_height(most)
        .auto_shrink([false, true]);
    if is_fresh {
        let above = rows.len().saturating_sub(now) as f32 * height;
        area = area.vertical_scroll_offset((above - most / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, height, rows.len() + 1, |ui, shown| {
        for at in shown {
            let number = rows.len() - at.min(rows.len());
            let step = number.checked_sub(1).and_then(|it| rows.get(it));
            let is_now = number == now;
            if step_ui(ui, session, (step, is_now), height) && !is_now {
                asked.push(Action::GoToStep { step: Some(number) });
            }
        }
    });
    ui.add_space(theme.sizes.pad);
    buttons_ui(ui, |ui| {
        if primary(ui, &word(session, "button-close")).0.clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// One step, or the state before the first; whether it was clicked.
fn step_ui(
    ui: &mut Ui,
    session: &Session,
    (step, is_now): (Option<&StepRow>, bool),
    height: f32,
) -> bool {
    let theme = Theme::of(ui.ctx());
    let (words, about) = match step {
        Some(step) => {
            let about = {
                let coder = session.locale().coder(&step.coder);
                format!("{coder} · {}", time_words(step.at))
            };
            (begun(&session.locale().say(&step.words)), about)
        }
        None => (word(session, "history-start"), String::new()),
    };
    let (rect, response) = row_ui(ui, height, is_now, &format!("{words} · {about}"));
    let is_undone = step.is_some_and(|it| !it.is_made);
    let colour = if is_undone {
        theme.colours.weak
    } else {
        theme.colours.ink
    };
    let left = rect.left() + theme.sizes.gap;
    let room = rect.width() - 2.0 * theme.sizes.gap;
    let small = FontId::proportional(SMALL);
    let about = line(ui, &about, small, theme.colours.weak, room * 0.5);
    let words = line(
        ui,
        &words,
        theme.body(),
        colour,
        room - about.size().x - theme.sizes.gap,
    );
    place(
        ui,
        Pos2::new(left, rect.center().y),
        Align2::LEFT_CENTER,
        words,
    );
    let end = Pos2::new(rect.right() - theme.sizes.gap, rect.center().y);
    place(ui, end, Align2([Align::Max, Align::Center]), about);
    response.clicked()
}

/// Words as they begin a line: they also stand within sentences, and there are small.
fn begun(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
