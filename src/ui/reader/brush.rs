//! Rectangles and strokes painted as one shape.
//!
//! On whole pixels they need no smooth edges, so they go to the screen as they are, and stay sharp.

use std::sync::Arc;

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Painter, Pos2, Rangef, Rect, Shape, pos2};

use super::patterns::Patterns;
use super::pens::Pen;

/// Rectangles there is room for at first: as many as a page with few marks has.
const FIRST: usize = 256;
/// Added to a coordinate before its fraction is cut off, so that it never is negative.
const BIAS: f32 = 16_384.0;

/// Collects what is to be painted at one depth.
pub(super) struct Brush {
    mesh: Mesh,
    /// The size of a pixel in points.
    pixel: f32,
    patterns: Option<Arc<Patterns>>,
    /// Where the texture is all ink.
    inked: Pos2,
}

impl Brush {
    /// For rectangles.
    pub(super) fn new(pixels_per_point: f32) -> Self {
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(FIRST * 4);
        mesh.reserve_triangles(FIRST * 2);
        Self {
            mesh,
            pixel: 1.0 / pixels_per_point,
            patterns: None,
            inked: WHITE_UV,
        }
    }

    /// For rectangles and strokes.
    pub(super) fn with_strokes(painter: &Painter) -> Self {
        let patterns = Patterns::of(painter.ctx());
        let mut brush = Self::new(painter.pixels_per_point());
        brush.mesh.texture_id = patterns.texture();
        brush.inked = patterns.inked();
        brush.patterns = Some(patterns);
        brush
    }

    /// Adds a rectangle with its edges on pixels, at least one pixel thick and wide.
    pub(super) fn rect(&mut self, rect: Rect, colour: Color32) {
        let (left, width) = self.on_pixels(rect.left(), rect.width());
        let (top, height) = self.on_pixels(rect.top(), rect.height());
        let end = pos2(left + width, top + height);
        let rect = Rect::from_min_max(pos2(left, top), end);
        let inked = Rect::from_min_max(self.inked, self.inked);
        self.mesh.add_rect_with_uv(rect, inked, colour);
    }

    /// Adds a stroke along x, `y` in its middle. Patterns start at x = 0 of the screen, so that
    /// neighbouring pieces of one stroke join.
    pub(super) fn across(&mut self, x: Rangef, y: f32, pen: Pen) {
        self.piece((x, 0.0), y, pen, pos2);
    }

    /// Adds a piece of a stroke to know it by; its pattern starts with it.
    pub(super) fn sample(&mut self, x: Rangef, y: f32, pen: Pen) {
        self.piece((x, x.min), y, pen, pos2);
    }

    /// Adds a stroke along y, `x` in its middle.
    pub(super) fn along(&mut self, x: f32, y: Rangef, pen: Pen) {
        self.piece((y, 0.0), x, pen, |along, across| pos2(across, along));
    }

    /// Adds a piece of a stroke whose pattern starts at `origin`; `place` turns it.
    fn piece(
        &mut self,
        (range, origin): (Rangef, f32),
        middle: f32,
        pen: Pen,
        place: impl Fn(f32, f32) -> Pos2,
    ) {
        let Some(patterns) = &self.patterns else {
            return;
        };
        let pixels = |points: f32| whole(points / self.pixel);
        let (from, to, origin) = (pixels(range.min), pixels(range.max), pixels(origin));
        let room = patterns.room();
        let first = whole(middle / self.pixel - room / 2.0);
        let uv = patterns.piece(pen, (from - origin, to - origin));
        let corner = |along: f32, across: f32, uv: Pos2| Vertex {
            pos: place(along * self.pixel, across * self.pixel),
            uv,
            color: pen.colour,
        };
        let at = self.mesh.vertices.len() as u32;
        self.mesh.vertices.extend([
            corner(from, first, uv.left_top()),
            corner(to, first, uv.right_top()),
            corner(from, first + room, uv.left_bottom()),
            corner(to, first + room, uv.right_bottom()),
        ]);
        self.mesh.add_triangle(at, at + 1, at + 2);
        self.mesh.add_triangle(at + 2, at + 1, at + 3);
    }

    /// Paints what was collected.
    pub(super) fn paint(self, painter: &Painter) {
        if !self.mesh.is_empty() {
            painter.add(Shape::mesh(self.mesh));
        }
    }

    /// Where a length begins and how long it is, in whole pixels. Lengths are rounded by themselves,
    /// so that strokes of one pen are equally thick wherever they stand.
    fn on_pixels(&self, from: f32, length: f32) -> (f32, f32) {
        let start = whole(from / self.pixel);
        if length > self.pixel * 4.0 {
            // Neighbours meet where the one ends and the other begins.
            let end = whole((from + length) / self.pixel);
            return (start * self.pixel, (end - start) * self.pixel);
        }
        let pixels = whole(length / self.pixel).max(1.0);
        (start * self.pixel, pixels * self.pixel)
    }
}

/// The nearest whole number, of numbers on a screen. `f32::round` calls a function of the system on
/// processors that are not known to do it themselves, and was a tenth of a frame.
fn whole(number: f32) -> f32 {
    (number + BIAS + 0.5) as i32 as f32 - BIAS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_of_one_pen_are_equally_thick_and_neighbours_meet() {
        let mut brush = Brush::new(1.0);
        for top in [10.0, 10.3, 10.5, 10.8] {
            let line = Rect::from_min_max(pos2(0.2, top), pos2(20.6, top + 1.5));
            brush.rect(line, Color32::RED);
        }
        brush.rect(
            Rect::from_min_max(pos2(20.6, 0.0), pos2(40.0, 1.0)),
            Color32::RED,
        );
        let corners = |at: usize| {
            let four = &brush.mesh.vertices[at * 4..at * 4 + 4];
            let bounds = Rect::from_points(&four.iter().map(|it| it.pos).collect::<Vec<_>>());
            (bounds.x_range(), bounds.height())
        };
        for at in 0..4 {
            assert_eq!(corners(at).1, 2.0);
        }
        assert_eq!(corners(0).0.max, corners(4).0.min);
    }
}
