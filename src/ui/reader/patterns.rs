//! The styles of strokes as a picture that repeats along a line.
//!
//! A screenful of dotted strokes is thousands of dots. Drawn once into a texture, each stroke is one
//! rectangle, whatever its style; it lies on whole pixels, so it stays as sharp as if it were drawn
//! dot by dot.

use std::sync::Arc;

use egui::{Color32, ColorImage, Context, Id, Pos2, Rect, TextureHandle, TextureOptions};
use egui::{TextureFilter, TextureId, TextureWrapMode, pos2};

use super::pens::Pen;
use crate::view::Stroke;

/// Pixels after which every pattern has begun anew. Wherever a texture may repeat, one whose sides
/// are powers of two may.
const WIDTH: usize = 64;
/// Cells of a drawn pattern.
const CELLS: usize = 16;
/// How thick a stroke is, and the stroke of the inspected passage, in points.
const WEIGHTS: [f32; 2] = [1.5, 2.4];
/// How thick thin lines are, and how far from the middle the outer ones stand, in parts of a
/// stroke's thickness.
const THIN: (f32, f32) = (0.6, 0.8);
/// How far a wave is off its middle, in points.
const CREST: f32 = 1.3;
/// Room across a stroke in the picture, in points.
const ROOM: f32 = 6.0;

