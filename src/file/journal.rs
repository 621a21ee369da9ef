//! The journal beside a project, `治理.ron.journal`: every change as it was made, one line each.
//!
//! ```text
//! Journal(format: 1, about: "…")
//! On(bytes: "…", id: "…")           what follows was done to this state: the SHA-256 of the file's
//!                                   bytes, its identity, or both
//! Did(verb: "code-passage", what: "治理", count: 1, coder: "…", at: "…", source: "…", from: 6, to: 12,
//!     edits: [Quotation(coder: "…", from_byte: 6, to_byte: 12, id: "…", …), Coding(coder: "…", …)],
//!     back: [Take(Coding("…")), Take(Quotation("…"))])
//! Undid                             the last change was taken back
//! Redid                             it was made again
//! Saving(save: 1)                   a save began here …
//! State(save: 1, id: "…")           … of this state, which is about to be put in place …
//! Saved(save: 1)                    … and is
//! Closed                            what was not saved until here was given up on purpose
//! ```
//!
//! A record stands as in the project file, after the name of its kind; its coder and, of a quotation,
//! its place in bytes stand before. `edits` make the change, `back` takes it back. A line that would
//! hold a line feed is written `Line(text: "…")`. A last line without its line feed was cut off by a
//! crash and does not count.

use super::journal_step::step_of;
use super::kind::Fields;
use super::line::{Canonical, Line};
use super::loose::Loose;
use crate::edit::Step;
use crate::model::{Fingerprint, Project};

/// The first line.
const ABOUT: &str = "The steps of a Zhupi project, one a line, as they were made: what the project \
file beside this one does not hold yet, and what came before.";

/// A line of a journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// What follows was done to this state.
    On {
        /// SHA-256 of the bytes of its file.
        bytes: Option<Fingerprint>,
        /// Its identity.
        id: Option<Fingerprint>,
    },
    /// A change, as its line stands.
    Did(String),
    /// The last change was taken back.
    Undid,
    /// The change last taken back was made again.
    Redid,
    /// A save began, by its number.
    Saving(u64),
    /// The save of this number is of the state of this identity.
    State(u64, Fingerprint),
    /// The save of this number is in place.
    Saved(u64),
    /// What was not saved until here was given up.
    Closed,
}

impl Entry {
    /// Its line, with the line feed.
    pub fn line(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut put = |name: &str, fields: &dyn Fn(&mut Line<'_>)| {
            let mut line = Line::open(&mut out, name);
            fields(&mut line);
            line.close();
        };
        match self {
            Self::On { bytes, id } => put("On", &|line| {
                line.put_some("bytes", bytes.as_ref());
                line.put_some("id", id.as_ref());
            }),
            Self::Did(text) => return one_line(text.clone().into_bytes()),
            Self::Undid => out.extend_from_slice(b"Undid"),
            Self::Redid => out.extend_from_slice(b"Redid"),
            Self::Closed => out.extend_from_slice(b"Closed"),
            Self::Saving(save) => put("Saving", &|line| line.put("save", save)),
            Self::Saved(save) => put("Saved", &|line| line.put("save", save)),
            Self::State(save, id) => put("State", &|line| {
                line.put("save", save);
                line.put("id", id);
            }),
        }
        one_line(out)
    }

    /// Reads a line without its line feed; `None` when it is none of ours.
    fn read(line: &str) -> Option<Self> {
        let name = line.split('(').next()?;
        match name {
            "Undid" => return Some(Self::Undid),
            "Redid" => return Some(Self::Redid),
            "Closed" => return Some(Self::Closed),
            "Did" => return line.ends_with(')').then(|| Self::Did(line.to_owned())),
            _ => {}
        }
        let mut fields = Canonical::open(line, 0, name)?;
        let entry = Self::read_fields(name, &mut fields).ok().flatten();
        entry.filter(|_| fields.close().is_some()).or_else(|| {
            // By other hands.
            let name = ["Line", "On", "Saving", "State", "Saved"]
                .into_iter()
                .find(|it| *it == name)?;
            Self::read_fields(name, &mut Loose::open(line, name).ok()?).ok()?
        })
    }

