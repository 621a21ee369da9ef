//! Text documents of LibreOffice and its relatives (`.odt`, OpenDocument 1.3), as they read when every
//! change under review is accepted.

use super::flow::{Flow, Piece, Tag};
use super::office::{self, Office};
use super::pen::Pen;
use super::{Change, Changes, Reading, ReadingError};
use crate::exchange::XmlError;
use crate::model::Style;
use std::collections::BTreeMap;

/// How the names of parts of a table begin.
const TABLE: &str = "table-";
/// Blanks or cells that one element may stand for, at most.
const MOST_TIMES: usize = 200;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadingError> {
    let mut office = Office::new(bytes)?;
    let manifest = office.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadingError::Locked);
    }
    let content = office
        .part("content.xml")?
        .ok_or(ReadingError::NoDocument)?;
    let mut walk = Walk {
        flow: Flow::new(&content),
        pens: vec![Pen::default()],
        looks: BTreeMap::new(),
        spans: Vec::new(),
        lines: 0,
        tables: Vec::new(),
        boxes: Vec::new(),
        notes: Vec::new(),
        changes: Changes::new(),
    };
    walk.run().map_err(|error| ReadingError::Xml {
        part: "content.xml".to_owned(),
        error,
    })?;
    let about = office.part("meta.xml")?.unwrap_or_default();
    let mut reading = walk.finish();
    reading.citation = office::citation(&about);
    Ok(reading)
}

/// How words of a style look.
#[derive(Clone, Copy, Default)]
struct Look {
    is_bold: bool,
    is_italic: bool,
}

