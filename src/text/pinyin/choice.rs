//! Readings that a person chose: plain data that a project keeps as phrases.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::reading::{Certainty, Syllable, WordReading};
use crate::text::runs::is_han;
use crate::text::span::Span;

/// Code points kept on each side of a place.
const AROUND: usize = 8;
/// Syllables of a choice at most.
const MOST_SYLLABLES: usize = 64;

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

impl Around {
    /// What stands around a span of a text.
    pub fn of(text: &str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = text.get(span.end..).unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let mut last: Vec<char> = before.chars().rev().take(AROUND).collect();
        last.reverse();
        Self {
            before: last.into_iter().collect(),
            after: after.chars().take(AROUND).collect(),
        }
    }

    /// How many code points next to a place are the same.
    fn same(&self, there: &Self) -> usize {
        let alike = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
            one.zip(other).take_while(|(a, b)| a == b).count()
        };
        alike(
            &mut self.before.chars().rev(),
            &mut there.before.chars().rev(),
        ) + alike(&mut self.after.chars(), &mut there.after.chars())
    }

    /// How many code points it has.
    fn len(&self) -> usize {
        self.before.chars().count() + self.after.chars().count()
    }
}

impl ReadingChoice {
    /// The reading of a word as it is now, chosen for every place of it.
    pub fn everywhere(text: &str, reading: &WordReading) -> Self {
        let said = reading.syllables.iter().map(|it| it.reading.to_string());
        Self {
            word: reading.span.of(text).unwrap_or_default().to_owned(),
            syllables: said.collect(),
            around: None,
        }
    }

    /// The reading of a word as it is now, chosen for this place.
    pub fn here(text: &str, reading: &WordReading) -> Self {
        Self {
            around: Some(Around::of(text, reading.span)),
            ..Self::everywhere(text, reading)
        }
    }
}

impl fmt::Display for ReadingChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.word, self.syllables.join(" "))?;
        let Some(around) = &self.around else {
            return Ok(());
        };
        let (before, after) = (guarded(&around.before), guarded(&around.after));
        write!(f, " in {before}[{}]{after}", self.word)
    }
}

/// Text whose brackets are no brackets of the phrase.
fn guarded(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

/// The text of [`guarded`].
fn unguarded(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => plain.extend(chars.next()),
            _ => plain.push(char),
        }
    }
    plain
}

impl FromStr for ReadingChoice {
    type Err = NotReading;

    fn from_str(phrase: &str) -> Result<Self, NotReading> {
        let places = phrase.match_indices(" in ");
        let mut placed = places.filter_map(|(at, sign)| {
            let (word, syllables) = said(phrase.get(..at)?)?;
            let around = placed(phrase.get(at + sign.len()..)?, &word)?;
            let around = Some(around);
            Some(Self {
                word,
                syllables,
                around,
            })
        });
        let anywhere = || {
            let (word, syllables) = said(phrase)?;
            let around = None;
            Some(Self {
                word,
                syllables,
                around,
            })
        };
        placed.next().or_else(anywhere).ok_or(NotReading)
    }
}

/// A word and behind it as many syllables as it has Chinese characters.
fn said(phrase: &str) -> Option<(String, Vec<String>)> {
    let cuts = phrase.rmatch_indices(' ').take(MOST_SYLLABLES);
    for (behind, (at, _)) in cuts.enumerate() {
        let word = phrase.get(..at)?;
        let han = word
            .chars()
            .filter(|it| is_han(*it))
            .take(MOST_SYLLABLES + 1);
        if han.count() == behind + 1 {
            let syllables: Vec<String> = phrase.get(at + 1..)?.split(' ').map(Into::into).collect();
            let is_sound = syllables.iter().all(|it| is_syllable(it)) && is_word(word);
            return is_sound.then(|| (word.to_owned(), syllables));
        }
    }
    None
}

/// Whether it can be a word: in one line, and with no syllable behind it that is too many.
fn is_word(it: &str) -> bool {
    let last = it.rsplit_once(' ').map_or("", |it| it.1);
    it.trim() == it && !it.contains('\n') && (last.is_ascii() || !is_syllable(last))
}

