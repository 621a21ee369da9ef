//! Codings as rows of a list, in reading order.

use super::{Applied, Filter, Index, Passage, path, sources};
use crate::model::{
    CodeId, Coder, CoderId, CodingId, Project, Quotation, QuotationId, Source, SourceId, Time,
    Verdict,
};
use crate::text::{CharSpan, Finder, Lines, Span};
use std::collections::BTreeMap;

/// A coding with everything a list shows of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodingRow<'p> {
    /// The coding.
    pub id: CodingId,
    /// The passage.
    pub quotation: QuotationId,
    /// The source.
    pub source: SourceId,
    /// Its name.
    pub source_name: &'p str,
    /// Where, in bytes; where it once was, when the passage is lost.
    pub span: Span,
    /// Where, in code points; where it once was, when the passage is lost.
    pub chars: CharSpan,
    /// The code.
    pub code: CodeId,
    /// Its name; empty when it is not in the project.
    pub code_name: &'p str,
    /// Who coded.
    pub coder: CoderId,
    /// Their name; empty when they are not in the project.
    pub coder_name: &'p str,
    /// The words of the passage; the recorded ones, when it is lost.
    pub quote: &'p str,
    /// When it was coded.
    pub created: Time,
    /// How the passage was found again, when its text is not the recorded one.
    pub stray: Option<Verdict>,
}

/// The row of one coding; `None` when the coding, its quotation or its source is not there.
pub fn row(project: &Project, id: CodingId) -> Option<CodingRow<'_>> {
    let coding = project.codings().get(id)?;
    let quotation = project.quotations().get(coding.quotation)?;
    let source = project.sources().get(quotation.source)?;
    let code = project.codes().get(coding.code);
    let coder = project.coders().get(coding.coder);
    let (chars, quote) = quoted(source, quotation);
    Some(CodingRow {
        id,
        quotation: quotation.id,
        source: source.id,
        source_name: &source.name,
        span: quotation.span,
        chars,
        code: coding.code,
        code_name: code.map_or("", |it| &it.name),
        coder: coding.coder,
        coder_name: coder.map_or("", |it| &it.name),
        quote,
        created: coding.created,
        stray: quotation.stray.as_ref().map(|it| it.verdict),
    })
}

/// The codings a filter lets pass, by source in list order, then start, end and id: the rows of a
/// list that is shown a screenful at a time, each made by [`row`] when it is seen. Where nobody may
/// wait for a million of them, [`super::Matching`] finds the same a piece at a time.
pub fn matching(project: &Project, index: &Index, filter: &Filter) -> Vec<CodingId> {
    let mut words = Words::of(filter);
    let mut found = Vec::new();
    for source in sources(project) {
        let here = of_source(project, index, (filter, &mut words), source);
        found.extend(here.into_iter().map(|(_, applied)| applied.coding));
    }
    found
}

/// The rows a filter lets pass, in the same order.
pub fn rows<'p>(project: &'p Project, index: &Index, filter: &Filter) -> Vec<CodingRow<'p>> {
    let mut words = Words::of(filter);
    let mut rows = Vec::new();
    let codes = project.codes().iter().map(|it| (it.id, it.name.as_str()));
    let coders = project.coders().iter().map(|it| (it.id, it.name.as_str()));
    let (codes, coders): (BTreeMap<_, _>, BTreeMap<_, _>) = (codes.collect(), coders.collect());
    for source in sources(project) {
        let here = of_source(project, index, (filter, &mut words), source);
        let Some(source) = project.sources().get(source) else {
            continue;
        };
        let mut ruler = Ruler::new(&source.lines);
        for (passage, applied) in here {
            let is_there = passage.stray != Some(Verdict::Lost);
            let measured = ruler.measured(passage.span).filter(|_| is_there);
            let Some((chars, quote)) = measured else {
                rows.extend(row(project, applied.coding));
                continue;
            };
            let created = project.codings().get(applied.coding).map(|it| it.created);
            rows.push(CodingRow {
                id: applied.coding,
                quotation: passage.quotation,
                source: source.id,
                source_name: &source.name,
                span: passage.span,
                chars,
                code: applied.code,
                code_name: codes.get(&applied.code).copied().unwrap_or_default(),
                coder: applied.coder,
                coder_name: coders.get(&applied.coder).copied().unwrap_or_default(),
                quote,
                created: created.unwrap_or_default(),
                stray: passage.stray,
            });
        }
    }
    rows
}

