//! Lists that have the keyboard as a whole: Tab comes to the list, the arrows go from row to row.

use super::row;
use egui::{Event, EventFilter, Id, Key, Modifiers, Response, Role, Sense, Ui, WidgetInfo};
use egui::{Popup, SetOpenCommand};

/// The lists there are; each stands on the screen once.
const NAMES: [&str; 3] = ["codebook", "codings", "passages"];

/// Rows that PageUp and PageDown go.
const PAGE: usize = 10;

/// Keys that mean something in a list and therefore stay there.
const OWN: [&str; 5] = ["Enter", "Space", "Delete", "F2", "Menu"];

/// What a list is known by.
pub(super) fn id(name: &str) -> Id {
    Id::unique(format!("list {name}"))
}

/// Whether a key without Ctrl and Alt stays with the list that has the keyboard.
pub(super) fn keeps(focused: Option<Id>, key: &str) -> bool {
    OWN.contains(&key) && focused.is_some_and(|it| NAMES.iter().any(|name| id(name) == it))
}

/// Makes what is drawn next a list: something Tab comes to. `label` is what a screen reader says.
pub(super) fn list_ui(ui: &Ui, name: &str, label: &str, role: Role) -> Response {
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id(name), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(role, true, label));
    if response.has_focus() {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        row::ring(ui, rect.expand(2.0));
    }
    response
}

/// The keys that went down while the list has the keyboard, with what was held.
pub(super) fn pressed(ui: &Ui, list: &Response) -> Vec<(Key, Modifiers)> {
    if !list.has_focus() || Popup::is_any_open(ui.ctx()) {
        return Vec::new();
    }
    let press = |event: &Event| match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => Some((*key, *modifiers)),
        _ => None,
    };
    ui.input(|input| input.events.iter().filter_map(press).collect())
}

/// Where a key leads among `count` rows; `None` when it leads nowhere.
pub(super) fn moved(key: Key, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match (key, at) {
        (Key::Home, _) => 0,
        (Key::End, _) => last,
        (Key::ArrowDown | Key::ArrowUp | Key::PageDown | Key::PageUp, None) => 0,
        (Key::ArrowDown, Some(at)) => at + 1,
        (Key::ArrowUp, Some(at)) => at.saturating_sub(1),
        (Key::PageDown, Some(at)) => at + PAGE,
        (Key::PageUp, Some(at)) => at.saturating_sub(PAGE),
        _ => return None,
    };
    Some(to.min(last))
}

/// Whether a key asks for the menu of a row.
pub(super) fn wants_menu(key: Key, modifiers: Modifiers) -> bool {
    key == Key::Menu || key == Key::F10 && modifiers.shift_only()
}

/// The menu of a row: opened by the second button of the mouse, or by a key when `by_key` tells
/// whether just now. `content` is told whether its first line is to take the keyboard. Whether one
/// that was opened by a key is closed by now.
pub(super) fn menu(
    response: &Response,
    by_key: Option<bool>,
    mut content: impl FnMut(&mut Ui, bool),
) -> bool {
    let Some(fresh) = by_key else {
        Popup::context_menu(response).show(|ui| content(ui, false));
        return false;
    };
    let open = fresh.then_some(SetOpenCommand::Bool(true));
    let popup = Popup::menu(response).open_memory(open);
    let shown = popup.show(|ui| content(ui, fresh));
    shown.is_none() || !Popup::is_id_open(&response.ctx, Popup::default_response_id(response))
}

/// How far a list is scrolled, and how much of it is in sight, in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Sight {
    offset: f32,
    height: f32,
}

impl Sight {
    /// What was in sight when the list was last drawn.
    pub(super) fn of<R>(output: &egui::scroll_area::ScrollAreaOutput<R>) -> Self {
        Self {
            offset: output.state.clamped_offset().y,
            height: output.inner_rect.height(),
        }
    }

    /// How far to scroll so that a row is in sight; `None` when it is. `pitch` is from row to row.
    pub(super) fn towards(self, at: usize, pitch: f32) -> Option<f32> {
        let top = at as f32 * pitch;
        if top < self.offset {
            Some(top)
        } else if top + pitch > self.offset + self.height {
            Some((top + pitch - self.height).max(0.0))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_lead_from_row_to_row_and_not_beyond() {
        let down = |at| moved(Key::ArrowDown, at, 3);
        assert_eq!(
            [down(None), down(Some(0)), down(Some(2))],
            [Some(0), Some(1), Some(2)]
        );
        assert_eq!(moved(Key::ArrowUp, Some(0), 3), Some(0));
        assert_eq!(moved(Key::PageDown, Some(0), 3), Some(2));
        assert_eq!(
            [Key::Home, Key::End].map(|it| moved(it, Some(1), 3)),
            [Some(0), Some(2)]
        );
        assert_eq!(moved(Key::ArrowDown, None, 0), None);
        assert_eq!(moved(Key::A, Some(1), 3), None);
    }

    #[test]
    fn a_list_is_scrolled_no_further_than_to_the_row() {
        let sight = Sight {
            offset: 100.0,
            height: 100.0,
        };
        assert_eq!(sight.towards(10, 10.0), None);
        assert_eq!(sight.towards(9, 10.0), Some(90.0));
        assert_eq!(sight.towards(20, 10.0), Some(110.0));
    }
}
