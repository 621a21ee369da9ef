//! Finding by a few letters, as the palette and the field for codes do.

use crate::text::pinyin;

/// How well `query` fits `text`; the more the better, `None` when it does not. Every word of the
/// query must be there, its letters in order, whatever their case.
pub(super) fn fit(query: &str, text: &str) -> Option<i32> {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    query
        .split_whitespace()
        .map(|word| fit_word(word, &text))
        .sum()
}

/// Letters in a row count more than scattered ones, and most at the beginning of a word.
fn fit_word(word: &str, text: &[char]) -> Option<i32> {
    let starts = (0..text.len()).filter(|at| fits_from(word, text, *at).is_some());
    starts.filter_map(|at| fits_from(word, text, at)).max()
}

/// The fit when the first letter stands exactly at `at`.
fn fits_from(word: &str, text: &[char], at: usize) -> Option<i32> {
    let begins_word = at == 0 || text.get(at - 1).is_some_and(|it| !it.is_alphanumeric());
    let mut score = if begins_word { 10 } else { 0 } - i32::try_from(at.min(20)).unwrap_or(0) / 4;
    let mut next = at;
    for (nth, letter) in word.chars().flat_map(char::to_lowercase).enumerate() {
        let rest = text.get(next..)?;
        let ahead = rest.iter().position(|it| *it == letter)?;
        if nth == 0 && ahead > 0 {
            return None;
        }
        score += if ahead == 0 {
            6
        } else {
            -i32::try_from(ahead.min(8)).unwrap_or(8)
        };
        next += ahead + 1;
    }
    // Letters strewn over the whole text are chance.
    (score > 0).then_some(score)
}

/// How well `query` fits `text` as pinyin; less than what fits as it is written.
fn spoken(query: &str, text: &str) -> Option<i32> {
    let at = pinyin::fits(query, text)?;
    Some(5 - i32::try_from(at.min(4)).unwrap_or(4))
}

/// The items that fit, the best first; in their own order when nothing is asked for.
pub(super) fn best<T>(
    query: &str,
    items: impl IntoIterator<Item = T>,
    texts: impl Fn(&T) -> Vec<String>,
) -> Vec<T> {
    let fits = |item: &T| {
        let texts = texts(item);
        let written = texts.iter().filter_map(|text| fit(query, text)).max();
        let spoken = || texts.iter().filter_map(|text| spoken(query, text)).max();
        written.or_else(spoken)
    };
    if query.trim().is_empty() {
        return items.into_iter().collect();
    }
    let mut found: Vec<(i32, T)> = items
        .into_iter()
        .filter_map(|item| fits(&item).map(|fit| (fit, item)))
        .collect();
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, items: &[&'static str]) -> Vec<&'static str> {
        best(query, items.iter().copied(), |it| vec![(*it).to_owned()])
    }

    #[test]
    fn a_chinese_name_is_found_by_its_pinyin() {
        let items = ["国防", "治理", "地方治理", "Zulu"];
        assert_eq!(found("zl", &items), ["Zulu", "治理", "地方治理"]);
        assert_eq!(found("guof", &items), ["国防"]);
    }

    #[test]
    fn the_beginning_of_a_word_fits_best() {
        let items = ["Underline", "Line ends", "A line"];
        assert_eq!(found("line", &items), ["Line ends", "A line", "Underline"]);
    }

    #[test]
    fn letters_may_be_left_out() {
        assert_eq!(found("opj", &["Open project…", "Save"]), ["Open project…"]);
        assert_eq!(found("治力", &["治理能力", "国防"]), ["治理能力"]);
    }

    #[test]
    fn every_word_of_the_query_must_be_there() {
        assert_eq!(
            found("code sel", &["Select code", "Code", "Select"]),
            ["Select code"]
        );
        assert!(found("zzz", &["Save"]).is_empty());
    }

    #[test]
    fn nothing_asked_for_is_everything_in_order() {
        assert_eq!(found(" ", &["b", "a"]), ["b", "a"]);
    }
}
