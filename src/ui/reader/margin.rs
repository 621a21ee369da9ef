//! The margin: a bracket for every coded passage, with the names of its codes.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, FontId, Painter, Pos2, Rangef, Rect, pos2, vec2};

use super::brush::Brush;
use super::marks::{Inks, Lanes};
use super::pens::Pen;
use super::scene::{Geometry, Scene};
use crate::model::{CodeId, CoderId, QuotationId};
use crate::view::{Bracket, Page, Stroke};

/// From lane to lane, in points.
const PITCH: f32 = 7.0;
/// Lanes drawn at most where names stand beside them.
const MOST_LANES: usize = 9;
/// Lanes drawn at least beside names.
const FEWEST_LANES: usize = 3;
/// Width that is kept free for names, in points.
const NAMES: f32 = 90.0;
/// Height of a name, in points.
const ROW: f32 = 16.0;
/// Size of a name, in points.
const SIZE: f32 = 11.5;
/// Length of the piece of stroke before a name, in points.
const SAMPLE: f32 = 17.0;
/// What follows the name of a code whose passage carries a memo.
const MEMO: &str = " ※";
/// What follows the name where a person should look whether it is the right passage.
const UNSURE: &str = " ?";
/// Brackets drawn at most.
const MOST_BRACKETS: usize = 200;

/// Where something in the margin can be pointed at.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Place {
    pub(super) rect: Rect,
    /// The quotations meant, the one a click goes to first.
    pub(super) brackets: Vec<Bracket>,
}

/// A bracket with its place on the screen.
struct Stand<'p> {
    bracket: &'p Bracket,
    lane: usize,
    y: Rangef,
    /// Whether the passage begins and ends in sight.
    begins: bool,
    ends: bool,
}

/// Paints the margin; returns what can be pointed at, the topmost last.
pub(super) fn paint(
    painter: &Painter,
    scene: &Scene,
    page: &Page,
    inks: &Inks,
    lanes: &mut Lanes,
) -> Vec<Place> {
    let geometry = &scene.geometry;
    let stands = stands(scene, page, lanes);
    let width = geometry.margin_end - geometry.margin;
    let has_names = width > 80.0;
    let room = if has_names {
        let beside = ((width - NAMES) / PITCH).max(0.0) as usize;
        beside.clamp(FEWEST_LANES, MOST_LANES)
    } else {
        (width / PITCH).floor().max(1.0) as usize
    };
    let used = stands
        .iter()
        .map(|it| it.lane + 1)
        .max()
        .unwrap_or(0)
        .min(room);
    let mut places = Vec::new();
    let mut brush = Brush::with_strokes(painter);
    for stand in stands.iter().filter(|it| it.lane < room) {
        let x = geometry.margin + PITCH * (stand.lane as f32 + 0.5);
        draw_bracket(&mut brush, stand, x, inks);
        let rect = Rect::from_x_y_ranges(x - PITCH / 2.0..=x + PITCH / 2.0, stand.y);
        let brackets = vec![stand.bracket.clone()];
        places.push(Place { rect, brackets });
    }
    if has_names {
        let left = geometry.margin + used as f32 * PITCH + 5.0;
        let mut writer = Writer {
            painter,
            brush: &mut brush,
            inks,
        };
        writer.names(&stands, (left, geometry), &mut places);
    }
    brush.paint(painter);
    places
}

fn stands<'p>(scene: &Scene, page: &'p Page, lanes: &mut Lanes) -> Vec<Stand<'p>> {
    let brackets = page.brackets.iter().take(MOST_BRACKETS);
    let mut extents = Vec::new();
    let mut found = Vec::new();
    for bracket in brackets {
        let mut lines = scene.lines(bracket.span);
        let Some(first) = lines.next() else { continue };
        let last = lines.last().unwrap_or(first);
        let number = |of: &super::column::Seen| {
            scene
                .seen
                .partition_point(|seen| seen.line.span.start < of.line.span.start)
        };
        extents.push((bracket.quotation, (number(first), number(last))));
        let y = Rangef::new(scene.body(first).0 + 1.0, scene.body(last).1 - 1.0);
        let begins = first.line.span.start <= bracket.span.start;
        let ends = bracket.span.end <= last.line.span.end;
        found.push(Stand {
            bracket,
            lane: 0,
            y,
            begins,
            ends,
        });
    }
    for (stand, lane) in found.iter_mut().zip(lanes.place(&extents)) {
        stand.lane = lane;
    }
    found
}

fn draw_bracket(brush: &mut Brush, stand: &Stand, x: f32, inks: &Inks) {
    let is_chosen = inks.chosen == Some(stand.bracket.quotation);
    let codes: Vec<CodeId> = stand.bracket.codings.iter().map(|it| it.code).collect();
    let plain = Pen {
        stroke: Stroke::Solid,
        colour: inks.colours.weak,
        is_chosen: false,
    };
    let pen = |code: Option<&CodeId>| code.map_or(plain, |code| inks.pens.of(*code, is_chosen));
    let mut tick = |y: f32, code: Option<&CodeId>| {
        let rect = Rect::from_x_y_ranges(x - 3.0..=x, y - 0.75..=y + 0.75);
        brush.rect(rect, pen(code).colour);
    };
    if stand.begins {
        tick(stand.y.min, codes.first());
    }
    if stand.ends {
        tick(stand.y.max, codes.last());
    }
    // The codes of one passage share its bracket, one below the other.
    let count = codes.len().clamp(1, 12);
    let part = stand.y.span() / count as f32;
    for at in 0..count {
        let from = stand.y.min + part * at as f32;
        brush.along(x, Rangef::new(from, from + part), pen(codes.get(at)));
    }
}

