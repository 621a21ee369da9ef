//! Tables of any kind for spreadsheets: CSV, and XLSX where numbers stay numbers.
//!
//! **Formulas.** CSV cells that a spreadsheet could run get an apostrophe, as in the table of codings.
//! XLSX says of every cell whether it is words or a number, so nothing can be taken for a formula.

use super::csv::harmless;
use super::{ExportError, Words};
use crate::model::{Project, Time};
use crate::query::{Head, Table};
use ::csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// A format for tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TableFormat {
    /// RFC 4180.
    Csv,
    /// A workbook of one sheet for Excel, LibreOffice, WPS and the like.
    Xlsx,
    /// A picture; of overviews only.
    Svg,
    /// A picture in pixels; of overviews only, and only in builds that can draw it.
    Png,
}

impl TableFormat {
    /// All of them, in the order offered.
    pub const ALL: &[Self] = &[Self::Csv, Self::Xlsx, Self::Svg, Self::Png];

    /// The format a person means by a name or the ending of a file.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|it| it.extension() == name)
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// The ending of its files, without a dot; also its name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A count.
    Count(u64),
    /// A measure; in CSV with up to six digits behind the point.
    Measure(f64),
}

/// A table as it is written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    /// What it is about: the name of the sheet.
    pub title: String,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// When what it tells of was begun, for the workbook's own record: no clock is asked.
    pub begun: Time,
}

/// The most rows of a sheet, its head among them.
const MOST_ROWS: usize = 1_048_576;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// The most characters of a cell, in UTF-16 units.
const MOST_UNITS: usize = 32_767;
/// The most characters of a sheet's name.
const MOST_TITLE: usize = 31;

/// An overview as a table to write: rows and columns by their names, with their totals.
pub fn overview_grid(project: &Project, table: &Table, title: &str, words: &Words) -> Grid {
    let name = |head: &Head| words.head(project, head);
    let has_totals = !table.row_totals.is_empty();
    let total = || words.total.clone();
    let mut head = vec![String::new()];
    head.extend(table.columns.iter().map(name));
    head.extend(has_totals.then(total));
    let mut rows = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut cells = vec![Cell::Words(name(row))];
        cells.extend(table.row(at).into_iter().map(Cell::Count));
        cells.extend(table.row_totals.get(at).map(|it| Cell::Count(*it)));
        rows.push(cells);
    }
    if !table.column_totals.is_empty() {
        let mut cells = vec![Cell::Words(total())];
        cells.extend(table.column_totals.iter().map(|it| Cell::Count(*it)));
        cells.extend(has_totals.then_some(Cell::Count(table.total)));
        rows.push(cells);
    }
    Grid {
        title: title.to_owned(),
        head,
        rows,
        begun: project.head().created,
    }
}

/// Writes a table. With `bom`, CSV begins with a byte order mark. A picture is made elsewhere: of an
/// overview, not of what is written of it.
///
/// # Errors
/// When a sheet cannot hold it, or `out` cannot be written to.
pub fn write_table(
    grid: &Grid,
    format: TableFormat,
    bom: bool,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    match format {
        TableFormat::Csv => write_csv(grid, bom, out)?,
        TableFormat::Xlsx => out.write_all(&workbook(std::slice::from_ref(grid))?)?,
        TableFormat::Svg | TableFormat::Png => return Err(ExportError::NoPicture),
    }
    out.flush()?;
    Ok(())
}

fn write_csv(grid: &Grid, bom: bool, out: &mut dyn Write) -> std::io::Result<()> {
    if bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let words = |it: &str| harmless(it).into_owned();
    table.write_record(grid.head.iter().map(|it| words(it)))?;
    for row in &grid.rows {
        table.write_record(row.iter().map(|cell| match cell {
            Cell::Words(text) => words(text),
            Cell::Count(count) => count.to_string(),
            Cell::Measure(measure) => plain_number(*measure),
        }))?;
    }
    table.flush()
}

/// A measure with up to six digits behind the point; nothing where there is none.
pub fn plain_number(measure: f64) -> String {
    if !measure.is_finite() {
        return String::new();
    }
    let written = format!("{measure:.6}");
    let written = written.trim_end_matches('0').trim_end_matches('.');
    match written {
        "-0" => "0".to_owned(),
        written => written.to_owned(),
    }
}

/// A workbook with a sheet for each table, one after the other.
///
/// # Errors
/// When a sheet cannot hold its table.
pub(super) fn workbook(grids: &[Grid]) -> Result<Vec<u8>, ExportError> {
    for grid in grids {
        let (rows, columns) = (grid.rows.len() + 1, grid.head.len());
        if !fits(rows, columns) {
            return Err(ExportError::TooLarge { rows, columns });
        }
    }
    let wrong = |error: XlsxError| ExportError::Workbook {
        why: error.to_string(),
    };
    let mut workbook = Workbook::new();
    let begun = grids.first().map(|it| it.begun).unwrap_or_default();
    let begun = ExcelDateTime::from_timestamp(begun.secs()).map_err(wrong)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&begun));
    let mut names: Vec<String> = Vec::new();
    for grid in grids {
        let name = sheet_name(&grid.title);
        // Two sheets cannot share a name.
        let name = match names.contains(&name) {
            true => format!("{}", names.len() + 1),
            false => name,
        };
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).map_err(wrong)?;
        write_sheet(sheet, grid).map_err(wrong)?;
        names.push(name);
    }
    workbook.save_to_buffer().map_err(wrong)
}

