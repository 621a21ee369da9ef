//! Plans for what reading packs are made from: recipes, and what is told of words.

use super::{Done, PlanError, Stamp, Transaction, plan_codings};
use crate::model::{Edit, Extra, Gloss, GlossId, Project, Recipe, RecipeId, Record, RecordId};
use std::collections::BTreeMap;

/// What is set or told, by name; empty words take away what there was.
pub type About = BTreeMap<String, String>;

/// Sets some settings of the recipe of a name; there is one from then on. A new one begins as `like`.
///
/// # Errors
/// When the name is empty or nothing would change. What the settings say is the caller's to see.
pub fn set_recipe(
    project: &Project,
    stamp: &mut Stamp<'_>,
    name: &str,
    (about, like): (&About, &About),
) -> Result<Transaction, PlanError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(PlanError::Nameless);
    }
    let there = project.recipes().iter().find(|it| it.name == name);
    let mut recipe = there.cloned().unwrap_or_else(|| Recipe {
        id: RecipeId::new((stamp.fresh)()),
        name: name.to_owned(),
        about: like.clone(),
        extra: Extra::default(),
    });
    put(&mut recipe.about, about);
    if there == Some(&recipe) {
        return Err(PlanError::Nothing);
    }
    let done = Done::once("set-recipe", name);
    Ok(stamp.transaction(done, vec![Edit::Put(recipe.into())]))
}

/// Tells something of a word; what tells nothing any more is gone.
///
/// # Errors
/// When the word is empty or nothing would change.
pub fn set_gloss(
    project: &Project,
    stamp: &mut Stamp<'_>,
    word: &str,
    about: &About,
) -> Result<Transaction, PlanError> {
    let word = word.trim();
    if word.is_empty() {
        return Err(PlanError::Nameless);
    }
    let there = project.glosses().iter().find(|it| it.name == word);
    let mut told = there.map(|it| it.about.clone()).unwrap_or_default();
    put(&mut told, about);
    let done = Done::once("set-gloss", word);
    let edits = match (there, told.is_empty()) {
        (Some(it), true) => plan_codings::removal(project, &[RecordId::Gloss(it.id)]),
        (Some(it), false) if it.about == told => Vec::new(),
        (Some(it), false) => vec![put_gloss(Gloss {
            about: told,
            ..it.clone()
        })],
        (None, true) => Vec::new(),
        (None, false) => vec![put_gloss(Gloss {
            id: GlossId::new((stamp.fresh)()),
            name: word.to_owned(),
            about: told,
            extra: Extra::default(),
        })],
    };
    match edits.is_empty() {
        true => Err(PlanError::Nothing),
        false => Ok(stamp.transaction(done, edits)),
    }
}

/// The recipes that name a source or code in these settings, with its new name.
pub(super) fn renamed(project: &Project, settings: &[&str], names: (&str, &str)) -> Vec<Edit> {
    let recipes = project.recipes().iter();
    let recipes = recipes.filter_map(|it| it.renamed(settings, names));
    recipes.map(|it| Edit::Put(it.into())).collect()
}

fn put_gloss(gloss: Gloss) -> Edit {
    Edit::Put(Record::from(gloss))
}

fn put(about: &mut About, more: &About) {
    for (name, words) in more {
        match words.trim().is_empty() {
            true => about.remove(name),
            false => about.insert(name.clone(), words.trim().to_owned()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::model::{CoderId, Head, ProjectId, Time, WordLists};
    use uuid::Uuid;

    fn empty() -> Project {
        Project::new(Head {
            id: ProjectId::new(Uuid::from_u128(1)),
            name: "试编".into(),
            created: Time::default(),
            words: WordLists::default(),
            extra: Extra::default(),
        })
    }

    fn about(pairs: &[(&str, &str)]) -> About {
        let pairs = pairs.iter();
        pairs
            .map(|(name, words)| ((*name).into(), (*words).into()))
            .collect()
    }

    /// Does what is planned.
    fn does(
        project: &mut Project,
        plan: impl FnOnce(&Project, &mut Stamp<'_>) -> Result<Transaction, PlanError>,
    ) -> Result<(), PlanError> {
        let mut fresh = || Uuid::from_u128(7);
        let mut stamp = Stamp {
            coder: CoderId::new(Uuid::nil()),
            at: Time::default(),
            fresh: &mut fresh,
        };
        let transaction = plan(project, &mut stamp)?;
        History::default().commit(project, transaction).unwrap();
        Ok(())
    }

    #[test]
    fn a_recipe_begins_like_another_and_keeps_what_is_not_set() {
        let mut project = empty();
        let like = about(&[("paper", "B5"), ("pinyin", "all")]);
        let set = about(&[("paper", "A4")]);
        does(&mut project, |it, stamp| {
            set_recipe(it, stamp, " 精读 ", (&set, &like))
        })
        .unwrap();
        let recipe = project.recipes().iter().next().unwrap();
        assert_eq!(recipe.name, "精读");
        assert_eq!(recipe.about, about(&[("paper", "A4"), ("pinyin", "all")]));
        let take = about(&[("pinyin", "")]);
        does(&mut project, |it, stamp| {
            set_recipe(it, stamp, "精读", (&take, &like))
        })
        .unwrap();
        let recipe = project.recipes().iter().next().unwrap();
        assert_eq!(recipe.about, about(&[("paper", "A4")]));
        let again = does(&mut project, |it, stamp| {
            set_recipe(it, stamp, "精读", (&take, &like))
        });
        assert!(matches!(again, Err(PlanError::Nothing)));
    }

    #[test]
    fn a_word_of_which_nothing_is_told_any_more_is_gone() {
        let mut project = empty();
        let told = about(&[("meaning", "to govern")]);
        does(&mut project, |it, stamp| {
            set_gloss(it, stamp, "治理", &told)
        })
        .unwrap();
        assert_eq!(
            project
                .glosses()
                .iter()
                .next()
                .unwrap()
                .told(Gloss::MEANING),
            "to govern"
        );
        let nothing = about(&[("meaning", " ")]);
        does(&mut project, |it, stamp| {
            set_gloss(it, stamp, "治理", &nothing)
        })
        .unwrap();
        assert!(project.glosses().is_empty());
    }
}
