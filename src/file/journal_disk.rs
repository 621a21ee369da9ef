//! Journals on disk: who writes to one holds it, so that nobody else takes its changes for those of
//! a crash.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Largest journal that is read, in bytes.
pub const LIMIT: u64 = 1 << 30;
/// Journals beside one project at most: of several programs at work at once.
const MOST: usize = 9;

/// A file that grows line by line.
pub trait Append: Send {
    /// Appends bytes. When that fails, what was written of them is taken back as far as can be.
    ///
    /// # Errors
    /// When they cannot be written whole.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Waits until all of it is on the disk.
    ///
    /// # Errors
    /// When the disk does not say so.
    fn sync(&mut self) -> io::Result<()>;

    /// All that is in it.
    ///
    /// # Errors
    /// When it cannot be read.
    fn text(&mut self) -> io::Result<Vec<u8>>;

    /// How long it is, in bytes.
    fn len(&self) -> u64;

    /// Whether nothing stands in it.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The places where journals of a project file may lie: the first that nobody else writes to is
/// taken.
pub fn places(path: &Path) -> Vec<PathBuf> {
    let place = |number: usize| {
        let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
        name.push(".journal");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        path.with_file_name(name)
    };
    (1..=MOST).map(place).collect()
}

/// A journal as it lies on disk.
pub struct Found {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Whether a program that runs now writes to it.
    pub is_held: bool,
}

/// Reads a journal; `None` when there is none that can be read.
pub fn look(path: &Path) -> Option<Found> {
    let mut file = File::open(path).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let mut bytes = Vec::new();
    if !is_held {
        let read = Read::by_ref(&mut file).take(LIMIT).read_to_end(&mut bytes);
        read.ok()?;
    }
    let _ = file.unlock();
    Some(Found { bytes, is_held })
}

/// Opens a journal to append to it; of what is there only the first `keep` bytes stay.
///
/// # Errors
/// `WouldBlock` when another program writes to it; else when it cannot be opened.
pub fn append(path: &Path, keep: u64) -> io::Result<Box<dyn Append>> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).open(path)?;
    // Where there are no locks, nobody can be told apart.
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return Err(io::ErrorKind::WouldBlock.into());
    }
    let len = file.metadata()?.len().min(keep);
    file.set_len(len)?;
    file.seek(SeekFrom::Start(len))?;
    Ok(Box::new(OnDisk { file, len }))
}

/// Gives a journal, or a copy of it, a name under which nobody takes it for one in use:
/// `….journal.1.aside`.
///
/// # Errors
/// When it cannot be renamed or copied.
pub fn set_aside(path: &Path, is_copy: bool) -> io::Result<PathBuf> {
    let aside = |number: usize| {
        let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}.aside"));
        path.with_file_name(name)
    };
    let free = (1..).map(aside).find(|it| !it.exists());
    let free = free.ok_or(io::ErrorKind::AlreadyExists)?;
    match is_copy {
        true => fs::copy(path, &free).map(|_| ())?,
        false => fs::rename(path, &free)?,
    }
    Ok(free)
}

/// Puts a journal that has grown long into the history beside the project file at `path`, as
/// `steps-1.ron` and so on.
///
/// # Errors
/// When it cannot be moved.
pub fn put_away(path: &Path, journal: &Path) -> io::Result<()> {
    let folder = super::history::folder(path);
    fs::create_dir_all(&folder)?;
    let name = |number: usize| folder.join(format!("steps-{number}.ron"));
    let free = (1..).map(name).find(|it| !it.exists());
    fs::rename(journal, free.ok_or(io::ErrorKind::AlreadyExists)?)
}

struct OnDisk {
    file: File,
    /// Bytes of whole lines.
    len: u64,
}

impl Append for OnDisk {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(bytes);
        if written.is_err() {
            // Half a line would spoil the next.
            let _ = self.file.set_len(self.len);
            let _ = self.file.seek(SeekFrom::Start(self.len));
        } else {
            self.len += bytes.len() as u64;
        }
        written
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn text(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        let read = Read::by_ref(&mut self.file)
            .take(LIMIT)
            .read_to_end(&mut bytes);
        self.file.seek(SeekFrom::Start(self.len))?;
        read.map(|_| bytes)
    }

    fn len(&self) -> u64 {
        self.len
    }
}

impl Drop for OnDisk {
    /// Lets go at once, even while a program that is being started still shares the open file.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_grows_and_is_held_by_one() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let places = places(&path);
        assert!(places[1].ends_with("治理.ron.journal-2"));
        assert!(look(&places[0]).is_none());
        let mut journal = append(&places[0], u64::MAX).unwrap();
        journal.append("治理\n".as_bytes()).unwrap();
        journal.sync().unwrap();
        assert!(look(&places[0]).unwrap().is_held);
        let second = append(&places[0], u64::MAX).err().unwrap();
        assert_eq!(second.kind(), io::ErrorKind::WouldBlock);
        drop(journal);
        let found = look(&places[0]).unwrap();
        assert_eq!(
            (found.bytes, found.is_held),
            ("治理\n".as_bytes().to_vec(), false)
        );
        // A last line that was cut off goes.
        append(&places[0], 3).unwrap().append(b"\n").unwrap();
        assert_eq!(look(&places[0]).unwrap().bytes, "治\n".as_bytes());
        let aside = set_aside(&places[0], false).unwrap();
        assert!(aside.ends_with("治理.ron.journal.1.aside") && !places[0].exists());
        append(&places[0], 0).unwrap().append(b"x").unwrap();
        put_away(&path, &places[0]).unwrap();
        assert!(desk.path().join("治理.ron.history/steps-1.ron").exists());
    }
}
