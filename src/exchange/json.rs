//! Everything as JSON, one record a line.
//!
//! Names stand beside ids, so that a script can use either. `start` and `end` are code points, half
//! open. A passage that was not found again has `"stray": "lost"`; its place and quote are the
//! recorded ones.

use super::json_code::CodeOut;
use super::{ExportError, Lookup, verdict_name};
use crate::model::{
    Cited, CodeId, CoderId, CodingId, MemoId, Project, ProjectId, QuotationId, RecordId, SourceId,
    Time, Value, VariableId, VariableKind,
};
use crate::query::{CodingRow, Filter, Index, codebook, quoted, rows, sources};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use uuid::Uuid;

/// Version of the layout; rises when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// Writes an array of the codings a filter lets pass, in reading order: what
/// `zhupi codings --json` prints.
///
/// # Errors
/// When `out` cannot be written to.
pub fn codings_json(
    project: &Project,
    index: &Index,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let lookup = Lookup::new(project);
    let rows = rows(project, index, filter);
    array(out, "", rows.iter().map(|it| CodingOut::new(&lookup, it)))?;
    writeln!(out)?;
    Ok(())
}

pub(super) fn write(project: &Project, index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let head = HeadOut {
        id: project.head().id,
        name: &project.head().name,
        created: project.head().created,
    };
    writeln!(out, "{{")?;
    writeln!(out, "  \"format\": \"zhupi\",\n  \"version\": {VERSION},")?;
    write!(out, "  \"project\": ")?;
    serde_json::to_writer(&mut *out, &head)?;
    people_and_codes(project, index, out)?;
    texts(project, out)?;
    let lookup = Lookup::new(project);
    let codings = rows(project, index, &Filter::all());
    field(
        out,
        "codings",
        codings.iter().map(|it| CodingOut::new(&lookup, it)),
    )?;
    let memos = project.memos().iter();
    field(
        out,
        "memos",
        memos.map(|it| MemoOut {
            id: it.id,
            on: it.target.into(),
            text: &it.text,
            coder: coder_name(project, it.coder),
            created: it.created,
            changed: it.changed,
            coder_id: it.coder,
        }),
    )?;
    gathered(project, out)?;
    for_packs(project, out)?;
    writeln!(out, "\n}}")
}

fn people_and_codes(project: &Project, index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let coders = project.coders().iter();
    field(
        out,
        "coders",
        coders.map(|it| NamedOut {
            id: it.id,
            name: &it.name,
        }),
    )?;
    let branches = codebook(project);
    let codes = branches
        .iter()
        .filter_map(|it| project.codes().get(it.code));
    field(
        out,
        "codes",
        codes.map(|it| CodeOut::of(project, index, it)),
    )?;
    let variables = project.variables().iter();
    field(
        out,
        "variables",
        variables.map(|it| VariableOut {
            id: it.id,
            name: &it.name,
            kind: match it.kind {
                VariableKind::Text => "text",
                VariableKind::Number => "number",
                VariableKind::Flag => "flag",
                VariableKind::Date => "date",
            },
        }),
    )
}

fn texts(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let ids = sources(project);
    let all = ids.iter().filter_map(|id| project.sources().get(*id));
    field(
        out,
        "sources",
        all.map(|it| SourceOut {
            id: it.id,
            name: &it.name,
            characters: it.lines.char_count(),
            sha256: it.fingerprint.to_string(),
            added: it.added,
            citation: it.origin.citation.iter().map(CitedOut::from).collect(),
            values: values(&it.values),
            text: it.text(),
        }),
    )?;
    let quotations = project.quotations().iter();
    field(
        out,
        "quotations",
        quotations.filter_map(|it| {
            let (chars, quote) = quoted(project.sources().get(it.source)?, it);
            Some(QuotationOut {
                id: it.id,
                source_id: it.source,
                start: chars.start,
                end: chars.end,
                quote,
                created: it.created,
                stray: it.stray.as_ref().map(|stray| verdict_name(stray.verdict)),
                coder_id: it.coder,
            })
        }),
    )
}

/// Cases, sets and links.
fn gathered(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let cases = project.cases().iter();
    field(
        out,
        "cases",
        cases.map(|it| GroupOut {
            id: it.id.uuid(),
            name: &it.name,
            members: it.members.iter().copied().map(RefOut::from).collect(),
            values: values(&it.values),
        }),
    )?;
    let sets = project.sets().iter();
    field(
        out,
        "sets",
        sets.map(|it| GroupOut {
            id: it.id.uuid(),
            name: &it.name,
            members: it.members.iter().copied().map(RefOut::from).collect(),
            values: BTreeMap::new(),
        }),
    )?;
    let links = project.links().iter();
    field(
        out,
        "links",
        links.map(|it| LinkOut {
            id: it.id.uuid(),
            name: &it.name,
            from: it.from.into(),
            to: it.to.into(),
            directed: it.directed,
            coder_id: it.coder,
            created: it.created,
        }),
    )
}

