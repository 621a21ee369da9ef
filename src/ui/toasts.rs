//! Notices: shown where no text is being coded, put away by time or by hand.

use super::icon::{Icon, icon_button};
use super::theme::{Theme, margin};
use super::words::{counted, word};
use crate::session::{Action, Level, Notice, Session};
use egui::{Align2, Area, Color32, Context, Frame, Id, Order, Pos2, Rect, RichText, Stroke, Ui};
use std::collections::BTreeMap;

/// How long a notice of success stays.
const DONE_SECS: f64 = 4.0;
/// How long a hint stays: it has more words. Warnings and errors stay until they are put away.
const HINT_SECS: f64 = 9.0;
/// How many are shown at once, the newest.
const MOST_SHOWN: usize = 4;

/// When each notice was first shown, in seconds of egui's clock.
#[derive(Default)]
pub(super) struct ToastsState {
    since: BTreeMap<u64, f64>,
}

/// The newest notices, stacked upwards from the lower right corner of `home`.
pub(super) fn toasts_ui(
    ctx: &Context,
    session: &Session,
    (state, home): (&mut ToastsState, Rect),
    asked: &mut Vec<Action>,
) {
    let notices = session.notices();
    state
        .since
        .retain(|number, _| notices.iter().any(|it| it.number == *number));
    expire(ctx, notices, state, asked);
    if notices.is_empty() {
        return;
    }
    let sizes = &Theme::of(ctx).sizes;
    let corner = home.right_bottom() - egui::Vec2::splat(sizes.pad);
    let width = (home.width() - 2.0 * sizes.pad).clamp(sizes.side_least, sizes.toast);
    let area = Area::new(Id::unique("toasts"))
        .order(Order::Foreground)
        .movable(false);
    area.pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(corner)
        .show(ctx, |ui| {
            ui.set_width(width);
            let hidden = notices.len().saturating_sub(MOST_SHOWN);
            if hidden > 0 {
                more_ui(ui, session, hidden, asked);
            }
            for notice in notices.iter().skip(hidden) {
                toast_ui(ui, session, notice, asked);
            }
        });
}

/// Where notices go: over the inspector, else over the board, else the lower right corner.
pub(super) fn home(inspector: Option<Rect>, board: Option<Rect>, all: Rect) -> Rect {
    let corner = Rect::from_two_pos(all.right_bottom(), Pos2::new(all.center().x, all.top()));
    inspector.or(board).unwrap_or(corner)
}

/// Puts away what has been shown long enough, and wakes the screen when the next is due.
fn expire(ctx: &Context, notices: &[Notice], state: &mut ToastsState, asked: &mut Vec<Action>) {
    let now = ctx.input(|input| input.time);
    for notice in notices {
        let since = *state.since.entry(notice.number).or_insert(now);
        let stays = match notice.level {
            Level::Done => DONE_SECS,
            Level::Hint => HINT_SECS,
            Level::Warning | Level::Error => continue,
        };
        let left = since + stays - now;
        if left <= 0.0 {
            asked.push(Action::Dismiss {
                notice: notice.number,
            });
        } else {
            ctx.request_repaint_after_secs(left as f32);
        }
    }
}

fn more_ui(ui: &mut Ui, session: &Session, hidden: usize, asked: &mut Vec<Action>) {
    if ui.button(counted(session, "toast-more", hidden)).clicked() {
        let all = session.notices().iter();
        asked.extend(all.map(|it| Action::Dismiss { notice: it.number }));
    }
}

fn toast_ui(ui: &mut Ui, session: &Session, notice: &Notice, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let (key, colour) = level(theme, notice.level);
    let frame = Frame::popup(ui.style()).inner_margin(margin(theme.sizes.pad));
    let shown = frame
        .stroke(Stroke::new(1.0, theme.colours.line))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let words = ui.available_width() - theme.sizes.row - theme.sizes.gap;
                ui.vertical(|ui| {
                    ui.set_width(words);
                    let title = RichText::new(word(session, key)).small().color(colour);
                    ui.label(title.strong());
                    ui.label(session.locale().say(&notice.words));
                    if !notice.place.is_empty() {
                        let place = RichText::new(&notice.place).small();
                        ui.label(place.color(theme.colours.weak));
                    }
                    for hint in &notice.hints {
                        let hint = session.locale().say(hint);
                        ui.label(RichText::new(hint).small().color(theme.colours.weak));
                    }
                });
                if icon_button(ui, Icon::Close, &word(session, "action-dismiss")).clicked() {
                    asked.push(Action::Dismiss {
                        notice: notice.number,
                    });
                }
            });
        });
    let edge = shown
        .response
        .rect
        .with_max_x(shown.response.rect.left() + 4.0);
    ui.painter().rect_filled(edge, 2.0, colour);
}

fn level(theme: &Theme, level: Level) -> (&'static str, Color32) {
    let colours = &theme.colours;
    match level {
        Level::Done => ("level-done", colours.done),
        Level::Hint => ("level-hint", colours.hint),
        Level::Warning => ("level-warning", colours.warning),
        Level::Error => ("level-error", colours.error),
    }
}
