//! The codebook by itself: as a table, as RON, as Markdown, as REFI-QDA, each of which can be read again,
//! and as a page to print.
//!
//! What is written tells everything about a code: read into a project without codes it gives the
//! same codebook, and read into the one it comes from there is nothing to do; REFI-QDA alone has no place
//! for some of it. Examples are passages and stay with their texts; RON names them by id, the other forms
//! cite them.

mod csv;
mod field;
mod html;
mod listed;
mod markdown;
mod qdc;
mod ron;

pub use field::{Field, FieldNames};

pub(super) use self::html::write as write_html;
pub(super) use csv::{cells as csv_cells, write as write_csv};
pub(super) use markdown::write as write_markdown;
pub(super) use qdc::write as write_qdc;
pub(super) use ron::write as write_ron;

use super::refi::xml::XmlError;
use crate::edit::plan_codebook::{Above, Entry, Remark};
use crate::file;
use crate::model::{Project, Quotation, RecordId, Source};
use crate::query::{Index, codebook, path, quoted};
use crate::text::CharSpan;
use std::collections::{BTreeMap, HashSet};
use thiserror::Error;

/// What was read of a codebook file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CodebookRead {
    /// The codes, in the order of the file.
    pub entries: Vec<Entry>,
    /// What was not understood; everything else is in the entries.
    pub remarks: Vec<Remark>,
}

/// Why nothing could be read of a codebook file.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CodebookError {
    /// The table has no column of names.
    #[error("the first line names no column “name”")]
    NoNames,
    /// There is no heading in it.
    #[error("there is no heading in it")]
    NoHeadings,
    /// It is no RON.
    #[error("line {line}, column {column}: {why}")]
    NotRon {
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What the `ron` crate says.
        why: ::ron::Error,
    },
    /// It is RON or REFI-QDA without a list of codes.
    #[error("there is no list of codes in it")]
    NoCodes,
    /// It is no REFI-QDA.
    #[error("{error}")]
    NotRefi {
        /// Why.
        error: XmlError,
    },
}

/// Reads a codebook from a table, from RON, from Markdown, or from REFI-QDA, whichever the text seems to be;
/// `ending` is that of the file's name, without a dot. The codebook of a project file is read too.
///
/// # Errors
/// When no code can be found in it.
pub fn read_codebook(
    text: &str,
    ending: &str,
    names: &FieldNames,
) -> Result<CodebookRead, CodebookError> {
    let begin = text.trim_start();
    let is = |wanted: &[&str]| wanted.iter().any(|it| ending.eq_ignore_ascii_case(it));
    let project = begin
        .starts_with("Zhupi(")
        .then(|| file::read(text.as_bytes()));
    if let Some(Ok(opened)) = project {
        return Ok(of_project(&opened.project));
    }
    if is(&["ron"]) || begin.starts_with(ron::HEAD) {
        ron::read(text)
    } else if is(&["qdc", "qde"]) || begin.starts_with("<?xml") {
        qdc::read(text)
    } else if is(&["md", "markdown"]) || begin.starts_with(markdown::MARK) {
        markdown::read(text, names)
    } else {
        csv::read(text, names)
    }
}

/// The codebook of another project.
fn of_project(project: &Project) -> CodebookRead {
    let codes = codebook(project).into_iter().zip(1..);
    let codes = codes.filter_map(|(it, line)| Some((project.codes().get(it.code)?, line)));
    let entries = codes.map(|(code, line)| Entry {
        line,
        id: Some(code.id),
        name: code.name.clone(),
        above: Some(match code.parent {
            Some(parent) => Above::Named(vec![parent.to_string()]),
            None => Above::Top,
        }),
        aliases: Some(code.aliases.clone()),
        colour: Some(code.colour),
        key: code.key.clone(),
        definition: said(&code.definition),
        when: said(&code.when),
        when_not: said(&code.when_not),
        meant: code.meant,
        applicable: Some(code.applicable),
        examples: Vec::new(),
    });
    CodebookRead {
        entries: entries.collect(),
        remarks: Vec::new(),
    }
}

/// The words, unless they are blank.
fn said(words: &str) -> Option<String> {
    (!words.trim().is_empty()).then(|| words.to_owned())
}

/// Yes or no.
fn flag(words: &str) -> Option<bool> {
    let words = words.trim().to_lowercase();
    let is = |wanted: &[&str]| wanted.contains(&words.as_str());
    if is(&["yes", "true", "1", "y", "是", "真", "可"]) {
        return Some(true);
    }
    is(&["no", "false", "0", "n", "否", "假", "不可"]).then_some(false)
}

/// A key that can apply a code, in the capital it is kept in.
fn key(words: &str) -> Option<String> {
    let mut chars = words.trim().chars();
    let key = chars.next().filter(|it| it.is_alphanumeric())?;
    chars.next().is_none().then(|| key.to_uppercase().collect())
}

/// A code as it is written out.
struct Line<'p> {
    code: &'p crate::model::Code,
    /// How many codes are above it.
    depth: usize,
    /// Names from the top down to its parent; empty at the top.
    parent: String,
    /// Codings with it.
    codings: usize,
    /// Sources in which it is used.
    sources: usize,
    examples: Vec<Example<'p>>,
}

/// A passage that shows what a code means.
struct Example<'p> {
    quotation: &'p Quotation,
    source: &'p Source,
    /// Its place in code points.
    chars: CharSpan,
    quote: &'p str,
}

/// The codes in tree order.
fn lines<'p>(project: &'p Project, index: &Index) -> Vec<Line<'p>> {
    let mut used: BTreeMap<_, usize> = BTreeMap::new();
    for source in project.sources().iter() {
        let passages = index.passages(source.id).iter();
        let passages = passages.chain(index.lost(source.id).iter());
        let here: HashSet<_> = passages
            .flat_map(|it| &it.codings)
            .map(|it| it.code)
            .collect();
        for code in here {
            *used.entry(code).or_default() += 1;
        }
    }
    let branches = codebook(project).into_iter();
    let lines = branches.filter_map(|branch| {
        let code = project.codes().get(branch.code)?;
        let examples = code.examples.iter().filter_map(|it| example(project, *it));
        let mut examples: Vec<_> = examples.collect();
        examples.sort_by_key(|it| (it.source.order, it.source.id, it.chars, it.quotation.id));
        let parent = code.parent.filter(|it| project.codes().contains(*it));
        Some(Line {
            code,
            depth: branch.depth,
            parent: parent.map(|it| path(project, it)).unwrap_or_default(),
            codings: index.count(code.id),
            sources: used.get(&code.id).copied().unwrap_or(0),
            examples,
        })
    });
    lines.collect()
}

fn example(project: &Project, id: RecordId) -> Option<Example<'_>> {
    let RecordId::Quotation(id) = id else {
        return None;
    };
    let quotation = project.quotations().get(id)?;
    let source = project.sources().get(quotation.source)?;
    let (chars, quote) = quoted(source, quotation);
    Some(Example {
        quotation,
        source,
        chars,
        quote,
    })
}

#[cfg(test)]
mod tests;
