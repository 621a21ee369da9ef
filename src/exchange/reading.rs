//! Texts out of other programs' files: Word, LibreOffice, web pages, e-books, subtitles, tables, PDF.
//!
//! **Invariant:** what is read is bounded in memory and time whatever the bytes say, and what of a
//! file does not stand in the text is named and counted.

mod docx;
mod docx_parts;
mod epub;
mod flow;
mod html;
mod legible;
mod markup;
mod odt;
mod office;
mod pdf;
mod pen;
mod rtf;
mod rtf_words;
mod subtitles;
mod table;

pub use pdf::{PdfFault, pdf_pages, pdf_text};
pub use pen::styled;

use super::packed::{LIST_END, PackFlaw};
use super::{ValuesError, XmlError, styles};
use crate::edit::plan_sources::RowsAs;
use crate::model::{Cited, Style};
use crate::text::{DecodeError, Decoded, Encoding, Lines, Span, TextChange, decode};
use memchr::memmem;
use std::collections::BTreeMap;
use thiserror::Error;

/// Bytes of a file at most.
const MOST_BYTES: usize = 512 << 20;
/// Bytes of all that is unpacked of a file at most.
const MOST_UNPACKED: usize = 512 << 20;
/// How the files of older versions of office programs begin, and those that are locked.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A kind of file that texts are read from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SourceFormat {
    /// Plain text, also Markdown.
    Plain,
    /// Plain text with the marks of Markdown, which stay.
    Markdown,
    /// A Word document.
    Docx,
    /// A text document of LibreOffice and its relatives.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// An e-book.
    Epub,
    /// A web page.
    Html,
    /// Subtitles with times.
    Subtitles,
    /// A table that is text: a row a text.
    Table,
    /// A workbook: a row a text.
    Workbook,
    /// A PDF, whose pages are read elsewhere: see [`pdf_pages`].
    Pdf,
}

impl SourceFormat {
    /// Every kind, in the order in which they are told.
    pub const ALL: &[Self] = &[
        Self::Plain,
        Self::Markdown,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Html,
        Self::Epub,
        Self::Subtitles,
        Self::Table,
        Self::Workbook,
        Self::Pdf,
    ];

    /// The endings of the files of every kind.
    pub const ENDINGS: &[&str] = &[
        "txt", "md", "markdown", "docx", "docm", "dotx", "odt", "ott", "rtf", "html", "htm",
        "xhtml", "epub", "srt", "vtt", "csv", "tsv", "xlsx", "pdf",
    ];

    /// The endings of its files, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["txt"],
            Self::Markdown => &["md", "markdown"],
            Self::Docx => &["docx", "docm", "dotx"],
            Self::Odt => &["odt", "ott"],
            Self::Rtf => &["rtf"],
            Self::Epub => &["epub"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Subtitles => &["srt", "vtt"],
            Self::Table => &["csv", "tsv"],
            Self::Workbook => &["xlsx"],
            Self::Pdf => &["pdf"],
        }
    }

    /// The kind of a file by what it holds, and where that does not tell, by the ending of its name.
    pub fn of(bytes: &[u8], ending: &str) -> Self {
        let ending = ending.to_ascii_lowercase();
        let mut named = Self::ALL.iter().copied();
        let named = named.find(|it| it.endings().contains(&ending.as_str()));
        if is_packed(bytes) || bytes.starts_with(OLD) {
            return office::kind(bytes).or(named).unwrap_or(Self::Plain);
        }
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(b"{\\rtf") {
            return Self::Rtf;
        }
        match named {
            // What is no packed folder is no such document, whatever it is called.
            Some(Self::Docx | Self::Odt | Self::Rtf | Self::Epub | Self::Workbook | Self::Pdf)
            | None => Self::Plain,
            Some(named) => named,
        }
    }
}

/// Whether bytes are a packed folder, as far as their beginning tells.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(LIST_END)
}

