//! Earlier revisions of a project, in a folder beside it, packed small.
//!
//! ```text
//! 治理.ron.history/
//!   <id>.list.gz              a revision, named by its identity: the names of its pieces in order
//!   pieces/ab/<hash>.gz       a piece, named by the SHA-256 of its lines; revisions share pieces
//!   <id>.ron.gz               a revision of an earlier version of the program, whole
//!   steps-1.ron               a journal that had grown long: see [`journal`](super::journal)
//! ```
//!
//! Everything is plain gzip. In the folder, `gunzip -c ID.list.gz | xargs gunzip -c > p.ron` brings
//! a revision back as a project file. A save keeps only the pieces that were not there before.
//!
//! They are only ever an aid: what cannot be kept or found costs no work, a join then asks more.

use super::revision::first_identity;
use super::safe::{self, LIMIT, SaveError, save_error};
use super::sheet::{Sheet, identity};
use super::store::{
    FolderStore, If, Kept, LIST, PIECE, PIECES, RevisionStore, name_of_piece, unpacked,
};
use crate::model::{Fingerprint, Project};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What names of revisions end with that are kept whole.
const WHOLE: &str = ".ron.gz";
/// What names of files end with that say that a revision stays for good.
const GIVEN: &str = ".given";
/// Newest revisions that are kept whatever their age.
const RECENT: usize = 32;
/// Revisions that are kept at most: of those that are not recent, the last of each hour, and of those
/// older than two days the last of each day.
const MOST: usize = 128;
/// Newest revisions that are kept however large they are.
const LARGE: usize = 4;
/// Bytes beyond which older ones go.
const MOST_BYTES: u64 = 1 << 29;
/// Revisions that must be ready to go before any does: looking for their pieces costs time.
const BATCH: usize = 8;
/// Seconds of an hour.
const HOUR_SECS: u64 = 3_600;
/// Seconds of a day.
const DAY_SECS: u64 = 86_400;
/// Seconds for which the last of each hour stays; of what is older, the last of each day.
const HOURLY_SECS: u64 = 2 * DAY_SECS;
/// Seconds for which a piece stays that no revision names: one may be about to.
const YOUNG_SECS: u64 = 3_600;

/// The folder in which the revisions of a project file are kept.
pub fn folder(path: &Path) -> PathBuf {
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(".history");
    path.with_file_name(name)
}

/// Keeps a revision of the project file at `path`; nothing is done when it is kept already. With
/// `before`, the revision it was made from, only what is new since then is looked for. Old ones make
/// room.
///
/// # Errors
/// When it cannot be written, as in a folder that is write-protected. Nothing else is touched.
pub fn keep(path: &Path, sheet: &Sheet, before: Option<&Sheet>) -> Result<(), SaveError> {
    let folder = folder(path);
    let store = FolderStore::new(folder.clone());
    let list = store.place(Kept::State(sheet.id()));
    if list.exists() {
        return Ok(());
    }
    // Whether it could be made shows when files are saved in it.
    let _ = fs::create_dir(&folder);
    let before = before.filter(|it| store.place(Kept::State(it.id())).exists());
    let kept = keep_in(&store, sheet, before);
    kept.map_err(|cause| save_error(&list, "keeping an earlier state", cause))?;
    prune(&folder);
    Ok(())
}

/// Keeps a revision for good: one that was given away is what a copy that comes back is joined on.
///
/// # Errors
/// As for [`keep`].
pub fn keep_for_good(path: &Path, sheet: &Sheet) -> Result<(), SaveError> {
    keep(path, sheet, None)?;
    let sign = folder(path).join(format!("{}{GIVEN}", sheet.id()));
    safe::save(&sign, 0, &mut |_| Ok(())).map(|_| ())
}

/// Keeps a revision in a store; with `before`, a revision that is kept there, only what is new since
/// then is looked for.
///
/// # Errors
/// When it cannot be kept.
pub fn keep_in(store: &dyn RevisionStore, sheet: &Sheet, before: Option<&Sheet>) -> io::Result<()> {
    let there: BTreeSet<Fingerprint> = before.map(Sheet::hashes).into_iter().flatten().collect();
    let mut wanted = |hash| !there.contains(&hash) && !store.has(Kept::Piece(hash));
    let put = &mut |hash, text: &[u8]| {
        let kept = store.put_if(Kept::Piece(hash), text, If::Absent);
        kept.map(|_| ())
    };
    sheet.texts(&mut wanted, put)?;
    let names = sheet.hashes().into_iter().map(name_of_piece);
    let names: String = names.map(|name| name + "\n").collect();
    let state = Kept::State(sheet.id());
    store
        .put_if(state, names.as_bytes(), If::Absent)
        .map(|_| ())
}

