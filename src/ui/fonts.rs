//! The fonts Zhupi carries, and in which order they are asked for a character.

use crate::session::Language;
use crate::text::Writing;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use std::collections::BTreeMap;
use std::sync::Arc;

const CHINESE: (&str, &[u8]) = ("chinese", crate::exchange::CHINESE);
const QUOTES: (&str, &[u8]) = ("quotes", crate::exchange::QUOTES);
const REST: (&str, &[u8]) = ("rest", crate::exchange::REST);

/// The font family with the width of quotation marks and dashes that Chinese texts have, whatever
/// the interface's language.
pub const PAGE: &str = "page";

/// Gives egui the embedded fonts. Quotation marks and dashes are as wide as the language of the
/// interface has them. egui's own monospace font comes first for file paths and keys only.
pub(super) fn install(ctx: &Context, language: Language, chosen: &Chosen) {
    ctx.set_fonts(definitions(language, chosen));
}

/// The fonts chosen for the writings on the page, with the names of their families.
pub(super) type Chosen = BTreeMap<Writing, (String, Arc<FontData>)>;

/// The font family of a writing on the page; there is one only where a font was chosen.
pub(super) fn page_of(writing: Writing) -> FontFamily {
    FontFamily::Name(Arc::from(match writing {
        Writing::Han => "page-han",
        Writing::Kana => "page-kana",
        Writing::Hangul => "page-hangul",
        Writing::Latin => "page-latin",
    }))
}

fn definitions(language: Language, chosen: &Chosen) -> FontDefinitions {
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
    for (writing, (name, font)) in chosen {
        let name = format!("chosen:{name}");
        fonts.font_data.insert(name.clone(), font.clone());
        // What it lacks comes from Zhupi's own.
        let own = names(&[CHINESE.0, REST.0]);
        let all = std::iter::once(name).chain(own).collect();
        fonts.families.insert(page_of(*writing), all);
    }
    fonts
        .families
        .entry(FontFamily::Monospace)
        .or_default()
        .extend(words);
    fonts
}
