//! The panel below the page: tabs, and the board that is chosen.
//!
//! A board is one noun's list or one verb's table over the whole project. It draws itself below the
//! tabs and brings its own buttons; only the one that is chosen costs anything.

use super::icon::{Icon, icon_button};
use super::theme::Theme;
use super::words::{with, word};
use super::{State, cases, codings, conflicts, found, memos, overviews, word_lists};
use crate::session::{Action, Board, Panel, Session};
use egui::{Align, Button, Layout, RichText, Role, Stroke, Ui, Vec2, WidgetInfo};

/// The tabs and the board chosen.
pub(super) fn board_ui(ui: &mut Ui, session: &Session, state: &mut State, asked: &mut Vec<Action>) {
    tabs_ui(ui, session, asked);
    match session.look().board {
        Board::Codings => codings::codings_ui(ui, session, &mut state.codings, asked),
        Board::Memos => memos::memos_ui(ui, session, &mut state.memos, asked),
        Board::Cases => cases::cases_ui(ui, session, &mut state.cases, asked),
        Board::Passages => bounded_ui(ui, |ui| {
            found::found_ui(ui, session, &mut state.found, asked);
        }),
        Board::Words => bounded_ui(ui, |ui| {
            word_lists::word_lists_ui(ui, session, &mut state.word_lists, asked);
        }),
        Board::Overview => bounded_ui(ui, |ui| {
            overviews::overviews_ui(ui, session, &mut state.overviews, asked);
        }),
        Board::Conflicts => bounded_ui(ui, |ui| {
            let own = (&mut state.conflicts, &mut state.confirm);
            conflicts::conflicts_ui(ui, session, own, asked);
        }),
    }
}

/// A board that never makes the panel larger than it is: what has no room is cut off, and the page
/// keeps its own.
fn bounded_ui(ui: &mut Ui, board: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(room));
    inner.set_clip_rect(room.intersect(ui.clip_rect()));
    board(&mut inner);
    ui.advance_cursor_after_rect(room);
}

/// A tab for every board, and the sign that hides the panel.
fn tabs_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), theme.sizes.row);
    let room = egui::Rect::from_min_size(ui.available_rect_before_wrap().min, size);
    let layout = Layout::right_to_left(Align::Center);
    // However many tabs there are, the panel stays as wide as it is.
    let mut line = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
    {
        let ui = &mut line;
        let name = word(session, session.look().board.key());
        let hide = with(session, "panel-hide", "panel", name);
        if icon_button(ui, Icon::Close, &hide).clicked() {
            let panel = Panel::Board;
            asked.push(Action::TogglePanel { panel });
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            // Where the tabs have no room, the menu has them all.
            ui.set_clip_rect(ui.max_rect().intersect(ui.clip_rect()));
            for board in Board::ALL {
                tab_ui(ui, session, board, asked);
            }
        });
    }
    ui.advance_cursor_after_rect(room);
}

/// One tab; the line below it says which is chosen.
fn tab_ui(ui: &mut Ui, session: &Session, board: Board, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let is_chosen = session.look().board == board;
    let name = word(session, board.key());
    let colour = match is_chosen {
        true => theme.colours.ink,
        false => theme.colours.weak,
    };
    let words = RichText::new(&name).size(theme.sizes.heading).color(colour);
    let words = if is_chosen { words.strong() } else { words };
    let tab = ui.add(Button::new(words).frame_when_inactive(false));
    tab.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, &name));
    if is_chosen {
        let stroke = Stroke::new(2.0, theme.colours.accent);
        let rect = tab.rect;
        ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
    }
    if tab.clicked() && !is_chosen {
        asked.push(Action::ShowBoard { board });
    }
}
