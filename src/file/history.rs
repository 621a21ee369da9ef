//! Earlier revisions of a project, packed small in a folder beside it: `治理.ron.history/….ron.gz`,
//! each named by its identity. Any program that unpacks gzip can read them.
//!
//! They are only ever an aid: what cannot be kept or found costs no work, a join then asks more.

use super::revision::identity;
use super::safe::{self, LIMIT, SaveError};
use super::write::write_content;
use crate::model::{Fingerprint, Project};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What names of kept revisions end with.
const ENDING: &str = ".ron.gz";
/// Newest revisions that are kept whatever their age.
const RECENT: usize = 32;
/// Revisions that are kept at most: of those that are not recent, the last of each day.
const MOST: usize = 128;
/// Newest revisions that are kept however large they are.
const LARGE: usize = 4;
/// Bytes beyond which older ones go.
const MOST_BYTES: u64 = 1 << 29;
/// Seconds of a day.
const DAY_SECS: u64 = 86_400;

/// The folder in which the revisions of a project file are kept.
pub fn folder(path: &Path) -> PathBuf {
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(".history");
    path.with_file_name(name)
}

/// Writes a project as it is kept: packed, and without what is not part of its identity.
///
/// # Errors
/// When `out` fails.
pub fn pack(project: &Project, out: &mut dyn Write) -> std::io::Result<()> {
    let mut packed = GzEncoder::new(out, Compression::fast());
    write_content(project, &mut packed)?;
    packed.finish().map(|_| ())
}

/// Reads what [`pack`] wrote, if it is the revision it is said to be.
pub fn unpack(bytes: &[u8], id: Fingerprint) -> Option<Project> {
    let mut text = Vec::new();
    let unpacked = GzDecoder::new(bytes).take(LIMIT).read_to_end(&mut text);
    unpacked.ok()?;
    let project = super::read(&text).ok()?.project;
    (identity(&project) == id).then_some(project)
}

/// Keeps a revision of the project file at `path`; nothing is done when it is kept already. Old
/// ones make room.
///
/// # Errors
/// When it cannot be written, as in a folder that is write-protected. Nothing else is touched.
pub fn keep(
    path: &Path,
    id: Fingerprint,
    write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), SaveError> {
    let folder = folder(path);
    let file = file(&folder, id);
    if file.exists() {
        return Ok(());
    }
    // Whether it could be made shows when the file is saved in it.
    let _ = fs::create_dir(&folder);
    safe::save(&file, 0, write)?;
    prune(&folder);
    Ok(())
}

/// A kept revision as it lies on disk, if it does.
pub fn kept(path: &Path, id: Fingerprint) -> Option<Vec<u8>> {
    let (bytes, _) = safe::load(&file(&folder(path), id)).ok()?;
    Some(bytes)
}

fn file(folder: &Path, id: Fingerprint) -> PathBuf {
    folder.join(format!("{id}{ENDING}"))
}

/// Removes what is neither recent nor the last of its day. An older base of a join is as right as a
/// newer one, so that leaving some out loses nothing.
fn prune(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<(SystemTime, u64, PathBuf)> = entries
        .filter(|it| is_revision(&it.path()))
        .filter_map(|it| {
            let about = it.metadata().ok()?;
            Some((about.modified().ok()?, about.len(), it.path()))
        })
        .collect();
    all.sort();
    let sizes: Vec<(u64, u64)> = all.iter().rev().map(|it| (secs(it.0), it.1)).collect();
    for ((_, _, path), goes) in all.iter().rev().zip(spare(&sizes)) {
        if goes {
            let _ = fs::remove_file(path);
        }
    }
}

fn secs(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

/// Which of the revisions of these times in seconds and sizes in bytes, the newest first, can go.
fn spare(revisions: &[(u64, u64)]) -> Vec<bool> {
    let mut days = BTreeSet::new();
    let (mut left, mut bytes) = (MOST.saturating_sub(RECENT), 0u64);
    let judge = |(index, (time, size)): (usize, &(u64, u64))| {
        bytes = bytes.saturating_add(*size);
        if index < LARGE || (index < RECENT && bytes <= MOST_BYTES) {
            return false;
        }
        let stays = bytes <= MOST_BYTES && days.insert(time / DAY_SECS) && left > 0;
        left -= usize::from(stays);
        !stays
    };
    revisions.iter().enumerate().map(judge).collect()
}

/// Whether a file is one of ours: 64 hexadecimal digits and the ending.
fn is_revision(path: &Path) -> bool {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    let id = name.as_deref().and_then(|it| it.strip_suffix(ENDING));
    id.and_then(Fingerprint::from_hex).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::any_project;
    use proptest::prelude::*;

    #[test]
    fn recent_revisions_stay_and_of_older_ones_the_last_of_each_day() {
        let newest = 1_000 * DAY_SECS + 40_000;
        let kept = |step: u64, count: u64, size: u64| {
            let all: Vec<(u64, u64)> = (0..count).map(|it| (newest - it * step, size)).collect();
            spare(&all).iter().filter(|goes| !**goes).count()
        };
        assert_eq!(kept(60, 40, 1), RECENT + 1);
        assert_eq!(kept(DAY_SECS, 300, 1), MOST);
        assert_eq!(kept(60, 40, MOST_BYTES / 8), 8);
        assert_eq!(kept(60, 40, MOST_BYTES), LARGE);
    }

    #[test]
    fn only_revisions_are_ever_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("治理.ron");
        for number in 0..40u8 {
            keep(&path, Fingerprint([number; 32]), &mut |out| {
                out.write_all(b"x")
            })
            .unwrap();
        }
        let there = fs::read_dir(super::folder(&path)).unwrap().count();
        // Of the eight beyond the recent ones, the newest is the last of the day.
        assert!((RECENT..RECENT + 3).contains(&there), "{there}");
        assert!(!is_revision(Path::new("读我.txt")) && !is_revision(Path::new("a.ron.gz")));
    }

    #[test]
    fn a_kept_revision_that_is_not_what_it_is_said_to_be_is_not_believed() {
        let bytes = include_bytes!("../../projects/sample.ron");
        let project = crate::file::read(bytes).unwrap().project;
        let mut packed = Vec::new();
        pack(&project, &mut packed).unwrap();
        assert_eq!(unpack(&packed, identity(&project)), Some(project));
        assert_eq!(unpack(&packed, Fingerprint([0; 32])), None);
        assert_eq!(unpack(b"\x1f\x8b\x08", Fingerprint([0; 32])), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn a_revision_comes_back_as_it_was_kept(project in any_project()) {
            let mut packed = Vec::new();
            pack(&project, &mut packed).unwrap();
            prop_assert_eq!(unpack(&packed, identity(&project)), Some(project));
        }
    }
}
