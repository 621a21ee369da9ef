//! The letters that pages are set with: those that Zhupi carries, and those that are installed.

use crate::exchange::faces::{CHINESE, QUOTES, REST};
use crate::exchange::pack::Font;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::OnceLock;
use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::syntax::Span;
use typst::text::{self, FontBook, FontInfo};
use typst::utils::LazyHash;

/// The family of the letters that Zhupi carries.
const CARRIED: &str = "Noto Sans CJK SC";
/// That of signs they lack.
const SIGNS: &str = "Noto Sans";
/// That of quotation marks as English and Korean have them.
const MARKS: &str = "Noto Sans CJK KR";
/// Characters above one word that are printed.
const MOST: usize = 1_000;
/// Families for 宋体, the best one first.
const SONG: &[&str] = &[
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Songti SC",
    "STSong",
    "SimSun",
    // Of AR PL UMing CN, as the library takes CN for a narrow cut.
    "AR PL UMing",
];
/// Latin letters that go with them.
const SERIF: &[&str] = &[
    "Noto Serif",
    "Source Serif 4",
    "Times New Roman",
    "Liberation Serif",
];
/// Families for 楷体.
const KAI: &[&str] = &[
    "LXGW WenKai",
    "LXGW WenKai GB",
    "Kaiti SC",
    "STKaiti",
    "KaiTi",
    "AR PL UKai",
];

/// Letters by family, each file opened when it is first asked for.
pub struct Letters {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    installed: bool,
    /// The first face, to measure with.
    ruler: OnceLock<Option<text::FontInstance>>,
}

/// Words in one face, and its glyphs for them.
pub(super) type Glyphs = (text::FontInstance, String, Vec<text::Glyph>);

struct Face {
    from: Kept,
    font: OnceLock<Option<text::Font>>,
}

enum Kept {
    /// Bytes that the program carries.
    Carried(Bytes),
    /// A file of the system and the place of the face in it.
    File(PathBuf, u32),
}

/// A family as the template asks for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Family {
    name: &'static str,
    /// Which characters are taken from it alone: quotation marks and dashes that Latin letters have
    /// too are those of the Chinese ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    covers: Option<&'static str>,
}

/// The families for each kind of words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Families {
    /// Headings, notes, numbers, pinyin.
    pub(super) side: Vec<Family>,
    /// Text in Chinese and Japanese.
    pub(super) han: Vec<Family>,
    /// Text in other languages.
    pub(super) other: Vec<Family>,
}

impl Default for Letters {
    fn default() -> Self {
        Self::carried()
    }
}

impl Letters {
    /// Those that Zhupi carries: the same on every machine.
    pub fn carried() -> Self {
        let mut letters = Self {
            book: LazyHash::new(FontBook::new()),
            faces: Vec::new(),
            installed: false,
            ruler: OnceLock::new(),
        };
        for bytes in [CHINESE, REST, QUOTES] {
            if let Some(info) = FontInfo::new(bytes, 0) {
                letters.add(Kept::Carried(Bytes::new(bytes)), info);
            }
        }
        letters
    }

    /// Those that Zhupi carries and then those that are installed.
    pub fn installed() -> Self {
        let mut letters = Self::carried();
        let mut all = fontdb::Database::new();
        all.load_system_fonts();
        let mut found = Vec::new();
        for face in all.faces() {
            let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &face.source
            else {
                continue;
            };
            let info = all.with_face_data(face.id, FontInfo::new).flatten();
            found.extend(info.map(|info| (path.clone(), face.index, info)));
        }
        // A folder tells its files in any order.
        found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (path, place, info) in found {
            letters.add(Kept::File(path, place), info);
            letters.installed = true;
        }
        letters
    }

    fn add(&mut self, from: Kept, info: FontInfo) {
        self.book.push(info);
        let font = OnceLock::new();
        self.faces.push(Face { from, font });
    }

