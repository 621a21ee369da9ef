//! What shows without reading a file that it is still the one it was.

use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::path::Path;
use std::time::SystemTime;

/// What the system knows of a file: which it is, how long it is, and when it was last changed. Two
/// seals that are equal are of one unchanged file; where they differ, only its content can tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    bytes: u64,
    modified: Option<SystemTime>,
    /// What no program can set back: device, number and time of change; elsewhere, when it was made.
    numbers: [u64; 4],
}

impl Seal {
    /// Of an open file; `None` when the system does not tell.
    pub fn of(file: &File) -> Option<Self> {
        file.metadata().ok().map(|it| Self::from_metadata(&it))
    }

    /// Of the file at a path, if one is there.
    pub fn at(path: &Path) -> Option<Self> {
        let about = std::fs::metadata(path).ok()?;
        about.is_file().then(|| Self::from_metadata(&about))
    }

    /// Of several files together, each with its name; `None` without any.
    pub(super) fn of_all(files: &[(String, Self)]) -> Option<Self> {
        let mut digest = Sha256::new();
        for (name, it) in files {
            digest.update(name.as_bytes());
            digest.update([0]);
            digest.update(it.bytes.to_le_bytes());
            let since = it
                .modified
                .map(|it| it.duration_since(SystemTime::UNIX_EPOCH));
            let nanos = since.and_then(Result::ok).map_or(0, |it| it.as_nanos());
            digest.update(nanos.to_le_bytes());
            for number in it.numbers {
                digest.update(number.to_le_bytes());
            }
        }
        let mut numbers = [0; 4];
        let digest: [u8; 32] = digest.finalize().into();
        for (number, bytes) in numbers.iter_mut().zip(digest.as_chunks().0) {
            *number = u64::from_le_bytes(*bytes);
        }
        Some(Self {
            bytes: files.iter().map(|it| it.1.bytes).sum(),
            modified: files.iter().map(|it| it.1.modified).max()?,
            numbers,
        })
    }

    /// Length of the file in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn from_metadata(about: &Metadata) -> Self {
        Self {
            bytes: about.len(),
            modified: about.modified().ok(),
            numbers: numbers(about),
        }
    }
}

#[cfg(unix)]
fn numbers(about: &Metadata) -> [u64; 4] {
    use std::os::unix::fs::MetadataExt;
    let time = [about.ctime(), about.ctime_nsec()].map(i64::cast_unsigned);
    let [secs, nanos] = time;
    [about.dev(), about.ino(), secs, nanos]
}

#[cfg(not(unix))]
fn numbers(about: &Metadata) -> [u64; 4] {
    let since = |it: SystemTime| it.duration_since(SystemTime::UNIX_EPOCH).ok();
    let made = about.created().ok().and_then(since).unwrap_or_default();
    [made.as_secs(), u64::from(made.subsec_nanos()), 0, 0]
}

/// Opens the file at a path if it still is the one that was sealed.
pub fn reopen(path: &Path, seal: &Seal) -> Option<File> {
    let file = File::open(path).ok()?;
    (Seal::of(&file).as_ref() == Some(seal)).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_that_was_written_to_has_another_seal_even_with_its_time_set_back() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all("治理".as_bytes()).unwrap();
        let seal = Seal::at(file.path()).unwrap();
        assert!(reopen(file.path(), &seal).is_some());
        let then = file.as_file().metadata().unwrap().modified().unwrap();
        // The system's clock for files moves in steps; wait until it has moved.
        while Seal::at(file.path()).unwrap().numbers == seal.numbers {
            file.as_file().set_modified(then).unwrap();
        }
        assert!(reopen(file.path(), &seal).is_none());
    }
}
