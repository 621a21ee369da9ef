//! Making, undoing and redoing changes, without limit.

use super::{PlanError, Transaction};
use crate::model::{Edit, Project, RecordId, check_touched};
use std::collections::BTreeMap;

/// A change that was made, with the edits that take it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The change.
    pub transaction: Transaction,
    /// Its inverse, in the order to apply: computed when the change was made.
    inverse: Vec<Edit>,
}

impl Step {
    /// A change that was made before, with the edits that take it back in the order to apply.
    pub fn restored(transaction: Transaction, inverse: Vec<Edit>) -> Self {
        Self {
            transaction,
            inverse,
        }
    }

    /// The edits that take it back, in the order to apply.
    pub fn inverse(&self) -> &[Edit] {
        &self.inverse
    }

    /// Whether what edits made of records is what stands in the project: they were the last to touch
    /// them.
    fn stands(edits: &[Edit], project: &Project) -> bool {
        let mut last: BTreeMap<RecordId, &Edit> = BTreeMap::new();
        last.extend(edits.iter().map(|it| (it.id(), it)));
        last.into_iter().all(|(id, edit)| match edit {
            Edit::Put(record) => project.record(id).as_ref() == Some(record),
            Edit::Take(_) => !project.contains(id),
        })
    }
}

/// Which records a commit, undo or redo touched, so that indexes can follow.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// The touched records, sorted, each once.
    pub records: Vec<RecordId>,
}

/// Everything done to a project, and what was undone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    revision: u64,
    /// How many of the first that were done are known from an earlier start of the program only.
    restored: usize,
}

impl History {
    /// Of a project to which nothing was done, with the number of its first revision.
    pub fn beginning_at(revision: u64) -> Self {
        Self {
            revision,
            ..Self::default()
        }
    }

    /// Applies a transaction whole or not at all.
    ///
    /// # Errors
    /// [`PlanError::Nothing`] for a transaction without edits, [`PlanError::Rule`] when a rule of
    /// the model would be broken; the project is then as it was.
    pub fn commit(
        &mut self,
        project: &mut Project,
        transaction: Transaction,
    ) -> Result<Changed, PlanError> {
        if transaction.edits.is_empty() {
            return Err(PlanError::Nothing);
        }
        let inverse = apply_all(project, transaction.edits.iter().cloned());
        let changed = Changed::of(&inverse);
        if let Some(broken) = check_touched(project, &changed.records) {
            apply_all(project, inverse.into_iter());
            return Err(PlanError::Rule { broken });
        }
        self.done.push(Step {
            transaction,
            inverse,
        });
        self.undone.clear();
        self.revision += 1;
        Ok(changed)
    }

    /// Puts what was done and undone before the project was opened before all that was done since.
    /// What was undone counts only as long as nothing was done.
    pub fn restore(&mut self, mut done: Vec<Step>, undone: Vec<Step>) {
        if self.done.is_empty() && self.undone.is_empty() {
            self.undone = undone;
        }
        self.restored = done.len();
        done.append(&mut self.done);
        self.done = done;
    }

    /// How many of the first that were done were [restored](Self::restore).
    pub fn restored(&self) -> usize {
        self.restored
    }

    /// Forgets what was restored: the project was changed by other means since.
    fn forget_restored(&mut self) {
        self.done.drain(..self.restored.min(self.done.len()));
        self.restored = 0;
    }

    /// Takes the last change back; `None` when there is none. A restored change that is not what
    /// stands in the project is forgotten with all before it.
    pub fn undo(&mut self, project: &mut Project) -> Option<(Changed, &Step)> {
        let is_restored = self.done.len() <= self.restored;
        if is_restored && !Step::stands(&self.done.last()?.transaction.edits, project) {
            self.forget_restored();
        }
        let step = self.done.pop()?;
        self.restored = self.restored.min(self.done.len());
        apply_all(project, step.inverse.iter().cloned());
        self.revision += 1;
        let changed = Changed::of(&step.inverse);
        self.undone.push(step);
        self.undone.last().map(|step| (changed, step))
    }

    /// Makes the change last undone again; `None` when there is none.
    pub fn redo(&mut self, project: &mut Project) -> Option<(Changed, &Step)> {
        if !Step::stands(&self.undone.last()?.inverse, project) {
            self.undone.clear();
        }
        let step = self.undone.pop()?;
        apply_all(project, step.transaction.edits.iter().cloned());
        self.revision += 1;
        let changed = Changed::of(&step.inverse);
        self.done.push(step);
        self.done.last().map(|step| (changed, step))
    }

    /// The changes made, oldest first.
    pub fn done(&self) -> &[Step] {
        &self.done
    }

    /// The changes undone, the next to redo last.
    pub fn undone(&self) -> &[Step] {
        &self.undone
    }

    /// Rises by one with every commit, undo and redo.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

impl Changed {
    fn of(edits: &[Edit]) -> Self {
        let mut records: Vec<RecordId> = edits.iter().map(Edit::id).collect();
        records.sort_unstable();
        records.dedup();
        Self { records }
    }
}

/// Applies edits in order; what comes back undoes them when applied in the order it comes.
fn apply_all(project: &mut Project, edits: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut inverse: Vec<Edit> = edits.map(|edit| project.apply(edit)).collect();
    inverse.reverse();
    inverse
}
