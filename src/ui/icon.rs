//! Small drawn signs. They are strokes, so they are crisp at every size and need no font.

use super::theme::Theme;
use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{Role, WidgetInfo};

/// A sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Icon {
    /// Adds something.
    Plus,
    /// Puts something away.
    Close,
    /// Folded: more is hidden.
    Right,
    /// Unfolded.
    Down,
    /// To the one before.
    Up,
    /// Something carries a memo.
    Memo,
    /// More can be done here.
    More,
    /// Something that stays until it is let go.
    Pin,
    /// A text.
    Page,
    /// A folder.
    Folder,
}

impl Icon {
    /// Draws the sign in the middle of `rect`, in strokes of `colour`.
    pub(super) fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), Vec2::splat(side));
        let at = |x: f32, y: f32| {
            Pos2::new(
                square.left() + x * side / 16.0,
                square.top() + y * side / 16.0,
            )
        };
        let stroke = Stroke::new((side / 11.0).max(1.2), colour);
        let path = |points: &[(f32, f32)]| {
            painter.line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
        };
        match self {
            Self::Plus => {
                path(&[(8.0, 3.0), (8.0, 13.0)]);
                path(&[(3.0, 8.0), (13.0, 8.0)]);
            }
            Self::Close => {
                path(&[(4.0, 4.0), (12.0, 12.0)]);
                path(&[(12.0, 4.0), (4.0, 12.0)]);
            }
            Self::Right => path(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
            Self::Down => path(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
            Self::Up => path(&[(4.0, 10.0), (8.0, 6.0), (12.0, 10.0)]),
            Self::Memo => {
                path(&[
                    (3.0, 3.0),
                    (13.0, 3.0),
                    (13.0, 11.0),
                    (7.0, 11.0),
                    (4.0, 14.0),
                ]);
                path(&[(4.0, 14.0), (4.0, 11.0), (3.0, 11.0), (3.0, 3.0)]);
                path(&[(5.5, 5.8), (10.5, 5.8)]);
                path(&[(5.5, 8.2), (9.0, 8.2)]);
            }
            Self::More => {
                for x in [4.0, 8.0, 12.0] {
                    painter.circle_filled(at(x, 8.0), stroke.width * 0.9, colour);
                }
            }
            Self::Pin => {
                path(&[(5.0, 2.5), (11.0, 2.5)]);
                path(&[(6.0, 2.5), (6.0, 7.5), (4.0, 10.0), (12.0, 10.0)]);
                path(&[(10.0, 2.5), (10.0, 7.5), (12.0, 10.0)]);
                path(&[(8.0, 10.0), (8.0, 14.0)]);
            }
            Self::Page => {
                let sheet = Rect::from_min_max(at(3.5, 2.0), at(12.5, 14.0));
                painter.rect_stroke(sheet, 1.0, stroke, StrokeKind::Middle);
                path(&[(6.0, 6.0), (10.0, 6.0)]);
                path(&[(6.0, 9.0), (10.0, 9.0)]);
            }
            Self::Folder => path(&[
                (2.0, 13.0),
                (2.0, 3.5),
                (6.5, 3.5),
                (8.0, 5.5),
                (14.0, 5.5),
                (14.0, 13.0),
                (2.0, 13.0),
            ]),
        }
    }
}

/// A button that is a sign; `label` explains it on hover and to a screen reader.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, label: &str) -> Response {
    let theme = Theme::of(ui.ctx());
    let side = theme.sizes.row - 4.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let (fill, ink) = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => (theme.colours.press, theme.colours.ink),
        (_, true) => (theme.colours.hover, theme.colours.ink),
        _ if response.has_focus() => (theme.colours.hover, theme.colours.ink),
        _ => (Color32::TRANSPARENT, theme.colours.weak),
    };
    ui.painter().rect_filled(rect, theme.corner(), fill);
    let inner = Rect::from_center_size(rect.center(), Vec2::splat(theme.sizes.icon));
    icon.paint(ui.painter(), inner, ink);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    response.on_hover_text(label)
}