/// Converts spans that come by start: counts on from the last one while it is near.
pub(super) struct Ruler<'t> {
    lines: &'t Lines,
    byte: usize,
    char: usize,
}

impl<'t> Ruler<'t> {
    /// Further away than this many bytes, the checkpoints are quicker than counting.
    const NEAR: usize = 512;

    /// At the beginning of a text.
    pub(super) fn new(lines: &'t Lines) -> Self {
        let (byte, char) = (0, 0);
        Self { lines, byte, char }
    }

    /// A span in code points, and its words.
    pub(super) fn measured(&mut self, span: Span) -> Option<(CharSpan, &'t str)> {
        let quote = span.of(self.lines.text())?;
        let start = self.char_at(span.start)?;
        (self.byte, self.char) = (span.start, start);
        let end = self.char_at(span.end)?;
        Some((CharSpan { start, end }, quote))
    }

    fn char_at(&self, byte: usize) -> Option<usize> {
        let gap = Span {
            start: self.byte,
            end: byte,
        };
        match gap
            .of(self.lines.text())
            .filter(|it| it.len() <= Self::NEAR)
        {
            Some(between) => Some(self.char + between.chars().count()),
            None => self.lines.char_from_byte(byte),
        }
    }
}

/// Place in code points and words of a quotation; the recorded ones of a lost one.
pub fn quoted<'p>(source: &'p Source, quotation: &'p Quotation) -> (CharSpan, &'p str) {
    let stray = quotation.stray.as_deref();
    match stray.filter(|it| it.verdict == Verdict::Lost) {
        Some(stray) => (stray.chars, &stray.quote.exact),
        None => {
            let chars = source.lines.chars_from_span(quotation.span);
            let quote = quotation.span.of(source.text());
            (chars.unwrap_or_default(), quote.unwrap_or_default())
        }
    }
}

/// The codings of a source that a filter lets pass, by start, end and id.
fn of_source<'i>(
    project: &Project,
    index: &'i Index,
    (filter, words): (&Filter, &mut Words),
    source: SourceId,
) -> Vec<(&'i Passage, &'i Applied)> {
    if !filter.keeps_source(source) {
        return Vec::new();
    }
    if words.are_nowhere(project, index, source) {
        return Vec::new();
    }
    let mut here: Vec<(&Passage, &Applied)> = Vec::new();
    let placed = index.passages(source).iter();
    for passage in placed.chain(index.lost(source).iter()) {
        let there = (source, passage);
        let kept = passage.codings.iter();
        let kept = kept.filter(|it| filter.keeps(it) && filter.keeps_there(project, there, it));
        here.extend(kept.map(|it| (passage, it)));
    }
    here.retain(|(passage, applied)| words.stand_in(project, source, passage, applied));
    here.sort_by_key(|(passage, applied)| (passage.span.start, passage.span.end, applied.coding));
    here
}

/// Looks for a filter's text; what was found about a code, coder or source is kept.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// `None` when every text will do.
    finder: Option<Finder>,
    codes: BTreeMap<CodeId, bool>,
    coders: BTreeMap<CoderId, bool>,
    sources: BTreeMap<SourceId, bool>,
    /// Whether any code or coder is named so, once that was asked.
    named: Option<bool>,
    ahead: Option<Ahead>,
}

/// The first place of the words in a source's text from a byte on: passages come by their starts, so
/// that a text is searched once, however many passages it has.
#[derive(Clone, Debug)]
struct Ahead {
    source: SourceId,
    from: usize,
    /// `None` when there is none from there to the end.
    next: Option<Span>,
}

impl Words {
    /// What a filter looks for.
    pub(super) fn of(filter: &Filter) -> Self {
        let text = filter.text.trim();
        let finder = || Finder::folded(text).unwrap_or_else(|_| Finder::literal(text));
        Self {
            finder: (!text.is_empty()).then(finder),
            codes: BTreeMap::new(),
            coders: BTreeMap::new(),
            sources: BTreeMap::new(),
            named: None,
            ahead: None,
        }
    }

