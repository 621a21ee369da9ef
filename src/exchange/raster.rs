//! Pictures as PNG, drawn from their SVG with the fonts that Zhupi carries, so that they look the same
//! on every machine.

use super::ExportError;
use super::faces::{CHINESE, REST};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};
use std::sync::Arc;

/// Pixels of a picture's pixel: sharp also where a page is printed.
const SHARP: f32 = 2.0;
/// Pixels of a PNG at most: 256 MB while it is drawn.
const MOST_PIXELS: f32 = 67_108_864.0;
/// The least share of its size at which a picture can still be read.
const LEAST: f32 = 0.75;

/// Draws a picture.
///
/// # Errors
/// When it is so large that nobody could read it as PNG.
pub fn png_from_svg(svg: &str) -> Result<Vec<u8>, ExportError> {
    let wrong = |why: String| ExportError::Picture { why };
    let mut fonts = Database::new();
    for font in [CHINESE, REST] {
        fonts.load_font_source(resvg::usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family("Noto Sans CJK SC");
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| wrong(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SHARP.min((MOST_PIXELS / (width * height)).sqrt());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded above, and never negative"
    )]
    let size = ((width * scale) as u32, (height * scale) as u32);
    if scale < LEAST {
        let (width, height) = (width.to_string(), height.to_string());
        return Err(ExportError::PictureTooLarge { width, height });
    }
    let mut paper = Pixmap::new(size.0.max(1), size.1.max(1)).ok_or_else(|| {
        let (width, height) = (width.to_string(), height.to_string());
        ExportError::PictureTooLarge { width, height }
    })?;
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut paper.as_mut());
    paper.encode_png().map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pixels of a drawn text are dark, on white paper.
    fn dark(words: &str) -> usize {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40' \
             font-family=\"'Microsoft YaHei', sans-serif\" font-size='20'>\
             <rect width='200' height='40' fill='#fff'/><text x='4' y='28'>{words}</text></svg>"
        );
        let drawn = Pixmap::decode_png(&png_from_svg(&svg).unwrap()).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (400, 80));
        drawn.pixels().iter().filter(|it| it.red() < 128).count()
    }

    #[test]
    fn every_writing_is_drawn_and_each_character_is_another() {
        assert_eq!(dark(""), 0);
        for words in ["治理", "ガバナンス", "거버넌스", "governance", "⇒"] {
            assert!(dark(words) > 100, "{words}");
        }
        // Not the box for what is missing, which would be the same for both.
        assert_ne!(dark("一"), dark("龘"));
    }

    #[test]
    fn what_would_fill_the_memory_is_said() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='60000' height='60000'/>";
        let error = png_from_svg(svg).unwrap_err();
        assert!(matches!(error, ExportError::PictureTooLarge { .. }));
    }
}
