//! Taking over files of other programs, and telling what did not fit.

use super::act_citations::citations_in;
use super::act_paths::{folder_of, path_words, save_bytes};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Open, PathFor, Session};
use crate::edit::{PlanError, plan_import};
use crate::exchange::{
    Beside, Counting, ForeignFile, Format, ImportError, ImportRead, Loss, Measured,
    losses_of_records, read_foreign,
};
use crate::model::Project;
use crate::query::Index;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The database in a project of QualCoder.
const QUALCODER: &str = "data.qda";

/// What is to be imported.
pub(super) struct Import {
    pub(super) path: PathBuf,
    /// Of which format it is, where that is told.
    pub(super) format: Option<Format>,
    /// How its offsets are counted, where that is told.
    pub(super) offsets: Option<Counting>,
    /// Where what did not come over is to be written, if it is.
    pub(super) report: Option<PathBuf>,
}

/// A project of another program, with what follows from it.
pub(super) struct Imported {
    read: ImportRead,
    index: Index,
    /// Of which format it was told to be.
    format: Option<Format>,
    /// Whether it was told how its offsets are counted.
    is_told: bool,
    /// Where what did not come over is to be written, if it is.
    report: Option<PathBuf>,
}

/// Whether a file is a project of another program, by its name.
pub(super) fn is_foreign(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut endings = Format::imported().flat_map(Format::endings);
    endings.any(|it| it.eq_ignore_ascii_case(&ending))
}

impl Session {
    /// Reads a project of another program off the screen's thread.
    pub(super) fn import_project(
        &mut self,
        path: Option<PathBuf>,
        (format, offsets): (Option<Format>, Option<Counting>),
        report: Option<PathBuf>,
    ) -> Result<(), ActError> {
        let again = Action::ImportProject {
            path: path.clone(),
            format,
            offsets,
            report: report.clone(),
        };
        if self.must_ask_first(again) {
            return Ok(());
        }
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Import);
        };
        self.start_import(Import {
            path,
            format,
            offsets,
            report,
        });
        Ok(())
    }

    /// Reads a file as a project of its own, whatever is open.
    pub(super) fn start_import(&mut self, what: Import) {
        let host = self.host.clone();
        self.start(JobKind::Open, move |_| {
            let path = what.path.clone();
            let imported = import(Around::new(&*host, &path, None), what);
            JobDone::Imported { path, imported }
        });
    }

    /// Reads a file of another program off the screen's thread, to take it into the project.
    pub(super) fn import_into(
        &mut self,
        path: Option<PathBuf>,
        (format, offsets): (Option<Format>, Option<Counting>),
        report: Option<PathBuf>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let Some(path) = path else {
            return self.ask_for_path(PathFor::ImportInto);
        };
        let import = Import {
            path,
            format,
            offsets,
            report,
        };
        self.start_import_into(import, false)
    }

    /// Reads a file to take it into the project; `again` where it was taken back to be read anew.
    pub(super) fn start_import_into(&mut self, what: Import, again: bool) -> Result<(), ActError> {
        let project = self.need_open()?.project().clone();
        let host = self.host.clone();
        self.start(JobKind::Load, move |_| {
            let (path, format, report) = (what.path.clone(), what.format, what.report.clone());
            let imported = import(Around::new(&*host, &path, Some(&project)), what);
            if let Err(ActError::Import { error, .. }) = &imported
                && *error == ImportError::OnlyCitations
            {
                let read = citations_in(&*host, &path, (format, None));
                return JobDone::CitationsRead { path, report, read };
            }
            JobDone::ImportedInto {
                path,
                imported,
                again,
            }
        });
        Ok(())
    }

    /// Takes what a job has read into the project, in one step.
    pub(super) fn imported_into(
        &mut self,
        (path, again): (&Path, bool),
        imported: Result<Box<Imported>, ActError>,
    ) {
        let taken = imported.and_then(|it| self.take_into(path, *it));
        if let Err(error) = taken {
            if again {
                // What was read before stays.
                self.ask(Action::Redo);
            }
            self.report(&error);
        }
    }

    fn take_into(&mut self, path: &Path, imported: Imported) -> Result<(), ActError> {
        let Imported {
            read,
            format,
            is_told,
            report,
            ..
        } = imported;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut taken = plan_import::Imported::default();
        let what = (&*name, &read.project);
        let made =
            self.change(|project, stamp| plan_import::plan(project, stamp, what, &mut taken));
        let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
        let is_made = made.is_ok();
        match made {
            Ok(()) => {
                let words = at("notice-imported-into")
                    .with("sources", taken.sources)
                    .with("codes", taken.codes)
                    .with("codings", taken.codings)
                    .with("same", taken.same);
                self.say(Level::Done, words);
            }
            Err(ActError::Plan(PlanError::Nothing)) => {
                let words = at("notice-imported-same").with("count", taken.same);
                self.say(Level::Hint, words);
            }
            Err(error) => return Err(error),
        }
        let losses = losses_of_records(read.losses);
        let told = (
            read.origin.as_str(),
            losses.as_slice(),
            read.measured.as_slice(),
        );
        self.tell_import(path, told, report);
        if is_made {
            self.note_offsets(path, (format, true, is_told), &read.measured);
        }
        Ok(())
    }

    /// Says how offsets were read and what did not come over, and writes it down if that is wanted.
    fn tell_import(
        &mut self,
        path: &Path,
        told: (&str, &[Loss], &[(String, Measured)]),
        report: Option<PathBuf>,
    ) {
        self.tell_offsets(told.2);
        self.tell_losses(told.1);
        let text = self.loss_report(path, told);
        self.losses = Some(text);
        if let Some(report) = report {
            self.write_losses(report);
        }
    }

    /// Makes a project that a job has read the open one. It lies nowhere yet.
    pub(super) fn imported(&mut self, path: &Path, imported: Result<Box<Imported>, ActError>) {
        let Imported {
            read,
            index,
            format,
            is_told,
            report,
        } = match imported {
            Ok(imported) => *imported,
            Err(error) => return self.report(&error),
        };
        let coder = self.coder_for(&read.project);
        let ImportRead {
            project,
            origin,
            losses,
            measured,
        } = read;
        let mut open = Open::new(project, index, coder);
        open.saved = None;
        let project = open.project();
        let words = Saying::new("notice-imported")
            .with("path", path_words(path))
            .with("sources", project.sources().len())
            .with("codes", project.codes().len())
            .with("quotations", project.quotations().len())
            .with("codings", project.codings().len());
        self.begin_untitled(open);
        self.say(Level::Done, words);
        if self.manner == Manner::Window {
            self.say(Level::Hint, Saying::new("notice-imported-new"));
        }
        self.tell_import(path, (&origin, &losses, &measured), report);
        self.note_offsets(path, (format, false, is_told), &measured);
    }

    /// Writes down what did not fit at the last import or export.
    pub(super) fn save_losses(&mut self, path: Option<PathBuf>) -> Result<(), ActError> {
        if self.losses.is_none() {
            return Err(ActError::NoLosses);
        }
        match path {
            Some(path) => self.write_losses(path),
            None => return self.ask_for_path(PathFor::Losses),
        }
        Ok(())
    }

    /// Writes the last report off the screen's thread.
    pub(super) fn write_losses(&mut self, path: PathBuf) {
        let text = self.losses.clone().unwrap_or_default();
        let host = self.host.clone();
        self.start(JobKind::Export, move |pulse| {
            let exported = save_bytes((&*host, pulse), &path, text.as_bytes());
            JobDone::Exported { path, exported }
        });
    }
}

