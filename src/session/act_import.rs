//! Taking over files of other programs, and telling what did not fit.

use super::act_paths::{path_words, save_bytes};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Open, PathFor, Session};
use crate::exchange::{Alone, Counting, ForeignFile, Format, ImportRead, read_foreign};
use crate::query::Index;
use std::path::{Path, PathBuf};

/// A project of another program, with what follows from it.
pub(super) struct Imported {
    read: ImportRead,
    index: Index,
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
        let host = self.host.clone();
        self.start(JobKind::Open, move |_| {
            let imported = import(&*host, &path, (format, offsets), report);
            JobDone::Imported { path, imported }
        });
        Ok(())
    }

    /// Makes a project that a job has read the open one. It lies nowhere yet.
    pub(super) fn imported(&mut self, path: &Path, imported: Result<Box<Imported>, ActError>) {
        let Imported {
            read,
            index,
            report,
        } = match imported {
            Ok(imported) => *imported,
            Err(error) => return self.report(&error),
        };
        let coder = self.coder_for(&read.project);
        let mut open = Open::new(read.project, index, coder);
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
        self.tell_offsets(&read.measured);
        self.tell_losses(&read.losses);
        let text = self.loss_report(path, (&read.origin, &read.losses, &read.measured));
        self.losses = Some(text);
        if let Some(report) = report {
            self.write_losses(report);
        }
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

fn import(
    host: &dyn Host,
    path: &Path,
    (format, counting): (Option<Format>, Option<Counting>),
    report: Option<PathBuf>,
) -> Result<Box<Imported>, ActError> {
    let (bytes, _) = host.load(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = ForeignFile {
        bytes: &bytes,
        name: &name,
        now: host.now(),
        counting,
    };
    let read = read_foreign(&file, format, &mut Alone).map_err(|error| ActError::Import {
        path: path.to_owned(),
        error,
    })?;
    let index = Index::build(&read.project);
    Ok(Box::new(Imported {
        read,
        index,
        report,
    }))
}
