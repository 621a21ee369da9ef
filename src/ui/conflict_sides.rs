//! The versions of one conflict side by side, each with the button that decides for it.

use super::conflicts::decide;
use super::theme::{Theme, margin};
use super::words::word;
use crate::edit::Choice;
use crate::model::Conflict;
use crate::session::{Action, ConflictSides, Piece, Session, Side};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Frame, Label, Layout, RichText, ScrollArea, Stroke, Ui, Vec2};

/// Width of a column below which the versions stand one below the other, in rows' heights.
const LEAST_ROWS: f32 = 6.0;

/// The title, and the versions: beside each other where there is room.
pub(super) fn sides_ui(
    ui: &mut Ui,
    session: &Session,
    (conflict, sides): (&Conflict, &ConflictSides),
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let title = match sides.part.is_empty() {
        true => format!("{} · {}", sides.title, word(session, sides.kind.key())),
        false => format!("{} · {}", sides.title, sides.part),
    };
    ui.add(Label::new(RichText::new(title).color(theme.colours.ink)).truncate());
    let count = sides.sides.len();
    let gap = ui.spacing().item_spacing.x;
    let wide = (ui.available_width() - gap * (count as f32 - 1.0)) / count as f32;
    let high = ui.available_height().max(theme.sizes.row * 2.0);
    if wide < theme.sizes.row * LEAST_ROWS {
        let area = ScrollArea::vertical().id_salt("versions").max_height(high);
        area.show(ui, |ui| {
            for (at, side) in sides.sides.iter().enumerate() {
                ui.push_id(at, |ui| {
                    side_ui(ui, session, (conflict, sides, side), None, asked);
                });
            }
        });
        return;
    }
    ui.horizontal_top(|ui| {
        for (at, side) in sides.sides.iter().enumerate() {
            let size = Vec2::new(wide, high);
            ui.push_id(at, |ui| {
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_min_width(wide);
                    side_ui(ui, session, (conflict, sides, side), Some(high), asked);
                });
            });
        }
    });
}

/// One version with its button; with a height, what is longer scrolls.
fn side_ui(
    ui: &mut Ui,
    session: &Session,
    (conflict, sides, side): (&Conflict, &ConflictSides, &Side),
    high: Option<f32>,
    asked: &mut Vec<Action>,
) {
    let theme = Theme::of(ui.ctx());
    let (name, key) = match side.choice {
        Choice::Kept => ("conflicts-here", "1"),
        Choice::Other => ("conflicts-other", "2"),
        Choice::Base => ("conflicts-before", "3"),
    };
    ui.vertical(|ui| {
        ui.horizontal_wrapped(|ui| {
            let heading = RichText::new(word(session, name)).small();
            ui.label(heading.color(theme.colours.weak));
            let words = word(session, sides.kind.choice_key(side.choice));
            let key = RichText::new(key).color(theme.colours.weak);
            let button = ui.add(Button::new(words).shortcut_text(key));
            if button.clicked() {
                asked.push(decide(conflict.id, side.choice));
            }
        });
        let frame = Frame::new()
            .fill(theme.colours.paper)
            .corner_radius(theme.corner())
            .stroke(Stroke::new(1.0, theme.colours.line))
            .inner_margin(margin(theme.sizes.gap));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let most = high.map(|it| (it - theme.sizes.row * 2.0).max(theme.sizes.row));
            match most {
                Some(most) => {
                    let area = ScrollArea::vertical().max_height(most);
                    area.show(ui, |ui| pieces_ui(ui, &side.pieces));
                }
                None => pieces_ui(ui, &side.pieces),
            }
        });
    });
}

/// The words; those that differ on a ground of their own and underlined, so that it is seen without
/// colour too.
fn pieces_ui(ui: &mut Ui, pieces: &[Piece]) {
    let theme = Theme::of(ui.ctx());
    let colours = &theme.colours;
    let mut job = LayoutJob::default();
    for piece in pieces {
        let plain = TextFormat::simple(theme.body(), colours.ink);
        let (words, format) = match piece {
            Piece::Same(words) => (words, plain),
            Piece::Other(words) => {
                let format = TextFormat {
                    background: colours.mark,
                    underline: Stroke::new(1.5, colours.accent),
                    ..plain
                };
                (words, format)
            }
            Piece::Context(words) => (words, TextFormat::simple(theme.body(), colours.weak)),
        };
        job.append(words, 0.0, format);
    }
    ui.add(Label::new(job).wrap());
}
