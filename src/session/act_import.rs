//! Taking over a project of another program.

use super::act_paths::{path_words, save_bytes};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Open, PathFor, Session};
use crate::exchange::{RefiRead, read_refi};
use crate::query::Index;
use std::path::{Path, PathBuf};

/// A project of another program, with what follows from it.
pub(super) struct Imported {
    read: RefiRead,
    index: Index,
    /// Where what did not come over is to be written, if it is.
    report: Option<PathBuf>,
}

/// Whether a file is a project of another program, by its name.
pub(super) fn is_foreign(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|it| it.eq_ignore_ascii_case("qdpx") || it.eq_ignore_ascii_case("qde"))
}

impl Session {
    /// Reads a project of another program off the screen's thread.
    pub(super) fn import_project(
        &mut self,
        path: Option<PathBuf>,
        report: Option<PathBuf>,
    ) -> Result<(), ActError> {
        let again = Action::ImportProject {
            path: path.clone(),
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
            let imported = import(&*host, &path, report);
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
        let Some(report) = report else { return };
        let text = self.loss_report(path, (&read.origin, &read.losses, &read.measured));
        let host = self.host.clone();
        self.start(JobKind::Export, move |pulse| {
            let exported = save_bytes((&*host, pulse), &report, text.as_bytes());
            JobDone::Exported {
                path: report,
                exported,
            }
        });
    }
}

fn import(
    host: &dyn Host,
    path: &Path,
    report: Option<PathBuf>,
) -> Result<Box<Imported>, ActError> {
    let (bytes, _) = host.load(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let read = read_refi(&bytes, &name, host.now()).map_err(|error| ActError::Import {
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
