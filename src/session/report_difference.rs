//! How what differs between two versions of a project is said.

use super::locale::{Arg, Locale, Saying};
use super::report_conflict::{conflict_saying, nothing, part_name, part_saying, words};
use super::report_rule::record_saying;
use crate::edit::{Difference, Facet};
use crate::model::{
    CoderId, Coding, CodingId, Part, Project, QuotationId, Record, RecordId, SourceId,
};
use crate::query::{quoted, row};
use std::collections::BTreeSet;

/// Two versions of a project that are compared.
#[derive(Clone, Copy)]
pub struct Versions<'p> {
    /// As it was.
    pub before: &'p Project,
    /// As it is.
    pub after: &'p Project,
}

/// The heading over all differences of one kind, and of one coder where it is work.
pub fn difference_heading(versions: Versions<'_>, it: &Difference) -> Saying {
    let by = |key: &'static str| {
        let coder = it.coder().map(|id| versions.coder(id));
        Saying::new(key).with("coder", coder.unwrap_or_else(|| "".into()))
    };
    match it.id {
        RecordId::Project => Saying::new("difference-project"),
        RecordId::Coder(_) => Saying::new("difference-coder"),
        RecordId::Code(_) => Saying::new("difference-code"),
        RecordId::Variable(_) => Saying::new("difference-variable"),
        RecordId::Case(_) => Saying::new("difference-case"),
        RecordId::Set(_) => Saying::new("difference-set"),
        RecordId::Link(_) => Saying::new("difference-link-group"),
        RecordId::Query(_) => Saying::new("difference-query"),
        RecordId::Gloss(_) => Saying::new("difference-gloss"),
        RecordId::Recipe(_) => Saying::new("difference-recipe"),
        RecordId::Source(_) => Saying::new("difference-source-group"),
        RecordId::Quotation(_) => by("difference-quotation"),
        RecordId::Coding(_) => by("difference-coding-group"),
        RecordId::Memo(_) => Saying::new("difference-memo-group"),
        RecordId::Conflict(_) => Saying::new("difference-conflict"),
    }
}

/// The sentence for a difference: who coded what with which code, or which parts are another now.
pub fn difference_words(locale: &Locale, versions: Versions<'_>, it: &Difference) -> String {
    let saying = match (&it.before, &it.after) {
        (Some(was), Some(is)) => {
            let between = locale.word("difference-between");
            let changes = it.facets.iter().map(|facet| {
                let saying = versions.change(locale, *facet, [was, is]);
                locale.say(&saying)
            });
            let along = (it.along > 0).then(|| Saying::new("difference-along"));
            let along = along.map(|saying| locale.say(&saying.with("count", it.along)));
            let changes: Vec<String> = changes.chain(along).collect();
            Saying::new("difference-changed")
                .with("record", told(versions.after, is))
                .with("changes", changes.join(&between))
        }
        (Some(Record::Coding(was)), None) => coding(versions.before, was, "difference-uncoded"),
        (None, Some(Record::Coding(is))) => coding(versions.after, is, "difference-coded"),
        (Some(was), None) => told(versions.before, was),
        (None, Some(is)) => told(versions.after, is),
        (None, None) => nothing(),
    };
    locale.say(&saying)
}

