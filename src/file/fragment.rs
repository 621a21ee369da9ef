//! One file of a folder project, read by itself: what git hands over when it joins or compares.
//!
//! What it points at stands in other files. For that there are **stand-ins**, so that a fragment keeps
//! every rule and can be joined and compared as a project is. Quotations keep the place and the words
//! that were recorded; they are looked for in their text when the whole folder is opened.

use super::again::Earlier;
use super::findings::Findings;
use super::kind::Kind;
use super::layout::{self, Slot};
use super::marked::Marked;
use super::part::{PartKey, belongs};
use super::read::{begins_as_a_project, decoded, utf_8};
use super::revision::{Lineage, Revision};
use super::sections::Reader;
use super::settle::settle_part;
use super::stand_in::named_as;
use super::warning::{ReadError, Warning};
use crate::model::{CoderId, Edit, Extra, Project, ProjectId, Quotation, RecordId, Stray, Verdict};
use crate::text::Span;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A file of a folder project.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// What it holds.
    pub key: PartKey,
    /// Its records, and stand-ins for what they point at.
    pub project: Project,
    /// The states that it names.
    pub revisions: Vec<Revision>,
    /// What was amiss.
    pub warnings: Vec<Warning>,
    stand_ins: BTreeSet<RecordId>,
}

impl Fragment {
    /// Reads a file of a folder project; `None` when it is none, or empty.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn read(bytes: &[u8]) -> Result<Option<Self>, ReadError> {
        let bytes = utf_8(bytes);
        let Some(about) = belongs(&bytes) else {
            return Ok(None);
        };
        begins_as_a_project(&bytes)?;
        let mut findings = Findings::default();
        let text = decoded(&bytes, &mut findings);
        let mut reader = Reader::new(&text, findings);
        reader.outermost()?;
        let Reader {
            mut found,
            mut findings,
            ..
        } = reader;
        let revisions = std::mem::take(&mut found.revisions);
        let earlier = Earlier::new(std::mem::take(&mut found.earlier), text.len());
        findings.say_nothing_from(text.len());
        let of = about.of.unwrap_or(ProjectId::new(Uuid::nil()));
        let (project, stand_ins) = settle_part(&text, &earlier, (found, of), &mut findings);
        Ok(Some(Self {
            key: about.key,
            project,
            revisions,
            warnings: findings.tell(&text),
            stand_ins,
        }))
    }

    /// The same file with nothing in it.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            project: Project::new(self.project.head().clone()),
            revisions: Vec::new(),
            warnings: Vec::new(),
            stand_ins: BTreeSet::new(),
            ..self.clone()
        }
    }

    /// Lets all versions of one file have the same stand-ins, named as in `around`, the project as
    /// it lies in its other files, where that is known.
    pub fn level(versions: &mut [Self], around: Option<&Project>) {
        let all: BTreeSet<RecordId> = versions
            .iter()
            .flat_map(|it| it.stand_ins.iter().copied())
            .collect();
        let is_real = |it: &RecordId| {
            versions
                .iter()
                .any(|version| version.project.contains(*it) && !version.stand_ins.contains(it))
        };
        let all: BTreeSet<RecordId> = all.into_iter().filter(|it| !is_real(it)).collect();
        let known = versions
            .iter()
            .map(|it| it.project.clone())
            .collect::<Vec<_>>();
        for version in versions {
            for id in &all {
                let stands = known.iter().find_map(|it| it.record(*id));
                let named = around.and_then(|it| named_as(stands.clone()?, it));
                if let Some(record) = named.or(stands) {
                    version.project.apply(Edit::Put(record));
                }
            }
            version.stand_ins.clone_from(&all);
        }
    }

    /// The file's bytes when it holds the records of `project` in place of its own, and names these
    /// states.
    pub fn write(&self, project: &Project, revisions: &[Revision]) -> Vec<u8> {
        let mut bare = project.clone();
        for id in &self.stand_ins {
            bare.apply(Edit::Take(*id));
        }
        let mut text = match self.key {
            PartKey::Project => return without_marks(super::folder::project_text(&bare)),
            key => layout::part_head(&bare, key),
        };
        match self.key {
            PartKey::Codebook => super::folder::put_whole(&bare, Slot::Codes, &mut text),
            PartKey::Coder(_) => {
                layout::list(&mut text, "coders", bare.coders().iter());
                layout::list(&mut text, "revisions", revisions.iter());
            }
            PartKey::Source(_) => {
                super::folder::put_sources(bare.sources().iter(), &bare, &mut text);
            }
            PartKey::Work(coder, _) => put_recorded(&bare, coder, &mut text),
            PartKey::States => layout::list(&mut text, "revisions", revisions.iter()),
            PartKey::Project => {}
        }
        let mut tail = without_marks(layout::tail(&bare));
        // The tail closes the file.
        text.append(&mut tail);
        text
    }

    /// The states that two versions name, in their order.
    pub fn states(&self, other: &Self) -> Vec<Revision> {
        let all: Vec<Revision> = self
            .revisions
            .iter()
            .chain(&other.revisions)
            .cloned()
            .collect();
        Lineage::gathered(&all).chain()
    }

    /// Whether a record only stands for one in another file.
    pub fn is_stand_in(&self, id: RecordId) -> bool {
        self.stand_ins.contains(&id)
    }
}

