//! XML as a tree of the elements that REFI-QDA knows, read within bounds.
//!
//! Elements are told by local name, whatever namespace and version they are of. What is not known is
//! passed over with all that stands in it, and named. References to entities other than the five of XML
//! itself are refused, so that a short file cannot stand for a long one.

use crate::model::Colour;
use crate::text::Span;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use thiserror::Error;
use uuid::Uuid;

/// Elements at most.
const MOST_ELEMENTS: usize = 2_000_000;
/// Elements within each other at most: how deep a tree of codes may be.
const MOST_DEPTH: usize = 400;
/// Names of unknown elements that are kept apart.
const MOST_UNKNOWN: usize = 20;

/// The elements of projects and codebooks, text carriers first.
const ELEMENTS: [&str; 54] = [
    "Description",
    "PlainTextContent",
    "TextValue",
    "BooleanValue",
    "IntegerValue",
    "FloatValue",
    "DateValue",
    "DateTimeValue",
    "Coding",
    "CodeRef",
    "PlainTextSelection",
    "NoteRef",
    "VariableValue",
    "VariableRef",
    "Code",
    "Codes",
    "CodeBook",
    "Project",
    "Users",
    "User",
    "Variables",
    "Variable",
    "Cases",
    "Case",
    "SourceRef",
    "SelectionRef",
    "Sources",
    "TextSource",
    "PictureSource",
    "PDFSource",
    "AudioSource",
    "VideoSource",
    "TextDescription",
    "PictureSelection",
    "PDFSelection",
    "AudioSelection",
    "VideoSelection",
    "TranscriptSelection",
    "Representation",
    "Transcript",
    "SyncPoint",
    "Notes",
    "Note",
    "Links",
    "Link",
    "Sets",
    "Set",
    "MemberCode",
    "MemberSource",
    "MemberNote",
    "Graphs",
    "Graph",
    "Vertex",
    "Edge",
];

/// How many of [`ELEMENTS`] carry a text.
const CARRIERS: usize = 8;

/// What may be told of an element; everything else of it is passed over.
const FIELDS: [&str; 20] = [
    "guid",
    "name",
    "targetGUID",
    "startPosition",
    "endPosition",
    "creatingUser",
    "creationDateTime",
    "color",
    "isCodable",
    "plainTextPath",
    "richTextPath",
    "path",
    "typeOfVariable",
    "originGUID",
    "direction",
    "origin",
    "creatingUserGUID",
    "modifiedDateTime",
    "id",
    "basePath",
];

/// An element with what stands in it.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Element {
    /// Its local name.
    pub(in crate::exchange) name: &'static str,
    /// Line of the file it begins in, from 1.
    pub(in crate::exchange) line: usize,
    /// Its first byte, the one behind its first tag, and the one behind all of it.
    pub(super) at: [usize; 3],
    /// The elements in it that are not known: their bytes, and the known one that stands before.
    pub(super) odd: Vec<(Span, &'static str)>,
    /// The elements in it.
    pub(in crate::exchange) children: Vec<Element>,
    /// Its text, if it is one that carries text. Line ends stand as in the file.
    pub(in crate::exchange) text: String,
    fields: Vec<(&'static str, Box<str>)>,
}

impl Element {
    /// What is told of it under a name; blank is nothing.
    pub(in crate::exchange) fn told(&self, name: &str) -> Option<&str> {
        let told = self.fields.iter().find(|it| it.0 == name)?;
        Some(&*told.1).filter(|it| !it.trim().is_empty())
    }

    /// An identity, in any case, with braces or without; one of nothing but zeros is none.
    pub(in crate::exchange) fn guid(&self, name: &str) -> Option<Uuid> {
        let guid = Uuid::parse_str(self.told(name)?.trim()).ok();
        guid.filter(|it| !it.is_nil())
    }

    /// The elements of a name in it.
    pub(in crate::exchange) fn all(&self, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |it| it.name == name)
    }

    /// The first element of a name in it.
    pub(in crate::exchange) fn first(&self, name: &'static str) -> Option<&Self> {
        self.all(name).next()
    }

    /// The elements of a name within the first of another: the `Code` of `Codes`.
    pub(in crate::exchange) fn within(
        &self,
        outer: &'static str,
        name: &'static str,
    ) -> impl Iterator<Item = &Self> {
        self.first(outer)
            .into_iter()
            .flat_map(move |it| it.all(name))
    }

    /// The words of an element in it with line feeds only, unless they are blank.
    pub(in crate::exchange) fn words(&self, name: &'static str) -> Option<String> {
        let text = &self.first(name)?.text;
        let plain = || text.replace("\r\n", "\n").replace('\r', "\n");
        (!text.trim().is_empty()).then(plain)
    }
}

