//! A change as a whole: its edits, who made it and when, and where the eye was.

use crate::model::{Broken, CoderId, Edit, RecordId, SourceId, Time};
use crate::text::Span;
use std::borrow::Cow;
use thiserror::Error;
use uuid::Uuid;

/// What a change did, for the history and the undo menu. The shell turns the verb into words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// The verb, kebab-case, such as `code-passage`; the locale key is `done-` and this.
    pub verb: Cow<'static, str>,
    /// What it was done to or with, such as the code's name; may be empty.
    pub what: String,
    /// How many records it was done to.
    pub count: usize,
}

impl Done {
    /// A verb with its object, done once.
    pub fn once(verb: &'static str, what: impl Into<String>) -> Self {
        Self {
            verb: Cow::Borrowed(verb),
            what: what.into(),
            count: 1,
        }
    }

    /// A verb with its object, done `count` times.
    pub fn times(verb: &'static str, what: impl Into<String>, count: usize) -> Self {
        Self {
            verb: Cow::Borrowed(verb),
            what: what.into(),
            count,
        }
    }
}

/// Where to return to when a change is taken back or made again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The source on the screen.
    pub source: SourceId,
    /// What was selected in it, in bytes.
    pub span: Span,
}

/// A change: applied whole or not at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transaction {
    /// What it does, in words to be.
    pub done: Done,
    /// Who does it.
    pub coder: CoderId,
    /// When.
    pub at: Time,
    /// What happens, in this order.
    pub edits: Vec<Edit>,
    /// Where it happens, if it is at a place.
    pub place: Option<Place>,
}

/// What a plan needs from outside: who, when, and fresh identities.
pub struct Stamp<'a> {
    /// Who plans.
    pub coder: CoderId,
    /// When.
    pub at: Time,
    /// Makes a fresh UUID v7 each time.
    pub fresh: &'a mut dyn FnMut() -> Uuid,
}

impl Stamp<'_> {
    /// A transaction by this coder at this time.
    pub fn transaction(&self, done: Done, edits: Vec<Edit>) -> Transaction {
        Transaction {
            done,
            coder: self.coder,
            at: self.at,
            edits,
            place: None,
        }
    }
}

/// Why a change cannot be planned or made. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PlanError {
    /// The record that should be changed is not there.
    #[error("{id} is not in this project")]
    Gone {
        /// The record.
        id: RecordId,
    },
    /// A name is empty or only spaces.
    #[error("a name cannot be empty")]
    Nameless,
    /// A name is longer than a list has room for.
    #[error("a name of {count} characters is too long; {most} are the most")]
    NameLong {
        /// Its characters.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A part of a citation has no name of one word.
    #[error("{name:?} is no name of a part of a citation")]
    PartName {
        /// The name.
        name: String,
    },
    /// A sibling has this name already.
    #[error("there is already a code named {name} here")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The code is a heading and may not be applied.
    #[error("{name} is a heading and cannot be applied to passages")]
    NotApplicable {
        /// The code's name.
        name: String,
    },
    /// The passage is not coded with the code.
    #[error("the passage is not coded with {name}")]
    NotItsOwn {
        /// The code's name.
        name: String,
    },
    /// A range is empty or does not fit its source.
    #[error(
        "the range {start}..{end} does not fit the source {source_name}, which has {len} characters"
    )]
    Range {
        /// Start in code points.
        start: usize,
        /// End in code points.
        end: usize,
        /// The source's name.
        source_name: String,
        /// The source's length in code points.
        len: usize,
    },
    /// A code would come to stand under itself.
    #[error("{name} cannot be moved under itself")]
    UnderItself {
        /// The code's name.
        name: String,
    },
    /// The key belongs to another code.
    #[error("the key {key} already applies {name}")]
    KeyTaken {
        /// The key.
        key: String,
        /// The code that has it.
        name: String,
    },
    /// Nothing would change.
    #[error("nothing to change")]
    Nothing,
    /// The change would break a rule of the model.
    #[error("the change was not made: {broken}")]
    Rule {
        /// The rule.
        #[from]
        broken: Broken,
    },
}
