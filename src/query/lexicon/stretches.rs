//! Which stretches of the sources words are counted in.

use crate::model::{Keyed, Project, RecordId, SourceId};
use crate::query::{Filter, Index, Match, matching};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Stretches of sources, in the order of the text, none touching the next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stretches(BTreeMap<SourceId, Vec<Span>>);

impl Stretches {
    /// All sources.
    pub fn everything(project: &Project) -> Self {
        Self::of_filter_on_sources(project, &Filter::all())
    }

    /// What a filter lets pass: sources whole, where it asks for sources alone, and otherwise the
    /// passages of the codings.
    pub fn of_filter(project: &Project, index: &Index, filter: &Filter) -> Self {
        let plain = Filter {
            sources: filter.sources.clone(),
            ..Filter::all()
        };
        if *filter == plain {
            return Self::of_filter_on_sources(project, filter);
        }
        let mut all: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
        for coding in matching(project, index, filter) {
            let coding = project.codings().get(coding);
            let quotation = coding.and_then(|it| project.quotations().get(it.quotation));
            let Some(quotation) = quotation else { continue };
            let passage = index.quotation(quotation.id);
            let key = passage.map(Keyed::key);
            let has_place = key.is_some_and(|it| index.passages(quotation.source).contains(it));
            if has_place {
                all.entry(quotation.source)
                    .or_default()
                    .push(quotation.span);
            }
        }
        Self::joined(all)
    }

    fn of_filter_on_sources(project: &Project, filter: &Filter) -> Self {
        let kept = project.sources().iter();
        let kept = kept.filter(|it| filter.keeps_source(it.id));
        let whole = kept.map(|it| (it.id, vec![Span::new(0, it.text().len())]));
        Self(whole.collect())
    }

    /// The sources among some records, whole, and the quotations among them, as in a case or a set.
    pub fn of_records(project: &Project, records: &BTreeSet<RecordId>) -> Self {
        let mut all: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
        for record in records {
            match record {
                RecordId::Source(id) => {
                    let source = project.sources().get(*id);
                    let whole = source.map(|it| Span::new(0, it.text().len()));
                    all.entry(*id).or_default().extend(whole);
                }
                RecordId::Quotation(id) => {
                    let there = project.quotations().get(*id);
                    if let Some(there) = there.filter(|it| it.stray.is_none()) {
                        all.entry(there.source).or_default().push(there.span);
                    }
                }
                _ => {}
            }
        }
        Self::joined(all)
    }

    /// The passages that a query gives.
    pub fn of_matches(matches: &[Match]) -> Self {
        let mut all: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
        for it in matches {
            all.entry(it.source).or_default().push(it.span);
        }
        Self::joined(all)
    }

    /// The stretches of a source.
    pub fn of(&self, source: SourceId) -> &[Span] {
        self.0.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Whether there is nothing in them.
    pub fn is_empty(&self) -> bool {
        self.0.values().flatten().all(|it| it.is_empty())
    }

    fn joined(mut all: BTreeMap<SourceId, Vec<Span>>) -> Self {
        for spans in all.values_mut() {
            spans.sort_unstable();
            let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans.iter() {
                match joined.last_mut().filter(|it| span.start <= it.end) {
                    Some(last) => last.end = last.end.max(span.end),
                    None => joined.push(*span),
                }
            }
            *spans = joined;
        }
        Self(all)
    }
}

/// Whether a word lies in one of some stretches, which come in order and do not meet.
pub(super) fn is_within(word: Span, stretches: &[Span]) -> bool {
    let at = stretches.partition_point(|it| it.end < word.end);
    stretches.get(at).is_some_and(|it| word.within(*it))
}
