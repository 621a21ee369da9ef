//! A text: its paragraphs with their marks, pinyin, numbers and notes.

use super::beside::{Beside, beside};
use super::body::{Body, said, tongued};
use super::look;
use super::sheet::Section;
use crate::exchange::pack::direction::begins_leftward;
use crate::exchange::pack::{Block, Numbers, Reading, Run};
use crate::exchange::refi::xml::escaped;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// No line ends here: what stands raised behind a word begins none. All letters that documents name have
/// this sign, of no width, which they have not of its successor U+2060.
const JOINT: &str = "<w:r><w:t>\u{FEFF}</w:t></w:r>";
/// Nothing, as plain as can be: some programs give what stands above a word the look of what stands
/// before it.
const PLAIN: &str = "<w:r><w:t>\u{200B}</w:t></w:r>";

/// What holds for a text from end to end.
struct Leaf<'r> {
    reading: &'r Reading,
    /// Its number among the lists of paragraphs.
    list: usize,
    /// The name of its vocabulary, before the number of a word.
    words: String,
    /// The numbers of the notes that stand beside it, each with its place among them from 1; the others
    /// are at the foot.
    beside: BTreeMap<usize, usize>,
}

impl Body<'_> {
    pub(super) fn text(&mut self, place: usize, reading: &Reading) {
        if !reading.blocks.is_empty() {
            let plan = beside(self.pack, &self.sheet, reading);
            let numbers = plan.iter().flat_map(|it| it.notes.iter().copied());
            let name = self.names.get(place).cloned().unwrap_or_default();
            let leaf = Leaf {
                reading,
                list: place + 1,
                words: format!("{name}_w"),
                beside: numbers.zip(1..).collect(),
            };
            self.turn(Section::Text, false);
            for (block, beside) in reading.blocks.iter().zip(&plan) {
                self.block(&leaf, block, beside);
            }
            self.turn(Section::Plain, false);
        }
        self.source(reading);
    }

    fn block(&mut self, leaf: &Leaf<'_>, block: &Block, beside: &Beside) {
        if block.gap {
            self.line("Gap", "[…]");
        }
        for note in &block.head {
            self.line("HeadNote", &note.text);
        }
        for number in &beside.notes {
            self.margin_note(leaf, *number);
        }
        let language = leaf.reading.language.as_str();
        let mut runs = String::new();
        let is_numbered = block.heading == 0 && self.pack.look.numbers != Numbers::None;
        for (at, it) in block.runs.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|it| block.runs.get(it));
            runs.push_str(before.map_or("", |before| between(before, it)));
            self.piece(leaf, it, &mut runs);
        }
        let name = self.anchors.name(&block.id);
        let runs = self.bookmarked(&name, &runs);
        let mut more = kept(beside);
        if is_numbered {
            let list = leaf.list;
            let _ = write!(
                more,
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            );
        }
        if begins_leftward(&block.words()) {
            more.push_str("<w:bidi/>");
        }
        if beside.after > 0 {
            let after = beside.after.min(self.sheet.depth());
            let _ = write!(more, "<w:spacing w:after=\"{after}\"/>");
        }
        if !beside.notes.is_empty() && runs.contains("<w:footnoteReference") {
            // Some programs put a paragraph with a footnote into the frame before it.
            self.paragraph("SectionEnd", "<w:keepNext/>", "");
        }
        let style = match (block.heading, language) {
            (0, "") => "PackTextFlush",
            (0, _) if is_numbered => "PackTextNumbered",
            (0, _) => "PackText",
            (1, _) => "Heading3",
            _ => "Heading4",
        };
        match &leaf.reading.translation {
            None => self.paragraph(style, &more, &runs),
            Some(translation) if self.pack.look.wide_margin => {
                self.paragraph(style, &more, &runs);
                for words in &block.beside {
                    let words = tongued(words, "", &translation.language);
                    self.paragraph("PackTranslationBelow", "", &words);
                }
            }
            Some(translation) => {
                let left = format!(
                    "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}<w:ind w:right=\"0\"/></w:pPr>{runs}</w:p>"
                );
                self.side_by_side(&left, (&block.beside, &translation.language));
            }
        }
    }

    /// A paragraph with its translation beside it: a row of a table without lines, the numbers of
    /// paragraphs left of it.
    fn side_by_side(&mut self, left: &str, (beside, language): (&[String], &str)) {
        let half = (self.sheet.text() - look::GUTTER) / 2;
        let mut right = String::new();
        for words in beside {
            let words = tongued(words, "", language);
            let _ = write!(
                right,
                "<w:p><w:pPr><w:pStyle w:val=\"PackTranslation\"/></w:pPr>{words}</w:p>"
            );
        }
        if right.is_empty() {
            right.push_str("<w:p><w:pPr><w:pStyle w:val=\"PackTranslation\"/></w:pPr></w:p>");
        }
        let mut row = String::from("<w:tr>");
        for (inset, words) in [(look::NUMBERS_WIDE, left), (look::GUTTER, &right)] {
            let width = half + inset;
            let _ = write!(
                row,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:tcMar><w:left w:w=\"{inset}\" w:type=\"dxa\"/>\
                 <w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar></w:tcPr>{words}</w:tc>"
            );
        }
        row.push_str("</w:tr>");
        self.row(&row, [look::NUMBERS_WIDE + half, look::GUTTER + half]);
    }

    /// A note in the margin: a frame beside the paragraph that follows. Those in a row are one frame.
    fn margin_note(&mut self, leaf: &Leaf<'_>, number: usize) {
        let Some(note) = leaf.reading.note(number) else {
            return;
        };
        let (width, at) = (self.sheet.notes, self.sheet.notes_at());
        let frame = format!(
            "<w:framePr w:w=\"{width}\" w:hSpace=\"113\" w:wrap=\"around\" w:vAnchor=\"text\" \
             w:hAnchor=\"page\" w:x=\"{at}\" w:y=\"1\"/>"
        );
        let place = leaf.beside.get(&number).copied().unwrap_or_default();
        let mut runs = said(&circled(place), "MarginNumber");
        runs += &said(&note.text, "");
        self.paragraph("MarginNote", &frame, &runs);
    }

    /// A piece of a paragraph, with the numbers and letters behind it.
    fn piece(&mut self, leaf: &Leaf<'_>, it: &Run, runs: &mut String) {
        let language = leaf.reading.language.as_str();
        let style = look::marked(&it.marks).unwrap_or_default();
        let words = tongued(&it.text, &style, language);
        match it.ruby.is_empty() {
            true => runs.push_str(&words),
            false => {
                // What stands above two words that follow each other is not to run together.
                let above = format!("{}\u{A0}", it.ruby);
                runs.push_str(&self.ruby(&above, &words));
            }
        }
        for place in &it.ends {
            if let Some(marker) = self.pack.legend.get(*place) {
                runs.push_str(JOINT);
                runs.push_str(&said(&marker.letter, &format!("Letter{}", place + 1)));
            }
        }
        if it.entry > 0 {
            let (anchor, number) = (&leaf.words, it.entry);
            let _ = write!(
                runs,
                "{JOINT}<w:hyperlink w:anchor=\"{anchor}{number}\" w:history=\"1\">{}</w:hyperlink>",
                said(&format!("[{number}]"), "EntryNumber")
            );
        }
        for number in &it.notes {
            let Some(note) = leaf.reading.note(*number) else {
                continue;
            };
            let refers = match leaf.beside.get(number) {
                Some(place) => said(&circled(*place), "NoteNumber"),
                None => self.footnote(note),
            };
            runs.push_str(JOINT);
            runs.push_str(&refers);
        }
        for words in &it.inline {
            runs.push_str(&tongued(&format!("（{words}）"), "InlineNote", language));
        }
    }

    /// Words with what is printed above them.
    fn ruby(&self, above: &str, words: &str) -> String {
        let base = look::size(self.pack);
        let (size, raise) = (base * 11 / 20, base - 2);
        let (above, east) = (escaped(above), look::east(self.pack));
        format!(
            "<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/><w:hps w:val=\"{size}\"/>\
             <w:hpsRaise w:val=\"{raise}\"/><w:hpsBaseText w:val=\"{base}\"/><w:lid w:val=\"{east}\"/></w:rubyPr>\
             <w:rt><w:r><w:rPr><w:rStyle w:val=\"RubyText\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{above}</w:t></w:r></w:rt><w:rubyBase>{words}</w:rubyBase></w:ruby></w:r>"
        )
    }

    /// Where the text comes from, and its terms.
    fn source(&mut self, reading: &Reading) {
        let own = (&reading.citation, &reading.licence);
        let other = reading.translation.as_ref();
        let other = other.map(|it| (&it.citation, &it.licence));
        for (citation, licence) in std::iter::once(own).chain(other) {
            let told = self.pack.origin(citation, licence);
            if !told.is_empty() {
                self.line("SourceLine", &told);
            }
        }
    }
}

/// What stands between two pieces.
fn between(before: &Run, it: &Run) -> &'static str {
    match it.ruby.is_empty() || is_bare(before) {
        true => "",
        false => PLAIN,
    }
}

/// Whether nothing stands behind a piece.
fn is_bare(it: &Run) -> bool {
    it.ends.is_empty() && it.notes.is_empty() && it.inline.is_empty() && it.entry == 0
}

/// Keeps a paragraph with the notes beside it on one page.
fn kept(beside: &Beside) -> String {
    let next = if beside.keeps_next {
        "<w:keepNext/>"
    } else {
        ""
    };
    let lines = if beside.keeps_lines {
        "<w:keepLines/>"
    } else {
        ""
    };
    format!("{next}{lines}")
}

/// The sign of a note in the margin, unlike the numbers of footnotes: ①.
fn circled(place: usize) -> String {
    let first = match place {
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return format!("({place})"),
    };
    let code = u32::try_from(place)
        .ok()
        .and_then(|it| char::from_u32(first + it));
    code.map_or_else(String::new, String::from)
}
