//! Adding, naming, ordering and removing sources.

use super::act::Acted;
use super::jobs::{JobDone, JobKind, Pulse};
use super::locale::Saying;
use super::notice::Level;
use super::waiting::{Adding, Cleaning, Loaded, Waiting, decoded, ending};
use super::{ActError, Action, Host, Manner, Named, Overlay, PathFor, Session};
use crate::edit::plan_sources::{self, NewSource, RowsAs};
use crate::exchange::reading::{Choice, SourceFormat};
use crate::model::{Origin, Source, SourceId};
use crate::text::{CleanSteps, Encoding, Lines};
use std::path::{Path, PathBuf};

impl Session {
    pub(super) fn act_on_sources(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::AddSources {
                paths,
                encoding,
                column,
                rows,
                clean,
                wait,
            } => {
                let encoding = encoding.as_deref().map(encoding_named).transpose();
                let adding = encoding.map(|encoding| Adding {
                    encoding,
                    is_one: false,
                    column,
                    rows,
                    clean,
                    wait,
                });
                adding.and_then(|adding| self.add_sources(paths, adding))
            }
            Action::AddText { name, text } => self.add_text(&name, &text),
            Action::SetEncoding { waiting, encoding } => self.set_encoding(waiting, &encoding),
            Action::SetTextColumn { waiting, column } => {
                self.read_again(waiting, (None, Some(&column), None))
            }
            Action::SetRows { waiting, rows } => self.read_again(waiting, (None, None, Some(rows))),
            Action::SetCleaning { waiting, steps } => self.set_cleaning(waiting, steps),
            Action::AddWaiting => self.add_waiting(),
            Action::DropWaiting => {
                self.waiting.clear();
                self.close_overlay(Overlay::Waiting);
                Ok(())
            }
            Action::RenameSource { source, name } => self.source_id(&source).and_then(|id| {
                self.change(|project, stamp| plan_sources::rename(project, stamp, id, &name))
            }),
            Action::MoveSource { source, before } => self.move_source(&source, before.as_ref()),
            Action::RemoveSource { source } => self.source_id(&source).and_then(|id| {
                self.change(|project, stamp| plan_sources::remove(project, stamp, id))
            }),
            other => return Acted::No(other),
        })
    }

    fn source_id(&self, named: &Named) -> Result<SourceId, ActError> {
        named
            .source(self.need_open()?.project())
            .map(|it: &Source| it.id)
    }

    fn move_source(&mut self, source: &Named, before: Option<&Named>) -> Result<(), ActError> {
        let id = self.source_id(source)?;
        let before = before.map(|it| self.source_id(it)).transpose()?;
        self.change(|project, stamp| plan_sources::move_to(project, stamp, id, before))
    }

    fn add_sources(&mut self, paths: Vec<PathBuf>, adding: Adding) -> Result<(), ActError> {
        if paths.is_empty() {
            return self.ask_for_path(PathFor::Sources);
        }
        self.begin_if_none()?;
        let host = self.host.clone();
        self.start(JobKind::Load, move |pulse| JobDone::Loaded {
            loaded: load_all(&*host, &paths, &adding, pulse),
        });
        Ok(())
    }

    /// A text dropped on the start screen begins a project of its own.
    fn begin_if_none(&mut self) -> Result<(), ActError> {
        if self.open.is_none() && self.manner == Manner::Window {
            self.act(Action::NewProject {
                name: None,
                path: None,
            })?;
        }
        self.need_open().map(|_| ())
    }

    fn add_text(&mut self, name: &str, text: &str) -> Result<(), ActError> {
        self.begin_if_none()?;
        let decoded = decoded(Path::new(name), text.as_bytes(), Some(Encoding::Utf8))?;
        let lines = Lines::new(decoded.text.into());
        self.add_new(vec![NewSource::new(name, lines, Origin::default())])?;
        self.close_overlay(Overlay::NewText);
        Ok(())
    }

    /// Takes in texts that a job has read.
    pub(super) fn loaded(&mut self, loaded: Loaded) {
        for error in &loaded.failed {
            self.report(error);
        }
        if loaded.stopped {
            return self.say(Level::Hint, Saying::new("notice-stopped"));
        }
        let (is_window, is_told) = (self.manner == Manner::Window, loaded.is_told);
        let mut sure = Vec::new();
        for mut waiting in loaded.read {
            let suggested = waiting.suggested();
            let is_left = !is_told && !suggested.is_empty();
            if loaded.wait
                || (is_window && (waiting.is_guessed() || waiting.columns.is_some() || is_left))
            {
                if is_left && is_window {
                    waiting.clean(suggested);
                }
                self.waiting.push(waiting);
                self.look.overlay = Some(Overlay::Waiting);
                continue;
            }
            if waiting.is_guessed() {
                self.say_guess(&waiting);
            }
            if is_left {
                self.say_suggested(&waiting);
            }
            self.say_column(&waiting);
            sure.extend(waiting.into_sources());
        }
        if !sure.is_empty()
            && let Err(error) = self.add_new(sure)
        {
            self.report(&error);
        }
    }

    fn say_guess(&mut self, waiting: &Waiting) {
        let words = Saying::new("notice-guessed")
            .with("path", super::act_paths::path_words(&waiting.path))
            .with("encoding", waiting.encoding().map_or("", Encoding::label));
        self.say(Level::Hint, words);
    }

    fn add_new(&mut self, new: Vec<NewSource>) -> Result<(), ActError> {
        let changes: Vec<(String, Vec<String>)> = new
            .iter()
            .map(|it| (it.name.clone(), it.origin.changes.clone()))
            .collect();
        let cases = new.iter().filter(|it| it.is_case).count();
        let ids = self.change_with(|project, stamp| plan_sources::add(project, stamp, new))?;
        if !ids.is_empty() {
            self.look.show(ids.first().copied());
            let words = Saying::new("notice-added").with("count", ids.len());
            self.say(Level::Done, words);
        }
        if cases > 0 {
            let words = Saying::new("notice-added-cases").with("count", cases);
            self.say(Level::Done, words);
        }
        for (name, changes) in changes {
            self.say_replaced(&name, &changes);
            self.say_changed(&name, &changes);
        }
        Ok(())
    }

    /// Warns of characters that could not be read.
    pub(super) fn say_replaced(&mut self, name: &str, changes: &[String]) {
        let replaced = changes
            .iter()
            .find_map(|change| change.strip_prefix("replaced "));
        let Some((count, place)) = replaced.and_then(|it| it.split_once(" from ")) else {
            return;
        };
        let words = Saying::new("notice-replaced")
            .with("name", name)
            .with("count", count);
        let hint = Saying::new("hint-other-encoding");
        self.notices
            .say_at(Level::Warning, words, place.to_owned(), vec![hint]);
    }

    fn set_encoding(&mut self, waiting: usize, encoding: &str) -> Result<(), ActError> {
        let encoding = Some(encoding_named(encoding)?);
        self.read_again(waiting, (encoding, None, None))
    }

    /// Reads a file that waits with another encoding, column of texts, or sort of rows.
    fn read_again(
        &mut self,
        waiting: usize,
        (encoding, column, rows): (Option<Encoding>, Option<&str>, Option<RowsAs>),
    ) -> Result<(), ActError> {
        let missing = ActError::Missing { what: "waiting" };
        let waiting = self.waiting.get_mut(waiting).ok_or(missing)?;
        let now = waiting.choice();
        let choice = Choice {
            encoding: encoding.or(now.encoding),
            // Which holds texts is guessed anew where rows become something else.
            column: match rows {
                Some(_) => column,
                None => column.or(now.column),
            },
            rows: rows.unwrap_or(now.rows),
        };
        *waiting = waiting.again(choice)?;
        Ok(())
    }

    fn set_cleaning(&mut self, waiting: usize, steps: CleanSteps) -> Result<(), ActError> {
        let missing = ActError::Missing { what: "waiting" };
        let waiting = self.waiting.get_mut(waiting).ok_or(missing)?;
        waiting.clean(steps);
        Ok(())
    }

    fn add_waiting(&mut self) -> Result<(), ActError> {
        let waiting = self.waiting.iter().cloned();
        self.add_new(waiting.flat_map(Waiting::into_sources).collect())?;
        self.waiting.clear();
        self.close_overlay(Overlay::Waiting);
        Ok(())
    }

    /// Closes something over the workbench if it is what is open.
    pub(super) fn close_overlay(&mut self, overlay: Overlay) {
        if self.look.overlay == Some(overlay) {
            self.look.overlay = None;
        }
    }
}

