//! Which words a text is about, by the company they keep in it: TextRank.

use super::{Lexicon, Scope, Weighted, cut, is_within};
use crate::model::Project;
use crate::query::sources;
use crate::text::likeness::folded;
use crate::text::{Words, paragraphs};
use std::collections::{BTreeMap, HashMap};

/// Words that may be ranked at most: the most frequent ones.
const MOST_WORDS: usize = 20_000;
/// Words that stand at most so far apart are neighbours: five stand in a window.
const WINDOW: usize = 4;
/// Of a word's weight, this share comes from its neighbours.
const DAMPING: f64 = 0.85;
/// Rounds at most; weights that move less than this end it before.
const ROUNDS: usize = 50;
const STILL: f64 = 1e-6;

/// The words of the scope that stand there at least `least` times and have two characters or more, by
/// TextRank: every word hands its weight on to the words it stands within four words of in one
/// paragraph, in proportion to how often it does. Weights are such that their mean is 1.
///
/// R. Mihalcea and P. Tarau (2004), TextRank: bringing order into texts, Proceedings of EMNLP,
/// 404–411; with weighted, undirected edges and a damping of 0.85.
pub fn text_rank(
    (project, words): (&Project, &Words),
    scope: &Scope,
    lexicon: &Lexicon,
    least: u64,
) -> Vec<Weighted> {
    let ranked = lexicon.frequencies(least.max(1)).into_iter();
    let ranked = ranked.filter(|it| it.word.chars().count() > 1);
    let ranked: Vec<_> = ranked.take(MOST_WORDS).collect();
    let numbers: HashMap<String, usize> = ranked
        .iter()
        .enumerate()
        .map(|(number, it)| (folded(&it.word), number))
        .collect();
    let edges = neighbours((project, words), scope, &numbers);
    let weights = weighed(&edges, ranked.len());
    let mut found: Vec<Weighted> = ranked
        .into_iter()
        .zip(weights)
        .map(|(it, weight)| Weighted {
            word: it.word,
            count: it.count,
            sources: it.sources,
            weight,
        })
        .collect();
    found.sort_by(|one, other| {
        let by_weight = other.weight.total_cmp(&one.weight);
        by_weight.then_with(|| one.word.cmp(&other.word))
    });
    found
}

/// How often each two words are neighbours, by the smaller number and the larger.
type Edges = BTreeMap<(usize, usize), f64>;

fn neighbours(
    (project, words): (&Project, &Words),
    scope: &Scope,
    numbers: &HashMap<String, usize>,
) -> Edges {
    let mut met: HashMap<(usize, usize), f64> = HashMap::new();
    for id in sources(project) {
        let (Some(source), inside) = (project.sources().get(id), scope.inside.of(id)) else {
            continue;
        };
        if inside.is_empty() {
            continue;
        }
        for paragraph in paragraphs::paragraphs(source.text()) {
            let own = cut(source.text(), words, paragraph);
            let own = own.filter(|(span, _)| is_within(*span, inside));
            let own: Vec<Option<usize>> = own
                .map(|(_, word)| numbers.get(&folded(word)).copied())
                .collect();
            for (at, one) in own.iter().enumerate() {
                let Some(one) = one else { continue };
                let near = own.iter().skip(at + 1).take(WINDOW).flatten();
                for other in near.filter(|it| *it != one) {
                    let edge = (*one.min(other), *one.max(other));
                    *met.entry(edge).or_default() += 1.0;
                }
            }
        }
    }
    // In order, so that sums of many numbers come out the same each time.
    met.into_iter().collect()
}

fn weighed(edges: &Edges, count: usize) -> Vec<f64> {
    let mut strength = vec![0.0; count];
    for ((one, other), times) in edges {
        for at in [one, other] {
            if let Some(strength) = strength.get_mut(*at) {
                *strength += times;
            }
        }
    }
    let share = |weights: &[f64], at: usize, times: f64| {
        let (weight, all) = (weights.get(at), strength.get(at));
        weight
            .zip(all)
            .map_or(0.0, |(weight, all)| weight * times / all)
    };
    let mut weights = vec![1.0; count];
    for _ in 0..ROUNDS {
        let mut next = vec![1.0 - DAMPING; count];
        for ((one, other), times) in edges {
            for (to, from) in [(one, other), (other, one)] {
                if let Some(next) = next.get_mut(*to) {
                    *next += DAMPING * share(&weights, *from, *times);
                }
            }
        }
        let moved = weights.iter().zip(&next).map(|(one, it)| (one - it).abs());
        let moved = moved.fold(0.0, f64::max);
        weights = next;
        if moved < STILL {
            break;
        }
    }
    weights
}
