//! Columns as in the shared tasks of CoNLL, a character a line: the character, a tab, and a tag of the
//! kind `B-治理`, `I-治理` or `O`. An empty line ends a line of the text.
//!
//! Passages that lie over each other want a column each; so there may be several. Files of others are
//! read with words in place of characters too, and with the tags E, S, L, U and M.

use super::counting::Counting;
use super::draft::{Draft, DraftPassage, DraftSource, Made};
use super::flat::{Flat, FlatCoding, FlatSource, Shape};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::text_of;
use super::loss::LossKind;
use crate::model::Project;
use std::io::{self, Write};

/// How a line begins that names the text which follows.
const NAMES: &str = "# newdoc id = ";
/// Tag columns at most.
const MOST_COLUMNS: usize = 200;

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let text = text_of(file.bytes)?;
    let mut draft = Draft::counted(Counting::chars());
    // Places follow from the lines, nobody counted them.
    draft.is_certain = true;
    let mut reading = Reading {
        draft,
        file: file.stem(),
        source: None,
        is_named: false,
        chars: 0,
        last: Last::Nothing,
        open: Vec::new(),
        are_words: are_words(&text),
        ahead: 0,
    };
    // The last line end is that of the file.
    let lines = text.strip_suffix('\n').unwrap_or(&text).split('\n');
    for (line, number) in lines.zip(1..) {
        reading.line(line, number)?;
    }
    reading.end()?;
    gather(reading.draft, file)
}

/// Whether there are words in the first column, not characters.
fn are_words(text: &str) -> bool {
    let tokens = text.split('\n').filter_map(|it| cells(it).map(|it| it.0));
    let mut tokens = tokens.take(5_000).map(|it| it.chars().count());
    tokens.by_ref().filter(|it| *it > 1).count() > 2
}

/// The token of a line and its other cells; `None` when the line is no token.
fn cells(line: &str) -> Option<(&str, Vec<&str>)> {
    if line.starts_with(NAMES) || line.starts_with("-DOCSTART-") {
        return None;
    }
    let first = line.chars().next()?;
    match line.split_at_checked(first.len_utf8()) {
        // The character is a tab or a blank itself.
        Some((token, rest)) if rest.starts_with('\t') => {
            return Some((token, rest.split('\t').skip(1).collect()));
        }
        _ => {}
    }
    if line.contains('\t') {
        let mut cells = line.split('\t');
        let token = cells.next()?;
        return Some((token, cells.collect()));
    }
    let mut cells = line.split_whitespace();
    let token = cells.next()?;
    Some((token, cells.collect()))
}

/// What stood in the line before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    /// A token; whether it is of a writing without blanks between words.
    Token(bool),
    End,
}

/// A passage that is not at its end yet.
#[derive(Clone)]
struct Open {
    label: String,
    start: usize,
    end: usize,
    line: usize,
}

struct Reading<'f> {
    draft: Draft,
    file: &'f str,
    source: Option<DraftSource>,
    /// Whether the text is one that tells its name: then its lines are exactly those of the file.
    is_named: bool,
    /// Characters of the text so far.
    chars: usize,
    last: Last,
    /// The open passage of each column.
    open: Vec<Option<Open>>,
    are_words: bool,
    /// Line ends that are waiting for more text.
    ahead: usize,
}

