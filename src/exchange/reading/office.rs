//! Documents that are packed folders: which kind they are, and their parts as text.

use super::flow::{Flow, Piece};
use super::{MOST_UNPACKED, ReadingError, SourceFormat};
use crate::exchange::packed::Pack;
use crate::model::{CitationPart, Cited};
use crate::text::{Encoding, as_written};

/// The kind of document that is packed in a folder, if it is one that is read here.
pub(super) fn kind(bytes: &[u8]) -> Option<SourceFormat> {
    let mut office = Office::new(bytes).ok()?;
    let relations = office
        .part("_rels/.rels")
        .ok()
        .flatten()
        .unwrap_or_default();
    let main = main_part(&relations).unwrap_or_default();
    if office.find("word/document.xml").is_some() || main.to_ascii_lowercase().starts_with("word/")
    {
        return Some(SourceFormat::Docx);
    }
    if office.find("xl/workbook.xml").is_some() || main.to_ascii_lowercase().starts_with("xl/") {
        return Some(SourceFormat::Workbook);
    }
    let kind = office.part("mimetype").ok().flatten().unwrap_or_default();
    match kind.trim() {
        "application/epub+zip" => Some(SourceFormat::Epub),
        kind if kind.starts_with("application/vnd.oasis.opendocument.text") => {
            Some(SourceFormat::Odt)
        }
        _ if office.find("META-INF/container.xml").is_some() => Some(SourceFormat::Epub),
        _ => None,
    }
}

/// The part that holds the document itself, as the relations of the folder say.
pub(super) fn main_part(relations: &str) -> Option<String> {
    let mut flow = Flow::new(relations);
    while let Ok(Some(piece)) = flow.next() {
        if let Piece::Open(tag) = piece
            && tag
                .told("Type")
                .is_some_and(|it| it.ends_with("/officeDocument"))
        {
            let target = tag.told("Target")?;
            return Some(target.trim_start_matches('/').to_owned());
        }
    }
    None
}

/// A document that is a packed folder.
pub(super) struct Office<'b> {
    pack: Pack<'b>,
}

impl<'b> Office<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Result<Self, ReadingError> {
        let pack = Pack::new(bytes, MOST_UNPACKED)?;
        Ok(Self { pack })
    }

    /// Where a part stands; names may be written in any case and with either slash.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let is_it = |it: &String| {
            let plain = it.replace('\\', "/");
            plain.trim_start_matches('/').eq_ignore_ascii_case(name)
        };
        self.pack.names.iter().position(is_it)
    }

    /// The names of the parts that begin so.
    pub(super) fn begun(&self, start: &str) -> Vec<String> {
        let names = self.pack.names.iter().map(|it| it.replace('\\', "/"));
        let names = names.filter(|it| it.to_ascii_lowercase().starts_with(start));
        names.collect()
    }

    /// The bytes of a part, if it is there.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadingError> {
        match self.find(name) {
            Some(at) => Ok(Some(self.pack.unpack(at)?)),
            None => Ok(None),
        }
    }

    /// The text of a part, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadingError> {
        Ok(self.bytes(name)?.map(|bytes| text(&bytes)))
    }
}

/// A part of XML as text: UTF-8, or UTF-16 with its mark.
pub(super) fn text(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    };
    let text = as_written(bytes, encoding);
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// What the part about a document says of how it is cited: Dublin Core, as Word, LibreOffice and
/// e-books write it.
pub(super) fn citation(part: &str) -> Vec<Cited> {
    let (mut citation, mut flow, mut at) = (Vec::new(), Flow::new(part), None);
    // What is amiss there is no reason to lose the text.
    while let Ok(Some(piece)) = flow.next() {
        match piece {
            Piece::Open(tag) => {
                at = match tag.name() {
                    "title" => Some((CitationPart::Title, String::new())),
                    "creator" => Some((CitationPart::Author, String::new())),
                    "date" => Some((CitationPart::Year, String::new())),
                    "publisher" | "source" => Some((CitationPart::Journal, String::new())),
                    _ => None,
                };
            }
            Piece::Words(words) => {
                if let Some((_, told)) = &mut at {
                    told.push_str(&words);
                }
            }
            Piece::Close(_) => {
                if let Some((part, words)) = at.take() {
                    cite(&mut citation, part, &words);
                }
            }
        }
    }
    citation
}

/// Adds what is told of a document, unless it is blank or told already.
pub(super) fn cite(citation: &mut Vec<Cited>, part: CitationPart, words: &str) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(500).collect();
    let words = match part {
        CitationPart::Year => words.chars().take(4).collect(),
        _ => words,
    };
    let cited = Cited::new(part, words);
    let is_one = cited.part == CitationPart::Author;
    let is_told = citation.iter().any(|it| it.part == cited.part);
    if !cited.words.is_empty() && (is_one || !is_told) && !citation.contains(&cited) {
        citation.push(cited);
    }
}
