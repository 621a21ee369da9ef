//! A code's colour: shown as a small square, chosen from the palette.

use super::theme::Theme;
use super::words::{with, word};
use crate::edit::plan_codes::PALETTE;
use crate::model::{Code, Colour};
use crate::session::{Action, Named, Session};
use egui::{Color32, CornerRadius, Grid, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui};
use egui::{EventFilter, Key, Modifiers, Role, SetOpenCommand, Vec2, WidgetInfo};

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

/// The colours to choose from, opened by a click on `response`, or now when they are `wanted`; whether
/// they were closed just now. While they are open they have the keyboard: arrows go from one to the
/// next, Enter takes it.
pub(super) fn palette_ui(
    response: &Response,
    session: &Session,
    (code, wanted): (&Code, bool),
    asked: &mut Vec<Action>,
) -> bool {
    let open = wanted.then_some(SetOpenCommand::Bool(true));
    let shown = Popup::menu(response).open_memory(open).show(|ui| {
        ui.label(with(session, "swatch-title", "name", code.name.as_str()));
        let grid = Grid::new("palette");
        grid.show(ui, |ui| choices_ui(ui, session, code, asked));
    });
    let id = Popup::default_response_id(response);
    let is_open = shown.is_some() && Popup::is_id_open(&response.ctx, id);
    let before = response.ctx.data_mut(|data| {
        let before = data.get_temp_mut_or_default::<bool>(id.with("was-open"));
        std::mem::replace(before, is_open)
    });
    before && !is_open
}

fn choices_ui(ui: &mut Ui, session: &Session, code: &Code, asked: &mut Vec<Action>) {
    let mut choices = Vec::new();
    for (at, choice) in PALETTE.iter().enumerate() {
        let response = choice_ui(ui, session, *choice, *choice == code.colour);
        if response.clicked() {
            asked.push(Action::RecolourCode {
                code: Named::id(code.id),
                colour: choice.hex(),
            });
            ui.close();
        }
        choices.push(response);
        if at % ACROSS == ACROSS - 1 {
            ui.end_row();
        }
    }
    let now = choices.iter().position(Response::has_focus);
    let chosen = PALETTE.iter().position(|it| *it == code.colour);
    let next = match now {
        Some(now) => moved(ui, now, choices.len()),
        None => chosen.unwrap_or(0),
    };
    if let Some(next) = choices.get(next).filter(|_| now != Some(next)) {
        next.request_focus();
    }
    if let Some(now) = now.and_then(|it| choices.get(it)) {
        // Arrows are ours, or egui would look for whatever stands there on the whole screen.
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|it| it.set_focus_lock_filter(now.id, filter));
    }
}

/// Which of `count` colours the arrows lead to from one of them.
fn moved(ui: &Ui, now: usize, count: usize) -> usize {
    let pressed = |key| ui.input_mut(|it| it.consume_key(Modifiers::NONE, key));
    let mut at = now;
    for (key, step) in [
        (Key::ArrowRight, 1),
        (Key::ArrowLeft, -1),
        (Key::ArrowDown, ACROSS.cast_signed()),
        (Key::ArrowUp, -ACROSS.cast_signed()),
    ] {
        let to = at.checked_add_signed(step).filter(|it| *it < count);
        if pressed(key) {
            at = to.unwrap_or(at);
        }
    }
    at
}

fn choice_ui(ui: &mut Ui, session: &Session, choice: Colour, chosen: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let side = Vec2::splat(theme.sizes.row - 4.0);
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    let inner = rect.shrink(if response.hovered() { 1.0 } else { 3.0 });
    ui.painter()
        .rect_filled(inner, theme.corner(), colour(choice));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.colours.accent);
        ui.painter()
            .rect_stroke(rect, theme.corner(), stroke, StrokeKind::Outside);
    }
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
