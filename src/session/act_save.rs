//! Saving the project, one save after the other.

use super::act_lock::needs_no_lock;
use super::act_paths::path_words;
use super::jobs::{JobDone, JobKind};
use super::journal::{Begin, Journal, Pen};
use super::locale::Saying;
use super::notice::Level;
use super::past::{Reckoned, Snapshot};
use super::project_disk;
use super::report_file::save_saying;
use super::{ActError, Action, Host, Manner, PathFor, Question, Session};
use crate::file::journal::Entry;
use crate::file::safe::{SaveError, Saved};
use crate::file::signature::Signer;
use crate::file::{self, Seal, Sheet};
use crate::model::{CoderId, Fingerprint, Project};
use std::path::{Path, PathBuf};

/// Numbered backups kept beside a project.
const BACKUPS: usize = 8;

/// A project was saved.
pub(super) struct SavedAs {
    /// The file.
    pub(super) file: Saved,
    /// What it descends from, and what it is.
    reckoned: Reckoned,
    /// Why a revision could not be kept for later joins, if so.
    no_history: Option<SaveError>,
}

/// What is saved, by whom.
struct Saving {
    project: Project,
    coder: CoderId,
    past: Snapshot,
    /// The file the project was read from or saved to last.
    from: Option<(PathBuf, OnDisk)>,
    /// Whether it is saved as a folder of files.
    is_folder: bool,
    /// What it is signed with.
    signer: Option<Signer>,
}

/// What is known of a file on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct OnDisk {
    /// What the system said of it.
    pub(super) seal: Option<Seal>,
    /// What was in it.
    pub(super) holds: Holds,
}

/// What a file held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holds {
    /// Bytes of this fingerprint.
    Bytes(Fingerprint),
    /// The state of a project with this identity.
    State(Fingerprint),
}

impl OnDisk {
    /// Whether nobody has touched what lies at the path, as the system says.
    fn is_as_left(&self, host: &dyn Host, path: &Path) -> bool {
        self.seal.is_some() && host.seal(path) == self.seal
    }

    /// Whether what lies at the path now is something else. Nothing is not.
    pub(super) fn has_changed(&self, host: &dyn Host, path: &Path) -> bool {
        if self.is_as_left(host, path) {
            return false;
        }
        let (read, print) = match project_disk::load(host, path) {
            Ok(loaded) => loaded,
            // Nothing is not something else.
            Err(error) => return !matches!(error, ActError::Load(_)),
        };
        match self.holds {
            Holds::Bytes(held) => held != print,
            Holds::State(held) => file::identity(&read.project) != held,
        }
    }

    /// The sheet of a project that was read from this file, which `claims` to hold that state.
    pub(super) fn sheet(
        of: Option<&(PathBuf, Self)>,
        project: &Project,
        claims: Option<Fingerprint>,
    ) -> Sheet {
        match of.and_then(|(path, it)| Some((path, it.seal.as_ref()?))) {
            Some((path, seal)) => Sheet::of_file(project, (path, seal), claims),
            None => Sheet::of(project),
        }
    }
}

impl Session {
    /// Saves where the project lies; asks for a path when it lies nowhere.
    pub(super) fn save_project(&mut self, then: Option<Box<Action>>) -> Result<(), ActError> {
        match self.need_open()?.path.clone() {
            Some(path) => self.save_checked(path, then),
            None if self.manner == Manner::Batch && self.has_keys() => Err(ActError::InMemory),
            None => self.save_as(None, then),
        }
    }

    pub(super) fn save_as(
        &mut self,
        path: Option<PathBuf>,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        match path {
            Some(path) => {
                let path = project_disk::resolved(&*self.host, path);
                needs_no_lock(&path)?;
                match self.host.is_folder_project(&path) {
                    true => self.save_folder(&path, then),
                    false => self.save_to(with_ending(path, "ron"), then),
                }
            }
            None => {
                self.after_save = then;
                self.ask_for_path(PathFor::Save)
            }
        }
    }

