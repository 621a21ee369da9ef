//! What a query asks, as it was typed: names are not looked up yet.

use super::token::Comparison;
use crate::model::{Style, Time};
use crate::text::Span;

/// A piece of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ask {
    /// Where it stands in the query, in bytes.
    pub(super) span: Span,
    /// What it asks.
    pub(super) kind: AskKind,
}

/// What a piece of a query asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum AskKind {
    /// Words, whatever their width and case.
    Words(String),
    /// Exactly these characters.
    Exact(String),
    /// A regular expression.
    Pattern(String),
    /// `code:x` and the like.
    Named { field: Field, name: Name },
    /// Coded at this time or later.
    Since(Time),
    /// Coded before this time.
    Before(Time),
    /// `case.x = y`
    Value {
        holder: Holder,
        variable: Name,
        comparison: Comparison,
        value: Name,
    },
    /// `count(x) > 3`
    Count {
        of: Box<Ask>,
        comparison: Comparison,
        number: usize,
    },
    /// `A within B`
    Related {
        relation: Relation,
        distance: Option<usize>,
        left: Box<Ask>,
        right: Box<Ask>,
    },
    /// Not so.
    Not(Box<Ask>),
    /// All of these.
    All(Vec<Ask>),
    /// One of these at least.
    Any(Vec<Ask>),
}

impl Ask {
    /// Several asks as one; a single one stays what it is.
    pub(super) fn several(mut asks: Vec<Self>, kind: fn(Vec<Self>) -> AskKind) -> Self {
        let span = asks.iter().map(|it| it.span).reduce(Span::cover);
        match (asks.len(), asks.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                asks.extend(last);
                Self {
                    span: span.unwrap_or_default(),
                    kind: kind(asks),
                }
            }
        }
    }
}

/// Something named in a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    /// As it was typed, without quotation marks.
    pub(super) words: String,
    /// Where, in bytes of the query.
    pub(super) span: Span,
}

/// What is named after `code:` and the like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Code,
    Coder,
    Source,
    Case,
    Set,
    Memo,
    Word,
    Style,
    Since,
    Before,
}

/// How passages looked, or what they were, where their source came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Styling {
    /// A heading of a level, or of any.
    Heading(Option<u8>),
    Bold,
    Italic,
    Note,
    /// What stood on a page, or on each.
    Page(Option<u32>),
    /// What was said in some seconds.
    Time,
}

impl Styling {
    /// Whether a style is one that is asked for.
    pub(super) fn is(self, style: &Style) -> bool {
        match (self, style) {
            (Self::Heading(wanted), Style::Heading(level)) => wanted.is_none_or(|it| it == *level),
            (Self::Page(wanted), Style::Page(number)) => wanted.is_none_or(|it| it == *number),
            (Self::Bold, Style::Bold)
            | (Self::Italic, Style::Italic)
            | (Self::Note, Style::Note)
            | (Self::Time, Style::Time { .. }) => true,
            _ => false,
        }
    }
}

/// Whose values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holder {
    Case,
    Source,
}

/// How a passage stands to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    /// They share a character.
    Overlaps,
    /// It lies inside the other.
    Within,
    /// It is at most so many code points away.
    Near,
    /// The other comes later in the source.
    Before,
    /// The other comes earlier in the source.
    After,
    /// They touch a sentence that is the same.
    SameSentence,
    /// They touch a paragraph that is the same.
    SameParagraph,
}
