//! What can be wrong with a piece of a project file, in a closed list that every language has
//! words for.

use thiserror::Error;

/// Why a piece of a project file cannot be read as what should stand there.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Malformed {
    /// Something is opened and goes on to the end of the file.
    #[error("a bracket or quote is not closed")]
    NotClosed,
    /// The number of the format is none.
    #[error("it is not a whole number")]
    NoNumber,
    /// Something else stands where a part of the project should.
    #[error("a part such as `codes: […]` should stand here")]
    NoPart,
    /// Something else stands where a list should.
    #[error("a list in [ ] should stand here")]
    NoList,
    /// Something else stands where a coder's work should.
    #[error("a group in ( ) should stand here")]
    NoGroup,
    /// Something else stands where a list of somebody's work should.
    #[error("a list such as `codings` should stand here")]
    NoWork,
    /// Something stands behind the closing bracket of the whole.
    #[error("it stands behind the end of the project")]
    BehindTheEnd,
    /// A record lacks a field that it cannot be without.
    #[error("field `{field}` is missing")]
    Missing {
        /// The field's name.
        field: &'static str,
    },
    /// A field holds what cannot be its value.
    #[error("field `{field}` is not {wanted}")]
    Unfit {
        /// The field's name.
        field: &'static str,
        /// What should stand there.
        wanted: Wanted,
    },
    /// A field is not valid RON, or not of its kind.
    #[error("field `{field}`: {error}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// What the `ron` crate says.
        error: ron::Error,
    },
    /// A record is not valid RON.
    #[error("{0}")]
    Record(ron::Error),
}

/// What should stand in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Wanted {
    /// Words.
    #[error("a string")]
    Words,
    /// A count.
    #[error("a whole number from 0")]
    Number,
    /// Yes or no.
    #[error("true or false")]
    Flag,
    /// A time.
    #[error("a time such as \"2026-11-22T08:30:00Z\"")]
    Time,
    /// A colour.
    #[error("a colour such as \"#C8402F\"")]
    Colour,
    /// A fingerprint.
    #[error("64 hexadecimal digits")]
    Fingerprint,
    /// An identity.
    #[error("a UUID")]
    Id,
    /// The kind of a variable.
    #[error("Text, Number, Flag or Date")]
    Kind,
    /// The value of a variable.
    #[error("a value such as Text(\"…\"), Number(1), Flag(true) or Date(\"…\")")]
    Value,
    /// A record pointed at.
    #[error("a record such as Project or Source(\"…\")")]
    Record,
    /// How a passage was found again.
    #[error("Unsure(start: …, end: …) or Lost(start: …, end: …)")]
    Verdict,
    /// Several words.
    #[error("a list of strings")]
    SeveralWords,
    /// Several records.
    #[error("a list of records such as Source(\"…\")")]
    Records,
    /// Values by variable.
    #[error("a map from variables to values")]
    Values,
    /// Words by the names of what they tell.
    #[error("a map from names to words")]
    NamedWords,
}

impl Wanted {
    /// Everything that may be wanted.
    pub const ALL: [Self; 15] = [
        Self::Words,
        Self::Number,
        Self::Flag,
        Self::Time,
        Self::Colour,
        Self::Fingerprint,
        Self::Id,
        Self::Kind,
        Self::Value,
        Self::Record,
        Self::Verdict,
        Self::SeveralWords,
        Self::Records,
        Self::Values,
        Self::NamedWords,
    ];

    /// The name, kebab-case, for keys of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Time => "time",
            Self::Colour => "colour",
            Self::Fingerprint => "fingerprint",
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Value => "value",
            Self::Record => "record",
            Self::Verdict => "verdict",
            Self::SeveralWords => "several-words",
            Self::Records => "records",
            Self::Values => "values",
            Self::NamedWords => "named-words",
        }
    }
}
