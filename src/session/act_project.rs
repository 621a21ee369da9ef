//! Beginning, opening, saving, exporting and leaving projects.

use super::act::Acted;
use super::export_words::export_words;
use super::jobs::{JobDone, JobKind, ProjectRead};
use super::locale::Saying;
use super::notice::Level;
use super::settings::{Recent, Settings};
use super::{
    ActError, Action, Answer, Host, Manner, Named, Open, Overlay, PathFor, Picked, Question,
    Session,
};
use crate::exchange::{self, Format};
use crate::file::{self, safe::Saved};
use crate::model::{Coder, CoderId, Edit, Extra, Fingerprint, Head, Project, ProjectId, SourceId};
use crate::query::Index;
use crate::text::{Encoding, Span, decode};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Numbered backups kept beside a project.
const BACKUPS: usize = 5;

/// The sample project, which comes with the program.
const SAMPLE: &str = include_str!("../../projects/sample.ron");

impl Session {
    pub(super) fn act_on_project(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::NewProject { name, path } => self.new_project(name, path),
            Action::OpenProject { path } => self.open_project(path),
            Action::OpenSample => self.open_sample(),
            Action::SaveProject => self.save_project(None),
            Action::SaveProjectAs { path } => {
                // A path answers what a save before it waited for.
                let then = path.as_ref().and_then(|_| self.after_save.take());
                self.save_as(path, then)
            }
            Action::CloseProject => self.close_project(),
            Action::CheckProject => self.check_project(),
            Action::Export { format, path, bom } => self.export(format, path, bom),
            Action::Quit => self.leave(),
            Action::Answer { answer } => self.answer(answer),
            Action::Cancel { job } => {
                self.jobs.stop(job);
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
        self.begin(Open::new(project, Index::default(), coder));
        match path {
            Some(path) => self.save_to(path, None),
            None => Ok(()),
        }
    }

    fn open_project(&mut self, path: Option<PathBuf>) -> Result<(), ActError> {
        if self.must_ask_first(Action::OpenProject { path: path.clone() }) {
            return Ok(());
        }
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Open);
        };
        let host = self.host.clone();
        self.start(JobKind::Open, move |_| {
            let opened = read_project(&*host, &path);
            JobDone::Opened { path, opened }
        });
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
        self.begin(Open::new(opened.project, index, coder));
        self.say(Level::Hint, Saying::new("notice-sample"));
        Ok(())
    }

    /// Takes in a project that a job has read.
    pub(super) fn opened(&mut self, path: PathBuf, opened: Result<Box<ProjectRead>, ActError>) {
        let ProjectRead {
            opened,
            index,
            on_disk,
        } = match opened {
            Ok(read) => *read,
            Err(error) => return self.report(&error),
        };
        let coder = self.coder_for(&opened.project);
        let mut open = Open::new(opened.project, index, coder);
        open.path = Some(path.clone());
        open.on_disk = Some(on_disk);
        if !opened.warnings.is_empty() {
            // What was put right on reading is not yet on disk.
            open.saved = None;
        }
        self.begin(open);
        self.report_warnings(&path, &opened.warnings);
        self.return_to_place(&path);
        self.save_settings();
    }

    /// Makes a project the open one and shows its first source.
    fn begin(&mut self, open: Open) {
        self.remember_place();
        self.look = super::Look::default();
        self.last_code = None;
        self.waiting.clear();
        self.open = Some(open);
        self.settle();
        self.want_words();
    }

    /// Where the project was left, as the settings remember it.
    fn return_to_place(&mut self, path: &Path) {
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

    /// Saves where the project lies; asks for a path when it lies nowhere.
    pub(super) fn save_project(&mut self, then: Option<Box<Action>>) -> Result<(), ActError> {
        match self.need_open()?.path.clone() {
            Some(path) => self.save_checked(path, then),
            None => self.save_as(None, then),
        }
    }

    fn save_as(
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
    fn save_checked(&mut self, path: PathBuf, then: Option<Box<Action>>) -> Result<(), ActError> {
        let known = self.need_open()?.on_disk;
        self.start_save(path, known, then)
    }

    /// Saves over whatever lies there; a backup of that is kept.
    fn save_to(&mut self, path: PathBuf, then: Option<Box<Action>>) -> Result<(), ActError> {
        self.start_save(path, None, then)
    }

    /// Starts saving. With `known`, only if that is what lies on disk, or nothing does.
    fn start_save(
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
        path: PathBuf,
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
            open.path = Some(path.clone());
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
            Saying::new("notice-saved").with("path", path_words(&path)),
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
        self.remember_place();
        self.save_settings();
        self.open = None;
        self.look = super::Look::default();
    }

    /// Whether unsaved changes must be asked about before `then`; opens the question if so.
    fn must_ask_first(&mut self, then: Action) -> bool {
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
            (Some(Question::Overwrite), Answer::Discard) => self.save_as(None, waiting),
        }
    }

    fn check_project(&mut self) -> Result<(), ActError> {
        let findings = crate::query::findings(self.need_open()?.project());
        if findings.is_empty() {
            self.say(Level::Done, Saying::new("notice-sound"));
        }
        self.report_findings(&findings);
        Ok(())
    }

    fn export(
        &mut self,
        format: Option<Format>,
        path: Option<PathBuf>,
        bom: bool,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let by_ending = path
            .as_ref()
            .and_then(|it| it.extension())
            .and_then(|ending| Format::from_name(&ending.to_string_lossy()));
        let (format, path) = match (format.or(by_ending), path) {
            (Some(format), Some(path)) => (format, path),
            (Some(format), None) => {
                self.look.export_bom = bom;
                return self.ask_for_path(PathFor::Export(format));
            }
            (None, Some(path)) => {
                return Err(ActError::NoFormat {
                    name: path_words(&path),
                });
            }
            (None, None) => return self.ask_with(Overlay::Export, "format"),
        };
        let project = self.need_open()?.project().clone();
        let host = self.host.clone();
        let words = export_words(&self.locale);
        let options = exchange::Options { bom, words };
        self.start(JobKind::Export, move |_| {
            let exported = export_to(&*host, &path, &project, format, &options);
            JobDone::Exported { path, exported }
        });
        Ok(())
    }

    /// Takes in that a job has exported, or could not.
    pub(super) fn exported(&mut self, path: PathBuf, exported: Result<(), ActError>) {
        match exported {
            Ok(()) => {
                let words = Saying::new("notice-exported").with("path", path_words(&path));
                self.say(Level::Done, words);
            }
            Err(error) => self.report(&error),
        }
    }

    /// Asks for a path: with the system's dialog in a window; without one it is missing.
    pub(super) fn ask_for_path(&mut self, wanted: PathFor) -> Result<(), ActError> {
        if self.manner == Manner::Batch {
            return Err(ActError::Missing { what: "path" });
        }
        if self.jobs.is_running(JobKind::Pick) {
            return Ok(());
        }
        let host = self.host.clone();
        let suggested = self.suggested_name(wanted);
        self.start(JobKind::Pick, move |_| {
            let picked = host.pick(wanted, &suggested);
            JobDone::Picked { wanted, picked }
        });
        Ok(())
    }

    /// Opens something over the workbench that asks for what is missing; an error without a window.
    pub(super) fn ask_with(&mut self, with: Overlay, what: &'static str) -> Result<(), ActError> {
        if self.manner == Manner::Batch {
            return Err(ActError::Missing { what });
        }
        self.look.overlay = Some(with);
        Ok(())
    }

    pub(super) fn suggested_name(&self, wanted: PathFor) -> String {
        let name = self
            .project()
            .map(|it| it.head().name.clone())
            .unwrap_or_default();
        match wanted {
            PathFor::Open | PathFor::Sources => String::new(),
            PathFor::Save => format!("{name}.ron"),
            PathFor::Export(format) => format!("{name}.{}", format.extension()),
        }
    }

    /// Takes in what the person chose.
    pub(super) fn picked(&mut self, wanted: PathFor, picked: Picked) {
        let mut paths = match picked {
            Picked::Paths(paths) => paths,
            Picked::Nothing => {
                self.after_save = None;
                return;
            }
            Picked::Unavailable => {
                self.look.overlay = Some(Overlay::Path(wanted));
                return;
            }
        };
        let Some(first) = paths.first().cloned() else {
            return;
        };
        let action = match wanted {
            PathFor::Open => Action::OpenProject { path: Some(first) },
            PathFor::Save => {
                let then = self.after_save.take();
                if let Err(error) = self.save_as(Some(first), then) {
                    self.report(&error);
                }
                return;
            }
            PathFor::Sources => Action::AddSources {
                paths: std::mem::take(&mut paths),
                encoding: None,
            },
            PathFor::Export(format) => {
                let (format, path) = (Some(format), Some(first));
                Action::Export {
                    format,
                    path,
                    bom: self.look.export_bom,
                }
            }
        };
        self.ask(action);
    }

    /// The coder who will code in a project: the one of this person's name; for a command that
    /// names nobody, whoever began the project; else somebody new.
    fn coder_for(&self, project: &Project) -> CoderId {
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

    /// The name this person codes under.
    pub fn coder_name(&self) -> String {
        let person = self.host.person();
        [&self.settings.coder, &person]
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .cloned()
            .unwrap_or_else(|| self.locale.word("coder-unnamed"))
    }

    /// Starts a job.
    pub(super) fn start(
        &mut self,
        kind: JobKind,
        work: impl FnOnce(&super::jobs::Pulse) -> JobDone + Send + 'static,
    ) {
        let (host, millis) = (self.host.clone(), self.host.millis());
        self.jobs.start(kind, millis, move || host.wake(), work);
    }

    /// Loads the Chinese dictionary off the screen's thread, once.
    pub(super) fn want_words(&mut self) {
        if self.manner == Manner::Window && !std::mem::replace(&mut self.words_asked, true) {
            let load = |_: &_| JobDone::Words(Arc::new(crate::text::Words::load()));
            self.start(JobKind::Words, load);
        }
    }
}

/// Reads a project file.
fn read_project(host: &dyn Host, path: &Path) -> Result<Box<ProjectRead>, ActError> {
    let (bytes, on_disk) = host.load(path)?;
    let read = file::read(&bytes);
    let opened = read.map_err(|error| ActError::Read {
        path: path.to_owned(),
        error,
    })?;
    let index = Index::build(&opened.project);
    Ok(Box::new(ProjectRead {
        opened,
        index,
        on_disk,
    }))
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

fn export_to(
    host: &dyn Host,
    path: &Path,
    project: &Project,
    format: Format,
    options: &exchange::Options,
) -> Result<(), ActError> {
    let index = Index::build(project);
    let mut bytes = Vec::new();
    exchange::export(project, &index, format, options, &mut bytes)?;
    host.save(path, 0, &mut |out| out.write_all(&bytes))?;
    Ok(())
}

/// The path with an ending, if it has none.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(ending)
    }
}

/// A path as a person reads it.
pub(super) fn path_words(path: &Path) -> String {
    path.display().to_string()
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
