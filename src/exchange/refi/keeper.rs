//! Takes pieces out of a file: elements as they stand, in names that need nothing from outside of them.

use super::kept::Kept;
use super::xml::Element;
use crate::text::Span;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of one element that are kept at most.
const MOST_PIECE: usize = 1 << 20;
/// Bytes of all that is kept of a project at most.
const MOST_BYTES: usize = 16 << 20;

/// The local name of the element that a piece of XML begins with.
pub(super) fn local_name(piece: &str) -> &str {
    let name = piece.strip_prefix('<').unwrap_or(piece);
    let end = name.find(|it: char| it.is_whitespace() || matches!(it, '>' | '/'));
    let name = end.and_then(|it| name.get(..it)).unwrap_or(name);
    name.rsplit(':').next().unwrap_or(name)
}

/// The byte behind what was read last.
pub(super) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Whether a piece is one element that can be written into a file as it is.
pub(super) fn is_sound(piece: &str) -> bool {
    let mut keeper = Keeper::new("", BTreeMap::new());
    keeper.piece(piece).is_some()
}

/// Takes pieces out of a file.
pub(super) struct Keeper<'t> {
    text: &'t str,
    /// The prefixes of names that the file declares, with what they stand for.
    spaces: BTreeMap<String, String>,
    /// What the names of the standard belong to in the file.
    own: String,
    /// Bytes that may still be kept.
    left: usize,
    /// How many pieces were too large.
    pub(super) too_large: usize,
}

impl<'t> Keeper<'t> {
    /// A keeper of a file that declares these prefixes.
    fn new(text: &'t str, spaces: BTreeMap<String, String>) -> Self {
        Self {
            text,
            spaces,
            own: String::new(),
            left: MOST_BYTES,
            too_large: 0,
        }
    }

    /// A keeper of a file that was read, with its outermost element.
    pub(super) fn of(text: &'t str, root: &Element) -> Self {
        let mut spaces = BTreeMap::new();
        let tag = Span::new(root.at[0], root.at[1])
            .of(text)
            .unwrap_or_default();
        let (mut own, mut prefix) = (String::new(), String::new());
        if let Some(start) = first_tag(tag) {
            let name = start.name();
            prefix = name
                .prefix()
                .map_or(String::new(), |it| it.as_ref().to_owned());
            for (key, value) in declared(&start) {
                if key == prefix {
                    own.clone_from(&value);
                }
                spaces.insert(key, value);
            }
        }
        spaces.remove("");
        if own.is_empty() {
            spaces.remove(&prefix);
        }
        Self {
            own,
            ..Self::new(text, spaces)
        }
    }

    /// What an element tells beyond what becomes of it here: all of its first tag but these fields, and
    /// these elements besides the unknown ones.
    pub(super) fn keep(&mut self, element: &Element, taken: &[&str], others: &[&Element]) -> Kept {
        let [start, tag_end, _] = element.at;
        let tag = Span::new(start, tag_end).of(self.text);
        let fields = tag.and_then(|it| self.fields(&first_tag(it)?, taken));
        let mut kept = Kept {
            fields: fields.unwrap_or_default(),
            parts: Vec::new(),
        };
        for (span, before) in &element.odd {
            let piece = span.of(self.text).and_then(|it| self.piece(it));
            kept.parts
                .extend(piece.map(|it| ((*before).to_owned(), it)));
        }
        for other in others {
            let piece = self.whole(other);
            kept.parts
                .extend(piece.map(|it| (other.name.to_owned(), it)));
        }
        kept
    }

    /// A whole element.
    pub(super) fn whole(&mut self, element: &Element) -> Option<String> {
        let [start, _, end] = element.at;
        self.piece(Span::new(start, end).of(self.text)?)
    }

    /// The names of the unknown elements in an element.
    pub(super) fn odd(&self, element: &Element) -> Vec<String> {
        let odd = element.odd.iter().filter_map(|it| it.0.of(self.text));
        odd.map(|it| local_name(it).to_owned()).collect()
    }

    /// What stands in a first tag beyond some fields.
    fn fields(&mut self, start: &BytesStart<'_>, taken: &[&str]) -> Option<String> {
        let mut out = Tags::new(self);
        let mut fields = String::new();
        for field in start.attributes() {
            let field = field.ok()?;
            if taken.contains(&field.key.as_ref()) {
                continue;
            }
            out.field(&field, &mut fields)?;
        }
        let spaces = out.spaces();
        fields.insert_str(0, &spaces);
        self.take(fields)
    }

