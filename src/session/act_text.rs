//! Changing the text of a source: by hand, and by a new edition.

use super::act::Acted;
use super::act_sources::encoding_named;
use super::edition::{Edition, EditionOf, Fate, Replaced};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::waiting::{Adding, Cleaning, Waiting};
use super::{ActError, Action, Host, Manner, Named, Overlay, PathFor, Session};
use crate::anchor::refit;
use crate::edit::plan_text::{self, TextEdit};
use crate::exchange::reading::ReadingError;
use crate::model::{Project, SourceId};
use crate::text::{BinaryKind, DecodeError};
use std::path::{Path, PathBuf};

impl Session {
    pub(super) fn act_on_texts(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::EditText { source, edits } => self.edit_text(source.as_ref(), &edits),
            Action::ReplaceText {
                source,
                path,
                encoding,
            } => self.replace_text(source.as_ref(), path, encoding),
            Action::DecideReplaced { quotation, take } => {
                let edition = self.edition.as_mut().ok_or(ActError::NoEdition);
                edition.and_then(|it| it.decide(quotation, take))
            }
            Action::ApplyReplace => self.apply_replace(),
            Action::MendSource { source, clean } => self.mend_source(source.as_ref(), clean),
            Action::SetMending { steps } => self.set_mending(steps),
            other => return Acted::No(other),
        })
    }

    fn edit_text(&mut self, source: Option<&Named>, edits: &[TextEdit]) -> Result<(), ActError> {
        let id = self.source_or_shown(source)?.id;
        if edits.is_empty() {
            self.look.show(Some(id));
            return self.ask_with(Overlay::EditText, "edits");
        }
        let gone =
            self.change_with(|project, stamp| plan_text::edit_text(project, stamp, (id, edits)))?;
        self.close_overlay(Overlay::EditText);
        if gone > 0 {
            let words = Saying::new("notice-edited-gone").with("count", gone);
            let hints = vec![Saying::new("hint-stray")];
            self.notices
                .say_at(Level::Warning, words, String::new(), hints);
        }
        Ok(())
    }

    /// Reads the new edition and looks for the quotations in it, off the screen's thread. In a window
    /// what became of them is shown first; else it is put in its place at once.
    fn replace_text(
        &mut self,
        source: Option<&Named>,
        path: Option<PathBuf>,
        encoding: Option<String>,
    ) -> Result<(), ActError> {
        let id = self.source_or_shown(source)?.id;
        let Some(path) = path else {
            self.look.show(Some(id));
            return self.ask_for_path(PathFor::Edition);
        };
        let open = self.need_open()?;
        let (project, revision) = (open.project().clone(), open.history().revision());
        let host = self.host.clone();
        self.start(JobKind::Replace, move |_| {
            let of = (&project, (id, revision));
            let edition = plan(&*host, of, (&path, encoding)).map(Box::new);
            JobDone::Edition { edition }
        });
        Ok(())
    }

    /// What would become of the quotations of a source in a new edition of its text.
    ///
    /// # Errors
    /// When the source is not there, the file is no text, or it is the same text.
    pub fn plan_edition(
        &self,
        source: &Named,
        path: &Path,
        encoding: Option<String>,
    ) -> Result<Edition, ActError> {
        let open = self.need_open()?;
        let id = source.source(open.project())?.id;
        let of = (open.project(), (id, open.history().revision()));
        plan(&*self.host, of, (path, encoding))
    }

    /// Takes in a new edition that a job has read: shows it, or puts it in its place.
    pub(super) fn edition_read(&mut self, edition: Result<Box<Edition>, ActError>) {
        let made = edition.and_then(|edition| {
            if let (Manner::Batch, true, Some(path)) =
                (self.manner, edition.is_guessed, edition.path())
            {
                let words = Saying::new("notice-guessed")
                    .with("path", super::act_paths::path_words(path))
                    .with("encoding", edition.encoding().0);
                self.say(Level::Hint, words);
            }
            // A clean-up was looked at before.
            let is_seen = edition.path().is_none() && edition.rows().is_empty();
            match self.manner {
                _ if self.open.is_none() => Ok(()),
                Manner::Window if !is_seen => {
                    self.look.overlay = Some(Overlay::Edition);
                    self.edition = Some(edition);
                    Ok(())
                }
                Manner::Window | Manner::Batch => self.put_edition(*edition),
            }
        });
        if let Err(error) = made {
            self.report(&error);
        }
    }

    /// The new edition that is shown before it takes its place.
    pub fn edition(&self) -> Option<&Edition> {
        self.edition.as_deref()
    }

    /// Lets an edition or a clean-up go that is not looked at any more.
    pub(super) fn drop_edition(&mut self) {
        if self.look.overlay != Some(Overlay::Edition) {
            self.edition = None;
        }
        if self.look.overlay != Some(Overlay::Mending) {
            self.mending = None;
        }
    }

    fn apply_replace(&mut self) -> Result<(), ActError> {
        let edition = self.edition.take().ok_or(ActError::NoEdition)?;
        self.close_overlay(Overlay::Edition);
        self.put_edition(*edition)
    }

    pub(super) fn put_edition(&mut self, edition: Edition) -> Result<(), ActError> {
        if self.need_open()?.history().revision() != edition.revision {
            // It was changed meanwhile: look again at what there is now.
            let source = Some(Named::id(edition.source));
            return match edition.from {
                EditionOf::File { path, encoding } => {
                    self.replace_text(source.as_ref(), Some(path), encoding)
                }
                EditionOf::Cleaned(steps) => {
                    self.mend_source(source.as_ref(), Some(Cleaning::Steps(steps)))
                }
            };
        }
        let counts = edition.counts();
        let (decided, left) = (edition.decided.len(), edition.open_count());
        let changes = edition.new.origin.changes.clone();
        let Edition {
            source,
            new,
            found,
            decided: decisions,
            ..
        } = edition;
        let name = self.need_open()?.project().sources().get(source);
        let name = name.map(|it| it.name.clone()).unwrap_or_default();
        self.change(|project, stamp| {
            let found = (found, &decisions);
            plan_text::replace_text(project, stamp, (source, new), found, &refit)
        })?;
        let mut words = Saying::new("notice-replaced-text")
            .with("name", name.as_str())
            .with("decided", decided);
        for (fate, count) in counts {
            words = words.with(fate.name(), count);
        }
        self.say(Level::Done, words);
        self.say_replaced(&name, &changes);
        if left > 0 {
            let words = Saying::new("notice-replaced-open").with("count", left);
            let hints = vec![Saying::new("hint-stray")];
            self.notices
                .say_at(Level::Warning, words, String::new(), hints);
        }
        Ok(())
    }
}