    /// Whether there are any that Zhupi does not carry.
    pub(super) fn has_installed(&self) -> bool {
        self.installed
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn face(&self, place: usize) -> Option<text::Font> {
        let face = self.faces.get(place)?;
        let read = || match &face.from {
            Kept::Carried(bytes) => text::Font::new(bytes.clone(), 0),
            Kept::File(path, place) => {
                text::Font::new(Bytes::new(std::fs::read(path).ok()?), *place)
            }
        };
        face.font.get_or_init(read).clone()
    }

    /// Whether any letters have a character.
    pub(super) fn have(&self, char: char) -> bool {
        let faces = (0..self.faces.len()).filter_map(|place| self.book.info(place));
        let mut faces = faces.map(|it| &it.coverage);
        faces.any(|it| it.contains(u32::from(char)))
    }

    /// The families for a kind of letters, of those that are there.
    pub(super) fn families(&self, font: Font) -> Families {
        let there = |name: &str| self.book.contains_family(&name.to_lowercase());
        let first = |names: &[&'static str]| names.iter().copied().find(|it| there(it));
        let family = |name| Family { name, covers: None };
        let latin = |name| Family {
            name,
            covers: Some("latin-in-cjk"),
        };
        let own = match font {
            Font::Song => first(SONG),
            Font::Kai => first(KAI),
            Font::Hei => None,
        };
        let serif = first(SERIF).filter(|_| own.is_some());
        let carried = [family(CARRIED), family(SIGNS)];
        let han: Vec<Family> = { own.map(family).into_iter() }
            .chain(carried.clone())
            .collect();
        let other = serif.map(family).into_iter().chain([family(MARKS)]);
        Families {
            side: carried.to_vec(),
            other: other.chain(han.iter().cloned()).collect(),
            han: serif.map(latin).into_iter().chain(han).collect(),
        }
    }

    /// How wide words are set in the letters that Zhupi carries, in sizes of the letters.
    pub(super) fn width(&self, words: &str) -> f64 {
        let Some(font) = self.ruler() else {
            return 0.0;
        };
        let wide = |char| font.x_advance(font.ttf().glyph_index(char)?.0);
        let wide = |char| wide(char).map_or(0.5, Em::get);
        words.chars().map(wide).sum()
    }

    fn ruler(&self) -> Option<&text::FontInstance> {
        self.ruler.get_or_init(|| self.usual(0)).as_ref()
    }

    /// A face as it usually is.
    fn usual(&self, place: usize) -> Option<text::FontInstance> {
        let (variant, own) = (
            text::FontVariant::default(),
            text::FontVariations::default(),
        );
        Some(self.face(place)?.instantiate(variant, Abs::pt(10.0), &own))
    }

    /// The glyphs of words, one for each character, in the letters that Zhupi carries or the first that
    /// have it.
    pub(super) fn glyphs(&self, words: &str) -> Vec<Glyphs> {
        let mut all: Vec<(usize, Glyphs)> = Vec::new();
        for char in words.chars().take(MOST) {
            let has = |place: &usize| {
                let info = self.book.info(*place);
                info.is_some_and(|it| it.coverage.contains(u32::from(char)))
            };
            let place = (0..self.faces.len()).find(has).unwrap_or_default();
            if all.last().is_none_or(|it| it.0 != place) {
                let font = match place {
                    0 => self.ruler().cloned(),
                    other => self.usual(other),
                };
                let Some(font) = font else { continue };
                all.push((place, (font, String::new(), Vec::new())));
            }
            if let Some((_, (font, text, glyphs))) = all.last_mut() {
                glyphs.push(glyph(font, char, text.len()));
                text.push(char);
            }
        }
        all.into_iter().map(|it| it.1).collect()
    }
}

/// The glyph of a character that stands at a byte of its words.
fn glyph(font: &text::FontInstance, char: char, at: usize) -> text::Glyph {
    let id = font.ttf().glyph_index(char).map_or(0, |it| it.0);
    let byte = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    text::Glyph {
        id,
        x_advance: font.x_advance(id).unwrap_or(Em::zero()),
        x_offset: Em::zero(),
        y_advance: Em::zero(),
        y_offset: Em::zero(),
        range: byte(at)..byte(at + char.len_utf8()),
        span: (Span::detached(), 0),
    }
}
