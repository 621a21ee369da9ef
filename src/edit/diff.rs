//! What differs between two versions of a project, record by record and part by part.
//!
//! A quotation that came or went together with a coding on it is part of that coding's difference
//! and not told again; one that only moved along with the text of its source is counted there.

use super::part::with_part;
use crate::model::{
    CoderId, Head, Keyed, Part, Project, Quotation, QuotationId, Record, RecordId, SourceId, Table,
    VariableId,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What of a record is another in the other version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Facet {
    /// A part that two people can contradict each other over.
    Part(Part),
    /// The other names of a code.
    Aliases,
    /// The members of a case or set.
    Members,
    /// The examples of a code.
    Examples,
    /// The place in the list or among siblings.
    Order,
    /// When a code's meaning was last changed.
    Meaning,
    /// When a coding was last looked at.
    Review,
    /// Who made it, when, or what of the file could not be read.
    Rest,
}

impl Facet {
    /// The facet in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part(part) => part.name(),
            Self::Aliases => "aliases",
            Self::Members => "members",
            Self::Examples => "examples",
            Self::Order => "order",
            Self::Meaning => "meaning",
            Self::Review => "review",
            Self::Rest => "rest",
        }
    }
}

/// A record that is not the same in two versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Which record.
    pub id: RecordId,
    /// As it was; `None` when it was added.
    pub before: Option<Record>,
    /// As it is; `None` when it was removed.
    pub after: Option<Record>,
    /// What of it changed, when it is in both.
    pub facets: Vec<Facet>,
    /// Of a source whose text changed: its passages that moved along, their words the same.
    pub along: usize,
}

impl Difference {
    /// Whose work it is, for quotations and codings.
    pub fn coder(&self) -> Option<CoderId> {
        match self.after.as_ref().or(self.before.as_ref())? {
            Record::Quotation(it) => Some(it.coder),
            Record::Coding(it) => Some(it.coder),
            _ => None,
        }
    }
}

/// What `after` differs in from `before`: by kind, then by coder, then in reading order or by id.
pub fn diff(before: &Project, after: &Project) -> Vec<Difference> {
    let mut all = Vec::from_iter(head(before, after));
    table(&mut all, before.coders(), after.coders());
    table(&mut all, before.sources(), after.sources());
    table(&mut all, before.codes(), after.codes());
    table(&mut all, before.variables(), after.variables());
    table(&mut all, before.cases(), after.cases());
    table(&mut all, before.sets(), after.sets());
    table(&mut all, before.links(), after.links());
    table(&mut all, before.queries(), after.queries());
    table(&mut all, before.glosses(), after.glosses());
    table(&mut all, before.recipes(), after.recipes());
    let mut work = Vec::new();
    table(&mut work, before.codings(), after.codings());
    let mut passages = Vec::new();
    table(&mut passages, before.quotations(), after.quotations());
    let coded = with_their_codings(&work);
    passages.retain(|it| !coded.contains(&(it.id, it.after.is_some(), it.before.is_some())));
    let along = moved_along(&mut passages, [before, after]);
    for it in &mut all {
        if let RecordId::Source(id) = it.id {
            it.along = along.get(&id).copied().unwrap_or_default();
        }
    }
    for part in [&mut passages, &mut work] {
        part.sort_by_cached_key(|it| (it.coder(), place(it, [before, after]), it.id));
    }
    all.append(&mut passages);
    all.append(&mut work);
    table(&mut all, before.memos(), after.memos());
    table(&mut all, before.conflicts(), after.conflicts());
    all
}

/// The difference of the heads, and of what only a newer version or nobody understands.
fn head(before: &Project, after: &Project) -> Option<Difference> {
    let record = |head: &Head| Record::from(head.clone());
    let (was, is) = (record(before.head()), record(after.head()));
    let mut facets = match was == is {
        true => Vec::new(),
        false => facets(&was, &is),
    };
    let extra = Facet::Part(Part::Extra);
    if before.extra != after.extra && !facets.contains(&extra) {
        facets.push(extra);
    }
    if before.unread != after.unread && !facets.contains(&Facet::Rest) {
        facets.push(Facet::Rest);
    }
    (!facets.is_empty()).then_some(Difference {
        id: RecordId::Project,
        before: Some(was),
        after: Some(is),
        facets,
        along: 0,
    })
}

fn table<T: Keyed + Clone + PartialEq>(
    all: &mut Vec<Difference>,
    before: &Table<T>,
    after: &Table<T>,
) where
    Record: From<T>,
{
    for (was, is) in after.changes(before) {
        let before = was.cloned().map(Record::from);
        let after = is.cloned().map(Record::from);
        let Some(id) = before.as_ref().or(after.as_ref()).map(Record::id) else {
            continue;
        };
        let facets = match (&before, &after) {
            (Some(before), Some(after)) => facets(before, after),
            _ => Vec::new(),
        };
        all.push(Difference {
            id,
            before,
            after,
            facets,
            along: 0,
        });
    }
}

