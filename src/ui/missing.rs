//! Characters that no font here has: drawn as a box with their code point, so that nothing in a
//! text is invisible or looks like something else.

use std::sync::Arc;

use egui::epaint::text::{GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph};
use egui::{Color32, ColorImage, Context, FontFamily, FontId, vec2};
use std::collections::BTreeSet;

use super::fonts::PAGE;
use crate::model::{Fingerprint, Source};

/// Hexadecimal digits, each three pixels wide and five high, row by row.
const DIGITS: [u16; 16] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_010_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
    0b111_101_111_101_101,
    0b110_101_110_101_110,
    0b111_100_100_100_111,
    0b110_101_101_101_110,
    0b111_100_110_100_111,
    0b111_100_110_100_100,
];
/// Width and height of a digit with the space after it, in dots.
const DIGIT: [usize; 2] = [4, 6];
/// From the box's edge to its digits, in dots: the edge and the space within.
const EDGE: usize = 2;
/// Size of type in pixels for which a dot is one pixel larger.
const DOT: f32 = 17.0;
/// Bytes of a text looked at in one frame.
const PIECE: usize = 256 * 1_024;

/// Has egui draw what it has no glyph for, wherever it stands.
pub fn draw_missing_glyphs(ctx: &Context) {
    ctx.set_glyph_rasterizers(vec![rasterizer()]);
}

/// Draws the boxes.
pub(super) fn rasterizer() -> GlyphRasterizer {
    GlyphRasterizer::new("zhupi::missing", boxed)
}

/// The box of a cluster's first character; `None` for blanks, which have other ways to be drawn.
fn boxed(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let char = request.cluster.chars().next()?;
    let is_blank = char.is_whitespace() && !is_odd_blank(char);
    if is_blank {
        return None;
    }
    if is_ignorable(char) {
        return Some(nothing());
    }
    let dot = ((request.font_size_px / DOT) as usize).max(1);
    let digits = format!("{:04X}", u32::from(char));
    let digits: Vec<u16> = digits.chars().filter_map(pattern).collect();
    let columns = digits.len().div_ceil(2);
    let [wide, high] = DIGIT;
    let size = [columns * wide - 1 + 2 * EDGE, 2 * high - 1 + 2 * EDGE];
    let mut image = ColorImage::filled(size.map(|it| it * dot), Color32::TRANSPARENT);
    let [width, height] = size;
    for y in 0..height {
        for x in 0..width {
            let is_edge = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
            if is_edge || is_ink(&digits, columns, (x, y)) {
                ink(&mut image, (x, y), dot);
            }
        }
    }
    Some(RasterizedGlyph {
        bitmap: GlyphBitmap {
            image,
            // Two dots of the box are below the line that letters stand on.
            offset_px: vec2(dot as f32 * 0.5, -(((height - 2) * dot) as f32)),
            is_color: false,
        },
        advance_px: ((width + 1) * dot) as f32,
    })
}

/// What is drawn for characters that are there to be unseen: nothing, without width.
fn nothing() -> RasterizedGlyph {
    RasterizedGlyph {
        bitmap: GlyphBitmap {
            image: ColorImage::filled([1, 1], Color32::TRANSPARENT),
            offset_px: vec2(0.0, 0.0),
            is_color: false,
        },
        advance_px: 0.0,
    }
}

fn pattern(digit: char) -> Option<u16> {
    let digit = digit.to_digit(16)? as usize;
    DIGITS.get(digit).copied()
}

/// Whether a dot of the box belongs to one of its digits, which stand in two rows.
fn is_ink(digits: &[u16], columns: usize, (x, y): (usize, usize)) -> bool {
    let [wide, high] = DIGIT;
    let (Some(x), Some(y)) = (x.checked_sub(EDGE), y.checked_sub(EDGE)) else {
        return false;
    };
    let (column, x) = (x / wide, x % wide);
    let (row, y) = (y / high, y % high);
    let is_space = column >= columns || row > 1 || x == 3 || y == 5;
    // Of an odd number of digits, the first row has one less and begins a column later.
    let first = 2 * columns - digits.len();
    let Some(at) = (row * columns + column).checked_sub(first) else {
        return false;
    };
    let pattern = digits.get(at).copied().unwrap_or_default();
    !is_space && pattern >> (14 - (y * 3 + x)) & 1 == 1
}

