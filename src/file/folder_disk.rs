//! Folder projects on disk: many files that are saved as if they were one.
//!
//! A save first writes every file that changes into a folder of its own, `.saving.…`, waits for the
//! disk, and then puts a list beside them that says what goes where. From that moment on the save is
//! done: whoever reads the folder takes what is listed for what is in place, and the next save puts
//! it there. Until then nothing is changed. So whenever the machine stops, all files are of one save.

use super::folder::FolderChange;
use super::folder_since::HEAD;
use super::part::{CODEBOOK, PROJECT, Part, STATES, is_place};
use super::safe::{LIMIT, LoadError, SaveError, load, save_error};
use super::seal::Seal;
use crate::model::Fingerprint;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What names of folders begin with in which a save lies on its way.
const ON_THE_WAY: &str = ".saving.";
/// What names of folders end with whose files do not fit any more.
const ASIDE: &str = ".aside";
/// The list of what goes where.
const LIST: &str = "list.ron";
/// Bytes of a head that are looked at.
const HEAD_BYTES: u64 = 1 << 12;
/// What git need not keep: what Zhupi has for itself.
const IGNORED: &str = "# What Zhupi keeps for itself\n\
    .project.ron.open-*\nproject.ron.journal*\nproject.ron.history/\n*.bak\n*.saving\n.saving.*\n";

/// What a save puts in place.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct List {
    puts: Vec<Listed>,
    takes: Vec<Taken>,
}

/// A file that a save puts in place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Listed {
    /// Its name on the way.
    from: String,
    /// Its path within the folder.
    to: String,
    /// SHA-256 of what lay there, if something did.
    was: Option<String>,
    /// SHA-256 of what will lie there.
    is: String,
}

/// A file that a save removes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Taken {
    /// Its path within the folder.
    path: String,
    /// SHA-256 of what lay there.
    was: String,
}

/// Whether the file at a path is the one of a folder project that is opened.
pub fn is_folder_project(path: &Path) -> bool {
    let mut head = Vec::new();
    let named = path.file_name().is_some_and(|it| it == PROJECT);
    let mut open = || File::open(path)?.take(HEAD_BYTES).read_to_end(&mut head);
    named && open().is_ok() && super::folder::is_folder_project(&head)
}

/// The files of the folder project whose `project.ron` is at `path`, with what a save has listed that
/// was cut off.
///
/// # Errors
/// When one of them cannot be read, or all are too large.
pub fn load_parts(path: &Path) -> Result<Vec<Part>, LoadError> {
    let root = root_of(path);
    let mut parts = in_place(path)?;
    for (folder, list) in listed(root) {
        if let Some(after) = applied(&parts, &folder, &list) {
            parts = after;
        }
    }
    Ok(parts)
}

/// All files of a folder project, of large ones only the beginning: enough for
/// [`folder_change_since`](super::folder_since::folder_change_since). `None` when something is amiss, as
/// after a save that was cut off.
pub fn load_heads(path: &Path) -> Option<Vec<Part>> {
    let root = root_of(path);
    if !on_the_way(root).is_empty() {
        return None;
    }
    let head = |name: String| {
        let is_large = name.starts_with("sources/") || name.starts_with("work/");
        let bytes = match is_large {
            true => {
                let mut bytes = Vec::new();
                let file = fs::File::open(root.join(&name)).ok()?;
                file.take(HEAD).read_to_end(&mut bytes).ok()?;
                bytes
            }
            false => load(&root.join(&name)).ok()?.0,
        };
        Some(Part { name, bytes })
    };
    names(root).into_iter().map(head).collect()
}

