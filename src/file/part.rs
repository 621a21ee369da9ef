//! The files of a folder project: what each holds, and how it says so.
//!
//! ```text
//! 治理/
//!   project.ron                    the project's line, variables, cases, sets, links, queries,
//!                                  conflicts, and what was not understood
//!   codebook.ron                   the codes
//!   coders/李-8d2f01.ron            a coder, and the states that they saved
//!   sources/随笔-1c77ab.ron          a source with its text
//!   work/李-8d2f01/随笔-1c77ab.ron   what one coder made of one source
//!   work/李-8d2f01/general.ron      what else that coder wrote
//! ```
//!
//! Every file is a value `Zhupi(…)` of its own with some of the lists of a whole project, and says in
//! `part` what it holds and in `of` of which project. Two people who code touch different files.

use super::findings::Findings;
use super::frame::Frame;
use super::read::{decoded, open, utf_8};
use crate::model::{CoderId, ProjectId, SourceId};
use std::collections::BTreeSet;
use std::fmt;

/// The file of a folder project that is opened: the others lie beside it and below.
pub const PROJECT: &str = "project.ron";
/// The file of codes.
pub const CODEBOOK: &str = "codebook.ron";
/// Saved states that nobody is known to have saved.
pub const STATES: &str = "states.ron";
/// Fields among which `part` and `of` are looked for.
const MOST_FIELDS: usize = 8;
/// Characters of a name that go into a file's name.
const MOST_CHARS: usize = 40;

/// What a file of a folder project holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartKey {
    /// Everything that has no file of its own.
    Project,
    /// The codes.
    Codebook,
    /// Saved states that nobody is known to have saved.
    States,
    /// A coder with the states they saved.
    Coder(CoderId),
    /// A source.
    Source(SourceId),
    /// What a coder made of a source, or what else they wrote.
    Work(CoderId, Option<SourceId>),
}

impl fmt::Display for PartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project => write!(f, "project"),
            Self::Codebook => write!(f, "codebook"),
            Self::States => write!(f, "states"),
            Self::Coder(id) => write!(f, "coder/{id}"),
            Self::Source(id) => write!(f, "source/{id}"),
            Self::Work(coder, Some(source)) => write!(f, "work/{coder}/{source}"),
            Self::Work(coder, None) => write!(f, "work/{coder}"),
        }
    }
}

impl PartKey {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    pub fn from_words(words: &str) -> Option<Self> {
        let parts: Vec<&str> = words.split('/').collect();
        match *parts.as_slice() {
            ["project"] => Some(Self::Project),
            ["codebook"] => Some(Self::Codebook),
            ["states"] => Some(Self::States),
            ["coder", id] => id.parse().ok().map(Self::Coder),
            ["source", id] => id.parse().ok().map(Self::Source),
            ["work", coder] => Some(Self::Work(coder.parse().ok()?, None)),
            ["work", coder, source] => {
                let source = source.parse().ok()?;
                Some(Self::Work(coder.parse().ok()?, Some(source)))
            }
            _ => None,
        }
    }
}

/// A file of a folder project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its path within the folder, with `/` on every system.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a file says it is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Belongs {
    /// What it holds.
    pub key: PartKey,
    /// Of which project.
    pub of: Option<ProjectId>,
}

/// What a file says it is part of; `None` when it is a whole project, or none.
pub fn belongs(bytes: &[u8]) -> Option<Belongs> {
    let bytes = utf_8(bytes);
    let text = decoded(&bytes, &mut Findings::default());
    let mut frame = Frame::new(&text, 0);
    open(&mut frame).ok()?;
    let (mut key, mut of) = (None, None);
    for _ in 0..MOST_FIELDS {
        let words = |value: &str| ron::from_str::<String>(value).ok();
        let Some(name) = frame.name() else { break };
        match name {
            "part" => key = Some(PartKey::from_words(&words(frame.value().ok()?)?)?),
            "of" => of = words(frame.value().ok()?)?.parse().ok(),
            // Lists are not among the first fields.
            _ if !frame.rest().trim_start().starts_with('[') && frame.value().is_ok() => {}
            _ => break,
        }
        frame.eat(super::frame::Token::Comma);
        if key.is_some() && of.is_some() {
            break;
        }
    }
    key.map(|key| Belongs { key, of })
}

