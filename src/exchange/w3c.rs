//! Web Annotation of the W3C as JSON-LD: annotations that point at texts lying elsewhere.
//!
//! Each coding is an annotation with its code as a body for tagging and its memos as bodies for
//! commenting; a memo on a passage is an annotation without a tag.

use super::counting::Counting;
use super::draft::{Draft, DraftMemo, DraftPassage, Made, time};
use super::flat::{Flat, FlatSource, Shape};
use super::gather::gather;
use super::import::{Beside, ForeignFile, ImportError, ImportRead};
use super::json_read::{any_words, each, field, parse, text_of, words};
use super::left::is_lost;
use super::loss::LossKind;
use super::selectors::{Pointed, address_of, passage};
use crate::anchor::quote;
use crate::model::{Coder, CoderId, Memo, Project, Quotation, RecordId, Source, Time};
use crate::text::Span;
use serde::Serialize;
use serde_json::Value as Json;
use std::io::{self, Write};
use uuid::Uuid;

pub(super) fn read(
    file: &ForeignFile<'_>,
    beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let whole = parse(&text_of(file.bytes)?)?;
    let mut draft = Draft::counted(Counting::chars());
    let mut pointed = Pointed::new(beside);
    for annotation in annotations(&whole) {
        if draft.origin.is_empty() {
            draft.origin = words(field(annotation, "generator"), "name");
        }
        take(&mut draft, &mut pointed, annotation)?;
    }
    pointed.finish(&draft)?;
    // What Zhupi wrote keeps to the standard.
    draft.is_certain = draft.origin == ORIGIN;
    gather(draft, file)
}

/// The annotations of a list, a page or a collection of pages.
fn annotations(whole: &Json) -> Vec<&Json> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Json> = vec![whole];
    while let Some(value) = waiting.pop() {
        match value {
            Json::Array(list) => waiting.extend(list.iter().rev()),
            Json::Object(fields) => {
                let lists = ["items", "first", "@graph"];
                let lists: Vec<&Json> = lists.iter().filter_map(|it| fields.get(*it)).collect();
                match lists.is_empty() {
                    true => found.push(value),
                    false => waiting.extend(lists),
                }
            }
            _ => {}
        }
    }
    found
}

/// What the bodies of an annotation say.
struct Said {
    labels: Vec<String>,
    remarks: Vec<String>,
}

impl Said {
    fn of(annotation: &Json) -> Self {
        let mut said = Self {
            labels: Vec::new(),
            remarks: Vec::new(),
        };
        let motivation = each(field(annotation, "motivation"));
        let motivation = motivation
            .first()
            .and_then(Json::as_str)
            .unwrap_or_default();
        for body in ["body", "bodyValue"]
            .iter()
            .flat_map(|it| each(field(annotation, it)))
        {
            let purpose = words(body, "purpose");
            let purpose = if purpose.is_empty() {
                motivation
            } else {
                &purpose
            };
            let told = match body {
                Json::String(words) => words.clone(),
                body => any_words(body, &["value", "label", "name", "source", "id"]),
            };
            let is_tag = matches!(
                purpose.rsplit(['#', ':']).next(),
                Some("tagging" | "classifying" | "identifying")
            );
            match is_tag {
                true => said.labels.push(told),
                false => said.remarks.push(told),
            }
        }
        said.labels.retain(|it| !it.trim().is_empty());
        said.remarks.retain(|it| !it.trim().is_empty());
        said
    }
}

fn take(
    draft: &mut Draft,
    pointed: &mut Pointed<'_>,
    annotation: &Json,
) -> Result<(), ImportError> {
    let said = Said::of(annotation);
    let creator = field(annotation, "creator");
    let name = match creator {
        Json::String(name) => name.clone(),
        creator => any_words(creator, &["name", "nickname", "id"]),
    };
    let made = Made {
        coder: draft.coder(&name),
        at: time(&words(annotation, "created")),
    };
    let targets = each(field(annotation, "target"));
    if targets.len() > 1 {
        draft.losses.add(
            LossKind::Split,
            said.labels.first().map_or("", String::as_str),
            0,
        );
    }
    let own = words(annotation, "id");
    let own = own.rsplit([':', '/']).next().unwrap_or_default();
    let mut own = own.parse::<Uuid>().ok();
    for target in targets {
        draft.count(1 + said.labels.len() + said.remarks.len())?;
        let address = match target {
            Json::String(address) => address.clone(),
            target => any_words(target, &["source", "id"]),
        };
        let at = pointed.source(draft, &address);
        let Some(at) = at else {
            draft
                .losses
                .add_many(LossKind::CodingLeft, said.labels.len(), &address, 0);
            continue;
        };
        let mut remarks = said.remarks.iter().flat_map(|it| DraftMemo::list(it, made));
        let mut codings = Vec::new();
        for label in &said.labels {
            let mut coding = draft.coding(label, made);
            coding.id = own.take();
            if codings.is_empty() {
                coding.memos = remarks.by_ref().collect();
            }
            codings.push(coding);
        }
        let memos: Vec<DraftMemo> = remarks.collect();
        let Some(source) = draft.sources.get_mut(at) else {
            continue;
        };
        match passage(field(target, "selector")) {
            Some(passage) => source.passages.push(DraftPassage {
                made,
                memos,
                codings,
                ..passage
            }),
            None if field(target, "selector").is_null() => {
                let count = codings.len();
                draft
                    .losses
                    .add_many(LossKind::WholeSource, count, &source.name, 0);
                source.memos.extend(memos);
                source.whole.extend(codings);
            }
            None => {
                let count = codings.len().max(1);
                draft
                    .losses
                    .add_many(LossKind::Outside, count, &source.name, 0);
            }
        }
    }
    Ok(())
}