/// The files of a folder project but for what coders made, if that is at least `least` bytes; `None`
/// of a smaller one, and when something is amiss.
pub(super) fn load_texts(path: &Path, least: u64) -> Option<Vec<Part>> {
    let root = root_of(path);
    if !on_the_way(root).is_empty() {
        return None;
    }
    let (work, rest): (Vec<String>, Vec<String>) = names(root)
        .into_iter()
        .partition(|it| it.starts_with("work/"));
    let bytes = |name: &String| fs::metadata(root.join(name)).map_or(0, |it| it.len());
    if work.iter().map(bytes).sum::<u64>() < least {
        return None;
    }
    let part = |name: String| {
        let bytes = load(&root.join(&name)).ok()?.0;
        Some(Part { name, bytes })
    };
    rest.into_iter().map(part).collect()
}

/// What the system says of a project: of its file, or of all files of a folder project together.
pub fn seal(path: &Path) -> Option<Seal> {
    if !is_folder_project(path) {
        return Seal::at(path);
    }
    let root = root_of(path);
    let mut seals = Vec::new();
    for name in names(root) {
        seals.push((name.clone(), Seal::at(&root.join(name))?));
    }
    for (folder, _) in listed(root) {
        seals.push((folder.display().to_string(), Seal::at(&folder.join(LIST))?));
    }
    Seal::of_all(&seals)
}

/// Saves a change of the folder project whose `project.ron` is at `path`, whole or not at all. The
/// folder is made when it is not there.
///
/// # Errors
/// When it cannot be saved. Until all is written elsewhere nothing in the folder is changed; when the
/// rest fails after that, it is made up for by the next save, and readers see the saved state.
pub fn save_parts(path: &Path, change: &FolderChange) -> Result<(), SaveError> {
    make_folder(path)?;
    let root = root_of(path);
    let fail = |doing, cause| save_error(path, doing, cause);
    finish(root).map_err(|cause| fail("finishing an earlier save", cause))?;
    if change.puts.is_empty() && change.takes.is_empty() {
        return Ok(());
    }
    let staged = stage(root, change).map_err(|cause| fail("writing", cause))?;
    let (folder, list) = staged;
    put_in_place(root, (&folder, &list), usize::MAX)
        .map_err(|cause| fail("putting it in place", cause))
}

/// Makes the folder of the folder project whose `project.ron` is at `path`, unless it is there. The
/// folder above it must be.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), SaveError> {
    let root = root_of(path);
    let fail = |doing, cause| save_error(path, doing, cause);
    if root.is_file() {
        return Err(SaveError::NotAFile {
            path: root.to_owned(),
        });
    }
    if let Some(above) = root.parent().filter(|it| !it.as_os_str().is_empty())
        && !above.is_dir()
    {
        return Err(SaveError::NoFolder {
            path: path.to_owned(),
        });
    }
    let is_new = !root.exists();
    fs::create_dir_all(root).map_err(|cause| fail("making the folder", cause))?;
    if is_new || fs::read_dir(root).is_ok_and(|mut it| it.next().is_none()) {
        // An aid for those who use git, no part of the project.
        let _ = fs::File::create(root.join(".gitignore"))
            .and_then(|mut it| it.write_all(IGNORED.as_bytes()));
    }
    Ok(())
}

/// Makes a folder unless it is there. The folder above it must be.
///
/// # Errors
/// When it cannot be made.
pub fn make_plain_folder(path: &Path) -> Result<(), SaveError> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir(path).map_err(|cause| save_error(path, "making the folder", cause))
}

fn root_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The paths of all files that can be parts, in their order.
fn names(root: &Path) -> Vec<String> {
    let entries = |folder: &str| -> Vec<String> {
        let read = fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten();
        let name = |it: fs::DirEntry| it.file_name().into_string().ok();
        let mut names: Vec<String> = read.filter_map(name).collect();
        names.sort();
        names
            .into_iter()
            .map(|it| format!("{folder}/{it}"))
            .collect()
    };
    let top = [PROJECT, CODEBOOK, STATES].map(str::to_owned);
    let work = entries("work");
    let work = work.iter().flat_map(|it| entries(it));
    let all = top
        .into_iter()
        .chain(entries("coders"))
        .chain(entries("sources"))
        .chain(work);
    all.filter(|it| is_place(it) && root.join(it).is_file())
        .collect()
}

