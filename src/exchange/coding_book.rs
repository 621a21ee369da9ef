//! The codings as a workbook: a sheet with a coding a row, as in the table of codings, one of the codes,
//! and one that counts the codings of each code in each source.
//!
//! Places and counts are numbers. Every other cell is said to be words, so nothing can be taken for a
//! formula; words longer than a cell holds, 32,767 UTF-16 units, are cut there.

use super::csv::{COLUMNS, cells};
use super::table::{fits, workbook};
use super::{Cell, ExportError, Grid, Lookup, Words, codebook, overview_grid};
use crate::model::Project;
use crate::query::{Columns, Filter, Index, Measure, Overview, rows};
use std::io::Write;

/// Columns of numbers in the table of codings, and in that of codes.
const PLACES: [&str; 2] = ["start", "end"];
const COUNTS: [&str; 1] = ["codings"];

pub(super) fn write(
    project: &Project,
    index: &Index,
    words: &Words,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let sheets = [
        codings(project, index, words),
        codes(project, index, words),
        counts(project, index, words),
    ];
    out.write_all(&workbook(&sheets)?)?;
    Ok(())
}

/// A cell of a column with this head.
fn cell(head: &str, numbers: &[&str], words: String) -> Cell {
    match words.parse() {
        Ok(count) if numbers.contains(&head) => Cell::Count(count),
        _ => Cell::Words(words),
    }
}

fn codings(project: &Project, index: &Index, words: &Words) -> Grid {
    let lookup = Lookup::new(project);
    let rows = rows(project, index, &Filter::all()).into_iter().map(|row| {
        let cells = COLUMNS.into_iter().zip(cells(&lookup, &row));
        cells.map(|(head, it)| cell(head, &PLACES, it)).collect()
    });
    Grid {
        title: words.codings.clone(),
        head: COLUMNS.map(str::to_owned).into(),
        rows: rows.collect(),
        begun: project.head().created,
    }
}

fn codes(project: &Project, index: &Index, words: &Words) -> Grid {
    let (heads, lines) = codebook::csv_cells(project, index);
    let rows = lines.into_iter().map(|cells| {
        let cells = heads.into_iter().zip(cells);
        cells.map(|(head, it)| cell(head, &COUNTS, it)).collect()
    });
    Grid {
        title: words.codes.clone(),
        head: heads.map(str::to_owned).into(),
        rows: rows.collect(),
        begun: project.head().created,
    }
}

/// Codes down and sources across; the other way where there are more sources than a sheet has columns.
fn counts(project: &Project, index: &Index, words: &Words) -> Grid {
    let table = Overview::of(Columns::Sources, Measure::Codings).table(project, index);
    let title = format!("{} × {}", words.codes, words.sources);
    let grid = overview_grid(project, &table, &title, words);
    match fits(grid.rows.len() + 1, grid.head.len()) {
        true => grid,
        false => turned(grid),
    }
}

/// Rows as columns.
fn turned(grid: Grid) -> Grid {
    let name = |cell: &Cell| match cell {
        Cell::Words(words) => words.clone(),
        _ => String::new(),
    };
    let first = grid.rows.iter().filter_map(|it| it.first());
    let corner = grid.head.first().cloned().unwrap_or_default();
    let head = [corner].into_iter().chain(first.map(name)).collect();
    let rows = grid.head.iter().enumerate().skip(1).map(|(at, words)| {
        let cells = grid.rows.iter().filter_map(|it| it.get(at).cloned());
        [Cell::Words(words.clone())]
            .into_iter()
            .chain(cells)
            .collect()
    });
    let rows = rows.collect();
    Grid { head, rows, ..grid }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Options, export, sample};
    use super::*;
    use crate::exchange::csv::plain;
    use crate::exchange::workbook::sheet_rows;

    fn book() -> Vec<u8> {
        let (project, mut out) = (sample::project(), Vec::new());
        let index = Index::build(&project);
        let options = Options::default();
        export(&project, &index, Format::Xlsx, &options, &mut out).unwrap();
        out
    }

    fn sheet(name: &str) -> Vec<Vec<String>> {
        let rows = sheet_rows(&book(), Some(name)).unwrap();
        rows.into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn the_first_sheet_says_what_the_table_of_codings_says() {
        let csv = sample::exported(&sample::project(), Format::Csv, &Options::default());
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.as_bytes());
        let lines = reader.records().map(|it| it.unwrap());
        let lines: Vec<Vec<String>> = lines
            .map(|it| it.iter().map(|it| plain(it).trim().to_owned()).collect())
            .collect();
        let mut cells = sheet("Codings");
        for row in &mut cells {
            // A sheet has no cells behind the last that says something.
            row.resize(COLUMNS.len(), String::new());
            row.iter_mut().for_each(|it| *it = it.trim().to_owned());
        }
        assert_eq!(cells, lines);
        assert_eq!(
            sheet_rows(&book(), None).unwrap().len(),
            lines.len(),
            "it is the first"
        );
    }

    #[test]
    fn codes_and_counts_stand_on_sheets_of_their_own() {
        let codes = sheet("Codes");
        let project = sample::project();
        assert_eq!(codes.len(), project.codes().len() + 1);
        assert_eq!(codes[0][0], "name");
        let counts = sheet("Codes × Sources");
        let sum: usize = counts
            .iter()
            .skip(1)
            .filter(|it| it[0] != "Total")
            .flat_map(|it| it[1..=project.sources().len()].iter())
            .map(|it| it.parse::<usize>().unwrap())
            .sum();
        assert_eq!(sum, project.codings().len());
    }

    #[test]
    fn a_table_that_is_too_wide_is_turned() {
        let words = |it: &str| Cell::Words(it.to_owned());
        let grid = Grid {
            head: vec!["".into(), "甲".into(), "乙".into()],
            rows: vec![
                vec![words("治理"), Cell::Count(1), Cell::Count(2)],
                vec![words("国防"), Cell::Count(3), Cell::Count(4)],
            ],
            ..Grid::default()
        };
        let turned = turned(grid);
        assert_eq!(turned.head, ["", "治理", "国防"]);
        assert_eq!(
            turned.rows[0],
            [words("甲"), Cell::Count(1), Cell::Count(3)]
        );
        assert_eq!(
            turned.rows[1],
            [words("乙"), Cell::Count(2), Cell::Count(4)]
        );
    }
}
