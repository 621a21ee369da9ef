//! JSON of the Common Analysis Structure of Apache UIMA (version 0.4): feature structures with `begin`
//! and `end` in a view each text has. Offsets are UTF-16 units, as Java counts.

use super::counting::Counting;
use super::draft::{Draft, DraftCoding, DraftMemo, DraftPassage, DraftSource, Made, time};
use super::flat::{Flat, Shape};
use super::gather::gather;
use super::import::{ForeignFile, ImportError, ImportRead};
use super::json_read::{any_words, field, offset, parse, text_of, words};
use super::loss::LossKind;
use crate::model::{Memo, Project, Time};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use uuid::Uuid;

/// The type of the codings that Zhupi writes.
const CODING: &str = "zhupi.Coding";
/// The type of their memos.
const MEMO: &str = "zhupi.Memo";

pub(super) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let whole = parse(&text_of(file.bytes)?)?;
    let structures = field(&whole, "%FEATURE_STRUCTURES");
    let structures: Vec<&Json> = match structures {
        Json::Array(list) => list.iter().collect(),
        // Before version 0.4 they stood by their numbers.
        Json::Object(fields) => fields.values().collect(),
        _ => return Err(ImportError::NoProject),
    };
    let mut reading = Reading {
        draft: Draft::counted(Counting::utf16()),
        views: HashMap::new(),
        notes: HashMap::new(),
    };
    reading.draft.origin = "UIMA".to_owned();
    for structure in &structures {
        reading.view(file, structure)?;
    }
    for structure in structures {
        reading.annotation(structure)?;
    }
    reading.finish();
    gather(reading.draft, file)
}

struct Reading {
    draft: Draft,
    /// The numbers of sources by the numbers of their views.
    views: HashMap<String, usize>,
    /// Memos by the numbers of what they are on.
    notes: HashMap<String, Vec<DraftMemo>>,
}

/// The last step of the name of a type.
fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

impl Reading {
    fn view(&mut self, file: &ForeignFile<'_>, structure: &Json) -> Result<(), ImportError> {
        if short(&words(structure, "%TYPE")) != "Sofa" {
            return Ok(());
        }
        let name = match words(structure, "sofaID").as_str() {
            "" | "_InitialView" => file.stem().to_owned(),
            name => name.to_owned(),
        };
        let Some(text) = field(structure, "sofaString").as_str() else {
            self.draft.losses.add(LossKind::NoText, &name, 0);
            return Ok(());
        };
        let at = self.draft.sources.len();
        self.views.insert(words(structure, "%ID"), at);
        self.draft.sources.push(DraftSource {
            name,
            raw: text.to_owned(),
            ..DraftSource::default()
        });
        self.draft.count(1)
    }

    fn annotation(&mut self, structure: &Json) -> Result<(), ImportError> {
        self.draft.count(1)?;
        let kind = words(structure, "%TYPE");
        let at = self.views.get(&words(structure, "@sofa")).copied();
        let has_place = !field(structure, "begin").is_null() && !field(structure, "end").is_null();
        let is_frame = kind.contains(".segmentation.")
            || kind.contains(".syntax.")
            || matches!(
                short(&kind),
                "DocumentAnnotation" | "DocumentMetaData" | "Token" | "Sentence"
            );
        if short(&kind) == "Sofa" || short(&kind) == "DocumentAnnotation" {
            return Ok(());
        }
        let Some(at) = at.filter(|_| has_place && !is_frame) else {
            self.draft.losses.add(LossKind::Unknown, &kind, 0);
            return Ok(());
        };
        let made = Made {
            coder: self
                .draft
                .coder(&any_words(structure, &["coder", "annotator"])),
            at: time(&words(structure, "created")),
        };
        if kind == MEMO {
            let on = words(structure, "@coding");
            let memos = DraftMemo::list(&words(structure, "text"), made);
            self.notes.entry(on).or_default().extend(memos);
            return Ok(());
        }
        self.draft.is_certain |= kind == CODING;
        let coding = DraftCoding {
            id: words(structure, "id").parse::<Uuid>().ok(),
            key: words(structure, "%ID"),
            ..self.draft.coding(&label(structure, &kind), made)
        };
        let passage = DraftPassage {
            start: offset(field(structure, "begin")),
            end: offset(field(structure, "end")),
            made,
            codings: vec![coding],
            ..DraftPassage::default()
        };
        if let Some(source) = self.draft.sources.get_mut(at) {
            source.passages.push(passage);
        }
        Ok(())
    }

    /// Hangs the memos on their codings.
    fn finish(&mut self) {
        let passages = self
            .draft
            .sources
            .iter_mut()
            .flat_map(|it| &mut it.passages);
        for coding in passages.flat_map(|it| &mut it.codings) {
            coding.memos = self.notes.remove(&coding.key).unwrap_or_default();
        }
        let mut loose: Vec<_> = std::mem::take(&mut self.notes).into_iter().collect();
        loose.sort_by(|a, b| a.0.cmp(&b.0));
        for memo in loose.into_iter().flat_map(|it| it.1) {
            self.draft.losses.add(LossKind::LooseRemark, &memo.text, 0);
            self.draft.memos.push(memo);
        }
    }
}

