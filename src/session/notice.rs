//! What the program has to say to a person.

use super::locale::Saying;

/// How much a notice matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Something went as asked.
    Done,
    /// Something worth knowing.
    Hint,
    /// Something is not as it should be; the work goes on.
    Warning,
    /// Something asked for did not happen.
    Error,
}

/// A notice, shown once.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    /// Rises with every notice.
    pub number: u64,
    /// How much it matters.
    pub level: Level,
    /// What happened and what was kept.
    pub words: Saying,
    /// Where: a path, a line and column, a source; empty when nowhere.
    pub place: String,
    /// What to do next.
    pub hints: Vec<Saying>,
}

/// The notices not yet put away, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    open: Vec<Notice>,
    count: u64,
}

/// Notices kept at most; the oldest make room, so that a flood of warnings stays bounded.
const MOST: usize = 200;

impl Notices {
    /// Adds a notice.
    pub fn say(&mut self, level: Level, words: Saying) {
        self.say_at(level, words, String::new(), Vec::new());
    }

    /// Adds a notice with a place and hints.
    pub fn say_at(&mut self, level: Level, words: Saying, place: String, hints: Vec<Saying>) {
        self.count += 1;
        if self.open.len() == MOST {
            self.open.remove(0);
        }
        self.open.push(Notice {
            number: self.count,
            level,
            words,
            place,
            hints,
        });
    }

    /// The open notices, oldest first.
    pub fn open(&self) -> &[Notice] {
        &self.open
    }

    /// Puts one away.
    pub fn dismiss(&mut self, number: u64) {
        self.open.retain(|notice| notice.number != number);
    }

    /// Takes all of them, oldest first: for a shell that prints them.
    pub fn take(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.open)
    }
}
