//! What should be looked at before a pack is handed out.

use super::settings::SettingFlaw;

/// Something to look at, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// What it is.
    pub flaw: Flaw,
    /// The name of the text; empty when it is about the whole pack.
    pub text: String,
    /// The number of the paragraph in the pack; 0 when it is about the whole text.
    pub block: usize,
}

/// What is wrong or not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// A setting says what cannot be.
    Setting(SettingFlaw),
    /// A text that the recipe names is gone.
    TextGone(String),
    /// A translation has more or fewer paragraphs than its text: its name, and how many both have.
    /// Which belong together was told from their lengths.
    Uneven(String, String),
    /// A code that the recipe names is gone.
    CodeGone(String),
    /// A file that the recipe names could not be read, and why, in words.
    File(String, String),
    /// The query for passages cannot be asked, and why, in words.
    Query(String),
    /// Nothing goes in.
    Empty,
    /// A passage is not where it was: its words, as they were.
    PassageChanged(String),
    /// A text has no citation.
    NoCitation,
    /// A text has no licence.
    NoLicence,
    /// A word whose reading nobody looked at: the word, as it would be printed.
    Unreviewed(String, String),
    /// A word without a gloss.
    NoGloss(String),
    /// A word above the level: the word and its level.
    AboveLevel(String, String),
    /// Words that are written out in another way than their characters one by one would be: as they
    /// stand, and as they are written out, with how often.
    Swapped(String, String),
    /// Characters that the letters at hand do not have.
    NoGlyph(String),
    /// Characters that are written from right to left.
    RightToLeft(String),
}

impl Flaw {
    /// Its name in the locale files, behind `pack-flaw-`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Setting(SettingFlaw { wanted: None, .. }) => "unknown-setting",
            Self::Setting(_) => "setting",
            Self::TextGone(_) => "text-gone",
            Self::Uneven(..) => "uneven",
            Self::CodeGone(_) => "code-gone",
            Self::File(..) => "file",
            Self::Query(_) => "query",
            Self::Empty => "empty",
            Self::PassageChanged(_) => "passage-changed",
            Self::NoCitation => "no-citation",
            Self::NoLicence => "no-licence",
            Self::Unreviewed(..) => "unreviewed",
            Self::NoGloss(_) => "no-gloss",
            Self::AboveLevel(..) => "above-level",
            Self::Swapped(..) => "swapped",
            Self::NoGlyph(_) => "no-glyph",
            Self::RightToLeft(_) => "right-to-left",
        }
    }

    /// The words it is about: at most two.
    pub fn words(&self) -> (&str, &str) {
        match self {
            Self::Setting(it) => (&it.name, &it.words),
            Self::TextGone(it)
            | Self::CodeGone(it)
            | Self::Query(it)
            | Self::PassageChanged(it)
            | Self::NoGloss(it)
            | Self::NoGlyph(it)
            | Self::RightToLeft(it) => (it, ""),
            Self::File(it, other)
            | Self::Uneven(it, other)
            | Self::Swapped(it, other)
            | Self::Unreviewed(it, other)
            | Self::AboveLevel(it, other) => (it, other),
            Self::Empty | Self::NoCitation | Self::NoLicence => ("", ""),
        }
    }
}
