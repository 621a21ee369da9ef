//! The codebook as a table, one code a row in tree order.
//!
//! Written after RFC 4180 with the fixed names of the fields in the first line; cells that a
//! spreadsheet could run get an apostrophe, as in the table of codings, which reading takes off
//! again. Read are also tables with `;` or tabs between the cells, and with any of the names that
//! [`FieldNames`] knows. An empty cell says nothing, except that a code stands at the top where there
//! is a column for what stands above.

use super::{CodebookError, CodebookRead, Field, FieldNames, Line, flag, key, lines, listed, said};
use crate::edit::plan_codebook::{Above, Entry, Oddity, Remark};
use crate::exchange::csv::{harmless, plain};
use crate::exchange::values::Ruler;
use crate::model::{Colour, Project};
use crate::query::Index;
use ::csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use std::io::{self, Write};

const COLUMNS: [Field; 14] = [
    Field::Name,
    Field::Parent,
    Field::Aliases,
    Field::Colour,
    Field::Key,
    Field::Applicable,
    Field::Definition,
    Field::When,
    Field::WhenNot,
    Field::Examples,
    Field::Codings,
    Field::Meant,
    Field::Id,
    Field::ParentId,
];

pub(in crate::exchange) fn write(
    project: &Project,
    index: &Index,
    bom: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS.map(Field::name))?;
    for line in lines(project, index) {
        let cells = COLUMNS.map(|field| cell(&line, field));
        table.write_record(cells.iter().map(|it| harmless(it).into_owned()))?;
    }
    table.flush()
}

/// The same for a sheet, with its heads.
pub(in crate::exchange) fn cells(
    project: &Project,
    index: &Index,
) -> ([&'static str; 14], Vec<[String; 14]>) {
    let lines = lines(project, index);
    let cells = lines.iter().map(|line| COLUMNS.map(|it| cell(line, it)));
    (COLUMNS.map(Field::name), cells.collect())
}

fn cell(line: &Line<'_>, field: Field) -> String {
    let code = line.code;
    let cell = match field {
        Field::Name => code.name.clone(),
        Field::Parent => line.parent.clone(),
        Field::Aliases => listed::joined(&code.aliases),
        Field::Colour => code.colour.hex(),
        Field::Key => code.key.clone().unwrap_or_default(),
        Field::Applicable => if code.applicable { "yes" } else { "no" }.to_owned(),
        Field::Definition => code.definition.clone(),
        Field::When => code.when.clone(),
        Field::WhenNot => code.when_not.clone(),
        Field::Examples => {
            let cited = line.examples.iter().map(|it| {
                let (start, end) = (it.chars.start, it.chars.end);
                format!("“{}” ({}, {start}–{end})", it.quote, it.source.name)
            });
            cited.collect::<Vec<_>>().join("\n")
        }
        Field::Codings => line.codings.to_string(),
        Field::Meant => code.meant.map(|it| it.to_string()).unwrap_or_default(),
        Field::Id => code.id.to_string(),
        Field::ParentId => code.parent.map(|it| it.to_string()).unwrap_or_default(),
        Field::Depth => line.depth.to_string(),
    };
    // A text with NUL in it would be taken for no text at all.
    cell.replace('\0', "␀")
}

pub(super) fn read(text: &str, names: &FieldNames) -> Result<CodebookRead, CodebookError> {
    let between = [b',', b';', b'\t'];
    let known = |delimiter: &u8| {
        let head = records(text, *delimiter).next().map(|it| it.1);
        let head = head.iter().flat_map(|it| it.iter());
        head.filter(|it| names.field(plain(it)).is_some()).count()
    };
    // The first of those that tell most.
    let best = between.iter().rev().max_by_key(|it| known(it));
    let mut records = records(text, best.copied().unwrap_or(b','));
    let head = records.next().map(|it| it.1).unwrap_or_default();
    let columns: Vec<Option<Field>> = head.iter().map(|it| names.field(plain(it))).collect();
    if !columns.contains(&Some(Field::Name)) {
        return Err(CodebookError::NoNames);
    }
    let mut read = CodebookRead::default();
    let unknown = head.iter().zip(&columns).filter(|(_, it)| it.is_none());
    for (words, _) in unknown.filter(|(words, _)| !words.trim().is_empty()) {
        let oddity = Oddity::Unknown(words.trim().to_owned());
        read.remarks.push(Remark { line: 1, oddity });
    }
    let mut last = 1;
    for (line, record) in records.filter(|(_, it)| it.iter().any(|it| !it.trim().is_empty())) {
        let entry = entry((line, &record), &columns, &mut read.remarks);
        read.entries.push(entry);
        last = line;
    }
    // Marks come in pairs, also those that stand for one within a cell.
    let is_open = memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1;
    let lines = text.lines().count();
    if is_open && last < lines {
        let oddity = Oddity::Unclosed;
        read.remarks.push(Remark { line: last, oddity });
    }
    Ok(read)
}

/// The rows of a table with the lines they begin in.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (usize, StringRecord)> {
    let mut ruler = Ruler::new(text);
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // Text cannot fail to be read: it is UTF-8, and rows may have any length.
    let records = reader.into_records().map_while(Result::ok);
    records.map(move |record| {
        let byte = record.position().map_or(0, ::csv::Position::byte);
        (ruler.line_of(byte), record)
    })
}

