//! What is coded at one place: several quotations may lie there, and one of them is meant.

use super::overlay::OverlayState;
use super::row::{line, place, row_ui};
use super::swatch;
use super::theme::Theme;
use super::words::{key_of, word};
use crate::query::CodingRow;
use crate::session::{Action, Saying, Session};
use egui::{Align2, Key, Modifiers, Pos2, Rect, RichText, Ui, Vec2};

/// The codings at the selection, the most particular first.
pub(super) fn here_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let width = ui.ctx().content_rect().width() * 0.9;
    ui.set_width(theme.sizes.dialog.min(width));
    let rows = session.codings_here();
    let title = RichText::new(word(session, "here-title"));
    ui.label(title.small().color(theme.colours.weak));
    if rows.is_empty() {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    }
    state.arrows(ui, rows.len());
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut taken = pressed(Key::Enter).then_some(state.at);
    let removed = pressed(Key::Delete).then_some(state.at);
    // The first nine are a number away.
    let number = DIGITS.iter().position(|key| pressed(*key));
    taken = taken.or(number);
    let height = theme.sizes.row * 8.0;
    let (at, count) = (state.at, rows.len());
    let clicked = super::chooser::lines_ui(
        ui,
        (count, height.min(count as f32 * theme.sizes.row + 4.0)),
        |ui, nth| {
            let row = rows.get(nth);
            row.is_some_and(|it| coding_ui(ui, session, it, (nth, nth == at)))
        },
    );
    if let Some(nth) = clicked.or(taken).filter(|it| *it < count) {
        asked.push(Action::ChooseCoding { at: Some(nth + 1) });
    } else if let Some(row) = removed.and_then(|it| rows.get(it)) {
        asked.push(Action::Uncode {
            codings: vec![row.id],
        });
    }
    let recode = super::keyboard::pressed(ui.ctx());
    let recode = recode.filter(|it| session.keys().action(it) == Some("recode"));
    if let Some(row) = recode.and(rows.get(at)) {
        asked.push(Action::Recode {
            codings: vec![row.id],
            from: None,
            filter: Box::default(),
            code: None,
        });
    }
    let keys = Saying::new("here-keys").with("recode", key_of(session, "recode"));
    let keys = RichText::new(session.locale().say(&keys)).small();
    ui.label(keys.color(theme.colours.weak));
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// One coding: its code, who coded, and its words; whether it was clicked.
fn coding_ui(
    ui: &mut Ui,
    session: &Session,
    row: &CodingRow<'_>,
    (nth, chosen): (usize, bool),
) -> bool {
    let theme = Theme::of(ui.ctx());
    let coder = session.locale().coder(row.coder_name);
    let label = format!("{} · {coder} · {}", row.code_name, row.quote);
    let (rect, response) = row_ui(ui, theme.sizes.row, chosen, &label);
    let inner = rect.shrink2(Vec2::new(theme.sizes.pad, 0.0));
    let middle = inner.center().y;
    let digit = if nth < DIGITS.len() {
        (nth + 1).to_string()
    } else {
        String::new()
    };
    let weak = theme.colours.weak;
    let digit = line(ui, &digit, theme.small(), weak, theme.sizes.row);
    place(ui, inner.left_center(), Align2::LEFT_CENTER, digit);
    let side = Vec2::splat(theme.sizes.swatch);
    let mut left = inner.left() + theme.sizes.pad + theme.sizes.gap;
    let code = session.project().and_then(|it| it.codes().get(row.code));
    if let Some(code) = code {
        let at = Pos2::new(left + side.x * 0.5, middle);
        swatch::paint(ui, Rect::from_center_size(at, side), code);
    }
    left += side.x + theme.sizes.gap;
    let name = line(
        ui,
        row.code_name,
        theme.body(),
        theme.colours.ink,
        inner.width() * 0.3,
    );
    let name = place(ui, Pos2::new(left, middle), Align2::LEFT_CENTER, name);
    let coder = line(ui, &coder, theme.small(), weak, inner.width() * 0.2);
    let coder = place(ui, inner.right_center(), Align2::RIGHT_CENTER, coder);
    let quote: String = row.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote: String = quote.chars().take(120).collect();
    let left = name.right() + theme.sizes.gap;
    let quote = line(
        ui,
        &quote,
        theme.small(),
        weak,
        coder.left() - left - theme.sizes.gap,
    );
    place(ui, Pos2::new(left, middle), Align2::LEFT_CENTER, quote);
    response.clicked()
}