    /// An element in names that need nothing from outside; `None` when it is too large, needs more than
    /// the file declares, or holds what XML does not allow.
    pub(super) fn piece(&mut self, piece: &str) -> Option<String> {
        if piece.len() > MOST_PIECE.min(self.left) {
            self.too_large += 1;
            return None;
        }
        let mut out = Tags::new(self);
        let mut whole = String::with_capacity(piece.len());
        let mut reader = Reader::from_str(piece);
        let mut open: Vec<String> = Vec::new();
        let mut first_name = None;
        loop {
            let before = position(&reader);
            let event = reader.read_event().ok()?;
            let raw = piece.get(before..position(&reader))?;
            match &event {
                Event::Start(start) | Event::Empty(start) => {
                    if open.is_empty() && first_name.is_some() {
                        return None;
                    }
                    let name = out.name(start)?;
                    whole.push('<');
                    whole.push_str(&name);
                    first_name.get_or_insert(whole.len());
                    for field in start.attributes() {
                        out.field(&field.ok()?, &mut whole)?;
                    }
                    match event {
                        Event::Start(_) => {
                            whole.push('>');
                            open.push(name);
                        }
                        _ => whole.push_str("/>"),
                    }
                }
                Event::End(_) => {
                    let name = open.pop()?;
                    whole.push_str(&format!("</{name}>"));
                }
                Event::GeneralRef(entity) => {
                    let is_known = quick_xml::escape::resolve_predefined_entity(entity).is_some();
                    let char = entity.resolve_char_ref().ok()?;
                    is_known
                        .then_some(())
                        .or(char.filter(|it| is_allowed(*it)).map(|_| ()))?;
                    whole.push_str(raw);
                }
                Event::Text(_) | Event::CData(_) | Event::Comment(_) => {
                    (!open.is_empty() && raw.chars().all(is_allowed)).then_some(())?;
                    whole.push_str(raw);
                }
                Event::Eof => break,
                _ => return None,
            }
        }
        let (at, spaces) = (first_name?, out.spaces());
        whole.insert_str(at, &spaces);
        open.is_empty().then_some(())?;
        self.take(whole)
    }

    /// Counts what is kept.
    fn take(&mut self, piece: String) -> Option<String> {
        match self.left.checked_sub(piece.len()) {
            Some(left) => {
                self.left = left;
                Some(piece)
            }
            None => {
                self.too_large += 1;
                None
            }
        }
    }
}

/// Names on their way into another file.
struct Tags<'s> {
    spaces: &'s BTreeMap<String, String>,
    own: &'s str,
    /// The prefixes that are declared within, and those that are used and declared outside.
    within: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl<'s> Tags<'s> {
    fn new(keeper: &'s Keeper<'_>) -> Self {
        Self {
            spaces: &keeper.spaces,
            own: &keeper.own,
            within: BTreeSet::new(),
            used: BTreeSet::new(),
        }
    }

    /// The name of an element.
    fn name(&mut self, start: &BytesStart<'_>) -> Option<String> {
        let new = declared(start).filter(|it| self.spaces.get(&it.0) != Some(&it.1));
        self.within.extend(new.map(|it| it.0));
        let name = start.name();
        let prefix = name.prefix();
        self.prefixed(
            prefix.as_ref().map(AsRef::as_ref),
            name.local_name().as_ref(),
        )
    }

    /// A name without the prefix of the standard.
    fn prefixed(&mut self, prefix: Option<&str>, local: &str) -> Option<String> {
        let Some(prefix) = prefix else {
            return Some(local.to_owned());
        };
        match self.spaces.get(prefix) {
            _ if self.within.contains(prefix) || prefix == "xml" => {}
            Some(space) if *space == self.own => return Some(local.to_owned()),
            Some(_) => _ = self.used.insert(prefix.to_owned()),
            None => return None,
        }
        Some(format!("{prefix}:{local}"))
    }

    /// Appends a field of a first tag with a blank before it.
    fn field(&mut self, field: &Attribute<'_>, out: &mut String) -> Option<()> {
        let key = field.key;
        let told = field.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let (prefix, local) = (key.prefix(), key.local_name());
        let (prefix, local) = (prefix.as_ref().map(AsRef::as_ref), local.as_ref());
        let name = match (prefix, local) {
            (None, "xmlns") if told == self.own => return Some(()),
            // Declared anew where it is used.
            (Some("xmlns"), prefix) if self.spaces.get(prefix).is_some_and(|it| *it == told) => {
                return Some(());
            }
            (None, "xmlns") | (Some("xmlns"), _) => key.as_ref().to_owned(),
            (prefix, local) => self.prefixed(prefix, local)?,
        };
        let value: &str = field.value.as_ref();
        (!value.contains('<') && told.chars().all(is_allowed)).then_some(())?;
        let mark = if value.contains('"') { '\'' } else { '"' };
        out.push_str(&format!(" {name}={mark}{value}{mark}"));
        Some(())
    }

    /// The declarations of the prefixes that are used, each with a blank before it.
    fn spaces(self) -> String {
        let declared = self.used.iter().filter_map(|prefix| {
            let space = super::xml::escaped(self.spaces.get(prefix)?);
            Some(format!(" xmlns:{prefix}=\"{space}\""))
        });
        declared.collect()
    }
}

/// The first tag of a piece.
pub(super) fn first_tag(tag: &str) -> Option<BytesStart<'_>> {
    match Reader::from_str(tag).read_event().ok()? {
        Event::Start(start) | Event::Empty(start) => Some(start),
        _ => None,
    }
}

/// The prefixes that a tag declares, with what they stand for; the empty one is that of names without.
fn declared<'s>(start: &'s BytesStart<'_>) -> impl Iterator<Item = (String, String)> + 's {
    start.attributes().flatten().filter_map(|it| {
        let key: &str = it.key.as_ref();
        let prefix = match key.strip_prefix("xmlns:") {
            Some(prefix) => prefix,
            None if key == "xmlns" => "",
            None => return None,
        };
        let value = it.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((prefix.to_owned(), value.into_owned()))
    })
}

/// Whether XML may hold a sign.
const fn is_allowed(it: char) -> bool {
    !matches!(it, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
