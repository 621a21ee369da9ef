//! Nothing a person can meet in Zhupi's own texts is drawn as an empty box:
//! the embedded fonts alone, without the system's, have every glyph.

use std::sync::Arc;

use egui::epaint::text::{FontData, FontDefinitions, Fonts, TextOptions};
use egui::{Color32, FontFamily, FontId};

use crate::tree;

/// The embedded fonts in the order in which they are asked for a glyph.
const FONTS: [&str; 2] = ["NotoSansCJKsc-subset.otf", "NotoSans-rest.ttf"];

/// Characters of the four languages, punctuation and signs of the screen.
const SAMPLE: &str = "治臺𠮷のカ々한힣ᆫㄅㆠ①⑳㉑㊿⑴㈠ⅣⅩǎǐǒǔǚḿ⁵⁽₆←↑→↓⇒▸▾■●◆☆✓✗⌘⌥⇧⏎⏵⚠…—·“”‘’「」『』《》〈〉【】〔〕、。!?;:";

fn embedded() -> Fonts {
    let mut definitions = FontDefinitions::empty();
    for name in FONTS {
        let bytes = std::fs::read(tree::root().join("assets/fonts").join(name)).unwrap();
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_owned(bytes)));
        definitions
            .families
            .get_mut(&FontFamily::Proportional)
            .unwrap()
            .push(name.to_owned());
    }
    Fonts::new(TextOptions::default(), definitions)
}

/// The texts that ship: what the start screen lists, the samples, the words of the screen.
fn shipped() -> impl Iterator<Item = String> {
    let folders = ["seeds/", "projects/", "assets/locales/"];
    tree::files()
        .into_iter()
        .filter(move |file| folders.iter().any(|folder| file.starts_with(folder)))
}

#[test]
fn shipped_texts_have_every_glyph() {
    let mut fonts = embedded();
    let font = FontId::proportional(16.0);
    for file in shipped() {
        let text = tree::read(&file);
        let lacking: String = text
            .chars()
            .filter(|c| !c.is_control() && !fonts.has_glyph(&font, *c))
            .collect();
        assert_eq!(lacking, "", "characters of {file} without a glyph");
    }
}

#[test]
fn a_character_of_each_kind_is_drawn_with_ink() {
    let mut fonts = embedded();
    let font = FontId::proportional(24.0);
    for c in SAMPLE.chars() {
        assert!(fonts.has_glyph(&font, c), "no glyph for {c}");
        let galley = fonts.with_pixels_per_point(1.0).layout_no_wrap(
            c.to_string(),
            font.clone(),
            Color32::BLACK,
        );
        let drawn = &galley.rows[0].glyphs[0].uv_rect;
        assert!(drawn.size.x > 0.5 && drawn.size.y > 0.5, "{c} is blank");
    }
}

#[test]
fn a_chinese_dash_is_one_stroke_two_characters_wide() {
    let galley = embedded().with_pixels_per_point(1.0).layout_no_wrap(
        "为何——落伍".to_owned(),
        FontId::proportional(20.0),
        Color32::BLACK,
    );
    let widths: Vec<f32> = galley.rows[0]
        .glyphs
        .iter()
        .map(|glyph| glyph.advance_width)
        .collect();
    assert_eq!(widths, [20.0, 20.0, 40.0, 0.0, 20.0, 20.0]);
}
