//! Which paragraphs of a translation belong to which of a text, by their lengths.
//!
//! Where both have equally many, each belongs to its own. Else the way through both is taken that is
//! the most likely one after W. A. Gale and K. W. Church, “A Program for Aligning Sentences in
//! Bilingual Corpora”, *Computational Linguistics* 19 (1993), pp. 75–102: what was translated is about
//! as long as it was before, in proportion, and paragraphs are seldom joined, parted or left out.

use std::ops::Range;

/// Paragraphs of a text, and those of its translation that say the same; one of both may be empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Places in the text, from 0.
    pub one: Range<usize>,
    /// Places in the translation, from 0.
    pub other: Range<usize>,
}

/// How many of each side may belong together, with the probability of it (Gale and Church, table 5).
const STEPS: [((usize, usize), f64); 6] = [
    ((1, 1), 0.89),
    ((1, 0), 0.004_95),
    ((0, 1), 0.004_95),
    ((2, 1), 0.044_5),
    ((1, 2), 0.044_5),
    ((2, 2), 0.011),
];
/// Variance of the length of a translation for each character (Gale and Church, p. 83).
const VARIANCE: f64 = 6.8;
/// Pairs of paragraphs that are compared at most; beyond that they are parted in proportion.
const MOST: usize = 16_000_000;

/// Pairs paragraphs, given by their lengths in code points, in order; together the pairs hold every
/// paragraph of both sides once. Takes time and memory in proportion to the product of the counts, to
/// a bound.
pub fn parallel(one: &[usize], other: &[usize]) -> Vec<Pair> {
    if one.len() == other.len() {
        let alike = |at| Pair {
            one: at..at + 1,
            other: at..at + 1,
        };
        return (0..one.len()).map(alike).collect();
    }
    let cells = (one.len() + 1).saturating_mul(other.len() + 1);
    match cells <= MOST {
        true => likeliest(one, other),
        false => in_proportion(one.len(), other.len()),
    }
}

/// The way with the least sum of costs, and what it costs to come to each place of it.
fn likeliest(one: &[usize], other: &[usize]) -> Vec<Pair> {
    let (sums, other_sums) = (sums(one), sums(other));
    let whole = |sums: &[f64]| sums.last().copied().unwrap_or_default();
    let ratio = whole(&other_sums).max(1.0) / whole(&sums).max(1.0);
    let wide = other.len() + 1;
    // For each place the least cost, and the step that leads there.
    let mut best: Vec<(f64, u8)> = vec![(f64::INFINITY, 0); (one.len() + 1) * wide];
    for at in 0..=one.len() {
        for beside in 0..wide {
            let mut least = match (at, beside) {
                (0, 0) => (0.0, 0),
                _ => (f64::INFINITY, 0),
            };
            for (((down, across), likely), step) in STEPS.iter().zip(0u8..) {
                let (Some(from), Some(from_beside)) =
                    (at.checked_sub(*down), beside.checked_sub(*across))
                else {
                    continue;
                };
                let before = best.get(from * wide + from_beside).map_or(0.0, |it| it.0);
                let length = between(&sums, from, at) * ratio;
                let other_length = between(&other_sums, from_beside, beside);
                let cost = before + cost(length, other_length) - likely.ln();
                if cost < least.0 {
                    least = (cost, step);
                }
            }
            if let Some(cell) = best.get_mut(at * wide + beside) {
                *cell = least;
            }
        }
    }
    way_back(&best, (one.len(), other.len()))
}

fn way_back(best: &[(f64, u8)], (mut at, mut beside): (usize, usize)) -> Vec<Pair> {
    let wide = beside + 1;
    let mut pairs = Vec::new();
    while at > 0 || beside > 0 {
        let step = best.get(at * wide + beside).map_or(0, |it| it.1);
        let Some(((down, across), _)) = STEPS.get(usize::from(step)) else {
            break;
        };
        let (from, from_beside) = (at.saturating_sub(*down), beside.saturating_sub(*across));
        pairs.push(Pair {
            one: from..at,
            other: from_beside..beside,
        });
        (at, beside) = (from, from_beside);
    }
    pairs.reverse();
    pairs
}