    fn read_fields<'a, F: Fields<'a>>(name: &str, fields: &mut F) -> Result<Option<Self>, F::Stop> {
        Ok(match name {
            "Line" => {
                let text: String = fields.need("text")?;
                Some(Self::read(&text)).filter(|_| !text.starts_with("Line"))
            }
            .flatten(),
            "On" => Some(Self::On {
                bytes: fields.find("bytes")?,
                id: fields.find("id")?,
            }),
            "Saving" => Some(Self::Saving(fields.need("save")?)),
            "Saved" => Some(Self::Saved(fields.need("save")?)),
            "State" => Some(Self::State(fields.need("save")?, fields.need("id")?)),
            _ => None,
        })
    }

    /// Whether it makes the project another.
    fn is_step(&self) -> bool {
        matches!(self, Self::Did(_) | Self::Undid | Self::Redid)
    }
}

fn one_line(mut line: Vec<u8>) -> Vec<u8> {
    if line.contains(&b'\n') {
        let text = String::from_utf8(std::mem::take(&mut line)).unwrap_or_default();
        let mut outer = Line::open(&mut line, "Line");
        outer.put("text", &text);
        outer.close();
    }
    line.push(b'\n');
    line
}

/// The first line of a journal, with the line feed.
pub fn head() -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = Line::open(&mut out, "Journal");
    line.put("format", &super::FORMAT);
    line.put("about", &ABOUT.to_owned());
    line.close();
    one_line(out)
}

/// A journal as it was read.
#[derive(Clone, Default, Debug)]
pub struct Journal {
    entries: Vec<Entry>,
    /// Where the line of each ends, in bytes.
    ends: Vec<u64>,
    /// Bytes that were understood, from the first; what follows is of no use.
    pub good: u64,
    /// Whether the last line was cut off.
    pub is_torn: bool,
    /// The first line that was not understood though it is whole, from 1.
    pub bad_line: Option<usize>,
}

impl Journal {
    /// Reads a journal as far as it is understood.
    pub fn read(bytes: &[u8]) -> Self {
        let mut journal = Self::default();
        for (number, line) in bytes.split_inclusive(|it| *it == b'\n').enumerate() {
            let Some(text) = line.strip_suffix(b"\n") else {
                journal.is_torn = true;
                break;
            };
            let text = std::str::from_utf8(text).ok();
            let text = text.map(|it| it.trim_end_matches('\r'));
            let is_head = |it: &str| number == 0 && it.starts_with("Journal(");
            let end = journal.good + line.len() as u64;
            match text.and_then(Entry::read) {
                Some(entry) => {
                    journal.entries.push(entry);
                    journal.ends.push(end);
                }
                None if text.is_some_and(|it| it.is_empty() || is_head(it)) => {}
                None => {
                    journal.bad_line = Some(number + 1);
                    break;
                }
            }
            journal.good = end;
        }
        journal
    }

    /// Everything in it.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Bytes up to the end of so many entries.
    pub fn end_of(&self, count: usize) -> u64 {
        let last = count.checked_sub(1).and_then(|it| self.ends.get(it));
        last.copied().unwrap_or(0)
    }

    /// Where the file that has these bytes, or says it is this state, stands in the journal: after
    /// this many entries. The last place counts.
    pub fn place_of(&self, bytes: Fingerprint, claimed: Option<Fingerprint>) -> Option<usize> {
        let is_claimed = |id: &Fingerprint| Some(*id) == claimed;
        let place = |(at, entry): (usize, &Entry)| match entry {
            Entry::On { bytes: held, id } => {
                let is_it = *held == Some(bytes) || id.as_ref().is_some_and(is_claimed);
                is_it.then_some(at + 1)
            }
            Entry::State(save, id) if is_claimed(id) => self.began(*save, at),
            _ => None,
        };
        self.entries.iter().enumerate().rev().find_map(place)
    }

    /// Whether the place is known by the bytes of the file, and not only by what it says of itself.
    pub fn is_sure(&self, place: usize, bytes: Fingerprint) -> bool {
        let before = place.checked_sub(1).and_then(|it| self.entries.get(it));
        matches!(before, Some(Entry::On { bytes: Some(held), .. }) if *held == bytes)
    }