/// Something of a file that stands otherwise in the text, or not at all. The locale key of what is said
/// about it is `change-` and the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Change {
    /// Insertions under review were accepted.
    Insertions,
    /// Deletions under review were carried out.
    Deletions,
    /// Comments were left out.
    Comments,
    /// Footnotes and endnotes stand at the end.
    Notes,
    /// Pictures were left out.
    Pictures,
    /// Heads and feet of pages were left out.
    Heads,
    /// Numbers that a program counts itself, before paragraphs of lists, were left out.
    ListNumbers,
    /// Words that were hidden were left out.
    Hidden,
    /// The readings above characters were left out.
    Readings,
    /// Signs of symbol fonts, which have no character, were left out.
    Symbols,
    /// Boxes of text stand behind the paragraph they hang on.
    Boxes,
    /// Rows of tables are lines, their cells parted by tabs.
    Rows,
    /// Menus and other parts of a page that only lead around were left out.
    Navigation,
    /// Names of cues of subtitles were left out.
    CueNames,
    /// Looks and places of subtitles were left out.
    CueTags,
    /// Rows without a text were left out.
    EmptyRows,
    /// Characters of which the file does not tell which they are.
    Unreadable,
}

impl Change {
    /// Every change.
    pub const ALL: &[Self] = &[
        Self::Insertions,
        Self::Deletions,
        Self::Comments,
        Self::Notes,
        Self::Pictures,
        Self::Heads,
        Self::ListNumbers,
        Self::Hidden,
        Self::Readings,
        Self::Symbols,
        Self::Boxes,
        Self::Rows,
        Self::Navigation,
        Self::CueNames,
        Self::CueTags,
        Self::EmptyRows,
        Self::Unreadable,
    ];

    /// The name, as a project file records it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insertions => "insertions",
            Self::Deletions => "deletions",
            Self::Comments => "comments",
            Self::Notes => "notes",
            Self::Pictures => "pictures",
            Self::Heads => "heads",
            Self::ListNumbers => "list-numbers",
            Self::Hidden => "hidden",
            Self::Readings => "readings",
            Self::Symbols => "symbols",
            Self::Boxes => "boxes",
            Self::Rows => "rows",
            Self::Navigation => "navigation",
            Self::CueNames => "cue-names",
            Self::CueTags => "cue-tags",
            Self::EmptyRows => "empty-rows",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How often each change was made.
pub type Changes = BTreeMap<Change, usize>;

/// A text that was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// What it is called, where the file says so.
    pub name: Option<String>,
    /// The text, a paragraph a line, with line feeds only.
    pub text: String,
    /// How its parts look, in bytes, by start.
    pub styles: Vec<(Span, Style)>,
    /// Values by the name of their variable.
    pub values: Vec<(String, String)>,
    /// How it is cited.
    pub citation: Vec<Cited>,
    /// What stands otherwise than in the file, or not at all, and how often.
    pub changes: Changes,
    /// How its bytes were read, where they are those of a text.
    pub decoded: Option<DecodedAs>,
    /// Whether it is a row that becomes a case.
    pub is_case: bool,
}

/// How bytes were read as a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecodedAs {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether it was guessed, and there is a doubt.
    pub guessed: bool,
    /// What is different from the file.
    pub changes: Vec<TextChange>,
}

impl From<Decoded> for DecodedAs {
    fn from(decoded: Decoded) -> Self {
        Self {
            encoding: decoded.encoding,
            guessed: decoded.guessed,
            changes: decoded.changes,
        }
    }
}

/// Why no text was read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ReadingError {
    /// It is a packed folder that cannot be unpacked.
    #[error("it is broken")]
    Broken,
    /// It, or what is packed in it, is larger than is read.
    #[error("it is too large")]
    TooLarge,
    /// It is locked with a password.
    #[error("it is locked with a password")]
    Locked,
    /// It is of an older version, such as `.doc`.
    #[error("it is a file of an older version")]
    Old,
    /// It is a packed folder, but not what its name says.
    #[error("it is a packed folder without a text")]
    NoDocument,
    /// A part of it is not well-formed.
    #[error("{part}: {error}")]
    Xml {
        /// The part.
        part: String,
        /// Where and why.
        error: XmlError,
    },
    /// It is a PDF that was not read.
    #[error("the PDF was not read")]
    Pdf {
        /// Why.
        fault: PdfFault,
    },
    /// It is a PDF of pictures of pages.
    #[error("its {pages} pages are pictures")]
    OnlyPictures {
        /// How many pages it has.
        pages: usize,
    },
    /// It is no table.
    #[error(transparent)]
    Table(#[from] ValuesError),
    /// A table has no column of this name.
    #[error("it has no column named {name}")]
    NoColumn {
        /// The name.
        name: String,
        /// Those that it has.
        columns: Vec<String>,
    },
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It is called subtitles and has no times.
    #[error("there are no times in it")]
    NoCues,
    /// There are no words in it.
    #[error("there is no text in it")]
    Empty,
}

