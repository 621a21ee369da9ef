//! A step as a line of the journal, and back.

use super::carried::{Clash, Raw, write_conflict};
use super::frame::{Frame, Token};
use super::kind::{Fields, Kind, Marked, Recorded, write_source};
use super::line::{Canonical, Line};
use super::loose::Loose;
use super::value::Field;
use crate::edit::{Done, Place, Step, Transaction};
use crate::model::{
    Case, Code, Coder, CoderId, Coding, Edit, Gloss, Head, Link, Memo, Project, Query, Quotation,
    Recipe, Record, RecordId, Set, Stray, Variable,
};
use crate::text::Span;
use std::borrow::Cow;

/// What an edit that takes a record begins with.
const TAKE: &str = "Take(";

/// A step as its line, without the line feed; `before` is the project as it was.
pub fn step_line(before: &Project, step: &Step) -> String {
    let mut project = before.clone();
    let change = &step.transaction;
    let mut out = Vec::new();
    let mut line = Line::open(&mut out, "Did");
    line.put("verb", &change.done.verb.clone().into_owned());
    line.put_text("what", &change.done.what);
    line.put("count", &change.done.count);
    line.put("coder", &change.coder);
    line.put("at", &change.at);
    if let Some(place) = &change.place {
        line.put("source", &place.source);
        line.put("from", &place.span.start);
        line.put("to", &place.span.end);
    }
    line.put("edits", &Raw(edits_text(&mut project, &change.edits)));
    line.put("back", &Raw(edits_text(&mut project, step.inverse())));
    line.close();
    String::from_utf8(out).unwrap_or_default()
}

/// The edits as a list; the project is then what they make of it.
fn edits_text(project: &mut Project, edits: &[Edit]) -> String {
    let mut out = vec![b'['];
    for (number, edit) in edits.iter().enumerate() {
        if number > 0 {
            out.extend_from_slice(b", ");
        }
        project.apply(edit.clone());
        match edit {
            Edit::Take(id) => {
                out.extend_from_slice(TAKE.as_bytes());
                id.write(&mut out);
                out.push(b')');
            }
            Edit::Put(record) => push_record(&mut out, project, record),
        }
    }
    out.push(b']');
    String::from_utf8(out).unwrap_or_default()
}

fn push_record(out: &mut Vec<u8>, project: &Project, record: &Record) {
    let mut line = Line::open(out, record.id().kind());
    match record {
        Record::Project(it) => it.write(&mut line),
        Record::Coder(it) => it.write(&mut line),
        Record::Code(it) => it.write(&mut line),
        Record::Variable(it) => it.write(&mut line),
        Record::Case(it) => it.write(&mut line),
        Record::Set(it) => it.write(&mut line),
        Record::Link(it) => it.write(&mut line),
        Record::Query(it) => it.write(&mut line),
        Record::Gloss(it) => it.write(&mut line),
        Record::Recipe(it) => it.write(&mut line),
        Record::Source(it) => write_source(it, &mut line),
        Record::Quotation(it) => {
            line.put("coder", &it.coder);
            line.put("from_byte", &it.span.start);
            line.put("to_byte", &it.span.end);
            Marked::of(it, project.sources().get(it.source)).write(&mut line);
        }
        Record::Coding(it) => {
            line.put("coder", &it.coder);
            it.write(&mut line);
        }
        Record::Memo(it) => {
            line.put("coder", &it.coder);
            it.write(&mut line);
        }
        Record::Conflict(it) => write_conflict(project, it, &mut line),
    }
    line.close();
}

/// Reads a step from its line. `project` has the sources in which conflicts stand.
pub fn step_of(line: &str, project: &Project) -> Option<Step> {
    let canonical = Canonical::open(line, 0, "Did").and_then(|mut fields| {
        let told = Told::read(&mut fields).ok()?;
        fields.close().map(|_| told)
    });
    let told = canonical.or_else(|| Told::read(&mut Loose::open(line, "Did").ok()?).ok())?;
    let edits = edits_of(&told.edits.0, project)?;
    let back = edits_of(&told.back.0, project)?;
    let transaction = Transaction {
        edits,
        ..told.transaction
    };
    Some(Step::restored(transaction, back))
}

/// What a step's line says of itself, without reading its edits.
pub fn change_of(line: &str) -> Option<Transaction> {
    let mut fields = Canonical::open(line, 0, "Did")?;
    Told::read(&mut fields).ok().map(|it| it.transaction)
}

/// A step with its edits unread.
struct Told {
    transaction: Transaction,
    edits: Raw,
    back: Raw,
}

