//! Reads dictionaries and level lists: CC-CEDICT, and tables with tabs, commas or semicolons.
//!
//! **Invariant:** what is read is bounded in memory and time whatever the bytes say; a line that cannot
//! be read is counted, and the others stay.

mod cedict;
mod columns;

use crate::text::dictionary::{Dictionary, Entry};
use crate::text::pinyin::marked_all;
use crate::text::{DecodeError, Encoding, decode};
use thiserror::Error;

/// Bytes of a dictionary at most.
const MOST_BYTES: usize = 64 << 20;
/// Entries of a dictionary at most.
const MOST_ENTRIES: usize = 1_000_000;
/// Bytes of one line, or one row, at most.
const MOST_LINE: usize = 16 << 10;
/// Lines that cannot be read of which the places are told.
const FIRST_UNREAD: usize = 5;
/// Code points of what a dictionary says of its source and licence at most.
const MOST_CREDIT: usize = 600;

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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnreadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: LineFlaw,
}

/// What is wrong with a line of a dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineFlaw {
    /// It is no entry of its kind of dictionary.
    Form,
    /// There is no word in it.
    NoWord,
    /// It is longer than is read.
    TooLong,
}

impl LineFlaw {
    /// Every flaw.
    pub const ALL: &[Self] = &[Self::Form, Self::NoWord, Self::TooLong];

    /// The name; the locale key of what is said about it is `flaw-` and the name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::NoWord => "no-word",
            Self::TooLong => "too-long",
        }
    }
}

/// Why no dictionary was read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DictionaryError {
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It is larger, or has more entries, than is read.
    #[error("it is larger than is read")]
    TooLarge,
    /// No line of it is an entry.
    #[error("no line of it is an entry")]
    NoEntries,
}

/// Reads a dictionary or level list called `name`, in the encoding given or the one guessed. One whose
/// lines are `傳統 传统 [chuan2 tong3] /tradition/` is CC-CEDICT; anything else is a table, whose columns
/// are known by their heads or else by what is in them. Lines that begin with `#` at the top are what it
/// says of itself.
///
/// # Errors
/// When it is no text, too large, or has no entry.
pub fn read_dictionary(
    bytes: &[u8],
    name: &str,
    encoding: Option<Encoding>,
) -> Result<DictionaryRead, DictionaryError> {
    if bytes.len() > MOST_BYTES {
        return Err(DictionaryError::TooLarge);
    }
    let decoded = decode(bytes, encoding)?;
    let mut found = Found::default();
    match cedict::is_cedict(&decoded.text) {
        true => cedict::read(&decoded.text, &mut found),
        false => columns::read(&decoded.text, &mut found),
    }
    if found.entries.len() > MOST_ENTRIES {
        return Err(DictionaryError::TooLarge);
    }
    if found.entries.is_empty() {
        return Err(DictionaryError::NoEntries);
    }
    let credit = credit(&decoded.text);
    Ok(DictionaryRead {
        dictionary: Dictionary::new(name, &credit, found.entries),
        encoding: decoded.encoding,
        guessed: decoded.guessed,
        unread: found.unread,
        first_unread: found.first_unread,
    })
}

/// What was found of a dictionary so far.
#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    unread: usize,
    first_unread: Vec<UnreadLine>,
}

impl Found {
    /// Takes the entries of a line, or counts it; false when no more are wanted.
    fn take(&mut self, line: usize, read: Result<Vec<Entry>, LineFlaw>) -> bool {
        match read {
            Ok(entries) => self.entries.extend(entries),
            Err(why) => {
                self.unread += 1;
                if self.first_unread.len() < FIRST_UNREAD {
                    self.first_unread.push(UnreadLine { line, why });
                }
            }
        }
        self.entries.len() <= MOST_ENTRIES
    }
}

/// Whether a line is what a dictionary says of itself.
fn is_remark(line: &str) -> bool {
    line.starts_with('#')
}

/// Pinyin as it is printed: tones as marks, syllables parted by blanks. `pin1yin1` is two syllables.
fn pinyin(written: &str) -> String {
    let mut apart = String::new();
    let mut was_tone = false;
    for char in written.chars() {
        if was_tone && char.is_alphabetic() {
            apart.push(' ');
        }
        was_tone = matches!(char, '1'..='5');
        apart.push(char);
    }
    marked_all(&apart)
}

/// What the remarks at the top say of the name, the source and the licence; all of them where none of
/// them does.
fn credit(text: &str) -> String {
    let top = text
        .lines()
        .take_while(|it| is_remark(it) || it.trim().is_empty());
    let remarks: Vec<&str> = top
        .filter(|it| !it.starts_with("#!"))
        .map(|it| it.trim_start_matches('#').trim())
        .filter(|it| !it.is_empty())
        .collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut goes_on = 0;
    for (at, remark) in remarks.iter().enumerate() {
        let is_licence = speaks_of(
            remark,
            &["licen", "copyright", "(c)", "©", "许可", "版权", "授权"],
        );
        let is_wanted = at == 0 || is_licence || speaks_of(remark, &["publish", "出版", "来源"]);
        let is_head = is_licence && remark.ends_with([':', '：']);
        if is_head {
            goes_on = 2;
        } else if is_wanted || goes_on > 0 {
            kept.push(remark);
            goes_on = usize::saturating_sub(goes_on, 1);
        }
    }
    let told = if kept.len() > 1 { kept } else { remarks };
    let mut credit = told.join(" · ");
    let licence = text.lines().take_while(|it| is_remark(it));
    let licence = licence
        .filter_map(|it| it.strip_prefix("#! license="))
        .next();
    if let Some(licence) = licence.map(str::trim).filter(|it| !credit.contains(*it)) {
        if !credit.is_empty() {
            credit.push_str(" · ");
        }
        credit.push_str(licence);
    }
    credit.chars().take(MOST_CREDIT).collect()
}

fn speaks_of(remark: &str, words: &[&str]) -> bool {
    let small = remark.to_lowercase();
    words.iter().any(|it| small.contains(it))
}

#[cfg(test)]
mod tests;
