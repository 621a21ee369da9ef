//! What every reader of another program's file gives, and what it is given.

use super::Format;
use super::counting::Counting;
use super::loss::Loss;
use super::measured::Measured;
use super::parcel::is_parcel;
use super::refi;
use super::refi::xml::XmlError;
use super::webanno;
use crate::model::{Project, Time};
use memchr::memmem;
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

/// A file of another program.
#[derive(Clone, Copy, Debug)]
pub struct ForeignFile<'b> {
    /// All of it.
    pub bytes: &'b [u8],
    /// Its name with its ending, without its folder.
    pub name: &'b str,
    /// Times that it does not tell are this one.
    pub now: Time,
    /// How its offsets are counted, where that is known and need not be measured.
    pub counting: Option<Counting>,
}

impl ForeignFile<'_> {
    /// The name without the ending.
    pub(super) fn stem(&self) -> &str {
        match self.name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => self.name,
        }
    }
}

/// Where the texts are that a file only names: those of the open project, and the files beside it.
pub trait Beside {
    /// The bytes of a text called `name`; `None` when there is none. The name is what the file says: one
    /// that leads anywhere else must find nothing.
    fn text(&mut self, name: &str) -> Option<Vec<u8>>;
}

/// Nothing lies beside.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Beside for Alone {
    fn text(&mut self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// A project that was read, with what did not come over.
#[derive(Debug)]
pub struct ImportRead {
    /// The project.
    pub project: Project,
    /// The program that wrote it, as it says; may be empty.
    pub origin: String,
    /// What did not come over, kind by kind.
    pub losses: Vec<Loss>,
    /// How the offsets in each source are counted, by its name.
    pub measured: Vec<(String, Measured)>,
}

/// Why nothing was read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ImportError {
    /// It is of no format that is read.
    #[error("it is of no known format")]
    UnknownFormat,
    /// It cannot be unpacked.
    #[error("it cannot be unpacked")]
    Broken,
    /// It is larger, or unpacks to more, than is read.
    #[error("it is larger than can be read")]
    TooLarge,
    /// It wants a password.
    #[error("it is locked with a password")]
    Locked,
    /// There is no project in it.
    #[error("there is no project in it")]
    NoProject,
    /// It is a codebook alone.
    #[error("it is a codebook")]
    OnlyCodebook,
    /// It is citations alone.
    #[error("it is a file of citations")]
    OnlyCitations,
    /// There is no citation in it.
    #[error("there is no citation in it")]
    NoCitations,
    /// The project in it is not XML as it should be.
    #[error("{error}")]
    Xml {
        /// Where and why.
        error: XmlError,
    },
    /// It is no text.
    #[error("it is no text")]
    NotText,
    /// It is not JSON as it should be.
    #[error("line {line}, column {column}: {why}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What `serde_json` says.
        why: String,
    },
    /// It is a table without the columns that a coding wants.
    #[error("its columns are not known")]
    NoColumns,
    /// The texts that it only names are not there.
    #[error("the text {name} is not there")]
    NoTexts {
        /// The name of the first.
        name: String,
    },
    /// It is a database that cannot be read.
    #[error("{why}")]
    Database {
        /// What SQLite says.
        why: String,
    },
    /// It is a database without the tables that are known.
    #[error("its tables are not those that are known")]
    UnknownSchema,
    /// This build reads no databases.
    #[error("this build reads no databases")]
    NoSqlite,
    /// What was read of it breaks a rule that every project keeps.
    #[error("what it holds does not fit together: {why}")]
    Unsound {
        /// The first rule that is broken.
        why: String,
    },
}

