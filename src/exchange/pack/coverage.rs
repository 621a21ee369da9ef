//! How much of a text a learner of each level knows.

use crate::text::dictionary::Dictionary;
use serde::Serialize;
use std::collections::BTreeMap;

/// How far the words of each level go in a text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Coverage {
    /// The standard that names the levels.
    pub standard: String,
    /// Words of the text that were counted, each as often as it stands there.
    pub words: usize,
    /// For each level, from the lowest: its name, and how many of a hundred words are of it or a lower
    /// one.
    pub steps: Vec<(String, f32)>,
}

/// A level as it is compared: by its first number, then as it is written.
pub(super) fn rank(level: &str) -> (u32, String) {
    let digits: String = level
        .chars()
        .skip_while(|it| !it.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    (digits.parse().unwrap_or_default(), level.to_owned())
}

/// The curve for the words of a text; `None` without a level or a word. Words that the list does not
/// have are of no level.
pub(super) fn coverage(words: &[&str], levels: &Dictionary) -> Option<Coverage> {
    let mut counts: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for level in words.iter().filter_map(|it| levels.level(it)) {
        *counts.entry(rank(level)).or_default() += 1;
    }
    let mut known = 0;
    let all = words.len();
    let steps: Vec<(String, f32)> = counts
        .into_iter()
        .map(|((_, level), count)| {
            known += count;
            (level, percent(known, all))
        })
        .collect();
    (!steps.is_empty()).then(|| Coverage {
        standard: levels.name.clone(),
        words: all,
        steps,
    })
}

/// Hundredths with one place behind the point.
#[expect(
    clippy::cast_precision_loss,
    reason = "a count of words in a text is far below 2^23"
)]
fn percent(part: usize, whole: usize) -> f32 {
    (part as f32 * 1000.0 / whole.max(1) as f32).round() / 10.0
}