    /// Behind the entry with which the save of this number began, before `at`.
    fn began(&self, save: u64, at: usize) -> Option<usize> {
        let before = self
            .entries
            .get(..at)?
            .iter()
            .rposition(|it| *it == Entry::Saving(save));
        before.map(|it| it + 1)
    }

    /// What was done after a place and is in no file.
    pub fn unsaved(&self, place: usize) -> &[Entry] {
        let rest = self.entries.get(place..).unwrap_or_default();
        let own = match place.checked_sub(1).and_then(|it| self.entries.get(it)) {
            Some(Entry::Saving(save)) => Some(*save),
            _ => None,
        };
        // After these, whoever worked went on from another file that was in place.
        let ends = |it: &Entry| match it {
            Entry::On { .. } | Entry::Closed => true,
            Entry::Saved(save) => Some(*save) != own,
            _ => false,
        };
        match rest.iter().any(ends) || !rest.iter().any(Entry::is_step) {
            true => &[],
            false => rest,
        }
    }

    /// Whether something was done at the end, and behind the place, that no file is known to hold.
    pub fn is_open(&self, place: Option<usize>) -> bool {
        let ends = |it: &Entry| matches!(it, Entry::On { .. } | Entry::Closed | Entry::Saved(_));
        let end = self.entries.iter().rposition(ends);
        // What was done while a save was on its way is not in that file.
        let end = match end.and_then(|at| Some((at, self.entries.get(at)?))) {
            Some((at, Entry::Saved(save))) => self.began(*save, at),
            Some((at, _)) => Some(at + 1),
            None => Some(0),
        };
        let start = end.unwrap_or(0).max(place.unwrap_or(0));
        let rest = self.entries.get(start..).unwrap_or_default();
        rest.iter().any(Entry::is_step)
    }

    /// The steps that led to a place, made and taken back, as far back as they can be read; and
    /// behind how many of those made the project was in which state.
    pub fn past(&self, place: usize, project: &Project) -> Past {
        let mut past = Past::default();
        for at in self.way_to(place) {
            match self.entries.get(at) {
                Some(Entry::Did(line)) => {
                    past.undone.clear();
                    past.states.retain(|it| it.0 <= past.done.len());
                    match step_of(line, project) {
                        Some(step) => past.done.push(step),
                        // What came before cannot be reached any more.
                        None => past = Past::default(),
                    }
                }
                Some(Entry::Undid) => past.undone.extend(past.done.pop()),
                Some(Entry::Redid) => past.done.extend(past.undone.pop()),
                Some(Entry::On { id: Some(id), .. }) => past.states.push((past.done.len(), *id)),
                Some(Entry::Saving(save)) => {
                    let rest = self.entries.get(at..).unwrap_or_default();
                    let state = rest.iter().find_map(|it| match it {
                        Entry::State(of, id) if of == save => Some(*id),
                        _ => None,
                    });
                    past.states.extend(state.map(|id| (past.done.len(), id)));
                }
                _ => {}
            }
        }
        past
    }

    /// The entries that led to a place, in their order: from where work began on a file that was in
    /// place, back to where that file was saved.
    fn way_to(&self, place: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = place;
        while let Some(before) = at.checked_sub(1) {
            way.push(before);
            at = match self.entries.get(before) {
                Some(Entry::On { bytes, id }) => {
                    let earlier = self.entries.get(..before).unwrap_or_default();
                    let same = |(at, it): (usize, &Entry)| match it {
                        Entry::On {
                            bytes: held,
                            id: is,
                        } => {
                            let is_it =
                                (bytes.is_some() && held == bytes) || (id.is_some() && is == id);
                            is_it.then_some(at + 1)
                        }
                        Entry::State(save, is) if Some(is) == id.as_ref() => self.began(*save, at),
                        _ => None,
                    };
                    let found = earlier.iter().enumerate().rev().find_map(same);
                    found.unwrap_or(0)
                }
                _ => before,
            };
        }
        way.reverse();
        way
    }
}

/// The steps that led to a state.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Past {
    /// Those that were made, oldest first.
    pub done: Vec<Step>,
    /// Those that were taken back, the next to make again last.
    pub undone: Vec<Step>,
    /// Behind how many of those that were made the project was saved as which state.
    pub states: Vec<(usize, Fingerprint)>,
}

#[cfg(test)]
mod tests;