/// Whether a sheet holds so many rows, the head among them, and columns.
pub(super) const fn fits(rows: usize, columns: usize) -> bool {
    rows <= MOST_ROWS && columns <= MOST_COLUMNS
}

fn write_sheet(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 1)?;
    for (column, words) in (0..).zip(&grid.head) {
        sheet.write_string_with_format(0, column, fitting(words), &bold)?;
    }
    for (row, cells) in (1..).zip(&grid.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Words(words) => sheet.write_string(row, column, fitting(words))?,
                Cell::Count(count) => sheet.write_number(row, column, approximate(*count))?,
                Cell::Measure(it) if it.is_finite() => sheet.write_number(row, column, *it)?,
                Cell::Measure(_) => continue,
            };
        }
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "spreadsheets know no other numbers; they are exact up to 2^53"
)]
fn approximate(count: u64) -> f64 {
    count as f64
}

/// The words up to what a cell holds.
fn fitting(words: &str) -> &str {
    let mut units = 0;
    let mut chars = words.char_indices();
    let over = chars.find(|(_, char)| {
        units += char.len_utf16();
        units > MOST_UNITS
    });
    over.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}

/// The title as the name of a sheet: short, without the signs that are not allowed there.
fn sheet_name(title: &str) -> String {
    let banned = ['[', ']', ':', '*', '?', '/', '\\', '\''];
    let kept = title
        .chars()
        .filter(|it| !banned.contains(it) && !it.is_control());
    let mut name = String::new();
    for char in kept {
        if name.encode_utf16().count() + char.len_utf16() > MOST_TITLE {
            break;
        }
        name.push(char);
    }
    match name.trim() {
        "" => "Zhupi".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::query::{Columns, Index, Measure, Overview};
    use std::io::Read;

    fn grid() -> Grid {
        let project = sample::project();
        let index = Index::build(&project);
        let table = Overview::of(Columns::Coders, Measure::Codings).table(&project, &index);
        overview_grid(&project, &table, "代码 × 编码者", &Words::default())
    }

    fn written(grid: &Grid, format: TableFormat) -> Vec<u8> {
        let mut out = Vec::new();
        write_table(grid, format, false, &mut out).unwrap();
        out
    }

    #[test]
    fn an_overview_is_written_with_its_totals_and_no_formula() {
        let csv = String::from_utf8(written(&grid(), TableFormat::Csv)).unwrap();
        let expected = ",李,'=王,Total\n国防,1,1,2\n国防 › 工业,2,1,3\n治理,2,1,3\n\
            文化 & 产业,1,1,2\nTotal,6,4,10\n";
        assert_eq!(csv.replace("\r\n", "\n"), expected);
    }

    #[test]
    fn a_workbook_keeps_words_and_numbers_apart() {
        let book = written(&grid(), TableFormat::Xlsx);
        assert_eq!(
            book,
            written(&grid(), TableFormat::Xlsx),
            "no clock is asked"
        );
        let part = |name: &str| parts(&book).remove(name).unwrap();
        let sheet = part("xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<c r=\"B2\"><v>1</v></c>"), "{sheet}");
        assert!(!sheet.contains("<f>"), "nothing is a formula");
        let strings = part("xl/sharedStrings.xml");
        assert!(strings.contains("<t>=王</t>"), "{strings}");
        assert!(part("xl/workbook.xml").contains("代码 × 编码者"));
    }

    /// The parts of a zip archive by name, read as a plain unpacker would.
    fn parts(archive: &[u8]) -> std::collections::BTreeMap<String, String> {
        let two = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
        let four = |at: usize| two(at) | two(at + 2) << 16;
        let mut parts = std::collections::BTreeMap::new();
        let central = memchr::memmem::find_iter(archive, b"PK\x01\x02");
        for head in central {
            let (size, name) = (four(head + 20), two(head + 28));
            let local = four(head + 42);
            let name = String::from_utf8(archive[head + 46..head + 46 + name].to_vec()).unwrap();
            let from = local + 30 + two(local + 26) + two(local + 28);
            let mut text = String::new();
            let mut unpacked = flate2::read::DeflateDecoder::new(&archive[from..from + size]);
            if unpacked.read_to_string(&mut text).is_ok() {
                parts.insert(name, text);
            }
        }
        parts
    }

    #[test]
    fn what_a_sheet_cannot_hold_is_said_or_cut() {
        let wide = Grid {
            head: vec![String::new(); MOST_COLUMNS + 1],
            ..Grid::default()
        };
        let error = write_table(&wide, TableFormat::Xlsx, false, &mut Vec::new()).unwrap_err();
        assert!(
            matches!(
                error,
                ExportError::TooLarge {
                    rows: 1,
                    columns: 16_385
                }
            ),
            "{error}"
        );
        assert_eq!(fitting(&"👨".repeat(20_000)).chars().count(), 16_383);
        assert_eq!(sheet_name("'[a/b]:*?\\'"), "ab");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), 31);
        assert_eq!(sheet_name("??"), "Zhupi");
        let long = Grid {
            head: vec!["长".repeat(40_000)],
            rows: vec![
                vec![Cell::Measure(f64::NAN)],
                vec![Cell::Words(String::new())],
            ],
            ..Grid::default()
        };
        assert!(!written(&long, TableFormat::Xlsx).is_empty());
    }

    #[test]
    fn measures_are_written_plainly() {
        for (measure, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.5, "1.5"),
            (1.0 / 3.0, "0.333333"),
            (1e9, "1000000000"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(plain_number(measure), expected);
        }
    }
}