impl Action {
    /// Adds files as they are.
    pub fn add(paths: Vec<PathBuf>) -> Self {
        Self::AddSources {
            paths,
            encoding: None,
            column: None,
            rows: RowsAs::Sources,
            clean: Cleaning::Nothing,
            wait: false,
        }
    }
}

pub(super) fn encoding_named(name: &str) -> Result<Encoding, ActError> {
    Encoding::from_label(name).ok_or_else(|| ActError::NoEncoding {
        name: name.to_owned(),
    })
}

/// Reads files, and every text in folders, one after the other.
fn load_all(host: &dyn Host, paths: &[PathBuf], adding: &Adding, pulse: &Pulse) -> Loaded {
    let files: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| match host.is_folder(path) {
            true => files_in(host, path),
            false => vec![path.clone()],
        })
        .collect();
    let mut loaded = Loaded {
        read: Vec::new(),
        wait: adding.wait,
        is_told: adding.clean != Cleaning::Nothing,
        failed: Vec::new(),
        stopped: false,
    };
    for (done, path) in files.iter().enumerate() {
        pulse.report(done, files.len());
        if pulse.is_stopped() {
            loaded.stopped = true;
            break;
        }
        match Waiting::read(host, path, adding) {
            Ok(waiting) => loaded.read.push(waiting),
            Err(error) => loaded.failed.push(error),
        }
    }
    loaded
}

/// The files in a folder that texts are read from, by name.
fn files_in(host: &dyn Host, folder: &Path) -> Vec<PathBuf> {
    let is_one = |path: &PathBuf| {
        let ending = ending(path);
        let mut formats = SourceFormat::ALL.iter();
        formats.any(|it| it.endings().contains(&ending.as_str()))
    };
    host.list(folder).into_iter().filter(is_one).collect()
}

/// The plain texts in a folder, by name.
fn texts_in(host: &dyn Host, folder: &Path) -> Vec<PathBuf> {
    let is_text = |path: &PathBuf| {
        path.extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("txt"))
    };
    host.list(folder).into_iter().filter(is_text).collect()
}

/// The sample texts the start screen lists.
pub(super) fn seeds(host: &dyn Host) -> Vec<PathBuf> {
    host.seeds_folder()
        .map(|folder| texts_in(host, &folder))
        .unwrap_or_default()
}
