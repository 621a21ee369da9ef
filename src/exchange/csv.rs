//! The codings as a table after RFC 4180: commas, lines ended by CR LF, a head line, and quotation
//! marks around cells that need them.
//!
//! **Formulas.** A spreadsheet runs a cell that begins like a formula, and a source text may begin
//! with one. So a cell that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, a line
//! feed or a carriage return gets an apostrophe before it, which spreadsheets take for "this is
//! text", and so does a cell that begins with apostrophes and such a sign behind them. Who reads the
//! table with a program takes one apostrophe off those, or uses JSON, where everything is exact.

use super::{Lookup, verdict_name};
use crate::model::Project;
use crate::query::{CodingRow, Filter, Index, rows};
use ::csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// What is told of a coding, as programs know it.
pub(super) const COLUMNS: [&str; 15] = [
    "id",
    "source",
    "start",
    "end",
    "code",
    "code_path",
    "coder",
    "created",
    "quote",
    "memo",
    "stray",
    "source_id",
    "quotation_id",
    "code_id",
    "coder_id",
];

pub(super) fn write(
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
    table.write_record(COLUMNS)?;
    let lookup = Lookup::new(project);
    for row in rows(project, index, &Filter::all()) {
        let cells = cells(&lookup, &row);
        table.write_record(cells.iter().map(|it| harmless(it).into_owned()))?;
    }
    table.flush()
}

/// The cells of a coding, in the order of the columns; memos with an empty line between them.
pub(super) fn cells(lookup: &Lookup<'_>, row: &CodingRow<'_>) -> [String; 15] {
    let stray = row.stray.map(verdict_name);
    [
        row.id.to_string(),
        row.source_name.to_owned(),
        row.chars.start.to_string(),
        row.chars.end.to_string(),
        row.code_name.to_owned(),
        lookup.path(row.code).to_owned(),
        row.coder_name.to_owned(),
        row.created.to_string(),
        row.quote.to_owned(),
        lookup.remarks(row).join("\n\n"),
        stray.unwrap_or_default().to_owned(),
        row.source.to_string(),
        row.quotation.to_string(),
        row.code.to_string(),
        row.coder.to_string(),
    ]
}

/// The cell, with an apostrophe before what a spreadsheet could take for a formula.
pub(super) fn harmless(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the apostrophe that [`harmless`] put before it.
pub(super) fn plain(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').filter(|it| is_risky(it));
    rest.unwrap_or(cell)
}

/// Whether a cell begins like a formula, apostrophes before it left out.
fn is_risky(cell: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\n', '\r'];
    cell.trim_start_matches('\'').starts_with(signs)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Options, sample};
    use super::*;

    fn table(bom: bool) -> String {
        let options = Options {
            bom,
            ..Options::default()
        };
        sample::exported(&sample::project(), Format::Csv, &options)
    }

    #[test]
    fn the_table_of_the_sample() {
        sample::snapshot("csv", &table(false).replace("\r\n", "␍␊\n"));
    }

    #[test]
    fn a_reader_gets_back_what_was_written() {
        let written = table(false);
        let project = sample::project();
        let index = Index::build(&project);
        let mut reader = ::csv::Reader::from_reader(written.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().collect::<Vec<_>>(),
            COLUMNS
        );
        let read: Vec<Vec<String>> = reader
            .records()
            .map(|it| it.unwrap().iter().map(String::from).collect())
            .collect();
        let lookup = Lookup::new(&project);
        let all = rows(&project, &index, &Filter::all());
        assert_eq!(read.len(), all.len());
        for (line, row) in read.iter().zip(&all) {
            let line: Vec<String> = line.iter().map(|it| plain(it).to_owned()).collect();
            assert_eq!(line, cells(&lookup, row));
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_made_harmless() {
        for cell in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠甲", "'=1", "''-",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
            assert_eq!(plain(&harmless(cell)), cell);
        }
        for cell in ["治理", "1-2", "", "'", "'甲'", "——治理"] {
            assert_eq!(harmless(cell), cell);
            assert_eq!(plain(cell), cell);
        }
    }

    #[test]
    fn the_mark_for_excel_comes_only_when_asked_for() {
        assert!(table(true).starts_with("\u{FEFF}id,source,"));
        assert!(table(false).starts_with("id,source,"));
    }
}
