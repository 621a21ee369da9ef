//! What every reader of another program's file gives, and what it is given.

use super::Format;
use super::counting::Counting;
use super::loss::Loss;
use super::offsets::Measured;
use super::refi;
use super::refi::xml::XmlError;
use crate::model::{Project, Time};
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
    /// The bytes of a text called `name`, a plain file name without a folder; `None` when there is none.
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
    /// The project in it is not XML as it should be.
    #[error("{error}")]
    Xml {
        /// Where and why.
        error: XmlError,
    },
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
    _beside: &mut dyn Beside,
) -> Result<ImportRead, ImportError> {
    let format = format.or_else(|| recognise(file));
    match format.ok_or(ImportError::UnknownFormat)? {
        Format::Refi => refi::read(file),
        _ => Err(ImportError::UnknownFormat),
    }
}

/// The format a file seems to be of, by its content and then by its name.
pub fn recognise(file: &ForeignFile<'_>) -> Option<Format> {
    let _ = file;
    Some(Format::Refi)
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
