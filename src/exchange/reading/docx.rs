//! Word documents (`.docx`, ECMA-376 part 1, WordprocessingML): the text as it reads when every
//! change under review is accepted.
//!
//! Rows of tables are lines with tabs between their cells, notes stand at the end with the numbers that
//! refer to them, boxes of text behind the paragraph they hang on, once.

use super::docx_parts::{NoteKind, heading_levels};
use super::flow::{Flow, Piece, Tag};
use super::office::{self, Office};
use super::pen::Pen;
use super::{Change, Changes, Reading, ReadingError};
use crate::exchange::XmlError;
use crate::model::Style;
use std::collections::BTreeMap;

/// Parts with heads and feet of pages that are looked at.
const MOST_HEADS: usize = 64;
/// Elements whose inside is no text of the document.
const PASSED: [&str; 17] = [
    "Fallback",
    "annotationRef",
    "delInstrText",
    "delText",
    "fldData",
    "instrText",
    "numberingChange",
    "pPrChange",
    "rPrChange",
    "rubyPr",
    "sdtEndPr",
    "sdtPr",
    "sectPr",
    "tblGrid",
    "tblPr",
    "tblPrEx",
    "tcPr",
];

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadingError> {
    let mut office = Office::new(bytes)?;
    let relations = office.part("_rels/.rels")?.unwrap_or_default();
    let main = office::main_part(&relations).unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(document) = office.part(&main)? else {
        return Err(ReadingError::NoDocument);
    };
    let folder = main.rsplit_once('/').map_or("", |it| it.0);
    let beside = |name: &str| match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let styles = office.part(&beside("styles.xml"))?.unwrap_or_default();
    let levels = heading_levels(&styles);
    let mut walk = Walk::new(&document, &levels);
    walk.run().map_err(|error| fault(&main, error))?;
    let mut notes = BTreeMap::new();
    for part in ["footnotes.xml", "endnotes.xml"] {
        let part = beside(part);
        let Some(text) = office.part(&part)? else {
            continue;
        };
        let mut inner = Walk::new(&text, &levels);
        inner.run().map_err(|error| fault(&part, error))?;
        notes.append(&mut inner.notes);
        for (change, count) in inner.changes {
            *walk.changes.entry(change).or_default() += count;
        }
    }
    let mut reading = walk.finish(notes);
    let about = office.part("docProps/core.xml")?.unwrap_or_default();
    reading.citation = office::citation(&about);
    let heads = heads(&mut office, folder)?;
    if heads > 0 {
        reading.changes.insert(Change::Heads, heads);
    }
    Ok(reading)
}

fn fault(part: &str, error: XmlError) -> ReadingError {
    let part = part.to_owned();
    ReadingError::Xml { part, error }
}

/// How many heads and feet of pages have words.
fn heads(office: &mut Office<'_>, folder: &str) -> Result<usize, ReadingError> {
    let (mut count, folder) = (0, folder.to_ascii_lowercase());
    for kind in ["header", "footer"] {
        for name in office
            .begun(&format!("{folder}/{kind}"))
            .iter()
            .take(MOST_HEADS)
        {
            let part = office.part(name)?.unwrap_or_default();
            count += usize::from(part.contains("<w:t>") || part.contains("<w:t "));
        }
    }
    Ok(count)
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    is_heading: bool,
    /// Whether its end is deleted under review, so that the next one goes on in it.
    goes_on: bool,
}

/// A run of characters that is open.
#[derive(Default)]
struct Run {
    /// How many looks it has opened.
    looks: usize,
    is_hidden: bool,
}

/// Goes through one part from its beginning to its end.
struct Walk<'t> {
    flow: Flow<'t>,
    levels: &'t BTreeMap<String, u8>,
    /// The text of the document first, then boxes and notes that are open within each other.
    pens: Vec<Pen>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    /// The tables that are open, each with how many cells its row has so far.
    tables: Vec<usize>,
    /// Boxes that wait for the end of the paragraph they hang on.
    boxes: Vec<Pen>,
    /// Notes that are referred to, in their order.
    asked: Vec<(NoteKind, String)>,
    /// The note that is open.
    note: Option<(NoteKind, String)>,
    notes: BTreeMap<(NoteKind, String), Pen>,
    changes: Changes,
}

