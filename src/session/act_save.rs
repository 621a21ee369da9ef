//! Saving the project, one save after the other.

use super::act_paths::path_words;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::past::{Reckoned, Snapshot};
use super::report_file::save_saying;
use super::{ActError, Action, Host, Manner, PathFor, Question, Session};
use crate::file::safe::{SaveError, Saved};
use crate::file::{self, history};
use crate::model::{CoderId, Fingerprint, Project};
use std::path::{Path, PathBuf};

/// Numbered backups kept beside a project.
const BACKUPS: usize = 5;

/// A project was saved.
pub(super) struct SavedAs {
    /// The file.
    pub(super) file: Saved,
    /// Which revision it is.
    id: Fingerprint,
    /// What it descends from.
    reckoned: Reckoned,
    /// Why a revision could not be kept for later joins, if so.
    no_history: Option<SaveError>,
}

/// What is saved, by whom.
struct Saving {
    project: Project,
    coder: CoderId,
    past: Snapshot,
}

impl Session {
    /// Saves where the project lies; asks for a path when it lies nowhere.
    pub(super) fn save_project(&mut self, then: Option<Box<Action>>) -> Result<(), ActError> {
        match self.need_open()?.path.clone() {
            Some(path) => self.save_checked(path, then),
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
            Some(path) => self.save_to(with_ending(path, "ron"), then),
            None => {
                self.after_save = then;
                self.ask_for_path(PathFor::Save)
            }
        }
    }

    /// Saves unless somebody else changed the file since it was opened.
    pub(super) fn save_checked(
        &mut self,
        path: PathBuf,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        let known = self.need_open()?.on_disk;
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
        known: Option<Fingerprint>,
        then: Option<Box<Action>>,
    ) -> Result<(), ActError> {
        let open = self.need_open()?;
        if self.jobs.is_running(JobKind::Save) {
            // One after the other, so that the later state is the one that stays.
            self.next_save = Some((path, then));
            return Ok(());
        }
        // The snapshot shares everything with the project, so coding can go on meanwhile.
        let (project, revision) = (open.project().clone(), open.history().revision());
        let done = open.history().done().len();
        let saving = Saving {
            project,
            coder: open.coder,
            past: open.past.snapshot(done),
        };
        if let Some(open) = &mut self.open {
            open.past.saving(done, revision);
        }
        let host = self.host.clone();
        self.start(JobKind::Save, move |_| {
            let saved = save_project_file(&*host, &path, known, saving);
            JobDone::Saved {
                path,
                revision,
                saved,
                then,
            }
        });
        Ok(())
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
            id,
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
            open.on_disk = Some(saved.fingerprint);
            open.saved = Some(revision);
            open.past.saved(revision, Some(id), Some(reckoned));
        }
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
    known: Option<Fingerprint>,
    saving: Saving,
) -> Result<Box<SavedAs>, ActError> {
    if let (Some(known), Ok((_, there))) = (known, host.load(path))
        && there != known
    {
        return Err(ActError::ChangedOnDisk {
            path: path.to_owned(),
        });
    }
    let Saving {
        project,
        coder,
        past,
    } = saving;
    let now = host.now();
    let mut reckoned = past.reckon(now);
    let before = reckoned.last.take();
    let id = reckoned.save(&project, coder, now);
    let chain = reckoned.lineage.chain();
    let write = &mut |out: &mut dyn std::io::Write| file::write_with(&project, &chain, out);
    let file = host.save(path, BACKUPS, write)?;
    let mut no_history = None;
    for (id, project) in before
        .iter()
        .map(|(id, it)| (*id, it))
        .chain([(id, &project)])
    {
        let kept = host.keep(path, id, &mut |out| history::pack(project, out));
        no_history = no_history.or(kept.err());
    }
    Ok(Box::new(SavedAs {
        file,
        id,
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
