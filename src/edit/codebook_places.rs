//! Which code each entry of a codebook file means, and which code it stands under.

use super::codebook_parents::{Names, Up};
use super::plan_codebook::{Above, Entry, Oddity, Remark};
use crate::model::{Code, CodeId, Project};
use crate::text::likeness::folded;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Where the code of an entry will stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Under {
    /// Nothing is told: a code that is there stays, a new one stands at the top.
    Unsaid,
    /// At the top.
    Top,
    /// Under this code.
    Code(CodeId),
}

/// The code of every entry and what it stands under.
pub(super) struct Places<'a> {
    project: &'a Project,
    entries: &'a [Entry],
    ups: Vec<Up>,
    codes: Vec<Option<CodeId>>,
    /// Entries that are left out.
    left: Vec<bool>,
    /// Entries whose code is there under a name that is written a little otherwise.
    otherwise: HashSet<usize>,
    /// Codes of the project that an entry means.
    taken: HashSet<CodeId>,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        project: &'a Project,
        entries: &'a [Entry],
        fresh: &mut dyn FnMut() -> Uuid,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let mut places = Self {
            project,
            entries,
            ups: vec![Up::Unsaid; entries.len()],
            codes: vec![None; entries.len()],
            left: vec![false; entries.len()],
            otherwise: HashSet::new(),
            taken: HashSet::new(),
        };
        let instead = places.by_id(remarks);
        places.look_up(&instead, remarks);
        places.cut_circles(remarks);
        places.by_name(fresh, remarks);
        places.keep_the_tree(remarks);
        places
    }

    /// The code of an entry; `None` when the entry is left out.
    pub(super) fn code(&self, at: usize) -> Option<CodeId> {
        self.codes.get(at).copied().flatten()
    }

    /// What the code of an entry stands under.
    pub(super) fn under(&self, at: usize) -> Under {
        match self.ups.get(at) {
            None | Some(Up::Unsaid) => Under::Unsaid,
            Some(Up::Top) => Under::Top,
            Some(Up::Code(code)) => Under::Code(*code),
            Some(Up::Entry(up)) => self.code(*up).map_or(Under::Unsaid, Under::Code),
        }
    }

    /// Whether the code keeps its name, which the file only writes a little otherwise.
    pub(super) fn keeps_name(&self, at: usize) -> bool {
        self.otherwise.contains(&at)
    }

    /// Finds the codes that are named by id, and the entries that are left out: those without a
    /// name, and those of an id that stood before. Of the latter, which entry stands instead.
    fn by_id(&mut self, remarks: &mut Vec<Remark>) -> HashMap<usize, usize> {
        let mut first: HashMap<CodeId, usize> = HashMap::new();
        let mut instead = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let known = entry.id.filter(|id| self.project.codes().contains(*id));
            let before = entry.id.and_then(|id| first.get(&id).copied());
            if let Some(before) = before {
                instead.insert(at, before);
                self.leave(at, self.twice(at, before), remarks);
            } else if known.is_none() && entry.name.trim().is_empty() {
                self.leave(at, Oddity::Nameless, remarks);
            } else {
                first.extend(entry.id.map(|id| (id, at)));
                self.taken.extend(known);
                set(&mut self.codes, at, known);
            }
        }
        instead
    }

    fn twice(&self, at: usize, before: usize) -> Oddity {
        let name = |at: usize| self.entries.get(at).map_or("", |it| it.name.trim());
        let first = self.entries.get(before).map_or(0, |it| it.line);
        let named = [name(at), name(before)];
        let name = named.into_iter().find(|it| !it.is_empty());
        Oddity::Twice {
            name: name.unwrap_or_default().to_owned(),
            first,
        }
    }

    fn leave(&mut self, at: usize, why: Oddity, remarks: &mut Vec<Remark>) {
        set(&mut self.left, at, true);
        set(&mut self.codes, at, None);
        self.remark(at, why, remarks);
    }

    fn remark(&self, at: usize, oddity: Oddity, remarks: &mut Vec<Remark>) {
        let line = self.entries.get(at).map_or(0, |it| it.line);
        remarks.push(Remark { line, oddity });
    }

    /// Finds what every entry stands under.
    fn look_up(&mut self, instead: &HashMap<usize, usize>, remarks: &mut Vec<Remark>) {
        let names = Names::new(self.project, self.entries, &self.left);
        for (at, entry) in self.entries.iter().enumerate() {
            let up = match &entry.above {
                None => Up::Unsaid,
                Some(Above::Top) => Up::Top,
                Some(Above::Entry(up)) => Up::Entry(*up),
                Some(Above::Named(told)) => match names.find_any(at, told) {
                    Ok(up) => up,
                    Err(is_many) => {
                        let parent = told.last().cloned().unwrap_or_default();
                        let name = entry.name.trim().to_owned();
                        let oddity = match is_many {
                            true => Oddity::ManyParents { name, parent },
                            false => Oddity::NoParent { name, parent },
                        };
                        self.remark(at, oddity, remarks);
                        Up::Unsaid
                    }
                },
            };
            set(&mut self.ups, at, up);
        }
        // What stands under an entry that is left out stands under what that stands under.
        for at in 0..self.entries.len() {
            let mut up = self.up(at);
            for _ in 0..self.entries.len() {
                match up {
                    Up::Entry(of) if instead.contains_key(&of) => {
                        up = instead.get(&of).map_or(Up::Unsaid, |it| Up::Entry(*it));
                    }
                    Up::Entry(of) if self.left.get(of) == Some(&true) => up = self.up(of),
                    _ => break,
                }
            }
            set(&mut self.ups, at, up);
        }
    }

    fn up(&self, at: usize) -> Up {
        self.ups.get(at).copied().unwrap_or(Up::Unsaid)
    }

    /// Cuts each circle of entries open at its first.
    fn cut_circles(&mut self, remarks: &mut Vec<Remark>) {
        let next = |it: &Self, at: usize| match it.up(at) {
            Up::Entry(up) => Some(up),
            _ => None,
        };
        let steps = |it: &Self| -> Vec<usize> {
            circles(it.entries.len(), |at| next(it, at))
                .into_iter()
                .filter_map(|circle| circle.into_iter().min())
                .collect()
        };
        for at in steps(self) {
            let name = self.entries.get(at).map_or("", |it| it.name.trim());
            self.remark(at, Oddity::Circle(name.to_owned()), remarks);
            set(&mut self.ups, at, Up::Unsaid);
        }
    }

    /// Finds the codes of the other entries by their names, from the top down, and gives ids to
    /// those that are new.
    fn by_name(&mut self, fresh: &mut dyn FnMut() -> Uuid, remarks: &mut Vec<Remark>) {
        let (mut exact, mut alike) = (Siblings::default(), Siblings::default());
        for code in self.project.codes().iter() {
            exact.note(code.parent, code.name.trim().to_owned(), code);
            alike.note(code.parent, folded(&code.name), code);
        }
        let mut elsewhere: HashMap<String, &Code> = HashMap::new();
        for code in self.project.codes().iter() {
            elsewhere.entry(folded(&code.name)).or_insert(code);
        }
        let mut new = New::default();
        for level in self.levels() {
            for (siblings, is_exact) in [(&exact, true), (&alike, false)] {
                for at in &level {
                    self.match_name(*at, siblings, is_exact, remarks);
                }
            }
            for at in level {
                if self.code(at).is_none() {
                    self.add(at, &mut new, &elsewhere, (fresh, remarks));
                }
            }
        }
    }

    /// Takes an entry for the code of its name, if there is one that no entry means yet.
    fn match_name(
        &mut self,
        at: usize,
        siblings: &Siblings<'_>,
        is_exact: bool,
        remarks: &mut Vec<Remark>,
    ) {
        let Some(entry) = self.entries.get(at).filter(|_| self.code(at).is_none()) else {
            return;
        };
        let name = match is_exact {
            true => entry.name.trim().to_owned(),
            false => folded(&entry.name),
        };
        let found = siblings.find(self.parent_of(at), name);
        let Some(code) = found.iter().find(|it| !self.taken.contains(&it.id)) else {
            return;
        };
        self.taken.insert(code.id);
        set(&mut self.codes, at, Some(code.id));
        if !is_exact {
            self.otherwise.insert(at);
            let (name, other) = (entry.name.trim().to_owned(), code.name.clone());
            self.remark(at, Oddity::TakenFor { name, other }, remarks);
        }
    }

    /// Makes an entry a new code, unless one of that very name came before it in the file.
    fn add(
        &mut self,
        at: usize,
        new: &mut New,
        elsewhere: &HashMap<String, &Code>,
        (fresh, remarks): (&mut dyn FnMut() -> Uuid, &mut Vec<Remark>),
    ) {
        let Some(entry) = self.entries.get(at) else {
            return;
        };
        let (parent, name) = (self.parent_of(at), entry.name.trim());
        let place = (parent, name.to_owned());
        let before = new.exact.get(&place).copied();
        let is_same = |before: &usize| {
            let other = self.entries.get(*before).and_then(|it| it.id);
            entry.id.is_none() || other.is_none()
        };
        if let Some(before) = before.filter(is_same) {
            // What stands under this one stands under the one before.
            set(&mut self.codes, at, None);
            set(&mut self.left, at, true);
            set(&mut self.ups, at, Up::Entry(before));
            self.remark(at, self.twice(at, before), remarks);
            self.hand_on(at, before);
            return;
        }
        let id = entry.id.unwrap_or_else(|| CodeId::new(fresh()));
        set(&mut self.codes, at, Some(id));
        new.exact.insert(place, at);
        let like = folded(name);
        let in_file = new.alike.get(&like).and_then(|it| self.entries.get(*it));
        let here = elsewhere.get(&like).map(|it| it.name.as_str());
        // Under other parents one name may well come again; one written in two ways may be a slip.
        let in_file = in_file.map(|it| it.name.trim()).filter(|it| *it != name);
        if let Some(other) = here.or(in_file) {
            let (name, other) = (name.to_owned(), other.to_owned());
            self.remark(at, Oddity::Alike { name, other }, remarks);
        }
        new.alike.entry(like).or_insert(at);
    }

    /// Puts what stands under one entry under another.
    fn hand_on(&mut self, from: usize, to: usize) {
        for up in &mut self.ups {
            if *up == Up::Entry(from) {
                *up = Up::Entry(to);
            }
        }
    }

    /// The code an entry stands under, as far as it is known.
    fn parent_of(&self, at: usize) -> Option<CodeId> {
        match self.up(at) {
            Up::Unsaid | Up::Top => None,
            Up::Code(code) => Some(code),
            Up::Entry(up) => self.code(up),
        }
    }

    /// The entries that are not left out, those under no other first, then those under them.
    fn levels(&self) -> Vec<Vec<usize>> {
        let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut level = Vec::new();
        for at in 0..self.entries.len() {
            match self.up(at) {
                _ if self.left.get(at) == Some(&true) => {}
                Up::Entry(up) => below.entry(up).or_default().push(at),
                _ => level.push(at),
            }
        }
        let mut levels = Vec::new();
        while !level.is_empty() {
            let next = level
                .iter()
                .flat_map(|at| below.remove(at).unwrap_or_default());
            let mut next: Vec<usize> = next.collect();
            next.sort_unstable();
            levels.push(std::mem::replace(&mut level, next));
        }
        levels
    }

    /// Leaves codes that are there where they are when moving them would close a circle.
    fn keep_the_tree(&mut self, remarks: &mut Vec<Remark>) {
        loop {
            let ids: HashMap<CodeId, usize> = (0..self.entries.len())
                .filter_map(|at| Some((self.code(at)?, at)))
                .collect();
            let codes: Vec<CodeId> = {
                let here = self.project.codes().iter().map(|it| it.id);
                let new = ids.keys().filter(|it| !self.project.codes().contains(**it));
                here.chain(new.copied()).collect()
            };
            let number: HashMap<CodeId, usize> = codes.iter().copied().zip(0..).collect();
            let parent = |at: usize| {
                let id = codes.get(at)?;
                let old = self.project.codes().get(*id).and_then(|it| it.parent);
                let parent = match ids.get(id).map(|it| self.under(*it)) {
                    None | Some(Under::Unsaid) => old,
                    Some(Under::Top) => None,
                    Some(Under::Code(code)) => Some(code),
                };
                parent.and_then(|it| number.get(&it).copied())
            };
            let circling: Vec<usize> = circles(codes.len(), parent)
                .into_iter()
                .flatten()
                .filter_map(|it| ids.get(codes.get(it)?).copied())
                .filter(|at| self.up(*at) != Up::Unsaid)
                .collect();
            if circling.is_empty() {
                return;
            }
            for at in circling {
                let name = self.entries.get(at).map_or("", |it| it.name.trim());
                self.remark(at, Oddity::Circle(name.to_owned()), remarks);
                set(&mut self.ups, at, Up::Unsaid);
            }
        }
    }
}

