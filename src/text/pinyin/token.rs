//! The words of a sentence, as their readings are looked for.

use super::names;
use crate::text::Words;
use crate::text::runs::is_han;
use crate::text::simplified::shadow;
use crate::text::span::Span;

/// A word, a mark or a blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// It in simplified characters, as many as it has.
    pub(super) word: String,
    /// jieba's part of speech; `m` of digits, `x` of marks.
    pub(super) tag: String,
}

/// Parts of speech of single characters that seldom are part of a word that no dictionary has.
const SMALL: [&str; 10] = ["r", "d", "p", "c", "u", "y", "m", "q", "f", "zg"];

impl Token {
    /// The token at a span of a text. What jieba guesses to be a word is taken apart where one of its
    /// characters is a word that stands alone, as in 他量 and 地转; names stay.
    pub(super) fn all(text: &str, span: Span, words: &Words) -> Vec<Self> {
        let whole = Self::new(text, span, words);
        let is_guess = whole.chars() > 1 && whole.word.chars().all(is_han);
        let is_name = whole.tag.starts_with("nr") && names::begins_with_surname(&whole.word);
        if !is_guess || is_name || words.has_word(&whole.word) {
            return vec![whole];
        }
        let word = span.of(text).unwrap_or_default();
        let places = word.char_indices();
        let single = |(at, char): (usize, char)| {
            let span = Span::new(at, at + char.len_utf8()).shifted(span.start);
            Self::new(text, span, words)
        };
        let singles: Vec<Self> = places.map(single).collect();
        let is_small = |it: &Self| SMALL.iter().any(|tag| it.tag.starts_with(tag));
        match singles.iter().any(is_small) {
            true => singles,
            false => vec![whole],
        }
    }

    /// The token at a span.
    fn new(text: &str, span: Span, words: &Words) -> Self {
        let word = shadow(span.of(text).unwrap_or_default()).into_owned();
        let tag = match word.chars().find(is_spoken) {
            None => "x".to_owned(),
            Some(first) if !first.is_alphabetic() => "m".to_owned(),
            Some(_) if word.chars().any(is_han) => words.part_of_speech(&word),
            Some(_) => "eng".to_owned(),
        };
        Self { span, word, tag }
    }

    /// Whether it is no word but a mark or a blank.
    pub(super) fn is_mark(&self) -> bool {
        self.tag == "x" && !self.word.chars().any(|it| is_spoken(&it))
    }

    /// How many characters it has.
    pub(super) fn chars(&self) -> usize {
        self.word.chars().count()
    }
}

/// Letters and digits; not the numbers of notes, as ① is.
fn is_spoken(char: &char) -> bool {
    char.is_alphabetic() || char.is_ascii_digit() || ('０'..='９').contains(char)
}
