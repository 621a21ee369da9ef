//! The document on its way: paragraphs, sections, bookmarks and footnotes.

use super::sheet::{Section, Sheet};
use crate::exchange::docx::{NAMES, XML, run};
use crate::exchange::pack::anchors::Anchors;
use crate::exchange::pack::direction::stretches;
use crate::exchange::pack::{Marginal, Numbers, Pack, Part, Reading};
use std::fmt::Write as _;

/// The lines that part footnotes from the text.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>\
    <w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr>\
    <w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
/// Makes signs that both writings have, such as “ and —, those of East Asian letters.
pub(super) const EASTERN: &str = "<w:rFonts w:hint=\"eastAsia\"/>";

/// The document on its way.
pub(super) struct Body<'p> {
    pub(super) pack: &'p Pack,
    pub(super) sheet: Sheet,
    pub(super) xml: String,
    pub(super) anchors: Anchors,
    /// The names of the texts, in their order.
    pub(super) names: Vec<String>,
    bookmarks: usize,
    footnotes: Vec<String>,
    section: Section,
    /// Whether the section that is open begins a page, and whether something stands in it.
    begins_page: bool,
    is_filled: bool,
    has_footer: bool,
}

impl<'p> Body<'p> {
    pub(super) fn new(pack: &'p Pack, sheet: Sheet) -> Self {
        let mut anchors = Anchors::default();
        let names = pack.readings.iter().map(|it| anchors.name(&it.id));
        let names: Vec<String> = names.collect();
        for (name, reading) in names.iter().zip(&pack.readings) {
            for entry in &reading.vocabulary {
                // Taken, so that nothing else is called so.
                anchors.name(&format!("{name}_w{}", entry.number));
            }
        }
        Self {
            pack,
            sheet,
            xml: String::new(),
            names,
            anchors,
            bookmarks: 0,
            footnotes: Vec::new(),
            section: Section::Plain,
            begins_page: false,
            is_filled: false,
            has_footer: false,
        }
    }

    /// The part with the document, and that with its footnotes.
    pub(super) fn write(mut self) -> (String, String) {
        self.front();
        for (place, reading) in self.pack.readings.iter().enumerate() {
            self.reading(place, reading);
        }
        self.back();
        let names = format!(
            "{NAMES} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
        );
        let last = self.section_end();
        let document = format!(
            "{XML}<w:document {names}><w:body>{}{last}</w:body></w:document>",
            self.xml
        );
        let footnotes = format!(
            "{XML}<w:footnotes {NAMES}>{SEPARATORS}{}</w:footnotes>",
            self.footnotes.concat()
        );
        (document, footnotes)
    }

    /// A text with all that belongs to it.
    fn reading(&mut self, place: usize, reading: &Reading) {
        // Several texts begin a page each; one stands below the title.
        self.turn(Section::Plain, self.pack.readings.len() > 1);
        let language = reading.language.as_str();
        let mut title = tongued(&reading.title, "", language);
        if self.pack.has(Part::Text) {
            for note in reading.notes_on_all() {
                title += &self.footnote(note);
            }
        }
        let name = self.names.get(place).cloned().unwrap_or_default();
        let title = self.bookmarked(&name, &title);
        self.paragraph("Heading1", "", &title);
        if let Some(it) = &reading.translation {
            self.paragraph(
                "Subtitle",
                "<w:keepNext/>",
                &tongued(&it.title, "", &it.language),
            );
        }
        for part in &self.pack.parts {
            match part {
                Part::Introduction => self.introduction(reading),
                Part::Text => self.text(place, reading),
                Part::Vocabulary => self.vocabulary(place, reading),
                Part::Questions => self.questions(reading),
                Part::Find => self.find(reading),
                _ => {}
            }
        }
    }