/// A file that was read.
#[derive(Debug)]
pub(in crate::exchange) struct Tree {
    /// Its outermost element.
    pub(in crate::exchange) root: Element,
    /// Elements that are not known, by name: the line of the first, and how many.
    pub(in crate::exchange) unknown: BTreeMap<String, (usize, usize)>,
}

/// Why XML was not read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum XmlError {
    /// It is not well-formed.
    #[error("line {line}: {why}")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// What the `quick-xml` crate says.
        why: String,
    },
    /// It ends before everything is closed.
    #[error("line {line}: it ends inside of {name}")]
    Cut {
        /// Line, from 1.
        line: usize,
        /// The innermost element that is open.
        name: String,
    },
    /// It names an entity that a file might define.
    #[error("line {line}: it uses the entity {name}")]
    Entity {
        /// Line, from 1.
        line: usize,
        /// The entity.
        name: String,
    },
    /// It has more elements, or more within each other, than are read.
    #[error("line {line}: it has too many elements")]
    TooLarge {
        /// Line, from 1.
        line: usize,
    },
    /// It is XML of another kind, or none.
    #[error("it begins with {found}")]
    Foreign {
        /// The outermost element, or nothing.
        found: String,
    },
}

/// Reads a project or a codebook.
///
/// # Errors
/// When it is not well-formed, too large, uses entities, or is something else.
pub(in crate::exchange) fn parse(text: &str) -> Result<Tree, XmlError> {
    let mut reading = Reading {
        text,
        reader: Reader::from_str(text),
        counted: (0, 1),
        open: Vec::new(),
        elements: 0,
        unknown: BTreeMap::new(),
    };
    let root = reading.root()?;
    Ok(Tree {
        root,
        unknown: reading.unknown,
    })
}

struct Reading<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Up to which byte lines were counted, and the line there.
    counted: (usize, usize),
    /// The elements that are open, outermost first.
    open: Vec<Element>,
    elements: usize,
    unknown: BTreeMap<String, (usize, usize)>,
}

