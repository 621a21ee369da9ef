//! Bytes to disk so that no crash, no full disk and no failing write leaves half a file.
//!
//! A save writes beside the file, waits for the disk, and only then puts the new file in the place
//! of the old one, which stays as a numbered backup, see [`super::backups`]. Whatever fails, the file
//! itself is as it was.

use super::backups::back_up;
use super::seal::Seal;
use crate::model::Fingerprint;
use sha2::{Digest, Sha256};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thiserror::Error;

/// Largest file that is read, in bytes.
pub const LIMIT: u64 = super::read::LIMIT;
/// What names of files on their way end with.
const ON_THE_WAY: &str = ".saving";
/// Bytes gathered before they go to the disk.
const BUFFER: usize = 1 << 18;
/// Seconds after which a file on its way that nobody holds is taken for left over.
const STALE_SECS: u64 = 60;
/// Symbolic links that are followed one after the other.
const MOST_LINKS: usize = 16;

/// Makes an empty file that only this person can read, unless it is there: a save keeps who may read
/// it. Where that fails, the save tells.
pub fn make_private(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let mut made = fs::OpenOptions::new();
    made.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut made, 0o600);
    let _ = made.open(path);
}

/// A file was saved.
#[derive(Debug)]
pub struct Saved {
    /// To tell later whether somebody else changed it, if the system says so much.
    pub seal: Option<Seal>,
    /// Why the file that was there before could not be kept as a backup, if so.
    pub no_backup: Option<io::Error>,
}

/// Why a file was not saved. The file on disk is as it was before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The folder is not there.
    #[error("{} was not saved: its folder is not there. Save it under another name.", path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// The path is a folder.
    #[error("{} is a folder. Save under a name that is not one.", path.display())]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// The path is a device or the like.
    #[error("{} is not a plain file. Save under another name.", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file or its folder may not be written to.
    #[error(
        "{} was not saved: it is write-protected, or its folder is. The file is as it was; save it \
         under another name.", path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no room.
    #[error(
        "{} was not saved: the disk is full. The file is as it was; make room and save again, or \
         save elsewhere.", path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Anything else.
    #[error(
        "{} was not saved: {doing} failed ({cause}). The file is as it was; save again, or save \
         elsewhere.", path.display()
    )]
    Failed {
        /// The file.
        path: PathBuf,
        /// What failed, such as `writing`.
        doing: &'static str,
        /// Why.
        cause: io::Error,
    },
}

/// Why a file was not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file.
    #[error("{} is not there. Was it moved or renamed?", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{} is a folder. Choose a file in it.", path.display())]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// It is a device or the like.
    #[error("{} is not a plain file, so it was not read.", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// It may not be read.
    #[error("{} may not be read. Ask whoever owns it for permission.", path.display())]
    Denied {
        /// The path.
        path: PathBuf,
    },
    /// It is larger than can be read.
    #[error("{} has {bytes} bytes; up to {limit} can be read.", path.display())]
    TooLarge {
        /// The path.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Anything else.
    #[error("{} could not be read ({cause}).", path.display())]
    Failed {
        /// The path.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// Saves what `write` writes as the file `path`, and keeps up to `keep_backups` earlier versions
/// beside it. A symbolic link is followed, the file's permissions stay.
///
/// # Errors
/// The file on disk is then untouched.
pub fn save(
    path: &Path,
    keep_backups: usize,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<Saved, SaveError> {
    let fail = |doing, cause| save_error(path, doing, cause);
    let target = resolved(path).map_err(|cause| fail("following the link", cause))?;
    let old = fs::metadata(&target).ok();
    check_target(path, &target, old.as_ref())?;
    let folder = folder_of(&target);
    let name = target.file_name().unwrap_or_default();
    let temporary =
        temporary(folder, name).map_err(|cause| fail("making a file beside it", cause))?;
    // Held until the file is in place, so that no other save takes it for left over.
    let held = temporary.as_file().try_lock().is_ok();
    written(temporary.as_file(), write).map_err(|cause| fail("writing", cause))?;
    if let Some(old) = &old {
        let kept = temporary.as_file().set_permissions(old.permissions());
        kept.map_err(|cause| fail("keeping its permissions", cause))?;
    }
    let synced = temporary.as_file().sync_all();
    synced.map_err(|cause| fail("waiting for the disk", cause))?;
    sweep(folder, name, temporary.path());
    let no_backup = old.and_then(|_| back_up(&target, keep_backups).err());
    if held {
        let _ = temporary.as_file().unlock();
    }
    let put = temporary.persist(&target);
    let file = put.map_err(|error| fail("putting it in place", error.error))?;
    // The new name reaches the disk with its folder; not every system can be asked for that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(Saved {
        seal: Seal::of(&file),
        no_backup,
    })
}

/// Reads a file whole.
///
/// # Errors
/// When it is not there, a folder, too large, or may not be read.
pub fn load(path: &Path) -> Result<(Vec<u8>, Fingerprint), LoadError> {
    let owned = || path.to_path_buf();
    let fail = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => LoadError::Missing { path: owned() },
        io::ErrorKind::PermissionDenied => LoadError::Denied { path: owned() },
        io::ErrorKind::IsADirectory => LoadError::IsFolder { path: owned() },
        _ => LoadError::Failed {
            path: owned(),
            cause,
        },
    };
    let about = fs::metadata(path).map_err(fail)?;
    if about.is_dir() {
        return Err(LoadError::IsFolder { path: owned() });
    }
    if !about.is_file() {
        return Err(LoadError::NotAFile { path: owned() });
    }
    let too_large = |bytes| LoadError::TooLarge {
        path: owned(),
        bytes,
        limit: LIMIT,
    };
    if about.len() > LIMIT {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    let file = File::open(path).map_err(fail)?;
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_large(bytes.len() as u64));
    }
    let fingerprint = Fingerprint(Sha256::digest(&bytes).into());
    Ok((bytes, fingerprint))
}

