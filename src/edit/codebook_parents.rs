//! Which code or entry a codebook file means by what it says of a parent.

use super::plan_codebook::{Above, Entry};
use crate::model::{Code, CodeId, Project};
use crate::text::likeness::folded;
use std::collections::HashMap;

/// Stands between the names of a path, such as 国防 › 工业.
const STEP: char = '›';

/// What an entry stands under, before it is known which code that is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Up {
    Unsaid,
    Top,
    Entry(usize),
    Code(CodeId),
}

/// What may be meant by the name of a parent.
pub(super) struct Names<'a> {
    project: &'a Project,
    entries: &'a [Entry],
    by_id: HashMap<CodeId, usize>,
    in_file: HashMap<String, Vec<usize>>,
    here: HashMap<String, Vec<&'a Code>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(project: &'a Project, entries: &'a [Entry], left: &[bool]) -> Self {
        let mut names = Self {
            project,
            entries,
            by_id: HashMap::new(),
            in_file: HashMap::new(),
            here: HashMap::new(),
        };
        let kept = entries.iter().zip(left).enumerate();
        for (at, (entry, _)) in kept.filter(|(_, (_, left))| !**left) {
            names.by_id.extend(entry.id.map(|id| (id, at)));
            let name = folded(&entry.name);
            names.in_file.entry(name).or_default().push(at);
        }
        for code in project.codes().iter() {
            let name = folded(&code.name);
            names.here.entry(name).or_default().push(code);
        }
        names
    }

    /// What an entry stands under by the first of some words that tell it.
    pub(super) fn find_any(&self, at: usize, told: &[String]) -> Result<Up, bool> {
        let mut found = Err(false);
        for parent in told {
            found = match (self.find(at, parent), found) {
                (Ok(up), _) => return Ok(up),
                (Err(is_many), before) => Err(is_many || before == Err(true)),
            };
        }
        found
    }

    /// What an entry stands under when its parent is called so: an entry before a code that is
    /// there. An error when there is none, or, `true`, when there are several.
    fn find(&self, at: usize, parent: &str) -> Result<Up, bool> {
        if let Ok(id) = parent.trim().parse::<CodeId>() {
            let entry = self.by_id.get(&id).map(|it| Up::Entry(*it));
            let code = self.project.codes().contains(id).then_some(Up::Code(id));
            return entry.or(code).ok_or(false);
        }
        let whole = self.of_name(at, parent, None);
        let found = match parent.rsplit_once(STEP) {
            Some((above, name)) if whole.is_empty() => self.of_name(at, name, Some(above)),
            _ => whole,
        };
        let in_file = found.iter().filter(|it| matches!(it, Up::Entry(_))).count();
        match (found.first(), in_file, found.len()) {
            (Some(up), 1, _) | (Some(up), 0, 1) => Ok(*up),
            (None, _, _) => Err(false),
            _ => Err(true),
        }
    }

    /// Everything of a name, of the file first; with `above`, only what stands under that. An entry
    /// does not stand under itself because it bears the name of its parent.
    fn of_name(&self, at: usize, name: &str, above: Option<&str>) -> Vec<Up> {
        let name = folded(name);
        let in_file = self.in_file.get(&name).into_iter().flatten().copied();
        let in_file = in_file.filter(|it| *it != at);
        let fits = |it: &usize| {
            let told = self.entries.get(*it).and_then(|it| it.above.as_ref());
            above.is_none_or(|above| match told {
                Some(Above::Named(told)) => told.iter().any(|it| folded(it) == folded(above)),
                _ => true,
            })
        };
        let entries = in_file.filter(fits).map(Up::Entry);
        let here = self.here.get(&name).into_iter().flatten();
        let fits = |it: &&&Code| above.is_none_or(|above| self.path(it.parent) == folded(above));
        let codes = here.filter(fits).map(|it| Up::Code(it.id));
        entries.chain(codes).collect()
    }

    /// The folded path of a code that is there.
    fn path(&self, code: Option<CodeId>) -> String {
        let mut names = Vec::new();
        let mut next = code.and_then(|it| self.project.codes().get(it));
        while let Some(code) = next.filter(|_| names.len() <= self.project.codes().len()) {
            names.push(code.name.as_str());
            next = code.parent.and_then(|it| self.project.codes().get(it));
        }
        names.reverse();
        folded(&names.join(&STEP.to_string()))
    }
}
