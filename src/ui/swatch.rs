//! A code's colour: shown as a small square, chosen from the palette.

use super::theme::Theme;
use super::words::{with, word};
use crate::edit::plan_codes::PALETTE;
use crate::model::{Code, Colour};
use crate::session::{Action, Named, Session};
use egui::{Color32, CornerRadius, Grid, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui};
use egui::{Role, Vec2, WidgetInfo};

/// Colours of the palette in one line.
const ACROSS: usize = 6;

/// A code's colour as egui has it.
pub(super) fn colour(colour: Colour) -> Color32 {
    Color32::from_rgb(colour.0, colour.1, colour.2)
}

/// Draws the square; a heading, which cannot be applied, is only an outline.
pub(super) fn paint(ui: &Ui, rect: Rect, code: &Code) {
    let fill = colour(code.colour);
    let corner = CornerRadius::same(3);
    if code.applicable {
        ui.painter().rect_filled(rect, corner, fill);
    } else {
        ui.painter()
            .rect_stroke(rect, corner, Stroke::new(1.5, fill), StrokeKind::Inside);
    }
}

/// The colours to choose from, opened by a click on `response`.
pub(super) fn palette_ui(
    response: &Response,
    session: &Session,
    code: &Code,
    asked: &mut Vec<Action>,
) {
    Popup::menu(response).show(|ui| {
        ui.label(with(session, "swatch-title", "name", code.name.as_str()));
        Grid::new("palette").show(ui, |ui| {
            for (at, choice) in PALETTE.iter().enumerate() {
                if choice_ui(ui, session, *choice, *choice == code.colour).clicked() {
                    let colour = choice.hex();
                    asked.push(Action::RecolourCode {
                        code: Named::id(code.id),
                        colour,
                    });
                    ui.close();
                }
                if at % ACROSS == ACROSS - 1 {
                    ui.end_row();
                }
            }
        });
    });
}

fn choice_ui(ui: &mut Ui, session: &Session, choice: Colour, chosen: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let side = Vec2::splat(theme.sizes.row - 4.0);
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    let inner = rect.shrink(if response.hovered() { 1.0 } else { 3.0 });
    ui.painter()
        .rect_filled(inner, theme.corner(), colour(choice));
    if chosen {
        let stroke = Stroke::new(2.0, theme.colours.ink);
        ui.painter()
            .rect_stroke(rect, theme.corner(), stroke, StrokeKind::Inside);
    }
    let label = format!("{} {}", word(session, "swatch-colour"), choice.hex());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
    response.on_hover_text(choice.hex())
}
