//! Horizontal and vertical strokes in the five styles, so that codes differ without colour.

use egui::epaint::PathShape;
use egui::{Color32, CornerRadius, Painter, Pos2, Rangef, Rect, Shape, Stroke as Pen, pos2};

use crate::view::Stroke;

/// Room a stroke takes across its direction, in points.
pub(super) const ROOM: f32 = 3.0;
/// Length of a dash and of the space after it, in points.
const DASH: (f32, f32) = (7.0, 3.5);
/// Length of a dot and of the space after it, in points.
const DOT: (f32, f32) = (1.8, 2.6);
/// Length of a wave, in points.
const WAVE: f32 = 6.0;

/// Draws a stroke along x, `y` in its middle. Patterns start at x = 0 of the screen, so that
/// neighbouring pieces of one stroke join.
pub(super) fn across(painter: &Painter, x: Rangef, y: f32, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(along, y + off);
    draw(painter, x, &place, stroke, pen);
}

/// Draws a piece of a stroke to know it by; its pattern starts with it.
pub(super) fn sample(painter: &Painter, x: Rangef, y: f32, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(x.min + along, y + off);
    draw(painter, Rangef::new(0.0, x.span()), &place, stroke, pen);
}

/// Draws a stroke along y, `x` in its middle.
pub(super) fn along(painter: &Painter, x: f32, y: Rangef, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(x + off, along);
    draw(painter, y, &place, stroke, pen);
}

fn draw(
    painter: &Painter,
    range: Rangef,
    place: &dyn Fn(f32, f32) -> Pos2,
    stroke: Stroke,
    pen: Pen,
) {
    let half = pen.width / 2.0;
    let bar = |from: f32, to: f32, off: f32, half: f32| {
        let rect = Rect::from_two_pos(place(from, off - half), place(to, off + half));
        painter.add(Shape::rect_filled(rect, CornerRadius::ZERO, pen.color));
    };
    match stroke {
        Stroke::Solid => bar(range.min, range.max, 0.0, half),
        Stroke::Double => {
            let thin = (half * 0.6).max(0.4);
            bar(range.min, range.max, -1.2, thin);
            bar(range.min, range.max, 1.2, thin);
        }
        Stroke::Dashed => pieces(range, DASH, |from, to| bar(from, to, 0.0, half)),
        Stroke::Dotted => pieces(range, DOT, |from, to| bar(from, to, 0.0, half.max(0.9))),
        Stroke::Wavy => {
            painter.add(wave(range, place, pen.color));
        }
    }
}

/// Cuts a range into pieces with spaces between them.
fn pieces(range: Rangef, (long, space): (f32, f32), mut piece: impl FnMut(f32, f32)) {
    let step = long + space;
    let mut from = (range.min / step).floor() * step;
    while from < range.max {
        let (start, end) = (from.max(range.min), (from + long).min(range.max));
        if end - start > 0.2 {
            piece(start, end);
        }
        from += step;
    }
}

fn wave(range: Rangef, place: &dyn Fn(f32, f32) -> Pos2, colour: Color32) -> Shape {
    let count = ((range.span() / WAVE * 4.0).ceil() as usize).clamp(1, 4_000);
    let points = (0..=count).map(|at| {
        let along = (range.min + at as f32 * WAVE / 4.0).min(range.max);
        let turn = along / WAVE * std::f32::consts::TAU;
        place(along, turn.sin() * 1.3)
    });
    Shape::Path(PathShape::line(points.collect(), Pen::new(1.2, colour)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_stroke_join() {
        let cut = |from: f32, to: f32| {
            let mut all = Vec::new();
            pieces(Rangef::new(from, to), (7.0, 3.0), |from, to| {
                all.push((from, to));
            });
            all
        };
        assert_eq!(cut(0.0, 30.0), [(0.0, 7.0), (10.0, 17.0), (20.0, 27.0)]);
        let two: Vec<_> = cut(0.0, 12.0).into_iter().chain(cut(12.0, 30.0)).collect();
        assert_eq!(two, [(0.0, 7.0), (10.0, 12.0), (12.0, 17.0), (20.0, 27.0)]);
    }
}
