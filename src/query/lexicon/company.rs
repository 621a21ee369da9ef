//! Which words keep company with a word.

use super::measure::{association, expected, log_dice, mutual_information, t_score};
use super::{Lexicon, Scope, cut, is_within};
use crate::model::Project;
use crate::query::sources;
use crate::text::likeness::folded;
use crate::text::{Words, paragraphs};
use std::collections::{HashMap, HashSet};

/// A word that stands near another.
#[derive(Clone, PartialEq, Debug)]
pub struct Collocate {
    /// The word.
    pub word: String,
    /// How often it stands near the other.
    pub observed: u64,
    /// How often it stands inside at all.
    pub count: u64,
    /// How often it would stand near by chance.
    pub expected: f64,
    /// Mutual information: see [`mutual_information`].
    pub mutual_information: f64,
    /// See [`t_score`].
    pub t_score: f64,
    /// Dunning's log-likelihood over meeting and not meeting; negative when they avoid each other.
    pub log_likelihood: f64,
    /// See [`log_dice`].
    pub log_dice: f64,
}

/// The words that stand at least `least` times at most `window` words before or behind `node`, in one
/// paragraph and inside the scope; the strongest by log-likelihood first. A word between two nodes
/// counts near each; a node near another counts as well. Words that are passed over take no place.
pub fn collocates(
    (project, words): (&Project, &Words),
    scope: &Scope,
    lexicon: &Lexicon,
    (node, window, least): (&str, usize, u64),
) -> Vec<Collocate> {
    let node = folded(node);
    let stop: HashSet<String> = scope.stop.iter().map(|it| folded(it)).collect();
    let mut met: HashMap<String, u64> = HashMap::new();
    let mut around = 0;
    for source in sources(project) {
        let inside = scope.inside.of(source);
        let source = project.sources().get(source);
        let Some(source) = source.filter(|_| !inside.is_empty()) else {
            continue;
        };
        for paragraph in paragraphs::paragraphs(source.text()) {
            let own = cut(source.text(), words, paragraph);
            let own = own.filter(|(span, _)| is_within(*span, inside));
            let own: Vec<String> = own.map(|(_, word)| folded(word)).collect();
            let own: Vec<String> = own.into_iter().filter(|it| !stop.contains(it)).collect();
            let nodes = own.iter().enumerate().filter(|(_, it)| **it == node);
            for (at, _) in nodes {
                let before = own.iter().take(at).rev().take(window);
                for word in before.chain(own.iter().skip(at + 1).take(window)) {
                    *met.entry(word.clone()).or_default() += 1;
                    around += 1;
                }
            }
        }
    }
    let (nodes, all) = (lexicon.count_of(&node), lexicon.inside());
    let window = u64::try_from(window).unwrap_or(u64::MAX).saturating_mul(2);
    let met = met.into_iter().filter(|it| it.1 >= least.max(1));
    let mut found: Vec<Collocate> = met
        .map(|(word, observed)| {
            let count = lexicon.count_of(&word);
            let expected = expected((nodes, count), window, all);
            let form = lexicon.words.get(&word).map(|it| it.form.clone());
            Collocate {
                word: form.unwrap_or(word),
                observed,
                count,
                expected,
                mutual_information: mutual_information(observed, expected),
                t_score: t_score(observed, expected),
                log_likelihood: association(observed, around, count, all),
                log_dice: log_dice(observed, (nodes, count)),
            }
        })
        .collect();
    found.sort_by(|one, other| {
        let by_score = other.log_likelihood.total_cmp(&one.log_likelihood);
        by_score.then_with(|| one.word.cmp(&other.word))
    });
    found
}
