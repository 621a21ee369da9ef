//! The words of a project: those passed over when words are counted, and those of its own that stay in
//! one piece when a text is cut.

use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Edit, Project, WordLists};
use std::collections::BTreeSet;

/// Sets the lists that are given; each word once, without the blanks around it, empty ones left out.
///
/// # Errors
/// When they are so already.
pub fn set(
    project: &Project,
    stamp: &Stamp<'_>,
    stop: Option<&[String]>,
    own: Option<&[String]>,
) -> Result<Transaction, PlanError> {
    let now = &project.head().words;
    let list = |given: Option<&[String]>, now: &Vec<String>| match given {
        Some(given) => {
            let words = given.iter().map(|it| it.trim());
            let words: BTreeSet<&str> = words.filter(|it| !it.is_empty()).collect();
            words.into_iter().map(str::to_owned).collect()
        }
        None => now.clone(),
    };
    let words = WordLists {
        stop: list(stop, &now.stop),
        own: list(own, &now.own),
    };
    if words == *now {
        return Err(PlanError::Nothing);
    }
    let mut head = project.head().clone();
    head.words = words;
    let done = Done::once("set-words", &head.name);
    Ok(stamp.transaction(done, vec![Edit::Put(head.into())]))
}