/// What reading packs are made by.
fn for_packs(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let glosses = project.glosses().iter();
    field(
        out,
        "glosses",
        glosses.map(|it| AboutOut {
            id: it.id.uuid(),
            name: &it.name,
            about: &it.about,
        }),
    )?;
    let recipes = project.recipes().iter();
    field(
        out,
        "recipes",
        recipes.map(|it| AboutOut {
            id: it.id.uuid(),
            name: &it.name,
            about: &it.about,
        }),
    )
}

/// A comma, a name, and an array of records.
fn field<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n  \"{name}\": ")?;
    array(out, "  ", records)
}

/// An array with one record a line, so that two exports can be compared line by line.
fn array<T: Serialize>(
    out: &mut dyn Write,
    indent: &str,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let mut before = "[";
    for record in records {
        write!(out, "{before}\n{indent}  ")?;
        serde_json::to_writer(&mut *out, &record)?;
        before = ",";
    }
    match before {
        "[" => write!(out, "[]"),
        _ => write!(out, "\n{indent}]"),
    }
}

fn coder_name(project: &Project, id: CoderId) -> &str {
    project.coders().get(id).map_or("", |it| &it.name)
}

fn values(values: &BTreeMap<VariableId, Value>) -> BTreeMap<VariableId, ValueOut<'_>> {
    values
        .iter()
        .map(|(id, value)| (*id, value.into()))
        .collect()
}

#[derive(Serialize)]
struct HeadOut<'p> {
    id: ProjectId,
    name: &'p str,
    created: Time,
}

#[derive(Serialize)]
struct NamedOut<'p> {
    id: CoderId,
    name: &'p str,
}

#[derive(Serialize)]
struct VariableOut<'p> {
    id: VariableId,
    name: &'p str,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueOut<'p> {
    Text(&'p str),
    Number(i64),
    Flag(bool),
    Date(jiff::civil::Date),
}

impl<'p> From<&'p Value> for ValueOut<'p> {
    fn from(value: &'p Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text),
            Value::Number(number) => Self::Number(*number),
            Value::Flag(flag) => Self::Flag(*flag),
            Value::Date(date) => Self::Date(*date),
        }
    }
}

#[derive(Serialize)]
struct SourceOut<'p> {
    id: SourceId,
    name: &'p str,
    characters: usize,
    sha256: String,
    added: Time,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<CitedOut<'p>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<VariableId, ValueOut<'p>>,
    text: &'p str,
}

/// A part of a citation.
#[derive(Serialize)]
struct CitedOut<'p> {
    part: &'p str,
    words: &'p str,
}

impl<'p> From<&'p Cited> for CitedOut<'p> {
    fn from(cited: &'p Cited) -> Self {
        Self {
            part: cited.part.name(),
            words: &cited.words,
        }
    }
}

#[derive(Serialize)]
struct QuotationOut<'p> {
    id: QuotationId,
    source_id: SourceId,
    start: usize,
    end: usize,
    quote: &'p str,
    created: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    stray: Option<&'static str>,
    coder_id: CoderId,
}

#[derive(Serialize)]
struct CodingOut<'p> {
    id: CodingId,
    source: &'p str,
    start: usize,
    end: usize,
    code: &'p str,
    code_path: &'p str,
    coder: &'p str,
    quote: &'p str,
    created: Time,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    memos: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stray: Option<&'static str>,
    source_id: SourceId,
    quotation_id: QuotationId,
    code_id: CodeId,
    coder_id: CoderId,
}

impl<'p> CodingOut<'p> {
    fn new(lookup: &'p Lookup<'p>, row: &CodingRow<'p>) -> Self {
        Self {
            id: row.id,
            source: row.source_name,
            start: row.chars.start,
            end: row.chars.end,
            code: row.code_name,
            code_path: lookup.path(row.code),
            coder: row.coder_name,
            quote: row.quote,
            created: row.created,
            memos: lookup.remarks(row),
            stray: row.stray.map(verdict_name),
            source_id: row.source,
            quotation_id: row.quotation,
            code_id: row.code,
            coder_id: row.coder,
        }
    }
}

#[derive(Serialize)]
struct MemoOut<'p> {
    id: MemoId,
    on: RefOut,
    text: &'p str,
    coder: &'p str,
    created: Time,
    changed: Time,
    coder_id: CoderId,
}