/// What of a record changed; never nothing.
fn facets(before: &Record, after: &Record) -> Vec<Facet> {
    let mut facets = Vec::new();
    let mut turned = before.clone();
    for part in parts(before, after) {
        if let Some(it) = with_part(turned.clone(), part, after).filter(|it| *it != turned) {
            facets.push(Facet::Part(part));
            turned = it;
        }
    }
    let lists: &[(Facet, bool)] = &match (before, after) {
        (Record::Code(was), Record::Code(is)) => [
            (Facet::Aliases, was.aliases != is.aliases),
            (Facet::Examples, was.examples != is.examples),
            (Facet::Order, was.order != is.order),
            (Facet::Meaning, was.meant != is.meant),
        ],
        (Record::Case(was), Record::Case(is)) => [(Facet::Members, was.members != is.members); 4],
        (Record::Set(was), Record::Set(is)) => [(Facet::Members, was.members != is.members); 4],
        (Record::Source(was), Record::Source(is)) => [(Facet::Order, was.order != is.order); 4],
        (Record::Coding(was), Record::Coding(is)) => {
            [(Facet::Review, was.reviewed != is.reviewed); 4]
        }
        _ => [(Facet::Rest, false); 4],
    };
    for (facet, differs) in lists {
        if *differs && !facets.contains(facet) {
            facets.push(*facet);
        }
    }
    if facets.is_empty() {
        facets.push(Facet::Rest);
    }
    facets
}

/// Every part the two may differ in.
fn parts(before: &Record, after: &Record) -> Vec<Part> {
    let values = |record: &Record| -> Vec<VariableId> {
        match record {
            Record::Case(it) => it.values.keys().copied().collect(),
            Record::Source(it) => it.values.keys().copied().collect(),
            _ => Vec::new(),
        }
    };
    let variables: BTreeSet<VariableId> = values(before).into_iter().chain(values(after)).collect();
    let values = variables.into_iter().map(Part::Value);
    Part::PLAIN.into_iter().chain(values).collect()
}

/// The quotations that the codings told of take along: whether they are there now, and were before.
fn with_their_codings(codings: &[Difference]) -> BTreeSet<(RecordId, bool, bool)> {
    let told = codings
        .iter()
        .filter_map(|it| match (&it.before, &it.after) {
            (None, Some(Record::Coding(is))) => {
                Some((RecordId::Quotation(is.quotation), true, false))
            }
            (Some(Record::Coding(was)), None) => {
                Some((RecordId::Quotation(was.quotation), false, true))
            }
            _ => None,
        });
    told.collect()
}

/// Takes those quotations out that only moved with the text of their source, and counts them by it.
fn moved_along(
    passages: &mut Vec<Difference>,
    [before, after]: [&Project; 2],
) -> BTreeMap<SourceId, usize> {
    let mut along: BTreeMap<SourceId, usize> = BTreeMap::new();
    let words = |project: &Project, it: &Quotation| {
        let source = project.sources().get(it.source)?;
        let is_sound = it.stray.is_none();
        is_sound.then(|| Some((source.fingerprint, it.span.of(source.text())?.to_owned())))?
    };
    passages.retain(|it| {
        let (Some(Record::Quotation(was)), Some(Record::Quotation(is))) = (&it.before, &it.after)
        else {
            return true;
        };
        let only_place = it.facets == [Facet::Part(Part::Place)] && was.source == is.source;
        let both = words(before, was).zip(words(after, is));
        let moved = only_place
            && both.is_some_and(|((text, words), (new, there))| text != new && words == there);
        if moved {
            *along.entry(is.source).or_default() += 1;
        }
        !moved
    });
    along
}