fn entry(
    (line, record): (usize, &StringRecord),
    columns: &[Option<Field>],
    remarks: &mut Vec<Remark>,
) -> Entry {
    let mut entry = Entry {
        line,
        ..Entry::default()
    };
    let has = |field| columns.contains(&Some(field));
    if has(Field::Parent) || has(Field::ParentId) {
        entry.above = Some(Above::Top);
    }
    let nowhere = record.iter().skip(columns.len());
    for words in nowhere.filter(|it| !it.trim().is_empty()) {
        let oddity = Oddity::Unknown(words.trim().to_owned());
        remarks.push(Remark { line, oddity });
    }
    for (cell, field) in record.iter().map(plain).zip(columns) {
        let words = cell.trim();
        let Some(field) = field.filter(|_| !words.is_empty()) else {
            continue;
        };
        if let Some(oddity) = take(&mut entry, field, cell) {
            remarks.push(Remark { line, oddity });
        }
    }
    entry
}

/// Notes what a cell says; what is odd about it, if something is.
fn take(entry: &mut Entry, field: Field, cell: &str) -> Option<Oddity> {
    let words = cell.trim();
    let odd = |is: bool, oddity: fn(String) -> Oddity| is.then(|| oddity(words.to_owned()));
    match field {
        Field::Name => words.clone_into(&mut entry.name),
        Field::Parent | Field::ParentId => {
            let mut told = match entry.above.take() {
                Some(Above::Named(told)) => told,
                _ => Vec::new(),
            };
            // The id of the parent tells more than its name, whichever column comes first.
            let at = if field == Field::ParentId {
                0
            } else {
                told.len()
            };
            told.insert(at, words.to_owned());
            entry.above = Some(Above::Named(told));
        }
        Field::Aliases => entry.aliases = Some(listed::split(cell)),
        Field::Colour => {
            entry.colour = Colour::from_hex(words);
            return odd(entry.colour.is_none(), Oddity::NoColour);
        }
        Field::Key => {
            entry.key = key(words);
            return odd(entry.key.is_none(), Oddity::NoKey);
        }
        Field::Applicable => {
            entry.applicable = flag(words);
            return odd(entry.applicable.is_none(), Oddity::NoFlag);
        }
        Field::Definition => entry.definition = said(cell),
        Field::When => entry.when = said(cell),
        Field::WhenNot => entry.when_not = said(cell),
        Field::Meant => {
            entry.meant = words.parse().ok();
            return odd(entry.meant.is_none(), Oddity::NoTime);
        }
        Field::Id => {
            entry.id = words.parse().ok();
            return odd(entry.id.is_none(), Oddity::NoId);
        }
        Field::Examples | Field::Codings | Field::Depth => {}
    }
    None
}
