//! What queries give, found by looking at everything, and held against what is found by index.

use super::ask::{Ask, AskKind, Field, Relation};
use super::node::When;
use super::search::{Match, Search};
use super::{names, parse};
use crate::model::{Coder, Coding, CodingId, Project, RecordId, Source};
use crate::query::sample::{Sample, code, coder, coding, memo_on, quotation, source};
use crate::query::{Index, sources};
use crate::text::{Span, Words, folding, paragraphs, sentences};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Clone, PartialEq, Debug)]
struct Seen {
    span: Span,
    is_quotation: bool,
    codings: BTreeSet<CodingId>,
}

struct Naive<'p> {
    project: &'p Project,
    source: &'p Source,
}

type Around<'a> = &'a [When];

impl Naive<'_> {
    fn quotations(&self, keeps: impl Fn(&Coding) -> bool, bare: bool) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::new();
        for quotation in self.project.quotations().iter() {
            let fits =
                !quotation.span.is_empty() && quotation.span.of(self.source.text()).is_some();
            if quotation.source != self.source.id || !fits {
                continue;
            }
            let all = self.project.codings().iter();
            let codings = all.filter(|it| it.quotation == quotation.id && keeps(it));
            let codings: BTreeSet<CodingId> = codings.map(|it| it.id).collect();
            if codings.is_empty() && !bare {
                continue;
            }
            match seen.iter_mut().find(|it| it.span == quotation.span) {
                Some(it) => it.codings.extend(codings),
                None => seen.push(Seen {
                    span: quotation.span,
                    is_quotation: true,
                    codings,
                }),
            }
        }
        seen.sort_by_key(|it| (it.span.start, it.span.end));
        seen
    }

    fn when(&self, ask: &Ask) -> Option<When> {
        let all = |asks: &[Ask]| {
            asks.iter()
                .map(|it| self.when(it))
                .collect::<Option<Vec<_>>>()
        };
        match &ask.kind {
            AskKind::Since(time) => Some(When::Since(*time)),
            AskKind::Before(time) => Some(When::Before(*time)),
            AskKind::Named {
                field: Field::Coder,
                name,
            } => {
                let coders = self.project.coders().iter();
                let coders = coders.filter(|it| Coder::names(&it.name).any(|it| it == name.words));
                Some(When::By(coders.map(|it| it.id).collect()))
            }
            AskKind::Not(of) => self.when(of).map(|it| When::Not(Box::new(it))),
            AskKind::All(asks) => all(asks).map(When::All),
            AskKind::Any(asks) => all(asks).map(When::Any),
            _ => None,
        }
    }

    fn gives(&self, ask: &Ask) -> bool {
        self.when(ask).is_some()
            || match &ask.kind {
                AskKind::All(all) | AskKind::Any(all) => all.iter().any(|it| self.gives(it)),
                AskKind::Named { field, .. } => matches!(field, Field::Code | Field::Word),
                AskKind::Not(_) | AskKind::Count { .. } | AskKind::Value { .. } => false,
                _ => true,
            }
    }

    fn given(&self, ask: &Ask, around: Around<'_>) -> Vec<Seen> {
        let counts = |around: &[When], coding: &Coding| around.iter().all(|it| it.holds(coding));
        if let Some(when) = self.when(ask) {
            return self.quotations(|it| when.holds(it) && counts(around, it), false);
        }
        match &ask.kind {
            AskKind::Words(words) => self.words(words),
            AskKind::Named {
                field: Field::Code,
                name,
            } => {
                let codes = names::codes(self.project, &name.words);
                let is_one = |it: &Coding| name.words == "*" || codes.contains(&it.code);
                self.quotations(|it| is_one(it) && counts(around, it), false)
            }
            AskKind::Related {
                relation,
                distance,
                left,
                right,
            } => {
                let (mut left, right) = (self.given(left, around), self.given(right, around));
                left.retain(|it| {
                    let is_other =
                        |other: &&Seen| it.span != other.span || it.codings != other.codings;
                    let mut others = right.iter().filter(is_other);
                    others.any(|other| self.related(*relation, *distance, (it.span, other.span)))
                });
                left
            }
            AskKind::Any(asks) => {
                let mut seen: Vec<Seen> = Vec::new();
                for new in asks.iter().flat_map(|it| self.given(it, around)) {
                    match seen.iter_mut().find(|it| it.span == new.span) {
                        Some(it) => {
                            it.is_quotation |= new.is_quotation;
                            it.codings.extend(new.codings);
                        }
                        None => seen.push(new),
                    }
                }
                seen.sort_by_key(|it| (it.span.start, it.span.end));
                seen
            }
            AskKind::All(asks) => self.all(asks, around),
            _ => {
                let mut seen = self.quotations(|_| true, true);
                seen.retain(|it| self.holds(ask, it, around));
                seen
            }
        }
    }

    fn words(&self, words: &str) -> Vec<Seen> {
        let folded: Vec<char> = words.chars().map(folding::folded).collect();
        let text: Vec<(usize, char)> = self.source.text().char_indices().collect();
        let mut seen = Vec::new();
        let mut at = 0;
        while at + folded.len() <= text.len() {
            let here = text[at..at + folded.len()].iter();
            if here
                .map(|it| folding::folded(it.1))
                .eq(folded.iter().copied())
            {
                let end = text.get(at + folded.len());
                let end = end.map_or(self.source.text().len(), |it| it.0);
                seen.push(Seen {
                    span: Span::new(text[at].0, end),
                    is_quotation: false,
                    codings: BTreeSet::new(),
                });
                at += folded.len();
            } else {
                at += 1;
            }
        }
        seen
    }

    fn all(&self, asks: &[Ask], around: Around<'_>) -> Vec<Seen> {
        let mut inner = around.to_vec();
        inner.extend(asks.iter().filter_map(|it| self.when(it)));
        let mut others: Vec<&Ask> = asks.iter().filter(|it| self.when(it).is_none()).collect();
        let any = parse::parse("code:*").unwrap();
        if inner.len() > around.len() && !others.iter().any(|it| self.names_codes(it)) {
            others.push(&any);
        }
        let first = others.iter().position(|it| self.gives(it));
        let mut seen = match first {
            Some(first) => self.given(others[first], &inner),
            None => self.quotations(|_| true, true),
        };
        seen.retain(|it| others.iter().all(|ask| self.holds(ask, it, &inner)));
        for it in &mut seen {
            for ask in &others {
                self.take_codings(ask, it, &inner);
            }
        }
        seen
    }

    fn take_codings(&self, ask: &Ask, seen: &mut Seen, around: Around<'_>) {
        if !self.gives(ask) {
            return;
        }
        match &ask.kind {
            AskKind::All(asks) if self.when(ask).is_none() => {
                let mut inner = around.to_vec();
                inner.extend(asks.iter().filter_map(|it| self.when(it)));
                let others = asks.iter().filter(|it| self.when(it).is_none());
                others.for_each(|it| self.take_codings(it, seen, &inner));
                if inner.len() > around.len()
                    && !asks
                        .iter()
                        .any(|it| self.when(it).is_none() && self.names_codes(it))
                {
                    let any = parse::parse("code:*").unwrap();
                    self.take_codings(&any, seen, &inner);
                }
            }
            AskKind::Any(asks) if self.when(ask).is_none() => {
                asks.iter()
                    .for_each(|it| self.take_codings(it, seen, around));
            }
            _ => {
                let there = self.given(ask, around);
                let there = there.iter().filter(|it| it.span == seen.span);
                let codings: Vec<CodingId> = there.flat_map(|it| it.codings.clone()).collect();
                seen.codings.extend(codings);
            }
        }
    }

    fn names_codes(&self, ask: &Ask) -> bool {
        self.when(ask).is_some()
            || match &ask.kind {
                AskKind::Named { field, .. } => *field == Field::Code,
                AskKind::Related { left, .. } => self.names_codes(left),
                AskKind::All(all) => all.iter().any(|it| self.names_codes(it)),
                AskKind::Any(any) => any.iter().all(|it| self.names_codes(it)),
                _ => false,
            }
    }

    fn holds(&self, ask: &Ask, seen: &Seen, around: Around<'_>) -> bool {
        if self.when(ask).is_none() {
            match &ask.kind {
                AskKind::Not(of) => return !self.holds(of, seen, around),
                AskKind::Any(any) => return any.iter().any(|it| self.holds(it, seen, around)),
                AskKind::All(asks) => {
                    let mut inner = around.to_vec();
                    inner.extend(asks.iter().filter_map(|it| self.when(it)));
                    let any = parse::parse("code:*").unwrap();
                    let mut others: Vec<&Ask> =
                        asks.iter().filter(|it| self.when(it).is_none()).collect();
                    if inner.len() > around.len() && !others.iter().any(|it| self.names_codes(it)) {
                        others.push(&any);
                    }
                    return others.iter().all(|it| self.holds(it, seen, &inner));
                }
                AskKind::Count {
                    of,
                    comparison,
                    number,
                } => return comparison.holds(self.given(of, around).len().cmp(number)),
                AskKind::Named { field, name } if *field == Field::Source => {
                    return name.words == self.source.name;
                }
                AskKind::Named { field, .. } if *field == Field::Memo => {
                    return self.has_memo(seen);
                }
                _ => {}
            }
        }
        self.given(ask, around).iter().any(|it| {
            it.span == seen.span
                || match (seen.is_quotation, it.is_quotation) {
                    (true, true) => false,
                    (true, false) => it.span.within(seen.span),
                    (false, true) => seen.span.within(it.span),
                    (false, false) => {
                        self.related(Relation::SameParagraph, None, (seen.span, it.span))
                    }
                }
        })
    }

    fn has_memo(&self, seen: &Seen) -> bool {
        self.project.quotations().iter().any(|quotation| {
            let fits = quotation.span.of(self.source.text()).is_some();
            let stands = match seen.is_quotation {
                true => quotation.span == seen.span,
                false => seen.span.within(quotation.span),
            };
            let mut memos = self.project.memos().iter();
            quotation.source == self.source.id
                && fits
                && stands
                && memos.any(|memo| match memo.target {
                    RecordId::Quotation(id) => id == quotation.id,
                    RecordId::Coding(id) => {
                        let coding = self.project.codings().get(id);
                        coding.is_some_and(|it| it.quotation == quotation.id)
                    }
                    _ => false,
                })
        })
    }

    fn related(&self, relation: Relation, distance: Option<usize>, (a, b): (Span, Span)) -> bool {
        let text = self.source.text();
        let chars = |from: usize, to: usize| text.get(from..to).map_or(0, |it| it.chars().count());
        let gap = match (a.end <= b.start, b.end <= a.start) {
            (true, _) => chars(a.end, b.start),
            (_, true) => chars(b.end, a.start),
            _ => 0,
        };
        let is_near = distance.is_none_or(|it| gap <= it);
        let shares = |stretches: Vec<Span>| {
            a.overlaps(b) || {
                let touched = |it: Span| stretches.iter().filter(move |other| other.overlaps(it));
                let ends = (touched(a).next(), touched(a).next_back());
                match ends {
                    (Some(first), Some(last)) => {
                        Span::new(first.start, last.end).cover(a).overlaps(b)
                    }
                    _ => false,
                }
            }
        };
        match relation {
            Relation::Overlaps => a.overlaps(b),
            Relation::Within => a.within(b),
            Relation::Near => is_near,
            Relation::Before => a.end <= b.start && is_near,
            Relation::After => b.end <= a.start && is_near,
            Relation::SameSentence => shares(sentences::sentences(text).collect()),
            Relation::SameParagraph => shares(paragraphs::paragraphs(text).collect()),
        }
    }
}

