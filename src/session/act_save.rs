//! Saving the project, one save after the other.

use super::act_paths::path_words;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, PathFor, Question, Session};
use crate::file::{self, safe::Saved};
use crate::model::{Fingerprint, Project};
use std::path::{Path, PathBuf};

/// Numbered backups kept beside a project.
const BACKUPS: usize = 5;

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
        let host = self.host.clone();
        self.start(JobKind::Save, move |_| {
            let saved = save_project_file(&*host, &path, known, &project);
            JobDone::Saved {
                path,
                revision,
                saved,
                then,
            }
        });
        Ok(())
    }

    /// Takes in that a job has saved the project, or could not.
    pub(super) fn saved(
        &mut self,
        path: &Path,
        revision: u64,
        saved: Result<Saved, ActError>,
        then: Option<Box<Action>>,
    ) {
        let saved = match saved {
            Ok(saved) => saved,
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
        }
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

/// Saves a project, with `known` only if that is what lies on disk, or nothing does.
fn save_project_file(
    host: &dyn Host,
    path: &Path,
    known: Option<Fingerprint>,
    project: &Project,
) -> Result<Saved, ActError> {
    if let (Some(known), Ok((_, there))) = (known, host.load(path))
        && there != known
    {
        return Err(ActError::ChangedOnDisk {
            path: path.to_owned(),
        });
    }
    Ok(host.save(path, BACKUPS, &mut |out| file::write(project, out))?)
}

/// The path with an ending, if it has none.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(ending)
    }
}