    /// Whether they stand in the passage or in a name of what it is coded with, by and in.
    pub(super) fn stand_in(
        &mut self,
        project: &Project,
        source: SourceId,
        passage: &Passage,
        applied: &Applied,
    ) -> bool {
        self.finder.is_none()
            || self.name_code(project, applied.code)
            || self.name_coder(project, applied.coder)
            || self.name_source(project, source)
            || self.are_quoted(project, source, passage)
    }

    /// Whether it can be said without a look at its passages that they stand in none of a source.
    pub(super) fn are_nowhere(&mut self, project: &Project, index: &Index, id: SourceId) -> bool {
        let text = project.sources().get(id).map_or("", Source::text);
        self.finder.is_some()
            && index.lost(id).is_empty()
            && !self.name_source(project, id)
            && self.first_from(text, id, 0).is_none()
            && !self.name_any(project)
    }

    fn name_any(&mut self, project: &Project) -> bool {
        let named = self.named.unwrap_or_else(|| {
            let (mut codes, mut coders) = (project.codes().iter(), project.coders().iter());
            codes.any(|it| self.name_code(project, it.id))
                || coders.any(|it| self.name_coder(project, it.id))
        });
        *self.named.insert(named)
    }

    fn name_code(&mut self, project: &Project, id: CodeId) -> bool {
        let named = || {
            let code = project.codes().get(id);
            let aliases = code.map(|it| it.aliases.as_slice()).unwrap_or_default();
            let mut names = std::iter::once(path(project, id)).chain(aliases.iter().cloned());
            names.any(|it| is_in(&self.finder, &it))
        };
        *self.codes.entry(id).or_insert_with(named)
    }

    fn name_coder(&mut self, project: &Project, id: CoderId) -> bool {
        let coder = project.coders().get(id);
        let names = || coder.into_iter().flat_map(|it| Coder::names(&it.name));
        let named = || names().any(|it| is_in(&self.finder, it));
        *self.coders.entry(id).or_insert_with(named)
    }

    fn name_source(&mut self, project: &Project, id: SourceId) -> bool {
        let source = project.sources().get(id);
        let named = || source.is_some_and(|it| is_in(&self.finder, &it.name));
        *self.sources.entry(id).or_insert_with(named)
    }

    /// Whether they stand in the words of a passage: the recorded ones, when it is lost.
    fn are_quoted(&mut self, project: &Project, source: SourceId, passage: &Passage) -> bool {
        if passage.stray == Some(Verdict::Lost) {
            let quotation = project.quotations().get(passage.quotation);
            let stray = quotation.and_then(|it| it.stray.as_ref());
            return stray.is_some_and(|it| is_in(&self.finder, &it.quote.exact));
        }
        let text = project.sources().get(source).map_or("", Source::text);
        // One that does not fit its text has no words.
        passage.span.of(text).is_some() && {
            let first = self.first_from(text, source, passage.span.start);
            first.is_some_and(|it| it.end <= passage.span.end)
        }
    }

    /// The first place of the words in a source's text from a byte on, where a character begins.
    fn first_from(&mut self, text: &str, source: SourceId, from: usize) -> Option<Span> {
        let known = self.ahead.as_ref().filter(|it| {
            let is_before = it.next.is_some_and(|next| next.start < from);
            it.source == source && it.from <= from && !is_before
        });
        if let Some(known) = known {
            return known.next;
        }
        let rest = text.get(from..)?;
        let found = self.finder.as_ref()?.find(rest).next();
        let next = found.map(|it| it.shifted(from));
        self.ahead = Some(Ahead { source, from, next });
        next
    }
}

