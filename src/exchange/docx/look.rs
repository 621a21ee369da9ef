//! The styles of a document: one for each code, so that changing it in Word changes every passage.

use super::{NAMES, Words, XML, escaped};
use crate::exchange::html::language;
use crate::model::{Code, Colour, Project};
use crate::query::codebook;
use crate::view::{Stroke, Strokes};
use std::fmt::Write as _;

const STYLES: &str = include_str!("styles.xml");
/// How much of a code's colour is in its tint.
const TINT: u32 = 14;

/// The part that holds the styles.
pub(super) fn styles(project: &Project, words: &Words) -> String {
    let (east, first) = east_asian(project);
    let fixed = STYLES.replace("{east}", east).replace("{font}", first);
    let mut xml = format!("{XML}<w:styles {NAMES}>{fixed}");
    let strokes = Strokes::new(project);
    for (branch, number) in codebook(project).into_iter().zip(1..) {
        if let Some(code) = project.codes().get(branch.code) {
            push_code(&mut xml, code, (number, &words.codes), strokes.of(code.id));
        }
    }
    xml.push_str("</w:styles>");
    xml
}

fn push_code(xml: &mut String, code: &Code, (number, codes): (usize, &str), stroke: Stroke) {
    // Word does not take two styles of one name.
    let name = escaped(&format!("{codes} {number} {}", code.name));
    let colour = code.colour.hex();
    let colour = colour.trim_start_matches('#');
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Code{number}\">\
         <w:name w:val=\"{name}\"/><w:qFormat/><w:rPr><w:u w:val=\"{}\" w:color=\"{colour}\"/>{}\
         </w:rPr></w:style>",
        underline(stroke),
        tinted(code.colour)
    );
}

/// A light tint of a colour behind the words.
pub(in crate::exchange) fn tinted(Colour(red, green, blue): Colour) -> String {
    let mix = |it: u8| (u32::from(it) * TINT + 255 * (100 - TINT)) / 100;
    let (red, green, blue) = (mix(red), mix(green), mix(blue));
    format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{red:02X}{green:02X}{blue:02X}\"/>")
}

/// The underline of Word that is a stroke, or comes nearest to it; all differ.
pub(in crate::exchange) const fn underline(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Solid => "single",
        Stroke::Dashed => "dash",
        Stroke::Dotted => "dotted",
        Stroke::Double => "double",
        Stroke::Wavy => "wave",
        Stroke::DashDot => "dotDash",
        Stroke::Ticked => "thick",
        Stroke::Chequered => "dottedHeavy",
        Stroke::LongDashed => "dashLong",
        Stroke::Beaded => "dotDotDash",
        Stroke::Stepped => "wavyDouble",
    }
}

/// The language of East Asian words in the texts, and a font that both Word and a bare system find
/// something for.
fn east_asian(project: &Project) -> (&'static str, &'static str) {
    let texts = project.sources().iter().map(|it| language(it.text()));
    match { texts }.find(|it| !it.is_empty()) {
        Some("ja") => ("ja-JP", "MS Mincho"),
        Some("ko") => ("ko-KR", "Batang"),
        _ => ("zh-CN", "SimSun"),
    }
}
