//! The workbench: panels around the page that is read.

use super::State;
use super::panel;
use super::theme::{Sizes, Theme};
use super::{
    around_bar, bars, board, codebook, find, inspector, marks_bar, nearby, reader, sources, toasts,
};
use crate::session::{Action, Board, Panel, Session};
use egui::{CentralPanel, Frame, Rangef, Rect, Ui};

/// Share of the window a panel at its side may take at most.
const MOST_SHARE: f32 = 0.38;
/// Shares of the window a panel has at first at most, at a side and below, and can be made smaller
/// than: in a small window, or a large type, the page is what is worked on.
const FIRST_SHARE: (f32, f32) = (0.24, 0.36);
/// Share of its height the panel below has at least while it shows contradictions.
const CONFLICTS_SHARE: f32 = 0.45;
/// Share of its height the panel below the page may take at most: a table may want nearly all.
const BELOW_SHARE: f32 = 0.85;

/// Everything around and with the page.
pub(super) fn workbench_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut State,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let all = ui.max_rect();
    bars::bars_ui(ui, session, state, asked);
    left_ui(ui, session, state, asked);
    let inspector = right_ui(ui, session, state, asked);
    let board = bottom_ui(ui, session, state, asked);
    let page = Frame::new().fill(theme.colours.paper);
    CentralPanel::default().frame(page).show(ui, |ui| {
        find::find_ui(ui, session, &mut state.find, asked);
        around_bar::around_bar_ui(ui, session, &mut state.around, asked);
        marks_bar::marks_bar_ui(ui, session, asked);
        // The reader takes this for its page.
        ui.visuals_mut().panel_fill = theme.colours.paper;
        state.panes.note_page(reader::own_id(ui));
        reader::reader_ui(ui, session, &mut state.reader, asked);
    });
    nearby::nearby_ui(ui.ctx(), session, &state.reader, asked);
    let home = toasts::home(inspector, board, all);
    toasts::toasts_ui(ui.ctx(), session, (&mut state.toasts, home), asked);
}

/// Whether a panel is to be seen.
fn is_shown(session: &Session, panel: Panel) -> bool {
    !session.settings().hidden.contains(&panel)
}

/// The size a panel was left with, or its usual one, in points.
fn size_of(session: &Session, panel: Panel, usual: f32) -> f32 {
    session
        .settings()
        .panels
        .get(&panel)
        .copied()
        .unwrap_or(usual)
}

/// Sources above, codebook below; each alone when the other is hidden.
fn left_ui(ui: &mut Ui, session: &Session, state: &mut State, asked: &mut Vec<Action>) {
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    let (has_sources, has_codebook) = (
        is_shown(session, Panel::Sources),
        is_shown(session, Panel::Codebook),
    );
    if !has_sources && !has_codebook {
        return;
    }
    let (first, range) = beside(ui, sizes, sizes.side);
    let column = egui::Panel::left("left")
        .default_size(size_of(session, Panel::Codebook, first).min(range.max))
        .size_range(range)
        .frame(Frame::new().fill(theme.colours.panel));
    let shown = column.show(ui, |ui| {
        if has_sources && has_codebook {
            let most = (ui.available_height() - sizes.sources_least).max(sizes.sources_least);
            let above = egui::Panel::top("sources")
                .resizable(true)
                .default_size(size_of(session, Panel::Sources, sizes.sources).min(most))
                .size_range(sizes.sources_least..=most)
                .frame(panel::frame(theme));
            let shown = above.show(ui, |ui| {
                state.panes.note(Panel::Sources, ui);
                state.still.part_ui(ui, "sources", |ui| {
                    let own = (&mut state.sources, &mut state.confirm);
                    sources::sources_ui(ui, session, own, asked);
                });
            });
            panel::name_edge(ui, session, "sources", Panel::Sources);
            state
                .sizes
                .insert(Panel::Sources, shown.response.rect.height());
        } else if has_sources {
            CentralPanel::default()
                .frame(panel::frame(theme))
                .show(ui, |ui| {
                    state.panes.note(Panel::Sources, ui);
                    sources::sources_ui(
                        ui,
                        session,
                        (&mut state.sources, &mut state.confirm),
                        asked,
                    );
                });
        }
        if has_codebook {
            CentralPanel::default()
                .frame(panel::frame(theme))
                .show(ui, |ui| {
                    state.panes.note(Panel::Codebook, ui);
                    state.still.part_ui(ui, "codebook", |ui| {
                        codebook::codebook_ui(ui, session, &mut state.codebook, asked);
                    });
                });
        }
    });
    panel::name_edge(ui, session, "left", Panel::Codebook);
    state
        .sizes
        .insert(Panel::Codebook, shown.response.rect.width());
}

