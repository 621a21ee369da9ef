//! Names of places that files point to. The ids of a pack may come from a file that anybody changed,
//! so they are made names here: letters and digits, each one once.

use std::collections::{BTreeMap, BTreeSet};

/// Characters of a name that are kept of an id.
const MOST: usize = 24;

/// The names that were given in one file.
#[derive(Default)]
pub(super) struct Anchors {
    given: BTreeSet<String>,
    /// How often each name was asked for, so that many of one name do not take long.
    asked: BTreeMap<String, usize>,
}

impl Anchors {
    /// A name for an id, which nothing else has.
    pub(super) fn name(&mut self, id: &str) -> String {
        let fits = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let kept = id.chars().map(|it| if fits(it) { it } else { '_' });
        let mut name: String = kept.take(MOST).collect();
        if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
            name.insert(0, 'x');
        }
        let turn = self.asked.entry(name.clone()).or_insert(0);
        let mut given = name.clone();
        loop {
            *turn += 1;
            if *turn > 1 {
                given = format!("{name}_{turn}");
            }
            if self.given.insert(given.clone()) {
                return given;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_becomes_a_name_that_nothing_else_has() {
        let mut anchors = Anchors::default();
        let ids = ["p1a", "p1a", "", "5\" onload=\"", "段", "段", "p1a_2"];
        let names = ids.map(|it| anchors.name(it));
        assert_eq!(
            names,
            ["p1a", "p1a_2", "x", "x5__onload__", "x_", "x__2", "p1a_2_2"]
        );
        assert!(anchors.name(&"p".repeat(900)).len() <= MOST);
    }
}
