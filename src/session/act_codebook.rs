//! Taking a codebook in.

use super::act_paths::path_words;
use super::export_words::field_names;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::waiting::decoded;
use super::{ActError, Host, PathFor, Session};
use crate::edit::PlanError;
use crate::edit::plan_codebook::{self, TakenIn};
use crate::exchange::{CodebookRead, read_codebook};
use crate::text::{Encoding, TextChange};
use std::path::{Path, PathBuf};

/// A codebook as it was read from a file.
pub(super) struct DecodedCodebook {
    read: CodebookRead,
    encoding: Encoding,
    guessed: bool,
    /// Bytes that mean nothing in the encoding.
    replaced: usize,
}

impl Session {
    /// Reads a codebook off the screen's thread.
    pub(super) fn import_codebook(
        &mut self,
        path: Option<PathBuf>,
        encoding: Option<&str>,
    ) -> Result<(), ActError> {
        self.need_open()?;
        let encoding = encoding
            .map(super::act_sources::encoding_named)
            .transpose()?;
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Codebook);
        };
        let host = self.host.clone();
        self.start(JobKind::Codebook, move |_| {
            let read = read(&*host, &path, encoding);
            JobDone::CodebookRead { path, read }
        });
        Ok(())
    }

    /// Takes in a codebook that a job has read, in one step.
    pub(super) fn codebook_read(
        &mut self,
        path: &Path,
        read: Result<Box<DecodedCodebook>, ActError>,
    ) {
        let taken = read.and_then(|it| self.take_in_codebook(path, &it));
        if let Err(error) = taken {
            self.report(&error);
        }
    }

    fn take_in_codebook(&mut self, path: &Path, file: &DecodedCodebook) -> Result<(), ActError> {
        let mut taken = TakenIn::default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let what = (file.read.entries.as_slice(), &*name);
        let made =
            self.change(|project, stamp| plan_codebook::plan(project, stamp, what, &mut taken));
        let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
        match made {
            Ok(()) => {
                let words = at("notice-codebook").with("added", taken.added);
                let words = words
                    .with("changed", taken.changed)
                    .with("same", taken.same);
                self.say(Level::Done, words);
            }
            Err(ActError::Plan(PlanError::Nothing)) => {
                let words = at("notice-codebook-same").with("count", taken.same);
                self.say(Level::Hint, words);
            }
            Err(error) => return Err(error),
        }
        if file.guessed {
            let words = at("notice-guessed").with("encoding", file.encoding.label());
            self.say(Level::Hint, words);
        }
        if file.replaced > 0 {
            let words = Saying::new("notice-replaced").with("name", &*name);
            self.say(Level::Warning, words.with("count", file.replaced));
        }
        if taken.examples_left > 0 {
            let words = Saying::new("notice-examples-left").with("count", taken.examples_left);
            self.say(Level::Hint, words);
        }
        taken.remarks.extend_from_slice(&file.read.remarks);
        taken.remarks.sort_by_key(|it| it.line);
        self.report_remarks(path, &taken.remarks);
        Ok(())
    }
}

fn read(
    host: &dyn Host,
    path: &Path,
    encoding: Option<Encoding>,
) -> Result<Box<DecodedCodebook>, ActError> {
    let (bytes, _) = host.load(path)?;
    let decoded = decoded(path, &bytes, encoding)?;
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let read = read_codebook(&decoded.text, &ending, &field_names());
    let replaced = decoded.changes.iter().map(|it| match it {
        TextChange::Replaced { count, .. } => *count,
        _ => 0,
    });
    Ok(Box::new(DecodedCodebook {
        read: read.map_err(|error| ActError::Codebook {
            path: path.to_owned(),
            error,
        })?,
        encoding: decoded.encoding,
        guessed: decoded.guessed,
        replaced: replaced.sum(),
    }))
}
