//! Why a query is not understood, in a closed list that every language has words for.

use crate::text::{PatternFlaw, Span};
use thiserror::Error;

/// A query that cannot be asked, and where in it the trouble is.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{flaw}")]
pub struct QueryError {
    /// Where, in bytes of the query; empty at the end where something is missing.
    pub span: Span,
    /// What is wrong there.
    pub flaw: QueryFlaw,
}

/// What is wrong with a query.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum QueryFlaw {
    /// There is nothing in it.
    #[error("there is nothing to look for")]
    Empty,
    /// It is longer than a query may be.
    #[error("a query has at most {most} bytes")]
    TooLong {
        /// The limit in bytes.
        most: usize,
    },
    /// It asks for more than can be looked for at once.
    #[error("a query has at most {most} terms, and a pattern counts as ten")]
    TooMany {
        /// The limit.
        most: usize,
    },
    /// Brackets or relations are nested too deeply.
    #[error("brackets are nested more than {most} deep")]
    TooDeep {
        /// The limit.
        most: usize,
    },
    /// `(` without `)`.
    #[error("this bracket is not closed")]
    BracketUnclosed,
    /// `)` without `(`.
    #[error("this bracket has no opening one before it")]
    BracketUnopened,
    /// A quotation mark without a second.
    #[error("this quotation mark is not closed")]
    QuoteUnclosed,
    /// `/` without a second.
    #[error("this pattern is not closed by /")]
    PatternUnclosed,
    /// An operator with nothing behind it.
    #[error("something must stand after {what}")]
    NothingAfter {
        /// The operator as it was typed.
        what: String,
    },
    /// An operator with nothing before it.
    #[error("something must stand before {what}")]
    NothingBefore {
        /// The operator as it was typed.
        what: String,
    },
    /// A sign where it has no meaning.
    #[error("{what} has no meaning here")]
    Misplaced {
        /// What was typed.
        what: String,
    },
    /// `x:` that is no field.
    #[error("there is no field {name}")]
    NoField {
        /// What was typed.
        name: String,
    },
    /// A field with nothing behind it.
    #[error("a name must stand after {field}")]
    NoName {
        /// The field as it was typed.
        field: String,
    },
    /// `case.x`, `source.x` or `count(…)` without a comparison.
    #[error("a comparison such as = or > must stand after {what}")]
    NoComparison {
        /// What was typed.
        what: String,
    },
    /// A comparison without what is compared with.
    #[error("a value must stand after {what}")]
    NoValue {
        /// The comparison as it was typed.
        what: String,
    },
    /// `near` without a distance, or `count` with what is no number.
    #[error("a number must stand here, in characters after near: A near B 200")]
    NoNumber,
    /// A date that is none.
    #[error("{given} is not a day such as 2026-11-22")]
    BadDate {
        /// What was typed.
        given: String,
    },
    /// A value of another kind than its variable's.
    #[error("{given} is not a value of {variable}")]
    BadValue {
        /// What was typed.
        given: String,
        /// The variable's name.
        variable: String,
    },
    /// `<` or `>` with a variable that has no order.
    #[error("{variable} has no order: it can only be compared by = and !=")]
    NoOrder {
        /// The variable's name.
        variable: String,
    },
    /// Nothing has that name.
    #[error("there is no {} named {name}", .kind.field())]
    Unknown {
        /// What kind of thing was named.
        kind: Kind,
        /// The name.
        name: String,
        /// Names that are there and most like it.
        near: Vec<String>,
    },
    /// A pattern that cannot be used.
    #[error("the pattern is not understood: {flaw}")]
    Pattern {
        /// What is wrong with it.
        flaw: PatternFlaw,
    },
}

impl QueryFlaw {
    /// The name, kebab-case, for keys of words.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::TooMany { .. } => "too-many",
            Self::TooDeep { .. } => "too-deep",
            Self::BracketUnclosed => "bracket-unclosed",
            Self::BracketUnopened => "bracket-unopened",
            Self::QuoteUnclosed => "quote-unclosed",
            Self::PatternUnclosed => "slash-unclosed",
            Self::NothingAfter { .. } => "nothing-after",
            Self::NothingBefore { .. } => "nothing-before",
            Self::Misplaced { .. } => "misplaced",
            Self::NoField { .. } => "no-field",
            Self::NoName { .. } => "no-name",
            Self::NoComparison { .. } => "no-comparison",
            Self::NoValue { .. } => "no-value",
            Self::NoNumber => "no-number",
            Self::BadDate { .. } => "bad-date",
            Self::BadValue { .. } => "bad-value",
            Self::NoOrder { .. } => "no-order",
            Self::Unknown { .. } => "unknown",
            Self::Pattern { .. } => "pattern",
        }
    }

    pub(super) fn at(self, span: Span) -> QueryError {
        QueryError { span, flaw: self }
    }
}

/// What a query can name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A code.
    Code,
    /// A coder.
    Coder,
    /// A source.
    Source,
    /// A case.
    Case,
    /// A set.
    Set,
    /// A variable.
    Variable,
    /// A look that words had where they came from.
    Style,
}

impl Kind {
    /// The word for it, the same as in queries and in keys of words.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Coder => "coder",
            Self::Source => "source",
            Self::Case => "case",
            Self::Set => "set",
            Self::Variable => "variable",
            Self::Style => "style",
        }
    }
}
