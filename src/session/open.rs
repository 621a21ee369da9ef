//! The open project with all that follows from it.

use super::act_save::OnDisk;
use super::around::Watch;
use super::journal::Journal;
use super::past::Past;
use crate::edit::{Changed, History, PlanError, Step, Transaction};
use crate::file::{Warning, journal};
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
    /// The `project.ron` of the folder of files that it is saved as, if it is.
    pub(super) as_folder: Option<PathBuf>,
    /// What lay there then.
    pub(super) on_disk: Option<OnDisk>,
    /// The revision that lies on disk; `None` when what was opened differs from the file.
    pub(super) saved: Option<u64>,
    /// What reading the file put right, or had to say.
    pub(super) read: Vec<Warning>,
    /// The job that is still reading what coders made, if one is.
    pub(super) reading: Option<u64>,
    /// Who codes.
    pub(super) coder: CoderId,
    /// Which saved states it descends from.
    pub(super) past: Past,
    /// Notes every change on disk.
    pub(super) journal: Option<Journal>,
    /// Looks at what lies around it.
    pub(super) watch: Option<Watch>,
    /// Where what was done before it was opened can be looked up: the journal and the place in it.
    pub(super) earlier: Option<(journal::Journal, usize)>,
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
            as_folder: None,
            on_disk: None,
            saved: Some(0),
            read: Vec::new(),
            reading: None,
            coder,
            past: Past::begun(),
            journal: None,
            watch: None,
            earlier: None,
        }
    }

    /// The same of a project that is not whole yet: a job is reading the rest.
    pub(super) fn read_by(self, job: u64) -> Self {
        // What is worked out of it is not taken for what follows from the whole.
        let history = History::beginning_at(u64::MAX);
        Self {
            history,
            saved: Some(u64::MAX),
            reading: Some(job),
            ..self
        }
    }

    /// The same with what was done before.
    pub(super) fn with_history(self, history: History) -> Self {
        Self { history, ..self }
    }

    /// What was done and undone before the project was opened became known.
    pub(super) fn restore(&mut self, past: journal::Past) {
        self.past.put_before(past.done.len(), &past.states);
        self.history.restore(past.done, past.undone);
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
        let before = self.journal.as_ref().map(|_| self.project.clone());
        let changed = self.history.commit(&mut self.project, transaction)?;
        self.past.cut(done);
        if let (Some(journal), Some(before)) = (&self.journal, before)
            && let Some(step) = self.history.done().last()
        {
            journal.did(before, step.clone());
        }
        self.index.update(&self.project, &changed.records);
        Ok(changed)
    }

    pub(super) fn undo(&mut self) -> Option<Step> {
        let before = self.history.done().len();
        let undone = self.history.undo(&mut self.project);
        let undone = undone.map(|(changed, step)| (changed, step.clone()));
        let left = before - usize::from(undone.is_some());
        // Changes of an earlier start that do not fit any more.
        self.past.forget(left - self.history.done().len());
        let (changed, step) = undone?;
        if let Some(journal) = &self.journal {
            journal.undid();
        }
        self.index.update(&self.project, &changed.records);
        Some(step)
    }

    pub(super) fn redo(&mut self) -> Option<Step> {
        let (changed, step) = self.history.redo(&mut self.project)?;
        let step = step.clone();
        if let Some(journal) = &self.journal {
            journal.redid();
        }
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
