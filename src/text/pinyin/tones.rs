//! Tones as numbers and as marks.

/// The vowels with the marks of the four tones, and `m` and `n`, which are syllables in themselves.
const MARKS: [(char, [&str; 4]); 9] = [
    ('a', ["ā", "á", "ǎ", "à"]),
    ('e', ["ē", "é", "ě", "è"]),
    ('i', ["ī", "í", "ǐ", "ì"]),
    ('o', ["ō", "ó", "ǒ", "ò"]),
    ('u', ["ū", "ú", "ǔ", "ù"]),
    ('ü', ["ǖ", "ǘ", "ǚ", "ǜ"]),
    ('ê', ["ê\u{304}", "ế", "ê\u{30C}", "ề"]),
    ('m', ["m\u{304}", "ḿ", "m\u{30C}", "m\u{300}"]),
    ('n', ["n\u{304}", "ń", "ň", "ǹ"]),
];

/// Letters of a syllable at most: `zhuang`, and `lu:e`.
const MOST_LETTERS: usize = 6;

/// A syllable with its tone as a number, as dictionaries write it, with a mark: `zhong1` is `zhōng`,
/// `lu:4` and `lv4` are `lǜ`, `r5` is `r`, `Bei3` is `Běi`. `None` when it is no such syllable, as `xx5`,
/// which dictionaries write where they know none.
pub fn marked(numbered: &str) -> Option<String> {
    let tone = numbered.chars().next_back()?.to_digit(10)?;
    let letters = numbered.trim_end_matches(|it: char| it.is_ascii_digit());
    if numbered.len() != letters.len() + 1 || tone > 5 {
        return None;
    }
    let letters: Vec<char> = letters
        .replace("u:", "ü")
        .replace("U:", "Ü")
        .replace('v', "ü")
        .replace('V', "Ü")
        .chars()
        .take(MOST_LETTERS + 1)
        .collect();
    let is_letter = |it: &char| it.is_ascii_alphabetic() || matches!(it, 'ü' | 'Ü' | 'ê' | 'Ê');
    if letters.len() > MOST_LETTERS || !letters.iter().all(is_letter) {
        return None;
    }
    let at = bearer(&letters)?;
    let Some(tone) = (tone as usize).checked_sub(1).filter(|it| *it < 4) else {
        return Some(letters.into_iter().collect());
    };
    let mut marked = String::new();
    for (place, letter) in letters.iter().enumerate() {
        let small = letter.to_lowercase().next().unwrap_or(*letter);
        let marks = MARKS.iter().find(|it| it.0 == small).map(|it| it.1);
        match marks.and_then(|it| it.get(tone).copied()) {
            Some(mark) if place == at && small == *letter => marked.push_str(mark),
            Some(mark) if place == at => marked.push_str(&mark.to_uppercase()),
            _ => marked.push(*letter),
        }
    }
    Some(marked)
}

/// Syllables parted by blanks, each with its mark: `Zhong1 guo2 · xx5` is `Zhōng guó ·`. What is no
/// syllable with a number stays as it is; what dictionaries write for an unknown one is left out.
pub fn marked_all(numbered: &str) -> String {
    let parts = numbered
        .split_whitespace()
        .filter(|it| *it != "xx5" && *it != "xx");
    let marked = parts.map(|it| marked(it).unwrap_or_else(|| it.replace("u:", "ü")));
    marked.collect::<Vec<_>>().join(" ")
}

/// The place of the letter that bears the mark: a or e, the o of ou, else the last vowel. Of a syllable
/// without a vowel its m or n, or the r.
fn bearer(letters: &[char]) -> Option<usize> {
    let small = |it: &char| it.to_lowercase().next().unwrap_or(*it);
    let small: Vec<char> = letters.iter().map(small).collect();
    let find = |wanted: &[char]| small.iter().position(|it| wanted.contains(it));
    let is_vowel = |it: &char| "aeiouüê".contains(*it);
    let ou = small.windows(2).position(|it| it == ['o', 'u']);
    let last = small.iter().rposition(is_vowel);
    let bare = || match small.as_slice() {
        ['m'] | ['n'] | ['n', 'g'] | ['r'] => Some(0),
        ['h', 'm'] | ['h', 'n', 'g'] => Some(1),
        _ => None,
    };
    find(&['a', 'e', 'ê']).or(ou).or(last).or_else(bare)
}

/// A syllable without its tone; `ü` keeps its dots.
pub(super) fn toneless(syllable: &str) -> String {
    let mut bare = String::new();
    for char in syllable.chars() {
        let same = |mark: &str| mark.starts_with(char) && mark.chars().count() == 1;
        match MARKS.iter().find(|it| it.1.iter().any(|mark| same(mark))) {
            Some((letter, _)) => bare.push(*letter),
            None if matches!(char, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}') => {}
            None => bare.push(char),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_become_marks_on_the_right_letter() {
        for (numbered, said) in [
            ("zhong1", "zhōng"),
            ("guo2", "guó"),
            ("lu:4", "lǜ"),
            ("lu:e4", "lüè"),
            ("nv3", "nǚ"),
            ("nü3", "nǚ"),
            ("hao3", "hǎo"),
            ("gui4", "guì"),
            ("liu2", "liú"),
            ("tou5", "tou"),
            ("shou3", "shǒu"),
            ("xiong2", "xióng"),
            ("r5", "r"),
            ("er2", "ér"),
            ("ng2", "ńg"),
            ("m2", "ḿ"),
            ("Bei3", "Běi"),
            ("A1", "Ā"),
            ("O1", "Ō"),
            ("E2", "É"),
            ("Lu:3", "Lǚ"),
            ("de0", "de"),
            ("zhuang4", "zhuàng"),
        ] {
            assert_eq!(marked(numbered).as_deref(), Some(said), "{numbered}");
        }
        for none in [
            "xx5", "", "5", "A", "guo", "guo22", "guo9", "zhuangg1", "治4", "·",
        ] {
            assert_eq!(marked(none), None, "{none}");
        }
        assert_eq!(marked_all("Zhong1 guo2  · xx5"), "Zhōng guó ·");
        assert_eq!(marked_all("ka3 la1 O K"), "kǎ lā O K");
    }

    #[test]
    fn tones_are_taken_off() {
        for (said, bare) in [
            ("lǜ", "lü"),
            ("háng", "hang"),
            ("de", "de"),
            ("ê\u{304}", "ê"),
            ("ňg", "ng"),
        ] {
            assert_eq!(toneless(said), bare);
        }
    }

    proptest! {
        #[test]
        fn any_syllable_ends_well(text in "[a-zA-Zü:0-9治ê ]{0,12}") {
            let all = marked_all(&text);
            prop_assert!(all.len() <= text.len() * 3 + 3);
            if let Some(said) = marked(&text) {
                prop_assert_eq!(marked(&said), None, "a marked one has no number");
            }
        }
    }
}