/// Where a quotation or coding stands in reading order, in the version that has it last.
fn place(it: &Difference, [before, after]: [&Project; 2]) -> Option<(u64, SourceId, Span)> {
    let (project, record) = match (&it.before, &it.after) {
        (_, Some(is)) => (after, is),
        (Some(was), None) => (before, was),
        (None, None) => return None,
    };
    let quoted = |id: QuotationId| project.quotations().get(id);
    let quotation = match record {
        Record::Quotation(it) => Some(it),
        Record::Coding(it) => quoted(it.quotation),
        _ => None,
    }?;
    let source = project.sources().get(quotation.source)?;
    Some((source.order, source.id, quotation.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::tests::Bench;
    use crate::edit::{plan_codes, plan_codings};
    use crate::model::sample::any_project;
    use crate::model::{Edit, Fingerprint};
    use crate::text::Lines;
    use proptest::prelude::*;

    /// What is told: the kind, then `+`, `-` or what changed.
    fn told(before: &Project, after: &Project) -> Vec<String> {
        let told = diff(before, after).into_iter().map(|it| {
            let names: Vec<&str> = it.facets.iter().map(|it| it.name()).collect();
            let what = match (it.before, it.after) {
                (None, _) => "+".to_owned(),
                (_, None) => "-".to_owned(),
                _ => names.join(" "),
            };
            format!("{} {what}", it.id.kind())
        });
        told.collect()
    }

    #[test]
    fn a_coding_is_told_with_its_passage_and_a_code_part_by_part() {
        let mut bench = Bench::new();
        let source = bench.source("随笔", "数字治理与国防");
        let code = bench.code("治理", None);
        let before = bench.project.clone();
        bench.code_words(source, "治理", code).unwrap();
        let after = bench.project.clone();
        assert_eq!(told(&before, &after), ["Coding +"]);
        assert_eq!(told(&after, &before), ["Coding -"]);
        let renamed = |it: &mut crate::model::Code| {
            it.name = "治国".into();
            it.aliases = vec!["governance".into()];
        };
        let mut changed = after.codes().get(code).unwrap().clone();
        renamed(&mut changed);
        bench.project.apply(Edit::Put(changed.into()));
        assert_eq!(told(&after, &bench.project), ["Code name aliases"]);
        bench.code("国防", None);
        bench.act(|p, s| plan_codes::remove(p, s, code)).unwrap();
        let kinds = told(&after, &bench.project);
        assert_eq!(kinds, ["Code -", "Code +", "Coding -"]);
    }

    #[test]
    fn passages_that_moved_with_their_text_are_counted_at_it() {
        let mut bench = Bench::new();
        let source = bench.source("随笔", "数字治理与国防");
        let code = bench.code("治理", None);
        bench.code_words(source, "治理", code).unwrap();
        bench.code_words(source, "国防", code).unwrap();
        let before = bench.project.clone();
        let mut edited = before.sources().get(source).unwrap().clone();
        edited.lines = Lines::from("论数字治理与国防。。");
        edited.fingerprint = Fingerprint::of(edited.text());
        bench.project.apply(Edit::Put(edited.into()));
        for (it, by) in before.quotations().iter().zip([3, 6]) {
            let mut it = it.clone();
            it.span = Span::new(it.span.start + by, it.span.end + by);
            bench.project.apply(Edit::Put(it.into()));
        }
        let found = diff(&before, &bench.project);
        assert_eq!(
            told(&before, &bench.project),
            ["Source text", "Quotation place"]
        );
        assert_eq!(found[0].along, 1, "the other one stands on other words now");
    }

    #[test]
    fn a_passage_that_was_resized_is_told_with_its_coder() {
        let mut bench = Bench::new();
        let source = bench.source("随笔", "数字治理与国防");
        let code = bench.code("治理", None);
        bench.code_words(source, "治理", code).unwrap();
        let before = bench.project.clone();
        let id = before.quotations().iter().next().unwrap().id;
        bench
            .act(|p, s| plan_codings::resize(p, s, id, Span::new(0, 12)))
            .unwrap();
        let found = diff(&before, &bench.project);
        assert_eq!(told(&before, &bench.project), ["Quotation place"]);
        assert_eq!(found[0].coder(), Some(bench.coder));
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself_and_from_nothing_all_is_added(project in any_project()) {
            prop_assert_eq!(diff(&project, &project), []);
            let mut nothing = Project::new(project.head().clone());
            nothing.extra = project.extra.clone();
            nothing.unread = project.unread.clone();
            let all = diff(&nothing, &project);
            prop_assert!(all.iter().all(|it| it.before.is_none()));
            let back = diff(&project, &nothing);
            prop_assert_eq!(back.len(), all.len());
            prop_assert!(back.iter().all(|it| it.after.is_none()));
        }

        #[test]
        fn no_record_that_differs_goes_untold(before in any_project(), after in any_project()) {
            let told: BTreeSet<RecordId> =
                diff(&before, &after).into_iter().map(|it| it.id).collect();
            let codings = before.codings().changes(after.codings()).len();
            let here = told.iter().filter(|it| matches!(it, RecordId::Coding(_))).count();
            prop_assert_eq!(here, codings);
            for (was, is) in after.codes().changes(before.codes()) {
                prop_assert!(told.contains(&RecordId::Code(was.or(is).unwrap().id)));
            }
            for (was, is) in after.memos().changes(before.memos()) {
                prop_assert!(told.contains(&RecordId::Memo(was.or(is).unwrap().id)));
            }
        }
    }
}