/// Reads the file and looks for the quotations in it.
fn plan(
    host: &dyn Host,
    (project, of): (&Project, (SourceId, u64)),
    (path, encoding): (&Path, Option<String>),
) -> Result<Edition, ActError> {
    let adding = Adding {
        encoding: encoding.as_deref().map(encoding_named).transpose()?,
        is_one: true,
        ..Adding::default()
    };
    let read = Waiting::read(host, path, &adding).map_err(|error| match error {
        ActError::Decode {
            path,
            error: DecodeError::Empty,
        }
        | ActError::Reading {
            path,
            error: ReadingError::Empty,
        } => ActError::EmptyEdition { path },
        error => error,
    })?;
    let is_guessed = read.is_guessed();
    let mut texts = read.into_sources();
    let (Some(new), true) = (texts.pop(), texts.is_empty()) else {
        // Only the rows of a workbook are texts of their own.
        let (byte, kind) = (0, BinaryKind::Spreadsheet);
        return Err(ActError::Decode {
            path: path.to_owned(),
            error: DecodeError::Binary { byte, kind },
        });
    };
    let path = path.to_owned();
    let from = EditionOf::File { path, encoding };
    Edition::plan(project, of, from, (new, is_guessed))
}

impl Fate {
    /// The locale key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Same => "fate-same",
            Self::Edited => "fate-edited",
            Self::Scattered => "fate-scattered",
            Self::Gone => "fate-gone",
        }
    }
}

impl Replaced {
    /// The locale key of what is said on the button.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Keep => "edition-keep",
            Self::At(..) => "edition-at",
            Self::LetGo => "edition-let-go",
            Self::Open => "edition-open",
        }
    }
}