/// Whether it is Latin letters with their marks.
fn is_syllable(it: &str) -> bool {
    let is_letter = |it: char| it.is_alphabetic() && !is_han(it);
    let is_mark = |it: char| ('\u{300}'..='\u{36F}').contains(&it);
    !it.is_empty() && it.chars().all(|it| is_letter(it) || is_mark(it))
}

/// What stands around a word in brackets.
fn placed(rest: &str, word: &str) -> Option<Around> {
    let mut is_guarded = false;
    let open = rest.char_indices().find_map(|(at, char)| {
        let is_open = char == '[' && !is_guarded;
        is_guarded = char == '\\' && !is_guarded;
        is_open.then_some(at)
    })?;
    let behind = rest
        .get(open + 1..)?
        .strip_prefix(word)?
        .strip_prefix(']')?;
    Some(Around {
        before: unguarded(rest.get(..open)?),
        after: unguarded(behind),
    })
}

/// Puts what a person chose over the readings of a text. A choice for one place goes over one for every
/// place, a longer word over a shorter; what was chosen is [`Certainty::Reviewed`].
///
/// A choice for every place holds where its word begins and ends with words of `readings`. One for a
/// single place holds at the place of the text whose surroundings are most like those it was made in,
/// when at least half of them are still there; so give it the whole text it was made in.
pub fn apply(text: &str, readings: &mut [WordReading], choices: &[ReadingChoice]) {
    let mut order: Vec<&ReadingChoice> = choices.iter().collect();
    order.sort_by_key(|it| (it.around.is_some(), it.word.len()));
    for choice in order {
        if choice.word.is_empty() {
            continue;
        }
        match &choice.around {
            None => {
                for span in everywhere(text, readings, &choice.word) {
                    put(readings, span, &choice.syllables);
                }
            }
            Some(around) => {
                if let Some(span) = nearest(text, &choice.word, around) {
                    put(readings, span, &choice.syllables);
                }
            }
        }
    }
}

/// Where a word stands that begins and ends where words do.
fn everywhere(text: &str, readings: &[WordReading], word: &str) -> Vec<Span> {
    let places = text
        .match_indices(word)
        .map(|(at, _)| Span::new(at, at + word.len()));
    let starts = |it: Span| {
        readings
            .binary_search_by_key(&it.start, |it| it.span.start)
            .is_ok()
    };
    let ends = |it: Span| {
        readings
            .binary_search_by_key(&it.end, |it| it.span.end)
            .is_ok()
    };
    places.filter(|it| starts(*it) && ends(*it)).collect()
}

/// The place of a word whose surroundings are most like those told.
fn nearest(text: &str, word: &str, around: &Around) -> Option<Span> {
    let mut best: Option<(usize, Span)> = None;
    for (at, _) in text.match_indices(word) {
        let span = Span::new(at, at + word.len());
        let same = around.same(&Around::of(text, span));
        if best.is_none_or(|it| same > it.0) {
            best = Some((same, span));
        }
    }
    let (same, span) = best?;
    (2 * same >= around.len()).then_some(span)
}

/// Puts syllables over the characters of a span.
fn put(readings: &mut [WordReading], span: Span, syllables: &[String]) {
    let first = readings.partition_point(|it| it.span.end <= span.start);
    let words = readings.get_mut(first..).unwrap_or_default().iter_mut();
    let words = words.take_while(|it| it.span.start < span.end);
    let there: Vec<&mut Syllable> = words
        .flat_map(|it| it.syllables.iter_mut())
        .filter(|it| it.span.within(span))
        .collect();
    if there.len() != syllables.len() {
        return;
    }
    for (syllable, said) in there.into_iter().zip(syllables) {
        let known = syllable.candidates.iter().find(|it| **it == said.as_str());
        syllable.reading = known.map_or_else(|| Cow::Owned(said.clone()), |it| Cow::Borrowed(*it));
        syllable.certainty = Certainty::Reviewed;
    }
}
