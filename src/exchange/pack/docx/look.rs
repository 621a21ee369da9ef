//! The styles of a document: what a teacher changes in one of them changes everywhere.

use super::sheet::Sheet;
use crate::exchange::docx::{NAMES, XML, tinted, underline};
use crate::exchange::pack::{Font, Mark, Marker, Pack};
use crate::exchange::refi::xml::escaped;
use crate::model::Colour;
use crate::view::Stroke;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const STYLES: &str = include_str!("styles.xml");
/// How numbers of paragraphs look.
pub(super) const NUMBER: &str = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:b w:val=\"0\"/>\
    <w:color w:val=\"665F55\"/><w:sz w:val=\"15\"/><w:szCs w:val=\"15\"/>";
/// Between two notes beside a text, in twentieths of a point.
pub(super) const NOTES_APART: u32 = 60;
/// Between a text and its translation, in twentieths of a point.
pub(super) const GUTTER: u32 = 400;
/// Room for the numbers of paragraphs left of a text that stands in a table.
pub(super) const NUMBERS_WIDE: u32 = 620;
/// Characters of a code's name that go into the name of its style.
const NAMED: usize = 60;

/// Size of the text in half points.
pub(super) fn size(pack: &Pack) -> u32 {
    // A size is a small whole number; anything else is set right here.
    (pack.look.size.clamp(6.0, 72.0) * 2.0) as u32
}

/// Size of notes in half points.
pub(super) fn small(pack: &Pack) -> u32 {
    (size(pack) * 3 / 4).max(16)
}

/// Height of a line of the text, in twentieths of a point.
pub(super) fn line(pack: &Pack) -> u32 {
    match pack.look.has_ruby {
        true => size(pack) * 23,
        false => size(pack) * 18,
    }
}

/// Height of a line of notes, in twentieths of a point.
pub(super) fn small_line(pack: &Pack) -> u32 {
    small(pack) * 15
}

/// The indent of a paragraph: two characters, in twentieths of a point.
pub(super) fn indent(pack: &Pack) -> u32 {
    size(pack) * 20
}

/// The style of words with these marks; `None` for words without.
pub(super) fn marked(marks: &[Mark]) -> Option<String> {
    match marks {
        [] => None,
        [one] => Some(format!("Mark{}", one.marker + 1)),
        [one, two, ..] => Some(format!("Mark{}Over{}", one.marker + 1, two.marker + 1)),
    }
}

/// The language of most words that are not Latin.
pub(super) fn east(pack: &Pack) -> &'static str {
    let languages = pack.readings.iter().map(|it| it.language.as_str());
    let words = Some(pack.language.as_str()).filter(|it| it.starts_with(['j', 'k', 'z']));
    tag({ languages }
        .find(|it| !it.is_empty())
        .or(words)
        .unwrap_or("zh"))
}

/// A language as Word names it.
pub(super) fn tag(language: &str) -> &'static str {
    match language {
        "ja" => "ja-JP",
        "ko" => "ko-KR",
        "zh-Hant" | "zh-TW" => "zh-TW",
        "zh-HK" => "zh-HK",
        _ => "zh-CN",
    }
}

/// The letters of the text, of its headings, and Latin ones of both.
fn fonts(pack: &Pack) -> [&'static str; 4] {
    let (text, head) = match (east(pack), pack.look.font) {
        ("ja-JP", Font::Hei) => ("MS Gothic", "MS Gothic"),
        ("ja-JP", _) => ("MS Mincho", "MS Gothic"),
        ("ko-KR", Font::Hei) => ("Malgun Gothic", "Malgun Gothic"),
        ("ko-KR", _) => ("Batang", "Malgun Gothic"),
        ("zh-TW" | "zh-HK", Font::Song) => ("PMingLiU", "Microsoft JhengHei"),
        ("zh-TW" | "zh-HK", Font::Kai) => ("DFKai-SB", "Microsoft JhengHei"),
        ("zh-TW" | "zh-HK", Font::Hei) => ("Microsoft JhengHei", "Microsoft JhengHei"),
        (_, Font::Song) => ("SimSun", "SimHei"),
        (_, Font::Kai) => ("KaiTi", "SimHei"),
        (_, Font::Hei) => ("SimHei", "SimHei"),
    };
    let latin = match pack.look.font {
        Font::Hei => "Arial",
        _ => "Times New Roman",
    };
    [text, head, latin, "Arial"]
}

