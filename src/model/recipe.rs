//! How a reading pack is made.

use super::{Extra, RecipeId};
use std::collections::BTreeMap;

/// How a reading pack is made: what goes into it, in which order, and how it looks. What the settings
/// mean, and what holds where nothing is set, is said where packs are made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipe {
    /// Identity.
    pub id: RecipeId,
    /// The name shown.
    pub name: String,
    /// Its settings, each by its name: `paper` is `A4`. Unknown ones are of a newer version.
    pub about: BTreeMap<String, String>,
    /// Fields of a newer version.
    pub extra: Extra,
}
