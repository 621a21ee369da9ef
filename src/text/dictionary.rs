//! Dictionaries that a person adds: words with their readings, glosses and levels.

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

    /// The level of a word, where the dictionary has one for it.
    pub fn level(&self, word: &str) -> Option<&str> {
        let entries = self.lookup(word);
        entries.into_iter().find_map(|it| it.level.as_deref())
    }
}
