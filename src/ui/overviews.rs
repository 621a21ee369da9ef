//! The board of overviews: codes by sources, cases, values or coders, codes together, how much of each
//! source is coded, and in which order codes appear. Every cell opens its passages.

mod asking;
mod matrix;
mod sequence;

use super::panel;
use super::theme::Theme;
use super::words::word;
use crate::session::{OverviewMade, Session};
use egui::{RichText, Ui};

/// What the board remembers.
#[derive(Default)]
pub(super) struct OverviewsState {
    asking: asking::AskingState,
    matrix: matrix::MatrixState,
    sequence: sequence::SequenceState,
    /// Whether figures are shown without shades and bars.
    is_plain: bool,
}

/// The board.
pub(super) fn overviews_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverviewsState,
    asked: &mut Vec<crate::session::Action>,
) {
    let overview = session.overview();
    if overview.wish().is_none() {
        // The usual one, so that nobody meets an empty board.
        asked.push(asking::usual());
        return;
    }
    asking::asking_ui(ui, session, state, asked);
    if let Some(error) = overview.error() {
        let colour = Theme::of(ui.ctx()).colours.error;
        ui.label(RichText::new(session.locale().say(error)).color(colour));
        return;
    }
    match overview.answer() {
        None => panel::empty_ui(ui, &word(session, "overview-coming")),
        Some(OverviewMade::Table(_, table)) => {
            matrix::matrix_ui(ui, session, (state, table), asked);
        }
        Some(OverviewMade::Sequence(source, made)) => {
            sequence::sequence_ui(ui, session, (state, *source, made), asked);
        }
    }
}