/// Sets one item of a list.
fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

/// The circles one runs into by going on from each of `count` things to the next.
fn circles(count: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut seen = vec![0; count];
    let mut circles = Vec::new();
    for (from, turn) in (0..count).zip(1..) {
        let mut way = Vec::new();
        let mut at = Some(from);
        while let Some(here) = at.filter(|it| seen.get(*it) == Some(&0)) {
            set(&mut seen, here, turn);
            way.push(here);
            at = next(here);
        }
        if let Some(end) = at.filter(|it| seen.get(*it) == Some(&turn)) {
            circles.push(way.into_iter().skip_while(|it| *it != end).collect());
        }
    }
    circles
}

/// New codes of the file, by parent and name and by what they are like.
#[derive(Default)]
struct New {
    exact: HashMap<(Option<CodeId>, String), usize>,
    alike: HashMap<String, usize>,
}

/// Codes by what they stand under and what they are called.
#[derive(Default)]
struct Siblings<'p>(HashMap<(Option<CodeId>, String), Vec<&'p Code>>);

impl<'p> Siblings<'p> {
    fn note(&mut self, parent: Option<CodeId>, name: String, code: &'p Code) {
        self.0.entry((parent, name)).or_default().push(code);
    }

    fn find(&self, parent: Option<CodeId>, name: String) -> &[&'p Code] {
        self.0.get(&(parent, name)).map_or(&[], Vec::as_slice)
    }
}
