//! The codes of a pack and how they are told apart on paper.

use super::settings::Codes;
use super::{Edition, Marker};
use crate::model::{CodeId, Project};
use crate::query::codebook;
use crate::view::Strokes;
use std::collections::{BTreeMap, BTreeSet};

/// The codes that are marked, by their place in the legend.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Legend {
    pub(super) places: BTreeMap<CodeId, usize>,
}

/// The ids of the codes of these names, which may be aliases or ids; those that are not found are
/// handed back.
pub(super) fn named(project: &Project, names: &[String]) -> (Vec<CodeId>, Vec<String>) {
    let mut found = Vec::new();
    let mut gone = Vec::new();
    for name in names {
        let is_it = |it: &&crate::model::Code| {
            it.name == *name || it.id.to_string() == *name || it.aliases.contains(name)
        };
        match project.codes().iter().find(is_it) {
            Some(code) => found.push(code.id),
            None => gone.push(name.clone()),
        }
    }
    (found, gone)
}

impl Legend {
    /// The codes wanted among those that are `used`, in the order of the codebook. What is to be found
    /// is only marked for whoever teaches; on blank pages nothing is.
    pub(super) fn new(
        project: &Project,
        (codes, find): (&Codes, &[CodeId]),
        used: &BTreeSet<CodeId>,
        edition: Edition,
    ) -> (Self, Vec<String>) {
        let (wanted, gone) = match codes {
            Codes::All => (None, Vec::new()),
            Codes::Named(names) => {
                let (found, gone) = named(project, names);
                (Some(found), gone)
            }
        };
        let is_wanted = |it: &CodeId| {
            let is_shown = wanted.as_ref().is_none_or(|all| all.contains(it));
            match edition {
                Edition::Student => is_shown && !find.contains(it),
                Edition::Teacher => is_shown || find.contains(it),
                Edition::Blank => false,
            }
        };
        let codes = codebook(project).into_iter().map(|it| it.code);
        let codes = codes.filter(|it| used.contains(it)).filter(is_wanted);
        let places = codes.zip(0..).collect();
        (Self { places }, gone)
    }

    /// The markers, in their order.
    pub(super) fn markers(&self, project: &Project) -> Vec<Marker> {
        let strokes = Strokes::new(project);
        let mut codes: Vec<(usize, CodeId)> = self.places.iter().map(|it| (*it.1, *it.0)).collect();
        codes.sort_unstable();
        let marker = |(place, id): (usize, CodeId)| {
            let code = project.codes().get(id)?;
            let stroke = strokes.of(id);
            Some(Marker {
                letter: letter(place),
                name: code.name.clone(),
                definition: code.definition.trim().to_owned(),
                colour: code.colour.hex(),
                stroke: stroke.css().to_owned(),
                thickness: stroke.css_thickness(),
            })
        };
        codes.into_iter().filter_map(marker).collect()
    }
}

/// A, B, … Z, A2, B2, ….
fn letter(place: usize) -> String {
    let letter = u8::try_from(place % 26).map_or('A', |it| char::from(b'A' + it));
    match place / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}
