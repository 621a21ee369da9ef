//! How much of a text a learner of each level knows.

use crate::text::dictionary::Dictionary;
use serde::Serialize;

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

/// The first number of a level: `7` of `7-9`; 0 when it has none.
pub(super) fn number(level: &str) -> u32 {
    let digits = level.chars().skip_while(|it| !it.is_ascii_digit());
    let digits: String = digits.take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().unwrap_or_default()
}

/// The curve for the words of a text; `None` when none of them has a level. Words that the list does
/// not have are of no level.
pub(super) fn coverage(words: &[&str], levels: &Dictionary) -> Option<Coverage> {
    let covered = levels.coverage(words.iter().copied()).into_iter();
    let steps = covered.filter_map(|it| Some((it.level?, it.total)));
    let steps: Vec<(String, f32)> = steps
        .map(|(level, known)| (level, percent(known, words.len())))
        .collect();
    let is_known = steps.last().is_some_and(|it| it.1 > 0.0);
    is_known.then(|| Coverage {
        standard: levels.name.clone(),
        words: words.len(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::dictionary::Entry;

    fn levels(words: &[(&str, &str)]) -> Dictionary {
        let entry = |(word, level): &(&str, &str)| Entry {
            word: (*word).into(),
            level: Some((*level).into()),
            ..Entry::default()
        };
        Dictionary::new("HSK 2021", "", words.iter().map(entry).collect())
    }

    #[test]
    fn the_curve_rises_from_the_lowest_level_and_leaves_out_what_no_list_has() {
        let list = levels(&[("治理", "7-9"), ("国家", "2"), ("人", "1")]);
        let curve = coverage(&["人", "国家", "治理", "船坞"], &list).unwrap();
        let steps: Vec<(&str, f32)> = curve.steps.iter().map(|it| (&*it.0, it.1)).collect();
        assert_eq!(steps, [("1", 25.0), ("2", 50.0), ("7-9", 75.0)]);
        assert_eq!((curve.standard.as_str(), curve.words), ("HSK 2021", 4));
        assert_eq!(coverage(&["船坞"], &list), None);
        assert_eq!((number("7-9"), number("B1"), number("—")), (7, 1, 0));
    }
}
