//! What other programs tell and what has no place here: kept as it stands in the file, and written back
//! where it stood.
//!
//! Each record keeps what its element told beyond it, and the project what stood in none.

use super::keeper::{first_tag, is_sound, local_name, position};
use super::order::place_of;
use crate::model::{Extra, Project};
use crate::text::Span;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The field of a record in which it is kept.
pub(super) const FIELD: &str = "refi";

/// What of a first tag becomes of a record, by the name of its element.
pub(super) fn taken_of(name: &str) -> &'static [&'static str] {
    match name {
        "Project" => &["name", "origin", "creatingUserGUID", "creationDateTime"],
        "User" | "Case" | "Set" => &["guid", "name"],
        "Code" => &["guid", "name", "isCodable", "color"],
        "Variable" => &["guid", "name", "typeOfVariable"],
        // Files beside the text are not kept, so they are not named.
        "TextSource" => &[
            "guid",
            "name",
            "plainTextPath",
            "richTextPath",
            "creationDateTime",
        ],
        "PDFSource" | "PictureSource" => &["guid", "name", "creationDateTime"],
        "Representation" | "TextDescription" => &["guid", "plainTextPath", "richTextPath"],
        "PlainTextSelection" => &[
            "guid",
            "name",
            "startPosition",
            "endPosition",
            "creatingUser",
            "creationDateTime",
        ],
        "Coding" => &["guid", "creatingUser", "creationDateTime"],
        "Note" => &[
            "guid",
            "name",
            "plainTextPath",
            "creatingUser",
            "creationDateTime",
            "modifiedDateTime",
        ],
        "Link" => &["guid", "name", "direction", "originGUID", "targetGUID"],
        _ => &[],
    }
}

/// The elements in an element that become nothing here.
pub(super) fn others_of(name: &str) -> &'static [&'static str] {
    match name {
        "Case" => &["CodeRef"],
        "Note" => &["PlainTextSelection", "Coding", "VariableValue"],
        "PDFSource" => &["PDFSelection"],
        "PictureSource" => &["PictureSelection"],
        _ => &[],
    }
}

/// What an element told beyond what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    /// What stood in its first tag, each with a blank before it.
    pub(super) fields: String,
    /// The elements in it, each with the name of the known one before it.
    pub(super) parts: Vec<(String, String)>,
}

impl Kept {
    /// What is kept with a record under a name.
    pub(super) fn of(extra: &Extra, field: &str) -> Self {
        let found = extra.fields().find(|it| it.0 == field);
        let kept: Option<Self> = found.and_then(|it| ron::from_str(it.1).ok());
        kept.unwrap_or_default().checked()
    }

    /// Without what would spoil a file: somebody may have written into the project.
    fn checked(mut self) -> Self {
        self.parts.retain(|it| is_sound(&it.1));
        if !is_sound(&format!("<a{}/>", self.fields)) {
            self.fields.clear();
        }
        self
    }

    /// Keeps it with a record.
    pub(super) fn keep(&self, extra: &mut Extra, field: &str) {
        if *self != Self::default()
            && let Ok(words) = ron::to_string(self)
        {
            extra.keep(field, words);
        }
    }

    /// What stands in an element, with what is kept of it at its place.
    pub(super) fn among(&self, name: &str, inside: &str) -> String {
        let mut places: BTreeMap<usize, String> = BTreeMap::new();
        for (before, part) in &self.parts {
            let own = local_name(part);
            let place = place_of(name, own).or_else(|| place_of(name, before));
            let at = match place {
                Some(place) => end_of(name, inside, place),
                None if before.is_empty() => 0,
                None => inside.len(),
            };
            let all = places.entry(at).or_default();
            all.push_str(part);
            all.push('\n');
        }
        let (mut whole, mut done) = (String::with_capacity(inside.len()), 0);
        for (at, parts) in places {
            whole.push_str(inside.get(done..at).unwrap_or_default());
            whole.push_str(&parts);
            done = at;
        }
        whole.push_str(inside.get(done..).unwrap_or_default());
        whole
    }
}

/// The byte behind the last element in an element that stands at a place or before it.
fn end_of(name: &str, inside: &str, place: usize) -> usize {
    let mut end = 0;
    for (child, span) in children(inside) {
        if place_of(name, child).is_some_and(|it| it <= place) {
            end = span.end;
        }
    }
    // Each of ours ends its line.
    let rest = inside.get(end..).unwrap_or_default();
    end + usize::from(rest.starts_with('\n'))
}

