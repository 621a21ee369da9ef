//! Project files that are compared and joined as they lie on disk, without being opened: for the
//! command line and for git.

use super::act_join::{Told, find_base};
use super::named::Named;
use super::project_disk;
use super::{ActError, Session};
use crate::anchor::refit;
use crate::edit::{self, Came, History, JoinPlan, JoinRow, Sides, Stamp, Transaction};
use crate::file::{self, Lineage, Opened, ReadError, Revision, Warning};
use crate::model::{CoderId, Conflict, Fingerprint, Over, Project, RecordId};
use std::path::Path;
use uuid::Uuid;

/// The three files of a join.
#[derive(Clone, Copy)]
pub struct Files<'f> {
    /// The version both come from.
    pub base: &'f Path,
    /// The version that stands where the two contradict each other.
    pub mine: &'f Path,
    /// The version that comes to it.
    pub theirs: &'f Path,
    /// What the joined file is called to a person; earlier versions are looked for beside it.
    pub called: &'f Path,
}

/// Two versions made into one, not written yet.
pub struct JoinedFile {
    /// The project.
    pub project: Project,
    /// What the join brought to mine.
    pub came: Came,
    /// The contradictions that neither version knew of.
    pub conflicts: Vec<Conflict>,
    /// What became of which record of mine, and why.
    pub rows: Vec<JoinRow>,
    revisions: Vec<Revision>,
}

