//! The keys of the review of a new edition: on and back, and what becomes of the quotation that is chosen.

use crate::session::{Action, EditionRow, Replaced};
use egui::{Id, Key, Modifiers, Ui};

/// The field to find in, in which these keys are letters.
pub(super) fn find_id() -> Id {
    Id::unique("edition find")
}

/// J and K go on and back; 1 keeps what was found, 2 puts the quotation where `selected` is, in code
/// points of the new text, 3 lets it go, 0 leaves it open. What is decided goes on to the next.
pub(super) fn keys_ui(
    ui: &Ui,
    rows: &[EditionRow],
    at: &mut usize,
    selected: Option<(usize, usize)>,
    asked: &mut Vec<Action>,
) {
    if ui.memory(|memory| memory.has_focus(find_id())) {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = rows.len().saturating_sub(1);
    let row = rows.get(*at);
    let is_somewhere = row.is_some_and(|it| it.there.iter().any(|it| !it.is_empty()));
    let keys = [
        (Key::Num1, is_somewhere.then_some(Replaced::Keep)),
        (Key::Num2, selected.map(|it| Replaced::At(it.0, it.1))),
        (Key::Num3, Some(Replaced::LetGo)),
        (Key::Num0, Some(Replaced::Open)),
    ];
    for (key, take) in keys {
        if pressed(key)
            && let Some((row, take)) = row.zip(take)
        {
            asked.push(Action::DecideReplaced {
                quotation: Some(row.quotation),
                take,
            });
            *at = (*at + 1).min(last);
        }
    }
    if pressed(Key::J) {
        *at = (*at + 1).min(last);
    }
    if pressed(Key::K) {
        *at = at.saturating_sub(1);
    }
}
