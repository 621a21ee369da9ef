//! Whether what is written keeps to the schemas of the standard: a small table that is always at hand, and
//! `xmllint` with the schemas themselves where both are.

use super::order::{ORDER, place_of};
use crate::text::shared;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::process::Command;

/// Whether a validator finds nothing amiss; `None` where schema or validator are not at hand.
pub(super) fn is_valid(text: &str, schema: &str) -> Option<bool> {
    let schema = shared(&format!("data/refi/{schema}"))?;
    let folder = tempfile::tempdir().unwrap();
    let paths = ["schema.xsd", "written.xml"].map(|it| folder.path().join(it));
    for (path, text) in paths.iter().zip([&*schema, text]) {
        #[expect(clippy::disallowed_methods, reason = "a test lays its own input")]
        std::fs::write(path, text).unwrap();
    }
    let mut validator = Command::new("xmllint");
    validator.arg("--noout").arg("--schema").args(&paths);
    Some(validator.output().ok()?.status.success())
}

/// What stands at most once in an element.
const ONCE: [&str; 15] = [
    "Description",
    "PlainTextContent",
    "Representation",
    "TextDescription",
    "VariableRef",
    "Users",
    "CodeBook",
    "Codes",
    "Variables",
    "Cases",
    "Sources",
    "Notes",
    "Links",
    "Sets",
    "Graphs",
];

/// What must stand in an element.
fn needed(name: &str) -> Option<&'static str> {
    Some(match name {
        "Users" => "User",
        "CodeBook" => "Codes",
        "Codes" => "Code",
        "Variables" => "Variable",
        "Cases" => "Case",
        "Notes" => "Note",
        "Links" => "Link",
        "Sets" => "Set",
        "Graphs" => "Graph",
        "Coding" => "CodeRef",
        "VariableValue" => "VariableRef",
        _ => return None,
    })
}

/// What must be told of an element.
fn needed_fields(name: &str) -> &'static [&'static str] {
    match name {
        "Project" => &["name"],
        "Code" => &["guid", "name", "isCodable"],
        "Variable" => &["guid", "name", "typeOfVariable"],
        "Set" => &["guid", "name"],
        "PlainTextSelection" => &["guid", "startPosition", "endPosition"],
        "User" | "Case" | "TextSource" | "PDFSource" | "PictureSource" | "AudioSource"
        | "VideoSource" | "Representation" | "Coding" | "Note" | "Link" | "Graph" => &["guid"],
        "NoteRef" | "CodeRef" | "SourceRef" | "SelectionRef" | "VariableRef" | "MemberCode"
        | "MemberSource" | "MemberNote" => &["targetGUID"],
        _ => &[],
    }
}

/// An element that is open: its name, and how many of each stand in it so far.
struct Around {
    name: String,
    place: usize,
    counts: BTreeMap<String, usize>,
}

/// What keeps a file from being as the schema wants it; `None` when nothing does.
pub(super) fn flaw(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Around> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                if let Some(flaw) = begun(&start, open.last_mut()) {
                    return Some(flaw);
                }
                open.push(Around {
                    name: start.name().as_ref().to_owned(),
                    place: 0,
                    counts: BTreeMap::new(),
                });
            }
            Ok(Event::Empty(start)) => {
                let name = start.name();
                let flaw = begun(&start, open.last_mut());
                let missing = needed(name.as_ref()).map(|it| format!("{name:?} has no {it}"));
                if let Some(flaw) = flaw.or(missing) {
                    return Some(flaw);
                }
            }
            Ok(Event::End(_)) => {
                let done = open.pop().unwrap();
                let missing = needed(&done.name).filter(|it| !done.counts.contains_key(*it));
                if let Some(missing) = missing {
                    return Some(format!("{} has no {missing}", done.name));
                }
            }
            Ok(Event::Eof) => return (!open.is_empty()).then(|| "it is cut off".to_owned()),
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

/// What is amiss with an element that begins in another.
fn begun(start: &BytesStart<'_>, around: Option<&mut Around>) -> Option<String> {
    let name = start.name().as_ref().to_owned();
    let told = |field: &str| start.try_get_attribute(field).unwrap().is_some();
    if let Some(field) = needed_fields(&name).iter().find(|it| !told(it)) {
        return Some(format!("{name} tells no {field}"));
    }
    let around = around?;
    let count = around.counts.entry(name.clone()).or_default();
    *count += 1;
    let is_one = ONCE.contains(&&*name) || (&*around.name, &*name) == ("Coding", "CodeRef");
    if is_one && *count > 1 {
        return Some(format!("{} has two {name}", around.name));
    }
    ORDER.iter().find(|it| it.0 == around.name)?;
    let Some(place) = place_of(&around.name, &name) else {
        return Some(format!("{name} does not belong into {}", around.name));
    };
    if place < around.place {
        return Some(format!("{name} stands too late in {}", around.name));
    }
    around.place = place;
    None
}

#[test]
fn the_table_tells_what_is_amiss() {
    let guid = "guid=\"1\"";
    let code = format!("<Code {guid} name=\"a\" isCodable=\"true\"/>");
    let whole = |inside: &str| flaw(&format!("<Project name=\"a\">{inside}</Project>"));
    let cases = [
        (format!("<CodeBook><Codes>{code}</Codes></CodeBook>"), None),
        ("<CodeBook><Codes/></CodeBook>".into(), Some("Codes")),
        ("<Users></Users>".into(), Some("Users has no User")),
        (
            "<Description/><Description/>".into(),
            Some("Project has two Description"),
        ),
        (
            format!("<Description/><Users><User {guid}/></Users>"),
            Some("Users stands too late in Project"),
        ),
        ("<Odd/>".into(), Some("Odd does not belong into Project")),
        ("<NoteRef/>".into(), Some("NoteRef tells no targetGUID")),
        ("<Description>".into(), Some("")),
    ];
    for (inside, expected) in cases {
        let found = whole(&inside);
        let is_so = match expected {
            Some(words) => found.as_ref().is_some_and(|it| it.contains(words)),
            None => found.is_none(),
        };
        assert!(is_so, "{inside}: {found:?}");
    }
}

/// The elements in each element of a schema, in their order, by the name of the type; and which type each
/// element has.
type Types = (BTreeMap<String, Vec<String>>, BTreeMap<String, String>);

fn types(schema: &str) -> Types {
    let mut reader = Reader::from_str(schema);
    let (mut types, mut elements): Types = Default::default();
    let mut of = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let told = |field: &str| {
                    let told = start.try_get_attribute(field).unwrap();
                    told.map(|it| it.value.into_owned())
                };
                match start.local_name().as_ref() {
                    "complexType" => of = told("name").unwrap(),
                    "element" => {
                        let name = told("name").unwrap();
                        types.entry(of.clone()).or_default().push(name.clone());
                        elements.insert(name, told("type").unwrap());
                    }
                    _ => {}
                }
            }
            Event::Eof => return (types, elements),
            _ => {}
        }
    }
}

#[test]
fn the_table_is_that_of_the_standard() {
    let Some(schema) = shared("data/refi/Project.xsd") else {
        return;
    };
    let (types, elements) = types(&schema);
    for (name, order) in ORDER {
        let of = &elements[name];
        assert_eq!(types[of], order, "{name}");
    }
}
