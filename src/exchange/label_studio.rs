//! Tasks of Label Studio: a list of texts, each with annotations by one person.

use super::counting::Counting;
use super::doccano::name_of;
use super::draft::{
    Draft, DraftCoding, DraftLink, DraftMemo, DraftPassage, DraftSource, Made, time,
};
use super::flat::{Flat, FlatSource, Shape};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::{any_words, each, field, offset, parse_lines, text_of, words};
use super::loss::LossKind;
use crate::model::{Project, Quote};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use uuid::Uuid;

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let (lines, bad) = parse_lines(&text_of(file.bytes)?)?;
    let mut draft = Draft::counted(Counting::chars());
    draft.origin = "Label Studio".to_owned();
    for line in bad {
        draft.losses.add(LossKind::BadLine, "", line);
    }
    let only = lines.len() == 1;
    for (number, line) in lines.iter().enumerate() {
        task(&mut draft, file, (&line.value, (number, only)))?;
    }
    gather(draft, file)
}

fn task(
    draft: &mut Draft,
    file: &ForeignFile<'_>,
    (task, number): (&Json, (usize, bool)),
) -> Result<(), ImportError> {
    let data = field(task, "data");
    let Some(text) = text_in(data) else {
        draft.losses.add(LossKind::NoText, &words(task, "id"), 0);
        return Ok(());
    };
    let at = draft.sources.len();
    let mut source = DraftSource {
        name: name_of(data, file, number),
        raw: text.to_owned(),
        ..DraftSource::default()
    };
    let lists = ["annotations", "completions"];
    for annotation in lists.iter().flat_map(|it| each(field(task, it))) {
        if *field(annotation, "was_cancelled") == Json::Bool(true) {
            draft.losses.add(LossKind::Rejected, &source.name, 0);
            continue;
        }
        let by = field(annotation, "completed_by");
        let by = match by {
            Json::Object(_) => any_words(by, &["first_name", "username", "email", "id"]),
            _ => words(annotation, "completed_by"),
        };
        let coder = any_words(annotation, &["coder"]);
        let made = Made {
            coder: draft.coder(if coder.is_empty() { &by } else { &coder }),
            at: time(&words(annotation, "created_at")),
        };
        for result in each(field(annotation, "result")) {
            region(draft, &mut source, (result, at, made));
            draft.count(1)?;
        }
    }
    draft.sources.push(source);
    draft.count(1)
}

/// The text of a task: the field that is called so, else the longest.
fn text_in(data: &Json) -> Option<&str> {
    if let Some(text) = field(data, "text").as_str().or(data.as_str()) {
        return Some(text);
    }
    let fields = data.as_object()?.values();
    let texts = fields.filter_map(Json::as_str);
    texts.max_by_key(|it| it.len())
}

/// Takes over a region with its labels, or a relation between two.
fn region(draft: &mut Draft, source: &mut DraftSource, (result, at, made): (&Json, usize, Made)) {
    let key = |field: &str| format!("{at} {}", words(result, field));
    if words(result, "type") == "relation" {
        let name = each(field(result, "labels")).first().and_then(Json::as_str);
        draft.links.push(DraftLink {
            name: name.unwrap_or("–").to_owned(),
            from: key("from_id"),
            to: key("to_id"),
            made,
            line: 0,
        });
        return;
    }
    let value = field(result, "value");
    let labels = value.as_object().and_then(|fields| {
        let mut lists = fields.iter().filter(|it| it.0 != "text");
        lists.find_map(|it| it.1.as_array())
    });
    let labels: Vec<&str> = labels
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    if labels.is_empty() {
        let kind = words(result, "type");
        draft.losses.add(LossKind::Unknown, &kind, 0);
        return;
    }
    let memos = each(field(field(result, "meta"), "text"))
        .iter()
        .filter_map(Json::as_str);
    let mut memos: Vec<DraftMemo> = memos.flat_map(|it| DraftMemo::list(it, made)).collect();
    let mut codings: Vec<DraftCoding> = Vec::new();
    for label in labels {
        codings.push(DraftCoding {
            id: words(result, "id")
                .parse::<Uuid>()
                .ok()
                .filter(|_| codings.is_empty()),
            key: key("id"),
            // A remark is on the region: it goes with its first label.
            memos: std::mem::take(&mut memos),
            ..draft.coding(label, made)
        });
    }
    if field(value, "start").is_null() && field(value, "end").is_null() {
        let count = codings.len();
        draft
            .losses
            .add_many(LossKind::WholeSource, count, &source.name, 0);
        source.whole.extend(codings);
        return;
    }
    source.passages.push(DraftPassage {
        start: offset(field(value, "start")),
        end: offset(field(value, "end")),
        quote: Quote {
            exact: words(value, "text"),
            ..Quote::default()
        },
        is_quote_sure: true,
        made,
        codings,
        ..DraftPassage::default()
    });
}

#[derive(Serialize)]
struct TaskOut<'p> {
    id: usize,
    data: DataOut<'p>,
    annotations: Vec<AnnotationOut<'p>>,
}

#[derive(Serialize)]
struct DataOut<'p> {
    text: &'p str,
    name: &'p str,
}

#[derive(Serialize)]
struct AnnotationOut<'p> {
    id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    coder: Option<&'p str>,
    result: Vec<ResultOut<'p>>,
}

#[derive(Serialize)]
struct ResultOut<'p> {
    id: Uuid,
    from_name: &'static str,
    to_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: ValueOut<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<NotesOut<'p>>,
}

#[derive(Serialize)]
struct ValueOut<'p> {
    start: usize,
    end: usize,
    text: &'p str,
    labels: [&'p str; 1],
}

#[derive(Serialize)]
struct NotesOut<'p> {
    text: Vec<&'p str>,
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    let mut tasks = Vec::new();
    let mut number = 0;
    for (at, source) in flat.sources.iter().enumerate() {
        let mut annotations = Vec::new();
        for (coder, result) in results(&flat, source) {
            number += 1;
            annotations.push(AnnotationOut {
                id: number,
                coder,
                result,
            });
        }
        tasks.push(TaskOut {
            id: at + 1,
            data: DataOut {
                text: source.source.text(),
                name: &source.name,
            },
            annotations,
        });
    }
    serde_json::to_writer_pretty(&mut *out, &tasks)?;
    writeln!(out)
}

/// The regions of a source by who made them.
fn results<'f, 'p: 'f>(
    flat: &'f Flat<'p>,
    source: &'f FlatSource<'p>,
) -> BTreeMap<Option<&'f str>, Vec<ResultOut<'f>>> {
    let mut by: BTreeMap<Option<&str>, Vec<ResultOut<'_>>> = BTreeMap::new();
    for coding in &source.codings {
        let Some(chars) = source.source.lines.chars_from_span(coding.span) else {
            continue;
        };
        let notes: Vec<&str> = flat
            .memos(coding)
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        let text = coding.span.of(source.source.text()).unwrap_or_default();
        by.entry(flat.coder(coding.coding))
            .or_default()
            .push(ResultOut {
                id: coding.coding.id.uuid(),
                from_name: "label",
                to_name: "text",
                kind: "labels",
                value: ValueOut {
                    start: chars.start,
                    end: chars.end,
                    text,
                    labels: [&coding.label],
                },
                meta: (!notes.is_empty()).then_some(NotesOut { text: notes }),
            });
    }
    by
}
