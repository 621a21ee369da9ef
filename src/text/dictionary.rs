//! Dictionaries that a person adds: words with their readings, glosses and levels.

use std::cmp::Ordering;

/// Words of one dictionary or level list, found by their writing.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Dictionary {
    /// What it is called: of a level list, the standard.
    pub name: String,
    /// What it says of its source and licence, to be printed with what is taken from it.
    pub credit: String,
    entries: Vec<Entry>,
    /// Index of the entry for each further writing, sorted by it.
    others: Vec<(String, usize)>,
}

/// One word of a dictionary.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Entry {
    /// The word; in simplified characters where the dictionary has both.
    pub word: String,
    /// The word in traditional characters, where they are others.
    pub traditional: Option<String>,
    /// Its syllables with tone marks, parted by blanks; may be empty.
    pub pinyin: String,
    /// Its part of speech as the dictionary says it; may be empty.
    pub part_of_speech: String,
    /// What it means; several meanings are parted by `; `. May be empty.
    pub gloss: String,
    /// Its level, as the list says it: `3`, `7-9`, `B1`.
    pub level: Option<String>,
}

impl Dictionary {
    /// A dictionary of entries in any order; those of a word stay in theirs.
    pub fn new(name: &str, credit: &str, mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.word.cmp(&b.word));
        let traditional = entries.iter().enumerate();
        let mut others: Vec<(String, usize)> = traditional
            .filter_map(|(at, it)| Some((it.traditional.clone()?, at)))
            .collect();
        others.sort();
        Self {
            name: name.to_owned(),
            credit: credit.to_owned(),
            entries,
            others,
        }
    }

    /// All entries, sorted by word.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of a word, written in simplified or traditional characters, in the order of the
    /// dictionary; there may be several, or none.
    pub fn lookup(&self, word: &str) -> Vec<&Entry> {
        let from = self.entries.partition_point(|it| it.word.as_str() < word);
        let entries = self.entries.get(from..).unwrap_or_default();
        let alike = entries.iter().take_while(|it| it.word == word);
        let from = self.others.partition_point(|it| it.0.as_str() < word);
        let others = self.others.get(from..).unwrap_or_default();
        let others = others.iter().take_while(|it| it.0 == word);
        let others = others.filter_map(|(_, at)| self.entries.get(*at));
        alike.chain(others).collect()
    }

    /// The level of a word, where the dictionary has one for it; the lowest of several.
    pub fn level(&self, word: &str) -> Option<&str> {
        let entries = self.lookup(word).into_iter();
        let levels = entries.filter_map(|it| it.level.as_deref());
        levels.min_by(|a, b| by_level(a, b))
    }

    /// Every level that it names, each once, from the lowest: numbers by what they count, `7-9` behind
    /// `6`, and else by their letters.
    pub fn levels(&self) -> Vec<&str> {
        let levels = self.entries.iter().filter_map(|it| it.level.as_deref());
        let mut levels: Vec<&str> = levels.collect();
        levels.sort_by(|a, b| by_level(a, b));
        levels.dedup();
        levels
    }

    /// How many of the words are of each level, from the lowest, with how many are of it or lower; last
    /// those without a level. Words count as often as they are given: for a text, each time they stand
    /// in it.
    pub fn coverage<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Vec<Covered> {
        let levels = self.levels();
        let mut counts = vec![0; levels.len()];
        let mut rest = 0;
        for word in words {
            let level = self.level(word);
            let at = level.and_then(|level| levels.iter().position(|it| *it == level));
            match at.and_then(|at| counts.get_mut(at)) {
                Some(count) => *count += 1,
                None => rest += 1,
            }
        }
        let mut total = 0;
        let named = levels.into_iter().map(|it| Some(it.to_owned()));
        let named = named.zip(counts).chain([(None, rest)]);
        let covered = named.map(|(level, count)| {
            total += count;
            Covered {
                level,
                count,
                total,
            }
        });
        covered.collect()
    }
}

/// A step of the curve that tells how much of a text who has learned a level knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Covered {
    /// The level; none for words that the list does not have.
    pub level: Option<String>,
    /// How many words are of it.
    pub count: usize,
    /// How many are of it or of a lower one.
    pub total: usize,
}

/// Levels in their order: letters before the first number, then the number, then the rest.
fn by_level(one: &str, other: &str) -> Ordering {
    let parts = |level: &str| {
        let start = level.find(|it: char| it.is_ascii_digit());
        let (name, rest) = level
            .split_at_checked(start.unwrap_or(level.len()))
            .unwrap_or_default();
        let end = rest.find(|it: char| !it.is_ascii_digit());
        let (digits, rest) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or_default();
        let number = digits.parse::<u64>().unwrap_or(u64::MAX);
        (name.to_owned(), number, rest.to_owned())
    };
    parts(one).cmp(&parts(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(word: &str, traditional: Option<&str>, level: Option<&str>) -> Entry {
        Entry {
            word: word.to_owned(),
            traditional: traditional.map(Into::into),
            gloss: format!("{word}!"),
            level: level.map(Into::into),
            ..Entry::default()
        }
    }

    fn list() -> Dictionary {
        let entries = vec![
            entry("治理", None, Some("7-9")),
            entry("国防", Some("國防"), Some("6")),
            entry("发", Some("發"), Some("2")),
            entry("发", Some("髮"), Some("10")),
            entry("发", None, None),
            entry("我", None, Some("1")),
        ];
        Dictionary::new("standard", "credit", entries)
    }

    #[test]
    fn words_are_found_by_either_writing() {
        let list = list();
        assert_eq!(list.lookup("发").len(), 3, "in their order");
        assert_eq!(
            list.lookup("發").first().map(|it| it.word.as_str()),
            Some("发")
        );
        assert_eq!(list.lookup("國防"), list.lookup("国防"));
        assert!(list.lookup("國").is_empty() && list.lookup("").is_empty());
        assert!(list.entries().is_sorted_by(|a, b| a.word <= b.word));
    }

    #[test]
    fn levels_are_in_their_order_and_the_lowest_counts() {
        let list = list();
        assert_eq!(list.levels(), ["1", "2", "6", "7-9", "10"]);
        assert_eq!(list.level("发"), Some("2"));
        assert_eq!(list.level("髮"), Some("10"));
        assert_eq!(list.level("文化"), None);
        let mut named = ["B1", "A2", "HSK 3", "HSK 10", "A1"];
        named.sort_by(|a, b| by_level(a, b));
        assert_eq!(named, ["A1", "A2", "B1", "HSK 3", "HSK 10"]);
    }

    #[test]
    fn a_text_is_covered_step_by_step() {
        let covered = list().coverage(["我", "我", "国防", "文化", "治理"]);
        let steps: Vec<_> = covered
            .iter()
            .map(|it| (it.level.as_deref(), it.count, it.total))
            .collect();
        assert_eq!(
            steps,
            [
                (Some("1"), 2, 2),
                (Some("2"), 0, 2),
                (Some("6"), 1, 3),
                (Some("7-9"), 1, 4),
                (Some("10"), 0, 4),
                (None, 1, 5)
            ]
        );
    }
}
