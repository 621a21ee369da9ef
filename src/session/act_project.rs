//! Beginning, opening, saving, exporting and leaving projects.

use super::act::Acted;
use super::act_import::is_foreign;
use super::act_join::AfterJoin;
use super::act_lock::Unlocking;
use super::act_recover::{PATIENCE, read_project};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::project_disk;
use super::settings::{Recent, Settings};
use super::{
    ActError, Action, Answer, Host, Manner, Named, Open, Overlay, PathFor, Question, Session,
};
use crate::file;
use crate::model::{Coder, CoderId, Edit, Extra, Head, Project, ProjectId, SourceId};
use crate::query::Index;
use crate::text::{Encoding, Span, decode};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The sample project, which comes with the program.
const SAMPLE: &str = include_str!("../../projects/sample.ron");

impl Session {
    pub(super) fn act_on_project(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::NewProject { name, path } => self.new_project(name, path),
            Action::OpenProject { path } => self.open_project(path),
            Action::ImportProject {
                path,
                format,
                offsets,
                report,
            } => self.import_project(path, (format, offsets), report),
            Action::ImportInto {
                path,
                format,
                offsets,
                report,
            } => self.import_into(path, (format, offsets), report),
            Action::SaveLosses { path } => self.save_losses(path),
            Action::ChooseOffsets => self.choose_offsets(),
            Action::ReadAgain { offsets } => self.read_again_counted(offsets),
            Action::OpenSample => self.open_sample(),
            Action::SaveProject => self.save_project(None),
            Action::SaveProjectAs { path } => {
                // A path answers what a save before it waited for.
                let then = path.as_ref().and_then(|_| self.after_save.take());
                self.save_as(path, then)
            }
            Action::SignStates { on, key } => self.sign_states(on, key),
            Action::GiveCopy { path, copy } => self.give_copy(path, copy),
            Action::Unlock {
                passphrase,
                passphrase_in,
                identity,
            } => self.unlock(Unlocking {
                passphrase,
                passphrase_in,
                identity,
            }),
            Action::SaveInFolder { path } => self.save_in_folder(path),
            Action::CloseProject => self.close_project(),
            Action::JoinProject { path, key } => self.join_project(path, key),
            Action::JoinWithKey { key } => self.join_with_key(key),
            Action::ApplyJoin => self.apply_join(),
            Action::DecideConflict {
                conflict,
                like,
                take,
            } => self.decide_conflict(conflict, like, take),
            Action::ShowVersions => self.show_versions(),
            Action::LookAtVersion { version } => self.look_at_version(version),
            Action::RestoreVersion {
                version,
                apart: true,
                path: None,
            } => self.ask_where(version),
            Action::RestoreVersion { version, path, .. } => self.restore_version(version, path),
            Action::CheckProject => self.check_project(),
            Action::Repair { flaws } => self.repair(&flaws),
            Action::Export {
                format,
                path,
                bom,
                report,
            } => self.export(format, path, (bom, report)),
            action @ Action::WriteOverview { .. } => self.write_overview(&action),
            Action::Quit => self.leave(),
            Action::Answer { answer } => self.answer(answer),
            Action::Cancel { job } => {
                self.jobs.stop(job);
                let is_gone = |it: u64| !self.jobs.has(it);
                if self
                    .open
                    .as_ref()
                    .and_then(|it| it.reading)
                    .is_some_and(is_gone)
                {
                    self.drop_early();
                }
                Ok(())
            }
            other => return Acted::No(other),
        })
    }

    fn new_project(&mut self, name: Option<String>, path: Option<PathBuf>) -> Result<(), ActError> {
        let again = Action::NewProject {
            name: name.clone(),
            path: path.clone(),
        };
        if self.must_ask_first(again) {
            return Ok(());
        }
        if let Some(path) = path.as_ref().filter(|path| self.host.load(path).is_ok()) {
            return Err(ActError::Exists { path: path.clone() });
        }
        let stem = path
            .as_ref()
            .and_then(|it| it.file_stem())
            .map(|it| it.to_string_lossy().into());
        let name = name
            .or(stem)
            .unwrap_or_else(|| self.locale.word("project-unnamed"));
        let head = Head {
            id: ProjectId::new(Self::fresh_id(&*self.host)),
            name,
            created: self.host.now(),
            words: crate::model::WordLists::default(),
            extra: Extra::default(),
        };
        let mut project = Project::new(head);
        let coder = self.coder_for(&project);
        let record = Coder {
            id: coder,
            name: self.coder_name(),
            extra: Extra::default(),
        };
        project.apply(Edit::Put(record.into()));
        self.begin_untitled(Open::new(project, Index::default(), coder));
        match path {
            Some(path) => self.save_to(path, None),
            None => Ok(()),
        }
    }

    fn open_project(&mut self, path: Option<PathBuf>) -> Result<(), ActError> {
        if path.as_deref().is_some_and(is_foreign) {
            return self.import_project(path, (None, None), None);
        }
        if self.must_ask_first(Action::OpenProject { path: path.clone() }) {
            return Ok(());
        }
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Open);
        };
        let path = project_disk::resolved(&*self.host, path);
        let (host, unlocking) = (self.host.clone(), self.unlocking.clone());
        let is_own = self
            .open
            .as_ref()
            .is_some_and(|it| it.path.as_ref() == Some(&path));
        let patience = (!is_own).then_some(match self.manner {
            Manner::Window => PATIENCE,
            // Commands follow each other quickly, also beside a window at work.
            Manner::Batch => PATIENCE / 4,
        });
        self.drop_early();
        let lies = path.clone();
        let reading = self.start(JobKind::Open, move |_| {
            let keys = unlocking.keys(&*host);
            let opened = keys.and_then(|keys| read_project(&*host, (&path, patience), &keys));
            JobDone::Opened { path, opened }
        });
        if let Some(reading) = reading {
            self.look_early(&lies, reading);
        }
        Ok(())
    }

    fn open_sample(&mut self) -> Result<(), ActError> {
        if self.must_ask_first(Action::OpenSample) {
            return Ok(());
        }
        let path = PathBuf::from("sample.ron");
        let opened = file::read(SAMPLE.as_bytes());
        let opened = opened.map_err(|error| ActError::Read { path, error })?;
        let coder = self.coder_for(&opened.project);
        let index = Index::build(&opened.project);
        self.begin_untitled(Open::new(opened.project, index, coder));
        self.say(Level::Hint, Saying::new("notice-sample"));
        Ok(())
    }

    /// Makes a project the open one and shows its first source.
    pub(super) fn begin(&mut self, open: Open) {
        self.remember_place();
        if !self.completes(&open) {
            self.drop_early();
            self.look = super::Look::default();
        }
        self.last_code = None;
        self.waiting.clear();
        self.planned = None;
        self.after_join = None;
        self.earlier = None;
        self.open = Some(open);
        self.settle();
        self.want_words();
    }

    /// Where the project was left, as the settings remember it.
    pub(super) fn return_to_place(&mut self, path: &Path) {
        let Some(open) = &self.open else { return };
        let recent = self.settings.recent(path).cloned();
        if let Some(recent) = &recent
            && let Some(id) = recent
                .source
                .as_ref()
                .and_then(|id| id.parse::<SourceId>().ok())
            && let Some(source) = open.project().sources().get(id)
        {
            let at = source.lines.byte_from_char(recent.at).unwrap_or(0);
            self.look.show(Some(id));
            self.look.reading = at;
            self.look.reveal.span = Span::new(at, at);
        }
        self.remember_place();
    }

    /// Notes the open project and what is in sight among the recent projects.
    pub(super) fn remember_place(&mut self) {
        let Some(open) = &self.open else { return };
        let Some(path) = open.path.clone() else {
            return;
        };
        let shown = self
            .look
            .source
            .and_then(|id| open.project().sources().get(id));
        let at = shown
            .and_then(|it| it.lines.char_from_byte(self.look.reading))
            .unwrap_or(0);
        let name = open.project().head().name.clone();
        let source = shown.map(|it| it.id.to_string());
        self.settings.remember(Recent {
            path,
            name,
            source,
            at,
        });
    }

    fn close_project(&mut self) -> Result<(), ActError> {
        self.need_open()?;
        if !self.must_ask_first(Action::CloseProject) {
            self.drop_project();
        }
        Ok(())
    }

    fn leave(&mut self) -> Result<(), ActError> {
        if !self.must_ask_first(Action::Quit) {
            self.remember_place();
            self.save_settings();
            self.quit = true;
        }
        Ok(())
    }

    fn drop_project(&mut self) {
        self.drop_early();
        self.remember_place();
        self.save_settings();
        self.give_up_unsaved();
        self.open = None;
        self.look = super::Look::default();
    }

    /// Whether unsaved changes must be asked about before `then`; opens the question if so.
    pub(super) fn must_ask_first(&mut self, then: Action) -> bool {
        let unsaved = self.open.as_ref().is_some_and(Open::is_changed);
        if unsaved && self.manner == Manner::Window {
            self.question = Some(Question::Unsaved {
                then: Box::new(then),
            });
            return true;
        }
        false
    }

    fn answer(&mut self, answer: Answer) -> Result<(), ActError> {
        let waiting = self.after_save.take();
        match (self.question.take(), answer) {
            (None, _) | (Some(_), Answer::Cancel) => Ok(()),
            (Some(Question::Overwrite), Answer::Join) => {
                let path = self.need_open()?.path.clone();
                self.after_join = Some(AfterJoin { then: waiting });
                self.join_project(path, None)
            }
            (Some(_), Answer::Join) => Ok(()),
            (Some(Question::Unsaved { then }), Answer::Save) => self.save_project(Some(then)),
            (Some(Question::Unsaved { then }), Answer::Discard) => {
                self.drop_project();
                if *then == Action::CloseProject {
                    Ok(())
                } else {
                    self.act(*then)
                }
            }
            (Some(Question::Overwrite), Answer::Save) => match self.need_open()?.path.clone() {
                Some(path) => self.save_to(path, waiting),
                None => Ok(()),
            },
            (Some(Question::Resembles { instead, .. }), Answer::Save) => self.act(*instead),
            (Some(Question::Resembles { then, .. }), Answer::Discard) => self.act_surely(*then),
            (Some(Question::Overwrite), Answer::Discard) => self.save_as(None, waiting),
        }
    }

    fn check_project(&mut self) -> Result<(), ActError> {
        let findings = crate::query::findings(self.need_open()?.project());
        self.tell_signature();
        if self.manner == Manner::Window && !(findings.is_empty() && self.mended().is_empty()) {
            self.look.overlay = Some(Overlay::Check);
            return Ok(());
        }
        if findings.is_empty() {
            self.say(Level::Done, Saying::new("notice-sound"));
        }
        self.report_findings(&findings);
        Ok(())
    }

    /// The coder who will code in a project: the one of this person's name; for a command that
    /// names nobody, whoever began the project; else somebody new.
    pub(super) fn coder_for(&self, project: &Project) -> CoderId {
        let named = Named::name(self.coder_name()).find_coder(project);
        let first = || project.coders().iter().next();
        let nobody_named = self.manner == Manner::Batch && self.settings.coder.is_empty();
        let known = named
            .or_else(|| first().filter(|_| nobody_named))
            .map(|it| it.id);
        known.unwrap_or_else(|| CoderId::new(Self::fresh_id(&*self.host)))
    }

    /// Codes under this name in projects opened or begun from now on.
    pub fn code_as(&mut self, name: &str) {
        self.settings.coder = name.trim().to_owned();
    }

    /// Reads a file that must be UTF-8, such as a script.
    ///
    /// # Errors
    /// When it cannot be loaded or is no text.
    pub fn read_text(&self, path: &Path) -> Result<String, ActError> {
        let (bytes, _) = self.host.load(path)?;
        let decoded = decode(&bytes, Some(Encoding::Utf8));
        let decoded = decoded.map_err(|error| ActError::Decode {
            path: path.to_owned(),
            error,
        })?;
        Ok(decoded.text)
    }

    /// The name this person codes under; [`Coder::UNNAMED`] when they gave none.
    pub fn coder_name(&self) -> String {
        let person = self.host.person();
        [&self.settings.coder, &person]
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .cloned()
            .unwrap_or_else(|| Coder::UNNAMED.to_owned())
    }

    /// Starts a job; its number, if there is a thread for it.
    pub(super) fn start(
        &mut self,
        kind: JobKind,
        work: impl FnOnce(&super::jobs::Pulse) -> JobDone + Send + 'static,
    ) -> Option<u64> {
        let (host, millis) = (self.host.clone(), self.host.millis());
        self.jobs.start(kind, millis, move || host.wake(), work)
    }

    /// Loads the Chinese dictionary off the screen's thread, once.
    pub(super) fn want_words(&mut self) {
        if self.manner == Manner::Window && !std::mem::replace(&mut self.words_asked, true) {
            let load = |_: &_| JobDone::Words(Arc::new(crate::text::Words::load()));
            self.start(JobKind::Words, load);
        }
    }
}

const SETTINGS: &str = "settings.ron";

/// The settings the host keeps; the usual ones when there are none.
pub(super) fn load_settings(host: &dyn Host) -> Settings {
    let path = host.settings_folder().map(|folder| folder.join(SETTINGS));
    let bytes = path.and_then(|path| host.load(&path).ok());
    bytes
        .map(|(bytes, _)| Settings::read(&bytes))
        .unwrap_or_default()
}

/// Gives the settings to the host. A failure is said once and costs no work.
pub(super) fn save_settings(session: &mut Session) {
    if session.manner == Manner::Batch {
        return;
    }
    let Some(folder) = session.host.settings_folder() else {
        return;
    };
    let words = session.settings.write();
    let write = &mut |out: &mut dyn std::io::Write| out.write_all(words.as_bytes());
    if let Err(error) = session.host.save(&folder.join(SETTINGS), 0, write) {
        session.report(&error.into());
    }
}
