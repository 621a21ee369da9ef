//! The rules of the model, kept for what was read: whatever breaks one is trimmed or put aside.

use super::kind::NOBODY;
use super::line::Line;
use super::settle::Aside;
use super::value::Field;
use super::warning::Warning;
use crate::model::{
    Broken, Edit, Project, Record, RecordId, Value, VariableId, check_all, check_touched,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
        if !trim(project, id, span, aside) {
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

/// Takes out of a code, set, case or source all that it cannot have. Whether that was possible.
fn trim(project: &mut Project, id: RecordId, span: Span, aside: &mut Aside<'_, '_>) -> bool {
    let there = |it: &RecordId| project.contains(*it);
    let fits = |variable: &VariableId, value: &mut Value| {
        let variable = project.variables().get(*variable);
        variable.is_some_and(|it| it.kind == value.kind())
    };
    let (section, part, dropped, record) = match project.record(id) {
        Some(Record::Code(mut it)) => {
            let belongs = |it: &RecordId| there(it) && matches!(it, RecordId::Quotation(_));
            let gone: BTreeSet<RecordId> = it.examples.extract_if(.., |it| !belongs(it)).collect();
            let part = part(&it.id, ("examples", &gone), &BTreeMap::new());
            ("codes", part, gone, Record::Code(it))
        }
        Some(Record::Set(mut it)) => {
            let gone: BTreeSet<RecordId> = it.members.extract_if(.., |it| !there(it)).collect();
            let part = part(&it.id, ("members", &gone), &BTreeMap::new());
            ("sets", part, gone, Record::Set(it))
        }
        Some(Record::Case(mut it)) => {
            let belongs = |it: &RecordId| {
                there(it) && matches!(it, RecordId::Source(_) | RecordId::Quotation(_))
            };
            let members: BTreeSet<RecordId> =
                it.members.extract_if(.., |it| !belongs(it)).collect();
            let values = it
                .values
                .extract_if(.., |of, value| !fits(of, value))
                .collect();
            let part = part(&it.id, ("members", &members), &values);
            let variables = values.into_keys().map(RecordId::Variable);
            let gone = members.into_iter().chain(variables).collect();
            ("cases", part, gone, Record::Case(it))
        }
        Some(Record::Source(mut it)) => {
            let values = it
                .values
                .extract_if(.., |of, value| !fits(of, value))
                .collect();
            let part = part(&it.id, ("members", &BTreeSet::new()), &values);
            let gone = values.into_keys().map(RecordId::Variable).collect();
            ("sources", part, gone, Record::Source(it))
        }
        // What made it is gone, and what it codes with: it stands without.
        Some(Record::Coding(mut it)) => {
            // What cannot stand for another reason is put aside as it stood.
            let needs = [
                RecordId::Quotation(it.quotation),
                RecordId::Code(it.code),
                RecordId::Coder(it.coder),
            ];
            let gone = it.rule.filter(|id| !there(&RecordId::Query(*id)));
            let gone = gone.filter(|_| needs.iter().all(there));
            it.rule = it.rule.filter(|_| gone.is_none());
            let gone: BTreeSet<RecordId> = gone.map(RecordId::Query).into_iter().collect();
            let part = part(&it.id, ("rule", &gone), &BTreeMap::new());
            ("codings", part, gone, Record::Coding(it))
        }
        Some(Record::Query(mut it)) => {
            let gone = it.code.filter(|id| !there(&RecordId::Code(*id)));
            let stands = there(&RecordId::Coder(it.coder)) && !it.text.trim().is_empty();
            let gone = gone.filter(|_| stands);
            it.code = it.code.filter(|_| gone.is_none());
            let gone: BTreeSet<RecordId> = gone.map(RecordId::Code).into_iter().collect();
            let part = part(&it.id, ("code", &gone), &BTreeMap::new());
            ("queries", part, gone, Record::Query(it))
        }
        _ => return false,
    };
    if dropped.is_empty() {
        return false;
    }
    aside.keep_part(section, part);
    for of in dropped {
        if project.contains(of) {
            let make = move |place| Warning::PartDropped { place, id, of };
            aside.findings.add(span.start, make);
        } else {
            aside.findings.missing(span.start, id, of);
        }
    }
    project.apply(Edit::Put(record));
    true
}

/// Some fields of a record, as they would stand in the file.
fn part<'a>(
    id: &impl Field<'a>,
    (name, members): (&'static str, &BTreeSet<RecordId>),
    values: &BTreeMap<VariableId, Value>,
) -> String {
    let mut bytes = Vec::new();
    let mut line = Line::open(&mut bytes, "");
    line.put("id", id);
    if !members.is_empty() {
        line.put(name, members);
    }
    if !values.is_empty() {
        line.put("values", values);
    }
    line.close();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Puts a whole record aside.
fn put_aside(project: &mut Project, rule: &Broken, span: Span, aside: &mut Aside<'_, '_>) {
    let id = about(rule);
    match rule {
        Broken::Missing { of, .. } => aside.findings.missing(span.start, id, *of),
        _ => {
            let rule = rule.clone();
            let make = move |place| Warning::BrokenRule { place, id, rule };
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
        RecordId::Query(_) => "queries",
        RecordId::Gloss(_) => "glosses",
        RecordId::Recipe(_) => "recipes",
        RecordId::Source(_) => "sources",
        RecordId::Quotation(_) => "quotations",
        RecordId::Coding(_) => "codings",
        RecordId::Memo(_) => "memos",
        RecordId::Conflict(_) => "conflicts",
    };
    let coder = match project.record(id) {
        Some(Record::Quotation(it)) => it.coder,
        Some(Record::Coding(it)) => it.coder,
        Some(Record::Memo(it)) => it.coder,
        _ => NOBODY,
    };
    aside.keep(span, section, coder);
    project.apply(Edit::Take(id));
}