    /// A paragraph of a style, with what else is told of it and with its runs.
    pub(super) fn paragraph(&mut self, style: &str, more: &str, runs: &str) {
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>"
        );
        self.is_filled = true;
    }

    /// A paragraph of words alone.
    pub(super) fn line(&mut self, style: &str, words: &str) {
        self.paragraph(style, "", &said(words, ""));
    }

    /// What is no paragraph.
    pub(super) fn push(&mut self, xml: &str) {
        self.xml.push_str(xml);
        self.is_filled = true;
    }

    /// A row of a table of two columns; rows that follow each other are one table.
    pub(super) fn row(&mut self, row: &str, widths: [u32; 2]) {
        const END: &str = "</w:tbl>";
        if self.xml.ends_with(END) {
            self.xml.truncate(self.xml.len() - END.len());
        } else {
            let [left, right] = widths;
            let _ = write!(
                self.xml,
                "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"-{}\" w:type=\"dxa\"/>\
                 <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{left}\"/>\
                 <w:gridCol w:w=\"{right}\"/></w:tblGrid>",
                left + right,
                super::look::NUMBERS_WIDE,
            );
        }
        self.push(row);
        self.push(END);
    }

    /// Runs that can be pointed to. The name must come from [`Anchors`].
    pub(super) fn bookmarked(&mut self, name: &str, runs: &str) -> String {
        let number = self.bookmarks;
        self.bookmarks += 1;
        format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{number}\"/>"
        )
    }

    /// A footnote, and the run that refers to it. Word counts footnotes itself, so that a teacher may add
    /// some.
    pub(super) fn footnote(&mut self, note: &Marginal) -> String {
        let id = self.footnotes.len() + 1;
        let mut words = String::from(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>",
        );
        words += &said(" ", "");
        if !note.passage.is_empty() {
            words += &said(&format!("“{}”　", note.passage), "Quoted");
        }
        words += &said(&note.text, "");
        self.footnotes.push(format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{words}</w:p></w:footnote>"
        ));
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
             <w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    }

    /// Goes on in a section of this kind, on a new page if `begins_page`.
    pub(super) fn turn(&mut self, next: Section, begins_page: bool) {
        if self.is_filled && (self.section != next || begins_page) {
            let end = self.section_end();
            self.paragraph("SectionEnd", &end, "");
            self.begins_page = false;
            self.is_filled = false;
        }
        if !self.is_filled {
            self.section = next;
            self.begins_page |= begins_page;
        }
    }

    /// What ends the section that is open: its page and columns.
    fn section_end(&mut self) -> String {
        let mut xml = String::from("<w:sectPr>");
        if !self.has_footer {
            self.has_footer = true;
            xml.push_str("<w:footerReference w:type=\"default\" r:id=\"rId6\"/>");
        }
        let kind = match self.begins_page {
            true => "nextPage",
            false => "continuous",
        };
        let _ = write!(xml, "<w:type w:val=\"{kind}\"/>{}", self.sheet.element());
        let mut columns = 1;
        if self.section == Section::Text {
            columns = self.sheet.columns;
            if self.pack.look.numbers == Numbers::Lines {
                // Further out than the numbers of paragraphs.
                xml.push_str(
                    "<w:lnNumType w:countBy=\"5\" w:distance=\"500\" w:restart=\"newSection\"/>",
                );
            }
        }
        let _ = write!(
            xml,
            "<w:cols w:num=\"{columns}\" w:space=\"567\"/></w:sectPr>"
        );
        xml
    }
}

/// A run in a style of characters; nothing of no words.
pub(super) fn said(words: &str, style: &str) -> String {
    let is_eastern = |it: char| matches!(it, '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FFEF}' | '\u{20000}'..);
    let language = if words.contains(is_eastern) { "zh" } else { "" };
    tongued(words, style, language)
}

/// Runs in a style of characters and of a language; nothing of no words.
pub(super) fn tongued(words: &str, style: &str, language: &str) -> String {
    stretches(words)
        .into_iter()
        .map(|(words, is_leftward)| run(words, &look(style, language, is_leftward)))
        .collect()
}

/// What is told of a run.
fn look(style: &str, language: &str, is_leftward: bool) -> String {
    let mut look = String::new();
    if !style.is_empty() {
        let _ = write!(look, "<w:rStyle w:val=\"{style}\"/>");
    }
    match (is_leftward, language) {
        // Else Word sets the words in their order and their letters apart.
        (true, _) => look.push_str("<w:rtl/>"),
        (false, "") => {}
        (false, language) => {
            look.push_str(EASTERN);
            if !matches!(language, "zh" | "zh-Hans") {
                let tag = super::look::tag(language);
                let _ = write!(look, "<w:lang w:eastAsia=\"{tag}\"/>");
            }
        }
    }
    look
}