impl Told {
    fn read<'a, F: Fields<'a>>(fields: &mut F) -> Result<Self, F::Stop> {
        let verb: String = fields.need("verb")?;
        let done = Done {
            verb: Cow::Owned(verb),
            what: fields.text("what")?.into_owned(),
            count: fields.find("count")?.unwrap_or(1),
        };
        let coder = fields.need("coder")?;
        let at = fields.find("at")?.unwrap_or_default();
        let source = fields.find("source")?;
        let from: Option<usize> = fields.find("from")?;
        let to: Option<usize> = fields.find("to")?;
        let place = source.zip(from.zip(to)).map(|(source, (from, to))| Place {
            source,
            span: Span::new(from, to.max(from)),
        });
        Ok(Self {
            transaction: Transaction {
                done,
                coder,
                at,
                edits: Vec::new(),
                place,
            },
            edits: fields.need("edits")?,
            back: fields.need("back")?,
        })
    }
}

fn edits_of(list: &str, project: &Project) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut frame = Frame::new(list, 0);
    frame.eat(Token::Open(b']')).then_some(())?;
    loop {
        frame.blank();
        if frame.eat(Token::Close(b']')) {
            return Some(edits);
        }
        edits.push(edit_of(frame.value().ok()?, project)?);
        frame.eat(Token::Comma);
    }
}

fn edit_of(text: &str, project: &Project) -> Option<Edit> {
    let kind = text.split('(').next()?;
    if kind == "Take" {
        let id = text.strip_prefix(TAKE)?.strip_suffix(')')?;
        let mut cursor = super::line::Cursor::new(id, 0);
        let id = RecordId::read(&mut cursor)?;
        return cursor.rest().is_empty().then_some(Edit::Take(id));
    }
    let canonical = Canonical::open(text, 0, kind).and_then(|mut fields| {
        let record = record(kind, &mut fields, project).ok()??;
        fields.close().map(|_| record)
    });
    let loose = || {
        let kinds = [
            Head::NAME,
            Coder::NAME,
            Code::NAME,
            Variable::NAME,
            Case::NAME,
            Set::NAME,
            Link::NAME,
            Query::NAME,
            Gloss::NAME,
            Recipe::NAME,
            Recorded::NAME,
            Marked::NAME,
            Coding::NAME,
            Memo::NAME,
            Clash::NAME,
        ];
        let kind = kinds.into_iter().find(|it| *it == kind)?;
        record(kind, &mut Loose::open(text, kind).ok()?, project).ok()?
    };
    canonical.or_else(loose).map(Edit::Put)
}

fn record<'a, F: Fields<'a>>(
    kind: &str,
    fields: &mut F,
    project: &Project,
) -> Result<Option<Record>, F::Stop> {
    Ok(Some(match kind {
        "Project" => Head::read(fields)?.into(),
        "Coder" => Coder::read(fields)?.into(),
        "Code" => Code::read(fields)?.into(),
        "Variable" => Variable::read(fields)?.into(),
        "Case" => Case::read(fields)?.into(),
        "Set" => Set::read(fields)?.into(),
        "Link" => Link::read(fields)?.into(),
        "Query" => Query::read(fields)?.into(),
        "Gloss" => Gloss::read(fields)?.into(),
        "Recipe" => Recipe::read(fields)?.into(),
        "Source" => Recorded::read(fields)?.source.into(),
        "Quotation" => {
            let coder = fields.need("coder")?;
            let (start, end) = (fields.need("from_byte")?, fields.need("to_byte")?);
            quotation(Marked::read(fields)?, coder, Span { start, end }).into()
        }
        "Coding" => {
            let coder: CoderId = fields.need("coder")?;
            let coding = Coding::read(fields)?;
            Coding { coder, ..coding }.into()
        }
        "Memo" => {
            let coder: CoderId = fields.need("coder")?;
            let memo = Memo::read(fields)?;
            Memo { coder, ..memo }.into()
        }
        "Conflict" => {
            let sources = project.sources().iter().map(|it| {
                let sha256 = Some(it.fingerprint);
                let source = it.clone();
                (Span::default(), Recorded { source, sha256 })
            });
            let conflict = Clash::read(fields)?.conflict(&sources.collect());
            return Ok(conflict.map(Into::into));
        }
        _ => return Ok(None),
    }))
}

/// A quotation whose place is known.
fn quotation(it: Marked<'_>, coder: CoderId, span: Span) -> Quotation {
    let stray = it.stray.map(|stray| {
        Box::new(Stray {
            quote: it.words().to_quote(),
            chars: it.chars,
            verdict: stray.verdict,
        })
    });
    Quotation {
        id: it.id,
        source: it.source,
        span,
        stray,
        coder,
        created: it.created,
        extra: it.extra,
    }
}
