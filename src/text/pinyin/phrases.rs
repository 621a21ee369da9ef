//! Words that are not read as their characters mostly are.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words written by hand, which go before.
static OWN: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../assets/words/phrases-own.txt")));
/// Words made from others' tables.
static MADE: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../../../assets/words/phrases.txt")));

/// Lines that are sorted by word.
struct Table {
    lines: &'static str,
    by_first: HashMap<char, Begun>,
}

/// The words that begin with a character.
#[derive(Clone, Copy)]
struct Begun {
    /// Where their lines begin and end, in bytes.
    start: usize,
    end: usize,
    /// The characters of the longest.
    longest: usize,
}

impl Table {
    fn new(lines: &'static str) -> Self {
        let mut by_first: HashMap<char, Begun> = HashMap::new();
        let mut start = 0;
        for line in lines.split_inclusive('\n') {
            let end = start + line.len();
            let word = line.split('\t').next().unwrap_or_default();
            if let Some(first) = word.chars().next().filter(|it| *it != '#') {
                let longest = word.chars().count();
                let new = Begun {
                    start,
                    end,
                    longest,
                };
                let begun = by_first.entry(first).or_insert(new);
                begun.end = end;
                begun.longest = begun.longest.max(longest);
            }
            start = end;
        }
        Self { lines, by_first }
    }

    fn begun(&self, word: &str) -> Option<Begun> {
        self.by_first.get(&word.chars().next()?).copied()
    }

    /// Searches the lines of the words that begin as this one.
    fn find(&self, word: &str) -> Option<Told> {
        let begun = self.begun(word)?;
        let table = self.lines.get(begun.start..begun.end)?;
        let (mut low, mut high) = (0, table.len());
        while low < high {
            let middle = table.floor_char_boundary(low + (high - low) / 2);
            let before = table.get(low..middle)?;
            let start = before.rfind('\n').map_or(low, |at| low + at + 1);
            let rest = table.get(start..)?;
            let line = rest.split('\n').next()?;
            let (here, said) = line.split_once('\t').unwrap_or((line, ""));
            match here.cmp(word) {
                std::cmp::Ordering::Less => low = start + line.len() + 1,
                std::cmp::Ordering::Greater => high = start,
                std::cmp::Ordering::Equal => {
                    let (syllables, mark) = said.split_once('\t').unwrap_or((said, ""));
                    let is_sure = mark != "?";
                    return Some(Told { syllables, is_sure });
                }
            }
        }
        None
    }
}

/// How a word is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Told {
    /// A syllable for each character, parted by blanks.
    pub(super) syllables: &'static str,
    /// Whether it is read so wherever it stands.
    pub(super) is_sure: bool,
}

/// How a word of simplified characters is read, where the tables have it.
pub(super) fn told(word: &str) -> Option<Told> {
    OWN.find(word).or_else(|| MADE.find(word))
}

/// The characters of the longest word of the tables that begins with this one; 0 without any.
pub(super) fn longest(first: char) -> usize {
    let longest = |table: &Table| table.by_first.get(&first).map_or(0, |it| it.longest);
    longest(&OWN).max(longest(&MADE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pinyin::signs::{Sign, takes};

    #[test]
    fn every_word_of_the_tables_is_found() {
        for table in [&*OWN, &*MADE] {
            let lines: Vec<_> = table
                .lines
                .lines()
                .filter(|it| !it.starts_with('#'))
                .collect();
            assert!(lines.is_sorted_by(|a, b| a.split('\t').next() < b.split('\t').next()));
            for line in lines {
                let word = line.split('\t').next().unwrap();
                let told = table.find(word).unwrap();
                assert_eq!(
                    told.syllables.split(' ').count(),
                    word.chars().count(),
                    "{line}"
                );
            }
        }
        assert_eq!(told("银行").unwrap().syllables, "yín háng");
        assert_eq!(
            told("头发").unwrap().syllables,
            "tóu fa",
            "ours goes before"
        );
        assert!(!told("东西").unwrap().is_sure);
        for none in ["", "#", "银", "银行银行银行", "龥龥", "a", "\u{10FFFF}"] {
            assert_eq!(told(none), None, "{none:?}");
        }
    }

    #[test]
    fn words_written_by_hand_are_read_as_their_characters_can_be() {
        for line in OWN.lines.lines().filter(|it| !it.starts_with('#')) {
            let mut cells = line.split('\t');
            let (word, said) = (cells.next().unwrap(), cells.next().unwrap());
            for (char, syllable) in word.chars().zip(said.split(' ')) {
                let is_known = takes(&Sign::of(char).unwrap().readings, syllable);
                let is_known = is_known || syllable == "r" || word == "乐亭";
                assert!(is_known, "{line}: {syllable} of {char}");
            }
        }
    }
}
