//! What of a project has no place in a format: known before anything is written.

mod flat;
mod unplaced;

use super::citations;
use super::flat::{Flat, shape};
use super::format::{Content, Format};
use super::refi;
use crate::model::{Code, Memo, Project, Quotation, RecordId, Source, Verdict};
use std::collections::BTreeSet;
pub use unplaced::Unplaced;

/// What of one kind has no place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// What.
    pub what: Unplaced,
    /// How many.
    pub count: usize,
    /// The first few by name or words.
    pub places: Vec<String>,
}

/// Places named of each kind.
const PLACES: usize = 20;
/// Characters of a place that are kept.
const PLACE: usize = 60;

/// What of a project has no place in a format, kind by kind.
pub fn left(project: &Project, format: Format) -> Vec<Left> {
    let labelled = shape(format).map(|it| Flat::new(project, it));
    let left = Unplaced::all_of(format).map(|it| match &labelled {
        Some(labelled) => flat::find_flat(project, labelled, (it, format)),
        None if matches!(it, Unplaced::Uncited | Unplaced::Cited) => {
            of_citations(project, (it, format))
        }
        None => find(project, it),
    });
    left.filter(|it| it.count > 0).collect()
}

/// Whether what has no place in it is told one by one before a file is written: pages are known to tell
/// only a part.
pub const fn is_exchange(format: Format) -> bool {
    !matches!(format.content(), Content::Page)
}

/// Counts what is given, and keeps the names of the first.
fn counted<N: AsRef<str>>(what: Unplaced, names: impl Iterator<Item = N>) -> Left {
    let mut left = Left {
        what,
        count: 0,
        places: Vec::new(),
    };
    for name in names {
        left.count += 1;
        if left.places.len() < PLACES {
            left.places.push(short(name.as_ref()));
        }
    }
    left
}

/// Words on one line, of a length that a list has room for.
fn short(words: &str) -> String {
    let start: String = words.chars().take(4 * PLACE).collect();
    let one_line = start.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().take(PLACE).collect()
}

/// What has no place where nothing but citations has.
fn of_citations(project: &Project, (what, format): (Unplaced, Format)) -> Left {
    if what == Unplaced::Cited {
        return counted(what, citations::unplaced(project, format).into_iter());
    }
    let sources = project.sources().iter();
    let is_cited = |it: &&Source| it.origin.citation.iter().any(|it| !it.words.is_empty());
    counted(what, sources.filter(|it| !is_cited(it)).map(source_name))
}

pub(super) fn find(project: &Project, what: Unplaced) -> Left {
    let codes = project.codes().iter();
    match what {
        Unplaced::Codes => counted(what, codes.filter(|it| has_more(it)).map(code_name)),
        Unplaced::CodeDetails => counted(what, codes.map(code_name)),
        Unplaced::CodeMemos => {
            let memos = project.memos().iter();
            let on_codes = memos.filter(|it| matches!(it.target, RecordId::Code(_)));
            counted(what, on_codes.map(memo_words))
        }
        Unplaced::Unused => counted(what, unused(project)),
        Unplaced::Texts => counted(what, project.sources().iter().map(source_name)),
        Unplaced::Passages | Unplaced::Bare | Unplaced::Codings => {
            let passages = passages_left(project, what).into_iter();
            counted(what, passages.map(|it| words(project, it)))
        }
        Unplaced::Members => counted(what, members_left(project)),
        Unplaced::Links => {
            let links = project.links().iter();
            let left = links.filter(|it| !refi::has_place(project, RecordId::Link(it.id)));
            counted(what, left.map(|it| it.name.as_str()))
        }
        Unplaced::AllLinks => counted(what, project.links().iter().map(|it| it.name.as_str())),
        Unplaced::Memos | Unplaced::OtherMemos => {
            let memos = project.memos().iter();
            let left = memos.filter(|it| match what {
                Unplaced::Memos => !refi::can_hang(project, it),
                _ => !matches!(it.target, RecordId::Coding(_) | RecordId::Quotation(_)),
            });
            counted(what, left.map(memo_words))
        }
        Unplaced::Described => {
            let memos = project.memos().iter();
            counted(
                what,
                memos.filter(|it| !refi::is_remark(it)).map(memo_words),
            )
        }
        Unplaced::Media => counted(what, refi::media(project)),
        Unplaced::Rules => {
            let codings = project.codings().iter();
            let rules = codings.filter_map(|it| project.queries().get(it.rule?));
            counted(what, rules.map(|it| it.name.as_str()))
        }
        Unplaced::Values
        | Unplaced::Cases
        | Unplaced::Sets
        | Unplaced::Queries
        | Unplaced::Glosses
        | Unplaced::Recipes => named(project, what),
        // Only formats for annotated texts leave these, and citations are looked for apart.
        Unplaced::Tree
        | Unplaced::Renamed
        | Unplaced::Edges
        | Unplaced::Blanks
        | Unplaced::Merged
        | Unplaced::Coders
        | Unplaced::Times
        | Unplaced::SideMemos
        | Unplaced::AllMemos
        | Unplaced::MemoLines
        | Unplaced::Uncited
        | Unplaced::Cited => counted(what, std::iter::empty::<&str>()),
        Unplaced::Conflicts => counted(what, project.conflicts().iter().map(|_| "")),
    }
}

