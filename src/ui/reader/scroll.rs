//! Moving the text: wheel, scroll bar, and wishes to bring a place into sight.

use egui::accesskit::Role;
use egui::{Context, CornerRadius, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::colours::Colours;
use super::column::{Column, Depth};
use super::own_id;
use super::scene::Geometry;
use crate::text::Span;

/// Least height of the bar's handle, in points.
const LEAST_HANDLE: f32 = 28.0;
/// Where a place that was out of sight is put, in parts of the window's height.
const COMFORT: f32 = 0.3;
/// How far a page goes, in heights of the window.
pub(super) const PAGE: f32 = 0.9;
/// How long the text must stand still before its place is reported, in seconds.
const STILL_SECS: f64 = 0.25;

/// How far the wheel or a finger moves the text up, in points; taken, so that nothing else moves.
pub(super) fn wheel(ui: &Ui, rect: Rect) -> f32 {
    if !ui.rect_contains_pointer(rect) {
        return 0.0;
    }
    ui.input_mut(|input| {
        let delta = input.smooth_scroll_delta.y;
        input.smooth_scroll_delta.y = 0.0;
        -delta
    })
}

/// Where the text must stand for a span to be comfortably in sight. It stays where it is when the
/// span is in sight already.
pub(super) fn revealing(
    ctx: &Context,
    column: &mut Column,
    geometry: &Geometry,
    now: Depth,
    span: Span,
) -> Depth {
    let height = geometry.rect.height();
    let line = geometry.style.line;
    let from = column.depth_of(ctx, span.start);
    let to = column.depth_of(ctx, span.end.saturating_sub(1).max(span.start));
    let top = (column.distance(from) - column.distance(now)) as f32;
    let bottom = (column.distance(to) - column.distance(now)) as f32 + line;
    let margin = line.min(height / 4.0);
    let fits = bottom - top < height - 2.0 * margin;
    let is_seen = top >= margin && (bottom <= height - margin || !fits && top < height / 2.0);
    if is_seen {
        return now;
    }
    let room = if fits {
        (height * COMFORT).min(height - (bottom - top) - margin)
    } else {
        margin
    };
    Depth {
        y: from.y - room.max(0.0),
        ..from
    }
}

/// Where the text must stand for one line to be in sight, moved no more than needed.
pub(super) fn keeping(
    ctx: &Context,
    column: &mut Column,
    geometry: &Geometry,
    now: Depth,
    byte: usize,
) -> Depth {
    let line = geometry.style.line;
    let at = column.depth_of(ctx, byte);
    let top = (column.distance(at) - column.distance(now)) as f32;
    let lowest = geometry.rect.height() - 2.0 * line;
    match top {
        above if above < line => Depth {
            y: at.y - line,
            ..at
        },
        below if below > lowest => Depth {
            y: at.y - lowest.max(0.0),
            ..at
        },
        _ => now,
    }
}

/// Draws the bar and follows its handle; returns where the text should go. The keyboard does not come
/// here: it moves the text itself.
pub(super) fn bar_ui(
    ui: &Ui,
    column: &Column,
    (geometry, colours): (&Geometry, &Colours),
    now: Depth,
    name: &str,
) -> Option<Depth> {
    let bar = geometry.bar;
    let frame = geometry.frame();
    let above = f64::from(frame.above);
    let all = column.height() + above + f64::from(frame.under);
    let height = f64::from(frame.height);
    if bar.width() < 1.0 || all <= height {
        return None;
    }
    let response = ui.interact(bar, own_id(ui).with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, name));
    let handle = ((height / all) as f32 * bar.height())
        .max(LEAST_HANDLE)
        .min(bar.height());
    let room = bar.height() - handle;
    let part = ((column.distance(now) + above) / (all - height)).clamp(0.0, 1.0);
    let top = bar.top() + room * part as f32;
    let is_held = response.dragged() || response.is_pointer_button_down_on();
    let wide = is_held || response.hovered();
    let width = if wide { 8.0 } else { 5.0 };
    let rect = Rect::from_min_size(pos2(bar.center().x - width / 2.0, top), vec2(width, handle));
    let colour = if is_held { colours.weak } else { colours.line };
    ui.painter()
        .rect_filled(rect.shrink2(vec2(0.0, 2.0)), CornerRadius::same(4), colour);
    let grip = own_id(ui).with("grip");
    let pos = response.interact_pointer_pos()?;
    if ui.input(|input| input.pointer.primary_pressed()) {
        // A press on the handle holds it where it is; beside it, the handle comes to the pointer.
        let inside = rect.y_range().contains(pos.y);
        let held = if inside { pos.y - top } else { handle / 2.0 };
        ui.data_mut(|data| data.insert_temp(grip, held));
    }
    let held: f32 = ui.data(|data| data.get_temp(grip))?;
    let part = f64::from((pos.y - held - bar.top()) / room.max(1.0)).clamp(0.0, 1.0);
    is_held.then(|| match part {
        start if start <= 0.0 => Depth {
            block: 0,
            y: -frame.above,
        },
        _ => column.depth_at(part * (all - height) - above),
    })
}

/// Reports the place being read once the text has come to rest.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bookmark {
    at: usize,
    since: f64,
    is_told: bool,
}

impl Bookmark {
    /// The place to report, if there is one to report now. `known` is what was last reported.
    pub(super) fn turn(&mut self, ctx: &Context, at: usize, known: usize) -> Option<usize> {
        let now = ctx.input(|input| input.time);
        if self.at != at || at == known {
            *self = Self {
                at,
                since: now,
                is_told: at == known,
            };
        }
        if self.is_told {
            return None;
        }
        let left = STILL_SECS - (now - self.since);
        if left > 0.0 {
            ctx.request_repaint_after_secs(left as f32);
            return None;
        }
        self.is_told = true;
        (at != known).then_some(at)
    }
}