    /// Saves the project as a folder of files.
    pub(super) fn save_in_folder(&mut self, path: Option<PathBuf>) -> Result<(), ActError> {
        self.need_open()?;
        match path {
            Some(path) => self.save_folder(&path, None),
            None => self.ask_for_path(PathFor::Folder),
        }
    }

    fn save_folder(&mut self, path: &Path, then: Option<Box<Action>>) -> Result<(), ActError> {
        let open = self.need_open()?;
        let path = project_disk::folder_for(&*self.host, path, open.project())?;
        if let Some(open) = &mut self.open {
            open.as_folder = Some(path.clone());
        }
        self.save_to(path, then)
    }

    /// Saves unless somebody else changed the file since it was opened.
    pub(super) fn save_checked(
        &mut self,
        path: PathBuf,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        let known = self.need_open()?.on_disk.clone();
        self.start_save(path, known, then)
    }

    /// Saves over whatever lies there; a backup of that is kept.
    pub(super) fn save_to(
        &mut self,
        path: PathBuf,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        self.start_save(path, None, then)
    }

    /// Starts saving. With `known`, only if that is what lies on disk, or nothing does.
    pub(super) fn start_save(
        &mut self,
        path: PathBuf,
        known: Option<OnDisk>,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        if self.jobs.is_running(JobKind::Save) {
            // One after the other, so that the later state is the one that stays.
            self.next_save = Some((path, then));
            return Ok(());
        }
        let signer = self.signer();
        let open = self.need_open()?;
        // The snapshot shares everything with the project, so coding can go on meanwhile.
        let (project, revision) = (open.project().clone(), open.history().revision());
        let done = open.history().done().len();
        let saving = Saving {
            project,
            coder: open.coder,
            past: open.past.snapshot(done),
            from: open.lies(),
            signer,
            is_folder: open.as_folder.as_ref() == Some(&path) || self.host.is_folder_project(&path),
        };
        if let Some(open) = &mut self.open {
            open.past.saving(done, revision);
        }
        let pen = self
            .open
            .as_mut()
            .and_then(|it| Some(it.journal.as_mut()?.saving()));
        let host = self.host.clone();
        self.start(JobKind::Save, move |_| {
            let about = (known.as_ref(), pen.as_ref());
            let saved = save_project_file(&*host, &path, about, saving);
            if let Some(pen) = pen {
                pen.saved(saved.is_ok());
            }
            JobDone::Saved {
                path,
                revision,
                saved,
                then,
            }
        });
        Ok(())
    }

    /// Begins to note changes of a project of which nothing was to lie on disk before it was saved.
    fn note_from_now_on(&mut self) {
        let (is_live, host) = (self.is_live(), self.host.clone());
        let Some(open) = self.open.as_mut().filter(|it| it.journal.is_none()) else {
            return;
        };
        if let (Some((path, OnDisk { holds, .. })), true) = (open.lies(), is_live) {
            let id = match holds {
                Holds::State(id) => Some(id),
                Holds::Bytes(_) => None,
            };
            let begin = Begin {
                path,
                on: Entry::On { bytes: None, id },
                base: None,
                resume: None,
                keep: Vec::new(),
                is_live,
            };
            open.journal = Some(Journal::begin(host, begin));
        }
    }

    /// Says once that earlier revisions cannot be kept.
    fn tell_no_history(&mut self, why: Option<SaveError>) {
        let told = self.open.as_mut().map(|it| &mut it.past.is_told);
        let first = told.is_some_and(|told| !std::mem::replace(told, why.is_some()));
        if let Some(why) = why.filter(|_| first) {
            let words = Saying::new("notice-no-history").with("why", save_saying(&why));
            self.say(Level::Warning, words);
        }
    }

