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

impl Recipe {
    /// The settings that name sources, one a line; a line may hold two with `=` between them.
    pub const OF_SOURCES: &[&str] = &["texts", "translations"];
    /// The settings that name codes, one a line.
    pub const OF_CODES: &[&str] = &["codes", "find"];

    /// The recipe with a new name in the place of an old one in these settings; `None` when they do
    /// not say the old one.
    pub fn renamed(&self, settings: &[&str], (old, new): (&str, &str)) -> Option<Self> {
        let mut recipe = self.clone();
        let of_them = |it: &(&String, &mut String)| settings.contains(&it.0.as_str());
        for (_, words) in recipe.about.iter_mut().filter(of_them) {
            let lines = words.lines().map(|line| match line.trim() == old {
                true => new.to_owned(),
                false => in_pair(line, (old, new)).unwrap_or_else(|| line.to_owned()),
            });
            *words = lines.collect::<Vec<_>>().join("\n");
        }
        (recipe != *self).then_some(recipe)
    }
}

/// A line of a pair with a new name in the place of an old one; `None` when it does not say it.
fn in_pair(line: &str, (old, new): (&str, &str)) -> Option<String> {
    let (one, other) = line.split_once(" = ")?;
    let renamed = |name: &str| match name.trim() == old {
        true => new.to_owned(),
        false => name.trim().to_owned(),
    };
    let pair = format!("{} = {}", renamed(one), renamed(other));
    (pair != line).then_some(pair)
}