impl Session {
    /// Reads a project file without opening it, and says what was amiss in it.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn read_version(&mut self, path: &Path) -> Result<Opened, ActError> {
        let keys = self.unlocking.keys(&*self.host)?;
        let read = project_disk::load_locked(&*self.host, path, &keys)?.opened;
        self.report_warnings(path, &read.warnings);
        Ok(read)
    }

    /// Joins theirs into mine, three ways, and says what came. An empty base is none. Where a part
    /// of a file could not be read, nothing is taken for removed.
    ///
    /// # Errors
    /// When a file cannot be read at all, or the two do not go together; nothing was written.
    pub fn join_files(&mut self, files: Files<'_>) -> Result<JoinedFile, ActError> {
        let base = match self.read_version(files.base) {
            Ok(read) => Some(read),
            Err(ActError::Read {
                error: ReadError::Empty,
                ..
            }) => None,
            Err(error) => return Err(error),
        };
        let mine = self.read_version(files.mine)?;
        let theirs = self.read_version(files.theirs)?;
        let now = self.host.now();
        let lineage_of =
            |it: &Opened| Lineage::of_file(file::identity(&it.project), &it.revisions, now);
        let (ours, other) = (lineage_of(&mine), lineage_of(&theirs));
        let all = base.iter().chain([&mine, &theirs]);
        let is_whole = !all.flat_map(|it| &it.warnings).any(Warning::is_loss);
        // After a cherry-pick the result does not hold all that theirs came from.
        let base_lineage = base.as_ref().map(&lineage_of);
        let descends = base.as_ref().zip(base_lineage.as_ref());
        let descends = descends.is_none_or(|(it, lineage)| {
            ours.common(lineage).contains(&file::identity(&it.project))
        });
        let root = base_lineage.filter(|_| !descends);
        let root = root.and_then(|it| self.kept_base(files, &ours.common(&it)));
        let found = match base {
            Some(read) => Some(read.project),
            None => self.kept_base(files, &ours.common(&other)),
        };
        let found = found.filter(|_| is_whole);
        let sides = Sides {
            base: found.as_ref(),
            ours: &mine.project,
            theirs: &theirs.project,
        };
        let (mut project, plan) = self.join_into(sides, root.as_ref())?;
        let (came, conflicts) = (plan.came, plan.conflicts);
        take_over_unknown(&mut project, [found.as_ref(), Some(&theirs.project)]);
        let is_same = project == mine.project;
        self.tell_join(
            files.called,
            &project,
            Told {
                came: came.clone(),
                conflicts: &conflicts,
                is_nothing: is_same,
                has_base: found.is_some(),
                is_other_project: mine.project.head().id != theirs.project.head().id,
                unread: 0,
                can_undo: false,
            },
        );
        let mut lineage = match descends {
            true => ours.joined(&other),
            false => ours,
        };
        let by: Option<CoderId> = Named::name(self.coder_name())
            .find_coder(&project)
            .map(|it| it.id);
        lineage.record(file::identity(&project), by, now);
        Ok(JoinedFile {
            project,
            came,
            conflicts,
            rows: plan.rows,
            revisions: lineage.chain(),
        })
    }

    fn kept_base(&self, files: Files<'_>, common: &[Fingerprint]) -> Option<Project> {
        let paths = [files.called, files.mine, files.theirs];
        find_base(&*self.host, &paths, common, None).map(|it| it.1)
    }

    /// The project of mine with what the other brings. `root` is what mine and a base that mine does
    /// not descend from both come from, if that is known.
    pub(super) fn join_into(
        &self,
        sides: Sides<'_>,
        root: Option<&Project>,
    ) -> Result<(Project, JoinPlan), ActError> {
        let host = &*self.host;
        let mut fresh = || Self::fresh_id(host);
        let mut stamp = Stamp {
            // Nothing that a join makes bears the name of who made it.
            coder: CoderId::new(Uuid::nil()),
            at: host.now(),
            fresh: &mut fresh,
        };
        let mut plan = edit::join(sides, &mut stamp, &refit);
        // A picked commit brings what it uses; mine never removed what it never had.
        let was_never = |it: &Conflict| {
            let is_there = |project: Option<&Project>| project?.record(it.about);
            let base = is_there(sides.base);
            it.over == Over::Removal
                && root.is_some_and(|root| !root.contains(it.about))
                && !sides.ours.contains(it.about)
                && base == is_there(Some(sides.theirs))
        };
        let all = std::mem::take(&mut plan.conflicts);
        let (dropped, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(was_never);
        plan.transaction.edits.retain(|edit| {
            let is = |it: &Conflict| edit.id() == RecordId::Conflict(it.id);
            !dropped.iter().any(is)
        });
        let is_kept = |it: &JoinRow| {
            let of = |conflict: &Conflict| it.conflict == Some(conflict.id);
            it.conflict.is_none() || kept.iter().any(of)
        };
        plan.rows.retain(is_kept);
        plan.conflicts = kept;
        let mut project = sides.ours.clone();
        if !plan.transaction.edits.is_empty() {
            let edits = std::mem::take(&mut plan.transaction.edits);
            let transaction = Transaction {
                edits,
                ..plan.transaction.clone()
            };
            History::default().commit(&mut project, transaction)?;
        }
        Ok((project, plan))
    }

    /// Writes a joined project; what lies there stays as a backup if that is wanted.
    ///
    /// # Errors
    /// When it cannot be written; what lay there lies there still.
    pub fn write_joined(
        &self,
        joined: &JoinedFile,
        path: &Path,
        backups: usize,
    ) -> Result<(), ActError> {
        let path = &project_disk::resolved(&*self.host, path.to_owned());
        if self.host.is_folder_project(path) {
            let saved = (&joined.project, &*joined.revisions);
            return project_disk::save_in_folder(&*self.host, path, saved, None).map(|_| ());
        }
        self.host.save(path, backups, &mut |out| {
            file::write_with(&joined.project, &joined.revisions, out)
        })?;
        Ok(())
    }
}

/// Takes over what only a newer version understands and what nobody could read, so that it is lost
/// with neither version.
pub(super) fn take_over_unknown(project: &mut Project, [base, theirs]: [Option<&Project>; 2]) {
    let Some(theirs) = theirs else { return };
    for unread in &theirs.unread {
        let was = base.is_some_and(|it| it.unread.contains(unread));
        if !was && !project.unread.contains(unread) {
            project.unread.push(unread.clone());
        }
    }
    for (name, value) in theirs.extra.fields() {
        let has = |it: &Project| it.extra.fields().any(|field| field.0 == name);
        if !has(project) && !base.is_some_and(has) {
            project.extra.keep(name, value);
        }
    }
}
