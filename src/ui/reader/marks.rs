//! Codings on the text: tinted paper behind the words, strokes under them.

use std::collections::HashMap;

use egui::{Align2, Color32, FontId, Painter, Pos2, Rangef, Stroke as Pen, pos2};

use super::brush::Brush;
use super::colours::Colours;
use super::scene::Scene;
use super::strokes::{self, ROOM};
use crate::model::{CodeId, CoderId, Colour, Project, QuotationId};
use crate::session::Locale;
use crate::text::Span;
use crate::view::{Mark, Page, Strokes};

/// Strokes under a line at most; of more, the rest is a number.
const MOST_STROKES: usize = 4;
/// Strokes on each side of a line at most while two coders are compared.
const MOST_COMPARED: usize = 2;
/// From one stroke to the next, in points.
const PITCH: f32 = ROOM;
/// From the characters' lower edge to the first stroke, in points.
const DROP: f32 = 1.7;

/// What the marks are painted with.
pub(super) struct Inks<'a> {
    pub(super) locale: &'a Locale,
    pub(super) project: &'a Project,
    pub(super) strokes: &'a Strokes,
    pub(super) colours: &'a Colours,
    /// The quotation that is inspected.
    pub(super) chosen: Option<QuotationId>,
    /// Two coders set against each other: the second one's strokes stand over the words.
    pub(super) compared: Option<(CoderId, CoderId)>,
}

impl Inks<'_> {
    /// A code's colour.
    pub(super) fn colour(&self, code: CodeId) -> Colour {
        let code = self.project.codes().get(code);
        code.map_or(Colour(0x80, 0x80, 0x80), |code| code.colour)
    }

    /// What a code's strokes are drawn with.
    pub(super) fn pen(&self, code: CodeId, is_chosen: bool) -> Pen {
        let width = if is_chosen { 2.4 } else { 1.5 };
        Pen::new(width, self.colours.stroke(self.colour(code)))
    }

    fn is_chosen(&self, mark: &Mark) -> bool {
        self.chosen == Some(mark.quotation)
    }
}

/// Paints the paper behind coded words.
pub(super) fn paint_tints(painter: &Painter, scene: &Scene, page: &Page, inks: &Inks) {
    let mut brush = Brush::new(painter.pixels_per_point());
    for run in &page.runs {
        let colours: Vec<Colour> = run.marks.iter().map(|it| inks.colour(it.code)).collect();
        let is_chosen = run.marks.iter().any(|it| inks.is_chosen(it));
        let tint = inks.colours.tint(&colours, is_chosen);
        for rect in scene.rects(run.span) {
            brush.rect(rect, tint);
        }
    }
    brush.paint(painter);
}

/// Paints the strokes under coded words, and over them those of the second of two coders who are
/// compared. `corners` is how many corners they had in the last frame.
pub(super) fn paint_strokes(
    painter: &Painter,
    scene: &Scene,
    page: &Page,
    inks: &Inks,
    corners: &mut usize,
) {
    let mut brush = Brush::with_room(painter.pixels_per_point(), *corners);
    let mut mores = Vec::new();
    for run in &page.runs {
        let mut side = |marks: &[Mark], side| {
            mores.extend(strike(&mut brush, scene, (run.span, marks), inks, side));
        };
        let Some((_, second)) = inks.compared else {
            side(&run.marks, Side::Under);
            continue;
        };
        let (over, under): (Vec<Mark>, Vec<Mark>) =
            run.marks.iter().partition(|it| it.coder == second);
        side(&under, Side::Half);
        side(&over, Side::Over);
    }
    *corners = brush.paint(painter);
    for (at, more) in mores {
        paint_more(painter, at, more, inks.colours);
    }
}

/// Where strokes are drawn, and how many have room there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Under the words.
    Under,
    /// Under the words, with less room.
    Half,
    /// Over them.
    Over,
}

/// Strikes along a passage; returns how many strokes there was no room for, and where to say so.
fn strike(
    brush: &mut Brush,
    scene: &Scene,
    (span, marks): (Span, &[Mark]),
    inks: &Inks,
    side: Side,
) -> Option<(Pos2, usize)> {
    let most = match side {
        Side::Under => MOST_STROKES,
        Side::Half | Side::Over => MOST_COMPARED,
    };
    let rows = rows(marks, most);
    let more = marks.len() - rows.len();
    let mut end = None;
    for rect in scene.rects(span) {
        for (row, mark) in &rows {
            let away = DROP + *row as f32 * PITCH;
            let y = match side {
                Side::Over => rect.top() - away,
                Side::Under | Side::Half => rect.bottom() + away,
            };
            let pen = inks.pen(mark.code, inks.is_chosen(mark));
            // A hair's breadth is left free where a passage begins or ends.
            let x = Rangef::new(rect.left(), rect.right());
            strokes::across(brush, x, y, inks.strokes.of(mark.code), pen);
        }
        end = Some(rect);
    }
    let rect = end.filter(|_| more > 0)?;
    let y = match side {
        Side::Over => rect.top() - DROP - MOST_COMPARED as f32 * PITCH,
        Side::Under | Side::Half => rect.bottom() + DROP,
    };
    Some((pos2(rect.right(), y), more))
}

