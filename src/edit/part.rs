//! One part of a record, taken over from another version of it.

use crate::model::{
    Case, Code, Coding, Head, Link, Memo, Part, Query, Quotation, Record, Source, Value, Variable,
    VariableId,
};
use std::collections::BTreeMap;

/// `record` with `part` as it is in `other`; `None` when the two are not of one kind or have no such
/// part.
pub(super) fn with_part(record: Record, part: Part, other: &Record) -> Option<Record> {
    match (record, other) {
        (Record::Project(mut it), Record::Project(other)) => {
            head(&mut it, part, other).then(|| it.into())
        }
        (Record::Coder(mut it), Record::Coder(other)) => named(&mut it.name, &other.name, part)
            .or_else(|| put(&mut it.extra, &other.extra, part == Part::Extra))
            .map(|()| it.into()),
        (Record::Code(mut it), Record::Code(other)) => {
            code(&mut it, part, other).then(|| it.into())
        }
        (Record::Variable(mut it), Record::Variable(other)) => {
            variable(&mut it, part, other).then(|| it.into())
        }
        (Record::Case(mut it), Record::Case(other)) => {
            case(&mut it, part, other).then(|| it.into())
        }
        (Record::Set(mut it), Record::Set(other)) => named(&mut it.name, &other.name, part)
            .or_else(|| put(&mut it.extra, &other.extra, part == Part::Extra))
            .map(|()| it.into()),
        (Record::Link(mut it), Record::Link(other)) => {
            link(&mut it, part, other).then(|| it.into())
        }
        (Record::Query(mut it), Record::Query(other)) => {
            query(&mut it, part, other).then(|| it.into())
        }
        (Record::Gloss(mut it), Record::Gloss(other)) => told(
            (&mut it.name, &mut it.about),
            (&other.name, &other.about),
            part,
        )
        .or_else(|| put(&mut it.extra, &other.extra, part == Part::Extra))
        .map(|()| it.into()),
        (Record::Recipe(mut it), Record::Recipe(other)) => told(
            (&mut it.name, &mut it.about),
            (&other.name, &other.about),
            part,
        )
        .or_else(|| put(&mut it.extra, &other.extra, part == Part::Extra))
        .map(|()| it.into()),
        (Record::Source(mut it), Record::Source(other)) => {
            source(&mut it, part, other).then(|| it.into())
        }
        (Record::Quotation(mut it), Record::Quotation(other)) => {
            quotation(&mut it, part, other).then(|| it.into())
        }
        (Record::Coding(mut it), Record::Coding(other)) => {
            coding(&mut it, part, other).then(|| it.into())
        }
        (Record::Memo(mut it), Record::Memo(other)) => {
            memo(&mut it, part, other).then(|| it.into())
        }
        _ => None,
    }
}

/// Puts the other value if that is the part meant.
fn put<T: Clone>(value: &mut T, other: &T, meant: bool) -> Option<()> {
    meant.then(|| value.clone_from(other))
}

fn named(name: &mut String, other: &String, part: Part) -> Option<()> {
    put(name, other, part == Part::Name)
}

/// What is told under names.
type About = BTreeMap<String, String>;

fn told(
    (name, about): (&mut String, &mut About),
    other: (&String, &About),
    part: Part,
) -> Option<()> {
    named(name, other.0, part).or_else(|| put(about, other.1, part == Part::About))
}

fn head(it: &mut Head, part: Part, other: &Head) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn code(it: &mut Code, part: Part, other: &Code) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Parent => it.parent = other.parent,
        Part::Colour => it.colour = other.colour,
        Part::Key => it.key.clone_from(&other.key),
        Part::Definition => it.definition.clone_from(&other.definition),
        Part::When => it.when.clone_from(&other.when),
        Part::WhenNot => it.when_not.clone_from(&other.when_not),
        Part::Applicable => it.applicable = other.applicable,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn variable(it: &mut Variable, part: Part, other: &Variable) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Kind => it.kind = other.kind,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

/// Takes over one value, or that there is none.
fn value(
    values: &mut BTreeMap<VariableId, Value>,
    of: VariableId,
    other: &BTreeMap<VariableId, Value>,
) {
    match other.get(&of) {
        Some(value) => values.insert(of, value.clone()),
        None => values.remove(&of),
    };
}

fn case(it: &mut Case, part: Part, other: &Case) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Value(of) => value(&mut it.values, of, &other.values),
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn link(it: &mut Link, part: Part, other: &Link) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::From => it.from = other.from,
        Part::To => it.to = other.to,
        Part::Directed => it.directed = other.directed,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn query(it: &mut Query, part: Part, other: &Query) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Text => it.text.clone_from(&other.text),
        Part::Code => it.code = other.code,
        Part::Unit => it.unit = other.unit,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn source(it: &mut Source, part: Part, other: &Source) -> bool {
    match part {
        Part::Name => it.name.clone_from(&other.name),
        Part::Text => {
            it.lines = other.lines.clone();
            it.fingerprint = other.fingerprint;
        }
        Part::Origin => it.origin.clone_from(&other.origin),
        Part::Value(of) => value(&mut it.values, of, &other.values),
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn quotation(it: &mut Quotation, part: Part, other: &Quotation) -> bool {
    match part {
        Part::Place => {
            it.source = other.source;
            it.span = other.span;
            it.stray.clone_from(&other.stray);
        }
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn coding(it: &mut Coding, part: Part, other: &Coding) -> bool {
    match part {
        Part::Quotation => it.quotation = other.quotation,
        Part::Code => it.code = other.code,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}

fn memo(it: &mut Memo, part: Part, other: &Memo) -> bool {
    match part {
        Part::Text => it.text.clone_from(&other.text),
        Part::Target => it.target = other.target,
        Part::Extra => it.extra.clone_from(&other.extra),
        _ => return false,
    }
    true
}
