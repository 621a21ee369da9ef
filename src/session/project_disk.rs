//! A project as it lies on disk: in one file, or in a folder of files.

use super::{ActError, Host};
use crate::file::folder::{folder_change, is_folder_project, read_folder};
use crate::file::folder_since::folder_change_since;
use crate::file::lock::{self, Keys};
use crate::file::part::PROJECT;
use crate::file::safe::{LoadError, Saved};
use crate::file::{self, Opened, Revision};
use crate::model::{Fingerprint, Project};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The file that is opened: of a folder project given by its folder, the one in it.
pub(super) fn resolved(host: &dyn Host, path: PathBuf) -> PathBuf {
    let inner = path.join(PROJECT);
    match host.is_folder_project(&inner) {
        true => inner,
        false => path,
    }
}

/// Reads a project and what tells its bytes from all others.
///
/// # Errors
/// When it cannot be loaded, or is no project.
pub(super) fn load(host: &dyn Host, path: &Path) -> Result<(Opened, Fingerprint), ActError> {
    load_locked(host, path, &Keys::default()).map(|it| (it.opened, it.print))
}

/// A project as it was loaded.
pub(super) struct Loaded {
    /// The project and what was amiss.
    pub(super) opened: Opened,
    /// What tells its bytes from all others.
    pub(super) print: Fingerprint,
    /// Whether the file is locked: nothing of what is in it may come to lie beside it.
    pub(super) is_locked: bool,
}

/// The same, of a file that may be locked.
///
/// # Errors
/// When it cannot be loaded, does not open with these keys, or is no project.
pub(super) fn load_locked(host: &dyn Host, path: &Path, keys: &Keys) -> Result<Loaded, ActError> {
    let path = resolved(host, path.to_owned());
    let (bytes, print) = host.load(&path)?;
    let is_locked = lock::is_locked(&bytes);
    let bytes = match is_locked {
        false => bytes,
        true => lock::unlock(&bytes, keys).map_err(|error| ActError::Locked {
            path: path.clone(),
            error,
        })?,
    };
    // Under another name it is what git hands over of it, by itself.
    let is_named = path.file_name().is_some_and(|it| it == PROJECT);
    let read = match is_named && is_folder_project(&bytes) {
        false => file::read(&bytes).map(|read| (read, print)),
        true => {
            let parts = host.parts(&path)?;
            let mut digest = Sha256::new();
            for part in &parts {
                digest.update(Sha256::digest(&part.name));
                digest.update(Sha256::digest(&part.bytes));
            }
            let print = Fingerprint(digest.finalize().into());
            read_folder(&parts).map(|read| (read, print))
        }
    };
    let (opened, print) = read.map_err(|error| ActError::Read { path, error })?;
    Ok(Loaded {
        opened,
        print,
        is_locked,
    })
}

/// The `project.ron` of a folder in which a project is to be saved for the first time.
///
/// # Errors
/// When the folder holds something else.
pub(super) fn folder_for(
    host: &dyn Host,
    path: &Path,
    project: &Project,
) -> Result<PathBuf, ActError> {
    let is_inner = path.file_name().is_some_and(|it| it == PROJECT);
    let (folder, inner) = match (is_inner, path.parent()) {
        (true, Some(folder)) => (folder.to_owned(), path.to_owned()),
        _ => (path.to_owned(), path.join(PROJECT)),
    };
    let is_free = match host.is_folder_project(&inner) {
        true => load(host, &inner)?.0.project.head().id == project.head().id,
        // A repository that holds nothing yet is as good as an empty folder.
        false => host.list(&folder).iter().all(|it| {
            let name = it.file_name().map(|it| it.to_string_lossy());
            name.is_some_and(|it| it.starts_with(".git"))
        }),
    };
    match is_free {
        true => Ok(inner),
        false => Err(ActError::Exists { path: folder }),
    }
}

/// Saves a project in its folder: only the files that change. With `before`, the state that lies there
/// and nothing else, the others are not even looked at.
///
/// # Errors
/// When it cannot be saved; what lay there lies there still.
pub(super) fn save_in_folder(
    host: &dyn Host,
    path: &Path,
    (project, revisions): (&Project, &[Revision]),
    before: Option<&Project>,
) -> Result<Saved, ActError> {
    // A format of its own stands in every file.
    let before = before.filter(|it| it.extra == project.extra && it.head().id == project.head().id);
    if let Some((before, there)) = before.and_then(|it| Some((it, host.part_heads(path)?))) {
        let change = folder_change_since((before, project), revisions, &there);
        host.save_parts(path, &change)?;
        return Ok(Saved {
            seal: host.seal(path),
            no_backup: None,
        });
    }
    let there = match host.parts(path) {
        Ok(parts) => parts,
        Err(LoadError::Missing { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    host.save_parts(path, &folder_change(project, revisions, &there))?;
    Ok(Saved {
        seal: host.seal(path),
        no_backup: None,
    })
}