impl Versions<'_> {
    fn coder(&self, id: CoderId) -> Arg {
        let there = self.after.coders().get(id);
        let coder = there.or_else(|| self.before.coders().get(id));
        coder.map_or_else(|| "".into(), |it| Arg::coder(&it.name))
    }

    /// What a facet was and is.
    fn change(&self, locale: &Locale, facet: Facet, [was, is]: [&Record; 2]) -> Saying {
        let part = match facet {
            Facet::Part(part) => part,
            Facet::Aliases | Facet::Members | Facet::Examples => {
                return self.list(locale, facet, [was, is]);
            }
            Facet::Order => return changed(Saying::new("difference-part-order")),
            Facet::Rest => return changed(Saying::new("difference-part-rest")),
            Facet::Meaning => return Saying::new("difference-part-meaning"),
            Facet::Review => return Saying::new("difference-part-review"),
        };
        let said = |project: &Project, record: &Record| match (part, record) {
            (Part::Quotation, Record::Coding(it)) => passage(project, it.quotation),
            _ => part_saying(project, part, record),
        };
        let (before, after) = (said(self.before, was), said(self.after, is));
        let name = part_name(self.after, part);
        // Where the words shown are the same, that they are says more than they do.
        if before == after {
            return changed(name);
        }
        Saying::new("difference-part")
            .with("part", name)
            .with("before", before)
            .with("after", after)
    }

    /// What came to a list and what went.
    fn list(&self, locale: &Locale, facet: Facet, [was, is]: [&Record; 2]) -> Saying {
        let items = |project: &Project, record: &Record| -> BTreeSet<String> {
            let name = |id: &RecordId| locale.say(&called(project, *id));
            match (facet, record) {
                (Facet::Aliases, Record::Code(it)) => it.aliases.iter().cloned().collect(),
                (Facet::Examples, Record::Code(it)) => it.examples.iter().map(name).collect(),
                (_, Record::Case(it)) => it.members.iter().map(name).collect(),
                (_, Record::Set(it)) => it.members.iter().map(name).collect(),
                _ => BTreeSet::new(),
            }
        };
        let (before, after) = (items(self.before, was), items(self.after, is));
        let came = after.difference(&before).map(|it| format!("+{it}"));
        let went = before.difference(&after).map(|it| format!("−{it}"));
        let all: Vec<String> = came.chain(went).collect();
        let part = Saying::new(match facet {
            Facet::Aliases => "difference-part-aliases",
            Facet::Examples => "difference-part-examples",
            _ => "difference-part-members",
        });
        match all.is_empty() {
            true => changed(part),
            false => Saying::new("difference-list")
                .with("part", part)
                .with("items", all.join(" ")),
        }
    }
}

fn changed(part: Saying) -> Saying {
    Saying::new("difference-part-changed").with("part", part)
}

/// A record in words that tell it from others of its kind.
fn told(project: &Project, record: &Record) -> Saying {
    match record {
        Record::Quotation(it) => passage(project, it.id),
        Record::Coding(it) => coding(project, it, "difference-coding"),
        Record::Memo(it) => Saying::new("difference-memo")
            .with("coder", coder(project, it.coder))
            .with("on", called(project, it.target))
            .with("words", words(&it.text)),
        Record::Link(it) => Saying::new("difference-link")
            .with("name", it.name.as_str())
            .with("from", called(project, it.from))
            .with("to", called(project, it.to)),
        Record::Source(it) => Saying::new("difference-source")
            .with("record", record_saying(Some(project), record.id()))
            .with("count", it.lines.char_count()),
        Record::Conflict(it) => conflict_saying(project, it),
        _ => record_saying(Some(project), record.id()),
    }
}

/// A record that something hangs on: by its name, or by its words where it has none.
pub(super) fn called(project: &Project, id: RecordId) -> Saying {
    match id {
        RecordId::Quotation(id) => passage(project, id),
        RecordId::Coding(id) => match project.codings().get(id) {
            Some(it) => coding(project, it, "difference-coding"),
            None => record_saying(None, RecordId::Coding(id)),
        },
        id => record_saying(Some(project), id),
    }
}

fn coder(project: &Project, id: CoderId) -> Arg {
    let coder = project.coders().get(id);
    coder.map_or_else(|| "".into(), |it| Arg::coder(&it.name))
}

fn place(project: &Project, source: SourceId, start: usize, end: usize) -> Saying {
    let source = project.sources().get(source);
    let name = source.map(|it| it.name.clone()).unwrap_or_default();
    Saying::new("difference-place")
        .with("source", name)
        .with("start", start)
        .with("end", end)
}

fn passage(project: &Project, id: QuotationId) -> Saying {
    let quotation = project.quotations().get(id);
    let source = quotation.and_then(|it| project.sources().get(it.source));
    let Some((quotation, source)) = quotation.zip(source) else {
        return record_saying(None, RecordId::Quotation(id));
    };
    let (chars, quote) = quoted(source, quotation);
    Saying::new("difference-passage")
        .with("quote", words(quote))
        .with("place", place(project, source.id, chars.start, chars.end))
}

fn coding(project: &Project, coding: &Coding, key: &'static str) -> Saying {
    let id: CodingId = coding.id;
    let Some(row) = row(project, id) else {
        return record_saying(None, RecordId::Coding(id));
    };
    let (start, end) = (row.chars.start, row.chars.end);
    Saying::new(key)
        .with("coder", Arg::coder(row.coder_name))
        .with("code", row.code_name)
        .with("quote", words(row.quote))
        .with("place", place(project, row.source, start, end))
}