impl Reading<'_> {
    fn line(&mut self, line: &str, number: usize) -> Result<(), ImportError> {
        self.draft.count(1)?;
        if let Some(name) = line.strip_prefix(NAMES) {
            self.end()?;
            self.begin(name);
            self.is_named = true;
            return Ok(());
        }
        if line.starts_with("-DOCSTART-") {
            self.end()?;
            return Ok(());
        }
        let Some((token, tags)) = cells(line) else {
            self.ahead += 1;
            return Ok(());
        };
        // Comments stand alone.
        if tags.is_empty() && token.starts_with('#') {
            return Ok(());
        }
        if self.source.is_none() {
            self.begin("");
            self.ahead = 0;
        }
        if tags.is_empty() {
            self.draft.losses.add(LossKind::BadLine, line, number);
            return Ok(());
        }
        self.token(token);
        let start = self.chars - token.chars().count();
        let is_table = line.contains('\t');
        let tags: Vec<&str> = match is_table && tags.iter().all(|it| is_tag(it)) {
            true => tags,
            // Of the columns of others the last has the tags.
            false => tags.last().copied().into_iter().collect(),
        };
        for (column, tag) in tags.into_iter().take(MOST_COLUMNS).enumerate() {
            self.tag(column, tag, (start, number))?;
        }
        Ok(())
    }

    fn begin(&mut self, name: &str) {
        let number = self.draft.sources.len() + 1;
        let name = match (name.is_empty(), number) {
            (false, _) => name.to_owned(),
            (true, 1) => self.file.to_owned(),
            (true, number) => format!("{} {number}", self.file),
        };
        self.source = Some(DraftSource {
            name,
            ..DraftSource::default()
        });
        self.is_named = false;
        (self.chars, self.ahead, self.last) = (0, 0, Last::Nothing);
        self.open.clear();
    }

    fn push(&mut self, words: &str) {
        if let Some(source) = &mut self.source {
            source.raw.push_str(words);
            self.chars += words.chars().count();
        }
    }

    fn token(&mut self, token: &str) {
        // Of a text without a name the first lines may be empty for no reason.
        let is_first = self.last == Last::Nothing && !self.is_named;
        let ends = std::mem::take(&mut self.ahead);
        if ends > 0 && !is_first {
            self.push(&"\n".repeat(ends));
            self.last = Last::End;
        }
        let is_spaceless = token
            .chars()
            .all(|it| !it.is_ascii() && it.is_alphanumeric());
        if let (true, Last::Token(before)) = (self.are_words, self.last)
            && !(before && is_spaceless)
        {
            self.push(" ");
        }
        self.push(token);
        self.last = Last::Token(is_spaceless);
    }

    /// Takes a tag of a column.
    fn tag(
        &mut self,
        column: usize,
        tag: &str,
        (start, line): (usize, usize),
    ) -> Result<(), ImportError> {
        while self.open.len() <= column {
            self.open.push(None);
        }
        let (kind, label) = match tag.split_once(['-', '_']) {
            Some((kind, label)) if !label.is_empty() => (kind, label),
            _ => (tag, ""),
        };
        let end = self.chars;
        let open = self.open.get_mut(column).and_then(Option::take);
        let goes_on = matches!(kind, "I" | "M" | "E" | "L");
        let kept = match open {
            Some(open) if goes_on && open.label == label => Some(Open { end, ..open }),
            Some(open) => {
                self.close(&open)?;
                None
            }
            None => None,
        };
        let is_mark = matches!(kind, "B" | "I" | "M" | "E" | "L" | "S" | "U") && !label.is_empty();
        if !is_mark && !matches!(kind, "O" | "_" | "*") {
            self.draft.losses.add(LossKind::BadLine, tag, line);
        }
        let label = label.to_owned();
        let now = kept.or(is_mark.then_some(Open {
            label,
            start,
            end,
            line,
        }));
        match now {
            Some(open) if matches!(kind, "E" | "L" | "S" | "U") => self.close(&open),
            now => {
                if let Some(place) = self.open.get_mut(column) {
                    *place = now;
                }
                Ok(())
            }
        }
    }

    fn close(&mut self, open: &Open) -> Result<(), ImportError> {
        let coding = self.draft.coding(&open.label, Made::default());
        if let Some(source) = &mut self.source {
            source.passages.push(DraftPassage {
                start: Some(open.start),
                end: Some(open.end),
                line: open.line,
                codings: vec![coding],
                ..DraftPassage::default()
            });
        }
        self.draft.count(1)
    }

    /// Ends the text.
    fn end(&mut self) -> Result<(), ImportError> {
        for open in std::mem::take(&mut self.open).into_iter().flatten() {
            self.close(&open)?;
        }
        let ends = std::mem::take(&mut self.ahead);
        if self.is_named {
            self.push(&"\n".repeat(ends));
        }
        self.draft.sources.extend(self.source.take());
        Ok(())
    }
}

/// Whether a cell can be a tag.
fn is_tag(cell: &str) -> bool {
    let kind = cell.split(['-', '_']).next().unwrap_or_default();
    matches!(kind, "O" | "B" | "I" | "E" | "S" | "L" | "U" | "M")
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    for source in &flat.sources {
        writeln!(out, "{NAMES}{}", source.name)?;
        out.write_all(table(source).as_bytes())?;
    }
    Ok(())
}

/// The lines of a text.
fn table(source: &FlatSource<'_>) -> String {
    let columns = columns(&source.codings);
    let mut at: Vec<usize> = vec![0; columns.len()];
    let mut table = String::new();
    for (byte, char) in source.source.text().char_indices() {
        if char == '\n' {
            table.push('\n');
            continue;
        }
        table.push(char);
        for (column, at) in columns.iter().zip(&mut at) {
            while column.get(*at).is_some_and(|it| it.span.end <= byte) {
                *at += 1;
            }
            match column.get(*at).filter(|it| it.span.start <= byte) {
                Some(it) if it.span.start == byte => table.push_str(&format!("\tB-{}", it.label)),
                Some(it) => table.push_str(&format!("\tI-{}", it.label)),
                None => table.push_str("\tO"),
            }
        }
        table.push('\n');
    }
    table
}

/// Codings by column, so that no two in one lie over each other; there is always one.
fn columns<'f, 'p>(codings: &'f [FlatCoding<'p>]) -> Vec<Vec<&'f FlatCoding<'p>>> {
    let mut columns: Vec<Vec<&FlatCoding<'_>>> = vec![Vec::new()];
    for coding in codings {
        let free = columns.iter_mut().find(|column| {
            let last = column.last();
            last.is_none_or(|it| it.span.end <= coding.span.start)
        });
        match free {
            Some(column) => column.push(coding),
            None => columns.push(vec![coding]),
        }
    }
    columns
}
