//! WebAnno TSV 3, which INCEpTION reads and writes: a token a line, with its place in UTF-16 units and a
//! column for each feature of each layer.
//!
//! ```text
//! #T_SP=webanno.custom.Coding|code
//! #Text=国家治理
//! 1-1⇥0-2⇥国家⇥_
//! 1-2⇥2-4⇥治理⇥治理[1]|治理_核心[2]
//! ```

mod write;

pub(super) use self::write::write;
use super::counting::Counting;
use super::draft::{Draft, DraftPassage, DraftSource, Made};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::text_of;
use super::loss::LossKind;
use super::parcel::{is_parcel, name_of, unpack};
use crate::model::Quote;
use crate::text::{Lines, Span};
use std::collections::BTreeMap;

/// How a file begins.
pub(super) const HEAD: &str = "#FORMAT=WebAnno TSV 3";

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let mut draft = Draft::counted(Counting::utf16());
    draft.origin = "WebAnno".to_owned();
    // Until a token is not where it is said to be.
    draft.is_certain = true;
    if !is_parcel(file.bytes) {
        document(&mut draft, (file.stem(), file.stem()), file.bytes)?;
        return gather(draft, file);
    }
    for one in unpack(file.bytes, &[".tsv"])? {
        document(&mut draft, (&name_of(&one.name), &one.name), &one.bytes)?;
    }
    gather(draft, file)
}

/// A layer of annotations: which columns it has.
struct Layer {
    name: String,
    columns: usize,
    /// Whether its places are codings: those of spans.
    is_span: bool,
}

impl Layer {
    /// Whether it tells of words and not of what somebody found in them.
    fn is_frame(&self) -> bool {
        [".segmentation.", ".lexmorph.", ".syntax."]
            .iter()
            .any(|it| self.name.contains(it))
    }
}

/// An annotation on its way: the tokens it covers so far.
struct Mark {
    label: String,
    start: Option<usize>,
    end: Option<usize>,
    words: String,
    tokens: usize,
    line: usize,
}

struct Document<'d> {
    draft: &'d mut Draft,
    layers: Vec<Layer>,
    text: String,
    /// UTF-16 units of the text so far.
    units: usize,
    /// The text of a sentence whose first token is not read yet.
    sentence: Option<String>,
    /// Annotations by layer and number; those without a number by the line they stand in.
    marks: BTreeMap<(usize, u64, usize), Mark>,
    /// Tokens with their places, to hold against the text.
    tokens: Vec<(usize, usize, String)>,
}

fn document(
    draft: &mut Draft,
    (name, file): (&str, &str),
    bytes: &[u8],
) -> Result<(), ImportError> {
    let text = text_of(bytes)?;
    if !text.starts_with(HEAD) {
        let line = text.split('\n').next().unwrap_or_default();
        draft.losses.add(LossKind::BadLine, line, 1);
        return match draft.sources.is_empty() {
            true => Err(ImportError::NoProject),
            false => Ok(()),
        };
    }
    let mut document = Document {
        draft,
        layers: Vec::new(),
        text: String::new(),
        units: 0,
        sentence: None,
        marks: BTreeMap::new(),
        tokens: Vec::new(),
    };
    for (line, number) in text.split('\n').zip(1..) {
        document.line(line, number)?;
    }
    document.finish(name, file)
}

