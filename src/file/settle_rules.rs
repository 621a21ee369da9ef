//! The rules of the model, kept for what was read: whatever breaks one is trimmed or put aside.

use super::line::Line;
use super::settle::Aside;
use super::value::Field;
use super::warning::Warning;
use crate::model::{Broken, Edit, Project, Record, RecordId, VariableId, check_all, check_touched};
use crate::text::Span;
use std::collections::HashMap;

/// Trims or puts aside until no rule is broken. `spans` tells where each record stood.
pub(super) fn settle_rules(
    project: &mut Project,
    spans: Vec<(RecordId, Span)>,
    aside: &mut Aside<'_, '_>,
) {
    let mut broken = check_all(project);
    if broken.is_empty() {
        return;
    }
    let spans: HashMap<RecordId, Span> = spans.into_iter().collect();
    let mut left: Vec<RecordId> = Vec::new();
    while let Some(rule) = broken.pop().or_else(|| next(project, &mut left)) {
        let id = about(&rule);
        let span = spans.get(&id).copied().unwrap_or_default();
        if !trim(project, &rule, span, aside) {
            put_aside(project, &rule, span, aside);
            left.extend(project.uses(id));
        }
        left.push(id);
    }
}

/// The next rule broken by a record that something was done to, or that points at one.
fn next(project: &Project, left: &mut Vec<RecordId>) -> Option<Broken> {
    while let Some(id) = left.pop() {
        let rule = check_touched(project, &[id]).filter(|rule| about(rule) == id);
        if rule.is_some() {
            return rule;
        }
    }
    None
}

/// The record that breaks the rule.
fn about(rule: &Broken) -> RecordId {
    match rule {
        Broken::Missing { by, .. }
        | Broken::Misplaced { by, .. }
        | Broken::WrongKind { by, .. } => *by,
        Broken::Nameless { id }
        | Broken::Empty { id }
        | Broken::Range { id, .. }
        | Broken::Nothing { id } => *id,
        Broken::Cycle { code } => RecordId::Code(*code),
    }
}

/// Takes out of a set, case or source what it cannot have. Whether that was possible.
fn trim(project: &mut Project, rule: &Broken, span: Span, aside: &mut Aside<'_, '_>) -> bool {
    let of = match rule {
        Broken::Missing { of, .. }
        | Broken::Misplaced { of, .. }
        | Broken::WrongKind { of, .. } => *of,
        _ => return false,
    };
    let id = about(rule);
    let variable = match of {
        RecordId::Variable(id) => Some(id),
        _ => None,
    };
    let (section, record, part) = match project.record(id) {
        Some(Record::Set(mut it)) => {
            let gone = it.members.remove(&of);
            let part = gone.then(|| member(&it.id, of));
            ("sets", it.into(), part)
        }
        Some(Record::Case(mut it)) => {
            let gone = it.members.remove(&of);
            let value = variable.and_then(|of| Some((of, it.values.remove(&of)?)));
            let part = gone.then(|| member(&it.id, of));
            (
                "cases",
                it.clone().into(),
                part.or_else(|| valued(&it.id, value)),
            )
        }
        Some(Record::Source(mut it)) => {
            let value = variable.and_then(|of| Some((of, it.values.remove(&of)?)));
            let part = valued(&it.id, value);
            ("sources", Record::Source(it), part)
        }
        _ => return false,
    };
    let Some(part) = part else {
        return false;
    };
    aside.keep_part(section, part);
    let make = move |place| Warning::PartDropped { place, id, of };
    aside.findings.add(span.start, make);
    project.apply(Edit::Put(record));
    true
}

fn member<'a>(id: &impl Field<'a>, of: RecordId) -> String {
    part(id, "members", &std::collections::BTreeSet::from([of]))
}

fn valued<'a>(
    id: &impl Field<'a>,
    value: Option<(VariableId, crate::model::Value)>,
) -> Option<String> {
    let values = std::collections::BTreeMap::from([value?]);
    Some(part(id, "values", &values))
}

/// One field of a record, as it would stand in the file.
fn part<'a, 'b>(id: &impl Field<'a>, name: &str, value: &impl Field<'b>) -> String {
    let mut bytes = Vec::new();
    let mut line = Line::open(&mut bytes, "");
    line.put("id", id);
    line.put(name, value);
    line.close();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Puts a whole record aside.
fn put_aside(project: &mut Project, rule: &Broken, span: Span, aside: &mut Aside<'_, '_>) {
    let id = about(rule);
    match rule {
        Broken::Missing { of, .. } => aside.findings.missing(span.start, id, *of),
        _ => {
            let what = rule.to_string();
            let make = move |place| Warning::BrokenRule { place, id, what };
            aside.findings.add(span.start, make);
        }
    }
    let section = match id {
        RecordId::Project => return,
        RecordId::Coder(_) => "coders",
        RecordId::Code(_) => "codes",
        RecordId::Variable(_) => "variables",
        RecordId::Case(_) => "cases",
        RecordId::Set(_) => "sets",
        RecordId::Link(_) => "links",
        RecordId::Source(_) => "sources",
        RecordId::Quotation(_) => "quotations",
        RecordId::Coding(_) => "codings",
        RecordId::Memo(_) => "memos",
    };
    aside.keep(span, section);
    project.apply(Edit::Take(id));
}
