//! How records and the rules of the model are said.

use super::locale::Saying;
use crate::model::{Broken, Project, RecordId};

/// A record as a person knows it: its kind and its name, or its id where it has none.
pub(super) fn record_saying(project: Option<&Project>, id: RecordId) -> Saying {
    let kind = Saying::new(kind_key(id));
    let Some(uuid) = id.uuid() else { return kind };
    let name = project.and_then(|it| name_of(it, id));
    match name.filter(|it| !it.trim().is_empty()) {
        Some(name) => Saying::new("rule-record-named").with("name", name),
        None => Saying::new("rule-record-numbered").with("id", uuid.to_string()),
    }
    .with("kind", kind)
}

/// The sentence for a rule that is broken.
pub(super) fn rule_saying(project: Option<&Project>, rule: &Broken) -> Saying {
    let record = |id| record_saying(project, id);
    let by = |key: &'static str, by| Saying::new(key).with("by", record(by));
    match *rule {
        Broken::Missing { by: id, of } => by("rule-missing", id).with("of", record(of)),
        Broken::Nameless { id } => by("rule-nameless", id),
        Broken::Empty { id } => by("rule-empty", id),
        Broken::Cycle { code } => by("rule-cycle", RecordId::Code(code)),
        Broken::Range { id, .. } => by("rule-range", id),
        Broken::Nothing { id } => by("rule-nothing", id),
        Broken::Misplaced { by: id, of } => by("rule-misplaced", id).with("of", record(of)),
        Broken::WrongKind { by: id, of } => by("rule-wrong-kind", id).with("of", record(of)),
    }
}

const fn kind_key(id: RecordId) -> &'static str {
    match id {
        RecordId::Project => "record-project",
        RecordId::Coder(_) => "record-coder",
        RecordId::Code(_) => "record-code",
        RecordId::Variable(_) => "record-variable",
        RecordId::Case(_) => "record-case",
        RecordId::Set(_) => "record-set",
        RecordId::Link(_) => "record-link",
        RecordId::Query(_) => "record-query",
        RecordId::Gloss(_) => "record-gloss",
        RecordId::Recipe(_) => "record-recipe",
        RecordId::Source(_) => "record-source",
        RecordId::Quotation(_) => "record-quotation",
        RecordId::Coding(_) => "record-coding",
        RecordId::Memo(_) => "record-memo",
        RecordId::Conflict(_) => "record-conflict",
    }
}

fn name_of(project: &Project, id: RecordId) -> Option<&str> {
    match id {
        RecordId::Project => Some(project.head().name.as_str()),
        RecordId::Coder(id) => project.coders().get(id).map(|it| it.name.as_str()),
        RecordId::Code(id) => project.codes().get(id).map(|it| it.name.as_str()),
        RecordId::Variable(id) => project.variables().get(id).map(|it| it.name.as_str()),
        RecordId::Case(id) => project.cases().get(id).map(|it| it.name.as_str()),
        RecordId::Set(id) => project.sets().get(id).map(|it| it.name.as_str()),
        RecordId::Link(id) => project.links().get(id).map(|it| it.name.as_str()),
        RecordId::Query(id) => project.queries().get(id).map(|it| it.name.as_str()),
        RecordId::Gloss(id) => project.glosses().get(id).map(|it| it.name.as_str()),
        RecordId::Recipe(id) => project.recipes().get(id).map(|it| it.name.as_str()),
        RecordId::Source(id) => project.sources().get(id).map(|it| it.name.as_str()),
        RecordId::Quotation(_)
        | RecordId::Coding(_)
        | RecordId::Memo(_)
        | RecordId::Conflict(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodeId, QuotationId, SetId};
    use crate::session::{Language, Locale};
    use uuid::Uuid;

    fn chinese(rule: &Broken) -> String {
        Locale::new(Language::Chinese).say(&rule_saying(None, rule))
    }

    #[test]
    fn every_rule_is_said_in_chinese_without_an_english_word() {
        let id = RecordId::Set(SetId::new(Uuid::nil()));
        let of = RecordId::Quotation(QuotationId::new(Uuid::nil()));
        let code = CodeId::new(Uuid::nil());
        let rules = [
            Broken::Missing { by: id, of },
            Broken::Nameless { id },
            Broken::Empty { id },
            Broken::Cycle { code },
            Broken::Range { id, end: 9, len: 4 },
            Broken::Nothing { id },
            Broken::Misplaced { by: id, of },
            Broken::WrongKind { by: id, of },
        ];
        for rule in &rules {
            let said = chinese(rule);
            assert!(!said.contains(|c: char| c.is_ascii_alphabetic()), "{said}");
        }
        assert_eq!(
            chinese(&rules[0]),
            "集合 00000000-0000-0000-0000-000000000000 指向引文 \
             00000000-0000-0000-0000-000000000000，后者不存在"
        );
    }

    #[test]
    fn a_record_is_called_by_its_name_where_it_has_one() {
        let file = include_bytes!("../../projects/languages.ron");
        let project = crate::file::read(file).unwrap().project;
        let locale = Locale::new(Language::Chinese);
        for code in project.codes().iter() {
            let saying = record_saying(Some(&project), RecordId::Code(code.id));
            assert_eq!(locale.say(&saying), format!("代码“{}”", code.name));
        }
    }
}
