//! Many rectangles painted as one shape.
//!
//! A screenful of dotted strokes is thousands of small rectangles. On whole pixels they need no
//! smooth edges, so they go to the screen as they are, and stay sharp.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2};

/// Rectangles there is room for at first: as many as a page with few marks has.
const FIRST: usize = 256;
/// Added to a coordinate before its fraction is cut off, so that it never is negative.
const BIAS: f32 = 16_384.0;

/// Collects what is to be painted at one depth.
pub(super) struct Brush {
    mesh: Mesh,
    /// The size of a pixel in points.
    pixel: f32,
}

impl Brush {
    pub(super) fn new(pixels_per_point: f32) -> Self {
        Self::with_room(pixels_per_point, 0)
    }

    /// With room for as many corners as there were in the last frame: a page is much like the one
    /// before.
    pub(super) fn with_room(pixels_per_point: f32, corners: usize) -> Self {
        let corners = corners.max(FIRST * 4);
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(corners + corners / 8);
        mesh.reserve_triangles((corners + corners / 8) * 2 / 3);
        Self {
            mesh,
            pixel: 1.0 / pixels_per_point,
        }
    }

    /// Adds a rectangle with its edges on pixels, at least one pixel thick and wide.
    pub(super) fn rect(&mut self, rect: Rect, colour: Color32) {
        let (left, width) = self.on_pixels(rect.left(), rect.width());
        let (top, height) = self.on_pixels(rect.top(), rect.height());
        let end = pos2(left + width, top + height);
        self.mesh
            .add_colored_rect(Rect::from_min_max(pos2(left, top), end), colour);
    }

    /// Adds a thin line through points that follow each other, fading to both sides; `across` is
    /// the direction to one of them, one point long.
    pub(super) fn line(
        &mut self,
        points: impl Iterator<Item = Pos2>,
        across: Vec2,
        colour: Color32,
    ) {
        let side = across * self.pixel.max(0.6) * 1.1;
        for (at, point) in points.enumerate() {
            let first = self.mesh.vertices.len() as u32;
            self.mesh.colored_vertex(point - side, Color32::TRANSPARENT);
            self.mesh.colored_vertex(point, colour);
            self.mesh.colored_vertex(point + side, Color32::TRANSPARENT);
            for row in (0..2).filter(|_| at > 0) {
                let (here, before) = (first + row, first - 3 + row);
                self.mesh.add_triangle(before, before + 1, here);
                self.mesh.add_triangle(before + 1, here, here + 1);
            }
        }
    }

    /// Paints what was collected; returns how many corners that has.
    pub(super) fn paint(self, painter: &Painter) -> usize {
        let corners = self.mesh.vertices.len();
        if !self.mesh.is_empty() {
            painter.add(Shape::mesh(self.mesh));
        }
        corners
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
