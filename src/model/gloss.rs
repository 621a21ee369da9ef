//! Words with what is told of them for readers who are still learning them.

use super::{Extra, GlossId};
use std::collections::BTreeMap;

/// What a project tells of a word: how it is read, what it means. Whatever is told here wins over
/// dictionaries and over what the program would choose by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gloss {
    /// Identity.
    pub id: GlossId,
    /// The word as it stands in a text.
    pub name: String,
    /// What is told, by the name of what it is: [`Gloss::READING`] and so on. Other names are places
    /// where the word is read in another way, or are of a newer version.
    pub about: BTreeMap<String, String>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Gloss {
    /// How the word is read, its syllables apart: `zhì lǐ`.
    pub const READING: &'static str = "reading";
    /// Which part of speech it is: `n.`, `动`.
    pub const KIND: &'static str = "kind";
    /// What it means, in as many words as its readers need.
    pub const MEANING: &'static str = "meaning";
    /// Whether it is listed in the vocabulary of packs by hand: `yes`.
    pub const LISTED: &'static str = "listed";

    /// What names begin with under which one place of the word is told to be read in its own way: what
    /// follows only keeps them apart.
    pub const PLACE: &'static str = "place ";

    /// What is told under a name; empty when nothing is.
    pub fn told(&self, name: &str) -> &str {
        self.about.get(name).map_or("", |it| it)
    }
}