impl From<PdfFault> for ReadingError {
    fn from(fault: PdfFault) -> Self {
        match fault {
            PdfFault::Locked => Self::Locked,
            fault => Self::Pdf { fault },
        }
    }
}

impl From<PackFlaw> for ReadingError {
    fn from(flaw: PackFlaw) -> Self {
        match flaw {
            PackFlaw::Broken => Self::Broken,
            PackFlaw::TooLarge => Self::TooLarge,
            PackFlaw::Locked => Self::Locked,
        }
    }
}

/// The texts of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadFile {
    /// The texts; one at least.
    pub texts: Vec<Reading>,
    /// The columns of a table.
    pub columns: Option<Columns>,
}

/// The columns of a table of which each row is a text or a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    /// Their names.
    pub names: Vec<String>,
    /// Which holds the texts, from 0; none where rows are cases without texts.
    pub text: Option<usize>,
    /// Which names them, if one does.
    pub called: Option<usize>,
    /// What the rows become.
    pub rows: RowsAs,
}

/// How a file is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Choice<'c> {
    /// The encoding of plain text, web pages and the like; guessed when left out.
    pub encoding: Option<Encoding>,
    /// The column of a table that holds the texts; guessed when left out. An empty name says that
    /// there is none, where rows are cases.
    pub column: Option<&'c str>,
    /// What the rows of a table become.
    pub rows: RowsAs,
}

/// Reads the texts of a file.
///
/// # Errors
/// When it is broken, locked, too large, or has no text.
pub fn read_file(
    bytes: &[u8],
    format: SourceFormat,
    choice: Choice<'_>,
) -> Result<ReadFile, ReadingError> {
    let encoding = choice.encoding;
    if bytes.len() > MOST_BYTES {
        return Err(ReadingError::TooLarge);
    }
    let is_plain = matches!(format, SourceFormat::Plain | SourceFormat::Markdown);
    if bytes.starts_with(OLD) && !is_plain {
        let name = "EncryptedPackage".encode_utf16();
        let name: Vec<u8> = name.flat_map(u16::to_le_bytes).collect();
        return Err(match memmem::find(bytes, &name) {
            Some(_) => ReadingError::Locked,
            None => ReadingError::Old,
        });
    }
    let text = match format {
        SourceFormat::Table => return filled(table::read_text(bytes, choice)?),
        SourceFormat::Workbook => return filled(table::read_workbook(bytes, choice)?),
        SourceFormat::Plain | SourceFormat::Markdown => {
            // One of blanks alone is how it was written.
            return Ok(ReadFile {
                texts: vec![plain(bytes, format, encoding)?],
                columns: None,
            });
        }
        SourceFormat::Docx => docx::read(bytes)?,
        SourceFormat::Odt => odt::read(bytes)?,
        SourceFormat::Rtf => rtf::read(bytes)?,
        SourceFormat::Html => html::read(bytes, encoding)?,
        SourceFormat::Epub => epub::read(bytes)?,
        SourceFormat::Pdf => return Err(PdfFault::NotBuilt.into()),
        SourceFormat::Subtitles => subtitles::read(bytes, encoding)?,
    };
    filled(ReadFile {
        texts: vec![text],
        columns: None,
    })
}

/// A file with at least one text that is not blank, or a case.
fn filled(file: ReadFile) -> Result<ReadFile, ReadingError> {
    let is_filled = |it: &Reading| it.is_case || !it.text.trim().is_empty();
    match file.texts.iter().any(is_filled) {
        true => Ok(file),
        false => Err(ReadingError::Empty),
    }
}

/// Reads a plain text, with the looks that the marks of Markdown give it.
fn plain(
    bytes: &[u8],
    format: SourceFormat,
    encoding: Option<Encoding>,
) -> Result<Reading, ReadingError> {
    let mut decoded = decode(bytes, encoding)?;
    let text = std::mem::take(&mut decoded.text);
    let styles = match format {
        SourceFormat::Markdown => {
            let lines = Lines::from(text.as_str());
            let styles = styles::of_markdown(&lines).into_iter();
            let styles = styles.filter_map(|it| Some((lines.span_from_chars(it.chars)?, it.style)));
            styles.collect()
        }
        _ => Vec::new(),
    };
    Ok(Reading {
        text,
        styles,
        decoded: Some(decoded.into()),
        ..Reading::default()
    })
}

#[cfg(test)]
mod tests;
