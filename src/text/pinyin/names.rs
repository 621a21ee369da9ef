//! Which words are names, for their capitals and for surnames with a reading of their own.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::phrases;
use super::reading::Kind;
use super::token::Token;

const NAMES: &str = include_str!("../../../assets/words/names.txt");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in NAMES.lines().filter(|it| !it.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(kind), Some(word)) = (cells.next(), cells.next()) else {
            continue;
        };
        match kind {
            "surname" => {
                table.surnames.insert(word, cells.next());
            }
            "rare" => {
                table.rare.insert(word, cells.next());
            }
            "title" => {
                table.titles.insert(word);
            }
            "proper" => {
                table.proper.insert(word);
            }
            _ => {
                table.common.insert(word);
            }
        }
    }
    table
});

#[derive(Default)]
struct Table {
    surnames: HashMap<&'static str, Option<&'static str>>,
    rare: HashMap<&'static str, Option<&'static str>>,
    titles: HashSet<&'static str>,
    proper: HashSet<&'static str>,
    common: HashSet<&'static str>,
}

/// What a word names, and its surname's own reading: a syllable for each of its characters.
pub(super) fn kind(tokens: &[Token], at: usize) -> (Kind, Option<&'static str>) {
    let Some(token) = tokens.get(at) else {
        return (Kind::Common, None);
    };
    let word = token.word.as_str();
    let length = word.chars().count();
    if TABLE.common.contains(word) {
        return (Kind::Common, None);
    }
    if TABLE.proper.contains(word) {
        return (Kind::Proper, None);
    }
    if let Some(named) = person(tokens, at, length) {
        return named;
    }
    let begins = (2..length).any(|many| {
        let end = word.char_indices().nth(many).map_or(word.len(), |it| it.0);
        word.get(..end).is_some_and(|it| TABLE.proper.contains(it))
    });
    let is_foreign = matches!(token.tag.as_str(), "ns" | "nrt" | "nrfg") && length > 2;
    match is_foreign || (begins && token.tag.starts_with('n')) {
        true => (Kind::Proper, None),
        false => (Kind::Common, None),
    }
}

/// Whether a word begins as a person's name may.
pub(super) fn begins_with_surname(word: &str) -> bool {
    surname(word).is_some()
}

/// Whether a word is a person's name or a surname, with the surname's reading. Words that only may be
/// surnames are ones behind 姓; a name whose surname has a reading of its own has two characters more,
/// for too many others are taken for names.
fn person(tokens: &[Token], at: usize, length: usize) -> Option<(Kind, Option<&'static str>)> {
    let token = tokens.get(at)?;
    let word = token.word.as_str();
    let before = at.checked_sub(1).and_then(|it| tokens.get(it));
    let is_told = before.is_some_and(|it| it.word == "姓");
    if let Some(said) = TABLE.rare.get(word).filter(|_| is_told) {
        return Some((Kind::Person { surname: 1 }, *said));
    }
    let (surname, said) = surname(word)?;
    let behind = tokens.get(at + 1);
    let is_called = behind.is_some_and(|it| TABLE.titles.contains(it.word.as_str()));
    let alone = surname == length && (is_told || is_called);
    let least = surname + 1 + usize::from(said.is_some() && surname == 1);
    let is_known =
        said.is_some() && surname == 1 && (phrases::told(word).is_some() || is_abroad(word));
    let is_length = (least..=surname + 2).contains(&length);
    let whole = is_length && is_person(&token.tag) && !is_known && !is_place(word);
    (alone || whole).then_some((Kind::Person { surname }, said))
}

/// Whether a word ends as names of other languages do, of which the first character is no surname.
fn is_abroad(word: &str) -> bool {
    word.ends_with(['斯', '尔', '曼', '顿', '特', '森', '士', '兹'])
}

/// Whether a word ends as places do.
fn is_place(word: &str) -> bool {
    word.ends_with(['省', '市', '县', '区', '镇', '村', '州', '国', '族'])
}

/// jieba's tags of persons; `nrt` are names of other languages.
fn is_person(tag: &str) -> bool {
    matches!(tag, "nr" | "nrfg")
}

/// The surname that a word begins with: how many characters, and its own reading.
fn surname(word: &str) -> Option<(usize, Option<&'static str>)> {
    let end = |many: usize| word.char_indices().nth(many).map_or(word.len(), |it| it.0);
    [2, 1].into_iter().find_map(|many| {
        let said = TABLE.surnames.get(word.get(..end(many))?)?;
        (word.chars().count() >= many).then_some((many, *said))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_of_known_kinds() {
        let lines: Vec<_> = NAMES.lines().filter(|it| !it.starts_with('#')).collect();
        assert!(lines.is_sorted());
        for line in lines {
            let kind = line.split('\t').next().unwrap();
            assert!(
                ["common", "proper", "rare", "surname", "title"].contains(&kind),
                "{line}"
            );
        }
    }
}
