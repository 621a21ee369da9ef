//! Names and words hidden under others everywhere in a project, and shown again: texts, names, memos
//! and values alike, with the places of quotations carried along.
//!
//! **Invariant:** what hides a word stands nowhere else in the project, so that taking a veil off gives
//! back byte for byte what it was put on.

use super::copy::records;
use crate::model::{
    Case, Code, Coder, Fingerprint, Gloss, Head, Link, Memo, Project, Query, Quotation, Quote,
    Recipe, Record, Set, Source, SourceId, Stray, Styled, Value, Variable, VariableId, WordLists,
};
use crate::text::{CharSpan, Lines, Span};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which words are hidden, each with what stands in its stead.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Veil {
    /// Words with what hides them, each of both only once.
    pub words: Vec<(String, String)>,
}

impl Veil {
    /// Of words of a project, each with what should hide it if that is given. Where nothing is given,
    /// or what is given stands in the project already or hides another word, a numbered sign is taken.
    pub fn over(project: &Project, words: &[(String, Option<String>)]) -> Self {
        let all = strings(project);
        let mut wanted: Vec<(String, Option<String>)> = words.to_vec();
        let mut seen = BTreeSet::new();
        wanted.retain(|(word, _)| !word.trim().is_empty() && seen.insert(word.trim().to_owned()));
        let mut veil = Self::default();
        let mut number = 0;
        for (word, given) in wanted {
            let taken = |sign: &str| {
                let clashes = |(one, other): &(String, String)| {
                    other.contains(sign) || sign.contains(other.as_str()) || one.contains(sign)
                };
                sign.trim().is_empty()
                    || veil.words.iter().any(clashes)
                    || word.contains(sign)
                    || all.iter().any(|text| text.contains(sign))
            };
            let given = given.filter(|it| !taken(it));
            let sign = given.unwrap_or_else(|| {
                let signs = std::iter::repeat_with(|| {
                    number += 1;
                    format!("〔{number}〕")
                });
                signs.into_iter().find(|it| !taken(it)).unwrap_or_default()
            });
            veil.words.push((word.trim().to_owned(), sign));
        }
        veil
    }

    /// The project with its words hidden.
    pub fn put_on(&self, project: &Project) -> Project {
        let pairs = self.words.iter().map(|(one, two)| (&**one, &**two));
        Turner::of(pairs.collect()).project(project)
    }

    /// The project with its words shown again.
    pub fn take_off(&self, project: &Project) -> Project {
        let pairs = self.words.iter().map(|(one, two)| (&**two, &**one));
        Turner::of(pairs.collect()).project(project)
    }
}

/// Everything a person wrote in a project.
fn strings(project: &Project) -> Vec<String> {
    let mut all = vec![project.head().name.clone()];
    let lists = &project.head().words;
    all.extend(lists.stop.iter().chain(&lists.own).cloned());
    let mut keep = |text: &str| all.push(text.to_owned());
    for record in records(project) {
        match record {
            Record::Coder(it) => keep(&it.name),
            Record::Code(it) => {
                it.aliases.iter().for_each(|it| keep(it));
                [it.name, it.definition, it.when, it.when_not]
                    .iter()
                    .for_each(|it| keep(it));
            }
            Record::Variable(it) => keep(&it.name),
            Record::Case(it) => {
                keep(&it.name);
                it.values.values().filter_map(text_of).for_each(&mut keep);
            }
            Record::Set(it) => keep(&it.name),
            Record::Link(it) => keep(&it.name),
            Record::Query(it) => [it.name, it.text].iter().for_each(|it| keep(it)),
            Record::Gloss(it) => {
                keep(&it.name);
                it.about.values().for_each(|it| keep(it));
            }
            Record::Recipe(it) => {
                keep(&it.name);
                it.about.values().for_each(|it| keep(it));
            }
            Record::Source(it) => {
                keep(&it.name);
                keep(&it.origin.name);
                it.origin.citation.iter().for_each(|it| keep(&it.words));
                keep(it.text());
                it.values.values().filter_map(text_of).for_each(&mut keep);
            }
            Record::Quotation(it) => {
                if let Some(it) = it.stray {
                    [it.quote.exact, it.quote.prefix, it.quote.suffix]
                        .iter()
                        .for_each(|it| keep(it));
                }
            }
            Record::Memo(it) => keep(&it.text),
            Record::Project(_) | Record::Coding(_) | Record::Conflict(_) => {}
        }
    }
    all
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Puts words in the place of others.
struct Turner<'w> {
    finder: Option<AhoCorasick>,
    to: Vec<&'w str>,
}

/// A text that was turned, with where which part of it went.
struct Turned {
    text: String,
    /// Stretches that are others now: where they stood and where they stand.
    parts: Vec<(Span, Span)>,
}

/// The text of a source, turned.
struct Text<'s> {
    was: &'s Lines,
    turned: Turned,
    lines: Lines,
}

