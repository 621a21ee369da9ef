//! Questions that must be answered before something happens.

use super::action::Action;
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
}

/// An answer to the open question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Save first, or replace the file on disk (a backup of it is kept).
    Save,
    /// Go on without saving.
    Discard,
    /// Do nothing.
    Cancel,
}
