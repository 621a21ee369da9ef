//! The passages a query gives, source by source.

use super::ground::Ground;
use super::node::{Leaf, Node, Terms};
use super::{parse, resolve};
use crate::model::{CodingId, Project, SourceId};
use crate::query::{Index, QueryError, sources};
use crate::text::{Span, Words};
use smallvec::SmallVec;
use std::collections::VecDeque;
use std::sync::Arc;

/// A passage that a query gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// The source.
    pub source: SourceId,
    /// Where in it, in bytes.
    pub span: Span,
    /// The codings it is given for, by id; none for words that were found in the text.
    pub codings: SmallVec<[CodingId; 1]>,
}

/// A query being answered. It is answered a source at a time, so that nobody waits for all of them.
#[derive(Clone, Debug)]
pub struct Search {
    terms: Arc<Terms>,
    words: Arc<Words>,
    /// The sources that are left, the next one first.
    left: VecDeque<SourceId>,
    found: Vec<Match>,
}

/// Bytes of text that cost as much as one passage to look at.
const BYTES_A_PASSAGE: usize = 1024;

impl Search {
    /// Reads a query and looks its names up; nothing has been looked at yet. `words` cuts the text
    /// where whole words are asked for.
    ///
    /// # Errors
    /// Where and why the query cannot be asked.
    pub fn new(project: &Project, query: &str, words: &Arc<Words>) -> Result<Self, QueryError> {
        let terms = resolve::resolve(project, &parse::parse(query)?)?;
        Ok(Self {
            terms: Arc::new(terms),
            words: words.clone(),
            left: VecDeque::from(sources(project)),
            found: Vec::new(),
        })
    }

    /// Only in these sources.
    #[must_use]
    pub fn only(mut self, keeps: impl Fn(SourceId) -> bool) -> Self {
        self.left.retain(|it| keeps(*it));
        self
    }

    /// Whether it asks for whole words, for which the dictionary is needed.
    pub fn needs_words(&self) -> bool {
        let is_whole = |it: &Leaf| matches!(it, Leaf::Text { whole: true, .. });
        self.terms.leaves.iter().any(is_whole)
    }

    /// Looks at further sources until about `most` passages were looked at, one source at least;
    /// returns whether all have been. `project` and `index` must be the same until then.
    pub fn go_on(&mut self, project: &Project, index: &Index, most: usize) -> bool {
        let mut looked_at = 0;
        while looked_at < most.max(1)
            && let Some(source) = self.left.pop_front()
        {
            let Some(source) = project.sources().get(source) else {
                continue;
            };
            looked_at += 1 + index.passages(source.id).len();
            looked_at += source.text().len() / BYTES_A_PASSAGE;
            // Words alone need no more than to be found.
            if let Node::Leaf(leaf) = &self.terms.root
                && let Some(Leaf::Text {
                    finder,
                    whole: false,
                }) = self.terms.leaves.get(*leaf)
            {
                let hits = finder.find(source.text());
                self.found.extend(hits.map(|span| Match {
                    source: source.id,
                    span,
                    codings: SmallVec::new(),
                }));
                continue;
            }
            let ground = Ground::new((project, index), source, (&self.terms, &self.words));
            let spots = ground.spots(&self.terms.root);
            self.found.extend(spots.iter().map(|spot| Match {
                source: source.id,
                span: spot.span,
                codings: spot.codings.clone(),
            }));
        }
        self.left.is_empty()
    }

    /// The passages found so far, by source in list order and then in the order of the text.
    pub fn found(&self) -> &[Match] {
        &self.found
    }

    /// The same, without a copy.
    pub fn into_found(self) -> Vec<Match> {
        self.found
    }
}
