//! Standoff files of brat: a text `.txt`, and beside it what is marked in it, `.ann`.
//!
//! ```text
//! T6⇥国防 31 33;39 41⇥国防 能力
//! R1⇥相关 Arg1:T1 Arg2:T4
//! #1⇥AnnotatorNotes T4⇥备注
//! ```

use super::counting::Counting;
use super::draft::{Draft, DraftCoding, DraftLink, DraftMemo, DraftPassage, DraftSource, Made};
use super::flat::{Flat, FlatSource, Shape};
use super::gather::gather;
use super::import::{Beside, ForeignFile, ImportError, ImportRead};
use super::json_read::text_of;
use super::loss::LossKind;
use super::parcel::{Parcel, is_parcel, name_of, unpack};
use crate::model::{Project, Quote};
use crate::text::{Lines, Span, as_written, decode};
use std::collections::HashMap;
use std::io::{self, Write};

pub(super) fn read(
    file: &ForeignFile<'_>,
    beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let mut draft = Draft::counted(Counting::chars());
    draft.origin = "brat".to_owned();
    if !is_parcel(file.bytes) {
        let name = format!("{}.txt", file.stem());
        let text = beside.text(&name);
        let text = text.ok_or(ImportError::NoTexts { name })?;
        document(&mut draft, (file.stem(), &text), file.bytes)?;
        return gather(draft, file);
    }
    let files = unpack(file.bytes, &[".ann", ".txt"])?;
    let texts = files
        .iter()
        .filter(|it| !it.name.to_lowercase().ends_with(".ann"));
    let texts: HashMap<&str, &[u8]> = texts
        .map(|it| (stem(&it.name), it.bytes.as_slice()))
        .collect();
    for marks in files
        .iter()
        .filter(|it| it.name.to_lowercase().ends_with(".ann"))
    {
        match texts.get(stem(&marks.name)) {
            Some(text) => document(&mut draft, (&name_of(&marks.name), text), &marks.bytes)?,
            None => draft.losses.add(LossKind::NoText, &name_of(&marks.name), 0),
        }
    }
    gather(draft, file)
}

/// A path without its ending.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |it| it.0)
}

/// Takes over a text with what is marked in it.
fn document(
    draft: &mut Draft,
    (name, text): (&str, &[u8]),
    marks: &[u8],
) -> Result<(), ImportError> {
    let encoding = decode(text, None).map(|it| it.encoding);
    let raw = encoding.map_or_else(
        |_| String::from_utf8_lossy(text).into(),
        |it| as_written(text, it),
    );
    let mut document = Document {
        at: draft.sources.len(),
        lines: Lines::from(&*raw),
        source: DraftSource {
            name: name.to_owned(),
            file: format!("{name}.txt"),
            raw,
            ..DraftSource::default()
        },
        notes: Vec::new(),
        draft,
    };
    let marks = text_of(marks)?;
    for (line, number) in marks.split('\n').zip(1..) {
        document.line(line, number)?;
    }
    document.finish();
    Ok(())
}

struct Document<'d> {
    /// The number of the source.
    at: usize,
    lines: Lines,
    source: DraftSource,
    /// Remarks by what they are on, with their lines.
    notes: Vec<(String, String, usize)>,
    draft: &'d mut Draft,
}

