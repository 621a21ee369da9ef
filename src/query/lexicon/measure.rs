//! The measures of word counts, each with its formula and where it comes from.

/// A count in a number of words.
type Among = (u64, u64);

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^53"
)]
fn float(count: u64) -> f64 {
    count as f64
}

/// The share of a part in a whole; 0 of nothing.
pub(super) fn share(part: u64, whole: u64) -> f64 {
    match whole {
        0 => 0.0,
        whole => float(part) / float(whole),
    }
}

/// Log-likelihood G² of a word that stands `a` times among `c` words here and `b` times among `d`
/// there:
///
/// 2 · (a ln(a / E₁) + b ln(b / E₂)), E₁ = c (a + b) / (c + d), E₂ = d (a + b) / (c + d),
///
/// with a negative sign where the word is rarer here. From 3.84 on, a difference as large comes about
/// by chance in fewer than 5 of 100 cases, from 15.13 on in fewer than 1 of 10,000.
///
/// P. Rayson and R. Garside (2000), Comparing corpora using frequency profiling, Proceedings of the
/// Workshop on Comparing Corpora, 1–6.
pub fn log_likelihood((a, c): Among, (b, d): Among) -> f64 {
    let all = float(a) + float(b);
    let words = float(c) + float(d);
    if all == 0.0 || words == 0.0 {
        return 0.0;
    }
    let part = |count: u64, of: u64| {
        let expected = float(of) * all / words;
        match count {
            0 => 0.0,
            count => float(count) * (float(count) / expected).ln(),
        }
    };
    let score = (2.0 * (part(a, c) + part(b, d))).max(0.0);
    match share(a, c) < share(b, d) {
        true => -score,
        false => score,
    }
}

/// The binary logarithm of how many times more frequent a word is here than there; 0 occurrences
/// count as half a one. 1 is twice, −1 half as frequent.
///
/// A. Hardie (2014), Log ratio: an informal introduction, CASS, Lancaster University.
pub fn log_ratio((a, c): Among, (b, d): Among) -> f64 {
    let share = |count: u64, of: u64| match count {
        0 => 0.5 / float(of.max(1)),
        count => float(count) / float(of.max(1)),
    };
    (share(a, c) / share(b, d)).log2()
}

/// TF-IDF of a word that stands `count` times among `words` and in `sources` of `all` sources:
/// count / words · ln((1 + all) / (1 + sources)) in thousandths. The ones keep a word that stands in
/// every source at 0 and nothing below.
///
/// G. Salton and C. Buckley (1988), Term-weighting approaches in automatic text retrieval, Information
/// Processing & Management 24(5), 513–523; smoothed.
pub fn tf_idf((count, words): Among, (sources, all): (u64, u64)) -> f64 {
    let rarity = float(all.max(sources) + 1) / float(sources + 1);
    share(count, words) * rarity.ln() * 1e3
}

/// Deviation of proportions: half the sum, over all parts, of |share of the word's occurrences in
/// the part − share of the part in all words|. 0 is spread as evenly as can be, near 1 is all in one
/// small part. `counts` says how often the word stands in the parts where it does, by number, in
/// order; `sizes` how many words each part has.
///
/// S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, International Journal of
/// Corpus Linguistics 13(4), 403–437.
pub fn dispersion(counts: &[(usize, u64)], sizes: &[u64]) -> f64 {
    let all: u64 = counts.iter().map(|it| it.1).sum();
    let words: u64 = sizes.iter().sum();
    let mut counts = counts.iter().peekable();
    let mut deviation = 0.0;
    for (part, size) in sizes.iter().enumerate() {
        let own = counts.next_if(|it| it.0 == part).map_or(0, |it| it.1);
        deviation += (share(own, all) - share(*size, words)).abs();
    }
    deviation / 2.0
}

/// How often two words would meet by chance: f(node) · f(other) · window / words, where the window
/// is the number of words looked at around each node.
pub(super) fn expected((node, other): (u64, u64), window: u64, words: u64) -> f64 {
    share(node, words) * float(other) * float(window)
}

/// Mutual information of words that meet `observed` times: log₂(O / E).
///
/// K. W. Church and P. Hanks (1990), Word association norms, mutual information, and lexicography,
/// Computational Linguistics 16(1), 22–29.
pub fn mutual_information(observed: u64, expected: f64) -> f64 {
    (float(observed) / expected).log2()
}

/// The t-score of words that meet `observed` times: (O − E) / √O.
///
/// K. Church, W. Gale, P. Hanks and D. Hindle (1991), Using statistics in lexical analysis, in
/// U. Zernik (ed.), Lexical Acquisition, 115–164.
pub fn t_score(observed: u64, expected: f64) -> f64 {
    match observed {
        0 => 0.0,
        observed => (float(observed) - expected) / float(observed).sqrt(),
    }
}

/// logDice of words that meet `observed` times and stand so often each: 14 + log₂(2 O / (f₁ + f₂)).
/// It does not depend on the size of the texts; 14 is the most where each meeting is counted once.
///
/// P. Rychlý (2008), A lexicographer-friendly association score, Proceedings of RASLAN, 6–9.
pub fn log_dice(observed: u64, (one, other): (u64, u64)) -> f64 {
    14.0 + (2.0 * float(observed) / float((one + other).max(1))).log2()
}

/// Dunning's log-likelihood of words that meet, over the four cells of meeting or not: 2 Σ O ln(O/E).
/// `around` is the number of places around nodes, `other` how often the other word stands among
/// `words`; negative where they meet less often than by chance.
///
/// T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
/// Computational Linguistics 19(1), 61–74.
pub(super) fn association(observed: u64, around: u64, other: u64, words: u64) -> f64 {
    let beyond = other.saturating_sub(observed);
    let rest = words.saturating_sub(around);
    let cells = [
        (observed, around, other),
        (beyond, rest, other),
        (
            around.saturating_sub(observed),
            around,
            words.saturating_sub(other),
        ),
        (
            rest.saturating_sub(beyond),
            rest,
            words.saturating_sub(other),
        ),
    ];
    let part = |(count, row, column): (u64, u64, u64)| {
        let expected = share(row, words) * float(column);
        match count {
            0 => 0.0,
            count => float(count) * (float(count) / expected).ln(),
        }
    };
    let score = (2.0 * cells.into_iter().map(part).sum::<f64>()).max(0.0);
    match share(observed, around) < share(other, words) {
        true => -score,
        false => score,
    }
}