/// Gives each paragraph of the longer side to the one as far along on the other.
fn in_proportion(one: usize, other: usize) -> Vec<Pair> {
    let all = one.max(1);
    let reached = |at: usize| (at as u128 * other as u128 / all as u128) as usize;
    let pair = |at: usize| Pair {
        one: at.min(one)..(at + 1).min(one),
        other: reached(at)..reached(at + 1),
    };
    (0..all).map(pair).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a text has far less than 2^52 code points"
)]
fn sums(lengths: &[usize]) -> Vec<f64> {
    let mut sum = 0.0;
    let after = lengths.iter().map(|it| {
        sum += *it as f64;
        sum
    });
    std::iter::once(0.0).chain(after).collect()
}

fn between(sums: &[f64], from: usize, to: usize) -> f64 {
    let at = |place: usize| sums.get(place).copied().unwrap_or_default();
    at(to) - at(from)
}

/// How unlikely it is that two lengths, in the same measure, are those of a text and its translation:
/// −ln of twice the tail of the normal distribution beyond their difference.
fn cost(one: f64, other: f64) -> f64 {
    let mean = f64::midpoint(one, other);
    if mean == 0.0 {
        return 0.0;
    }
    let apart = (other - one).abs() / (mean * VARIANCE).sqrt();
    -(2.0 * tail(apart)).max(f64::MIN_POSITIVE).ln()
}

/// The share of a normal distribution beyond `deviations` ≥ 0 (M. Abramowitz and I. A. Stegun,
/// *Handbook of Mathematical Functions*, 26.2.17: right to 7.5 · 10⁻⁸).
fn tail(deviations: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * deviations);
    let sum = t
        * (0.319_381_530
            + t * (-0.356_563_782
                + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    sum * (-deviations * deviations / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(pairs: &[Pair]) -> Vec<(usize, usize)> {
        pairs
            .iter()
            .map(|it| (it.one.len(), it.other.len()))
            .collect()
    }

    #[test]
    fn equally_many_belong_to_each_other_whatever_their_lengths() {
        let pairs = parallel(&[10, 200, 30], &[500, 20, 90]);
        assert_eq!(told(&pairs), [(1, 1); 3]);
    }

    #[test]
    fn a_paragraph_that_was_parted_or_joined_is_found_by_its_length() {
        let pairs = parallel(&[40, 160, 60], &[120, 260, 220, 180]);
        assert_eq!(told(&pairs), [(1, 1), (1, 2), (1, 1)]);
        let pairs = parallel(&[40, 160, 60, 50, 70], &[120, 480, 180, 360]);
        assert_eq!(told(&pairs), [(1, 1), (1, 1), (1, 1), (2, 1)]);
        // A translation may have more, such as a title.
        let pairs = parallel(&[100, 130, 90], &[20, 300, 390, 270]);
        assert_eq!(told(&pairs).iter().map(|it| it.1).sum::<usize>(), 4);
        assert_eq!(pairs[1].one, 1..2);
        assert_eq!(pairs.last().unwrap().other.end, 4);
    }

    #[test]
    fn the_tail_is_that_of_tables() {
        for (deviations, share) in [(0.0, 0.5), (1.0, 0.158_655_3), (1.96, 0.024_997_9)] {
            assert!((tail(deviations) - share).abs() < 1e-7, "{deviations}");
        }
    }

    proptest! {
        #[test]
        fn every_paragraph_is_in_one_pair_and_in_its_order(
            one in prop::collection::vec(0usize..400, 0..30),
            other in prop::collection::vec(0usize..400, 0..30),
            by_proportion: bool,
        ) {
            let pairs = match by_proportion {
                true => in_proportion(one.len(), other.len()),
                false => parallel(&one, &other),
            };
            let (mut at, mut beside) = (0, 0);
            for pair in &pairs {
                prop_assert_eq!((pair.one.start, pair.other.start), (at, beside));
                (at, beside) = (pair.one.end, pair.other.end);
            }
            prop_assert_eq!((at, beside), (one.len(), other.len()));
        }
    }
}