impl Document<'_> {
    fn line(&mut self, line: &str, number: usize) -> Result<(), ImportError> {
        self.draft.count(1)?;
        if let Some(layer) = line.strip_prefix("#T_SP=") {
            self.layer(layer, true);
        } else if let Some(layer) = line.strip_prefix("#T_CH=") {
            self.layer(layer, false);
        } else if let Some(layer) = line.strip_prefix("#T_RL=") {
            self.layer(layer, false);
        } else if let Some(sentence) = line.strip_prefix("#Text=") {
            self.sentence = Some(plain(sentence));
        } else if line.contains('\t') && line.starts_with(|it: char| it.is_ascii_digit()) {
            self.token(line, number);
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            self.draft.losses.add(LossKind::BadLine, line, number);
        }
        Ok(())
    }

    fn layer(&mut self, told: &str, is_span: bool) {
        let mut parts = told.split('|');
        let name = parts.next().unwrap_or_default().to_owned();
        let features = parts.filter(|it| !it.is_empty()).count();
        let columns = features.max(1);
        self.layers.push(Layer {
            name,
            columns,
            is_span,
        });
    }

    fn token(&mut self, line: &str, number: usize) {
        let mut cells = line.split('\t');
        let _ = cells.next();
        let place = cells.next().unwrap_or_default();
        let token = plain(cells.next().unwrap_or_default());
        let ends = place.split_once('-');
        let ends = ends.map(|it| (it.0.parse::<usize>().ok(), it.1.parse::<usize>().ok()));
        let Some((Some(start), Some(end))) = ends else {
            self.draft.losses.add(LossKind::BadLine, line, number);
            return;
        };
        if let Some(sentence) = self.sentence.take() {
            self.begin(&sentence, (start, &token));
        }
        self.tokens.push((start, end, token.clone()));
        let cells: Vec<&str> = cells.collect();
        let mut column = 0;
        for layer in 0..self.layers.len() {
            let Some(it) = self.layers.get(layer) else {
                continue;
            };
            let values = cells.get(column..(column + it.columns).min(cells.len()));
            column += it.columns;
            let values = values.unwrap_or_default();
            if it.is_span {
                let place = (start, end, token.as_str());
                self.values((layer, values), place, number);
            } else if values.iter().any(|it| !matches!(*it, "_" | "")) {
                let name = it.name.clone();
                self.draft.losses.add(LossKind::Unknown, &name, number);
            }
        }
    }

    /// Puts the text of a sentence where its first token says it stands; what is between is line ends.
    fn begin(&mut self, sentence: &str, (start, token): (usize, &str)) {
        let before = sentence.find(token).and_then(|it| sentence.get(..it));
        let before = before.map_or(0, |it| it.encode_utf16().count());
        let wanted = start.saturating_sub(before);
        let gap = match wanted.checked_sub(self.units) {
            // Nobody leaves so many lines empty.
            Some(gap) if gap <= 1_000_000 => gap,
            _ => usize::from(!self.text.is_empty()),
        };
        self.text.push_str(&"\n".repeat(gap));
        self.text.push_str(sentence);
        self.units += gap + sentence.encode_utf16().count();
    }

    /// The annotations of a layer on a token.
    fn values(
        &mut self,
        (layer, values): (usize, &[&str]),
        (start, end, token): (usize, usize, &str),
        line: usize,
    ) {
        let columns: Vec<Vec<(String, u64)>> = values.iter().map(|it| stacked(it)).collect();
        let count = columns.iter().map(Vec::len).max().unwrap_or(0);
        let Some(it) = self.layers.get(layer) else {
            return;
        };
        for at in 0..count {
            if it.is_frame() {
                self.draft.losses.add(LossKind::Unknown, &it.name, line);
                continue;
            }
            let here = columns.iter().filter_map(|it| it.get(at));
            let label = here
                .clone()
                .map(|it| it.0.as_str())
                .find(|it| !it.is_empty());
            let number = here.clone().map(|it| it.1).find(|it| *it > 0);
            let short = it.name.rsplit('.').next().unwrap_or_default();
            let key = match number {
                Some(number) => (layer, number, 0),
                None => (layer, 0, line * 64 + at.min(63)),
            };
            let mark = self.marks.entry(key).or_insert_with(|| Mark {
                label: label.unwrap_or(short).to_owned(),
                start: Some(start),
                end: Some(end),
                words: token.to_owned(),
                tokens: 0,
                line,
            });
            mark.start = mark.start.min(Some(start));
            mark.end = mark.end.max(Some(end));
            mark.tokens += 1;
        }
    }

    fn finish(self, name: &str, file: &str) -> Result<(), ImportError> {
        let lines = Lines::from(&*self.text);
        let fits = |(start, end, token): &(usize, usize, String)| {
            let ends = [*start, *end].map(|it| lines.byte_from_utf16(it));
            let [Some(start), Some(end)] = ends else {
                return false;
            };
            start <= end && Span::new(start, end).of(&self.text) == Some(token)
        };
        self.draft.is_certain &= self.tokens.iter().all(fits);
        let mut source = DraftSource {
            name: name.to_owned(),
            file: file.to_owned(),
            raw: self.text.clone(),
            ..DraftSource::default()
        };
        for mark in self.marks.into_values() {
            let coding = self.draft.coding(&mark.label, Made::default());
            // Of one token the words are known.
            let exact = if mark.tokens == 1 {
                mark.words
            } else {
                String::new()
            };
            source.passages.push(DraftPassage {
                start: mark.start,
                end: mark.end,
                quote: Quote {
                    exact,
                    ..Quote::default()
                },
                line: mark.line,
                codings: vec![coding],
                ..DraftPassage::default()
            });
            self.draft.count(1)?;
        }
        self.draft.sources.push(source);
        self.draft.count(1)
    }
}

/// The values that are stacked in a cell, with their numbers, or 0; `*` is one without words.
fn stacked(cell: &str) -> Vec<(String, u64)> {
    let mut values = Vec::new();
    if matches!(cell, "" | "_") {
        return values;
    }
    for value in split(cell) {
        let (words, number) = numbered(&value);
        let words = match words {
            "*" | "_" => String::new(),
            words => plain(words),
        };
        values.push((words, number));
    }
    values
}

/// The parts of a cell between bars that are not escaped.
fn split(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for char in cell.chars() {
        if char == '|' && !is_escaped {
            parts.push(String::new());
            continue;
        }
        is_escaped = char == '\\' && !is_escaped;
        if let Some(last) = parts.last_mut() {
            last.push(char);
        }
    }
    parts
}

/// A value without the number in brackets behind it.
fn numbered(value: &str) -> (&str, u64) {
    let inner = value.strip_suffix(']').and_then(|it| it.rsplit_once('['));
    match inner {
        Some((words, number)) if !is_escape(words) => match number.parse() {
            Ok(number) => (words, number),
            Err(_) => (value, 0),
        },
        _ => (value, 0),
    }
}

/// Whether what follows these words is escaped.
fn is_escape(words: &str) -> bool {
    words.bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1
}

/// Words without the signs that escape others.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut chars = words.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('t') => plain.push('\t'),
                Some('r') => plain.push('\r'),
                Some('b') => plain.push('\u{8}'),
                Some('f') => plain.push('\u{C}'),
                Some(char) => plain.push(char),
                None => plain.push('\\'),
            },
            char => plain.push(char),
        }
    }
    plain
}