fn in_place(path: &Path) -> Result<Vec<Part>, LoadError> {
    let root = root_of(path);
    let mut parts = Vec::new();
    let mut all = 0;
    for name in names(root) {
        let (bytes, _) = load(&root.join(&name))?;
        all += bytes.len() as u64;
        if all > LIMIT {
            return Err(LoadError::TooLarge {
                path: path.to_owned(),
                bytes: all,
                limit: LIMIT,
            });
        }
        parts.push(Part { name, bytes });
    }
    Ok(parts)
}

fn hash(bytes: &[u8]) -> String {
    Fingerprint(Sha256::digest(bytes).into()).to_string()
}

/// Saves that were cut off after they were listed, with their lists.
fn listed(root: &Path) -> Vec<(PathBuf, List)> {
    let mut found: Vec<(PathBuf, List)> = on_the_way(root)
        .into_iter()
        .filter_map(|folder| {
            let text = fs::read_to_string(folder.join(LIST)).ok()?;
            let list: List = ron::from_str(&text).ok()?;
            // Whoever wrote it: nothing outside of the folder is touched.
            let plain = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
            let is_sound = list
                .puts
                .iter()
                .all(|it| plain(&it.from) && is_place(&it.to))
                && list.takes.iter().all(|it| is_place(&it.path));
            is_sound.then_some((folder, list))
        })
        .collect();
    found.sort_by(|one, two| one.0.cmp(&two.0));
    found
}

fn on_the_way(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let is_one = |it: &fs::DirEntry| {
        let name = it.file_name();
        let name = name.to_string_lossy();
        name.starts_with(ON_THE_WAY) && !name.ends_with(ASIDE)
    };
    entries.filter(is_one).map(|it| it.path()).collect()
}

/// The files as they are once a listed save is in place; `None` when somebody changed one of them
/// since by other means.
fn applied(parts: &[Part], folder: &Path, list: &List) -> Option<Vec<Part>> {
    let mut all: BTreeMap<String, Vec<u8>> = parts
        .iter()
        .map(|it| (it.name.clone(), it.bytes.clone()))
        .collect();
    for put in &list.puts {
        let there = all.get(&put.to).map(|it| hash(it));
        if there.as_ref() == Some(&put.is) {
            continue;
        }
        let bytes = fs::read(folder.join(&put.from)).ok()?;
        (there == put.was && hash(&bytes) == put.is).then_some(())?;
        all.insert(put.to.clone(), bytes);
    }
    for taken in &list.takes {
        if let Some(there) = all.remove(&taken.path) {
            (hash(&there) == taken.was).then_some(())?;
        }
    }
    Some(
        all.into_iter()
            .map(|(name, bytes)| Part { name, bytes })
            .collect(),
    )
}

/// Puts in place what a save has listed that was cut off, and removes what one left that was cut off
/// before.
fn finish(root: &Path) -> io::Result<()> {
    for (folder, list) in listed(root) {
        let parts = in_place(&root.join(PROJECT)).map_err(io::Error::other)?;
        match applied(&parts, &folder, &list) {
            Some(_) => put_in_place(root, (&folder, &list), usize::MAX)?,
            // Somebody went on without it: it is kept where nobody takes it for new.
            None => {
                let mut aside = folder.clone().into_os_string();
                aside.push(ASIDE);
                fs::rename(&folder, aside)?;
            }
        }
    }
    for folder in on_the_way(root) {
        if !folder.join(LIST).exists() {
            // Another save may be on its way in it, and then fails.
            let _ = fs::remove_dir_all(folder);
        }
    }
    Ok(())
}

