//! A text in a book: its paragraphs with marks, pinyin, numbers, and its notes.

use super::book::{Book, Names, label, lang, push_line};
use crate::exchange::pack::{Block, Marginal, Numbers, Reading, Run};
use crate::exchange::refi::xml::escaped;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Underlines that are drawn on each other at most; of more codes, letters tell where they end.
const SLOTS: usize = 5;

impl Book<'_> {
    pub(super) fn text(&mut self, reading: &Reading, names: &Names, body: &mut String) {
        let _ = writeln!(body, "<div class=\"text\"{}>", lang(&reading.language));
        // Headings follow each other without a step left out.
        let levels: BTreeSet<u8> = reading.blocks.iter().map(|it| it.heading).collect();
        for (block, name) in reading.blocks.iter().zip(&names.blocks) {
            if block.gap {
                body.push_str("<p class=\"gap\">[…]</p>\n");
            }
            for note in &block.head {
                let name = self.anchors.name(&note.id);
                let words = escaped(&note.text);
                let _ = writeln!(
                    body,
                    "<div class=\"note head\" role=\"note\" id=\"{name}\"><p>{words}</p></div>"
                );
            }
            let level = levels
                .iter()
                .filter(|it| (1..=block.heading).contains(*it))
                .count();
            self.block((block, level), (name, names), (reading, body));
            beside(block, reading, body);
        }
        body.push_str("</div>\n");
        push_line(
            body,
            "source",
            &self.pack.origin(&reading.citation, &reading.licence),
        );
        if let Some(it) = &reading.translation {
            push_line(body, "source", &self.pack.origin(&it.citation, &it.licence));
        }
        self.notes(reading, names, body);
    }

    fn block(
        &self,
        (block, level): (&Block, usize),
        (name, names): (&str, &Names),
        (reading, body): (&Reading, &mut String),
    ) {
        let element = match level {
            0 => "p".to_owned(),
            level => format!("h{}", (level + 1).min(6)),
        };
        // Lines stand as far apart as underlines between them need.
        let apart = match block.slots.min(SLOTS) {
            0 | 1 => String::new(),
            slots => format!(" class=\"u{slots}\""),
        };
        let _ = write!(body, "<{element} id=\"{name}\"{apart} dir=\"auto\">");
        if block.number > 0 && self.pack.look.numbers != Numbers::None {
            let number = block.number;
            let _ = write!(
                body,
                "<span class=\"no\" aria-hidden=\"true\">{number}</span>"
            );
        }
        for run in &block.runs {
            self.run(run, (reading, names), body);
        }
        let _ = writeln!(body, "</{element}>");
    }

    fn run(&self, it: &Run, (reading, names): (&Reading, &Names), body: &mut String) {
        for mark in &it.marks {
            let marker = self.pack.legend.get(mark.marker);
            let told = marker
                .map(|it| format!("{} {}", it.letter, it.name))
                .unwrap_or_default();
            let look = match (mark.marker, mark.slot) {
                (place, slot @ ..SLOTS) => format!("m c{place} s{slot}"),
                _ => "more".to_owned(),
            };
            let _ = write!(body, "<mark class=\"{look}\" title=\"{}\">", escaped(&told));
        }
        let words = escaped(&it.text);
        match it.ruby.is_empty() {
            true => body.push_str(&words),
            false => {
                let above = escaped(&it.ruby);
                let _ = write!(
                    body,
                    "<ruby>{words}<rp>(</rp><rt>{above}</rt><rp>)</rp></ruby>"
                );
            }
        }
        it.marks.iter().for_each(|_| body.push_str("</mark>"));
        for place in &it.ends {
            if let Some(marker) = self.pack.legend.get(*place) {
                let letter = escaped(&marker.letter);
                let _ = write!(body, "<span class=\"letter l{place}\">{letter}</span>");
            }
        }
        if let Some(name) = names.words.get(&it.entry) {
            let (number, word) = (it.entry, label(self.pack, "vocabulary"));
            let _ = write!(
                body,
                "<a class=\"entry\" id=\"{name}_r\" href=\"#{name}\" aria-label=\"{word} {number}\">[{number}]</a>"
            );
        }
        for number in &it.notes {
            if reading.note(*number).is_some() {
                body.push_str(&noteref(names, *number));
            }
        }
        for words in &it.inline {
            let _ = write!(
                body,
                "<small class=\"inline\">（{}）</small>",
                escaped(words)
            );
        }
    }

    /// The notes below the text: what stands in the margin of a page does so here too.
    fn notes(&mut self, reading: &Reading, names: &Names, body: &mut String) {
        let noted = |it: &&Marginal| names.noted.contains(&it.number);
        let notes: Vec<&Marginal> = reading.notes.iter().filter(noted).collect();
        if notes.is_empty() {
            return;
        }
        body.push_str("<section epub:type=\"footnotes\" role=\"doc-endnotes\" class=\"foot\">\n");
        self.heading("notes", body);
        for note in notes {
            let Some(name) = names.notes.get(&note.number) else {
                continue;
            };
            let (number, words) = (note.number, escaped(&note.text));
            let mut passage = String::new();
            if !note.passage.is_empty() {
                passage = format!("<q>{}</q> ", escaped(&note.passage));
            }
            let _ = writeln!(
                body,
                "<aside epub:type=\"footnote\" role=\"doc-footnote\" class=\"note\" id=\"{name}\"><p>\
                 <a role=\"doc-backlink\" class=\"n\" href=\"#{name}_r\">{number}</a> {passage}{words}</p></aside>"
            );
        }
        body.push_str("</section>\n");
    }
}

/// What stands beside a paragraph: below it, as a reader's page is narrow.
fn beside(block: &Block, reading: &Reading, body: &mut String) {
    let language = reading.translation.as_ref().map(|it| lang(&it.language));
    for words in &block.beside {
        let words = escaped(words);
        let language = language.as_deref().unwrap_or_default();
        let _ = writeln!(
            body,
            "<p class=\"beside\"{language} dir=\"auto\">{words}</p>"
        );
    }
}

/// What refers to a note.
pub(super) fn noteref(names: &Names, number: usize) -> String {
    let Some(name) = names.notes.get(&number) else {
        return String::new();
    };
    format!(
        "<a epub:type=\"noteref\" role=\"doc-noteref\" class=\"ref\" id=\"{name}_r\" href=\"#{name}\">{number}</a>"
    )
}