/// A revision that is kept beside the project file at `path`, if it is and is what it is said to be.
pub fn kept(path: &Path, id: Fingerprint) -> Option<Project> {
    let folder = folder(path);
    kept_in(&FolderStore::new(folder.clone()), id).or_else(|| {
        let whole = unpacked(&folder.join(format!("{id}{WHOLE}")), LIMIT);
        let project = super::read(&whole.ok()??).ok()?.project;
        is_it(&project, id).then_some(project)
    })
}

/// A revision that is kept in a store, if it is and is what it is said to be.
pub fn kept_in(store: &dyn RevisionStore, id: Fingerprint) -> Option<Project> {
    let names = store.get(Kept::State(id), LIMIT).ok()??;
    let mut text = Vec::new();
    // What names a state is made of what names its pieces, which is made of what stands in them.
    let mut digest = Sha256::new();
    for hash in pieces_named(&names)? {
        let left = LIMIT.checked_sub(text.len() as u64)?;
        let piece = store.get(Kept::Piece(hash), left).ok()??;
        let is = Sha256::digest(&piece);
        digest.update(is);
        text.extend(piece);
    }
    let is_proven = Fingerprint(digest.finalize().into()) == id;
    let project = super::read(&text).ok()?.project;
    (is_proven || is_it(&project, id)).then_some(project)
}

fn is_it(project: &Project, id: Fingerprint) -> bool {
    identity(project) == id || first_identity(project) == id
}

/// The pieces that a revision names.
fn pieces_named(names: &[u8]) -> Option<Vec<Fingerprint>> {
    let names = std::str::from_utf8(names).ok()?;
    let hash = |name: &str| Fingerprint::from_hex(name.rsplit('/').next()?.strip_suffix(PIECE)?);
    names.lines().map(hash).collect()
}

fn listed(list: &Path) -> Option<Vec<Fingerprint>> {
    pieces_named(&unpacked(list, LIMIT).ok()??)
}

/// Removes what is neither recent nor the last of its hour or day, and pieces that nothing names any more.
/// An older base of a join is as right as a newer one, so that leaving some out loses nothing.
fn prune(folder: &Path) {
    let all = loose(revisions(folder));
    let sizes: Vec<(u64, u64)> = all.iter().map(|it| (secs(it.time), it.bytes)).collect();
    let spare = spare(&sizes);
    if spare.iter().filter(|goes| **goes).count() < BATCH {
        return;
    }
    for (revision, _) in all.iter().zip(spare).filter(|it| it.1) {
        let _ = fs::remove_file(&revision.path);
    }
    while sweep(folder, &revisions(folder)) > MOST_BYTES {
        let mut stay = loose(revisions(folder));
        if stay.len() <= LARGE {
            return;
        }
        for revision in stay.split_off((stay.len() / 2).max(LARGE)) {
            let _ = fs::remove_file(&revision.path);
        }
    }
}

/// The revisions that may go some day.
fn loose(all: Vec<OnDisk>) -> Vec<OnDisk> {
    let stays = |it: &OnDisk| {
        let name = it
            .path
            .file_name()
            .map(|it| it.to_string_lossy().into_owned());
        let id = name.as_deref().and_then(|it| it.strip_suffix(LIST));
        id.is_some_and(|id| it.path.with_file_name(format!("{id}{GIVEN}")).exists())
    };
    all.into_iter().filter(|it| !stays(it)).collect()
}

/// A revision as it lies on disk.
struct OnDisk {
    time: SystemTime,
    bytes: u64,
    path: PathBuf,
}

/// The revisions of a folder, the newest first.
fn revisions(folder: &Path) -> Vec<OnDisk> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<OnDisk> = entries
        .filter(|it| is_revision(&it.path()))
        .filter_map(|it| {
            let about = it.metadata().ok()?;
            Some(OnDisk {
                time: about.modified().ok()?,
                bytes: about.len(),
                path: it.path(),
            })
        })
        .collect();
    all.sort_by(|one, two| (two.time, &two.path).cmp(&(one.time, &one.path)));
    all
}