/// The elements that stand beside each other, with their bytes; none from where it is not well-formed.
fn children(inside: &str) -> Vec<(&str, Span)> {
    let mut reader = Reader::from_str(inside);
    let mut children = Vec::new();
    let (mut depth, mut begun) = (0_usize, 0);
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(_)) => {
                begun = if depth == 0 { before } else { begun };
                depth += 1;
            }
            Ok(Event::Empty(_)) if depth == 0 => {
                let span = Span::new(before, position(&reader));
                children.push((local_name(span.of(inside).unwrap_or_default()), span));
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let span = Span::new(begun, position(&reader));
                    children.push((local_name(span.of(inside).unwrap_or_default()), span));
                }
            }
            Ok(Event::Eof) | Err(_) => return children,
            Ok(_) => {}
        }
    }
}

/// The field of a project in which what stood in no record is kept, by the element around it.
pub(super) fn field_of(around: &str) -> String {
    match around {
        "Project" => FIELD.to_owned(),
        _ => format!("{FIELD}_{}", around.to_lowercase()),
    }
}

/// The elements around records.
pub(super) const AROUND: [&str; 10] = [
    "Project",
    "Users",
    "CodeBook",
    "Codes",
    "Variables",
    "Cases",
    "Sources",
    "Notes",
    "Links",
    "Sets",
];

/// The field of a source in which is kept what its text was a part of.
const SHELL: &str = "refi_shell";

/// What the text of a source was a part of: a PDF or a picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Shell {
    /// The name of the element.
    pub(super) name: String,
    /// The name of the element with the text, and its identity.
    pub(super) inner: (String, String),
    /// What it told beyond the text.
    pub(super) kept: Kept,
}

impl Shell {
    /// That of a source.
    pub(super) fn of(extra: &Extra) -> Option<Self> {
        let found = extra.fields().find(|it| it.0 == SHELL)?;
        let mut shell: Self = ron::from_str(found.1).ok()?;
        let is_known = matches!(
            (shell.name.as_str(), shell.inner.0.as_str()),
            ("PDFSource", "Representation") | ("PictureSource", "TextDescription")
        );
        let is_sound = is_known && Uuid::parse_str(&shell.inner.1).is_ok();
        shell.kept = shell.kept.checked();
        is_sound.then_some(shell)
    }

    /// Keeps it with a source.
    pub(super) fn keep(&self, extra: &mut Extra) {
        if let Ok(words) = ron::to_string(self) {
            extra.keep(SHELL, words);
        }
    }
}

/// The field of a memo that hung on something that is kept, and not on the project.
const LOOSE: &str = "refi_loose";

/// Tells that a memo hung on something that is kept.
pub(super) fn set_loose(extra: &mut Extra) {
    extra.keep(LOOSE, "true");
}

/// Whether a memo hung on something that is kept.
pub(super) fn is_loose(extra: &Extra) -> bool {
    extra.fields().any(|it| it.0 == LOOSE)
}

/// The drawings that an earlier version kept with a project.
pub(super) fn drawings_before(extra: &Extra) -> Option<String> {
    let (_, words) = extra.fields().find(|it| it.0 == "refi_graphs")?;
    let drawings: String = ron::from_str(words).ok()?;
    Some(drawings).filter(|it| is_sound(it))
}

/// The names of the PDFs, pictures and recordings that came with a project without their files.
pub(in crate::exchange) fn media(project: &Project) -> impl Iterator<Item = String> {
    let aside = Kept::of(&project.head().extra, &field_of("Sources"));
    let aside = aside.parts.into_iter().filter_map(|it| {
        let start = first_tag(&it.1)?;
        let told = |field| Some(start.try_get_attribute(field).ok()??.value.into_owned());
        told("path").map(|path| told("name").unwrap_or(path))
    });
    let aside: Vec<String> = aside.collect();
    let texts = project.sources().iter();
    let texts = texts.filter(|it| !it.extra.is_empty() && Shell::of(&it.extra).is_some());
    aside.into_iter().chain(texts.map(|it| it.name.clone()))
}
