//! How the offsets of an imported file were read, with the other ways and how well each fits.

use super::choice::choose_ui;
use super::confirm::{buttons_ui, primary};
use super::overlay::OverlayState;
use super::prompt::wide_title_ui;
use super::theme::Theme;
use super::words::{cut, with, word};
use crate::session::{Action, ReadOffsets, Saying, Session};
use egui::{Grid, RichText, Ui};

/// The dialog.
pub(super) fn offsets_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(read) = session.read_offsets() else {
        asked.push(Action::ShowOverlay { overlay: None });
        return;
    };
    let theme = Theme::of(ui.ctx());
    if state.fresh {
        let taken = read.ways.iter().position(|it| it.is_taken);
        state.at = taken.unwrap_or_default();
    }
    let file = read.path.file_name().unwrap_or_default().to_string_lossy();
    let title = with(session, "offsets-title", "name", cut(&file).as_str());
    wide_title_ui(ui, &title);
    let is_one = read.ways.iter().any(|it| it.is_taken);
    let key = match (read.is_told, is_one, read.is_unsure()) {
        (true, ..) => "offsets-told",
        (false, false, _) => "offsets-several",
        (false, true, true) => "offsets-unsure",
        (false, true, false) => "offsets-sure",
    };
    let margin = usize::try_from(read.margin).unwrap_or_default();
    let detail = Saying::new(key).with("margin", margin);
    let detail = session.locale().say(&detail);
    ui.label(RichText::new(detail).color(theme.colours.weak));
    ui.add_space(theme.sizes.gap);
    ways_ui(ui, session, (read, state));
    ui.add_space(theme.sizes.wide_pad);
    let chosen = read.ways.get(state.at);
    let other = chosen.filter(|it| !it.is_taken);
    buttons_ui(ui, |ui| {
        if let Some(way) = other
            && primary(ui, &word(session, "offsets-read")).0.clicked()
        {
            asked.push(Action::ReadAgain {
                offsets: way.counting,
            });
        }
        if ui.button(word(session, "offsets-leave")).clicked() {
            asked.push(Action::ShowOverlay { overlay: None });
        }
    });
}

/// The ways, the best first.
fn ways_ui(ui: &mut Ui, session: &Session, (read, state): (&ReadOffsets, &mut OverlayState)) {
    let theme = Theme::of(ui.ctx());
    let grid = Grid::new("ways").spacing([theme.sizes.pad * 2.0, theme.sizes.gap]);
    grid.show(ui, |ui| {
        for (at, way) in read.ways.iter().enumerate() {
            let words = session.way_words(way.counting);
            if choose_ui(ui, at == state.at, &words).clicked() {
                state.at = at;
            }
            let fit = Saying::new("offsets-fit")
                .with("fit", way.fit)
                .with("edges", read.edges);
            ui.label(session.locale().say(&fit));
            if way.is_taken {
                let taken = RichText::new(word(session, "offsets-taken")).small();
                ui.label(taken.color(theme.colours.weak));
            }
            ui.end_row();
        }
    });
}
