//! Whether two names are written so alike that they may be meant as one.

use super::simplified::shadow;

/// Shorter names are too easily one letter apart, such as `law` and `war`.
const LEAST_LETTERS: usize = 5;

/// Names from this length on may differ in two letters.
const LONG_LETTERS: usize = 10;

/// A name as names are compared: half-width, in small letters, in simplified characters, without
/// blanks and the signs that join words. 「ＡＩ 治理」 and 「ai治理」 give the same.
pub fn folded(name: &str) -> String {
    let narrow = |char: char| match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        '\u{3000}' => ' ',
        other => other,
    };
    let joins = |char: char| char.is_whitespace() || "-_‐‑–·・".contains(char);
    let folded: String = shadow(name)
        .chars()
        .map(narrow)
        .flat_map(char::to_lowercase)
        .filter(|char| !joins(*char))
        .collect();
    match folded.is_empty() {
        true => name.trim().to_owned(),
        false => folded,
    }
}

/// How many letters two folded names are apart, when that is so few that one may be a misspelling
/// of the other. Only letters of alphabets are misspelt: 法治 is not 共治, and `theme 1` not
/// `theme 2`.
pub fn misspelt(one: &str, other: &str) -> Option<usize> {
    let plain = |name: &str| name.chars().all(|char| char < '\u{2E80}');
    let digits = |name: &str| -> String { name.chars().filter(|it| it.is_numeric()).collect() };
    let letters = one.chars().count().min(other.chars().count());
    let gap = one.chars().count().abs_diff(other.chars().count());
    let most = if letters < LONG_LETTERS { 1 } else { 2 };
    if letters < LEAST_LETTERS || gap > most || !plain(one) || !plain(other) {
        return None;
    }
    let apart = strsim::osa_distance(one, other);
    (apart <= most && digits(one) == digits(other)).then_some(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_blanks_and_traditional_forms_do_not_count() {
        for (one, other) in [
            ("ＡＩ 治理", "ai治理"),
            ("國防", "国防"),
            ("Data-Sharing", "data sharing"),
            ("人工·智能", "人工智能"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("法治"), folded("共治"));
        assert_eq!(folded(" — "), "—");
        assert_eq!(folded(" - "), "-");
    }

    #[test]
    fn one_letter_in_a_word_or_two_in_a_long_one_may_be_a_slip() {
        for (one, other, apart) in [
            ("governence", "governance", Some(1)),
            ("goverance", "governance", Some(1)),
            ("industry", "idnustry", Some(1)),
            ("acountabilty", "accountability", Some(2)),
            ("theme1", "theme2", None),
            ("law", "war", None),
            ("trust", "truth", None),
            ("法治建设体系", "共治建设体系", None),
        ] {
            assert_eq!(misspelt(one, other), apart, "{one} {other}");
        }
    }
}
