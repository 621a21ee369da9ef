//! Codings on the text: tinted paper behind the words, strokes under them.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, pos2, vec2};
use smallvec::SmallVec;

use super::brush::Brush;
use super::colours::Colours;
use super::pens::Pens;
use super::scene::Scene;
use crate::model::{CoderId, Colour, Project, QuotationId};
use crate::session::Locale;
use crate::view::{Mark, Page};

/// Strokes under a line at least and at most, by the room between the lines; of more, the rest is a
/// number.
const STROKES: (usize, usize) = (2, 6);
/// Strokes on each side of a line at most while two coders are compared.
const MOST_COMPARED: usize = 2;
/// Marks of a stretch of text that are looked at for its strokes and its paper.
pub(super) const MOST_MARKS: usize = 64;
/// From one stroke to the next, and while two coders are compared, in points.
const PITCH: (f32, f32) = (4.0, 3.0);
/// From the characters' lower edge to the first stroke, in points.
const DROP: f32 = 1.7;

/// What the marks are painted with.
pub(super) struct Inks<'a> {
    pub(super) locale: &'a Locale,
    pub(super) project: &'a Project,
    pub(super) pens: &'a Pens,
    pub(super) colours: &'a Colours,
    /// The quotation that is inspected.
    pub(super) chosen: Option<QuotationId>,
    /// Two coders set against each other: the second one's strokes stand over the words.
    pub(super) compared: Option<(CoderId, CoderId)>,
}

impl Inks<'_> {
    fn is_chosen(&self, mark: &Mark) -> bool {
        self.chosen == Some(mark.quotation)
    }
}

/// What is drawn of the codings in sight, made in one go and painted in two: the text's paper comes
/// before what is selected, the strokes after it.
pub(super) struct Drawn {
    pub(super) tints: Brush,
    pub(super) strikes: Strikes,
}

impl Drawn {
    /// Makes the paper behind coded words, the strokes under them, and over them those of the second
    /// of two coders who are compared.
    pub(super) fn new(painter: &Painter, scene: &Scene, page: &Page, inks: &Inks) -> Self {
        let mut drawn = Self {
            tints: Brush::new(painter.pixels_per_point()),
            strikes: Strikes {
                strokes: Brush::with_strokes(painter),
                mores: Vec::new(),
            },
        };
        let most = strokes_under(scene);
        for run in &page.runs {
            let rects: SmallVec<[Rect; 2]> = scene.rects(run.span).collect();
            let colours: SmallVec<[Colour; 8]> = run
                .marks
                .iter()
                .map(|it| inks.pens.colour(it.code))
                .collect();
            let is_chosen = run.marks.iter().any(|it| inks.is_chosen(it));
            let tint = inks.colours.tint(&colours, is_chosen);
            for rect in &rects {
                drawn.tints.rect(*rect, tint);
            }
            let Some((_, second)) = inks.compared else {
                let more = run.count - run.marks.len();
                drawn
                    .strikes
                    .strike(&rects, (&run.marks, more), inks, Side::Under(most));
                continue;
            };
            let (over, under): (Vec<Mark>, Vec<Mark>) =
                run.marks.iter().partition(|it| it.coder == second);
            drawn.strikes.strike(&rects, (&under, 0), inks, Side::Half);
            drawn.strikes.strike(&rects, (&over, 0), inks, Side::Over);
        }
        drawn
    }
}

/// The strokes of the codings in sight.
pub(super) struct Strikes {
    strokes: Brush,
    /// Where it is said how many strokes there was no room for.
    mores: Vec<(Pos2, usize)>,
}

impl Strikes {
    /// Strikes along a passage, line by line; `hidden` of its marks are not among these.
    fn strike(
        &mut self,
        rects: &[Rect],
        (marks, hidden): (&[Mark], usize),
        inks: &Inks,
        side: Side,
    ) {
        let rows = rows(marks, side.room());
        for rect in rects {
            for (row, mark) in &rows {
                let pen = inks.pens.of(mark.code, inks.is_chosen(mark));
                let y = side.height(rect, *row);
                self.strokes.across(rect.x_range(), y, pen);
            }
        }
        let more = marks.len() - rows.len() + hidden;
        if let (1.., Some(rect)) = (more, rects.last()) {
            self.say_more(side.corner(rect), more);
        }
    }