/// Removes pieces that none of the revisions names; bytes of those that stay.
fn sweep(folder: &Path, revisions: &[OnDisk]) -> u64 {
    let lists = revisions.iter().filter_map(|it| listed(&it.path));
    let named: BTreeSet<Fingerprint> = lists.flatten().collect();
    let newest = revisions.first().map_or(0, |it| secs(it.time));
    let mut bytes = 0;
    let folders = fs::read_dir(folder.join(PIECES)).into_iter().flatten();
    let pieces = folders.flatten().flat_map(|it| fs::read_dir(it.path()));
    for entry in pieces.flatten().flatten() {
        let Ok(about) = entry.metadata() else {
            continue;
        };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let hash = name.strip_suffix(PIECE).and_then(Fingerprint::from_hex);
        let age = newest.saturating_sub(about.modified().map_or(newest, secs));
        if hash.is_some_and(|it| !named.contains(&it)) && age > YOUNG_SECS {
            let _ = fs::remove_file(entry.path());
        } else {
            bytes += about.len();
        }
    }
    bytes
}

fn secs(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

/// Which of the revisions of these times in seconds and sizes in bytes, the newest first, can go.
fn spare(revisions: &[(u64, u64)]) -> Vec<bool> {
    let newest = revisions.first().map_or(0, |it| it.0);
    let mut stretches = BTreeSet::new();
    let (mut left, mut bytes) = (MOST.saturating_sub(RECENT), 0u64);
    let judge = |(index, (time, size)): (usize, &(u64, u64))| {
        bytes = bytes.saturating_add(*size);
        if index < LARGE || (index < RECENT && bytes <= MOST_BYTES) {
            return false;
        }
        let stretch = match newest.saturating_sub(*time) < HOURLY_SECS {
            true => HOUR_SECS,
            false => DAY_SECS,
        };
        let stays = bytes <= MOST_BYTES && stretches.insert((stretch, time / stretch)) && left > 0;
        left -= usize::from(stays);
        !stays
    };
    revisions.iter().enumerate().map(judge).collect()
}

/// Whether a file is one of ours: 64 hexadecimal digits and an ending.
fn is_revision(path: &Path) -> bool {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    let name = name.as_deref().unwrap_or_default();
    let id = name.strip_suffix(LIST).or(name.strip_suffix(WHOLE));
    id.and_then(Fingerprint::from_hex).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::store::{MemoryStore, packed};
    use crate::model::sample::any_project;
    use crate::model::{Code, Edit};
    use proptest::prelude::*;

    fn sample() -> Project {
        let bytes = include_bytes!("../../projects/sample.ron");
        crate::file::read(bytes).unwrap().project
    }

    /// The project with its first code given another name.
    fn renamed(project: &Project, name: &str) -> Project {
        let mut project = project.clone();
        let code = project.codes().iter().next().unwrap().clone();
        let name = name.to_owned();
        project.apply(Edit::Put(Code { name, ..code }.into()));
        project
    }

    fn place(path: &Path, hash: Fingerprint) -> PathBuf {
        FolderStore::new(folder(path)).place(Kept::Piece(hash))
    }

    fn pieces(path: &Path) -> usize {
        let folders = fs::read_dir(folder(path).join(PIECES)).unwrap();
        let folders = folders.map(|it| it.unwrap().path());
        folders.map(|it| fs::read_dir(it).unwrap().count()).sum()
    }

    #[test]
    fn recent_revisions_stay_and_of_older_ones_the_last_of_each_hour_then_of_each_day() {
        let newest = 1_000 * DAY_SECS + 40_000;
        let kept = |step: u64, count: u64, size: u64| {
            let all: Vec<(u64, u64)> = (0..count).map(|it| (newest - it * step, size)).collect();
            spare(&all).iter().filter(|goes| !**goes).count()
        };
        assert_eq!(kept(60, 40, 1), RECENT + 1);
        // Six days, every ten minutes: hours from five hours ago on, days from two days ago on.
        assert_eq!(kept(600, 6 * 24 * 6, 1), RECENT + 44 + 4);
        assert_eq!(kept(DAY_SECS, 300, 1), MOST);
        assert_eq!(kept(60, 40, MOST_BYTES / 8), 8);
        assert_eq!(kept(60, 40, MOST_BYTES), LARGE);
    }

    #[test]
    fn revisions_share_what_they_have_in_common_and_each_comes_back() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let first = Sheet::of(&sample());
        keep(&path, &first, None).unwrap();
        let count = pieces(&path);
        let second = first.follow(&renamed(&sample(), "法治"));
        keep(&path, &second, Some(&first)).unwrap();
        assert_eq!(pieces(&path), count + 1, "only the codebook is new");
        for sheet in [&first, &second] {
            assert_eq!(kept(&path, sheet.id()).as_ref(), Some(sheet.project()));
        }
        assert_eq!(kept(&path, Fingerprint([0; 32])), None);
    }

    #[test]
    fn what_was_given_away_stays_however_many_come_after_it() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let given = Sheet::of(&sample());
        keep_for_good(&path, &given).unwrap();
        let old = fs::FileTimes::new().set_modified(UNIX_EPOCH);
        let list = FolderStore::new(folder(&path)).place(Kept::State(given.id()));
        let file = fs::File::options().append(true).open(list).unwrap();
        file.set_times(old).unwrap();
        for turn in 0..60 {
            let sheet = Sheet::of(&renamed(&sample(), &format!("码{turn}")));
            keep(&path, &sheet, None).unwrap();
        }
        let kept = kept(&path, given.id());
        assert_eq!(kept.as_ref(), Some(given.project()));
    }

    #[test]
    fn a_state_comes_back_from_any_store() {
        let store = MemoryStore::default();
        let first = Sheet::of(&sample());
        keep_in(&store, &first, None).unwrap();
        let second = first.follow(&renamed(&sample(), "法治"));
        keep_in(&store, &second, Some(&first)).unwrap();
        for sheet in [&first, &second] {
            assert_eq!(kept_in(&store, sheet.id()).as_ref(), Some(sheet.project()));
        }
        assert_eq!(store.heads().unwrap(), [second.id()]);
    }

    #[test]
    fn a_revision_with_a_piece_missing_or_changed_is_not_believed() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let sheet = Sheet::of(&sample());
        for spoil in [0, 1, 2] {
            keep(&path, &sheet, None).unwrap();
            let piece = place(&path, sheet.hashes()[2]);
            match spoil {
                0 => fs::remove_file(&piece).unwrap(),
                1 => drop(fs::File::create(&piece).unwrap()),
                _ => packed(b"    (other: 1),\n", &mut fs::File::create(&piece).unwrap()).unwrap(),
            }
            assert_eq!(kept(&path, sheet.id()), None, "{spoil}");
            // Keeping it again brings back what is missing, not what is another.
            fs::remove_file(folder(&path).join(format!("{}{LIST}", sheet.id()))).unwrap();
            keep(&path, &sheet, None).unwrap();
            let kept = kept(&path, sheet.id());
            assert_eq!(kept.is_some(), spoil < 2, "{spoil}");
        }
    }

    #[test]
    fn what_an_earlier_version_kept_whole_is_still_found() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let project = sample();
        let id = first_identity(&project);
        assert_ne!(id, identity(&project));
        let mut text = Vec::new();
        crate::file::write(&project, &mut text).unwrap();
        fs::create_dir(folder(&path)).unwrap();
        let whole = folder(&path).join(format!("{id}{WHOLE}"));
        packed(&text, &mut fs::File::create(whole).unwrap()).unwrap();
        assert_eq!(kept(&path, id), Some(project));
    }

    #[test]
    fn only_revisions_and_their_pieces_are_ever_removed() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理.ron");
        let sheets: Vec<Sheet> = (0..60)
            .map(|turn| Sheet::of(&renamed(&sample(), &format!("码{turn}"))))
            .collect();
        let folder = folder(&path);
        fs::create_dir(&folder).unwrap();
        fs::File::create(folder.join("读我.txt")).unwrap();
        for sheet in &sheets {
            keep(&path, sheet, None).unwrap();
        }
        let there = revisions(&folder).len();
        // Of those beyond the recent ones, the newest is the last of the day.
        assert!((RECENT..=RECENT + BATCH).contains(&there), "{there}");
        assert!(folder.join("读我.txt").exists());
        let before = pieces(&path);
        let stay = revisions(&folder);
        let old = fs::FileTimes::new().set_modified(UNIX_EPOCH);
        for name in fs::read_dir(folder.join(PIECES)).unwrap() {
            for piece in fs::read_dir(name.unwrap().path()).unwrap() {
                let file = fs::File::options().append(true).open(piece.unwrap().path());
                file.unwrap().set_times(old).unwrap();
            }
        }
        sweep(&folder, &stay);
        assert_eq!(before - pieces(&path), 60 - there, "one codebook each");
        assert_eq!(
            kept(&path, sheets[59].id()).as_ref(),
            Some(sheets[59].project())
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn a_revision_comes_back_as_it_was_kept(project in any_project()) {
            let desk = tempfile::tempdir().unwrap();
            let path = desk.path().join("治理.ron");
            keep(&path, &Sheet::of(&project), None).unwrap();
            prop_assert_eq!(kept(&path, identity(&project)), Some(project));
        }
    }
}