/// The part that holds the styles.
pub(super) fn styles(pack: &Pack, sheet: &Sheet) -> String {
    let [text, head, latin, head_latin] = fonts(pack);
    let mut fixed = STYLES.to_owned();
    for (name, words) in [
        ("{text}", text),
        ("{head}", head),
        ("{latin}", latin),
        ("{head-latin}", head_latin),
        ("{east}", east(pack)),
    ] {
        fixed = fixed.replace(name, words);
    }
    let size = size(pack);
    for (name, number) in [
        ("{size}", size),
        ("{small}", small(pack)),
        ("{fine}", (size * 2 / 3).max(14)),
        ("{line}", line(pack)),
        ("{plain-line}", size * 16),
        ("{small-line}", small_line(pack)),
        ("{apart}", NOTES_APART),
        ("{indent}", indent(pack)),
        ("{writing}", size.max(24) * 18),
        ("{beside-size}", size * 9 / 10),
        ("{title}", size * 2),
        ("{h1}", size * 3 / 2),
        ("{h2}", size * 7 / 6),
        // Made smaller by being raised, a circled number is still to be read.
        ("{raised}", size * 7 / 6),
        ("{legend}", indent(pack) + 180),
        ("{key}", indent(pack) * 5 / 2),
        ("{key-wide}", indent(pack) * 3 / 2),
        ("{toc}", sheet.room()),
        ("{beside}", sheet.beside),
        ("{beside-boxed}", sheet.beside + 120),
    ] {
        fixed = fixed.replace(name, &number.to_string());
    }
    let mut xml = format!("{XML}<w:styles {NAMES}>{fixed}");
    for (marker, number) in pack.legend.iter().zip(1..) {
        push_marker(&mut xml, marker, number);
    }
    push_crossings(&mut xml, pack);
    xml.push_str("</w:styles>");
    xml
}

/// A code's style: its underline; and the styles of its letter in the text and where it is told.
fn push_marker(xml: &mut String, marker: &Marker, number: usize) {
    let letter = escaped(&marker.letter);
    let name: String = marker.name.chars().take(NAMED).collect();
    let (name, colour) = (escaped(&name), digits(marker));
    let line = underline(stroke(marker));
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Mark{number}\">\
         <w:name w:val=\"Mark {letter} {name}\"/><w:qFormat/><w:rPr>\
         <w:u w:val=\"{line}\" w:color=\"{colour}\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Letter{number}\">\
         <w:name w:val=\"Letter {letter}\"/><w:basedOn w:val=\"MarkLetter\"/><w:rPr>\
         <w:color w:val=\"{colour}\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Legend{number}\">\
         <w:name w:val=\"Legend {letter}\"/><w:rPr><w:b/>\
         <w:color w:val=\"{colour}\"/></w:rPr></w:style>"
    );
}

/// The styles of words that two codes share: underlined as the first, tinted as the second.
fn push_crossings(xml: &mut String, pack: &Pack) {
    let blocks = pack.readings.iter().flat_map(|it| &it.blocks);
    let runs = blocks.flat_map(|it| &it.runs);
    let pairs: BTreeSet<(usize, usize)> = runs
        .filter_map(|it| match it.marks.as_slice() {
            [one, two, ..] => Some((one.marker, two.marker)),
            _ => None,
        })
        .collect();
    for (one, two) in pairs {
        let (Some(first), Some(second)) = (pack.legend.get(one), pack.legend.get(two)) else {
            continue;
        };
        let tint = Colour::from_hex(&second.colour)
            .map(tinted)
            .unwrap_or_default();
        let _ = write!(
            xml,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Mark{}Over{}\">\
             <w:name w:val=\"Mark {} over {}\"/><w:basedOn w:val=\"Mark{}\"/><w:rPr>{tint}</w:rPr></w:style>",
            one + 1,
            two + 1,
            escaped(&first.letter),
            escaped(&second.letter),
            one + 1,
        );
    }
}

/// A code's colour as Word writes it.
fn digits(marker: &Marker) -> String {
    let colour = Colour::from_hex(&marker.colour).map(|it| it.hex());
    colour.map_or_else(
        || "auto".to_owned(),
        |it| it.trim_start_matches('#').to_owned(),
    )
}

/// The stroke that a page for browsers draws in this way.
fn stroke(marker: &Marker) -> Stroke {
    let is_it = |it: &Stroke| it.css() == marker.stroke && it.css_thickness() == marker.thickness;
    Stroke::ALL.into_iter().find(is_it).unwrap_or_default()
}