struct Walk<'t> {
    flow: Flow<'t>,
    /// The text of the document first, then boxes and notes that are open within each other.
    pens: Vec<Pen>,
    looks: BTreeMap<String, Look>,
    /// How many looks each open element of a paragraph has opened, and paragraphs themselves.
    spans: Vec<usize>,
    /// Paragraphs that are open within each other.
    lines: usize,
    /// The tables that are open, each with how many cells its row has so far.
    tables: Vec<usize>,
    boxes: Vec<Pen>,
    notes: Vec<Pen>,
    changes: Changes,
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), XmlError> {
        let mut style = String::new();
        while let Some(piece) = self.flow.next()? {
            match piece {
                Piece::Words(words) if self.lines > 0 => self.pen(|pen| pen.flow(&words)),
                Piece::Words(_) => {}
                Piece::Open(tag) => match tag.name() {
                    "style" => style = tag.told("name").unwrap_or_default(),
                    "text-properties" if !style.is_empty() => {
                        let look = Look {
                            is_bold: tag.told("font-weight").is_some_and(|it| it != "normal"),
                            is_italic: tag.told("font-style").is_some_and(|it| it != "normal"),
                        };
                        self.looks.insert(std::mem::take(&mut style), look);
                    }
                    _ => self.begin(&tag)?,
                },
                Piece::Close(end) => self.end(end.name()),
            }
        }
        Ok(())
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Result<(), XmlError> {
        match tag.name().trim_start_matches(TABLE) {
            "p" | "h" => self.begin_line(tag),
            "span" | "a" => {
                let look = tag.told("style-name").and_then(|it| self.looks.get(&it));
                let look = look.copied().unwrap_or_default();
                let mut count = 0;
                for (is, style) in [(look.is_bold, Style::Bold), (look.is_italic, Style::Italic)] {
                    if is {
                        self.pen(|pen| pen.open(style));
                        count += 1;
                    }
                }
                self.spans.push(count);
            }
            "s" => {
                let count = times(tag, "c");
                self.pen(|pen| pen.write(&" ".repeat(count)));
            }
            "tab" => self.pen(|pen| pen.write("\t")),
            "line-break" => self.pen(Pen::end_line),
            "note" => {
                let mark = format!("[{}]", self.notes.len() + 1);
                self.pen(|pen| pen.write(&mark));
                self.notes.push(Pen::default());
            }
            "note-body" => self.pens.push(Pen::default()),
            "note-citation" => self.flow.pass()?,
            "ruby-text" => {
                self.count(Change::Readings);
                self.flow.pass()?;
            }
            "annotation" => {
                self.count(Change::Comments);
                self.flow.pass()?;
            }
            "tracked-changes" => self.reviews()?,
            "image" => self.count(Change::Pictures),
            "text-box" => self.pens.push(Pen::default()),
            "table" => self.tables.push(0),
            "row" => {
                self.pen(Pen::fresh_line);
                if let Some(cells) = self.tables.last_mut() {
                    *cells = 0;
                }
            }
            "cell" | "covered-table-cell" => {
                self.begin_cell(times(tag, "number-columns-repeated"));
            }
            "tracked-change" | "scripts" | "font-face-decls" | "forms" | "list-style" => {
                self.flow.pass()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_line(&mut self, tag: &Tag<'_>) {
        let level = tag
            .told("outline-level")
            .and_then(|it| it.parse::<u8>().ok());
        let level = level.filter(|_| tag.name() == "h").map(|it| it.clamp(1, 6));
        if let Some(level) = level {
            self.pen(|pen| pen.open(Style::Heading(level)));
        }
        self.spans.push(usize::from(level.is_some()));
        self.lines += 1;
    }

    fn begin_cell(&mut self, count: usize) {
        let Some(cells) = self.tables.last_mut() else {
            return;
        };
        let tabs = count.min(MOST_TIMES) - usize::from(*cells == 0);
        *cells += count;
        self.pen(|pen| {
            if tabs > 0 {
                pen.go_on();
                pen.write(&"\t".repeat(tabs));
            }
        });
    }

    /// What is under review: what was deleted stands here, and is no text.
    fn reviews(&mut self) -> Result<(), XmlError> {
        while let Some(piece) = self.flow.next()? {
            match piece {
                Piece::Open(tag) => match tag.name() {
                    "insertion" => self.count(Change::Insertions),
                    "deletion" => {
                        self.count(Change::Deletions);
                        self.flow.pass()?;
                    }
                    _ => {}
                },
                Piece::Close(end) if end.name() == "tracked-changes" => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name.trim_start_matches(TABLE) {
            "p" | "h" | "span" | "a" => {
                let count = self.spans.pop().unwrap_or_default();
                (0..count).for_each(|_| self.pen(Pen::close));
                if matches!(name, "p" | "h") {
                    self.end_line();
                }
            }
            "note-body" if self.pens.len() > 1 => {
                if let (Some(pen), Some(note)) = (self.pens.pop(), self.notes.last_mut()) {
                    *note = pen;
                }
            }
            "text-box" if self.pens.len() > 1 => {
                self.count(Change::Boxes);
                self.boxes.extend(self.pens.pop());
            }
            "row" => {
                self.count(Change::Rows);
                self.pen(Pen::fresh_line);
            }
            "table" => {
                self.tables.pop();
                self.pen(Pen::fresh_line);
            }
            _ => {}
        }
    }

    fn end_line(&mut self) {
        self.lines = self.lines.saturating_sub(1);
        match self.tables.is_empty() {
            true => self.pen(Pen::end_line),
            false => self.pen(Pen::blank),
        }
        if self.pens.len() == 1 && self.lines == 0 {
            for inner in std::mem::take(&mut self.boxes) {
                self.pen(|pen| pen.take_in(inner));
            }
        }
    }

    fn pen(&mut self, act: impl FnOnce(&mut Pen)) {
        if let Some(pen) = self.pens.last_mut() {
            act(pen);
        }
    }

    fn count(&mut self, change: Change) {
        *self.changes.entry(change).or_default() += 1;
    }

    fn finish(mut self) -> Reading {
        let mut pen = Pen::default();
        for one in self.pens.into_iter().chain(self.boxes) {
            pen.take_in(one);
        }
        for (number, note) in (1..).zip(self.notes) {
            *self.changes.entry(Change::Notes).or_default() += 1;
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

/// How often an element stands for itself.
fn times(tag: &Tag<'_>, name: &str) -> usize {
    let told = tag.told(name).and_then(|it| it.parse().ok());
    told.unwrap_or(1).clamp(1, MOST_TIMES)
}
