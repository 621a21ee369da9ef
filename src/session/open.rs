//! The open project with all that follows from it.

use super::act_save::OnDisk;
use super::past::Past;
use crate::edit::{Changed, History, PlanError, Step, Transaction};
use crate::model::{CoderId, Edit, Project, RecordId};
use crate::query::Index;
use std::path::{Path, PathBuf};

/// A project that is open, with its history, its index and where it lies on disk.
pub struct Open {
    project: Project,
    history: History,
    index: Index,
    /// Where it was opened from or saved to last.
    pub(super) path: Option<PathBuf>,
    /// What lay there then.
    pub(super) on_disk: Option<OnDisk>,
    /// The revision that lies on disk; `None` when what was opened differs from the file.
    pub(super) saved: Option<u64>,
    /// Who codes.
    pub(super) coder: CoderId,
    /// Which saved states it descends from.
    pub(super) past: Past,
}

impl Open {
    /// A project as it was read or begun.
    pub(super) fn new(project: Project, index: Index, coder: CoderId) -> Self {
        let history = History::default();
        Self {
            project,
            history,
            index,
            path: None,
            on_disk: None,
            saved: Some(0),
            coder,
            past: Past::begun(),
        }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Which codings touch which text.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What was done and undone since it was opened.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where it lies on disk.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The file it lies in, and what is known of that.
    pub(super) fn lies(&self) -> Option<(PathBuf, OnDisk)> {
        self.path.clone().zip(self.on_disk.clone())
    }

    /// Who codes.
    pub fn coder(&self) -> CoderId {
        self.coder
    }

    /// Whether there is something that is not on disk.
    pub fn is_changed(&self) -> bool {
        self.saved != Some(self.history.revision())
    }

    pub(super) fn commit(&mut self, transaction: Transaction) -> Result<Changed, PlanError> {
        let done = self.history.done().len();
        let changed = self.history.commit(&mut self.project, transaction)?;
        self.past.cut(done);
        self.index.update(&self.project, &changed.records);
        Ok(changed)
    }

    pub(super) fn undo(&mut self) -> Option<Step> {
        let (changed, step) = self.history.undo(&mut self.project)?;
        let step = step.clone();
        self.index.update(&self.project, &changed.records);
        Some(step)
    }

    pub(super) fn redo(&mut self) -> Option<Step> {
        let (changed, step) = self.history.redo(&mut self.project)?;
        let step = step.clone();
        self.index.update(&self.project, &changed.records);
        Some(step)
    }

    /// A transaction that first adds what `edits` put, so that both are one step.
    pub(super) fn with_first(edits: Vec<Edit>, mut transaction: Transaction) -> Transaction {
        transaction.edits.splice(0..0, edits);
        transaction
    }

    /// Whether a record is there.
    pub fn has(&self, id: RecordId) -> bool {
        self.project.contains(id)
    }
}
