//! Files on their way to becoming sources.

use super::error::ActError;
use crate::edit::plan_sources::NewSource;
use crate::exchange::styles;
use crate::model::{Fingerprint, Origin};
use crate::text::{Decoded, Encoding, Lines, TextChange, decode};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file whose encoding is doubtful: shown to the person before it is added.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    bytes: Arc<[u8]>,
    /// How it reads now.
    pub decoded: Decoded,
}

/// What came of reading files.
pub(super) struct Loaded {
    /// Files read with certainty or as told.
    pub(super) sure: Vec<NewSource>,
    /// Files whose encoding was guessed.
    pub(super) doubtful: Vec<Waiting>,
    /// Files that cannot be added.
    pub(super) failed: Vec<ActError>,
    /// Whether the person stopped the reading.
    pub(super) stopped: bool,
}

impl Waiting {
    /// Reads bytes as text.
    ///
    /// # Errors
    /// When they are no text.
    pub(super) fn read(
        path: &Path,
        bytes: Vec<u8>,
        encoding: Option<Encoding>,
    ) -> Result<Self, ActError> {
        let decoded = decode(&bytes, encoding).map_err(|error| ActError::Decode {
            path: path.to_owned(),
            error,
        })?;
        Ok(Self {
            path: path.to_owned(),
            bytes: bytes.into(),
            decoded,
        })
    }

    /// Reads the same bytes with another encoding.
    ///
    /// # Errors
    /// When they are no text in it.
    pub(super) fn again(&self, encoding: Encoding) -> Result<Self, ActError> {
        let decoded = decode(&self.bytes, Some(encoding)).map_err(|error| ActError::Decode {
            path: self.path.clone(),
            error,
        })?;
        Ok(Self {
            decoded,
            ..self.clone()
        })
    }

    /// The source this becomes.
    pub(super) fn into_source(self) -> NewSource {
        let name = |part: Option<&std::ffi::OsStr>| {
            part.map(|it| it.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let lines = Lines::new(self.decoded.text.into());
        let ending = name(self.path.extension()).to_lowercase();
        let is_markdown = matches!(ending.as_str(), "md" | "markdown");
        let origin = Origin {
            name: name(self.path.file_name()),
            encoding: self.decoded.encoding.label().to_owned(),
            file: Some(Fingerprint::of_bytes(&self.bytes)),
            changes: self.decoded.changes.iter().map(TextChange::word).collect(),
            styles: if is_markdown {
                styles::of_markdown(&lines)
            } else {
                Vec::new()
            },
            ..Origin::default()
        };
        NewSource::new(name(self.path.file_stem()), lines, origin)
    }
}