/// A name to write: a code of a bracket, or none.
struct Name<'p> {
    bracket: &'p Bracket,
    code: Option<CodeId>,
}

/// Every code of some brackets once, those of the chosen quotation first.
fn names<'p>(group: &[Stand<'p>], chosen: Option<QuotationId>) -> Vec<Name<'p>> {
    let mut brackets: Vec<&Bracket> = group.iter().map(|it| it.bracket).collect();
    brackets.sort_by_key(|it| Some(it.quotation) != chosen);
    let mut names: Vec<Name> = Vec::new();
    for bracket in brackets {
        for code in bracket.codings.iter().map(|it| Some(it.code)) {
            if names.iter().all(|it| it.code != code) {
                names.push(Name { bracket, code });
            }
        }
        if bracket.codings.is_empty() {
            names.push(Name {
                bracket,
                code: None,
            });
        }
    }
    names
}

struct Writer<'a> {
    painter: &'a Painter,
    brush: &'a mut Brush,
    inks: &'a Inks<'a>,
}

impl Writer<'_> {
    /// Writes the names of the codes that begin on each line beside it, none over another: as many rows
    /// as there are until the next line with names, in the last the number of those left out.
    fn names(
        &mut self,
        stands: &[Stand],
        (left, geometry): (f32, &Geometry),
        places: &mut Vec<Place>,
    ) {
        let groups: Vec<&[Stand]> = stands.chunk_by(|a, b| a.y.min == b.y.min).collect();
        let top_of = |group: &[Stand]| group.first().map_or(f32::INFINITY, |it| it.y.min);
        for (at, group) in groups.iter().enumerate() {
            let top = top_of(group).max(geometry.rect.top() + 2.0);
            let next = groups.get(at + 1).map_or(f32::INFINITY, |it| top_of(it));
            let below = next.min(geometry.rect.bottom()) - top;
            let rows = (below / ROW + 0.1).floor() as usize;
            let size = vec2(geometry.margin_end - left, ROW);
            let names = names(group, self.inks.chosen);
            for (row, name) in names.iter().take(rows).enumerate() {
                let rest = if row + 1 == rows {
                    names.len() - rows
                } else {
                    0
                };
                let rect = Rect::from_min_size(pos2(left, top + row as f32 * ROW), size);
                self.row(rect, name, rest);
                let hidden = names.iter().skip(row + 1).take(rest);
                let brackets = [name]
                    .into_iter()
                    .chain(hidden)
                    .map(|it| it.bracket.clone());
                places.push(Place {
                    rect,
                    brackets: brackets.collect(),
                });
            }
        }
    }

    fn row(&mut self, rect: Rect, name: &Name, rest: usize) {
        let is_chosen = self.inks.chosen == Some(name.bracket.quotation);
        let colours = self.inks.colours;
        let colour = if is_chosen { colours.ink } else { colours.name };
        let mut room = rect;
        if let Some(code) = name.code {
            let x = Rangef::new(room.left(), room.left() + SAMPLE);
            let pen = self.inks.pens.of(code, is_chosen);
            self.brush.sample(x, room.center().y, pen);
            *room.left_mut() += SAMPLE + 5.0;
        }
        if rest > 0 {
            let width = self.write(&format!("+{rest}"), room, colours.weak, Align::Max);
            *room.right_mut() -= width + 4.0;
        }
        let code = name
            .code
            .and_then(|code| self.inks.project.codes().get(code));
        let mut words = code.map_or_else(String::new, |code| code.name.clone());
        if self.inks.compared.is_some() {
            let mut coders: Vec<CoderId> = name.bracket.codings.iter().map(|it| it.coder).collect();
            coders.dedup();
            for coder in coders
                .iter()
                .filter_map(|it| self.inks.project.coders().get(*it))
            {
                words.push_str(" · ");
                words.push_str(&self.inks.locale.coder(&coder.name));
            }
        }
        if name.bracket.has_memo {
            words.push_str(MEMO);
        }
        if name.bracket.is_unsure {
            words.push_str(UNSURE);
        }
        self.write(&words, room, colour, Align::Min);
    }

    /// Writes words in one row, cut short where they do not fit; returns their width.
    fn write(&self, words: &str, rect: Rect, colour: Color32, align: Align) -> f32 {
        let font = FontId::proportional(SIZE);
        let mut job = LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = TextWrapping::truncate_at_width(rect.width().max(1.0));
        let galley = self.painter.layout_job(job);
        let size = galley.size();
        let left = if align == Align::Max {
            rect.right() - size.x
        } else {
            rect.left()
        };
        self.painter
            .galley(pos2(left, rect.center().y - size.y / 2.0), galley, colour);
        size.x
    }
}

/// What the topmost thing at a point of the margin stands for.
pub(super) fn at(places: &[Place], pos: Pos2) -> Option<&[Bracket]> {
    let found = places.iter().rev().find(|place| place.rect.contains(pos));
    found.map(|place| place.brackets.as_slice())
}
