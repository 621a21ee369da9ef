//! Records that stand for those in the other files of a folder project, so that one file by itself
//! keeps every rule.

use crate::anchor::Passage;
use crate::model::{
    Case, Code, CodeId, Coder, CoderId, Coding, Colour, Edit, Extra, Fingerprint, Gloss, Head,
    Link, Memo, Origin, Project, ProjectId, Query, Quotation, QuotationId, Quote, Recipe, Record,
    RecordId, Set, Source, SourceId, Stray, Time, Unit, Value, Variable, VariableId, VariableKind,
    Verdict, targets,
};
use crate::text::{CharSpan, Lines, Span};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Whoever made a record.
fn coder_of(record: &Record) -> Option<CoderId> {
    match record {
        Record::Quotation(it) => Some(it.coder),
        Record::Coding(it) => Some(it.coder),
        Record::Memo(it) => Some(it.coder),
        Record::Link(it) => Some(it.coder),
        Record::Query(it) => Some(it.coder),
        _ => None,
    }
}

/// Puts stand-ins into a project for everything that these records point at and that is not there.
pub(super) fn add_stand_ins(project: &mut Project, ids: &[RecordId]) -> BTreeSet<RecordId> {
    let mut kinds: BTreeMap<VariableId, VariableKind> = BTreeMap::new();
    let mut left: Vec<RecordId> = Vec::new();
    let mut look_at = |record: &Record, left: &mut Vec<RecordId>| {
        let values = match record {
            Record::Case(it) => Some(&it.values),
            Record::Source(it) => Some(&it.values),
            _ => None,
        };
        for (id, value) in values.into_iter().flatten() {
            kinds.entry(*id).or_insert(Value::kind(value));
        }
        left.extend(targets(record));
        left.extend(coder_of(record).map(RecordId::Coder));
    };
    for record in ids.iter().filter_map(|id| project.record(*id)) {
        look_at(&record, &mut left);
    }
    let mut stand_ins = BTreeSet::new();
    while let Some(id) = left.pop() {
        if project.contains(id) || matches!(id, RecordId::Conflict(_)) {
            continue;
        }
        if let Some(record) = stand_in(id, &kinds) {
            left.extend(targets(&record));
            left.extend(coder_of(&record).map(RecordId::Coder));
            project.apply(Edit::Put(record));
            stand_ins.insert(id);
        }
    }
    stand_ins
}

/// A source that only stands for one in another file.
pub(super) fn source_stand_in(id: SourceId) -> Source {
    Source {
        id,
        name: short(id.uuid()),
        order: 0,
        lines: Lines::from(""),
        fingerprint: Fingerprint::of(""),
        origin: Origin::default(),
        added: Time::default(),
        values: BTreeMap::new(),
        extra: Extra::default(),
    }
}

fn short(uuid: Uuid) -> String {
    let digits = uuid.simple().to_string();
    let tail = digits.get(digits.len().saturating_sub(6)..);
    tail.unwrap_or_default().to_owned()
}

fn stand_in(id: RecordId, kinds: &BTreeMap<VariableId, VariableKind>) -> Option<Record> {
    let name = id.uuid().map(short).unwrap_or_default();
    let extra = Extra::default();
    Some(match id {
        RecordId::Coder(id) => Coder { id, name, extra }.into(),
        RecordId::Code(id) => Code {
            id,
            name,
            aliases: Vec::new(),
            parent: None,
            order: 0,
            colour: Colour(0, 0, 0),
            key: None,
            definition: String::new(),
            when: String::new(),
            when_not: String::new(),
            examples: BTreeSet::new(),
            meant: None,
            applicable: true,
            extra,
        }
        .into(),
        RecordId::Variable(id) => {
            let kind = kinds.get(&id).copied().unwrap_or(VariableKind::Text);
            Variable {
                id,
                name,
                kind,
                extra,
            }
            .into()
        }
        RecordId::Case(id) => {
            let (members, values) = Default::default();
            Case {
                id,
                name,
                members,
                values,
                extra,
            }
            .into()
        }
        RecordId::Set(id) => Set {
            id,
            name,
            members: BTreeSet::new(),
            extra,
        }
        .into(),
        RecordId::Gloss(id) => {
            let about = BTreeMap::new();
            Gloss {
                id,
                name,
                about,
                extra,
            }
            .into()
        }
        RecordId::Recipe(id) => {
            let about = BTreeMap::new();
            Recipe {
                id,
                name,
                about,
                extra,
            }
            .into()
        }
        RecordId::Source(id) => source_stand_in(id).into(),
        id => return made_stand_in(id),
    })
}

