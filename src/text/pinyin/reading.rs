//! How the words of a text are read: a syllable for every Chinese character, all that it could be, and
//! how sure it is.

use std::borrow::Cow;

use super::readings;
use crate::text::Words;
use crate::text::runs::is_han;
use crate::text::span::Span;

/// A word with Chinese characters in it, and how it is read.
///
/// `(0, 6): 银行 → yín háng`; in `卡拉OK` the syllables stand for 卡 and 拉 alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordReading {
    /// Its bytes in the text.
    pub span: Span,
    /// A syllable for each of its Chinese characters, in order; one at least.
    pub syllables: Vec<Syllable>,
    /// What it names, for its capitals.
    pub kind: Kind,
    /// Whether a sentence begins with it.
    pub starts_sentence: bool,
}

/// What a word names.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Kind {
    /// Nothing of its own: a common word.
    #[default]
    Common,
    /// A place, an organisation, a work or the like: one capital.
    Proper,
    /// A person by surname and given name, which are written apart, each with a capital.
    Person {
        /// How many of the characters are the surname.
        surname: usize,
    },
}

/// How one character of a word is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Syllable {
    /// The bytes of the character in the text.
    pub span: Span,
    /// The reading chosen, with its tone mark, in small letters: `háng`.
    pub reading: Cow<'static, str>,
    /// All readings that the character can have here, the likeliest first: `háng`, `xíng`, …
    pub candidates: Vec<&'static str>,
    /// How sure the reading is.
    pub certainty: Certainty,
}

/// How sure a reading is, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Certainty {
    /// A person chose it.
    Reviewed,
    /// The character has no other reading.
    Only,
    /// There are others, but the word is known to be read so.
    Word,
    /// There are others; the words around it speak for this one.
    Rule,
    /// There are others, and nothing but their frequency speaks for this one.
    Guess,
}

impl Syllable {
    /// Whether a person should look at it: there are other readings, and nobody chose one yet.
    pub fn is_doubtful(&self) -> bool {
        !matches!(self.certainty, Certainty::Reviewed | Certainty::Only)
    }

    /// The candidate behind the reading, the first behind the last: what one key cycles through.
    pub fn next(&self) -> &str {
        let at = self.candidates.iter().position(|it| *it == self.reading);
        let next = at.and_then(|at| self.candidates.get(at + 1));
        next.or(self.candidates.first())
            .copied()
            .unwrap_or(&self.reading)
    }

    /// The candidate before the reading, the last before the first.
    pub fn previous(&self) -> &str {
        let at = self.candidates.iter().position(|it| *it == self.reading);
        let before = at.and_then(|at| self.candidates.get(at.checked_sub(1)?));
        before
            .or(self.candidates.last())
            .copied()
            .unwrap_or(&self.reading)
    }
}

/// Reads a text: every word with a Chinese character in it, in order. Words without one, blanks and
/// marks are passed over. `words` may hold words of the reader's own; without the dictionary
/// ([`Words::plain`]) readings are poorer.
pub fn read(text: &str, words: &Words) -> Vec<WordReading> {
    let mut all = Vec::new();
    for span in words.cut(text) {
        let word = span.of(text).unwrap_or_default();
        let mut syllables = Vec::new();
        for (at, char) in word.char_indices().filter(|(_, char)| is_han(*char)) {
            let candidates = readings(char);
            let Some(reading) = candidates.first() else {
                continue;
            };
            syllables.push(Syllable {
                span: Span::new(at, at + char.len_utf8()).shifted(span.start),
                reading: Cow::Borrowed(*reading),
                certainty: if candidates.len() > 1 {
                    Certainty::Guess
                } else {
                    Certainty::Only
                },
                candidates,
            });
        }
        if !syllables.is_empty() {
            all.push(WordReading {
                span,
                syllables,
                kind: Kind::Common,
                starts_sentence: false,
            });
        }
    }
    all
}
