//! Formats of several files: written as one packed folder, read from one, or from a file and those
//! beside it.

use super::import::ImportError;
use super::packed::{Pack, PackFlaw, is_astray};
use super::selectors::unescaped;
use std::collections::HashSet;
use std::io::{self, Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Bytes of all files that are unpacked, at most.
const MOST_UNPACKED: usize = 256 << 20;

/// How a packed folder begins.
pub(super) fn is_parcel(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// A file of a packed folder.
pub(super) struct Parcelled {
    /// Its name with its folders.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Unpacks the files with these endings, by name.
///
/// # Errors
/// When the folder is broken, locked, or unpacks to more than is read.
pub(super) fn unpack(bytes: &[u8], endings: &[&str]) -> Result<Vec<Parcelled>, ImportError> {
    let mut pack = Pack::new(bytes, MOST_UNPACKED).map_err(flaw)?;
    let names = std::mem::take(&mut pack.names);
    let mut files = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        let is_wanted = endings.iter().any(|it| name.to_lowercase().ends_with(it));
        if is_wanted && !is_astray(&name) {
            let bytes = pack.unpack(at).map_err(flaw)?;
            files.push(Parcelled { name, bytes });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// What is wrong with a packed folder, as it is told.
pub(super) fn flaw(flaw: PackFlaw) -> ImportError {
    match flaw {
        PackFlaw::Broken => ImportError::Broken,
        PackFlaw::TooLarge => ImportError::TooLarge,
        PackFlaw::Locked => ImportError::Locked,
    }
}

/// A packed folder on its way out.
pub(super) struct Parcel {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    taken: HashSet<String>,
    number: usize,
}

impl Parcel {
    pub(super) fn new() -> Self {
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            taken: HashSet::new(),
            number: 0,
        }
    }

    /// A file name for a text, without an ending: its place in the list before its name, so that the
    /// files stand in the order of the list. What no file name has is written as in addresses.
    pub(super) fn stem(&mut self, name: &str) -> String {
        self.number += 1;
        let mut plain = String::new();
        for char in name.chars() {
            match char {
                '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '.' => {
                    plain.push_str(&format!("%{:02X}", u32::from(char)));
                }
                char => plain.push(char),
            }
        }
        format!("{:04} {plain}", self.number)
    }

    /// Adds a file. No clock is asked: the same files give the same bytes.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if !self.taken.insert(name.to_owned()) {
            return Ok(());
        }
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)
    }

    pub(super) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.zip.finish()?.into_inner())
    }
}

/// The name of a text in a packed folder, without its folders, its ending and its place in the list.
pub(super) fn name_of(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or(path);
    let stem = last.rsplit_once('.').map_or(last, |it| it.0);
    let is_placed = stem.bytes().take(4).all(|it| it.is_ascii_digit());
    let name = match stem.split_at_checked(5) {
        Some((place, name)) if is_placed && place.ends_with(' ') && !name.is_empty() => name,
        _ => stem,
    };
    unescaped(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_out_of_a_parcel() {
        let mut parcel = Parcel::new();
        let names = ["报告 <甲>.txt", "a/../b", "100%", "..", "0001 x"];
        for name in names {
            let stem = parcel.stem(name);
            parcel.add(&format!("{stem}.txt"), name.as_bytes()).unwrap();
        }
        let mut bytes = Vec::new();
        parcel.finish(&mut bytes).unwrap();
        let files = unpack(&bytes, &[".txt"]).unwrap();
        let read: Vec<String> = files.iter().map(|it| name_of(&it.name)).collect();
        assert_eq!(read, names);
    }
}