/// Fills one dot of an image.
fn ink(image: &mut ColorImage, (x, y): (usize, usize), dot: usize) {
    let width = image.size.first().copied().unwrap_or_default();
    for row in y * dot..(y + 1) * dot {
        let start = row * width + x * dot;
        if let Some(pixels) = image.pixels.get_mut(start..start + dot) {
            pixels.fill(Color32::WHITE);
        }
    }
}

/// Blanks that are drawn as boxes: they break lines for other programs, here they stand in them.
fn is_odd_blank(char: char) -> bool {
    matches!(char, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that are not to be seen by themselves (Unicode: `Default_Ignorable_Code_Point`).
pub(super) fn is_ignorable(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character is drawn as a box on the page.
fn is_boxed(ctx: &Context, font: &FontId, char: char) -> bool {
    let is_seen = !is_ignorable(char) && (!char.is_whitespace() || is_odd_blank(char));
    is_seen && !ctx.fonts_mut(|fonts| fonts.has_glyph(font, char))
}

/// The characters of a source that no font here has, looked for a piece at a time.
#[derive(Default)]
pub(super) struct Missing {
    of: Option<Fingerprint>,
    /// Bytes looked at.
    at: usize,
    known: BTreeSet<char>,
    found: BTreeSet<char>,
}

impl Missing {
    /// Looks at a further piece; returns those found so far, and whether that is all.
    pub(super) fn turn(&mut self, ctx: &Context, source: &Source) -> (&BTreeSet<char>, bool) {
        if self.of != Some(source.fingerprint) {
            *self = Self {
                of: Some(source.fingerprint),
                ..Self::default()
            };
        }
        let rest = source.text().get(self.at..).unwrap_or_default();
        let piece = rest.get(..rest.floor_char_boundary(PIECE)).unwrap_or(rest);
        let font = FontId::new(16.0, FontFamily::Name(Arc::from(PAGE)));
        let mut last = '\n';
        for char in piece.chars().filter(|it| !it.is_ascii_graphic()) {
            if char != last && char != '\n' && self.known.insert(char) && is_boxed(ctx, &font, char)
            {
                self.found.insert(char);
            }
            last = char;
        }
        self.at += piece.len();
        let is_done = self.at >= source.text().len();
        if !is_done {
            ctx.request_repaint();
        }
        (&self.found, is_done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The box of a character as rows of `#` and blanks.
    fn drawn(char: char, size: f32) -> Option<(String, f32)> {
        let request = GlyphRasterizerRequest {
            cluster: &char.to_string(),
            family: &FontFamily::Proportional,
            font_size_px: size,
            subpixel_offset_px: 0.0,
        };
        let glyph = boxed(&request)?;
        let image = glyph.bitmap.image;
        let row = |row: &[Color32]| {
            let dot = |it: &Color32| if it.a() > 0 { '#' } else { ' ' };
            row.iter()
                .map(dot)
                .collect::<String>()
                .trim_end()
                .to_owned()
        };
        let rows: Vec<String> = image.pixels.chunks(image.size[0]).map(row).collect();
        Some((rows.join("\n"), glyph.advance_px))
    }

    #[test]
    fn a_box_shows_the_code_point() {
        let (drawn, advance) = drawn('\u{10380}', 18.0).unwrap();
        let expected = "\
###############
#             #
#      #  ### #
#     ##  # # #
#      #  # # #
#      #  # # #
#     ### ### #
#             #
# ### ### ### #
#   # # # # # #
# ### ### # # #
#   # # # # # #
# ### ### ### #
#             #
###############";
        assert_eq!(drawn, expected);
        assert_eq!(advance, 16.0);
    }

    #[test]
    fn a_vertical_tab_is_seen_and_a_joiner_is_not() {
        assert!(drawn('\u{B}', 18.0).unwrap().0.starts_with("###########\n"));
        assert_eq!(drawn('\u{AD}', 18.0).unwrap(), (String::new(), 0.0));
        assert_eq!(drawn('\t', 18.0), None);
        assert_eq!(drawn('\u{2009}', 18.0), None);
    }

    #[test]
    fn larger_type_has_larger_boxes() {
        let width = |size| drawn('\u{10380}', size).unwrap().1;
        assert_eq!((width(8.0), width(40.0)), (16.0, 32.0));
    }
}
