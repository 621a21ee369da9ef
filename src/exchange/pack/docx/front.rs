//! What stands before and behind the texts: title, contents, what the marks mean, credits.

use super::body::{Body, said};
use super::sheet::Section;
use crate::exchange::pack::{Edition, Part};
use std::fmt::Write as _;

impl Body<'_> {
    /// Title, contents, and what the marks mean where that comes first.
    pub(super) fn front(&mut self) {
        if self.pack.has(Part::Title) {
            self.title();
        }
        if self.pack.has(Part::Contents) && self.pack.readings.len() > 1 {
            self.contents();
        }
        if self.pack.begins_with_legend() {
            self.legend();
        }
    }

    /// What the marks mean where that comes last, and where words and levels come from.
    pub(super) fn back(&mut self) {
        self.turn(Section::Plain, false);
        if self.pack.ends_with_legend() {
            self.line("SourceLine", "");
            self.legend();
        }
        for credit in &self.pack.credits {
            self.line("Credit", credit);
        }
    }

    fn title(&mut self) {
        let pack = self.pack;
        if !pack.course.is_empty() {
            self.line("Subtitle", &pack.course);
        }
        self.line("Title", &pack.title);
        let edition = pack.say(&format!("for-{}", pack.edition.name()));
        if !edition.is_empty() {
            self.line("Subtitle", edition);
        }
        let mut who = Vec::new();
        if !pack.teacher.is_empty() {
            who.push(format!("{}　{}", pack.say("teacher"), pack.teacher));
        }
        if !pack.date.is_empty() {
            who.push(pack.date.clone());
        }
        if !who.is_empty() {
            self.line("Subtitle", &who.join("　　"));
        }
        if pack.edition != Edition::Teacher {
            let blank = "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">\
                         \u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}</w:t></w:r>";
            let name = said(&format!("{}　", pack.say("name")), "");
            let class = said(&format!("　　{}　", pack.say("class")), "");
            self.paragraph("NameLine", "", &format!("{name}{blank}{class}{blank}"));
        }
    }

    /// A table of contents that Word fills with pages when it opens the document; until then it has the
    /// titles.
    fn contents(&mut self) {
        self.line("TOCHeading", self.pack.say("contents"));
        let last = self.pack.readings.len() - 1;
        for (place, reading) in self.pack.readings.iter().enumerate() {
            let mut runs = String::new();
            if place == 0 {
                runs.push_str(
                    "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r>\
                     <w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            let name = self.names.get(place).cloned().unwrap_or_default();
            let title = said(&reading.title, "");
            let _ = write!(
                runs,
                "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">{title}</w:hyperlink>"
            );
            if place == last {
                runs.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            self.paragraph("TOC1", "", &runs);
        }
    }

    /// What the marks mean.
    fn legend(&mut self) {
        let pack = self.pack;
        self.line("LegendHeading", pack.say("legend"));
        for (marker, number) in pack.legend.iter().zip(1..) {
            let mut runs = said(&marker.letter, &format!("Legend{number}"));
            runs += "<w:r><w:tab/></w:r>";
            runs += &said(&marker.name, &format!("Mark{number}"));
            if !marker.definition.is_empty() {
                runs += &said(&format!("　{}", marker.definition), "Quoted");
            }
            let keep = if number < pack.legend.len() {
                "<w:keepNext/>"
            } else {
                ""
            };
            self.paragraph("Legend", keep, &runs);
        }
        let crossing = pack.say("crossing");
        let blocks = pack.readings.iter().flat_map(|it| &it.blocks);
        let any_cross = { blocks }.any(|it| it.runs.iter().any(|it| it.marks.len() > 1));
        if any_cross && !crossing.is_empty() {
            let words = format!("<w:r><w:tab/></w:r>{}", said(crossing, "Quoted"));
            self.paragraph("Legend", "", &words);
        }
    }
}
