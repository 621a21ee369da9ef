//! What a query looks for in one project, with every name looked up.

use super::ask::{Relation, Styling};
use super::token::Comparison;
use crate::model::{CodeId, CoderId, Coding, RecordId, Time};
use crate::text::Finder;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A query on a project: the terms that give passages, and how they hang together.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) root: Node,
    /// Numbered as [`Node::Leaf`] names them.
    pub(super) leaves: Vec<Leaf>,
}

/// A condition on passages.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// The passages of a leaf.
    Leaf(usize),
    /// Those that belong to one of these records: their source, quotation, coding, code or coder.
    Belongs(BTreeSet<RecordId>),
    /// Those with a memo that has these folded words, or with any.
    Memo(Option<String>),
    /// Those in a source where something is found so often.
    Count {
        of: Box<Node>,
        comparison: Comparison,
        number: usize,
    },
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
}

/// What gives passages.
#[derive(Clone, Debug)]
pub(super) enum Leaf {
    /// Places in the text; only whole words, or any.
    Text { finder: Finder, whole: bool },
    /// Places that looked so where the source came from.
    Style(Styling),
    /// Passages with a coding of one of these codes, or of any, for which all of `when` holds.
    Codes {
        codes: Option<BTreeSet<CodeId>>,
        when: Arc<[When]>,
    },
    /// Passages of the left that stand so to one of the right.
    Related {
        relation: Relation,
        distance: Option<usize>,
        left: Node,
        right: Node,
    },
}

/// A condition on codings.
#[derive(Clone, Debug)]
pub(super) enum When {
    By(BTreeSet<CoderId>),
    Since(Time),
    Before(Time),
    Not(Box<When>),
    All(Vec<When>),
    Any(Vec<When>),
}

impl When {
    /// Whether it holds for a coding.
    pub(super) fn holds(&self, coding: &Coding) -> bool {
        match self {
            Self::By(coders) => coders.contains(&coding.coder),
            Self::Since(time) => coding.created >= *time,
            Self::Before(time) => coding.created < *time,
            Self::Not(of) => !of.holds(coding),
            Self::All(all) => all.iter().all(|it| it.holds(coding)),
            Self::Any(any) => any.iter().any(|it| it.holds(coding)),
        }
    }
}

impl Node {
    /// Whether it gives passages by itself, rather than only saying which.
    pub(super) fn gives(&self) -> bool {
        match self {
            Self::Leaf(_) => true,
            Self::All(all) | Self::Any(all) => all.iter().any(Self::gives),
            Self::Belongs(_) | Self::Memo(_) | Self::Count { .. } | Self::Not(_) => false,
        }
    }

    /// Whether each passage it lets pass has a coding that it names.
    pub(super) fn names_codes(&self, leaves: &[Leaf]) -> bool {
        match self {
            Self::Leaf(leaf) => match leaves.get(*leaf) {
                Some(Leaf::Codes { .. }) => true,
                Some(Leaf::Related { left, .. }) => left.names_codes(leaves),
                Some(Leaf::Text { .. } | Leaf::Style(_)) | None => false,
            },
            Self::All(all) => all.iter().any(|it| it.names_codes(leaves)),
            Self::Any(any) => !any.is_empty() && any.iter().all(|it| it.names_codes(leaves)),
            Self::Belongs(_) | Self::Memo(_) | Self::Count { .. } | Self::Not(_) => false,
        }
    }
}