fn is_in(finder: &Option<Finder>, text: &str) -> bool {
    finder
        .as_ref()
        .is_some_and(|it| it.find(text).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::super::below;
    use super::super::sample::{
        Sample, code, code_id, coder, coder_id, coding, coding_id, marked, memo_on, quotation,
        source, source_id,
    };
    use super::*;
    use crate::model::sample::any_project;
    use crate::model::{Coding, Quote, RecordId, Stray};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// The quotes a filter lets pass.
    fn quotes<'p>(sample: &'p Sample, filter: &Filter) -> Vec<&'p str> {
        let index = Index::build(&sample.project);
        let rows = rows(&sample.project, &index, filter);
        rows.iter().map(|it| it.quote).collect()
    }

    fn two_coders() -> Sample {
        let mut sample = marked("数字[a治理a]与[b国防b]");
        sample.put(coder(2, "Wang"));
        sample.put(code(7, "Industry", Some('a'.into())));
        sample.put(source(2, "造船与Shipyards"));
        sample.put(quotation(9, 2, Span::new(9, 18)));
        let by_wang = Coding {
            coder: coder_id(2),
            ..coding(9, 9, 7)
        };
        sample.put(by_wang);
        sample
    }

    #[test]
    fn a_row_says_where_in_code_points() {
        let sample = marked("𠮷[a治理a]");
        let row = row(&sample.project, coding_id(1)).unwrap();
        assert_eq!(
            (row.span, row.chars),
            (Span::new(4, 10), CharSpan::new(1, 3))
        );
        assert_eq!(
            (row.quote, row.code_name, row.coder_name),
            ("治理", "a", "李")
        );
        assert_eq!((row.source_name, row.stray), ("源1", None));
    }

    #[test]
    fn rows_come_by_source_start_end_and_id() {
        let mut sample = marked("[a治[b理a]与b][c国c]");
        sample.put(quotation(0, 1, Span::new(0, 6)));
        sample.put(coding(0, 1, 'b'.into()));
        sample.put(coding(9, 0, 'c'.into()));
        let index = Index::build(&sample.project);
        let found = matching(&sample.project, &index, &Filter::all());
        assert_eq!(found, [0, 1, 9, 2, 3].map(coding_id));
    }

    #[test]
    fn every_part_of_a_filter_narrows() {
        let sample = two_coders();
        assert_eq!(
            quotes(&sample, &Filter::all()),
            ["治理", "国防", "Shipyards"]
        );
        assert_eq!(
            quotes(&sample, &Filter::of_source(source_id(2))),
            ["Shipyards"]
        );
        assert_eq!(
            quotes(&sample, &Filter::of_code(code_id('b'.into()))),
            ["国防"]
        );
        assert_eq!(
            quotes(&sample, &Filter::of_coder(coder_id(1))),
            ["治理", "国防"]
        );
        let branch = Filter {
            codes: Some(below(&sample.project, code_id('a'.into()))),
            ..Filter::all()
        };
        assert_eq!(quotes(&sample, &branch), ["治理", "Shipyards"]);
        let none = Filter {
            coders: Some([].into()),
            ..Filter::all()
        };
        assert_eq!(quotes(&sample, &none), [""; 0]);
    }

    #[test]
    fn words_are_found_in_their_other_forms_and_only_within_a_passage() {
        let mut sample = two_coders();
        sample.put(quotation(8, 1, Span::new(3, 9)));
        sample.put(coding(8, 8, 'b'.into()));
        let with = |text: &str| {
            let filter = Filter {
                text: text.into(),
                ..Filter::all()
            };
            quotes(&sample, &filter)
        };
        assert_eq!(with("國防"), ["国防"]);
        assert_eq!(with("ＳＨＩＰ"), ["Shipyards"]);
        assert_eq!(with("治"), ["字治", "治理"]);
        assert_eq!(with("治理与"), [""; 0], "it ends outside");
        assert_eq!(with("数字"), [""; 0], "it begins outside");
        assert_eq!(with("王"), [""; 0]);
        assert_eq!(with("wang"), ["Shipyards"], "who coded it");
        // One that begins inside a character hides nothing that comes after it.
        sample.put(quotation(7, 1, Span::new(1, 1)));
        sample.put(coding(7, 7, 'a'.into()));
        let filter = Filter {
            text: "国防".into(),
            ..Filter::all()
        };
        assert_eq!(quotes(&sample, &filter), ["国防"]);
        let index = Index::build(&sample.project);
        let mut matching = super::super::Matching::new(&sample.project, &filter);
        assert!(matching.go_on(&sample.project, &index, 99));
        assert_eq!(matching.found().len(), 1);
    }

    #[test]
    fn passages_are_told_by_what_else_they_are_coded_with_and_belong_to() {
        let mut sample = two_coders();
        sample.put(coding(8, 1, 'b'.into()));
        sample.put(memo_on(1, RecordId::Coding(coding_id(9))));
        sample.put(Coding {
            created: Time::from_secs(60),
            ..coding(2, 2, 'b'.into())
        });
        let (a, b) = (code_id('a'.into()), code_id('b'.into()));
        let all = Filter::all;
        let set = |it: RecordId| BTreeSet::from([it]);
        let by_wang = set(RecordId::Coder(coder_id(2)));
        let first = set(RecordId::Source(source_id(1)));
        for (filter, expected) in [
            (
                Filter {
                    with: [a].into(),
                    ..Filter::of_code(b)
                },
                vec!["治理"],
            ),
            (
                Filter {
                    without: [a].into(),
                    ..Filter::of_code(b)
                },
                vec!["国防"],
            ),
            (
                Filter {
                    with: [a, b].into(),
                    without: [a].into(),
                    ..all()
                },
                vec![],
            ),
            (
                Filter {
                    memo: Some(true),
                    ..all()
                },
                vec!["Shipyards"],
            ),
            (
                Filter {
                    memo: Some(false),
                    ..Filter::of_code(a)
                },
                vec!["治理"],
            ),
            (
                Filter {
                    within: vec![by_wang.clone()],
                    ..all()
                },
                vec!["Shipyards"],
            ),
            (
                Filter {
                    within: vec![by_wang, first],
                    ..all()
                },
                vec![],
            ),
            (
                Filter {
                    since: Some(Time::from_secs(60)),
                    ..all()
                },
                vec!["国防"],
            ),
            (
                Filter {
                    before: Some(Time::from_secs(60)),
                    ..Filter::of_code(b)
                },
                vec!["治理"],
            ),
        ] {
            assert_eq!(quotes(&sample, &filter), expected, "{filter:?}");
        }
    }

    #[test]
    fn text_is_looked_for_in_quotes_and_names_whatever_the_case() {
        let sample = two_coders();
        let with = |text: &str| Filter {
            text: text.into(),
            ..Filter::all()
        };
        assert_eq!(quotes(&sample, &with("国")), ["国防"]);
        for text in [" SHIP ", "industry", "wang", "源2"] {
            assert_eq!(quotes(&sample, &with(text)), ["Shipyards"], "{text}");
        }
        assert_eq!(quotes(&sample, &with("李")), ["治理", "国防"]);
    }

    #[test]
    fn a_lost_passage_is_listed_with_what_was_recorded() {
        let mut sample = marked("[a治理a]与国防");
        let mut lost = quotation(1, 1, Span::new(3, 3));
        lost.stray = Some(Box::new(Stray {
            quote: Quote {
                exact: "旧文".into(),
                ..Quote::default()
            },
            chars: CharSpan::new(40, 42),
            verdict: Verdict::Lost,
        }));
        sample.put(lost);
        assert_eq!(quotes(&sample, &Filter::all()), ["旧文"]);
        let row = row(&sample.project, coding_id(1)).unwrap();
        assert_eq!(
            (row.chars, row.stray),
            (CharSpan::new(40, 42), Some(Verdict::Lost))
        );
    }

    proptest! {
        #[test]
        fn many_rows_at_once_are_the_rows_one_by_one(project in any_project()) {
            let index = Index::build(&project);
            let ids = matching(&project, &index, &Filter::all());
            let singly: Vec<_> = ids.into_iter().filter_map(|id| row(&project, id)).collect();
            prop_assert_eq!(singly.len(), project.codings().len());
            prop_assert_eq!(rows(&project, &index, &Filter::all()), singly);
        }
    }

    #[test]
    fn a_filter_is_written_short_and_read_back() {
        assert_eq!(serde_json::to_string(&Filter::all()).unwrap(), "{}");
        let filter = Filter {
            text: "治".into(),
            ..Filter::of_code(code_id(1))
        };
        let written = serde_json::to_string(&filter).unwrap();
        assert_eq!(serde_json::from_str::<Filter>(&written).unwrap(), filter);
    }
}