fn by_looking(project: &Project, query: &str) -> Vec<Match> {
    let ask = parse::parse(query).unwrap();
    let mut found = Vec::new();
    for source in sources(project) {
        let source = project.sources().get(source).unwrap();
        let naive = Naive { project, source };
        found.extend(naive.given(&ask, &[]).into_iter().map(|it| Match {
            source: source.id,
            span: it.span,
            codings: it.codings.into_iter().collect(),
        }));
    }
    found
}

/// A few sources, coders and codes, with quotations and codings as they come.
fn any_project() -> impl Strategy<Value = Project> {
    let text = prop::collection::vec(
        prop::sample::select(vec!["治", "理", "国防", "國", "。", "\n", "ab", "AB", " "]),
        0..24,
    );
    let quoted = (0..3u32, 0..30usize, 0..14usize);
    let coded = (0..14u32, 0..4u32, 1..3u32, 0..4i64);
    let parts = (
        prop::collection::vec(text, 3),
        prop::collection::vec(quoted, 0..14),
        prop::collection::vec(coded, 0..20),
        prop::collection::vec(0..14u32, 0..4),
    );
    parts.prop_map(|(texts, quoted, coded, noted)| {
        let mut sample = Sample::new();
        for number in 1..3 {
            sample.put(coder(number, ["", "李", "王"][number as usize]));
        }
        for number in 0..4u32 {
            let parent = (number == 3).then_some(0);
            sample.put(code(
                number,
                ["甲", "乙", "丙", "丁"][number as usize],
                parent,
            ));
        }
        for (number, text) in (0..).zip(&texts) {
            sample.put(source(number, &text.concat()));
        }
        for (number, (of, start, len)) in (0..).zip(quoted) {
            let text = texts[of as usize].concat();
            let start = text.floor_char_boundary(start.min(text.len()));
            let end = text.ceil_char_boundary((start + len).min(text.len()));
            sample.put(quotation(number, of, Span::new(start, end)));
        }
        for (number, (on, code, by, at)) in (0..).zip(coded) {
            let mut new = coding(number, on, code);
            new.coder = crate::query::sample::coder_id(by);
            new.created = crate::model::Time::from_secs(at * 86_400);
            sample.put(new);
        }
        for (number, on) in (0..).zip(noted) {
            let on = crate::query::sample::quotation_id(on);
            sample.put(memo_on(number, RecordId::Quotation(on)));
        }
        sample.project
    })
}

