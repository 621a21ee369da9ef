//! JSONL of doccano: a text a line, with `[start, end, label]` for each labelled place.

use super::counting::Counting;
use super::draft::{Draft, DraftCoding, DraftLink, DraftMemo, DraftPassage, DraftSource, Made};
use super::flat::{Flat, FlatSource, Shape};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::{any_words, each, field, offset, parse_lines, text_of, words};
use super::loss::LossKind;
use crate::model::Project;
use serde::Serialize;
use serde_json::Value as Json;
use std::io::{self, Write};

/// Reads what doccano exports, by version 1 or 2.
pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let (lines, bad) = parse_lines(&text_of(file.bytes)?)?;
    let mut draft = Draft::counted(Counting::chars());
    draft.origin = "doccano".to_owned();
    for line in bad {
        draft.losses.add(LossKind::BadLine, "", line);
    }
    let only = lines.len() == 1;
    for (number, line) in lines.iter().enumerate() {
        source(&mut draft, file, (&line.value, line.number, (number, only)))?;
    }
    gather(draft, file)
}

/// What a text is called: by a field, or after the file.
pub(super) fn name_of(
    value: &Json,
    file: &ForeignFile<'_>,
    (number, only): (usize, bool),
) -> String {
    let fields = ["name", "filename", "file_name", "title", "source"];
    let told = any_words(value, &fields);
    let meta = || any_words(field(value, "meta"), &fields);
    let named = [told, meta(), words(value, "sourceid")];
    let named = named.into_iter().find(|it| !it.trim().is_empty());
    named.unwrap_or_else(|| match only {
        true => file.stem().to_owned(),
        false => format!("{} {}", file.stem(), number + 1),
    })
}

fn source(
    draft: &mut Draft,
    file: &ForeignFile<'_>,
    (value, line, number): (&Json, usize, (usize, bool)),
) -> Result<(), ImportError> {
    let Some(text) = ["text", "data"]
        .iter()
        .find_map(|it| field(value, it).as_str())
    else {
        draft.losses.add(LossKind::BadLine, "", line);
        return Ok(());
    };
    let mut source = DraftSource {
        name: name_of(value, file, number),
        raw: text.to_owned(),
        ..DraftSource::default()
    };
    let lists = ["label", "labels", "entities", "annotations", "cats"];
    for place in lists.iter().flat_map(|it| each(field(value, it))) {
        labelled(draft, &mut source, (place, line));
        draft.count(1)?;
    }
    for comment in ["comments", "Comments"]
        .iter()
        .flat_map(|it| each(field(value, it)))
    {
        let words = comment.as_str().map(str::to_owned);
        let words = words.unwrap_or_else(|| words_of_comment(comment));
        source
            .memos
            .extend(DraftMemo::list(&words, Made::default()));
    }
    for relation in each(field(value, "relations")) {
        let end = |it: &str| format!("{} {}", draft.sources.len(), words(relation, it));
        draft.links.push(DraftLink {
            name: any_words(relation, &["type", "label"]),
            from: end("from_id"),
            to: end("to_id"),
            made: Made::default(),
            line,
        });
        draft.count(1)?;
    }
    draft.sources.push(source);
    draft.count(1)
}

fn words_of_comment(comment: &Json) -> String {
    any_words(comment, &["text", "comment"])
}

/// Takes over a labelled place, or a label of the text as a whole.
fn labelled(draft: &mut Draft, source: &mut DraftSource, (place, line): (&Json, usize)) {
    let (start, end, label, key) = match place {
        Json::String(label) => (None, None, label.clone(), String::new()),
        Json::Array(list) => {
            let at = |it: usize| list.get(it).unwrap_or(&Json::Null);
            let label = at(2).as_str().unwrap_or_default().to_owned();
            (Some(at(0)), Some(at(1)), label, String::new())
        }
        place => {
            let either = |one: &str, other: &str| match field(place, one) {
                Json::Null => field(place, other),
                found => found,
            };
            (
                Some(either("start_offset", "start")),
                Some(either("end_offset", "end")),
                any_words(place, &["label", "text"]),
                format!("{} {}", draft.sources.len(), words(place, "id")),
            )
        }
    };
    if label.trim().is_empty() {
        draft.losses.add(LossKind::NoCode, &source.name, line);
        return;
    }
    let made = Made {
        coder: draft.coder(&words(place, "user")),
        at: None,
    };
    let coding = DraftCoding {
        key,
        ..draft.coding(&label, made)
    };
    let (start, end) = match (start, end) {
        (Some(start), Some(end)) => (offset(start), offset(end)),
        // Counted in whatever unit, it is the whole.
        _ => {
            draft.losses.add(LossKind::WholeSource, &source.name, line);
            source.whole.push(coding);
            return;
        }
    };
    source.passages.push(DraftPassage {
        start,
        end,
        line,
        made,
        codings: vec![coding],
        ..DraftPassage::default()
    });
}

#[derive(Serialize)]
struct LineOut<'p> {
    id: usize,
    text: &'p str,
    label: Vec<(usize, usize, &'p str)>,
    name: &'p str,
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    for (number, source) in flat.sources.iter().enumerate() {
        let line = LineOut {
            id: number + 1,
            text: source.source.text(),
            label: places(source),
            name: &source.name,
        };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The places of a source in code points, with their labels.
pub(super) fn places<'f>(source: &'f FlatSource<'_>) -> Vec<(usize, usize, &'f str)> {
    let lines = &source.source.lines;
    let place = |it: &'f super::flat::FlatCoding<'_>| {
        let chars = lines.chars_from_span(it.span)?;
        Some((chars.start, chars.end, it.label.as_str()))
    };
    source.codings.iter().filter_map(place).collect()
}