#[derive(Serialize)]
struct GroupOut<'p> {
    id: Uuid,
    name: &'p str,
    members: Vec<RefOut>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<VariableId, ValueOut<'p>>,
}

/// A gloss or a recipe, with what it says name by name.
#[derive(Serialize)]
struct AboutOut<'p> {
    id: Uuid,
    name: &'p str,
    about: &'p BTreeMap<String, String>,
}

#[derive(Serialize)]
struct LinkOut<'p> {
    id: Uuid,
    name: &'p str,
    from: RefOut,
    to: RefOut,
    directed: bool,
    coder_id: CoderId,
    created: Time,
}

/// A record by kind and id; the project itself has no id here.
#[derive(Serialize)]
struct RefOut {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
}

impl From<RecordId> for RefOut {
    fn from(id: RecordId) -> Self {
        Self {
            kind: id.kind(),
            id: id.uuid(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Options, sample};
    use super::*;
    use crate::query::codebook;
    use serde_json::Value as Json;

    fn whole() -> String {
        sample::exported(&sample::project(), Format::Json, &Options::default())
    }

    #[test]
    fn the_whole_sample() {
        sample::snapshot("json", &whole());
    }

    #[test]
    fn every_record_is_there() {
        let json: Json = serde_json::from_str(&whole()).unwrap();
        let project = sample::project();
        let count = |name: &str| json[name].as_array().unwrap().len();
        assert_eq!(count("coders"), project.coders().len());
        assert_eq!(count("codes"), codebook(&project).len());
        assert_eq!(count("sources"), project.sources().len());
        assert_eq!(count("quotations"), project.quotations().len());
        assert_eq!(count("codings"), project.codings().len());
        assert_eq!(count("memos"), project.memos().len());
        assert_eq!(count("variables"), project.variables().len());
        assert_eq!(count("cases"), project.cases().len());
        assert_eq!(count("sets"), project.sets().len());
        assert_eq!(count("links"), project.links().len());
    }

    #[test]
    fn what_packs_are_made_by_is_told_as_it_stands() {
        let project = crate::exchange::pack::tests::project();
        let json = sample::exported(&project, Format::Json, &Options::default());
        let json: Json = serde_json::from_str(&json).unwrap();
        let gloss = &json["glosses"][0];
        assert_eq!(
            (&gloss["name"], &gloss["about"]["meaning"]),
            (&"国防".into(), &"defence".into())
        );
        let licence = &json["sources"][0]["citation"][2];
        assert_eq!(
            (&licence["part"], &licence["words"]),
            (&"licence".into(), &"CC0".into())
        );
        assert_eq!(json["recipes"], serde_json::json!([]));
    }

    #[test]
    fn the_place_of_every_coding_gives_its_quote() {
        let project = sample::project();
        let mut out = Vec::new();
        let index = Index::build(&project);
        codings_json(&project, &index, &Filter::all(), &mut out).unwrap();
        let codings: Json = serde_json::from_slice(&out).unwrap();
        let whole: Json = serde_json::from_str(&whole()).unwrap();
        assert_eq!(codings, whole["codings"]);
        let mut checked = 0;
        for coding in codings.as_array().unwrap() {
            let sources = whole["sources"].as_array().unwrap();
            let source = sources
                .iter()
                .find(|it| it["id"] == coding["source_id"])
                .unwrap();
            let number = |name: &str| coding[name].as_u64().unwrap() as usize;
            let chars = source["text"].as_str().unwrap().chars();
            let here: String = chars
                .skip(number("start"))
                .take(number("end") - number("start"))
                .collect();
            if coding["stray"].is_null() {
                assert_eq!(here, coding["quote"].as_str().unwrap());
                checked += 1;
            }
        }
        assert!(checked > 5);
    }

    #[test]
    fn a_filter_narrows_and_nothing_is_an_empty_array() {
        let project = sample::project();
        let index = Index::build(&project);
        let coder = project.coders().iter().last().unwrap();
        let printed = |filter: &Filter| {
            let mut out = Vec::new();
            codings_json(&project, &index, filter, &mut out).unwrap();
            serde_json::from_slice::<Json>(&out).unwrap()
        };
        let by_one = printed(&Filter::of_coder(coder.id));
        assert!(
            by_one
                .as_array()
                .unwrap()
                .iter()
                .all(|it| it["coder"] == *coder.name)
        );
        let nobody = Filter {
            coders: Some([].into()),
            ..Filter::all()
        };
        assert_eq!(printed(&nobody), Json::Array(Vec::new()));
    }
}