/// What an annotation says of its place: the feature that is called so, else the first in words, else
/// its type.
fn label(structure: &Json, kind: &str) -> String {
    let usual = ["code", "label", "value", "category", "name", "identifier"];
    let told = any_words(structure, &usual);
    if !told.is_empty() {
        return told;
    }
    let fields = structure.as_object().into_iter().flatten();
    let mut plain = fields.filter(|it| !it.0.starts_with(['%', '@', '^']) && *it.0 != "id");
    let first = plain.find_map(|it| it.1.as_str().filter(|it| !it.trim().is_empty()));
    first.unwrap_or(short(kind)).to_owned()
}

#[derive(Serialize)]
struct SofaOut<'p> {
    #[serde(rename = "%ID")]
    number: usize,
    #[serde(rename = "%TYPE")]
    kind: &'static str,
    #[serde(rename = "sofaNum")]
    sofa_number: usize,
    #[serde(rename = "sofaID")]
    name: &'p str,
    #[serde(rename = "mimeType")]
    mime: &'static str,
    #[serde(rename = "sofaString")]
    text: &'p str,
}

#[derive(Serialize)]
struct MarkOut<'p> {
    #[serde(rename = "%ID")]
    number: usize,
    #[serde(rename = "%TYPE")]
    kind: &'static str,
    #[serde(rename = "@sofa")]
    sofa: usize,
    begin: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'p str>,
    #[serde(rename = "@coding", skip_serializing_if = "Option::is_none")]
    coding: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coder: Option<&'p str>,
    created: Time,
    id: Uuid,
}

#[derive(Serialize)]
#[serde(untagged)]
enum StructureOut<'p> {
    Sofa(SofaOut<'p>),
    Mark(MarkOut<'p>),
}

#[derive(Serialize)]
struct WholeOut<'p> {
    #[serde(rename = "%TYPES")]
    types: Json,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<StructureOut<'p>>,
    #[serde(rename = "%VIEWS")]
    views: BTreeMap<&'p str, Json>,
}

/// The types that are written, with their features.
fn types() -> Json {
    let feature = |name: &str, range: &str| json!({ "%NAME": name, "%RANGE": range });
    let words = |names: &[&str]| {
        let all = names
            .iter()
            .map(|it| ((*it).to_owned(), feature(it, "uima.cas.String")));
        all.collect::<serde_json::Map<_, _>>()
    };
    let with = |name: &str, fields: serde_json::Map<String, Json>| {
        let mut kind = json!({ "%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation" });
        if let Json::Object(kind) = &mut kind {
            kind.extend(fields);
        }
        kind
    };
    let mut memo = words(&["text", "coder", "created", "id"]);
    memo.insert("coding".to_owned(), feature("coding", CODING));
    json!({
        CODING: with(CODING, words(&["code", "coder", "created", "id"])),
        MEMO: with(MEMO, memo),
    })
}

pub(super) fn write(project: &Project, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    let flat = Flat::new(project, shape);
    let mut structures = Vec::new();
    let mut views = BTreeMap::new();
    let mut last = 0;
    let mut number = || {
        last += 1;
        last
    };
    for (at, source) in flat.sources.iter().enumerate() {
        let sofa = number();
        structures.push(StructureOut::Sofa(SofaOut {
            number: sofa,
            kind: "uima.cas.Sofa",
            sofa_number: at + 1,
            name: &source.name,
            mime: "text",
            text: source.source.text(),
        }));
        let mut members = Vec::new();
        for coding in &source.codings {
            let lines = &source.source.lines;
            let ends = [coding.span.start, coding.span.end].map(|it| lines.utf16_from_byte(it));
            let [Some(begin), Some(end)] = ends else {
                continue;
            };
            let id = number();
            members.push(id);
            let mark = MarkOut {
                number: id,
                kind: CODING,
                sofa,
                begin,
                end,
                code: Some(&coding.label),
                text: None,
                coding: None,
                coder: flat.coder(coding.coding),
                created: coding.coding.created,
                id: coding.coding.id.uuid(),
            };
            for memo in flat.memos(coding) {
                let number = number();
                members.push(number);
                structures.push(StructureOut::Mark(remark(memo, (number, id), &mark)));
            }
            structures.push(StructureOut::Mark(mark));
        }
        views.insert(
            source.name.as_str(),
            json!({ "%SOFA": sofa, "%MEMBERS": members }),
        );
    }
    let whole = WholeOut {
        types: types(),
        structures,
        views,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// A memo on a coding.
fn remark<'p>(memo: &'p Memo, (number, on): (usize, usize), mark: &MarkOut<'p>) -> MarkOut<'p> {
    MarkOut {
        number,
        kind: MEMO,
        sofa: mark.sofa,
        begin: mark.begin,
        end: mark.end,
        code: None,
        text: Some(&memo.text),
        coding: Some(on),
        coder: mark.coder,
        created: memo.created,
        id: memo.id.uuid(),
    }
}
