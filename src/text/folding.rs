//! Letters that count as one when a person looks for words: full and half width, capital and small,
//! traditional and simplified.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::simplified;

/// Half-width katakana and its marks from U+FF61 on, as they are written at full width.
const KATAKANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// The letters that count as one, by the one that stands for them; only where there are several.
static ALIKE: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let wide = ('\u{FF01}'..='\u{FF5E}').chain(['\u{3000}']);
    let half = (0xFF61u32..0xFFA0).filter_map(char::from_u32);
    let mut alike: HashMap<char, Vec<char>> = HashMap::new();
    for char in wide.chain(half).chain(simplified::traditional()) {
        let stands = folded(char);
        if stands != char {
            alike.entry(stands).or_default().push(char);
        }
    }
    alike
});

/// The letter that stands for all that count as one with `char`: `Ａ` gives `a`, `國` gives `国`.
pub fn folded(char: char) -> char {
    let narrow = match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0),
        '\u{3000}' => Some(' '),
        '\u{FF61}'..='\u{FF9F}' => KATAKANA.chars().nth((u32::from(char) - 0xFF61) as usize),
        _ => None,
    };
    let plain = simplified::of(narrow.unwrap_or(char));
    let mut lower = plain.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => plain,
    }
}

/// A regular expression that matches `text` and whatever counts as one with it, letter by letter.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for char in text.chars() {
        let stands = folded(char);
        let others = ALIKE.get(&stands).map(Vec::as_slice).unwrap_or_default();
        let mut all: Vec<char> = others.iter().copied().chain([stands, char]).collect();
        all.sort_unstable();
        all.dedup();
        let has_case = stands.is_lowercase() || stands.to_uppercase().ne([stands]);
        let class: String = all.iter().map(char::to_string).collect();
        let class = regex_syntax::escape(&class);
        pattern.push_str(&match (all.len(), has_case) {
            (1, false) => class,
            (_, false) => format!("[{class}]"),
            (_, true) => format!("(?i:[{class}])"),
        });
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_traditional_forms_count_as_one() {
        let all = |text: &str| -> String { text.chars().map(folded).collect() };
        assert_eq!(all("ＡＩ　治理"), "ai 治理");
        assert_eq!(all("國防ＤＥＦ"), "国防def");
        assert_eq!(all("ｱｲ｡"), "アイ。");
        assert_eq!(all("ßİ"), "ßİ", "one letter stays one letter");
    }

    #[test]
    fn a_pattern_takes_every_form() {
        let pattern = regex::Regex::new(&format!("^{}$", pattern("国防-AI]"))).unwrap();
        for form in ["国防-AI]", "國防-ai]", "國防－Ａi］"] {
            assert!(pattern.is_match(form), "{form}");
        }
        assert!(!pattern.is_match("国房-AI]"));
    }
}