/// How Zhupi calls itself.
const ORIGIN: &str = "Zhupi";

#[derive(Serialize)]
struct AnnotationOut<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<NamedOut<'p>>,
    created: Time,
    generator: NamedOut<'p>,
    body: Vec<BodyOut<'p>>,
    target: TargetOut<'p>,
}

#[derive(Serialize)]
struct NamedOut<'p> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'p str,
}

#[derive(Serialize)]
struct BodyOut<'p> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'p str,
}

#[derive(Serialize)]
struct TargetOut<'p> {
    source: &'p str,
    selector: (QuoteOut, PositionOut),
}

#[derive(Serialize)]
struct QuoteOut {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize)]
struct PositionOut {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

fn body<'p>(purpose: &'static str, value: &'p str) -> BodyOut<'p> {
    BodyOut {
        kind: "TextualBody",
        purpose,
        value,
    }
}

/// A list of annotations on their way out.
struct Writing<'p, 'o> {
    project: &'p Project,
    out: &'o mut dyn Write,
    before: &'static str,
}

/// Where an annotation points at, who made it and when.
struct Mark<'p> {
    id: Uuid,
    source: &'p Source,
    address: &'p str,
    span: Span,
    coder: CoderId,
    created: Time,
}

impl<'p> Writing<'p, '_> {
    fn put(&mut self, mark: &Mark<'_>, body: Vec<BodyOut<'_>>) -> io::Result<()> {
        let Some(chars) = mark.source.lines.chars_from_span(mark.span) else {
            return Ok(());
        };
        let words = quote(mark.source.text(), mark.span);
        let coder = self.project.coders().get(mark.coder);
        let coder = coder.filter(|it| !Coder::is_unnamed(&it.name));
        let is_tag = body.first().is_some_and(|it| it.purpose == "tagging");
        let annotation = AnnotationOut {
            context: "http://www.w3.org/ns/anno.jsonld",
            id: format!("urn:uuid:{}", mark.id),
            kind: "Annotation",
            motivation: if is_tag { "tagging" } else { "commenting" },
            creator: coder.map(|it| NamedOut {
                kind: "Person",
                name: &it.name,
            }),
            created: mark.created,
            generator: NamedOut {
                kind: "Software",
                name: ORIGIN,
            },
            body,
            target: TargetOut {
                source: mark.address,
                selector: (
                    QuoteOut {
                        kind: "TextQuoteSelector",
                        exact: words.exact,
                        prefix: words.prefix,
                        suffix: words.suffix,
                    },
                    PositionOut {
                        kind: "TextPositionSelector",
                        start: chars.start,
                        end: chars.end,
                    },
                ),
            },
        };
        writeln!(self.out, "{}", std::mem::replace(&mut self.before, ","))?;
        serde_json::to_writer(&mut *self.out, &annotation)?;
        Ok(())
    }

    /// The annotations of a source: its codings, then the memos on its passages.
    fn source(&mut self, flat: &Flat<'p>, source: &FlatSource<'p>) -> io::Result<()> {
        let address = address_of(&source.name);
        for coding in &source.codings {
            let memos = flat.memos(coding);
            let remarks = memos.iter().map(|it| body("commenting", &it.text));
            let bodies = std::iter::once(body("tagging", &coding.label)).chain(remarks);
            let mark = Mark {
                id: coding.coding.id.uuid(),
                source: source.source,
                address: &address,
                span: coding.span,
                coder: coding.coding.coder,
                created: coding.coding.created,
            };
            self.put(&mark, bodies.collect())?;
        }
        let passages = self.project.quotations().iter();
        let here = |it: &&Quotation| it.source == source.source.id && !is_lost(it);
        let passages: Vec<&Quotation> = match self.has_memos() {
            true => passages.filter(here).collect(),
            false => Vec::new(),
        };
        for quotation in passages {
            let memos = self.project.memos_on(RecordId::Quotation(quotation.id));
            let memos: Vec<&Memo> = memos.collect();
            for memo in memos {
                let mark = Mark {
                    id: memo.id.uuid(),
                    source: source.source,
                    address: &address,
                    span: quotation.span,
                    coder: quotation.coder,
                    created: memo.created,
                };
                self.put(&mark, vec![body("commenting", &memo.text)])?;
            }
        }
        Ok(())
    }

    fn has_memos(&self) -> bool {
        let mut memos = self.project.memos().iter();
        memos.any(|it| matches!(it.target, RecordId::Quotation(_)))
    }
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    let mut writing = Writing {
        project,
        out,
        before: "[",
    };
    for source in &flat.sources {
        writing.source(&flat, source)?;
    }
    match writing.before {
        "[" => writeln!(writing.out, "[]"),
        _ => writeln!(writing.out, "\n]"),
    }
}