/// Writes everything that changes into a folder on the way, and the list as the last.
fn stage(root: &Path, change: &FolderChange) -> io::Result<(PathBuf, List)> {
    let folder = tempfile::Builder::new()
        .prefix(ON_THE_WAY)
        .tempdir_in(root)?;
    let mut list = List::default();
    for (number, part) in change.puts.iter().enumerate() {
        let from = number.to_string();
        let mut file = File::create(folder.path().join(&from))?;
        file.write_all(&part.bytes)?;
        file.sync_all()?;
        list.puts.push(Listed {
            from,
            to: part.name.clone(),
            was: fs::read(root.join(&part.name)).ok().map(|it| hash(&it)),
            is: hash(&part.bytes),
        });
    }
    for path in &change.takes {
        if let Ok(there) = fs::read(root.join(path)) {
            let was = hash(&there);
            list.takes.push(Taken {
                path: path.clone(),
                was,
            });
        }
    }
    let text = ron::ser::to_string(&list).map_err(io::Error::other)?;
    let mut file = tempfile::NamedTempFile::new_in(folder.path())?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.path().join(LIST))
        .map_err(|it| it.error)?;
    sync(folder.path());
    // From here on it stays until all is in place.
    let folder = folder.keep();
    sync(root);
    Ok((folder, list))
}

/// Not every system can be asked to wait for a folder.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|it| it.sync_all());
}

