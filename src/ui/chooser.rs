//! A field to type in with the lines that fit below it: the palette and the field for codes.

use super::field::entered;
use super::overlay::OverlayState;
use super::theme::Theme;
use egui::{ScrollArea, TextEdit, Ui};

/// The field, over a list of `count` lines; whether Enter was pressed in it. `hint` stands in it
/// while it is empty, `name` is what a screen reader says.
pub(super) fn field_ui(
    ui: &mut Ui,
    state: &mut OverlayState,
    count: usize,
    (hint, name): (&str, &str),
) -> bool {
    state.arrows(ui, count);
    let before = state.text.clone();
    let edit = TextEdit::singleline(&mut state.text).hint_text(hint);
    let field = ui.add(
        edit.desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6)),
    );
    let field = field.accessible_name(name);
    let entered = entered(ui, &field);
    // Kept after Enter too, for the case that what was asked for cannot be done.
    if state.fresh || entered {
        field.request_focus();
    }
    if state.text != before {
        state.at = 0;
    }
    entered
}

/// The lines, at most `height` points of them; the index of the one that was clicked. `line_ui`
/// draws one and says whether it was.
pub(super) fn lines_ui(
    ui: &mut Ui,
    (count, height): (usize, f32),
    mut line_ui: impl FnMut(&mut Ui, usize) -> bool,
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 1.0;
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .id_salt("lines");
    let row = Theme::of(ui.ctx()).sizes.row;
    let mut taken = None;
    area.show_rows(ui, row, count, |ui, range| {
        for at in range {
            if line_ui(ui, at) {
                taken = Some(at);
            }
        }
    });
    taken
}