pub(super) fn save_error(path: &Path, doing: &'static str, cause: io::Error) -> SaveError {
    let path = path.to_path_buf();
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            SaveError::Full { path }
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveError::ReadOnly { path }
        }
        _ => SaveError::Failed { path, doing, cause },
    }
}

fn check_target(path: &Path, target: &Path, old: Option<&fs::Metadata>) -> Result<(), SaveError> {
    let path = path.to_path_buf();
    if old.is_some_and(|old| !old.is_file() && !old.is_dir()) {
        return Err(SaveError::NotAFile { path });
    }
    if old.is_some_and(fs::Metadata::is_dir) || target.file_name().is_none() {
        return Err(SaveError::IsFolder { path });
    }
    if !folder_of(target).is_dir() {
        return Err(SaveError::NoFolder { path });
    }
    // Putting another file in its place would work, but whoever protected it did not want that.
    if old.is_some_and(|old| old.permissions().readonly()) {
        return Err(SaveError::ReadOnly { path });
    }
    Ok(())
}

/// The file behind symbolic links, there or not.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the links go in a circle"))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A new file in the folder, named `.治理.ron.….saving`.
fn temporary(folder: &Path, name: &OsStr) -> io::Result<NamedTempFile> {
    let prefix = prefix(name);
    let mut maker = tempfile::Builder::new();
    maker.prefix(&prefix).suffix(ON_THE_WAY);
    // As for any new file: what the system's mask leaves of it.
    #[cfg(unix)]
    maker.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    maker.tempfile_in(folder)
}

fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    prefix
}

fn written(file: &File, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, file);
    write(&mut out)?;
    out.flush()
}

/// Removes what saves of this file left that died on the way. A save that is still going on holds
/// its file, and is younger.
fn sweep(folder: &Path, name: &OsStr, own: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|it| it.modified());
    let (Ok(entries), Ok(now)) = (fs::read_dir(folder), modified(own)) else {
        return;
    };
    let prefix = prefix(name);
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let of_ours = path.file_name().is_some_and(|it| {
            let bytes = it.as_encoded_bytes();
            bytes.starts_with(prefix.as_encoded_bytes()) && bytes.ends_with(ON_THE_WAY.as_bytes())
        });
        if !of_ours || path == own {
            continue;
        }
        let age = modified(&path)
            .ok()
            .and_then(|then| now.duration_since(then).ok());
        let old = age.is_some_and(|age| age.as_secs() >= STALE_SECS);
        let free = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if old && free() {
            let _ = fs::remove_file(&path);
        }
    }
}

#[cfg(test)]
mod tests;
