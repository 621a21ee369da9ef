//! Tables of answers (`.csv`, `.tsv`, `.xlsx`): a row a text or a case, the other columns its values.

use super::{Change, Choice, Columns, ReadFile, Reading, ReadingError};
use crate::edit::plan_sources::RowsAs;
use crate::exchange::ValuesError;
use crate::exchange::values::text_rows;
use crate::exchange::workbook::sheet_rows;
use crate::text::decode;
use std::collections::BTreeSet;

/// Rows at most.
const MOST_ROWS: usize = 100_000;
/// Characters of a name that is made of a cell, at most.
const LONGEST_NAME: usize = 60;
/// Characters that the cells of a column of texts have at least, one with another.
const LEAST_TEXT: usize = 16;

/// Reads a table that is text.
pub(super) fn read_text(bytes: &[u8], choice: Choice<'_>) -> Result<ReadFile, ReadingError> {
    let mut decoded = decode(bytes, choice.encoding)?;
    let text = std::mem::take(&mut decoded.text);
    let mut file = texts(text_rows(&text).map(|it| it.1).collect(), choice)?;
    if let Some(first) = file.texts.first_mut() {
        first.decoded = Some(decoded.into());
    }
    Ok(file)
}

/// Reads the first sheet of a workbook that is shown.
pub(super) fn read_workbook(bytes: &[u8], choice: Choice<'_>) -> Result<ReadFile, ReadingError> {
    let rows = sheet_rows(bytes, None)?;
    texts(rows.into_iter().map(|it| it.1).collect(), choice)
}

/// A text or a case for each row below the first, which names the columns.
fn texts(mut rows: Vec<Vec<String>>, choice: Choice<'_>) -> Result<ReadFile, ReadingError> {
    rows.retain(|row| row.iter().any(|it| !it.trim().is_empty()));
    if rows.len() < 2 {
        return Err(ValuesError::NoTable.into());
    }
    if rows.len() > MOST_ROWS {
        return Err(ReadingError::TooLarge);
    }
    let body = rows.split_off(1);
    let mut names = rows.pop().unwrap_or_default();
    for (at, name) in names.iter_mut().enumerate() {
        *name = name.trim().to_owned();
        if name.is_empty() {
            *name = format!("{}", at + 1);
        }
    }
    let is_case = choice.rows == RowsAs::Cases;
    let text = text_column(&names, &body, choice)?;
    let called = naming(&body, text);
    let mut texts = Vec::new();
    let mut empty = 0_usize;
    for row in &body {
        let cell = |at: usize| row.get(at).map(|it| it.trim()).unwrap_or_default();
        let words = text.map(cell).unwrap_or_default();
        if words.is_empty() && !is_case {
            empty += 1;
            continue;
        }
        let values = names.iter().enumerate();
        let values = values.filter(|(at, _)| Some(*at) != text && Some(*at) != called);
        let name = called.map(|at| cell(at).chars().take(LONGEST_NAME).collect());
        texts.push(Reading {
            name,
            text: words.replace("\r\n", "\n").replace('\r', "\n"),
            values: values
                .map(|(at, name)| (name.clone(), cell(at).to_owned()))
                .collect(),
            is_case,
            ..Reading::default()
        });
    }
    if let Some(first) = texts.first_mut().filter(|_| empty > 0) {
        first.changes.insert(Change::EmptyRows, empty);
    }
    Ok(ReadFile {
        texts,
        columns: Some(Columns {
            names,
            text,
            called,
            rows: choice.rows,
        }),
    })
}

/// The column that holds the texts: the one that is named, else the one with the most characters. Cases
/// may have none.
fn text_column(
    names: &[String],
    body: &[Vec<String>],
    choice: Choice<'_>,
) -> Result<Option<usize>, ReadingError> {
    let is_case = choice.rows == RowsAs::Cases;
    let Some(column) = choice.column else {
        let longest = longest(body);
        let is_text = !is_case || are_texts(body, longest);
        return Ok(is_text.then_some(longest));
    };
    if is_case && column.trim().is_empty() {
        return Ok(None);
    }
    let found = names.iter().position(|it| it == column.trim());
    found.map(Some).ok_or_else(|| ReadingError::NoColumn {
        name: column.to_owned(),
        columns: names.to_vec(),
    })
}

/// Whether the cells of a column are long enough to be read, rather than names or values.
fn are_texts(rows: &[Vec<String>], at: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(at));
    let lengths = cells.map(|it| it.trim().chars().count());
    let lengths: Vec<usize> = lengths.filter(|it| *it > 0).collect();
    lengths.iter().sum::<usize>() >= LEAST_TEXT * lengths.len().max(1)
}

/// The column with the most characters.
fn longest(rows: &[Vec<String>]) -> usize {
    let mut sums: Vec<usize> = Vec::new();
    for row in rows {
        sums.resize(sums.len().max(row.len()), 0);
        for (sum, cell) in sums.iter_mut().zip(row) {
            *sum += cell.chars().count();
        }
    }
    let numbered = sums.iter().enumerate();
    let longest = numbered.max_by_key(|it| (*it.1, std::cmp::Reverse(it.0)));
    longest.map_or(0, |it| it.0)
}

/// The column that names the rows: the first beside the texts in which no two are alike and all
/// are short.
fn naming(rows: &[Vec<String>], text: Option<usize>) -> Option<usize> {
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..widest).filter(|it| Some(*it) != text).find(|at| {
        let cells = rows
            .iter()
            .map(|row| row.get(*at).map_or("", |it| it.trim()));
        let cells: Vec<&str> = cells.collect();
        let apart: BTreeSet<&str> = cells.iter().copied().collect();
        let is_name = |it: &&str| !it.is_empty() && it.chars().count() <= LONGEST_NAME;
        cells.iter().all(is_name) && apart.len() == cells.len()
    })
}