impl Document<'_> {
    fn line(&mut self, line: &str, number: usize) -> Result<(), ImportError> {
        let mut parts = line.splitn(3, '\t');
        let key = parts.next().unwrap_or_default().trim();
        let told = parts.next().unwrap_or_default();
        let words = parts.next().unwrap_or_default();
        let is_known = match key.chars().next() {
            None => return Ok(()),
            Some('T') => self.entity(key, (told, words), number),
            Some('R') => self.relation(told, number),
            Some('#') => self.note(told, words, number),
            // Events, attributes, normalisations and sets of equals.
            Some('E' | 'A' | 'M' | 'N' | '*') => {
                let kind = told.split([' ', ':']).next().unwrap_or_default();
                self.draft.losses.add(LossKind::Unknown, kind, number);
                true
            }
            Some(_) => false,
        };
        if !is_known {
            self.draft.losses.add(LossKind::BadLine, line, number);
        }
        self.draft.count(1)
    }

    /// A labelled passage, maybe of several pieces.
    fn entity(&mut self, key: &str, (told, words): (&str, &str), line: usize) -> bool {
        let Some((label, places)) = told.trim().split_once(' ') else {
            return false;
        };
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for piece in places.split(';') {
            let mut ends = piece.split_whitespace().map(str::parse::<usize>);
            match (ends.next(), ends.next(), ends.next()) {
                (Some(Ok(start)), Some(Ok(end)), None) => pieces.push((start, end)),
                _ => return false,
            }
        }
        let quotes = quotes(&pieces, words);
        let joined = self.joined(&pieces);
        if joined.len() > 1 {
            self.draft.losses.add(LossKind::Split, words, line);
        }
        let is_whole = joined.len() == 1;
        for (number, (start, end)) in joined.into_iter().enumerate() {
            let exact = match is_whole {
                true => Some(words.to_owned()),
                false => quotes.get(number).cloned(),
            };
            let coding = DraftCoding {
                key: format!("{} {key}", self.at),
                ..self.draft.coding(label, Made::default())
            };
            self.source.passages.push(DraftPassage {
                start: Some(start),
                end: Some(end),
                quote: Quote {
                    exact: exact.unwrap_or_default(),
                    ..Quote::default()
                },
                line,
                codings: vec![coding],
                ..DraftPassage::default()
            });
        }
        true
    }

    /// The pieces, with those made one that only line ends are between: brat marks no line ends.
    fn joined(&self, pieces: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in pieces.iter().copied() {
            let last = joined.last_mut();
            let between = last.as_ref().and_then(|it| {
                let chars = (it.1 < start).then(|| crate::text::CharSpan::new(it.1, start))?;
                self.lines.span_from_chars(chars)?.of(self.lines.text())
            });
            let is_end = between.is_some_and(|it| it.chars().all(|it| matches!(it, '\n' | '\r')));
            match last.filter(|_| is_end) {
                Some(last) => last.1 = end,
                None => joined.push((start, end)),
            }
        }
        joined
    }

    fn relation(&mut self, told: &str, line: usize) -> bool {
        let mut words = told.split_whitespace();
        let name = words.next();
        let mut ends = words.filter_map(|it| it.split_once(':')).map(|it| it.1);
        let (Some(name), Some(from), Some(to)) = (name, ends.next(), ends.next()) else {
            return false;
        };
        self.draft.links.push(DraftLink {
            name: name.to_owned(),
            from: format!("{} {from}", self.at),
            to: format!("{} {to}", self.at),
            made: Made::default(),
            line,
        });
        true
    }

    fn note(&mut self, told: &str, words: &str, line: usize) -> bool {
        let Some((_, on)) = told.trim().split_once(' ') else {
            return false;
        };
        let on = format!("{} {}", self.at, on.trim());
        self.notes.push((on, words.to_owned(), line));
        true
    }

    /// Hangs the remarks where they belong.
    fn finish(mut self) {
        let mut hung: HashMap<String, Vec<DraftMemo>> = HashMap::new();
        let mut line_of: HashMap<String, usize> = HashMap::new();
        for (on, words, line) in self.notes {
            let memos = DraftMemo::list(&words, Made::default());
            line_of.entry(on.clone()).or_insert(line);
            hung.entry(on).or_default().extend(memos);
        }
        for coding in self
            .source
            .passages
            .iter_mut()
            .flat_map(|it| &mut it.codings)
        {
            // The first piece of a passage has them.
            coding
                .memos
                .extend(hung.remove(&coding.key).unwrap_or_default());
        }
        let mut loose: Vec<_> = hung.into_iter().collect();
        loose.sort_by(|a, b| a.0.cmp(&b.0));
        for (on, memos) in loose {
            let line = line_of.get(&on).copied().unwrap_or(0);
            let losses = &mut self.draft.losses;
            losses.add_many(LossKind::LooseRemark, memos.len(), &self.source.name, line);
            self.draft.memos.extend(memos);
        }
        self.draft.sources.push(self.source);
    }
}

/// The words of each piece of a passage, which stand one behind the other with a blank between.
fn quotes(pieces: &[(usize, usize)], words: &str) -> Vec<String> {
    let mut chars = words.chars();
    let mut quotes = Vec::new();
    for (start, end) in pieces {
        let piece: String = chars.by_ref().take(end.saturating_sub(*start)).collect();
        let _ = chars.next();
        quotes.push(piece);
    }
    let is_whole = quotes.join(" ") == words;
    if is_whole { quotes } else { Vec::new() }
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    let mut parcel = Parcel::new();
    for source in &flat.sources {
        let stem = parcel.stem(&source.name);
        parcel.add(&format!("{stem}.txt"), source.source.text().as_bytes())?;
        parcel.add(&format!("{stem}.ann"), marks(&flat, source).as_bytes())?;
    }
    // brat shows nothing that its configuration does not list.
    let mut labels: Vec<&str> = flat.labels.values().map(String::as_str).collect();
    labels.sort_unstable();
    let listed = labels.join("\n");
    let config = format!("[entities]\n{listed}\n\n[relations]\n\n[events]\n\n[attributes]\n");
    parcel.add("annotation.conf", config.as_bytes())?;
    parcel.finish(out)
}

fn marks(flat: &Flat<'_>, source: &FlatSource<'_>) -> String {
    let (mut marks, mut notes) = (String::new(), 0);
    let text = source.source.text();
    for (coding, number) in source.codings.iter().zip(1..) {
        let mut places = Vec::new();
        let mut words = Vec::new();
        for piece in pieces(text, coding.span) {
            let chars = source
                .source
                .lines
                .chars_from_span(piece)
                .unwrap_or_default();
            places.push(format!("{} {}", chars.start, chars.end));
            words.push(piece.of(text).unwrap_or_default());
        }
        let (places, words) = (places.join(";"), words.join(" ").replace('\t', " "));
        marks.push_str(&format!("T{number}\t{} {places}\t{words}\n", coding.label));
        for memo in flat.memos(coding) {
            notes += 1;
            let words = memo.text.replace(char::is_control, " ");
            marks.push_str(&format!("#{notes}\tAnnotatorNotes T{number}\t{words}\n"));
        }
    }
    marks
}

/// The lines of a passage, without those that are empty.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start;
    let mut pieces = Vec::new();
    for line in span.of(text).unwrap_or_default().split('\n') {
        if !line.is_empty() {
            pieces.push(Span::new(at, at + line.len()));
        }
        at += line.len() + 1;
    }
    pieces
}
