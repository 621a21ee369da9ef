//! What stands where on the screen in this frame.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Context, FontFamily, FontId, Pos2, Rect, pos2};

use super::colours::Colours;
use super::column::{Frame, Seen};
use super::overview;
use super::typeface::Type;
use crate::session::{Numbers, Typesetting};
use crate::text::{Span, Writing};
use crate::ui::fonts::page_of;

/// Below a paragraph, in parts of the size.
const GAP: f32 = 0.7;
/// Room for the numbers beside the text, in points.
const NUMBERS: f32 = 34.0;
/// Where a character's body begins and ends, in parts of the size from the middle of the line.
const BODY: (f32, f32) = (-0.57, 0.54);
/// The family of fonts for the page, where the shell offers one.
const FAMILY: &str = "page";

/// The parts of the reader, in points on the screen.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Geometry {
    /// All of it.
    pub(super) rect: Rect,
    /// Left edge of the text.
    pub(super) left: f32,
    /// Left edge of the margin with the brackets.
    pub(super) margin: f32,
    /// Right edge of the margin.
    pub(super) margin_end: f32,
    /// The overview of the whole source; without width where there is no room.
    pub(super) overview: Rect,
    /// The scroll bar.
    pub(super) bar: Rect,
    /// How the text is set.
    pub(super) style: Type,
    /// Room for the heading above the text.
    pub(super) above: f32,
    /// What stands to the left of the text.
    pub(super) numbers: Numbers,
}

impl Geometry {
    pub(super) fn new(ctx: &Context, rect: Rect, page: Typesetting) -> Self {
        let width = rect.width();
        let size = f32::from(page.size);
        let bar_width = if width > 120.0 { 12.0 } else { 0.0 };
        let bar = Rect::from_min_max(pos2(rect.right() - bar_width, rect.top()), rect.max);
        let overview_width = if width > 620.0 { overview::WIDTH } else { 0.0 };
        let overview = Rect::from_min_max(
            pos2(bar.left() - overview_width, rect.top()),
            bar.left_bottom(),
        );
        let inside = width - bar_width - overview_width;
        let pad = (inside * 0.04).clamp(6.0, 36.0);
        let margin = match inside {
            wide if wide > 520.0 => (wide * 0.19).clamp(112.0, 210.0),
            narrow if narrow > 260.0 => 34.0,
            _ => 12.0,
        };
        let gap = if inside > 520.0 { 18.0 } else { 6.0 };
        let has_numbers = page.numbers != Numbers::None && inside > 520.0;
        let numbers = if has_numbers { NUMBERS } else { 0.0 };
        let room = (inside - 2.0 * pad - gap - margin - numbers).max(size);
        // Whole characters, so that lines of Chinese fill the measure to the edge.
        let chars = (room / size).floor().clamp(1.0, f32::from(page.measure));
        let measure = chars * size;
        let left = rect.left() + pad + numbers + ((room - measure) / 2.0).floor();
        let pixel = 1.0 / ctx.pixels_per_point();
        let whole = |points: f32| (points / pixel).round() * pixel;
        Self {
            rect,
            left: whole(left),
            margin: whole(left + measure + gap),
            margin_end: left + measure + gap + margin,
            overview,
            bar,
            style: Type {
                font: FontId::new(size, family(ctx)),
                faces: Rc::new(faces(ctx)),
                line: whole(size * f32::from(page.leading) / 100.0),
                gap: whole(size * GAP),
                width: measure,
                indent: whole(size * f32::from(page.indent)).min(measure / 2.0),
            },
            above: if rect.height() > 300.0 { 112.0 } else { 56.0 },
            numbers: if has_numbers {
                page.numbers
            } else {
                Numbers::None
            },
        }
    }

    /// The window onto the column.
    pub(super) fn frame(&self) -> Frame {
        let under = self.style.line * 3.0;
        Frame {
            height: self.rect.height(),
            above: self.above,
            under,
        }
    }
}

/// The faces of the writings for which the shell offers one.
fn faces(ctx: &Context) -> BTreeMap<Writing, FontFamily> {
    let all = Writing::ALL.map(|writing| (writing, page_of(writing)));
    ctx.fonts(|fonts| {
        let families = &fonts.definitions().families;
        let offered = all.into_iter().filter(|it| families.contains_key(&it.1));
        offered.collect()
    })
}

fn family(ctx: &Context) -> FontFamily {
    let page = FontFamily::Name(FAMILY.into());
    let is_there = ctx.fonts(|fonts| fonts.definitions().families.contains_key(&page));
    if is_there {
        page
    } else {
        FontFamily::Proportional
    }
}

