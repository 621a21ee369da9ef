//! Words counted: how often, how evenly, against the rest, and in whose company.
//!
//! A word is what [`Words`] cuts and what has a letter, a digit or a character of some script in it;
//! words that differ only in width, case and traditional forms are one word, shown as it stands
//! first. A word counts as **inside** when it lies wholly within the stretches of the scope. All other
//! words of all sources are **outside**, or, where the scope is set against other stretches, only those
//! that lie within these. Where stretches overlap, a word counts once.

mod company;
mod measure;
mod rank;
mod stretches;
#[cfg(test)]
mod tests;

pub use company::{Collocate, collocates};
pub use measure::{
    dispersion, log_dice, log_likelihood, log_ratio, mutual_information, t_score, tf_idf,
};
pub use rank::text_rank;
pub use stretches::Stretches;

use super::sources;
use crate::model::{Project, SourceId};
use crate::text::likeness::folded;
use crate::text::{Span, Words, paragraphs};
use std::collections::{HashMap, HashSet, VecDeque};
use stretches::is_within;

/// Where words are counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// What is inside.
    pub inside: Stretches,
    /// What is outside; everything else when absent.
    pub against: Option<Stretches>,
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
    /// In how many sources it stands, inside or not, and one more than the number of the last.
    sources: (u64, usize),
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

/// A word with its weight among those inside.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighted {
    /// The word.
    pub word: String,
    /// How often inside.
    pub count: u64,
    /// In how many sources, inside.
    pub sources: usize,
    /// The weight.
    pub weight: f64,
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
    scope: Scope,
    left: VecDeque<SourceId>,
    /// Sources at the beginning.
    all: usize,
    lexicon: Lexicon,
}

impl LexiconMaking {
    /// Of a scope; nothing is counted yet.
    pub fn new(project: &Project, scope: &Scope) -> Self {
        let left: VecDeque<SourceId> = sources(project).into();
        Self {
            stop: scope.stop.iter().map(|it| folded(it)).collect(),
            scope: scope.clone(),
            all: left.len(),
            left,
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
            let (inside, against) = (self.scope.inside.of(id), self.scope.against.as_ref());
            let stretches = (inside, against.map(|it| it.of(id)));
            self.lexicon
                .count(source.text(), words, stretches, &self.stop);
            most = most.saturating_sub(source.text().len().max(1));
        }
        true
    }

    /// How far it is: sources counted, and all.
    pub fn progress(&self) -> (usize, usize) {
        (self.all - self.left.len(), self.all)
    }

    /// The lexicon; whole when [`Self::go_on`] says so.
    pub fn into_lexicon(self) -> Lexicon {
        self.lexicon
    }
}

impl Lexicon {
    /// Counts at once.
    pub fn of(project: &Project, words: &Words, scope: &Scope) -> Self {
        let mut making = LexiconMaking::new(project, scope);
        while !making.go_on(project, words, usize::MAX) {}
        making.into_lexicon()
    }

    fn count(
        &mut self,
        text: &str,
        words: &Words,
        (inside, against): (&[Span], Option<&[Span]>),
        stop: &HashSet<String>,
    ) {
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
                if tally.sources.1 <= part {
                    tally.sources = (tally.sources.0 + 1, part + 1);
                }
                if !is_within(span, inside) {
                    let counts = against.is_none_or(|it| is_within(span, it));
                    tally.outside += u64::from(counts);
                    self.outside += u64::from(counts);
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

    /// The words that stand at least so often inside, by [`tf_idf`] over the sources, the heaviest
    /// first.
    pub fn weights(&self, least: u64) -> Vec<Weighted> {
        let all = u64::try_from(self.parts.len()).unwrap_or(u64::MAX);
        let kept = self.words.values();
        let kept = kept.filter(|it| it.inside >= least.max(1));
        let mut found: Vec<Weighted> = kept
            .map(|it| Weighted {
                word: it.form.clone(),
                count: it.inside,
                sources: it.parts.len(),
                weight: tf_idf((it.inside, self.inside), (it.sources.0, all)),
            })
            .collect();
        found.sort_by(|one, other| {
            let by_weight = other.weight.total_cmp(&one.weight);
            by_weight.then_with(|| one.word.cmp(&other.word))
        });
        found
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