/// How a quotation that keeps its recorded place is marked where an earlier version is carried along.
const MARK: &str = ", stray: Lost(start: 0, end: 0)";

/// What conflicts carry is not lost, only not looked for yet.
fn without_marks(tail: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(tail) else {
        return Vec::new();
    };
    let lines = text.split_inclusive('\n');
    let plain = |line: &str| match line.contains("other: Quotation(") {
        true => line.replace(MARK, ""),
        false => line.to_owned(),
    };
    lines.map(plain).collect::<String>().into_bytes()
}

/// Writes what one coder made, quotations as they were recorded.
fn put_recorded(project: &Project, coder: CoderId, text: &mut Vec<u8>) {
    text.extend_from_slice(b"  work: [\n");
    let [quotations, codings, memos] = Slot::of(coder);
    text.extend_from_slice(quotations.opening().as_bytes());
    for it in project.quotations().iter().filter(|it| it.coder == coder) {
        let marked = Marked {
            stray: None,
            ..Marked::of(it, None)
        };
        layout::push_record(text, 8, |line| marked.write(line));
    }
    text.extend_from_slice(quotations.closing().as_bytes());
    text.extend_from_slice(codings.opening().as_bytes());
    for it in project.codings().iter().filter(|it| it.coder == coder) {
        layout::push_record(text, 8, |line| it.write(line));
    }
    text.extend_from_slice(codings.closing().as_bytes());
    text.extend_from_slice(memos.opening().as_bytes());
    for it in project.memos().iter().filter(|it| it.coder == coder) {
        layout::push_record(text, 8, |line| it.write(line));
    }
    text.extend_from_slice(memos.closing().as_bytes());
    text.extend_from_slice(b"  ],\n");
}

/// A quotation with the place and the words that were recorded.
pub(super) fn recorded(it: &Marked<'_>) -> Quotation {
    let mut extra = Extra::default();
    if let Some(stray) = &it.stray {
        let mut ron = Vec::new();
        super::value::Field::write(stray, &mut ron);
        extra.keep("stray", String::from_utf8(ron).unwrap_or_default());
    }
    for (name, value) in it.extra.fields() {
        extra.keep(name, value);
    }
    let stray = Stray {
        quote: it.words().to_quote(),
        chars: it.chars,
        verdict: Verdict::Lost,
    };
    Quotation {
        id: it.id,
        source: it.source,
        span: Span::default(),
        stray: Some(Box::new(stray)),
        coder: it.coder,
        created: it.created,
        extra,
    }
}
