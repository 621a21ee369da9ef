//! What of a text's readings a person should look at.

use super::reading::WordReading;
use crate::text::span::Span;

/// How much is shown to a person.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Depth {
    /// Readings that words around them or their frequency alone speak for.
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
    /// Its readings at the first place.
    pub reading: WordReading,
    /// Where it stands, in bytes, in reading order; one at least.
    pub places: Vec<Span>,
}

/// The words in doubt in the order of the text, those that are written and read alike together.
pub fn doubts(text: &str, readings: &[WordReading], depth: Depth) -> Vec<Doubt> {
    let _ = (text, readings, depth);
    Vec::new()
}