/// Any query, built from the bottom up.
fn any_query() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "治",
        "理",
        "国防",
        "ab",
        "code:甲",
        "code:乙",
        "code:甲/*",
        "code:*",
        "coder:李",
        "!coder:王",
        "since 1970-01-02",
        "before 1970-01-03",
        "source:源1",
        "memo:*",
    ]);
    let leaf = leaf.prop_map(str::to_owned);
    leaf.prop_recursive(4, 14, 3, |inner| {
        let relation = prop::sample::select(vec![
            "overlaps",
            "within",
            "same sentence",
            "同段",
            "before",
            "after",
        ]);
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several
                .clone()
                .prop_map(|it| format!("({})", it.join(" & "))),
            several.clone().prop_map(|it| format!("({})", it.join(" "))),
            several.prop_map(|it| format!("({})", it.join(" | "))),
            inner.clone().prop_map(|it| format!("!{it}")),
            (inner.clone(), relation, inner.clone())
                .prop_map(|(left, how, right)| format!("(({left}) {how} ({right}))")),
            (inner.clone(), inner.clone(), 0..9usize)
                .prop_map(|(left, right, far)| format!("(({left}) near ({right}) {far})")),
            (inner.clone(), inner.clone(), 0..9usize)
                .prop_map(|(left, right, far)| format!("(({left}) before ({right}) {far})")),
            (
                inner,
                prop::sample::select(vec!["=", ">", "<=", "≠"]),
                0..4usize
            )
                .prop_map(|(of, how, number)| format!("count({of}) {how} {number}")),
        ]
    })
}

fn by_index(project: &Project, query: &str, most: usize) -> Vec<Match> {
    let words = Arc::new(Words::plain());
    let index = Index::build(project);
    let mut search = Search::new(project, query, &words).unwrap();
    while !search.go_on(project, &index, most) {}
    search.into_found()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_gives_what_looking_at_everything_gives(
        project in any_project(),
        query in any_query(),
        most in 1usize..40,
    ) {
        let found = by_index(&project, &query, most);
        prop_assert_eq!(found, by_looking(&project, &query), "{}", query);
    }

    #[test]
    fn any_line_ends_well(query in crate::text::any_text(12), signs in "[()（！!&|/:：.=<>“”\" a治0-9]{0,40}") {
        let sample = Sample::new();
        let words = Arc::new(Words::plain());
        for query in [&query, &signs] {
            match Search::new(&sample.project, query, &words) {
                Err(error) => prop_assert!(error.span.of(query).is_some(), "{error:?}"),
                Ok(mut search) => {
                    search.go_on(&sample.project, &Index::default(), 9);
                }
            }
        }
    }
}
