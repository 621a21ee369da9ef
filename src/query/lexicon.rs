//! Words counted: how often, how evenly, against the rest, and in whose company.
//!
//! A word is what [`Words`] cuts and what has a letter, a digit or a character of some script in it;
//! words that differ only in width, case and traditional forms are one word, shown as it stands
//! first. A word counts as **inside** when it lies wholly within the scope: in the sources the filter
//! names, or, where the filter asks for codes, coders or anything about codings, in a passage of a
//! coding it lets pass. All other words of all sources are **outside**. Where passages overlap, a
//! word counts once.

mod company;
mod measure;
#[cfg(test)]
mod tests;

pub use company::{Collocate, collocates};
pub use measure::{dispersion, log_dice, log_likelihood, log_ratio, mutual_information, t_score};

use super::{Filter, Index, matching, sources};
use crate::model::{Project, SourceId};
use crate::text::likeness::folded;
use crate::text::{Span, Words, paragraphs};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// Where words are counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// What is inside.
    pub filter: Filter,
    /// Words that are passed over, in any width, case and form.
    pub stop: Vec<String>,
}

/// A word and how often it stands where.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Tally {
    /// As it stands first.
    form: String,
    inside: u64,
    outside: u64,
    /// How often it stands inside each source, by number; in rising order.
    parts: Vec<(usize, u64)>,
}

/// How often a word stands inside.
#[derive(Clone, PartialEq, Debug)]
pub struct Frequency {
    /// The word.
    pub word: String,
    /// How often.
    pub count: u64,
    /// In how many sources.
    pub sources: usize,
    /// How often in a million words.
    pub per_million: f64,
    /// How unevenly it is spread over the sources: see [`dispersion`].
    pub dispersion: f64,
}

/// How much a word sets the inside apart from the outside.
#[derive(Clone, PartialEq, Debug)]
pub struct Keyword {
    /// The word.
    pub word: String,
    /// How often inside.
    pub count: u64,
    /// How often outside.
    pub outside: u64,
    /// See [`log_likelihood`]; negative when the word is rarer inside.
    pub log_likelihood: f64,
    /// See [`log_ratio`].
    pub log_ratio: f64,
}

/// The words of a project, counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lexicon {
    words: HashMap<String, Tally>,
    /// Words inside each source.
    parts: Vec<u64>,
    inside: u64,
    outside: u64,
}

/// A lexicon in the making, source by source.
pub struct LexiconMaking {
    stop: HashSet<String>,
    stretches: BTreeMap<SourceId, Vec<Span>>,
    left: VecDeque<SourceId>,
    lexicon: Lexicon,
}

impl LexiconMaking {
    /// Of a scope; nothing is counted yet.
    pub fn new(project: &Project, index: &Index, scope: &Scope) -> Self {
        Self {
            stop: scope.stop.iter().map(|it| folded(it)).collect(),
            stretches: stretches(project, index, &scope.filter),
            left: sources(project).into(),
            lexicon: Lexicon::default(),
        }
    }

    /// Counts further sources until `most` bytes have been read; a source is counted whole. Returns
    /// whether all are counted. `project` must be the same until then.
    pub fn go_on(&mut self, project: &Project, words: &Words, most: usize) -> bool {
        let mut most = most;
        while let Some(id) = self.left.front().copied() {
            if most == 0 {
                return false;
            }
            self.left.pop_front();
            let Some(source) = project.sources().get(id) else {
                continue;
            };
            let inside = self.stretches.get(&id).map_or(&[][..], Vec::as_slice);
            self.lexicon
                .count(source.text(), words, (inside, &self.stop));
            most = most.saturating_sub(source.text().len().max(1));
        }
        true
    }

    /// The lexicon; whole when [`Self::go_on`] says so.
    pub fn into_lexicon(self) -> Lexicon {
        self.lexicon
    }
}

impl Lexicon {
    /// Counts at once.
    pub fn of(project: &Project, index: &Index, words: &Words, scope: &Scope) -> Self {
        let mut making = LexiconMaking::new(project, index, scope);
        while !making.go_on(project, words, usize::MAX) {}
        making.into_lexicon()
    }

