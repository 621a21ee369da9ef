//! Questions that must be answered before something happens.

use super::action::Action;
use crate::model::CodeId;
use serde::{Deserialize, Serialize};

/// A question to the person.
#[derive(Clone, PartialEq, Debug)]
pub enum Question {
    /// There are unsaved changes; what happens to them before `then` is done?
    Unsaved {
        /// What was asked for.
        then: Box<Action>,
    },
    /// The file on disk is not the one that was opened; is it to be replaced?
    Overwrite,
    /// A new code would be much like one that is there; which of them is meant?
    Resembles {
        /// The code that is there.
        code: CodeId,
        /// What is done with that one.
        instead: Box<Action>,
        /// What was asked for, which makes a new one.
        then: Box<Action>,
    },
}

/// An answer to the open question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Save first, or replace the file on disk (a backup of it is kept), or use the code that is
    /// there.
    Save,
    /// Go on without saving, or save elsewhere, or make the new code all the same.
    Discard,
    /// Join what lies on disk, then save.
    Join,
    /// Do nothing.
    Cancel,
}
