//! Which words are counted, where, and how they are listed.

use super::{ActError, Named};
use crate::exchange::{Grid, word_grid};
use crate::model::{Project, Value};
use crate::query::{
    Filter, Index, Lexicon, LexiconMaking, Scope, Search, Stretches, collocates, of_case,
    text_rank, with_value,
};
use crate::text::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A part of the texts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Part {
    /// All sources.
    #[default]
    All,
    /// A source.
    Source(Named),
    /// The sources and quotations of a case.
    Case(Named),
    /// The sources and quotations of a set.
    Set(Named),
    /// The sources with a value, and what belongs to cases that have it: the variable and the value.
    Value(Named, String),
    /// The passages of a code.
    Code(Named),
    /// The passages of a coder.
    Coder(Named),
    /// The passages that a query gives.
    Query(String),
    /// The passages of the codings that a filter lets pass.
    Codings(Box<Filter>),
}

/// How words are listed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum WordList {
    /// By how often they stand, with how evenly.
    #[default]
    Frequency,
    /// By how much they set the part apart from what it is set against: log-likelihood.
    Keyness,
    /// By how often they stand and in how few sources: TF-IDF.
    Weight,
    /// By the company they keep: TextRank.
    Rank,
    /// Those that stand near a word, at most so many words before or behind it.
    Company {
        /// The word.
        of: String,
        /// How many words on each side.
        #[serde(default = "usual_window")]
        window: usize,
    },
}

/// Words on each side of a word that are its company, unless told otherwise.
pub const WINDOW: usize = 5;

const fn usual_window() -> usize {
    WINDOW
}

impl WordList {
    /// The name in one word, the end of locale keys.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Frequency => "frequency",
            Self::Keyness => "keyness",
            Self::Weight => "weight",
            Self::Rank => "rank",
            Self::Company { .. } => "company",
        }
    }
}

/// Words to be counted and listed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WordsAsked {
    /// Where they are counted.
    pub part: Part,
    /// What the part is set against; everything else when absent.
    pub against: Option<Part>,
    /// How they are listed.
    pub list: WordList,
    /// How often a word must stand to be listed.
    pub least: u64,
}

/// Words that were counted and listed.
pub struct WordsCounted {
    /// What was asked.
    pub asked: WordsAsked,
    /// The list.
    pub grid: Grid,
    /// Words inside, each as often as it stands there.
    pub inside: u64,
    /// Words that it is set against.
    pub outside: u64,
}

/// What words are counted in: a project with its index, and what cuts it into words.
pub(super) type Ground<'a> = (&'a Project, &'a Index, &'a Arc<Words>);

/// Counts and lists words; `None` when it is stopped. The project's own words to pass over are, and
/// those of `stop`; `is_stopped` hears how far it is.
///
/// # Errors
/// When something named is not there, or a query cannot be asked.
pub(super) fn count(
    (project, index, words): Ground<'_>,
    (asked, stop): (&WordsAsked, &[String]),
    is_stopped: &dyn Fn(usize, usize) -> bool,
) -> Result<Option<WordsCounted>, ActError> {
    let ground = (project, index, words);
    let head = project.head();
    let scope = Scope {
        inside: stretches(ground, &asked.part)?,
        against: match &asked.against {
            Some(part) => Some(stretches(ground, part)?),
            None => None,
        },
        stop: head.words.stop.iter().chain(stop).cloned().collect(),
    };
    let mut making = LexiconMaking::new(project, &scope);
    while !making.go_on(project, words, PIECE) {
        let (done, all) = making.progress();
        if is_stopped(done, all) {
            return Ok(None);
        }
    }
    let lexicon = making.into_lexicon();
    let grid = listed((project, words), &scope, &lexicon, asked);
    Ok(Some(WordsCounted {
        asked: asked.clone(),
        grid,
        inside: lexicon.inside(),
        outside: lexicon.outside(),
    }))
}

/// Bytes counted between two looks at whether the work is stopped.
const PIECE: usize = 1 << 18;

fn listed(
    (project, words): (&Project, &Words),
    scope: &Scope,
    lexicon: &Lexicon,
    asked: &WordsAsked,
) -> Grid {
    let least = asked.least;
    match &asked.list {
        WordList::Frequency => word_grid::frequencies(lexicon, least),
        WordList::Keyness => word_grid::keywords(lexicon, least),
        WordList::Weight => word_grid::weights(&lexicon.weights(least), "tf_idf"),
        WordList::Rank => {
            let ranked = text_rank((project, words), scope, lexicon, least);
            word_grid::weights(&ranked, "text_rank")
        }
        WordList::Company { of, window } => {
            let wanted = (of.as_str(), *window, least);
            word_grid::company(&collocates((project, words), scope, lexicon, wanted))
        }
    }
}

/// What of the texts is meant.
///
/// # Errors
/// When something named is not there, a value is not of its variable's kind, or a query cannot be
/// asked.
fn stretches((project, index, words): Ground<'_>, part: &Part) -> Result<Stretches, ActError> {
    let of = |filter: &Filter| Stretches::of_filter(project, index, filter);
    let of_records = |records: &BTreeSet<_>| Stretches::of_records(project, records);
    Ok(match part {
        Part::All => Stretches::everything(project),
        Part::Source(named) => of(&Filter::of_source(named.source(project)?.id)),
        Part::Case(named) => of_records(&of_case(project, named.case(project)?.id)),
        Part::Set(named) => of_records(&named.set(project)?.members),
        Part::Value(variable, value) => {
            let variable = variable.variable(project)?;
            let value = Value::from_words(variable.kind, value).ok_or_else(|| {
                let (value, variable) = (value.clone(), variable.name.clone());
                ActError::BadValue { value, variable }
            })?;
            of_records(&with_value(project, variable.id, &value))
        }
        Part::Code(named) => of(&Filter::of_code(named.code(project)?.id)),
        Part::Coder(named) => of(&Filter::of_coder(named.coder(project)?.id)),
        Part::Query(query) => {
            let search = Search::new(project, query, words);
            let mut search = search.map_err(|error| ActError::Query {
                query: query.clone(),
                error,
            })?;
            while !search.go_on(project, index, usize::MAX) {}
            Stretches::of_matches(search.found())
        }
        Part::Codings(filter) => of(filter),
    })
}

/// Words cut as this project wants it: its own words and the names of its codes stay in one piece.
pub(super) fn words_of(words: &Words, project: &Project) -> Words {
    words.with(own_words(project))
}

/// The words that stay in one piece in this project: its own and the names of its codes.
pub(super) fn own_words(project: &Project) -> impl Iterator<Item = &str> {
    let own = project.head().words.own.iter();
    let names = project.codes().iter();
    let names = names.flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
    own.chain(names).map(String::as_str)
}