impl Reading<'_> {
    fn root(&mut self) -> Result<Element, XmlError> {
        loop {
            let before = self.place();
            let event = self.reader.read_event();
            let event = event.map_err(|error| self.malformed(&error.to_string()))?;
            match event {
                Event::Start(start) => {
                    if !self.begin(&start, before)? {
                        self.reader
                            .read_to_end(start.name())
                            .map_err(|error| self.malformed(&error.to_string()))?;
                        self.set_aside(before);
                    }
                }
                Event::Empty(start) => match self.begin(&start, before)? {
                    true => {
                        if let Some(root) = self.end() {
                            return Ok(root);
                        }
                    }
                    false => self.set_aside(before),
                },
                Event::End(_) => {
                    if let Some(root) = self.end() {
                        return Ok(root);
                    }
                }
                Event::Text(text) => self.write(&text),
                Event::CData(text) => self.write(&text),
                Event::GeneralRef(entity) => {
                    let char = entity.resolve_char_ref();
                    let char = char.map_err(|error| self.malformed(&error.to_string()))?;
                    let known = quick_xml::escape::resolve_predefined_entity(&entity);
                    let mut buffer = [0; 4];
                    match (char, known) {
                        (Some(char), _) => self.write(char.encode_utf8(&mut buffer)),
                        (None, Some(words)) => self.write(words),
                        (None, None) => {
                            let (line, name) = (self.line(), entity.chars().take(40).collect());
                            return Err(XmlError::Entity { line, name });
                        }
                    }
                }
                Event::Eof => return Err(self.cut()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Opens an element; `false` when it is not known and its inside is to be passed over.
    fn begin(&mut self, start: &BytesStart<'_>, before: usize) -> Result<bool, XmlError> {
        let line = self.line();
        let local = start.local_name();
        let local: &str = local.as_ref();
        let known = ELEMENTS.iter().find(|it| **it == local).copied();
        if self.open.is_empty() && !matches!(known, Some("Project" | "CodeBook")) {
            let found = local.chars().take(40).collect();
            return Err(XmlError::Foreign { found });
        }
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() >= MOST_DEPTH {
            return Err(XmlError::TooLarge { line });
        }
        let Some(name) = known else {
            self.pass(local, line);
            return Ok(false);
        };
        let mut fields = Vec::new();
        for told in start.attributes() {
            let told = told.map_err(|error| self.malformed(&error.to_string()))?;
            let key = told.key.local_name();
            let key: &str = key.as_ref();
            let Some(field) = FIELDS.iter().find(|it| **it == key) else {
                continue;
            };
            let value = told.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.malformed(&error.to_string()))?;
            fields.push((*field, Box::from(value)));
        }
        self.open.push(Element {
            name,
            line,
            at: [before, self.place(), before],
            fields,
            ..Element::default()
        });
        Ok(true)
    }

    /// Notes an element that is not known.
    fn pass(&mut self, local: &str, line: usize) {
        if let Some(seen) = self.unknown.get_mut(local) {
            seen.1 += 1;
        } else if self.unknown.len() < MOST_UNKNOWN {
            let name = local.chars().take(40).collect();
            self.unknown.entry(name).or_insert((line, 1));
        }
    }

    /// Notes where an element stood that is not known.
    fn set_aside(&mut self, before: usize) {
        let span = Span::new(before, self.place());
        if let Some(open) = self.open.last_mut() {
            let known = open.children.last().map_or("", |it| it.name);
            open.odd.push((span, known));
        }
    }

    /// The byte behind what was read last.
    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Closes an element; the outermost, when it is closed.
    fn end(&mut self) -> Option<Element> {
        let mut done = self.open.pop()?;
        done.at[2] = self.place();
        match self.open.last_mut() {
            Some(around) => {
                around.children.push(done);
                None
            }
            None => Some(done),
        }
    }

    fn write(&mut self, words: &str) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if ELEMENTS.iter().take(CARRIERS).any(|it| *it == open.name) {
            open.text.push_str(words);
        }
    }

    /// The line of what was read last. Asked in the order of the file.
    fn line(&mut self) -> usize {
        let at = self.place();
        let (from, line) = self.counted;
        let read = self.text.as_bytes().get(from..at).unwrap_or_default();
        let line = line + memchr::memchr_iter(b'\n', read).count();
        self.counted = (at.max(from), line);
        line
    }

    fn malformed(&mut self, why: &str) -> XmlError {
        XmlError::Malformed {
            line: self.line(),
            why: why.chars().take(200).collect(),
        }
    }

    fn cut(&mut self) -> XmlError {
        let line = self.line();
        match self.open.last() {
            Some(open) => XmlError::Cut {
                line,
                name: open.name.to_owned(),
            },
            None => XmlError::Foreign {
                found: String::new(),
            },
        }
    }
}

/// A colour as REFI-QDA writes it: `#33CC33` or `#3C3`.
pub(in crate::exchange) fn colour(words: &str) -> Option<Colour> {
    let words = words.trim();
    let digits = words.strip_prefix('#').filter(|it| it.chars().count() == 3);
    match digits {
        Some(digits) => {
            let twice: String = digits.chars().flat_map(|it| [it, it]).collect();
            Colour::from_hex(&format!("#{twice}"))
        }
        None => Colour::from_hex(words),
    }
}

/// Words as XML can hold them, also between quotation marks. A character that XML forbids becomes
/// U+FFFD.
pub(in crate::exchange) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => escaped.push_str(&format!("&#{};", u32::from(char))),
            '\0'..=' ' | '\u{FFFE}' | '\u{FFFF}' if char != ' ' => escaped.push('\u{FFFD}'),
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_are_known_in_any_namespace_and_what_is_not_known_is_named() {
        let text = "<?xml version=\"1.0\"?>\n<q:Project xmlns:q=\"urn:x:9\" q:name=\"试\">\n\
            <q:Users><q:User guid=\"{F93AD076-5CA1-4F46-ABF4-B4B67130A6E2}\" name='&lt;李&#10;'/></q:Users>\n\
            <q:Odd><q:User/></q:Odd><q:Odd/>\n\
            <q:Description>a&amp;b<![CDATA[<c>]]>&#x6CBB;\r\n</q:Description></q:Project>";
        let tree = parse(text).unwrap();
        let user = tree.root.within("Users", "User").next().unwrap();
        assert_eq!(tree.root.told("name"), Some("试"));
        assert_eq!(user.told("name"), Some("<李\n"));
        assert_eq!(user.line, 3);
        let guid = user.guid("guid").unwrap().to_string();
        assert_eq!(guid, "f93ad076-5ca1-4f46-abf4-b4b67130a6e2");
        assert_eq!(tree.root.words("Description").unwrap(), "a&b<c>治\n");
        assert_eq!(tree.unknown["Odd"], (4, 2));
    }

    #[test]
    fn what_is_broken_is_told_with_its_line() {
        let error = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(error(""), "it begins with ");
        assert_eq!(error("<html/>"), "it begins with html");
        assert_eq!(
            error("<Project>\n<Users>"),
            "line 2: it ends inside of Users"
        );
        assert!(error("<Project>\n\n</Users>").starts_with("line 3: "));
        assert!(error("<Project a=1/>").starts_with("line 1: "));
        let bomb = "<!DOCTYPE P [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>\n\
            <Project><Description>&b;</Description></Project>";
        assert_eq!(error(bomb), "line 2: it uses the entity b");
        assert!(error("<Project name=\"&b;\"/>").starts_with("line 1: "));
    }

    #[test]
    fn a_tree_that_is_too_deep_is_refused() {
        let deep = |depth: usize| {
            let inner = "<Code>".repeat(depth) + &"</Code>".repeat(depth);
            parse(&format!("<CodeBook>{inner}</CodeBook>"))
        };
        assert!(deep(MOST_DEPTH - 1).is_ok());
        assert_eq!(
            deep(MOST_DEPTH).unwrap_err(),
            XmlError::TooLarge { line: 1 }
        );
        let angles = "<".repeat(1 << 20);
        assert!(parse(&angles).is_err());
    }

    proptest! {
        #[test]
        fn anything_ends_with_a_tree_or_an_error(text in "(<|/|>|Project|Code|&|;|=|\"|\\PC|\n){0,60}") {
            let _ = parse(&text);
            let _ = parse(&format!("<Project>{text}</Project>"));
        }

        #[test]
        fn words_come_back_as_they_were_written(words in "\\PC{0,20}[\n\t\r<>&\"']{0,4}\\PC{0,5}") {
            let words = escaped(&words);
            let plain = parse(&format!(
                "<Project name=\"{words}\"><Description>{words}</Description></Project>"
            )).unwrap().root;
            let told = plain.told("name").unwrap_or_default();
            prop_assert_eq!(escaped(told), if told.is_empty() { String::new() } else { words.clone() });
            prop_assert_eq!(escaped(&plain.first("Description").unwrap().text), words);
        }
    }

    #[test]
    fn a_colour_may_be_short() {
        assert_eq!(colour("#3c3"), Some(Colour(0x33, 0xCC, 0x33)));
        assert_eq!(colour(" #FFFF00 "), Some(Colour(255, 255, 0)));
        assert_eq!(colour("red"), None);
    }
}