/// The same for what coders make.
fn made_stand_in(id: RecordId) -> Option<Record> {
    let name = id.uuid().map(short).unwrap_or_default();
    let (extra, created) = (Extra::default(), Time::default());
    let coder = CoderId::new(Uuid::nil());
    Some(match id {
        RecordId::Link(id) => {
            let (from, to) = (RecordId::Project, RecordId::Project);
            let directed = false;
            Link {
                id,
                name,
                from,
                to,
                directed,
                coder,
                created,
                extra,
            }
            .into()
        }
        RecordId::Query(id) => {
            let text = name.clone();
            Query {
                id,
                name,
                text,
                code: None,
                unit: Unit::Hit,
                coder,
                created,
                extra,
            }
            .into()
        }
        RecordId::Quotation(id) => Quotation {
            id,
            source: SourceId::new(Uuid::nil()),
            span: Span::default(),
            stray: Some(Box::new(no_words(name))),
            coder,
            created,
            extra,
        }
        .into(),
        RecordId::Coding(id) => Coding {
            id,
            quotation: QuotationId::new(Uuid::nil()),
            code: CodeId::new(Uuid::nil()),
            coder,
            created,
            reviewed: None,
            rule: None,
            extra,
        }
        .into(),
        RecordId::Memo(id) => {
            let (target, text) = (RecordId::Project, name);
            Memo {
                id,
                target,
                text,
                coder,
                created,
                changed: created,
                extra,
            }
            .into()
        }
        _ => return None,
    })
}

fn no_words(exact: String) -> Stray {
    Stray {
        quote: Quote {
            exact,
            ..Default::default()
        },
        chars: CharSpan::default(),
        verdict: Verdict::Lost,
    }
}

/// A stand-in with the name of what it stands for.
pub(super) fn named_as(stand_in: Record, around: &Project) -> Option<Record> {
    let there = around.record(stand_in.id())?;
    Some(match (stand_in, there) {
        (Record::Coder(it), Record::Coder(there)) => Coder {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Code(it), Record::Code(there)) => Code {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Source(it), Record::Source(there)) => Source {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Variable(it), Record::Variable(there)) => Variable {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Case(it), Record::Case(there)) => Case {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Set(it), Record::Set(there)) => Set {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Link(it), Record::Link(there)) => Link {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Gloss(it), Record::Gloss(there)) => Gloss {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Recipe(it), Record::Recipe(there)) => Recipe {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Query(it), Record::Query(there)) => Query {
            name: there.name,
            ..it
        }
        .into(),
        (Record::Quotation(it), Record::Quotation(there)) => {
            let source = around.sources().get(there.source)?;
            let words = Passage::at(source.text(), there.span).to_quote();
            let stray = Stray {
                quote: words,
                chars: source.lines.chars_from_span(there.span).unwrap_or_default(),
                verdict: Verdict::Lost,
            };
            let stray = Some(there.stray.unwrap_or(Box::new(stray)));
            Quotation { stray, ..it }.into()
        }
        (stand_in, _) => stand_in,
    })
}

/// The head of a project of which only a part was read.
pub(super) fn head_of(id: ProjectId) -> Head {
    Head {
        id,
        name: short(id.uuid()),
        created: Time::default(),
        words: crate::model::WordLists::default(),
        extra: Extra::default(),
    }
}
