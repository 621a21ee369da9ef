//! How what a join could not decide is said.

use super::locale::Saying;
use super::report_rule::record_saying;
use crate::model::{
    Code, CodeId, Conflict, Gloss, Over, Part, Project, Recipe, Record, RecordId, Unit, Value,
    VariableId, VariableKind,
};
use std::collections::BTreeMap;

/// Characters of a text that are said.
const MOST_CHARS: usize = 60;

/// The sentence for a conflict: what it is about, what stands, and what the other version is.
pub fn conflict_saying(project: &Project, conflict: &Conflict) -> Saying {
    let record = |id| record_saying(Some(project), id);
    let about = record(conflict.about);
    match &conflict.over {
        Over::Removal => Saying::new("conflict-removal").with("record", about),
        Over::Twin(twin) => Saying::new("conflict-twin")
            .with("record", about)
            .with("twin", record(*twin)),
        Over::Part { part, other } => {
            let here = project.record(conflict.about);
            let here = here.map_or_else(nothing, |it| part_saying(project, *part, &it));
            Saying::new("conflict-part")
                .with("record", about)
                .with("part", part_name(project, *part))
                .with("here", here)
                .with("other", part_saying(project, *part, other))
        }
    }
}

pub(super) fn nothing() -> Saying {
    Saying::new("conflict-nothing")
}

pub(super) fn words(text: &str) -> Saying {
    let line = text.trim().replace('\n', " ");
    let mut said: String = line.chars().take(MOST_CHARS).collect();
    if said.len() < line.len() {
        said.push('…');
    }
    match said.is_empty() {
        true => nothing(),
        false => Saying::new("conflict-words").with("words", said),
    }
}

/// The part's name; of a value, the name of its variable.
pub(super) fn part_name(project: &Project, part: Part) -> Saying {
    match part {
        Part::Value(of) => record_saying(Some(project), RecordId::Variable(of)),
        Part::WhenNot => Saying::new("conflict-part-when-not"),
        part => Saying::new(format!("conflict-part-{}", part.name())),
    }
}

/// What a part of a record is, in words.
pub(super) fn part_saying(project: &Project, part: Part, record: &Record) -> Saying {
    match (part, record) {
        (Part::Name, record) => words(name(record)),
        (_, Record::Code(code)) => code_part(project, part, code),
        (Part::Kind, Record::Variable(it)) => Saying::new(match it.kind {
            VariableKind::Text => "conflict-kind-text",
            VariableKind::Number => "conflict-kind-number",
            VariableKind::Flag => "conflict-kind-flag",
            VariableKind::Date => "conflict-kind-date",
        }),
        (Part::Value(of), Record::Case(it)) => value(&it.values, of),
        (Part::Value(of), Record::Source(it)) => value(&it.values, of),
        (Part::From, Record::Link(it)) => record_saying(Some(project), it.from),
        (Part::To, Record::Link(it)) => record_saying(Some(project), it.to),
        (Part::Directed, Record::Link(it)) => yes_or_no(it.directed),
        (Part::Text, Record::Source(it)) => {
            Saying::new("conflict-text").with("count", it.lines.char_count())
        }
        (Part::Origin, Record::Source(it)) => words(&it.origin.name),
        (Part::Place, Record::Quotation(it)) => {
            let source = project.sources().get(it.source);
            let chars = source.and_then(|source| source.lines.chars_from_span(it.span));
            let chars = chars.unwrap_or_default();
            let there = source.and_then(|source| it.span.of(source.text()));
            Saying::new("conflict-place")
                .with("start", chars.start)
                .with("end", chars.end)
                .with("words", words(there.unwrap_or_default()))
        }
        (Part::Code, Record::Coding(it)) => code(project, it.code),
        (Part::Code, Record::Query(it)) => it.code.map_or_else(nothing, |id| code(project, id)),
        (Part::Text, Record::Query(it)) => words(&it.text),
        (Part::Unit, Record::Query(it)) => unit_saying(it.unit),
        (Part::Quotation, Record::Coding(it)) => {
            record_saying(Some(project), RecordId::Quotation(it.quotation))
        }
        (Part::Text, Record::Memo(it)) => words(&it.text),
        (Part::About, Record::Gloss(Gloss { about, .. }))
        | (Part::About, Record::Recipe(Recipe { about, .. })) => words(&about_words(about)),
        (Part::Target, Record::Memo(it)) => record_saying(Some(project), it.target),
        _ => nothing(),
    }
}

/// What is told under names, one name a line.
fn about_words(about: &BTreeMap<String, String>) -> String {
    let lines = about.iter().map(|(name, words)| format!("{name}: {words}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// How much a rule codes, in words.
pub(super) fn unit_saying(unit: Unit) -> Saying {
    Saying::new(format!("unit-{}", unit.name()))
}

fn code_part(project: &Project, part: Part, it: &Code) -> Saying {
    match part {
        Part::Parent => it.parent.map_or_else(nothing, |id| code(project, id)),
        Part::Colour => words(&it.colour.hex()),
        Part::Key => words(it.key.as_deref().unwrap_or_default()),
        Part::Definition => words(&it.definition),
        Part::When => words(&it.when),
        Part::WhenNot => words(&it.when_not),
        Part::Applicable => yes_or_no(it.applicable),
        _ => nothing(),
    }
}

fn code(project: &Project, id: CodeId) -> Saying {
    record_saying(Some(project), RecordId::Code(id))
}

fn yes_or_no(yes: bool) -> Saying {
    Saying::new(if yes { "conflict-yes" } else { "conflict-no" })
}

fn value(values: &BTreeMap<VariableId, Value>, of: VariableId) -> Saying {
    match values.get(&of) {
        Some(Value::Text(text)) => words(text),
        Some(Value::Number(number)) => words(&number.to_string()),
        Some(Value::Flag(flag)) => yes_or_no(*flag),
        Some(Value::Date(date)) => words(&date.to_string()),
        None => nothing(),
    }
}

pub(super) fn name(record: &Record) -> &str {
    match record {
        Record::Project(it) => &it.name,
        Record::Coder(it) => &it.name,
        Record::Code(it) => &it.name,
        Record::Variable(it) => &it.name,
        Record::Case(it) => &it.name,
        Record::Set(it) => &it.name,
        Record::Link(it) => &it.name,
        Record::Query(it) => &it.name,
        Record::Gloss(it) => &it.name,
        Record::Recipe(it) => &it.name,
        Record::Source(it) => &it.name,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Language, Locale};

    #[test]
    fn every_part_has_a_name_in_every_language() {
        let names = [
            "name",
            "parent",
            "colour",
            "key",
            "definition",
            "when",
            "applicable",
            "kind",
            "from",
            "to",
            "directed",
            "text",
            "origin",
            "place",
            "quotation",
            "code",
            "target",
            "extra",
        ];
        for language in Language::ALL {
            let locale = Locale::new(language);
            for name in names {
                assert!(Part::from_name(name, None).is_some());
                assert!(locale.knows(&format!("conflict-part-{name}")), "{name}");
            }
        }
    }
}
