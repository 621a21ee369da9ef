//! The fonts Zhupi carries, and in which order they are asked for a character.

use crate::session::Language;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

const CHINESE: (&str, &[u8]) = (
    "chinese",
    include_bytes!("../../assets/fonts/NotoSansCJKsc-subset.otf"),
);
const QUOTES: (&str, &[u8]) = (
    "quotes",
    include_bytes!("../../assets/fonts/NotoSansCJKkr-quotes.otf"),
);
const REST: (&str, &[u8]) = (
    "rest",
    include_bytes!("../../assets/fonts/NotoSans-rest.ttf"),
);

/// The font family with the width of quotation marks and dashes that Chinese texts have, whatever
/// the interface's language.
pub const PAGE: &str = "page";

/// Gives egui the embedded fonts. Quotation marks and dashes are as wide as the language of the
/// interface has them. egui's own monospace font comes first for file paths and keys only.
pub(super) fn install(ctx: &Context, language: Language) {
    ctx.set_fonts(definitions(language));
}

fn definitions(language: Language) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [CHINESE, QUOTES, REST] {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let words = match language {
        Language::Chinese => names(&[CHINESE.0, REST.0]),
        Language::English => names(&[QUOTES.0, CHINESE.0, REST.0]),
    };
    fonts
        .families
        .insert(FontFamily::Proportional, words.clone());
    fonts
        .families
        .insert(FontFamily::Name(PAGE.into()), names(&[CHINESE.0, REST.0]));
    fonts
        .families
        .entry(FontFamily::Monospace)
        .or_default()
        .extend(words);
    fonts
}