/// How a style is drawn: `#` is ink. The length of a pattern is told in points.
enum Drawn {
    /// One line.
    Line(f32, &'static str),
    /// Three thin lines, the upper one first.
    Lines(f32, [&'static str; 3]),
    /// A wave.
    Wave(f32),
}

/// How a style is drawn.
const fn drawn(stroke: Stroke) -> Drawn {
    const FULL: &str = "################";
    const NONE: &str = "................";
    match stroke {
        Stroke::Solid => Drawn::Line(16.0, FULL),
        Stroke::Dashed => Drawn::Line(16.0, "##########......"),
        Stroke::Dotted => Drawn::Line(4.0, "########........"),
        Stroke::Double => Drawn::Lines(16.0, [FULL, NONE, FULL]),
        Stroke::Wavy => Drawn::Wave(8.0),
        Stroke::DashDot => Drawn::Line(16.0, "########...##..."),
        Stroke::Ticked => {
            let tick = "###.............";
            Drawn::Lines(8.0, [tick, FULL, tick])
        }
        Stroke::Chequered => Drawn::Lines(8.0, ["########........", NONE, "........########"]),
        Stroke::LongDashed => Drawn::Line(32.0, "##############.."),
        Stroke::Beaded => Drawn::Lines(8.0, [FULL, NONE, "######.........."]),
        Stroke::Stepped => {
            let (up, down) = ("##########......", "##......########");
            Drawn::Lines(16.0, [up, "##......##......", down])
        }
    }
}

/// The picture of all strokes for screens of one density.
pub(super) struct Patterns {
    texture: TextureHandle,
    /// Pixels in a point.
    density: f32,
}

impl Patterns {
    /// For the screen the window is on; drawn when first asked for.
    pub(super) fn of(ctx: &Context) -> Arc<Self> {
        let id = Id::unique("stroke-patterns");
        let density = ctx.pixels_per_point();
        let known = ctx.data(|data| data.get_temp::<Arc<Self>>(id));
        if let Some(known) = known.filter(|it| it.density == density) {
            return known;
        }
        let options = TextureOptions {
            magnification: TextureFilter::Nearest,
            minification: TextureFilter::Nearest,
            wrap_mode: TextureWrapMode::Repeat,
            mipmap_mode: None,
        };
        let made = Arc::new(Self {
            texture: ctx.load_texture("stroke-patterns", picture(density), options),
            density,
        });
        ctx.data_mut(|data| data.insert_temp(id, Arc::clone(&made)));
        made
    }

    pub(super) fn texture(&self) -> TextureId {
        self.texture.id()
    }

    /// Pixels across a stroke.
    pub(super) fn room(&self) -> f32 {
        room(self.density) as f32
    }

    /// A place in the picture that is all ink.
    pub(super) fn inked(&self) -> Pos2 {
        let solid = Pen {
            stroke: Stroke::Solid,
            colour: Color32::WHITE,
            is_chosen: false,
        };
        self.piece(solid, (0.0, 1.0)).center()
    }

    /// The part of the picture for a piece of a stroke from pixel `from` to pixel `to` of its
    /// length; it may be longer than the picture is wide.
    pub(super) fn piece(&self, pen: Pen, (from, to): (f32, f32)) -> Rect {
        let room = room(self.density);
        let top = band(pen.stroke, pen.is_chosen) * room;
        let height = height(room) as f32;
        let across = |pixel: f32| pixel / WIDTH as f32;
        Rect::from_min_max(
            pos2(across(from), top as f32 / height),
            pos2(across(to), (top + room) as f32 / height),
        )
    }
}

/// Which band of the picture a stroke has.
fn band(stroke: Stroke, is_chosen: bool) -> usize {
    let at = Stroke::ALL.iter().position(|it| *it == stroke);
    at.unwrap_or_default() * WEIGHTS.len() + usize::from(is_chosen)
}

/// Room across a stroke, in pixels: an odd number, so that there is a middle one.
fn room(density: f32) -> usize {
    (ROOM * density).round() as usize | 1
}

fn height(room: usize) -> usize {
    (Stroke::ALL.len() * WEIGHTS.len() * room).next_power_of_two()
}

/// All strokes in white, one below the other.
fn picture(density: f32) -> ColorImage {
    let room = room(density);
    let mut pixels = vec![Color32::TRANSPARENT; WIDTH * height(room)];
    for stroke in Stroke::ALL {
        for (at, weight) in WEIGHTS.iter().enumerate() {
            let top = band(stroke, at == 1) * room;
            let own = pixels.iter_mut().skip(top * WIDTH).take(room * WIDTH);
            for (number, pixel) in own.enumerate() {
                let (x, y) = (number % WIDTH, number / WIDTH);
                let ink = ink(stroke, weight * density, density, (x, y));
                *pixel = Color32::from_white_alpha((ink * 255.0) as u8);
            }
        }
    }
    ColorImage::new([WIDTH, height(room)], pixels)
}

/// How much of a pixel is ink, from 0 to 1, in a stroke `thick` pixels thick.
fn ink(stroke: Stroke, thick: f32, density: f32, (x, y): (usize, usize)) -> f32 {
    let middle = room(density) as f32 / 2.0;
    // The rows of pixels of a line `off` pixels below the middle.
    let is_in = |off: f32, thick: f32| {
        let thick = thick.round().max(1.0);
        let first = (middle + off - thick / 2.0).round();
        (first..first + thick).contains(&(y as f32))
    };
    let is_ink = |length: f32, cells: &str| {
        let length = period(length * density);
        let cell = x % length * CELLS / length;
        cells.as_bytes().get(cell) == Some(&b'#')
    };
    match drawn(stroke) {
        Drawn::Line(length, cells) => f32::from(is_in(0.0, thick) && is_ink(length, cells)),
        Drawn::Lines(length, lines) => {
            let (thin, off) = (thick * THIN.0, (thick * THIN.1).round().max(1.0));
            let mut lines = lines.iter().zip([-off, 0.0, off]);
            f32::from(lines.any(|(cells, off)| is_in(off, thin) && is_ink(length, cells)))
        }
        Drawn::Wave(length) => {
            let length = period(length * density) as f32;
            let turn = (x as f32 + 0.5) / length * std::f32::consts::TAU;
            let crest = CREST * density;
            let away = (y as f32 + 0.5 - middle - crest * turn.sin()).abs();
            // Along the slope the line is as thick as along the crests.
            let slope = crest * std::f32::consts::TAU / length * turn.cos();
            (thick * 0.4 + 0.5 - away / slope.hypot(1.0)).clamp(0.0, 1.0)
        }
    }
}

/// The length of a pattern in pixels, so that a whole number of them fills the picture.
fn period(pixels: f32) -> usize {
    let power = pixels.max(1.0).log2().round();
    (power.exp2() as usize).clamp(4, WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// A stroke as it is drawn, row by row, ink as numbers from 0 to 9.
    fn rows(stroke: Stroke, density: f32) -> Vec<String> {
        let digit = |x: usize, y: usize| {
            let ink = ink(stroke, WEIGHTS[0] * density, density, (x, y));
            char::from_digit((ink * 9.0) as u32, 10).unwrap()
        };
        let row = |y: usize| (0..WIDTH).map(|x| digit(x, y)).collect();
        (0..room(density)).map(row).collect()
    }

    #[test]
    fn every_stroke_differs_from_every_other_at_every_density() {
        for density in [0.8, 1.0, 1.25, 1.5, 2.0, 2.5] {
            let drawn: BTreeSet<_> = Stroke::ALL.iter().map(|it| rows(*it, density)).collect();
            assert_eq!(drawn.len(), Stroke::ALL.len(), "at {density}");
        }
    }

    #[test]
    fn dashes_and_dots_are_whole_pixels() {
        let dashed = rows(Stroke::Dashed, 1.0);
        let inked: Vec<_> = dashed.iter().filter(|it| it.contains('9')).collect();
        assert_eq!(inked.len(), 2, "a point and a half is two pixels");
        assert!(inked[0].starts_with("9999999999000000"));
        let dotted = rows(Stroke::Dotted, 2.0);
        let dots = dotted.iter().find(|it| it.contains('9')).unwrap();
        assert_eq!(dots, &"99990000".repeat(8));
    }

    #[test]
    fn a_pattern_begins_anew_where_the_picture_does() {
        for density in [0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5] {
            for length in [4.0, 8.0, 12.0, 16.0, 32.0] {
                assert_eq!(WIDTH % period(length * density), 0);
            }
        }
    }

    #[test]
    fn no_stroke_reaches_beyond_its_room() {
        for density in [0.8, 1.0, 1.25, 1.5, 2.0, 2.5] {
            for stroke in Stroke::ALL {
                let rows = rows(stroke, density);
                let blank = "0".repeat(WIDTH);
                assert_eq!(rows.first(), Some(&blank), "{stroke:?} at {density}");
                assert_eq!(rows.last(), Some(&blank), "{stroke:?} at {density}");
                assert!(rows.iter().any(|it| *it != blank), "{stroke:?}");
            }
        }
    }
}
