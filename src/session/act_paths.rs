//! Exporting, and asking for paths.

use super::export_words::export_words;
use super::jobs::{JobDone, JobKind, Pulse};
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Host, Manner, Overlay, PathFor, Picked, Session};
use crate::exchange::{self, Content, Format, Grid, TableFormat};
use crate::model::Project;
use crate::query::Index;
use std::path::{Path, PathBuf};

/// Bytes written between two looks at whether the job is stopped.
const PIECE: usize = 1 << 20;

impl Session {
    pub(super) fn export(
        &mut self,
        format: Option<Format>,
        path: Option<PathBuf>,
        (bom, report): (bool, Option<PathBuf>),
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
                    known: known_endings(),
                });
            }
            (None, None) => return self.ask_with(Overlay::Export, "format"),
        };
        let project = self.need_open()?.project().clone();
        self.tell_left(&project, format, &path);
        if let Some(report) = report {
            self.write_losses(report);
        }
        let host = self.host.clone();
        let options = self.export_options(bom);
        self.start(JobKind::Export, move |pulse| {
            let exported = export_to((&*host, pulse), &path, &project, format, &options);
            JobDone::Exported { path, exported }
        });
        Ok(())
    }

    /// How to export, in the words of the interface.
    pub fn export_options(&self, bom: bool) -> exchange::Options {
        let words = export_words(&self.locale);
        exchange::Options { bom, words }
    }

    /// Takes in that a job has exported, or could not.
    pub(super) fn exported(&mut self, path: &Path, exported: Result<(), ActError>) {
        match exported {
            Ok(()) => {
                let words = Saying::new("notice-exported").with("path", path_words(path));
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
            PathFor::Open
            | PathFor::Import
            | PathFor::ImportInto
            | PathFor::Sources
            | PathFor::Codebook
            | PathFor::Citations
            | PathFor::Values(_)
            | PathFor::Edition
            | PathFor::Join
            | PathFor::Key => String::new(),
            PathFor::Losses => format!("{}.md", self.locale.word("losses-file")),
            PathFor::Template => format!("{}.html", self.locale.word("pack-template-file")),
            PathFor::Version => {
                let earlier = self.locale.word("versions-file");
                format!("{name} {earlier}.ron")
            }
            PathFor::Save => format!("{name}.ron"),
            PathFor::Folder => name,
            PathFor::Pack => self.pack_folder(),
            PathFor::Copy => {
                let copy = self.locale.word("handed-name");
                let wish = self.copy_wish.as_ref();
                let is_locked = wish.is_some_and(|it| !it.lock.is_open());
                let ending = if is_locked { "ron.age" } else { "ron" };
                format!("{name} {copy}.{ending}")
            }
            PathFor::Export(format) if format.content() == Content::Codebook => {
                let codebook = self.locale.word("export-codebook");
                format!("{name} {codebook}.{}", format.extension())
            }
            PathFor::Table(format) => format!("{name}.{}", format.extension()),
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
        match wanted {
            PathFor::Save => {
                let then = self.after_save.take();
                if let Err(error) = self.save_as(Some(first), then) {
                    self.report(&error);
                }
            }
            PathFor::Sources => self.ask(Action::add(std::mem::take(&mut paths))),
            wanted => {
                if let Some(action) = self.action_for(wanted, first) {
                    self.ask(action);
                }
            }
        }
    }

    /// What is asked with a path that was given for something; nothing when what it was wanted for is no
    /// longer there.
    pub fn action_for(&self, wanted: PathFor, path: PathBuf) -> Option<Action> {
        let path = match wanted {
            PathFor::Sources => return Some(Action::add(vec![path])),
            PathFor::Version => return self.version_to(path),
            PathFor::Table(format) => return self.table_to(path, format),
            PathFor::Pack => return self.pack_to(path),
            _ => Some(path),
        };
        Some(match wanted {
            PathFor::Open => Action::OpenProject { path },
            PathFor::Import => Action::ImportProject {
                path,
                format: None,
                offsets: None,
                report: None,
            },
            PathFor::ImportInto => Action::ImportInto {
                path,
                format: None,
                offsets: None,
                report: None,
            },
            PathFor::Losses => Action::SaveLosses { path },
            PathFor::Template => Action::SaveTemplate { path },
            PathFor::Save => Action::SaveProjectAs { path },
            PathFor::Folder => Action::SaveInFolder { path },
            PathFor::Copy => Action::GiveCopy { path, copy: None },
            PathFor::Join => Action::JoinProject { path, key: None },
            PathFor::Key => Action::JoinWithKey { key: path },
            PathFor::Edition => Action::ReplaceText {
                source: None,
                path,
                encoding: None,
            },
            PathFor::Codebook => Action::ImportCodebook {
                path,
                encoding: None,
            },
            PathFor::Citations => Action::ImportCitations {
                path,
                encoding: None,
                report: None,
            },
            PathFor::Values(rows) => Action::ImportValues {
                path,
                rows,
                sheet: None,
            },
            PathFor::Export(format) => Action::Export {
                format: Some(format),
                path,
                bom: self.look.export_bom,
                report: None,
            },
            PathFor::Sources | PathFor::Version | PathFor::Table(_) | PathFor::Pack => return None,
        })
    }
}

/// Writes the file unless the job is stopped before it is whole.
fn export_to(
    (host, pulse): (&dyn Host, &Pulse),
    path: &Path,
    project: &Project,
    format: Format,
    options: &exchange::Options,
) -> Result<(), ActError> {
    let index = Index::build(project);
    let mut bytes = Vec::new();
    exchange::export(project, &index, format, options, &mut bytes)?;
    save_bytes((host, pulse), path, &bytes)
}

/// Writes a table unless the job is stopped before it is whole.
pub(super) fn save_table(
    (host, pulse): (&dyn Host, &Pulse),
    path: &Path,
    grid: &Grid,
    (format, bom): (TableFormat, bool),
) -> Result<(), ActError> {
    let mut bytes = Vec::new();
    exchange::write_table(grid, format, bom, &mut bytes)?;
    save_bytes((host, pulse), path, &bytes)
}

pub(super) fn save_bytes(
    (host, pulse): (&dyn Host, &Pulse),
    path: &Path,
    bytes: &[u8],
) -> Result<(), ActError> {
    host.save(path, 0, &mut |out| {
        for piece in bytes.chunks(PIECE) {
            if pulse.is_stopped() {
                return Err(std::io::ErrorKind::Other.into());
            }
            out.write_all(piece)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The endings of all files that can be written, for a sentence.
fn known_endings() -> String {
    let mut endings: Vec<&str> = Format::written().map(Format::extension).collect();
    let mut seen = std::collections::BTreeSet::new();
    endings.retain(|it| *it != "ron" && seen.insert(*it));
    endings.join(", ")
}

/// The folder a file lies in; of a plain name, the one that is worked in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A path as a person reads it.
pub(super) fn path_words(path: &Path) -> String {
    path.display().to_string()
}