    fn count(&mut self, text: &str, words: &Words, (inside, stop): (&[Span], &HashSet<String>)) {
        let part = self.parts.len();
        let mut own = 0;
        for paragraph in paragraphs::paragraphs(text) {
            for (span, form) in cut(text, words, paragraph) {
                let key = folded(form);
                if stop.contains(&key) {
                    continue;
                }
                let tally = self.words.entry(key).or_insert_with(|| Tally {
                    form: form.to_owned(),
                    ..Tally::default()
                });
                if !is_within(span, inside) {
                    tally.outside += 1;
                    self.outside += 1;
                    continue;
                }
                tally.inside += 1;
                own += 1;
                match tally.parts.last_mut().filter(|it| it.0 == part) {
                    Some((_, count)) => *count += 1,
                    None => tally.parts.push((part, 1)),
                }
            }
        }
        self.inside += own;
        self.parts.push(own);
    }

    /// Words inside.
    pub fn inside(&self) -> u64 {
        self.inside
    }

    /// Words outside.
    pub fn outside(&self) -> u64 {
        self.outside
    }

    /// How often a word stands inside.
    pub fn count_of(&self, word: &str) -> u64 {
        self.words.get(&folded(word)).map_or(0, |it| it.inside)
    }

    /// The words inside that stand there at least so often, the most frequent first.
    pub fn frequencies(&self, least: u64) -> Vec<Frequency> {
        let kept = self.words.values();
        let kept = kept.filter(|it| it.inside >= least.max(1));
        let mut all: Vec<Frequency> = kept
            .map(|it| Frequency {
                word: it.form.clone(),
                count: it.inside,
                sources: it.parts.len(),
                per_million: measure::share(it.inside, self.inside) * 1e6,
                dispersion: dispersion(&it.parts, &self.parts),
            })
            .collect();
        all.sort_by(|one, other| (other.count, &one.word).cmp(&(one.count, &other.word)));
        all
    }

    /// The words that stand at least so often inside, those that set it apart most first.
    pub fn keywords(&self, least: u64) -> Vec<Keyword> {
        let kept = self.words.values();
        let kept = kept.filter(|it| it.inside >= least.max(1));
        let mut all: Vec<Keyword> = kept
            .map(|it| {
                let (one, other) = ((it.inside, self.inside), (it.outside, self.outside));
                Keyword {
                    word: it.form.clone(),
                    count: it.inside,
                    outside: it.outside,
                    log_likelihood: log_likelihood(one, other),
                    log_ratio: log_ratio(one, other),
                }
            })
            .collect();
        all.sort_by(|one, other| {
            let by_score = other.log_likelihood.total_cmp(&one.log_likelihood);
            by_score.then_with(|| one.word.cmp(&other.word))
        });
        all
    }
}

/// The words of a paragraph with their places: what holds a letter, a digit or a character.
fn cut<'t>(
    text: &'t str,
    words: &Words,
    paragraph: Span,
) -> impl Iterator<Item = (Span, &'t str)> + use<'t> {
    let own = paragraph.of(text).unwrap_or_default();
    let cut = words.cut(own).into_iter();
    cut.filter_map(move |span| {
        let word = span.of(own)?;
        let counts = word.chars().any(char::is_alphanumeric);
        counts.then(|| (span.shifted(paragraph.start), word))
    })
}

/// Whether a word lies in one of some stretches, which come in order and do not meet.
fn is_within(word: Span, stretches: &[Span]) -> bool {
    let at = stretches.partition_point(|it| it.end < word.end);
    stretches.get(at).is_some_and(|it| word.within(*it))
}

/// What of each source is inside: all of it, or the passages of the codings the filter lets pass.
fn stretches(project: &Project, index: &Index, filter: &Filter) -> BTreeMap<SourceId, Vec<Span>> {
    let plain = Filter {
        sources: filter.sources.clone(),
        ..Filter::all()
    };
    let mut stretches: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    if *filter == plain {
        let kept = project.sources().iter();
        let kept = kept.filter(|it| filter.keeps_source(it.id));
        let whole = kept.map(|it| (it.id, vec![Span::new(0, it.text().len())]));
        return whole.collect();
    }
    for coding in matching(project, index, filter) {
        let coding = project.codings().get(coding);
        let quotation = coding.and_then(|it| project.quotations().get(it.quotation));
        let Some(quotation) = quotation else { continue };
        let passage = index.quotation(quotation.id);
        let key = passage.map(crate::model::Keyed::key);
        let has_place = key.is_some_and(|it| index.passages(quotation.source).contains(it));
        if has_place {
            stretches
                .entry(quotation.source)
                .or_default()
                .push(quotation.span);
        }
    }
    for spans in stretches.values_mut() {
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
    stretches
}
