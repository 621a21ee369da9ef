//! XML piece by piece, within bounds. Elements are told by local name, whatever their namespace.
//! References to entities other than the five of XML itself are refused, so that a short file cannot
//! stand for a long one.

use crate::exchange::XmlError;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements within each other at most.
const MOST_DEPTH: usize = 2_000;
/// Elements at most.
const MOST_ELEMENTS: usize = 20_000_000;

/// A piece of XML.
pub(super) enum Piece<'t> {
    /// An element begins; also one without anything in it, which ends next.
    Open(Tag<'t>),
    /// An element ends.
    Close(End<'t>),
    /// Characters of a text.
    Words(String),
}

/// The beginning of an element.
pub(super) struct Tag<'t>(BytesStart<'t>);

impl Tag<'_> {
    /// Its local name.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// What an attribute of a local name says.
    pub(super) fn told(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes().filter_map(Result::ok);
        let told = all.find(|it| {
            let key: &str = it.key.as_ref();
            key.rsplit(':').next() == Some(name)
        })?;
        let value = told.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }
}

/// The end of an element.
pub(super) struct End<'t>(BytesEnd<'t>);

impl End<'_> {
    /// Its local name.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit(':').next().unwrap_or(name)
    }
}

/// Reads XML from its beginning.
pub(super) struct Flow<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Up to which byte lines were counted, and the line there.
    counted: (usize, usize),
    depth: usize,
    elements: usize,
}

impl<'t> Flow<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            text,
            reader,
            counted: (0, 1),
            depth: 0,
            elements: 0,
        }
    }

    /// The next piece; nothing at the end.
    ///
    /// # Errors
    /// When it is not well-formed, too deep, too long, or uses an entity.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'t>>, XmlError> {
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| self.malformed(&error.to_string()))?;
            let piece = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.elements += 1;
                    if self.depth > MOST_DEPTH || self.elements > MOST_ELEMENTS {
                        let line = self.line();
                        return Err(XmlError::TooLarge { line });
                    }
                    Piece::Open(Tag(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(End(end))
                }
                Event::Text(text) => Piece::Words(text.to_string()),
                Event::CData(text) => Piece::Words(text.to_string()),
                Event::GeneralRef(entity) => {
                    let char = entity.resolve_char_ref();
                    let char = char.map_err(|error| self.malformed(&error.to_string()))?;
                    let known = quick_xml::escape::resolve_predefined_entity(&entity);
                    match (char, known) {
                        (Some(char), _) => Piece::Words(char.to_string()),
                        (None, Some(words)) => Piece::Words(words.to_owned()),
                        (None, None) => {
                            let (line, name) = (self.line(), entity.chars().take(40).collect());
                            return Err(XmlError::Entity { line, name });
                        }
                    }
                }
                Event::Eof if self.depth > 0 => {
                    let (line, name) = (self.line(), String::new());
                    return Err(XmlError::Cut { line, name });
                }
                Event::Eof => return Ok(None),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            };
            return Ok(Some(piece));
        }
    }

    /// Passes over everything up to the end of the element that began last.
    pub(super) fn pass(&mut self) -> Result<(), XmlError> {
        let depth = self.depth;
        while self.depth >= depth && self.next()?.is_some() {}
        Ok(())
    }

    /// The line of what was read last. Asked in the order of the text.
    fn line(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
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
}