    /// Takes in that a job has saved the project, or could not.
    pub(super) fn saved(
        &mut self,
        path: &Path,
        revision: u64,
        saved: Result<Box<SavedAs>, ActError>,
        then: Option<Box<Action>>,
    ) {
        if let (Err(_), Some(open)) = (&saved, &mut self.open) {
            open.past.saved(revision, None, None);
        }
        let SavedAs {
            file: saved,
            reckoned,
            no_history,
        } = match saved {
            Ok(saved) => *saved,
            Err(ActError::ChangedOnDisk { .. }) if self.manner == Manner::Window => {
                self.after_save = then;
                self.question = Some(Question::Overwrite);
                return;
            }
            Err(error) => return self.report(&error),
        };
        if let Some(open) = &mut self.open {
            open.path = Some(path.to_owned());
            let id = reckoned.last.as_ref().map(Sheet::id);
            open.on_disk = id.map(|id| OnDisk {
                seal: saved.seal,
                holds: Holds::State(id),
            });
            open.saved = Some(revision);
            open.past.saved(revision, id, Some(reckoned));
        }
        self.note_from_now_on();
        self.look_around();
        self.tell_no_history(no_history);
        self.remember_place();
        self.save_settings();
        if let Some(cause) = saved.no_backup {
            let words = Saying::new("notice-no-backup").with("why", cause.to_string());
            self.say(Level::Warning, words);
        }
        self.say(
            Level::Done,
            Saying::new("notice-saved").with("path", path_words(path)),
        );
        if let Some((path, then)) = self.next_save.take()
            && let Err(error) = self.save_checked(path, then)
        {
            self.report(&error);
        }
        if let Some(then) = then {
            self.ask(*then);
        }
    }
}

/// Saves a project, with `known` only if that is what lies on disk, or nothing does. The revisions
/// it is and was are kept for later joins as soon as it is safe.
fn save_project_file(
    host: &dyn Host,
    path: &Path,
    (known, pen): (Option<&OnDisk>, Option<&Pen>),
    saving: Saving,
) -> Result<Box<SavedAs>, ActError> {
    let is_as_left = known.is_some_and(|it| it.is_as_left(host, path));
    if !is_as_left && known.is_some_and(|it| it.has_changed(host, path)) {
        return Err(ActError::ChangedOnDisk {
            path: path.to_owned(),
        });
    }
    let Saving {
        project,
        coder,
        past,
        from,
        is_folder,
        signer,
    } = saving;
    if is_folder {
        // The journal that goes on there needs it first.
        host.make_folder(path)?;
    }
    let now = host.now();
    let mut reckoned = past.reckon(now, |opened, claims| {
        OnDisk::sheet(from.as_ref(), opened, claims)
    });
    let before = reckoned.last.take();
    let sheet = match &before {
        Some(before) => before.follow(&project),
        None => Sheet::of(&project),
    };
    reckoned.save(sheet.clone(), coder, now);
    if let Some(signer) = &signer {
        reckoned.lineage.sign(signer);
    }
    let chain = reckoned.lineage.chain();
    if let Some(pen) = pen {
        pen.state(sheet.id(), path);
    }
    let write = |sheet: &Sheet| {
        let write = &mut |out: &mut dyn std::io::Write| sheet.write(&chain, out);
        host.save(path, BACKUPS, write)
    };
    let file = match is_folder {
        true => {
            let left = known.filter(|_| is_as_left).map(|it| it.holds);
            let lies = before
                .as_ref()
                .filter(|it| left == Some(Holds::State(it.id())));
            let lies = lies.map(Sheet::project);
            project_disk::save_in_folder(host, path, (&project, &chain), lies)?
        }
        false => match write(&sheet) {
            // The file that was copied from may have changed on the way.
            Err(SaveError::Failed { .. }) if sheet.was_copied() => write(&sheet.without_source())?,
            saved => saved?,
        },
    };
    let mut no_history = None;
    if let Some(before) = &before {
        no_history = host.keep(path, before, None).err();
    }
    let kept = host.keep(path, &sheet, before.as_ref());
    no_history = no_history.or(kept.err());
    // Of a folder there is no one file to copy from.
    let seal = file.seal.as_ref().filter(|_| !is_folder);
    reckoned.last = Some(sheet.saved(path, seal));
    Ok(Box::new(SavedAs {
        file,
        reckoned,
        no_history,
    }))
}

/// The path with an ending, if it has none.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(ending)
    }
}