    /// Says how many strokes there was no room for: once for a line, the most of it.
    fn say_more(&mut self, at: Pos2, more: usize) {
        // Two coders have a height each.
        let mut last = self.mores.iter_mut().rev().take(2);
        match last.find(|it| it.0.y == at.y) {
            Some(known) if known.1 > more => {}
            Some(known) => *known = (at, more),
            None => self.mores.push((at, more)),
        }
    }

    pub(super) fn paint(mut self, painter: &Painter, colours: &Colours) {
        let mores = std::mem::take(&mut self.mores).into_iter();
        let mores: Vec<(Pos2, Arc<Galley>)> = mores
            .map(|(at, more)| self.make_room(painter, at, more, colours))
            .collect();
        self.strokes.paint(painter);
        for (at, galley) in mores {
            painter.galley(at, galley, colours.weak);
        }
    }

    /// Clears the paper for the number of strokes there was no room for; returns where it is
    /// written.
    fn make_room(
        &mut self,
        painter: &Painter,
        at: Pos2,
        more: usize,
        colours: &Colours,
    ) -> (Pos2, Arc<Galley>) {
        let font = FontId::proportional(9.0);
        let galley = painter.layout_no_wrap(format!("+{more}"), font, Color32::PLACEHOLDER);
        let rect = Align2::RIGHT_TOP.anchor_size(at, galley.size());
        let rect = rect.expand2(vec2(2.0, 0.0));
        self.strokes.rect(rect, colours.paper);
        (rect.min + vec2(2.0, 0.0), galley)
    }
}

/// Where strokes are drawn, and how many have room there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Under the words, so many.
    Under(usize),
    /// Under the words, with less room.
    Half,
    /// Over them.
    Over,
}

impl Side {
    /// How many strokes have room there.
    fn room(self) -> usize {
        match self {
            Self::Under(most) => most,
            Self::Half | Self::Over => MOST_COMPARED,
        }
    }

    /// The middle of a stroke beside characters, in points.
    fn height(self, characters: &Rect, row: usize) -> f32 {
        let (wide, narrow) = PITCH;
        match self {
            Self::Under(_) => characters.bottom() + DROP + row as f32 * wide,
            Self::Half => characters.bottom() + DROP + row as f32 * narrow,
            Self::Over => characters.top() - DROP - row as f32 * narrow,
        }
    }

    /// The right upper corner of what is said about further strokes.
    fn corner(self, characters: &Rect) -> Pos2 {
        let y = match self {
            Self::Over => self.height(characters, MOST_COMPARED),
            Self::Under(_) | Self::Half => characters.bottom() + DROP,
        };
        pos2(characters.right(), y)
    }
}

/// How many strokes have room between the lines.
fn strokes_under(scene: &Scene) -> usize {
    let room = scene.between() - DROP;
    ((room / PITCH.0).ceil() as usize).clamp(STROKES.0, STROKES.1)
}

/// Which mark is drawn in which of `most` rows: its own where that is one of them, else one that is
/// free here.
fn rows(marks: &[Mark], most: usize) -> SmallVec<[(usize, &Mark); STROKES.1]> {
    let own = |mark: &&Mark| mark.slot < most;
    let mut rows: SmallVec<[(usize, &Mark); STROKES.1]> =
        marks.iter().filter(own).map(|it| (it.slot, it)).collect();
    let taken = rows.clone();
    let free = (0..most).filter(|row| taken.iter().all(|it| it.0 != *row));
    rows.extend(free.zip(marks.iter().filter(|it| !own(it))));
    rows
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
    use crate::model::{CodeId, CodingId};
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
            rows(&marks(slots), 4)
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
        assert_eq!(drawn(&[0, 1, 2, 3, 4, 5]).len(), 4);
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