/// Which mark is drawn in which of `most` rows: its own where that is one of them, else one that is
/// free here.
fn rows(marks: &[Mark], most: usize) -> Vec<(usize, &Mark)> {
    let (low, high): (Vec<&Mark>, Vec<&Mark>) = marks.iter().partition(|it| it.slot < most);
    let mut rows: Vec<(usize, &Mark)> = low.into_iter().map(|it| (it.slot, it)).collect();
    let taken: Vec<usize> = rows.iter().map(|(row, _)| *row).collect();
    let free = (0..most).filter(|row| !taken.contains(row));
    rows.extend(free.zip(high));
    rows
}

/// Says how many strokes there was no room for.
fn paint_more(painter: &Painter, at: Pos2, more: usize, colours: &Colours) {
    let words = format!("+{more}");
    let font = FontId::proportional(9.0);
    let galley = painter.layout_no_wrap(words, font, Color32::PLACEHOLDER);
    let rect = Align2::RIGHT_TOP
        .anchor_size(at, galley.size())
        .expand2(egui::vec2(2.0, 0.0));
    painter.rect_filled(rect, 2.0, colours.paper);
    painter.galley(rect.min + egui::vec2(2.0, 0.0), galley, colours.weak);
}

/// The lanes of the brackets in sight. A bracket keeps its lane as long as it is in sight, so
/// nothing jumps while the text is scrolled.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<QuotationId, usize>,
}

impl Lanes {
    /// The lane of each of these, from 0; `extents` are the lines it stands beside, first and last.
    pub(super) fn place(&mut self, extents: &[(QuotationId, (usize, usize))]) -> Vec<usize> {
        let mut placed: Vec<((usize, usize), usize)> = Vec::with_capacity(extents.len());
        let mut kept = HashMap::with_capacity(extents.len());
        let mut pending = Vec::new();
        let is_free = |placed: &[((usize, usize), usize)], lane, extent: (usize, usize)| {
            let meets = |other: (usize, usize)| other.0 <= extent.1 && extent.0 <= other.1;
            !placed
                .iter()
                .any(|(other, taken)| *taken == lane && meets(*other))
        };
        for (id, extent) in extents {
            match self
                .lanes
                .get(id)
                .filter(|lane| is_free(&placed, **lane, *extent))
            {
                Some(lane) => {
                    placed.push((*extent, *lane));
                    kept.insert(*id, *lane);
                }
                None => pending.push((id, extent)),
            }
        }
        for (id, extent) in pending {
            let lane = (0..)
                .find(|lane| is_free(&placed, *lane, *extent))
                .unwrap_or(0);
            placed.push((*extent, lane));
            kept.insert(*id, lane);
        }
        self.lanes = kept;
        let lane = |id: &QuotationId| self.lanes.get(id).copied().unwrap_or(0);
        extents.iter().map(|(id, _)| lane(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CoderId, CodingId};
    use uuid::Uuid;

    fn quotation(number: u128) -> QuotationId {
        QuotationId::new(Uuid::from_u128(number))
    }

    fn marks(slots: &[usize]) -> Vec<Mark> {
        let mark = |slot: &usize| Mark {
            coding: CodingId::new(Uuid::from_u128(*slot as u128)),
            quotation: quotation(1),
            code: CodeId::new(Uuid::from_u128(1)),
            coder: CoderId::new(Uuid::from_u128(1)),
            slot: *slot,
        };
        slots.iter().map(mark).collect()
    }

    #[test]
    fn a_mark_keeps_its_row_where_it_can() {
        let drawn = |slots: &[usize]| -> Vec<(usize, usize)> {
            rows(&marks(slots), MOST_STROKES)
                .iter()
                .map(|(row, mark)| (*row, mark.slot))
                .collect()
        };
        assert_eq!(drawn(&[0, 2]), [(0, 0), (2, 2)]);
        assert_eq!(
            drawn(&[1, 7]),
            [(1, 1), (0, 7)],
            "a high slot takes a free row"
        );
        assert_eq!(drawn(&[0, 1, 2, 3, 4, 5]).len(), MOST_STROKES);
    }

    #[test]
    fn brackets_on_one_line_stand_in_different_lanes() {
        let mut lanes = Lanes::default();
        let all = [
            (quotation(1), (0, 2)),
            (quotation(2), (2, 3)),
            (quotation(3), (4, 5)),
        ];
        assert_eq!(lanes.place(&all), [0, 1, 0]);
    }

    #[test]
    fn a_bracket_stays_in_its_lane_while_it_is_in_sight() {
        let mut lanes = Lanes::default();
        lanes.place(&[(quotation(1), (0, 2)), (quotation(2), (2, 3))]);
        assert_eq!(
            lanes.place(&[(quotation(2), (0, 1))]),
            [1],
            "the first has left at the top"
        );
        assert_eq!(lanes.place(&[]), [0; 0]);
        assert_eq!(
            lanes.place(&[(quotation(2), (0, 1))]),
            [0],
            "forgotten when out of sight"
        );
    }
}
