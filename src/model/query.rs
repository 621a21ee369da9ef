//! A query saved by name, which may say what it codes.

use super::{CodeId, CoderId, Extra, QueryId, Time};

/// How much around a place that a query gives is coded.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Unit {
    /// The place itself.
    #[default]
    Hit,
    /// The sentences it touches.
    Sentence,
    /// The paragraphs it touches.
    Paragraph,
    /// From the paragraph it stands in to the next place that is given: what a heading is over.
    Section,
    /// From the paragraph it stands in to the next that begins with a name and a colon: what a
    /// speaker says.
    Speech,
}

impl Unit {
    /// Every unit, the smallest first.
    pub const ALL: [Self; 5] = [
        Self::Hit,
        Self::Sentence,
        Self::Paragraph,
        Self::Section,
        Self::Speech,
    ];

    /// The names of all, the smallest first.
    pub const NAMES: &[&str] = &["hit", "sentence", "paragraph", "section", "speech"];

    /// The unit in one word, as it stands in the project file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Section => "section",
            Self::Speech => "speech",
        }
    }

    /// Reads what [`Self::name`] gives; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// A query saved by name. With a code it is a rule: it codes what it gives, when it is run, and
/// every coding it made points back at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Identity.
    pub id: QueryId,
    /// The name shown.
    pub name: String,
    /// What it asks, in the language of queries; never empty.
    pub text: String,
    /// The code it codes with, when it is a rule.
    pub code: Option<CodeId>,
    /// How much a rule codes around each place.
    pub unit: Unit,
    /// Who saved it.
    pub coder: CoderId,
    /// When.
    pub created: Time,
    /// Fields of a newer version.
    pub extra: Extra,
}