/// The lines in sight, and where they are.
pub(super) struct Scene {
    pub(super) geometry: Geometry,
    pub(super) colours: Colours,
    pub(super) seen: Vec<Seen>,
}

impl Scene {
    /// The bytes in sight.
    pub(super) fn span(&self) -> Span {
        match (self.seen.first(), self.seen.last()) {
            (Some(first), Some(last)) => Span::new(first.line.span.start, last.line.span.end),
            _ => Span::new(0, 0),
        }
    }

    /// The first byte of the first line that is wholly in sight.
    pub(super) fn first(&self) -> usize {
        let whole = self.seen.iter().find(|seen| seen.top >= -1.0);
        whole
            .or(self.seen.first())
            .map_or(0, |seen| seen.line.span.start)
    }

    /// The upper edge of a line on the screen.
    pub(super) fn top(&self, seen: &Seen) -> f32 {
        self.geometry.rect.top() + seen.top
    }

    /// Where a line begins on the screen.
    pub(super) fn left(&self, seen: &Seen) -> f32 {
        self.geometry.left + seen.line.indent
    }

    /// Upper and lower edge of the characters of a line.
    pub(super) fn body(&self, seen: &Seen) -> (f32, f32) {
        let middle = self.top(seen) + seen.line.height / 2.0;
        let size = self.geometry.style.font.size;
        (middle + BODY.0 * size, middle + BODY.1 * size)
    }

    /// Room between the characters of one line and those of the next, in points.
    pub(super) fn between(&self) -> f32 {
        let style = &self.geometry.style;
        style.line - (BODY.1 - BODY.0) * style.font.size
    }

    /// The line at a height on the screen, or the nearest.
    pub(super) fn line_at(&self, y: f32) -> Option<&Seen> {
        let after = self.seen.partition_point(|seen| self.top(seen) <= y);
        self.seen.get(after.saturating_sub(1))
    }

    /// The byte whose caret is nearest to a point.
    pub(super) fn hit(&self, pos: Pos2) -> Option<usize> {
        let seen = self.line_at(pos.y)?;
        let byte = seen.line.span.start + seen.set.byte_at(pos.x - self.left(seen));
        Some(byte.min(seen.line.span.end))
    }

    /// The first byte of the character under a point; `None` beside the text.
    pub(super) fn under(&self, pos: Pos2) -> Option<usize> {
        let seen = self.line_at(pos.y)?;
        let bottom = self.top(seen) + seen.line.height;
        let inside = self.top(seen) <= pos.y && pos.y < bottom;
        let byte = seen
            .set
            .byte_under(pos.x - self.left(seen))
            .filter(|_| inside)?;
        Some(seen.line.span.start + byte)
    }

    /// The visible lines that share bytes with a span.
    pub(super) fn lines(&self, span: Span) -> impl Iterator<Item = &Seen> {
        let from = self
            .seen
            .partition_point(|seen| seen.line.span.end <= span.start);
        let lines = self.seen.iter().skip(from);
        lines.take_while(move |seen| seen.line.span.start < span.end)
    }

    /// The rectangles that the characters of a span take on the screen, line by line.
    pub(super) fn rects(&self, span: Span) -> impl Iterator<Item = Rect> {
        self.lines(span).flat_map(move |seen| {
            let start = span.start.saturating_sub(seen.line.span.start);
            let end = span
                .end
                .min(seen.line.span.end)
                .saturating_sub(seen.line.span.start);
            let (top, bottom) = self.body(seen);
            let left = self.left(seen);
            // Blanks at a line's end hang over its edge; they are not painted there.
            let width = self.geometry.style.width - seen.line.indent;
            let ranges = seen.set.ranges(start..end).into_iter();
            ranges.filter(move |it| it.min < width).map(move |it| {
                let right = left + it.max.min(width);
                Rect::from_min_max(pos2(left + it.min, top), pos2(right, bottom))
            })
        })
    }

    /// Where the caret stands before a byte, at a line's end when it `hangs` there; `None` when
    /// that is out of sight.
    pub(super) fn caret(&self, byte: usize, hangs: bool) -> Option<Rect> {
        let before = |seen: &Seen| match hangs {
            true => seen.line.span.start < byte,
            false => seen.line.span.start <= byte,
        };
        let seen = self
            .seen
            .get(self.seen.partition_point(before).checked_sub(1)?)?;
        if byte > seen.line.span.end {
            return None;
        }
        let x = self.left(seen) + seen.set.x_of(byte - seen.line.span.start);
        let (top, bottom) = self.body(seen);
        Some(Rect::from_min_max(pos2(x, top), pos2(x, bottom)))
    }
}