/// Reads a file of another program in a format, or in the one it seems to be of. The same bytes give the
/// same project.
///
/// # Errors
/// When it is broken, too large, locked, or no project; nothing was taken over then.
pub fn read_foreign(
    file: &ForeignFile<'_>,
    format: Option<Format>,
    beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let format = format.or_else(|| recognise(file));
    match format.ok_or(ImportError::UnknownFormat)? {
        Format::Refi => refi::read(file),
        #[cfg(feature = "sqlite")]
        Format::QualCoder => super::qualcoder::read(file),
        #[cfg(feature = "sqlite")]
        Format::Taguette => super::taguette::read(file),
        Format::W3c => super::w3c::read(file, beside),
        Format::Hypothesis => super::hypothesis::read(file, beside),
        Format::Brat => super::brat::read(file, beside),
        Format::Doccano => super::doccano::read(file),
        Format::LabelStudio => super::label_studio::read(file),
        Format::Prodigy => super::prodigy::read(file),
        Format::PubAnnotation => super::pub_annotation::read(file),
        Format::Cas => super::cas::read(file),
        Format::WebAnno => super::webanno::read(file),
        Format::Conll => super::conll::read(file),
        Format::Table => super::coding_table::read(file, beside),
        #[cfg(not(feature = "sqlite"))]
        Format::QualCoder | Format::Taguette => Err(ImportError::NoSqlite),
        Format::Ris | Format::CslJson => Err(ImportError::OnlyCitations),
        _ => Err(ImportError::UnknownFormat),
    }
}

/// The format a file seems to be of, by its content and then by its name.
pub fn recognise(file: &ForeignFile<'_>) -> Option<Format> {
    let has = |words: &[u8]| memmem::find(file.bytes, words).is_some();
    if file.bytes.starts_with(b"SQLite format 3\0") {
        // The words of the tables stand in the file as they were written.
        return match has(b"highlight_tags") {
            true => Some(Format::Taguette),
            false => Some(Format::QualCoder),
        };
    }
    if is_parcel(file.bytes) {
        let inner: [(&[u8], Format); 3] = [
            (b".qde", Format::Refi),
            (b".ann", Format::Brat),
            (b".tsv", Format::WebAnno),
        ];
        let is_named = file.name.to_lowercase().ends_with(".qdpx");
        let inner = inner.iter().find(|it| has(it.0)).map(|it| it.1);
        // One that is broken is told to be so.
        let inner = inner.or(is_named.then_some(Format::Refi));
        return inner.or_else(|| has(b"xl/workbook").then_some(Format::Table));
    }
    if file.bytes.starts_with(webanno::HEAD.as_bytes()) {
        return Some(Format::WebAnno);
    }
    let ending = file.name.rsplit_once('.').map_or("", |it| it.1);
    let is = |endings: &[&str]| endings.iter().any(|it| ending.eq_ignore_ascii_case(it));
    if is(&["json", "jsonl", "jsonld"]) {
        return of_json(has);
    }
    let mut formats = Format::taken_in();
    let named = formats.find(|it| is(it.endings()) && !matches!(it, Format::WebAnno));
    named.or_else(|| has(b"<Project").then_some(Format::Refi))
}

/// The format of a JSON file, by the fields that only one has. In words of a text a quotation mark is
/// escaped, so they are not taken for fields.
fn of_json(has: impl Fn(&[u8]) -> bool) -> Option<Format> {
    let is = |fields: &[&str]| {
        let mut fields = fields.iter();
        fields.any(|it| has(format!("\"{it}\"").as_bytes()))
    };
    match () {
        () if is(&["%FEATURE_STRUCTURES"]) => Some(Format::Cas),
        () if is(&["denotations"]) => Some(Format::PubAnnotation),
        () if is(&["@context"]) => Some(Format::W3c),
        () if is(&["annotations", "completions"]) && is(&["data"]) => Some(Format::LabelStudio),
        () if is(&["selector", "target"]) => match is(&["rows", "uri", "references"]) {
            true => Some(Format::Hypothesis),
            false => Some(Format::W3c),
        },
        () if is(&["spans"]) => Some(Format::Prodigy),
        () if is(&["label", "labels", "entities"]) => Some(Format::Doccano),
        () if is(&["type"]) && is(&["title", "author", "issued", "publisher", "DOI", "URL"]) => {
            Some(Format::CslJson)
        }
        () => None,
    }
}

/// An identity made from another: the same file gives the same project, so that two who take it over
/// can join what they make of it.
pub(super) fn derived(from: Uuid, role: &str) -> Uuid {
    let digest = Sha256::new()
        .chain_update(b"refi")
        .chain_update(from.as_bytes())
        .chain_update(role.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    for (byte, digit) in bytes.iter_mut().zip(digest) {
        *byte = digit;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