/// How wide a panel at a side is at first, and may be, in points.
fn beside(ui: &Ui, sizes: &Sizes, wanted: f32) -> (f32, Rangef) {
    let window = ui.ctx().content_rect().width();
    let share = window * FIRST_SHARE.0;
    let least = sizes.side_least.min(share);
    let most = (ui.available_width() * MOST_SHARE).clamp(least, sizes.side_most);
    (wanted.min(share.max(least)), Rangef::new(least, most))
}

/// The inspector, if shown; where it stands.
fn right_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut State,
    asked: &mut Vec<Action>,
) -> Option<Rect> {
    if !is_shown(session, Panel::Inspector) {
        return None;
    }
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    let (first, range) = beside(ui, sizes, sizes.inspector);
    let column = egui::Panel::right("inspector")
        .default_size(size_of(session, Panel::Inspector, first).min(range.max))
        .size_range(range)
        .frame(panel::frame(theme));
    let shown = column.show(ui, |ui| {
        state.panes.note(Panel::Inspector, ui);
        state.still.part_ui(ui, "inspector", |ui| {
            inspector::inspector_ui(ui, session, &mut state.inspector, asked);
        });
    });
    panel::name_edge(ui, session, "inspector", Panel::Inspector);
    let rect = shown.response.rect;
    state.sizes.insert(Panel::Inspector, rect.width());
    Some(rect)
}

/// Whether contradictions are shown below the page.
fn has_conflicts(session: &Session) -> bool {
    let project = session.project();
    let some = project.is_some_and(|it| !it.conflicts().is_empty());
    some && session.look().board == Board::Conflicts
}

/// The board below the page, if shown; where it stands.
fn bottom_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut State,
    asked: &mut Vec<Action>,
) -> Option<Rect> {
    if let Some(code) = state.codebook.listed.take() {
        state.codings.list_code(code);
        asked.push(Action::ShowBoard {
            board: Board::Codings,
        });
    }
    if !is_shown(session, Panel::Board) {
        return None;
    }
    let theme = Theme::of(ui.ctx());
    let sizes = &theme.sizes;
    let share = ui.available_height() * FIRST_SHARE.1;
    let least = match has_conflicts(session) {
        // What stands here and what stands there are both read before anything is decided.
        true => ui.available_height() * CONFLICTS_SHARE,
        false => sizes.board_least.min(share),
    };
    let most = (ui.available_height() * BELOW_SHARE).clamp(least, sizes.board_most);
    let below = egui::Panel::bottom("board")
        .resizable(true)
        .default_size(size_of(session, Panel::Board, sizes.board.min(share)).min(most))
        .size_range(least..=most)
        .frame(panel::frame(theme));
    let shown = below.show(ui, |ui| {
        state.panes.note(Panel::Board, ui);
        // A board may need anything of the state.
        let mut still = std::mem::take(&mut state.still);
        still.part_ui(ui, "board", |ui| board::board_ui(ui, session, state, asked));
        state.still = still;
    });
    panel::name_edge(ui, session, "board", Panel::Board);
    let rect = shown.response.rect;
    state.sizes.insert(Panel::Board, rect.height());
    Some(rect)
}
