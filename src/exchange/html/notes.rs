//! Memos in the margin of a page: each stands beside the paragraph in which its passage ends, under a
//! number that stands behind the passage as well.

use super::{Escaped, Pen};
use crate::model::{RecordId, Source};
use crate::query::{Passage, quoted, row};
use crate::text::Span;
use std::io;

/// A memo on a passage or on one of its codings.
pub(super) struct Note {
    /// Where its passage ends in the source, in bytes.
    pub(super) end: usize,
    /// Its number, from 1.
    number: usize,
    /// The passage, as HTML.
    passage: String,
    on: RecordId,
}

impl Pen<'_> {
    /// The notes on passages that stand in a source's text, in the order in which those end.
    pub(super) fn notes(&self, source: &Source) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        for passage in self.index.passages(source.id).iter() {
            let remarks = self.remarks_on(source, passage).into_iter();
            notes.extend(remarks.map(|(passage_html, on)| Note {
                end: passage.span.end,
                number: 0,
                passage: passage_html,
                on,
            }));
        }
        notes.sort_by_key(|it| it.end);
        for (note, number) in notes.iter_mut().zip(1..) {
            note.number = number;
        }
        notes
    }

    /// The passage and each of its codings that bear memos, with the passage as HTML.
    pub(super) fn remarks_on(&self, source: &Source, passage: &Passage) -> Vec<(String, RecordId)> {
        let mut remarks = Vec::new();
        if !passage.has_memo {
            return remarks;
        }
        let quotation = RecordId::Quotation(passage.quotation);
        if !self.lookup.memos(quotation).is_empty() {
            let record = self.project.quotations().get(passage.quotation);
            let quote = record.map_or("", |it| quoted(source, it).1);
            remarks.push((format!("<q>{}</q>", Escaped(quote)), quotation));
        }
        for applied in &passage.codings {
            let coding = RecordId::Coding(applied.coding);
            let has_memo = !self.lookup.memos(coding).is_empty();
            let row = row(self.project, applied.coding).filter(|_| has_memo);
            remarks.extend(row.map(|it| (self.passage(&it), coding)));
        }
        remarks
    }

    /// Notes beside a paragraph. They stand before it in the page, so that they begin at its height;
    /// narrow pages show them behind it.
    pub(super) fn margin(&mut self, notes: &[Note]) -> io::Result<()> {
        let (language, memo) = (Escaped(&self.words.language), Escaped(&self.words.memo));
        writeln!(
            self.out,
            "<aside lang=\"{language}\" aria-label=\"{memo}\">"
        )?;
        for note in notes {
            let (number, passage) = (note.number, &note.passage);
            writeln!(
                self.out,
                "<div class=\"note\"><p class=\"on\"><b>{number}</b> {passage}</p>"
            )?;
            self.memos(note.on)?;
            writeln!(self.out, "</div>")?;
        }
        writeln!(self.out, "</aside>")
    }

    /// The numbers of the notes whose passages end at or before a byte. They are no part of the text: a
    /// page that is copied or searched is the text as it is.
    pub(super) fn numbers(&mut self, notes: &mut &[Note], at: usize) -> io::Result<()> {
        while let Some((note, rest)) = notes.split_first().filter(|it| it.0.end <= at) {
            write!(self.out, "<i data-note=\"{}\"></i>", note.number)?;
            *notes = rest;
        }
        Ok(())
    }
}

/// The notes that belong to a paragraph, taken off the front.
pub(super) fn take<'n>(notes: &mut &'n [Note], paragraph: Span) -> &'n [Note] {
    let count = notes.partition_point(|it| it.end <= paragraph.end);
    let (own, rest) = notes.split_at(count);
    *notes = rest;
    own
}
