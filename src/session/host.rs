//! The only door to clock, chance, disk and dialogs.

use super::look::PathFor;
use crate::exchange::reading::PdfFault;
use crate::file::folder::FolderChange;
use crate::file::journal_disk::{Append, Found};
use crate::file::part::Part;
use crate::file::safe::{LoadError, SaveError, Saved};
use crate::file::{Seal, Sheet};
use crate::model::{Fingerprint, Project, Time};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Writes the content of a file that is being saved.
pub type Writer<'w> = &'w mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>;

/// What came of asking for a path with the system's dialog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// These were chosen.
    Paths(Vec<PathBuf>),
    /// The person thought better of it.
    Nothing,
    /// The system offers no dialog; a field to type the path is shown instead.
    Unavailable,
}

/// What a session needs from the world. Shared with the threads of its jobs.
pub trait Host: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Time;

    /// Milliseconds since the Unix epoch, for ids that rise with time.
    fn millis(&self) -> u64;

    /// Ten bytes of chance.
    fn chance(&self) -> [u8; 10];

    /// A new id of the present. Where ids stand in the order in which they were made, so do codings
    /// that were made together.
    fn fresh_id(&self) -> Uuid {
        uuid::Builder::from_unix_timestamp_millis(self.millis(), &self.chance()).into_uuid()
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// When it is missing, a folder, too large or unreadable.
    fn load(&self, path: &Path) -> Result<(Vec<u8>, Fingerprint), LoadError>;

    /// Saves a file whole or not at all, keeping the last `backups` versions beside it.
    ///
    /// # Errors
    /// When it cannot be saved; what stood there still stands there.
    fn save(&self, path: &Path, backups: usize, write: Writer<'_>) -> Result<Saved, SaveError>;

    /// The texts and codes of a large project, without what coders made. See
    /// [`early::texts`](crate::file::early::texts).
    fn texts(&self, path: &Path) -> Option<Project>;

    /// Whether the file at a path is the one of a folder project that is opened.
    fn is_folder_project(&self, path: &Path) -> bool;

    /// All files of a folder project. See
    /// [`folder_disk::load_parts`](crate::file::folder_disk::load_parts).
    ///
    /// # Errors
    /// When one cannot be read.
    fn parts(&self, path: &Path) -> Result<Vec<Part>, LoadError>;

    /// All files of a folder project, of large ones only the beginning. See
    /// [`folder_disk::load_heads`](crate::file::folder_disk::load_heads).
    fn part_heads(&self, path: &Path) -> Option<Vec<Part>>;

    /// Makes the folder of a folder project unless it is there.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_folder(&self, path: &Path) -> Result<(), SaveError>;

    /// Makes a plain folder unless it is there; the folder above it must be.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_plain_folder(&self, path: &Path) -> Result<(), SaveError>;

    /// Saves files of a folder project, all or none. See
    /// [`folder_disk::save_parts`](crate::file::folder_disk::save_parts).
    ///
    /// # Errors
    /// When they cannot be saved; what stood there still stands there.
    fn save_parts(&self, path: &Path, change: &FolderChange) -> Result<(), SaveError>;

    /// What the system says of a file, if it is there; of a folder project, of all its files.
    fn seal(&self, path: &Path) -> Option<Seal>;

    /// Keeps a revision of the project file at `path`, packed, in the history beside it; nothing is
    /// written when it is there already. See [`history::keep`](crate::file::history::keep).
    ///
    /// # Errors
    /// When it cannot be kept; nothing else is touched.
    fn keep(&self, path: &Path, sheet: &Sheet, before: Option<&Sheet>) -> Result<(), SaveError>;

    /// Keeps a revision for good: one that is given away. See
    /// [`history::keep_for_good`](crate::file::history::keep_for_good).
    ///
    /// # Errors
    /// When it cannot be kept; nothing else is touched.
    fn keep_for_good(&self, path: &Path, sheet: &Sheet) -> Result<(), SaveError>;

    /// A revision kept beside the project file at `path`, if it is there. See
    /// [`history::kept`](crate::file::history::kept).
    fn kept(&self, path: &Path, id: Fingerprint) -> Option<Project>;

    /// Reads a journal, if one lies there.
    fn journal(&self, path: &Path) -> Option<Found>;

    /// Opens a journal to append to it; of what is there only the first `keep` bytes stay. See
    /// [`journal_disk::append`](crate::file::journal_disk::append).
    ///
    /// # Errors
    /// `WouldBlock` when another program writes to it; else when it cannot be opened.
    fn append(&self, path: &Path, keep: u64) -> io::Result<Box<dyn Append>>;

    /// Keeps a journal, or a copy of it, under another name beside it; `None` when that fails.
    fn set_aside(&self, path: &Path, is_copy: bool) -> Option<PathBuf>;

    /// Puts a journal that has grown long into the history beside the project file at `path`;
    /// whether that went well.
    fn put_away(&self, path: &Path, journal: &Path) -> bool;

    /// Sees to it that a file which is about to be made can be read by this person alone, where the
    /// system knows of that.
    fn make_private(&self, path: &Path);

    /// Removes a file that the session itself made, if it is there.
    fn forget(&self, path: &Path);

    /// The entries of a folder, sorted by name; empty when there is none.
    fn list(&self, folder: &Path) -> Vec<PathBuf>;

    /// Whether the path is a folder.
    fn is_folder(&self, path: &Path) -> bool;

    /// The folder for settings; `None` where there is none.
    fn settings_folder(&self) -> Option<PathBuf>;

    /// The folder of sample texts, if the program finds it.
    fn seeds_folder(&self) -> Option<PathBuf>;

    /// The system's language, such as `zh-CN`.
    fn language(&self) -> String;

    /// The name of the person at the machine; may be empty.
    fn person(&self) -> String;

    /// Asks for a path. Called on a job's thread; may take as long as the person does.
    fn pick(&self, wanted: PathFor, suggested: &str) -> Picked;

    /// The words of each page of a PDF, read where nothing that goes wrong stops this program.
    ///
    /// # Errors
    /// When it is broken, locked or too much, or this build cannot read it.
    fn pdf_pages(&self, bytes: &[u8]) -> Result<Vec<String>, PdfFault>;

    /// Tells the shell that a job has something to say.
    fn wake(&self);
}