/// The file that is read where a path is given, and what the project is called after: QualCoder keeps a
/// folder, in which the database always has the same name.
fn file_of(host: &dyn Host, path: &Path) -> (PathBuf, String) {
    let name = |it: &Path| {
        it.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    if host.is_folder(path) {
        return (path.join(QUALCODER), name(path));
    }
    let folder = path.parent().filter(|_| name(path) == QUALCODER);
    let folder = folder.map(name).filter(|it| !it.is_empty());
    (path.to_owned(), folder.unwrap_or_else(|| name(path)))
}

/// The texts around a file: those of the open project, and the files in its folder.
struct Around<'h> {
    host: &'h dyn Host,
    folder: PathBuf,
    /// Texts of the project by the names of their sources and of the files they came from.
    texts: Vec<([String; 2], Arc<str>)>,
}

impl<'h> Around<'h> {
    fn new(host: &'h dyn Host, path: &Path, project: Option<&Project>) -> Self {
        let sources = project.into_iter().flat_map(|it| it.sources().iter());
        let texts = sources.map(|it| {
            let names = [it.name.clone(), it.origin.name.clone()];
            (names, it.lines.shared())
        });
        Self {
            host,
            folder: folder_of(path).to_owned(),
            texts: texts.collect(),
        }
    }
}

impl Beside for Around<'_> {
    fn text(&mut self, name: &str) -> Option<Vec<u8>> {
        let stem = |it: &str| it.rsplit_once('.').map_or(it, |it| it.0).to_owned();
        let is_exact = |it: &&([String; 2], Arc<str>)| it.0.iter().any(|it| it == name);
        let is_like = |it: &&([String; 2], Arc<str>)| {
            let mut names = it.0.iter().filter(|it| !it.is_empty());
            names.any(|it| stem(it) == stem(name))
        };
        let mut texts = self.texts.iter();
        let ours = texts.clone().find(is_exact).or_else(|| texts.find(is_like));
        if let Some((_, text)) = ours {
            return Some(text.as_bytes().to_vec());
        }
        // A name, and no way to anywhere else.
        let only = Path::new(name).components().count() == 1
            && matches!(
                Path::new(name).components().next(),
                Some(Component::Normal(_))
            );
        if name.is_empty() || !only {
            return None;
        }
        let (bytes, _) = self.host.load(&self.folder.join(name)).ok()?;
        Some(bytes)
    }
}

fn import(mut beside: Around<'_>, what: Import) -> Result<Box<Imported>, ActError> {
    let host = beside.host;
    let (inner, name) = file_of(host, &what.path);
    let (bytes, _) = host.load(&inner)?;
    let file = ForeignFile {
        bytes: &bytes,
        name: &name,
        now: host.now(),
        counting: what.offsets,
    };
    let read = read_foreign(&file, what.format, &mut beside).map_err(|error| ActError::Import {
        path: what.path.clone(),
        error,
    })?;
    let index = Index::build(&read.project);
    Ok(Box::new(Imported {
        read,
        index,
        format: what.format,
        is_told: what.offsets.is_some(),
        report: what.report,
    }))
}
