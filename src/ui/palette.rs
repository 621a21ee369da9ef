//! The command palette: every action, found by typing.

use super::field::entered;
use super::fuzzy;
use super::overlay::OverlayState;
use super::row::{line, place, row_ui};
use super::theme::Theme;
use super::wish::{self, Wish};
use super::words::word;
use crate::session::{Action, Session};
use egui::{Align2, Pos2, Rect, ScrollArea, TextEdit, Ui};

/// The palette.
pub(super) fn palette_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    ui.set_width(
        theme
            .sizes
            .palette
            .min(ui.ctx().content_rect().width() * 0.9),
    );
    let wishes = fuzzy::best(&state.text, wish::all(session), |it| {
        vec![it.words.clone(), it.name.replace('-', " "), it.key.clone()]
    });
    state.arrows(ui, wishes.len());
    let before = state.text.clone();
    let hint = word(session, "palette-hint");
    let edit = TextEdit::singleline(&mut state.text).hint_text(&hint);
    let field = ui.add(
        edit.desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6)),
    );
    let field = field.accessible_name(word(session, "palette-field"));
    if state.fresh {
        field.request_focus();
    }
    if state.text != before {
        state.at = 0;
    }
    let entered = entered(ui, &field);
    if entered {
        // Kept for the case that what was asked for cannot be done.
        field.request_focus();
    }
    let mut taken = entered.then(|| wishes.get(state.at)).flatten();
    ui.spacing_mut().item_spacing.y = 1.0;
    let area = ScrollArea::vertical()
        .max_height(theme.sizes.palette_list)
        .min_scrolled_height(theme.sizes.palette_list)
        .id_salt("palette");
    area.show_rows(ui, theme.sizes.row, wishes.len(), |ui, range| {
        for at in range {
            let Some(wish) = wishes.get(at) else { continue };
            if wish_ui(ui, wish, at == state.at) {
                taken = Some(wish);
            }
        }
    });
    if wishes.is_empty() {
        ui.label(word(session, "palette-none"));
    }
    if let Some(wish) = taken.filter(|it| it.able) {
        asked.push(Action::ShowOverlay { overlay: None });
        asked.push(wish.action.clone());
    }
}

/// One action; whether it was clicked.
fn wish_ui(ui: &mut Ui, wish: &Wish, chosen: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = row_ui(ui, theme.sizes.row, chosen, &wish.words);
    let inner = rect.shrink2(egui::vec2(theme.sizes.pad, 0.0));
    let key = line(
        ui,
        &wish.key,
        theme.small(),
        theme.colours.weak,
        inner.width(),
    );
    let key = place(ui, inner.right_center(), Align2::RIGHT_CENTER, key);
    let ink = if wish.able {
        theme.colours.ink
    } else {
        theme.colours.faint
    };
    let room = Rect::from_min_max(inner.min, Pos2::new(key.left(), inner.bottom()));
    let words = line(ui, &wish.words, theme.body(), ink, room.width());
    let words = place(ui, room.left_center(), Align2::LEFT_CENTER, words);
    let left = room.right() - words.right() - 2.0 * theme.sizes.pad;
    let help = line(ui, &wish.help, theme.small(), theme.colours.faint, left);
    place(
        ui,
        Pos2::new(words.right() + theme.sizes.pad, rect.center().y),
        Align2::LEFT_CENTER,
        help,
    );
    response.clicked()
}