/// Puts what is listed in place, in at most so many steps, as a crash would leave it.
fn put_in_place(root: &Path, (folder, list): (&Path, &List), steps: usize) -> io::Result<()> {
    let mut left = steps;
    let mut is_next = || {
        let is_next = left > 0;
        left = left.saturating_sub(1);
        is_next
    };
    for put in &list.puts {
        if !is_next() {
            return Ok(());
        }
        let target = root.join(&put.to);
        let above = target.parent().unwrap_or(root);
        fs::create_dir_all(above)?;
        let from = folder.join(&put.from);
        if let (Ok(old), true) = (fs::metadata(&target), from.exists()) {
            fs::set_permissions(&from, old.permissions())?;
        }
        match fs::rename(&from, &target) {
            // It is in place already.
            Err(error) if error.kind() == io::ErrorKind::NotFound && target.exists() => {}
            renamed => renamed?,
        }
        sync(above);
    }
    for taken in &list.takes {
        if !is_next() {
            return Ok(());
        }
        let path = root.join(&taken.path);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        if let Some(above) = path.parent().filter(|it| *it != root) {
            // Only where nothing is left in it.
            let _ = fs::remove_dir(above);
        }
    }
    if !is_next() {
        return Ok(());
    }
    fs::remove_file(folder.join(LIST))?;
    fs::remove_dir_all(folder)?;
    sync(root);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::folder::{folder_change, read_folder};
    use crate::file::{read, to_string};
    use crate::model::{Code, Edit, Project, RecordId};

    fn sample() -> Project {
        read(include_bytes!("../../projects/sample.ron"))
            .unwrap()
            .project
    }

    /// The sample with another name for a code, without a source, and with what hangs on that.
    fn changed() -> Project {
        let mut project = sample();
        let code = project.codes().iter().next().unwrap().clone();
        let name = "改名".to_owned();
        project.apply(Edit::Put(Code { name, ..code }.into()));
        let source = RecordId::Source(project.sources().iter().next().unwrap().id);
        let mut gone = vec![source];
        while let Some(id) = gone.pop() {
            gone.extend(project.uses(id).collect::<Vec<_>>());
            let weak = matches!(id, RecordId::Code(_) | RecordId::Set(_) | RecordId::Case(_));
            if !weak {
                project.apply(Edit::Take(id));
            }
        }
        read(to_string(&project).as_bytes()).unwrap().project
    }

    fn change(path: &Path, project: &Project) -> FolderChange {
        folder_change(project, &[], &load_parts(path).unwrap())
    }

    fn opened(path: &Path) -> String {
        let read = read_folder(&load_parts(path).unwrap()).unwrap();
        assert_eq!(read.warnings, []);
        to_string(&read.project)
    }

    #[test]
    fn only_what_changed_is_written_and_what_went_is_removed() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("治理").join(PROJECT);
        save_parts(&path, &folder_change(&sample(), &[], &[])).unwrap();
        assert!(is_folder_project(&path));
        assert_eq!(opened(&path), to_string(&sample()));
        assert_eq!(change(&path, &sample()), FolderChange::default());
        let before = seal(&path).unwrap();
        let project = changed();
        let names: Vec<String> = change(&path, &project)
            .puts
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert!(
            names.contains(&CODEBOOK.to_owned())
                && !names.iter().any(|it| it.starts_with("sources/")),
            "{names:?}"
        );
        save_parts(&path, &change(&path, &project)).unwrap();
        assert_eq!(opened(&path), to_string(&project));
        assert_ne!(seal(&path), Some(before));
        let stray: Vec<String> = fs::read_dir(desk.path().join("治理"))
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it.starts_with(ON_THE_WAY))
            .collect();
        assert_eq!(stray, [""; 0]);
    }

    #[test]
    fn a_save_that_is_cut_off_anywhere_leaves_all_of_it_or_nothing() {
        let (old, new) = (to_string(&sample()), to_string(&changed()));
        for steps in 0.. {
            let desk = tempfile::tempdir().unwrap();
            let path = desk.path().join("p").join(PROJECT);
            save_parts(&path, &folder_change(&sample(), &[], &[])).unwrap();
            let root = root_of(&path);
            let change = change(&path, &changed());
            let all = change.puts.len() + change.takes.len() + 1;
            let (folder, list) = stage(root, &change).unwrap();
            // Cut off before it was listed: nothing happened, and the next save clears it away.
            let text = fs::read(folder.join(LIST)).unwrap();
            fs::remove_file(folder.join(LIST)).unwrap();
            assert_eq!(opened(&path), old);
            fs::File::create(folder.join(LIST))
                .unwrap()
                .write_all(&text)
                .unwrap();
            put_in_place(root, (&folder, &list), steps).unwrap();
            assert_eq!(opened(&path), new, "after {steps} steps");
            finish(root).unwrap();
            assert_eq!(opened(&path), new);
            assert_eq!(on_the_way(root), Vec::<PathBuf>::new());
            assert_eq!(read_folder(&in_place(&path).unwrap()).unwrap().warnings, []);
            if steps > all {
                return;
            }
        }
    }

    #[test]
    fn what_somebody_changed_after_a_save_was_cut_off_is_not_written_over() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("p").join(PROJECT);
        save_parts(&path, &folder_change(&sample(), &[], &[])).unwrap();
        let root = root_of(&path);
        let (folder, list) = stage(root, &change(&path, &changed())).unwrap();
        put_in_place(root, (&folder, &list), 1).unwrap();
        let text = fs::read_to_string(root.join(CODEBOOK)).unwrap() + "// by hand\n";
        fs::File::create(root.join(CODEBOOK))
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        finish(root).unwrap();
        assert_eq!(fs::read_to_string(root.join(CODEBOOK)).unwrap(), text);
        assert!(
            on_the_way(root).is_empty()
                && folder
                    .with_file_name(format!(
                        "{}{ASIDE}",
                        folder.file_name().unwrap().to_string_lossy()
                    ))
                    .exists()
        );
    }

    #[test]
    fn a_list_that_points_elsewhere_is_no_list() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("p").join(PROJECT);
        save_parts(&path, &folder_change(&sample(), &[], &[])).unwrap();
        let folder = root_of(&path).join(".saving.x");
        fs::create_dir(&folder).unwrap();
        let list = r#"(puts: [], takes: [(path: "../secret.ron", was: "")])"#;
        fs::File::create(folder.join(LIST))
            .unwrap()
            .write_all(list.as_bytes())
            .unwrap();
        assert_eq!(listed(root_of(&path)), []);
        assert_eq!(opened(&path), to_string(&sample()));
    }

    #[test]
    fn a_folder_below_one_that_is_not_there_is_not_made() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("nowhere").join("p").join(PROJECT);
        let saved = save_parts(&path, &folder_change(&sample(), &[], &[]));
        assert!(
            matches!(saved, Err(SaveError::NoFolder { .. })),
            "{saved:?}"
        );
        assert!(!desk.path().join("nowhere").exists());
    }
}
