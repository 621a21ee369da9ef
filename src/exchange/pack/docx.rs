//! A pack as a Word document that stays editable: every look is a style with a name, pinyin is Word's
//! own, paragraphs and lines are numbered by Word, notes at the foot are its footnotes.
//!
//! Written against ECMA-376, Part 1 (WordprocessingML). Notes in the margin are frames beside their
//! paragraphs and not comments, as they are to be printed; where there is no margin, in columns, they
//! are footnotes. Where passages cross, the code of the first is underlined and that of the next
//! tinted; letters at their ends tell all.

mod beside;
mod body;
mod front;
mod look;
mod sheet;
mod study;
mod text;

#[cfg(test)]
mod tests;

use super::Pack;
use crate::exchange::docx::{NAMES, XML};
use crate::exchange::packed::write_packed;
use crate::exchange::refi::xml::escaped;
use body::Body;
use sheet::Sheet;
use std::fmt::Write as _;
use std::io::{self, Write};

const TYPES: &str = include_str!("docx/types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const PARTS: &str = include_str!("docx/parts.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const FONTS: &str = include_str!("docx/fonts.xml");

/// Writes a pack as a Word document. No clock is asked: the same pack gives the same bytes.
///
/// # Errors
/// When `out` cannot be written to.
pub fn docx(pack: &Pack, out: &mut dyn Write) -> io::Result<()> {
    let sheet = Sheet::new(pack);
    let (document, footnotes) = Body::new(pack, sheet).write();
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", &core(pack)),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", &look::styles(pack, &sheet)),
        ("word/numbering.xml", &numbering(pack)),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", FONTS),
        ("word/footnotes.xml", &footnotes),
        ("word/footer1.xml", &footer(pack)),
    ];
    write_packed(&parts, out)
}

/// What the document is called and who made it.
fn core(pack: &Pack) -> String {
    let [title, teacher, course, language] =
        [&pack.title, &pack.teacher, &pack.course, &pack.language].map(|it| escaped(it));
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:subject>{course}</dc:subject>\
         <dc:creator>{teacher}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"
    )
}

/// The numbers of paragraphs: one list for each text, so that each begins with 1. They stand in the
/// margin: a number whose right end is where the paragraph begins, and behind it a tab as wide as the
/// indent of a paragraph.
fn numbering(pack: &Pack) -> String {
    let sign = match pack.look.numbers {
        super::Numbers::Lines => "¶",
        _ => "",
    };
    let indent = look::indent(pack);
    let mut xml = format!("{XML}<w:numbering {NAMES}>");
    for (kind, then) in [
        (
            0,
            format!(
                "<w:suff w:val=\"tab\"/><w:lvlText w:val=\"{sign}%1\u{2002}\"/><w:lvlJc w:val=\"right\"/>\
                 <w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"{indent}\"/></w:tabs>"
            ),
        ),
        (
            1,
            format!(
                "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{sign}%1\u{2002}\"/><w:lvlJc w:val=\"right\"/><w:pPr>"
            ),
        ),
    ] {
        let _ = write!(
            xml,
            "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"singleLevel\"/>\
             <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>{then}\
             <w:ind w:left=\"0\" w:firstLine=\"0\"/></w:pPr><w:rPr>{}</w:rPr></w:lvl></w:abstractNum>",
            look::NUMBER
        );
    }
    for (reading, number) in pack.readings.iter().zip(1..) {
        let kind = u8::from(reading.language.is_empty());
        let _ = write!(
            xml,
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{kind}\"/>\
             <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        );
    }
    xml.push_str("</w:numbering>");
    xml
}

/// What stands at the foot of every page.
fn footer(pack: &Pack) -> String {
    let title = body::said(&format!("{}　·　", pack.title), "");
    format!(
        "{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{title}\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
    )
}
