//! Words that are written from right to left: Hebrew, Arabic and their neighbours.

/// Whether a letter is.
pub(super) fn is_leftward(char: char) -> bool {
    matches!(char, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a paragraph is: its first letter tells.
pub(super) fn begins_leftward(words: &str) -> bool {
    let mut letters = words
        .chars()
        .filter(|it| it.is_alphabetic() || is_leftward(*it));
    letters.next().is_some_and(is_leftward)
}

/// Words cut where the direction changes; of each stretch, whether it is written from right to left.
/// What stands between two words goes with them where both are written alike: `他说|שלום עולם|。`
pub(super) fn stretches(words: &str) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(is_leftward) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|it: char| it.is_alphabetic() && !is_leftward(it));
        let reach = from.get(..end.unwrap_or(from.len())).unwrap_or_default();
        let len = reach.trim_end_matches(|it| !is_leftward(it)).len();
        let (leftward, after) = from.split_at(len);
        if !before.is_empty() {
            all.push((before, false));
        }
        all.push((leftward, true));
        rest = after;
    }
    if !rest.is_empty() {
        all.push((rest, false));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_the_direction_changes() {
        for (words, wanted) in [
            ("他说שלום עולם。", &["他说", "שלום עולם", "。"][..]),
            ("مرحبا, 世界 مرحبا", &["مرحبا", ", 世界 ", "مرحبا"]),
            ("治理", &["治理"]),
            ("", &[]),
        ] {
            let cut: Vec<&str> = stretches(words).into_iter().map(|it| it.0).collect();
            assert_eq!(cut, wanted);
        }
    }

    #[test]
    fn a_paragraph_goes_the_way_of_its_first_letter() {
        assert!(begins_leftward("“1. שלום” 世界"));
        assert!(!begins_leftward("世界 שלום"));
        assert!(!begins_leftward("…12"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_of_any_words(words in ".*") {
            let all: String = stretches(&words).into_iter().map(|it| it.0).collect();
            proptest::prop_assert_eq!(all, words);
        }
    }
}