impl<'t> Walk<'t> {
    fn new(part: &'t str, levels: &'t BTreeMap<String, u8>) -> Self {
        Self {
            flow: Flow::new(part),
            levels,
            pens: vec![Pen::default()],
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            boxes: Vec::new(),
            asked: Vec::new(),
            note: None,
            notes: BTreeMap::new(),
            changes: Changes::new(),
        }
    }

    fn run(&mut self) -> Result<(), XmlError> {
        while let Some(piece) = self.flow.next()? {
            match piece {
                Piece::Open(tag) if PASSED.contains(&tag.name()) => self.flow.pass()?,
                Piece::Open(tag) => self.begin(&tag)?,
                Piece::Close(end) => self.end(end.name()),
                Piece::Words(_) => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Result<(), XmlError> {
        match tag.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.paragraph_look()?,
            "r" => self.runs.push(Run::default()),
            "rPr" => self.run_look()?,
            "t" => self.words()?,
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.pen(Pen::end_line),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{AD}"),
            "sym" => self.count(Change::Symbols),
            "del" | "moveFrom" => {
                self.count(Change::Deletions);
                self.flow.pass()?;
            }
            "ins" | "moveTo" => self.count(Change::Insertions),
            "rt" => {
                self.count(Change::Readings);
                self.flow.pass()?;
            }
            "blip" | "imagedata" => self.count(Change::Pictures),
            "commentReference" => self.count(Change::Comments),
            "footnoteReference" => self.refer(NoteKind::Foot, tag),
            "endnoteReference" => self.refer(NoteKind::End, tag),
            "footnote" => self.begin_note(NoteKind::Foot, tag)?,
            "endnote" => self.begin_note(NoteKind::End, tag)?,
            "txbxContent" => self.pens.push(Pen::default()),
            "tbl" => self.tables.push(0),
            "tr" => self.begin_row(),
            "trPr" => self.row_look()?,
            "tc" => self.begin_cell(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "r" => {
                let run = self.runs.pop().unwrap_or_default();
                (0..run.looks).for_each(|_| self.pen(Pen::close));
            }
            "txbxContent" if self.pens.len() > 1 => {
                self.count(Change::Boxes);
                self.boxes.extend(self.pens.pop());
            }
            "footnote" | "endnote" => {
                if let Some(note) = self.note.take()
                    && let Some(pen) = self.pens.pop()
                {
                    self.notes.insert(note, pen);
                }
            }
            "tr" => {
                self.count(Change::Rows);
                self.part_rows();
            }
            "tbl" => {
                self.tables.pop();
                self.part_rows();
            }
            _ => {}
        }
    }

    fn pen(&mut self, act: impl FnOnce(&mut Pen)) {
        if let Some(pen) = self.pens.last_mut() {
            act(pen);
        }
    }

    fn write(&mut self, words: &str) {
        if self.runs.last().is_some_and(|it| it.is_hidden) {
            self.count(Change::Hidden);
        } else {
            self.pen(|pen| pen.write(words));
        }
    }

    fn count(&mut self, change: Change) {
        *self.changes.entry(change).or_default() += 1;
    }

    /// The characters of a run. A line end in them is a blank, as in all XML of this kind.
    fn words(&mut self) -> Result<(), XmlError> {
        while let Some(piece) = self.flow.next()? {
            match piece {
                Piece::Words(words) => self.write(&words.replace(['\n', '\r'], " ")),
                Piece::Open(_) => self.flow.pass()?,
                Piece::Close(_) => break,
            }
        }
        Ok(())
    }

    fn paragraph_look(&mut self) -> Result<(), XmlError> {
        let (mut level, mut goes_on) = (None, false);
        while let Some(piece) = self.flow.next()? {
            let tag = match piece {
                Piece::Open(tag) => tag,
                Piece::Close(end) if end.name() == "pPr" => break,
                _ => continue,
            };
            match tag.name() {
                "pStyle" => {
                    let style = tag.told("val").and_then(|it| self.levels.get(&it));
                    level = level.or(style.copied());
                }
                "outlineLvl" => {
                    let told = tag.told("val").and_then(|it| it.parse::<u8>().ok());
                    level = told
                        .filter(|it| *it < 9)
                        .map(|it| (it + 1).min(6))
                        .or(level);
                }
                "numId" if tag.told("val").is_some_and(|it| it != "0") => {
                    self.count(Change::ListNumbers);
                }
                "del" => goes_on = true,
                "pPrChange" | "rPrChange" | "sectPr" => self.flow.pass()?,
                _ => {}
            }
        }
        if let Some(level) = level {
            self.pen(|pen| pen.open(Style::Heading(level)));
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.goes_on = goes_on;
            paragraph.is_heading = level.is_some();
        }
        Ok(())
    }

    fn run_look(&mut self) -> Result<(), XmlError> {
        let (mut looks, mut is_hidden) = (Vec::new(), false);
        while let Some(piece) = self.flow.next()? {
            let tag = match piece {
                Piece::Open(tag) => tag,
                Piece::Close(end) if end.name() == "rPr" => break,
                _ => continue,
            };
            let is_on = || !matches!(tag.told("val").as_deref(), Some("0" | "false" | "off"));
            match tag.name() {
                "b" if is_on() => looks.push(Style::Bold),
                "i" if is_on() => looks.push(Style::Italic),
                "vanish" => is_hidden = is_on(),
                "rPrChange" => self.flow.pass()?,
                _ => {}
            }
        }
        if let Some(run) = self.runs.last_mut() {
            run.looks += looks.len();
            run.is_hidden = is_hidden;
            looks
                .into_iter()
                .for_each(|it| self.pen(|pen| pen.open(it)));
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let paragraph = self.paragraphs.pop().unwrap_or_default();
        if paragraph.is_heading {
            self.pen(Pen::close);
        }
        match (self.tables.is_empty(), paragraph.goes_on) {
            (false, _) => self.pen(Pen::blank),
            (true, true) => self.pen(Pen::go_on),
            (true, false) => self.pen(Pen::end_line),
        }
        if self.pens.len() == 1 {
            for inner in std::mem::take(&mut self.boxes) {
                self.pen(|pen| pen.take_in(inner));
            }
        }
    }

    fn begin_row(&mut self) {
        self.part_rows();
        if let Some(cells) = self.tables.last_mut() {
            *cells = 0;
        }
    }

    /// Parts rows by lines; those of a table in a cell only by blanks.
    fn part_rows(&mut self) {
        match self.tables.len() {
            0 | 1 => self.pen(Pen::fresh_line),
            _ => self.pen(Pen::blank),
        }
    }

    fn row_look(&mut self) -> Result<(), XmlError> {
        let mut is_deleted = false;
        while let Some(piece) = self.flow.next()? {
            match piece {
                Piece::Open(tag) => is_deleted |= tag.name() == "del",
                Piece::Close(end) if end.name() == "trPr" => break,
                _ => {}
            }
        }
        if is_deleted {
            self.count(Change::Deletions);
            // The row is what is open now.
            self.flow.pass()?;
        }
        Ok(())
    }

    fn begin_cell(&mut self) {
        let Some(cells) = self.tables.last_mut() else {
            return;
        };
        *cells += 1;
        if *cells > 1 {
            self.pen(|pen| {
                pen.go_on();
                pen.write("\t");
            });
        }
    }

    fn refer(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let id = tag.told("id").unwrap_or_default();
        self.asked.push((kind, id));
        let mark = format!("[{}]", self.asked.len());
        self.write(&mark);
    }

    /// Begins a note, unless it is one of the lines that part notes from the text.
    fn begin_note(&mut self, kind: NoteKind, tag: &Tag<'_>) -> Result<(), XmlError> {
        if tag.told("type").is_some_and(|it| it != "normal") || self.note.is_some() {
            return self.flow.pass();
        }
        self.note = Some((kind, tag.told("id").unwrap_or_default()));
        self.pens.push(Pen::default());
        Ok(())
    }

    /// The text, with the notes at its end.
    fn finish(mut self, mut notes: BTreeMap<(NoteKind, String), Pen>) -> Reading {
        let mut pen = Pen::default();
        for one in std::mem::take(&mut self.pens) {
            pen.take_in(one);
        }
        for inner in std::mem::take(&mut self.boxes) {
            pen.take_in(inner);
        }
        for (number, note) in (1..).zip(std::mem::take(&mut self.asked)) {
            let Some(note) = notes.remove(&note) else {
                continue;
            };
            self.count(Change::Notes);
            pen.note(number, note);
        }
        let (text, styles) = pen.finish();
        Reading {
            text,
            styles,
            changes: self.changes,
            ..Reading::default()
        }
    }
}
