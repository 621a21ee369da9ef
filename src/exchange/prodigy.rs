//! JSONL of Prodigy and spaCy: a text a line with `spans`; each annotator has lines of their own.

use super::counting::Counting;
use super::doccano::name_of;
use super::draft::{Draft, DraftPassage, DraftSource, Made};
use super::flat::{Flat, Shape};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::{any_words, each, field, offset, parse_lines, text_of, words};
use super::loss::LossKind;
use crate::model::{Project, Quote};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let (lines, bad) = parse_lines(&text_of(file.bytes)?)?;
    let mut draft = Draft::counted(Counting::chars());
    draft.origin = "Prodigy".to_owned();
    for line in bad {
        draft.losses.add(LossKind::BadLine, "", line);
    }
    let only = lines.len() == 1;
    // A text that several annotated is one source.
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        let value = &line.value;
        let Some(text) = field(value, "text").as_str() else {
            draft.losses.add(LossKind::BadLine, "", line.number);
            continue;
        };
        let named = any_words(field(value, "meta"), &["source", "name", "title"]);
        let key = (named, text.to_owned());
        let at = *known.entry(key).or_insert_with(|| {
            draft.sources.push(DraftSource {
                name: name_of(value, file, (number, only)),
                raw: text.to_owned(),
                ..DraftSource::default()
            });
            draft.sources.len() - 1
        });
        let answer = words(value, "answer");
        if !matches!(answer.as_str(), "" | "accept") {
            draft.losses.add(LossKind::Rejected, "", line.number);
            continue;
        }
        let made = Made {
            coder: draft.coder(&any_words(value, &["_annotator_id", "_session_id"])),
            at: None,
        };
        spans(&mut draft, at, (value, line.number, made))?;
    }
    gather(draft, file)
}

fn spans(
    draft: &mut Draft,
    at: usize,
    (value, line, made): (&Json, usize, Made),
) -> Result<(), ImportError> {
    for span in each(field(value, "spans")) {
        let label = words(span, "label");
        if label.trim().is_empty() {
            draft.losses.add(LossKind::NoCode, "", line);
            continue;
        }
        let passage = DraftPassage {
            start: offset(field(span, "start")),
            end: offset(field(span, "end")),
            quote: Quote {
                exact: words(span, "text"),
                ..Quote::default()
            },
            line,
            made,
            codings: vec![draft.coding(&label, made)],
            ..DraftPassage::default()
        };
        if let Some(source) = draft.sources.get_mut(at) {
            source.passages.push(passage);
        }
        draft.count(1)?;
    }
    let relations = each(field(value, "relations")).len();
    draft.losses.add_many(LossKind::NoEnd, relations, "", line);
    draft.count(1)
}

#[derive(Serialize)]
struct LineOut<'p> {
    text: &'p str,
    spans: Vec<SpanOut<'p>>,
    meta: MetaOut<'p>,
    #[serde(rename = "_annotator_id", skip_serializing_if = "Option::is_none")]
    annotator: Option<&'p str>,
    answer: &'static str,
}

#[derive(Serialize)]
struct SpanOut<'p> {
    start: usize,
    end: usize,
    label: &'p str,
    text: &'p str,
}

#[derive(Serialize)]
struct MetaOut<'p> {
    source: &'p str,
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    for source in &flat.sources {
        let text = source.source.text();
        let mut by: BTreeMap<Option<&str>, Vec<SpanOut<'_>>> = BTreeMap::new();
        for coding in &source.codings {
            let Some(chars) = source.source.lines.chars_from_span(coding.span) else {
                continue;
            };
            by.entry(flat.coder(coding.coding))
                .or_default()
                .push(SpanOut {
                    start: chars.start,
                    end: chars.end,
                    label: &coding.label,
                    text: coding.span.of(text).unwrap_or_default(),
                });
        }
        if by.is_empty() {
            by.insert(None, Vec::new());
        }
        for (annotator, spans) in by {
            let line = LineOut {
                text,
                spans,
                meta: MetaOut {
                    source: &source.name,
                },
                annotator,
                answer: "accept",
            };
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)?;
        }
    }
    Ok(())
}
