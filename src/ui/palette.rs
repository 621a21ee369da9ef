//! The command palette: every action, found by typing.

use super::chooser;
use super::fuzzy;
use super::overlay::OverlayState;
use super::row::{line, place, row_ui};
use super::theme::Theme;
use super::wish::{self, Wish};
use super::words::word;
use crate::session::{Action, Session};
use egui::{Align2, Pos2, Rect, Ui};

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
    let mut wishes = fuzzy::best(&state.text, wish::all(session), |it| {
        vec![it.words.clone(), it.name.replace('-', " "), it.key.clone()]
    });
    // What it is called may be another word than that which tells about it.
    let asked_for = state.text.trim().to_lowercase();
    let told = wish::all(session).into_iter().filter(|it| {
        let is_new = wishes.iter().all(|known| known.words != it.words);
        is_new && it.help.to_lowercase().contains(&asked_for)
    });
    let told: Vec<_> = told.collect();
    wishes.extend(told);
    let named = (
        word(session, "palette-hint"),
        word(session, "palette-field"),
    );
    let entered = chooser::field_ui(ui, state, wishes.len(), (&named.0, &named.1));
    let at = state.at;
    let size = (wishes.len(), theme.sizes.palette_list);
    let clicked = chooser::lines_ui(ui, size, |ui, line| {
        let wish = wishes.get(line);
        wish.is_some_and(|it| wish_ui(ui, it, line == at))
    });
    let taken = clicked.or(entered.then_some(at));
    let taken = taken.and_then(|at| wishes.get(at));
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
