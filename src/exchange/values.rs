//! A table of values: the first line names variables, every other line a case or a source in its
//! first cell and its values in the others. Read from text with commas, semicolons or tabs between
//! the cells, quoted after RFC 4180.

use super::csv::plain;
use crate::edit::plan_values::{ValueRow, ValueTable};
use ::csv::{Position, ReaderBuilder, StringRecord};
use thiserror::Error;

/// Cells read of one table at most.
pub(super) const MOST_CELLS: usize = 5_000_000;

/// Why a table of values cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ValuesError {
    /// There is no line below the one with the names, or no column beside the first.
    #[error("there is no table in it: a first line with names, and below it a line a case")]
    NoTable,
    /// It has more cells than are read.
    #[error("it has more than {MOST_CELLS} cells")]
    TooLarge,
    /// It is a packed folder, but no workbook.
    #[error("it is no workbook")]
    NoWorkbook,
    /// It is a workbook of an older version, `.xls`.
    #[error("it is a workbook of an older version")]
    OldWorkbook,
    /// It is locked with a password.
    #[error("it is locked with a password")]
    Locked,
    /// It is a workbook whose parts cannot be read.
    #[error("it is a broken workbook")]
    Broken,
    /// It has no sheet of this name.
    #[error("it has no sheet named {name}")]
    NoSheet {
        /// The name.
        name: String,
        /// Those that it has.
        sheets: Vec<String>,
    },
}

/// Reads a table from text. What stands between the cells is what stands most often in its first
/// line.
///
/// # Errors
/// When it is no table, or too large.
pub fn read_values(text: &str) -> Result<ValueTable, ValuesError> {
    table(text_rows(text))
}

/// The rows of a table that is text, with the numbers of their lines, from 1.
pub(super) fn text_rows(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |mark: &u8| memchr::memchr_iter(*mark, first.as_bytes()).count();
    let between = [b'\t', b';', b','].into_iter().max_by_key(count);
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between.unwrap_or(b','))
        .from_reader(text.as_bytes());
    // Text cannot fail to be read: it is UTF-8, and rows may have any length.
    let records = reader.into_records().map_while(Result::ok);
    let mut ruler = Ruler::new(text);
    records.map(move |record| {
        let byte = record.position().map_or(0, Position::byte);
        (ruler.line_of(byte), cells(&record))
    })
}

/// Counts the lines of a text up to places that come one after the other. The line a record is said
/// to begin in is that of the empty lines before it, which is not where a person finds it.
pub(super) struct Ruler<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Ruler<'t> {
    /// At the beginning of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let (at, line) = (0, 1);
        Self { text, at, line }
    }

    /// The line, from 1, of the first character at or behind `byte` that ends no line.
    pub(super) fn line_of(&mut self, byte: u64) -> usize {
        let bytes = self.text.as_bytes();
        let from = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = bytes.get(from..).unwrap_or_default();
        let empty = rest.iter().take_while(|it| matches!(it, b'\r' | b'\n'));
        let to = from.saturating_add(empty.count()).min(bytes.len());
        let passed = bytes.get(self.at..to).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.at = self.at.max(to);
        self.line
    }
}

fn cells(record: &StringRecord) -> Vec<String> {
    record
        .iter()
        .map(|it| plain(it).trim().to_owned())
        .collect()
}

/// Makes a table of lines with their numbers; empty ones are passed over.
pub(super) fn table(
    lines: impl Iterator<Item = (usize, Vec<String>)>,
) -> Result<ValueTable, ValuesError> {
    let mut lines = lines.filter(|(_, cells)| cells.iter().any(|it| !it.is_empty()));
    let (_, mut head) = lines.next().ok_or(ValuesError::NoTable)?;
    while head.last().is_some_and(String::is_empty) {
        head.pop();
    }
    let mut rows = Vec::new();
    let mut count = 0_usize;
    for (line, cells) in lines {
        count = count.saturating_add(cells.len());
        if count > MOST_CELLS {
            return Err(ValuesError::TooLarge);
        }
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        let values = cells.collect();
        rows.push(ValueRow { line, name, values });
    }
    if rows.is_empty() || head.len() < 2 {
        return Err(ValuesError::NoTable);
    }
    let names = head.into_iter().skip(1).collect();
    Ok(ValueTable { names, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<String> {
        match read_values(text) {
            Ok(table) => {
                let rows = table.rows.iter();
                let rows = rows.map(|it| format!("{}: {} {:?}", it.line, it.name, it.values));
                [format!("{:?}", table.names)]
                    .into_iter()
                    .chain(rows)
                    .collect()
            }
            Err(error) => vec![format!("{error:?}")],
        }
    }

    #[test]
    fn a_row_names_a_case_and_a_column_a_variable() {
        let wanted = [
            r#"["年份", "地区"]"#,
            r#"2: 东部 ["2024", "沿海, 江浙"]"#,
            r#"4: 西部 ["2023"]"#,
        ];
        assert_eq!(
            told("个案,年份,地区\n东部,2024,\"沿海, 江浙\"\n\n西部,2023\n"),
            wanted
        );
        assert_eq!(
            told("个案\t年份\t地区\r\n东部\t2024\t沿海, 江浙\r\n\r\n西部\t2023"),
            wanted
        );
    }

    #[test]
    fn what_a_spreadsheet_could_run_is_read_without_its_apostrophe() {
        assert_eq!(
            told("个案;式\n甲;'=1+1"),
            [r#"["式"]"#, r#"2: 甲 ["=1+1"]"#]
        );
    }

    #[test]
    fn without_rows_or_columns_it_is_no_table() {
        for text in ["", "\n\n", "个案,年份", "个案\n东部\n"] {
            assert_eq!(told(text), ["NoTable"], "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_table_or_none(text in any::<String>()) {
            if let Ok(table) = read_values(&text) {
                prop_assert!(!table.rows.is_empty() && !table.names.is_empty());
            }
        }
    }
}