/// What is counted whole, by its names.
fn named(project: &Project, what: Unplaced) -> Left {
    match what {
        Unplaced::Cases => counted(what, project.cases().iter().map(|it| it.name.as_str())),
        Unplaced::Sets => counted(what, project.sets().iter().map(|it| it.name.as_str())),
        Unplaced::Queries => counted(what, project.queries().iter().map(|it| it.name.as_str())),
        Unplaced::Glosses => counted(what, project.glosses().iter().map(|it| it.name.as_str())),
        Unplaced::Recipes => counted(what, project.recipes().iter().map(|it| it.name.as_str())),
        _ => {
            let sources = project.sources().iter();
            let valued = sources.filter(|it| !it.values.is_empty());
            counted(what, valued.map(source_name))
        }
    }
}

/// The names of codes without a coding.
fn unused(project: &Project) -> impl Iterator<Item = &str> {
    let used: BTreeSet<_> = project.codings().iter().map(|it| it.code).collect();
    let codes = project.codes().iter();
    codes
        .filter(move |it| !used.contains(&it.id))
        .map(code_name)
}

fn code_name(code: &Code) -> &str {
    &code.name
}

fn source_name(source: &Source) -> &str {
    &source.name
}

fn memo_words(memo: &Memo) -> &str {
    &memo.text
}

/// Whether a code tells what codebooks of REFI-QDA have no place for.
pub(super) fn has_more(code: &Code) -> bool {
    let uses = [&code.when, &code.when_not];
    let has_uses = uses.iter().any(|it| !it.is_empty());
    has_uses || code.key.is_some() || !code.aliases.is_empty() || !code.examples.is_empty()
}

/// The passages that are left out, or without a coding; those of codings that are left out once for each.
fn passages_left(project: &Project, what: Unplaced) -> Vec<&Quotation> {
    let all = project.quotations().iter();
    match what {
        Unplaced::Codings => {
            let codings = project.codings().iter();
            let passages = codings.filter_map(|it| project.quotations().get(it.quotation));
            passages.filter(|it| is_lost(it)).collect()
        }
        Unplaced::Bare => {
            let coded: BTreeSet<_> = project.codings().iter().map(|it| it.quotation).collect();
            all.filter(|it| !coded.contains(&it.id)).collect()
        }
        _ => all.filter(|it| is_lost(it)).collect(),
    }
}

/// The names of cases and sets, once for each member that has no place in a project of REFI-QDA.
fn members_left(project: &Project) -> impl Iterator<Item = &str> {
    let of_sets = project.sets().iter().flat_map(|set| {
        let left = set.members.iter();
        let left = left.filter(|it| refi::member(project, **it).is_none());
        left.map(|_| set.name.as_str())
    });
    let of_cases = project.cases().iter().flat_map(|case| {
        let left = case.members.iter();
        let left = left.filter(|it| !refi::has_place(project, **it));
        left.map(|_| case.name.as_str())
    });
    of_sets.chain(of_cases)
}

/// Whether a passage is not at a place of its text.
pub(super) fn is_lost(quotation: &Quotation) -> bool {
    let stray = quotation.stray.as_deref();
    stray.is_some_and(|it| it.verdict == Verdict::Lost) || quotation.span.is_empty()
}

/// The words of a passage.
fn words<'p>(project: &'p Project, quotation: &'p Quotation) -> &'p str {
    let source = project.sources().get(quotation.source);
    source.map_or("", |it| crate::query::quoted(it, quotation).1)
}
