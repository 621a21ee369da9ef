//! Horizontal and vertical strokes in the five styles, so that codes differ without colour.

use egui::{Pos2, Rangef, Rect, Stroke as Pen, pos2};

use super::brush::Brush;
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
pub(super) fn across(brush: &mut Brush, x: Rangef, y: f32, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(along, y + off);
    draw(brush, x, &place, stroke, pen);
}

/// Draws a piece of a stroke to know it by; its pattern starts with it.
pub(super) fn sample(brush: &mut Brush, x: Rangef, y: f32, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(x.min + along, y + off);
    draw(brush, Rangef::new(0.0, x.span()), &place, stroke, pen);
}

/// Draws a stroke along y, `x` in its middle.
pub(super) fn along(brush: &mut Brush, x: f32, y: Rangef, stroke: Stroke, pen: Pen) {
    let place = |along: f32, off: f32| pos2(x + off, along);
    draw(brush, y, &place, stroke, pen);
}

fn draw(
    brush: &mut Brush,
    range: Rangef,
    place: &dyn Fn(f32, f32) -> Pos2,
    stroke: Stroke,
    pen: Pen,
) {
    let half = pen.width / 2.0;
    let mut bar = |from: f32, to: f32, off: f32, half: f32| {
        let rect = Rect::from_two_pos(place(from, off - half), place(to, off + half));
        brush.rect(rect, pen.color);
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
            let across = place(0.0, 1.0) - place(0.0, 0.0);
            let points = wave(range).map(|(at, off)| place(at, off));
            brush.line(points, across, pen.color);
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

/// How far a wave is off its middle at each of its points, in points.
const CREST: [f32; 4] = [0.0, 1.3, 0.0, -1.3];

/// The points of a wave, and those where it begins and ends.
fn wave(range: Rangef) -> impl Iterator<Item = (f32, f32)> {
    let step = WAVE / CREST.len() as f32;
    let crest = |number: i32| {
        let number = number.rem_euclid(CREST.len() as i32) as usize;
        CREST.get(number).copied().unwrap_or_default()
    };
    let between = move |at: f32| {
        let before = (at / step).floor();
        let (from, to) = (crest(before as i32), crest(before as i32 + 1));
        (at, from + (to - from) * (at / step - before))
    };
    let first = (range.min / step).floor() as i32 + 1;
    let last = (range.max / step).ceil() as i32;
    let inner = (first..last).map(move |number| (number as f32 * step, crest(number)));
    let ends = (between(range.min), between(range.max));
    std::iter::once(ends.0)
        .chain(inner)
        .chain(std::iter::once(ends.1))
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

    #[test]
    fn pieces_of_one_wave_join() {
        let one: Vec<_> = wave(Rangef::new(1.0, 20.0)).collect();
        let mut two: Vec<_> = wave(Rangef::new(1.0, 8.2)).collect();
        let rest: Vec<_> = wave(Rangef::new(8.2, 20.0)).collect();
        let (end, begin) = (two.pop().unwrap(), rest[0]);
        assert!((end.0 - begin.0).abs() + (end.1 - begin.1).abs() < 1e-3);
        two.extend(&rest[1..]);
        let same = |a: &(f32, f32), b: &(f32, f32)| (a.0 - b.0).abs() + (a.1 - b.1).abs() < 1e-3;
        assert!(one.len() == two.len() && one.iter().zip(&two).all(|(a, b)| same(a, b)));
        assert!(one.iter().any(|it| it.1 > 1.2) && one.iter().any(|it| it.1 < -1.2));
    }
}