/// Whether a path within a folder is one under which we look for parts.
pub fn is_place(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let plain = |it: &&str| !it.is_empty() && !it.starts_with('.') && !it.contains(['\\', ':']);
    let is_ron = name.ends_with(".ron");
    is_ron
        && parts.iter().all(plain)
        && matches!(
            *parts.as_slice(),
            [PROJECT | CODEBOOK | STATES] | ["coders" | "sources", _] | ["work", _, _]
        )
}

/// A name for a new file, from what people call a thing and the random end of its id, so that two
/// things of one name have two files and every system can store it.
pub(super) fn stem(name: &str, id: uuid::Uuid) -> String {
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    let name: String = name.trim().chars().take(MOST_CHARS).collect();
    let name: String = name
        .chars()
        .map(|c| if fits(c) { c } else { '_' })
        .collect();
    let id = id.simple().to_string();
    let tail = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    match name.trim_matches('_') {
        "" => tail.to_owned(),
        name => format!("{name}-{tail}"),
    }
}

/// The first of the names that is not taken: itself, or with a number.
pub(super) fn free_name(folder: &str, stem: &str, taken: &BTreeSet<String>) -> String {
    let name = |number: usize| match number {
        1 => format!("{folder}{stem}.ron"),
        number => format!("{folder}{stem}-{number}.ron"),
    };
    (1..)
        .map(name)
        .find(|it| !taken.contains(it))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_a_part_holds_is_written_in_one_word_and_read_back() {
        let (coder, source) = (
            CoderId::new(Uuid::from_u128(7)),
            SourceId::new(Uuid::from_u128(8)),
        );
        for key in [
            PartKey::Project,
            PartKey::Codebook,
            PartKey::States,
            PartKey::Coder(coder),
            PartKey::Source(source),
            PartKey::Work(coder, None),
            PartKey::Work(coder, Some(source)),
        ] {
            assert_eq!(PartKey::from_words(&key.to_string()), Some(key));
            let text = format!(
                "Zhupi(\n  format: 1,\n  part: \"{key}\",\n  of: \"{}\",\n",
                Uuid::nil()
            );
            let of = Some(ProjectId::new(Uuid::nil()));
            assert_eq!(belongs(text.as_bytes()), Some(Belongs { key, of }));
        }
        assert_eq!(PartKey::from_words("work/../secret"), None);
        assert_eq!(
            belongs(b"Zhupi(format: 1, project: Project(id: \"x\"), coders: [])"),
            None
        );
        assert_eq!(belongs(b"nothing of the kind"), None);
        // Of a long head only the beginning is looked at.
        let cut = b"Zhupi(format: 1, part: \"project\", project: Project(id: \"x\", name: \"y";
        let of = None;
        let key = PartKey::Project;
        assert_eq!(belongs(cut), Some(Belongs { key, of }));
    }

    #[test]
    fn names_of_files_say_whose_they_are_and_climb_nowhere() {
        let id = Uuid::from_u128(0xab_cdef);
        assert_eq!(stem("随笔 一/二", id), "随笔_一_二-abcdef");
        assert_eq!(stem("../..", id), "abcdef");
        assert!(is_place("work/李-1/随笔.ron") && is_place("project.ron"));
        for bad in [
            "../project.ron",
            "work/a.ron",
            "work/../a.ron",
            "sources/.a.ron",
            "/sources/a.ron",
            "sources/a.txt",
            "C:/a.ron",
            "work/a\\b/c.ron",
        ] {
            assert!(!is_place(bad), "{bad}");
        }
    }
}
