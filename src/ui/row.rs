//! Rows of lists and trees: one height, one look, text cut to the room there is.

use super::theme::Theme;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
};
use egui::{Rangef, Role, WidgetInfo};
use std::sync::Arc;

/// A row across the whole width, with its ground drawn. `label` is what a screen reader says.
pub(super) fn row_ui(ui: &mut Ui, height: f32, chosen: bool, label: &str) -> (Rect, Response) {
    let how = (Sense::click_and_drag(), Role::Button);
    sensing_row_ui(ui, height, chosen, label, how)
}

/// The same in a list that has the keyboard as a whole, so that Tab does not come to every row.
pub(super) fn tree_row_ui(ui: &mut Ui, height: f32, chosen: bool, label: &str) -> (Rect, Response) {
    let how = (Sense::CLICK | Sense::DRAG, Role::TreeItem);
    sensing_row_ui(ui, height, chosen, label, how)
}

fn sensing_row_ui(
    ui: &mut Ui,
    height: f32,
    chosen: bool,
    label: &str,
    (sense, role): (Sense, Role),
) -> (Rect, Response) {
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let fill = match (chosen, response.hovered() || response.has_focus()) {
        (true, _) => theme.colours.chosen,
        (false, true) => theme.colours.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, theme.corner(), fill);
    if response.has_focus() {
        ring(ui, rect);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(role, enabled, chosen, label));
    (rect, response)
}

/// Shows that what stands here has the keyboard.
pub(super) fn ring(ui: &Ui, rect: Rect) {
    let corner = Theme::of(ui.ctx()).corner();
    let pen = ui.visuals().selection.stroke;
    ui.painter()
        .rect_stroke(rect, corner, pen, StrokeKind::Inside);
}

/// One line of text, cut with … at `width` points.
pub(super) fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// Draws a line with `anchor` of its box at `at`; the box it takes.
pub(super) fn place(ui: &Ui, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}

/// Writes words in one line from `left` to the right end of `rect`.
pub(super) fn words_ui(ui: &Ui, rect: Rect, left: f32, words: &str) {
    let theme = Theme::of(ui.ctx());
    let room = rect.right() - left;
    let text = line(ui, words, theme.body(), theme.colours.ink, room);
    let at = Pos2::new(left, rect.center().y);
    place(ui, at, Align2::LEFT_CENTER, text);
}

/// Where something that is dragged over a row would land.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Landing {
    /// Before the row.
    Before,
    /// In the row: under it, in a tree.
    Inside,
    /// After the row.
    After,
}

impl Landing {
    /// By where the pointer is over the row; rows of a list have no inside.
    pub(super) fn at(rect: Rect, pointer: Pos2, has_inside: bool) -> Self {
        let share = (pointer.y - rect.top()) / rect.height().max(1.0);
        match has_inside {
            true if share < 0.28 => Self::Before,
            true if share > 0.72 => Self::After,
            true => Self::Inside,
            false if share < 0.5 => Self::Before,
            false => Self::After,
        }
    }

    /// Shows where it would land.
    pub(super) fn paint(self, ui: &Ui, rect: Rect, indent: f32) {
        let theme = Theme::of(ui.ctx());
        let stroke = Stroke::new(2.0, theme.colours.accent);
        let across = Rangef::new(rect.left() + indent, rect.right());
        match self {
            Self::Before => ui.painter().hline(across, rect.top(), stroke),
            Self::After => ui.painter().hline(across, rect.bottom(), stroke),
            Self::Inside => {
                let kind = egui::StrokeKind::Inside;
                ui.painter().rect_stroke(rect, theme.corner(), stroke, kind)
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_tree_has_an_inside() {
        let rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(100.0, 28.0));
        let at = |y: f32, inside| Landing::at(rect, Pos2::new(10.0, y), inside);
        assert_eq!(
            [at(2.0, true), at(14.0, true), at(27.0, true)],
            [Landing::Before, Landing::Inside, Landing::After]
        );
        assert_eq!(
            [at(13.0, false), at(15.0, false)],
            [Landing::Before, Landing::After]
        );
    }
}