impl Text<'_> {
    /// Where code points stand now; the same where they stood nowhere.
    fn chars(&self, chars: CharSpan) -> CharSpan {
        let span = self.was.span_from_chars(chars);
        let now = span.and_then(|span| self.lines.chars_from_span(self.turned.span(span)));
        now.unwrap_or(chars)
    }
}

impl Turned {
    /// Where a span stands now: what it cut through it takes whole.
    fn span(&self, span: Span) -> Span {
        let is_empty = span.is_empty();
        let place = |at: usize, is_end: bool| {
            let before = self.parts.partition_point(|it| it.0.end <= at);
            let gone = |it: &(Span, Span)| (it.0.end, it.1.end);
            let (old, new) = match before.checked_sub(1).and_then(|it| self.parts.get(it)) {
                Some(last) => gone(last),
                None => (0, 0),
            };
            match self.parts.get(before) {
                Some((was, is)) if was.start < at => match is_end {
                    true => is.end,
                    false => is.start,
                },
                _ => new + (at - old),
            }
        };
        let start = place(span.start, false);
        let end = if is_empty {
            start
        } else {
            place(span.end, true)
        };
        Span::new(start, end)
    }
}

impl<'w> Turner<'w> {
    fn of(pairs: Vec<(&'w str, &'w str)>) -> Self {
        let from: Vec<&str> = pairs.iter().map(|it| it.0).collect();
        // The longest word counts, whichever was named first.
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&from);
        Self {
            finder: finder.ok().filter(|_| !from.is_empty()),
            to: pairs.into_iter().map(|it| it.1).collect(),
        }
    }

    fn turned(&self, text: &str) -> Turned {
        let mut turned = Turned {
            text: String::with_capacity(text.len()),
            parts: Vec::new(),
        };
        let mut last = 0;
        let found = self.finder.iter().flat_map(|it| it.find_iter(text));
        for found in found {
            let to = self.to.get(found.pattern().as_usize()).copied();
            let between = text.get(last..found.start()).unwrap_or_default();
            turned.text.push_str(between);
            let start = turned.text.len();
            turned.text.push_str(to.unwrap_or_default());
            let is = Span::new(start, turned.text.len());
            turned
                .parts
                .push((Span::new(found.start(), found.end()), is));
            last = found.end();
        }
        turned.text.push_str(text.get(last..).unwrap_or_default());
        turned
    }

    fn words(&self, text: &str) -> String {
        self.turned(text).text
    }

    fn values(&self, values: BTreeMap<VariableId, Value>) -> BTreeMap<VariableId, Value> {
        let turned = |value| match value {
            Value::Text(text) => Value::Text(self.words(&text)),
            value => value,
        };
        values
            .into_iter()
            .map(|(id, it)| (id, turned(it)))
            .collect()
    }

    fn project(&self, project: &Project) -> Project {
        if self.to.is_empty() {
            return project.clone();
        }
        let lists = &project.head().words;
        let head = Head {
            name: self.words(&project.head().name),
            words: WordLists {
                stop: lists.stop.iter().map(|it| self.words(it)).collect(),
                own: lists.own.iter().map(|it| self.words(it)).collect(),
            },
            ..project.head().clone()
        };
        let texts = project.sources().iter().map(|it| (it.id, self.text(it)));
        let texts: BTreeMap<SourceId, Text<'_>> = texts.collect();
        let all = records(project).into_iter();
        let turned = all.map(|it| self.record(&texts, it));
        let mut veiled = Project::gather(head, turned);
        veiled.extra = project.extra.clone();
        veiled.unread.clone_from(&project.unread);
        veiled
    }

    fn text<'s>(&self, source: &'s Source) -> Text<'s> {
        let turned = self.turned(source.text());
        let lines = Lines::from(turned.text.as_str());
        Text {
            was: &source.lines,
            turned,
            lines,
        }
    }

    fn record(&self, texts: &BTreeMap<SourceId, Text<'_>>, record: Record) -> Record {
        match record {
            Record::Coder(it) => Coder {
                name: self.words(&it.name),
                ..it
            }
            .into(),
            Record::Code(it) => Code {
                name: self.words(&it.name),
                aliases: it.aliases.iter().map(|it| self.words(it)).collect(),
                definition: self.words(&it.definition),
                when: self.words(&it.when),
                when_not: self.words(&it.when_not),
                ..it
            }
            .into(),
            Record::Variable(it) => Variable {
                name: self.words(&it.name),
                ..it
            }
            .into(),
            Record::Case(it) => Case {
                name: self.words(&it.name),
                values: self.values(it.values.clone()),
                ..it
            }
            .into(),
            Record::Set(it) => Set {
                name: self.words(&it.name),
                ..it
            }
            .into(),
            Record::Link(it) => Link {
                name: self.words(&it.name),
                ..it
            }
            .into(),
            Record::Query(it) => {
                let (name, text) = (self.words(&it.name), self.words(&it.text));
                Query { name, text, ..it }.into()
            }
            Record::Gloss(it) => Gloss {
                name: self.words(&it.name),
                about: self.about(&it.about),
                ..it
            }
            .into(),
            Record::Recipe(it) => Recipe {
                name: self.words(&it.name),
                about: self.about(&it.about),
                ..it
            }
            .into(),
            Record::Source(it) => match texts.get(&it.id) {
                Some(text) => self.source(it, text).into(),
                None => it.into(),
            },
            Record::Quotation(it) => match texts.get(&it.source) {
                Some(text) => self.quotation(it, text).into(),
                None => it.into(),
            },
            Record::Memo(it) => Memo {
                text: self.words(&it.text),
                ..it
            }
            .into(),
            record => record,
        }
    }

    fn about(&self, about: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let turned = about
            .iter()
            .map(|(name, words)| (name.clone(), self.words(words)));
        turned.collect()
    }

    fn source(&self, it: Source, text: &Text<'_>) -> Source {
        let styles = it.origin.styles.iter().map(|styled| Styled {
            chars: text.chars(styled.chars),
            style: styled.style.clone(),
        });
        let mut origin = it.origin.clone();
        origin.styles = styles.collect();
        origin.name = self.words(&origin.name);
        for cited in &mut origin.citation {
            cited.words = self.words(&cited.words);
        }
        Source {
            name: self.words(&it.name),
            values: self.values(it.values.clone()),
            fingerprint: Fingerprint::of(&text.turned.text),
            origin,
            lines: text.lines.clone(),
            ..it
        }
    }

    fn quotation(&self, it: Quotation, text: &Text<'_>) -> Quotation {
        let stray = it.stray.map(|stray| {
            Box::new(Stray {
                quote: Quote {
                    exact: self.words(&stray.quote.exact),
                    prefix: self.words(&stray.quote.prefix),
                    suffix: self.words(&stray.quote.suffix),
                },
                chars: text.chars(stray.chars),
                verdict: stray.verdict,
            })
        });
        let span = text.turned.span(it.span);
        Quotation { span, stray, ..it }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check_all;
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    fn veil(project: &Project, words: &[(&str, &str)]) -> Veil {
        let given = |word: &str| Some(word.to_owned()).filter(|it| !it.is_empty());
        let words = words.iter().map(|it| (it.0.to_owned(), given(it.1)));
        Veil::over(project, &words.collect::<Vec<_>>())
    }

    fn spans(turner: &Turner<'_>, text: &str, spans: &[(usize, usize)]) -> Vec<String> {
        let turned = turner.turned(text);
        let of = |it: &(usize, usize)| turned.span(Span::new(it.0, it.1));
        let words = spans
            .iter()
            .map(|it| of(it).of(&turned.text).unwrap().to_owned());
        words.collect()
    }

    #[test]
    fn passages_are_carried_along_and_take_what_they_cut_through_whole() {
        let turner = Turner::of(vec![("张三", "〔1〕"), ("张三丰", "〔2〕")]);
        let text = "张三说张三丰好";
        assert_eq!(turner.turned(text).text, "〔1〕说〔2〕好");
        let all = [(0, 6), (6, 9), (3, 9), (9, 18), (9, 12), (18, 21), (0, 21)];
        assert_eq!(
            spans(&turner, text, &all),
            [
                "〔1〕",
                "说",
                "〔1〕说",
                "〔2〕",
                "〔2〕",
                "好",
                "〔1〕说〔2〕好"
            ]
        );
    }

    #[test]
    fn what_stands_in_the_project_already_hides_nothing() {
        let sample = Project::new(Head {
            id: crate::model::ProjectId::new(uuid::Uuid::nil()),
            name: "某市与〔1〕的张三".to_owned(),
            created: crate::model::Time::default(),
            words: crate::model::WordLists::default(),
            extra: crate::model::Extra::default(),
        });
        let veil = veil(
            &sample,
            &[("张三", "某市"), ("李四", "某人"), ("王五", "某人")],
        );
        let pairs: Vec<(&str, &str)> = veil
            .words
            .iter()
            .map(|(one, two)| (one.as_str(), two.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [("张三", "〔2〕"), ("李四", "某人"), ("王五", "〔3〕")]
        );
        let hidden = veil.put_on(&sample);
        assert_eq!(hidden.head().name, "某市与〔1〕的〔2〕");
        assert_eq!(veil.take_off(&hidden), sample);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn what_a_veil_hides_it_gives_back(project in any_project()) {
            let words = [("治理".to_owned(), None), ("国防".to_owned(), Some("甲地".to_owned())), ("é".to_owned(), None)];
            let names = project.coders().iter().map(|it| (it.name.clone(), None));
            let words: Vec<_> = words.into_iter().chain(names).collect();
            let veil = Veil::over(&project, &words);
            let hidden = veil.put_on(&project);
            prop_assert_eq!(check_all(&hidden), []);
            for text in strings(&hidden) {
                let is_in_sign = |word: &str| veil.words.iter().any(|it| it.1.contains(word));
                for (word, _) in veil.words.iter().filter(|it| !is_in_sign(&it.0)) {
                    prop_assert!(!text.contains(word.as_str()), "{word} in {text}");
                }
            }
            let shown = veil.take_off(&hidden);
            prop_assert_eq!(strings(&shown), strings(&project));
        }
    }
}
