//! How wide characters are, asked of the fonts once for each.

use std::collections::HashMap;

use egui::epaint::text::FontsView;
use egui::{Color32, FontId};

use super::looks::Look;
use super::typeface::Type;
use crate::ui::missing::is_ignorable;

/// The widths of grapheme clusters in one type, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Widths {
    chars: HashMap<(char, Look), f32>,
    clusters: HashMap<(String, Look), f32>,
}

impl Widths {
    /// The width of a cluster as it will be set.
    pub(super) fn of(
        &mut self,
        fonts: &mut FontsView<'_>,
        style: &Type,
        (cluster, look): (&str, Look),
    ) -> f32 {
        let mut chars = cluster.chars();
        match (chars.next(), chars.next()) {
            (Some(char), None) => {
                let width = || of_char(fonts, &style.font_of(char, look), char);
                *self.chars.entry((char, look)).or_insert_with(width)
            }
            (None, _) => 0.0,
            // Marks and joiners change how the whole is drawn, so it is set once to see.
            (Some(char), Some(_)) => {
                let width = || set_width(fonts, &style.font_of(char, look), cluster);
                let key = (cluster.to_owned(), look);
                *self.clusters.entry(key).or_insert_with(width)
            }
        }
    }
}

fn of_char(fonts: &mut FontsView<'_>, font: &FontId, char: char) -> f32 {
    if is_ignorable(char) || !fonts.has_glyph(font, char) {
        // What is drawn instead, if anything, has a width of its own.
        return set_width(fonts, font, char.encode_utf8(&mut [0; 4]));
    }
    match fonts.glyph_width(font, char) {
        // Tabs and thin blanks get their width only when they are set.
        width if width <= 0.0 => set_width(fonts, font, char.encode_utf8(&mut [0; 4])),
        width if matches!(char, '\t' | '\u{2009}' | '\u{202F}') => {
            set_width(fonts, font, char.encode_utf8(&mut [0; 4])).max(width)
        }
        width => width,
    }
}

fn set_width(fonts: &mut FontsView<'_>, font: &FontId, cluster: &str) -> f32 {
    let galley = fonts.layout_no_wrap(cluster.to_owned(), font.clone(), Color32::PLACEHOLDER);
    let row = galley.rows.first();
    let glyphs = row.map(|row| row.row.glyphs.as_slice()).unwrap_or_default();
    glyphs.iter().map(|glyph| glyph.max_x()).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::super::setting::{Setting, tests as types};
    use super::*;
    use crate::text::Writing;
    use egui::FontFamily;
    use std::collections::BTreeMap;

    #[test]
    fn the_sum_of_widths_is_the_width_of_the_line() {
        let mut fonts = types::fonts();
        let mut fonts = fonts.with_pixels_per_point(1.0);
        let plain = types::style(900.0);
        let mixed = Type {
            faces: [(Writing::Latin, FontFamily::Monospace)]
                .into_iter()
                .collect::<BTreeMap<_, _>>()
                .into(),
            ..plain.clone()
        };
        let texts = [
            "数字治理，“AI”与国防①",
            "e\u{301}a\u{308}",
            "葛󠄀𠮷",
            "a\tb",
            "👨‍👩‍👧",
            "治\u{10380}理\u{B}与\u{AD}国",
        ];
        for (style, text) in [&plain, &mixed]
            .into_iter()
            .flat_map(|it| texts.map(|text| (it, text)))
        {
            let mut widths = Widths::default();
            let clusters = unicode_segmentation::UnicodeSegmentation::graphemes(text, true);
            let sum: f32 = clusters
                .map(|it| widths.of(&mut fonts, style, (it, Look::default())))
                .sum();
            let line = Setting::new(&mut fonts, types::words(text), style, false);
            assert!(
                (sum - line.right()).abs() <= 2.0,
                "{text}: {sum} and {}",
                line.right()
            );
        }
    }
}
