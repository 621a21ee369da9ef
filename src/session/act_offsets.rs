//! Reading the file that was imported last in another way, where its offsets were counted otherwise than
//! measured.

use super::act_import::Import;
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Action, Manner, Overlay, Session};
use crate::exchange::{Counting, Format, Measured, Way, ways};
use std::path::{Path, PathBuf};

/// A file that was imported, whose offsets were measured.
#[derive(Clone, Debug)]
pub struct ReadOffsets {
    /// The file.
    pub path: PathBuf,
    /// The ways in which its offsets can be read, the best first.
    pub ways: Vec<Way>,
    /// The ways that were taken, one for each source that is counted otherwise.
    pub taken: Vec<Counting>,
    /// Edges of passages there are in it.
    pub edges: usize,
    /// By how many points what was taken is ahead.
    pub margin: i64,
    format: Option<Format>,
    /// Whether it was taken into a project that was open.
    is_into: bool,
    /// The revision of the project with it.
    revision: u64,
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
        (format, is_into): (Option<Format>, bool),
        measured: &[(String, Measured)],
    ) {
        let ways = ways(measured);
        let mut taken: Vec<Counting> = measured.iter().map(|it| it.1.counting).collect();
        taken.sort_unstable();
        taken.dedup();
        let revision = self.open.as_ref().map(|it| it.history().revision());
        let read = revision
            .filter(|_| ways.len() > 1)
            .map(|revision| ReadOffsets {
                path: path.to_owned(),
                ways,
                taken,
                edges: measured.iter().map(|it| it.1.edges).sum(),
                margin: measured.iter().map(|it| it.1.margin).sum(),
                format,
                is_into,
                revision,
            });
        let is_unsure = read.as_ref().is_some_and(ReadOffsets::is_unsure);
        self.read_offsets = read.map(Box::new);
        if is_unsure && self.manner == Manner::Window && self.look.overlay.is_none() {
            self.look.overlay = Some(Overlay::Offsets);
        } else if self.read_offsets.is_some() && self.manner == Manner::Window {
            self.say(Level::Hint, Saying::new("notice-offsets-choose"));
        }
    }

    /// The file that was imported last, if its offsets can be read in several ways.
    pub fn read_offsets(&self) -> Option<&ReadOffsets> {
        self.read_offsets.as_deref()
    }

    /// Shows the ways.
    pub(super) fn choose_offsets(&mut self) -> Result<(), ActError> {
        if self.read_offsets.is_none() {
            return Err(ActError::NoOffsets);
        }
        self.ask_with(Overlay::Offsets, "offsets")
    }

    /// Reads the file again in another way, in the place of what it was read as.
    pub(super) fn read_again_counted(&mut self, offsets: Counting) -> Result<(), ActError> {
        let read = self.read_offsets.clone().ok_or(ActError::NoOffsets)?;
        if self.need_open()?.history().revision() != read.revision {
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
