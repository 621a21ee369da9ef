//! Telling what is not a text by its first bytes, so that a person is told what
//! they opened rather than shown garbage.

use std::fmt;

/// What a file without readable text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryKind {
    /// A Word document (`.docx`), or an older one (`.doc`) that says so.
    Word,
    /// A spreadsheet (`.xlsx`, `.ods`).
    Spreadsheet,
    /// Slides (`.pptx`, `.odp`).
    Slides,
    /// A text document of LibreOffice (`.odt`).
    OpenDocument,
    /// An older file of Word, Excel or PowerPoint, or an `.msg` letter.
    OldOffice,
    /// An e-book (`.epub`).
    Epub,
    /// A project of another coding program (`.qdpx`).
    Qdpx,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Sound or film.
    Recording,
    /// An SQLite database.
    Database,
    /// A packed file or folder.
    Archive,
    /// A program.
    Program,
    /// Bytes that are no text in any encoding known here.
    Unknown,
}

impl BinaryKind {
    /// The English name, with its article, for the middle of a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "a Word document",
            Self::Spreadsheet => "a spreadsheet",
            Self::Slides => "a slide show",
            Self::OpenDocument => "an OpenDocument text",
            Self::OldOffice => "an older Office file",
            Self::Epub => "an e-book",
            Self::Qdpx => "a REFI-QDA project",
            Self::Pdf => "a PDF",
            Self::Picture => "a picture",
            Self::Recording => "a sound or film recording",
            Self::Database => "a database",
            Self::Archive => "a packed file",
            Self::Program => "a program",
            Self::Unknown => "not a text file",
        }
    }
}

impl fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// First bytes that no text has. What is only letters (`MZ`, `BM`) is left out:
/// such a file is found by its NULs.
const SIGNATURES: &[(&[u8], BinaryKind)] = &[
    (b"%PDF-", BinaryKind::Pdf),
    (b"\x89PNG\r\n\x1A\n", BinaryKind::Picture),
    (b"\xFF\xD8\xFF", BinaryKind::Picture),
    (b"GIF87a", BinaryKind::Picture),
    (b"GIF89a", BinaryKind::Picture),
    (b"II*\0", BinaryKind::Picture),
    (b"MM\0*", BinaryKind::Picture),
    (b"SQLite format 3\0", BinaryKind::Database),
    (b"\x1F\x8B", BinaryKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", BinaryKind::Archive),
    (b"Rar!\x1A\x07", BinaryKind::Archive),
    (b"\x28\xB5\x2F\xFD", BinaryKind::Archive),
    (b"\xFD7zXZ\0", BinaryKind::Archive),
    (b"\x7FELF", BinaryKind::Program),
    (b"OggS\0", BinaryKind::Recording),
    (b"fLaC\0", BinaryKind::Recording),
    (b"\x1A\x45\xDF\xA3", BinaryKind::Recording),
];

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Names found in the first part of a zip file, and what they make of it.
const ZIP_NAMES: &[(&[u8], BinaryKind)] = &[
    (b"word/", BinaryKind::Word),
    (b"xl/", BinaryKind::Spreadsheet),
    (b"ppt/", BinaryKind::Slides),
    (b"application/epub+zip", BinaryKind::Epub),
    (b"opendocument.spreadsheet", BinaryKind::Spreadsheet),
    (b"opendocument.presentation", BinaryKind::Slides),
    (b"opendocument.text", BinaryKind::OpenDocument),
    (b"project.qde", BinaryKind::Qdpx),
];

/// Bytes of a packed file that are searched for names.
const PEEK: usize = 65_536;

/// The kind of file these bytes begin, or `None` when they may be text.
pub fn signature(bytes: &[u8]) -> Option<BinaryKind> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(named_within(bytes, ZIP_NAMES).unwrap_or(BinaryKind::Archive));
    }
    if bytes.starts_with(OLE) {
        return Some(BinaryKind::OldOffice);
    }
    if is_film(bytes) {
        return Some(BinaryKind::Recording);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(BinaryKind::Picture);
    }
    SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| *kind)
}

/// MP4 and its relatives, WAV and AVI, MP3 with a title.
fn is_film(bytes: &[u8]) -> bool {
    let boxed = bytes.get(..3) == Some(b"\0\0\0") && bytes.get(4..8) == Some(b"ftyp");
    let riff = bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WAVE" | b"AVI "));
    let titled = bytes.starts_with(b"ID3") && bytes.get(3).is_some_and(|version| *version < 0x10);
    boxed || riff || titled
}

fn named_within(bytes: &[u8], names: &[(&[u8], BinaryKind)]) -> Option<BinaryKind> {
    let head = bytes.get(..PEEK).unwrap_or(bytes);
    // A big part may stand first; the list of names at the end of a zip has them all.
    let tail = bytes
        .get(bytes.len().saturating_sub(PEEK)..)
        .unwrap_or_default();
    let holds = |name: &[u8]| {
        let finder = memchr::memmem::Finder::new(name);
        finder.find(head).is_some() || finder.find(tail).is_some()
    };
    names
        .iter()
        .find(|(name, _)| holds(name))
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_wrong_files_are_named() {
        let cases: &[(&[u8], BinaryKind)] = &[
            (b"PK\x03\x04\x14\0....word/document.xml", BinaryKind::Word),
            (
                b"PK\x03\x04\x14\0....xl/workbook.xml",
                BinaryKind::Spreadsheet,
            ),
            (
                b"PK\x03\x04....mimetypeapplication/epub+zip",
                BinaryKind::Epub,
            ),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text",
                BinaryKind::OpenDocument,
            ),
            (b"PK\x03\x04....project.qde", BinaryKind::Qdpx),
            (b"PK\x03\x04....photo.jpg", BinaryKind::Archive),
            (b"%PDF-1.7\n", BinaryKind::Pdf),
            (b"\x89PNG\r\n\x1A\n\0", BinaryKind::Picture),
            (b"SQLite format 3\0", BinaryKind::Database),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", BinaryKind::OldOffice),
            (b"RIFF\x24\0\0\0WAVEfmt ", BinaryKind::Recording),
            (b"\0\0\0\x20ftypM4A ", BinaryKind::Recording),
        ];
        for (bytes, kind) in cases {
            assert_eq!(signature(bytes), Some(*kind));
        }
    }

    #[test]
    fn a_text_that_looks_a_little_like_one_is_a_text() {
        for text in [
            "PK 战",
            "RIFF是什么",
            "ID3 标签",
            "GIF 图",
            "MZ 时代",
            "7z",
            "",
        ] {
            assert_eq!(signature(text.as_bytes()), None, "{text}");
        }
    }
}
