//! Reading the file that was imported last in another way, where its offsets were counted otherwise than
//! measured.

use super::act_import::Import;
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Manner, Open, Overlay, Session};
use crate::exchange::{Counting, Format, Measured, Way, ways};
use crate::model::ProjectId;
use std::path::{Path, PathBuf};

/// A file that was imported, whose offsets were measured.
#[derive(Clone, Debug)]
pub struct ReadOffsets {
    /// The file.
    pub path: PathBuf,
    /// The ways in which its offsets can be read, the best first.
    pub ways: Vec<Way>,
    /// Edges of passages there are in it.
    pub edges: usize,
    /// By how many points what was taken is ahead.
    pub margin: i64,
    /// Whether it was told how they are counted.
    pub is_told: bool,
    format: Option<Format>,
    /// Whether it was taken into a project that was open.
    is_into: bool,
    /// The project with it, and its revision.
    of: (ProjectId, u64),
}

impl ReadOffsets {
    /// Whether another way does nearly as well.
    pub const fn is_unsure(&self) -> bool {
        self.margin < Measured::DECISIVE
    }
}

impl Session {
    /// Keeps in mind how the offsets of a file were read.
    pub(super) fn note_offsets(
        &mut self,
        path: &Path,
        (format, is_into, is_told): (Option<Format>, bool, bool),
        measured: &[(String, Measured)],
    ) {
        let ways = ways(measured);
        let of = self.open.as_ref().map(revision_of);
        let read = of.filter(|_| ways.len() > 1).map(|of| ReadOffsets {
            path: path.to_owned(),
            ways,
            edges: measured.iter().map(|it| it.1.edges).sum(),
            margin: measured.iter().map(|it| it.1.margin).sum(),
            is_told,
            format,
            is_into,
            of,
        });
        let is_unsure = !is_told && read.as_ref().is_some_and(ReadOffsets::is_unsure);
        self.read_offsets = read.map(Box::new);
        if is_unsure && self.manner == Manner::Window && self.look.overlay.is_none() {
            self.look.overlay = Some(Overlay::Offsets);
        } else if self.read_offsets.is_some() && self.manner == Manner::Window {
            self.say(Level::Hint, Saying::new("notice-offsets-choose"));
        }
    }

    /// The file that was imported last, if its offsets can be read in several ways and what it was read as
    /// is open.
    pub fn read_offsets(&self) -> Option<&ReadOffsets> {
        let (open, _) = self.open.as_ref().map(revision_of)?;
        self.read_offsets.as_deref().filter(|it| it.of.0 == open)
    }

    /// Shows the ways.
    pub(super) fn choose_offsets(&mut self) -> Result<(), ActError> {
        self.read_offsets().ok_or(ActError::NoOffsets)?;
        self.ask_with(Overlay::Offsets, "offsets")
    }

    /// Reads the file again in another way, in the place of what it was read as.
    pub(super) fn read_again_counted(&mut self, offsets: Counting) -> Result<(), ActError> {
        let read = self.read_offsets().cloned().ok_or(ActError::NoOffsets)?;
        if revision_of(self.need_open()?) != read.of {
            return Err(ActError::ChangedSince { path: read.path });
        }
        self.close_overlay(Overlay::Offsets);
        let import = Import {
            path: read.path,
            format: read.format,
            offsets: Some(offsets),
            report: None,
        };
        match read.is_into {
            true => {
                self.act(Action::Undo)?;
                self.start_import_into(import, true)
            }
            false => {
                self.start_import(import);
                Ok(())
            }
        }
    }
}

/// Which project is open, and its revision.
fn revision_of(open: &Open) -> (ProjectId, u64) {
    (open.project().head().id, open.history().revision())
}
