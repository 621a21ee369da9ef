//! What of a text's readings a person should look at.

use std::collections::HashMap;

use super::reading::{Certainty, WordReading};
use crate::text::span::Span;

/// How much is shown to a person.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Depth {
    /// Readings that the words around them or their frequency alone speak for.
    #[default]
    Unsure,
    /// Every character that has several readings, also where the word tells which.
    All,
}

/// A word of which a reading is in doubt, with every place where it is read so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The word, as it stands in the text.
    pub word: String,
    /// How it is read at the first place.
    pub reading: WordReading,
    /// Where it stands, in bytes, in reading order; one at least.
    pub places: Vec<Span>,
}

impl WordReading {
    /// Whether a person should look at it.
    pub fn is_doubtful(&self, depth: Depth) -> bool {
        self.syllables.iter().any(|it| match depth {
            Depth::All => it.is_doubtful(),
            Depth::Unsure => matches!(it.certainty, Certainty::Rule | Certainty::Guess),
        })
    }
}

/// The words in doubt in the order of the text, those that are written and read alike together.
pub fn doubts<'r>(
    text: &str,
    readings: impl IntoIterator<Item = &'r WordReading>,
    depth: Depth,
) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    let mut known: HashMap<(&str, Vec<&str>), usize> = HashMap::new();
    for reading in readings.into_iter().filter(|it| it.is_doubtful(depth)) {
        let Some(word) = reading.span.of(text) else {
            continue;
        };
        let said = reading.syllables.iter().map(|it| it.reading.as_ref());
        let at = *known.entry((word, said.collect())).or_insert(doubts.len());
        match doubts.get_mut(at) {
            Some(doubt) => doubt.places.push(reading.span),
            None => doubts.push(Doubt {
                word: word.to_owned(),
                reading: reading.clone(),
                places: vec![reading.span],
            }),
        }
    }
    doubts
}
