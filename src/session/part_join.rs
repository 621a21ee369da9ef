//! Files of folder projects that are joined and compared one by one, as git hands them over.

use super::act_join::Told;
use super::project_disk;
use super::versions::Files;
use super::{ActError, Session};
use crate::file::part::PROJECT;
use crate::file::{Fragment, ReadError, Warning};
use crate::model::{Conflict, Project};
use crate::text::Place;
use std::path::{Path, PathBuf};

/// Two versions of one file of a folder project made into one, not written yet.
pub struct JoinedPart {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The contradictions that neither version knew of.
    pub conflicts: Vec<Conflict>,
}

impl Session {
    /// Reads a file of a folder project by itself and says what was amiss in it; `None` when it is
    /// none.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn read_part(&mut self, path: &Path) -> Result<Option<Fragment>, ActError> {
        let (bytes, _) = self.host.load(path)?;
        let read = Fragment::read(&bytes).map_err(|error| ActError::Read {
            path: path.to_owned(),
            error,
        })?;
        if let Some(it) = &read {
            self.report_warnings(path, &it.warnings);
        }
        Ok(read)
    }

    /// Joins theirs into mine, three ways, if they are versions of one file of a folder project.
    ///
    /// # Errors
    /// When a file cannot be read at all, or the two do not go together; nothing was written.
    pub fn join_parts(&mut self, files: Files<'_>) -> Result<Option<JoinedPart>, ActError> {
        let mine = self.read_part(files.mine)?;
        let theirs = self.read_part(files.theirs)?;
        let (mine, theirs) = match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine.key == theirs.key => (mine, theirs),
            (None, None) => return Ok(None),
            _ => {
                let path = files.theirs.to_owned();
                let place = Place { line: 1, column: 1 };
                let error = ReadError::NothingReadable { place };
                return Err(ActError::Read { path, error });
            }
        };
        let base = self.read_part(files.base)?.filter(|it| it.key == mine.key);
        let has_base = base.is_some();
        let all = base.iter().chain([&mine, &theirs]);
        let is_whole = !all.flat_map(|it| &it.warnings).any(Warning::is_loss);
        let mut versions = [base.unwrap_or_else(|| mine.emptied()), mine, theirs];
        Fragment::level(&mut versions, self.around(files.called).as_ref());
        let [base, mine, theirs] = &versions;
        let has_base = has_base && is_whole;
        let sides = crate::edit::Sides {
            base: Some(&base.project).filter(|_| has_base),
            ours: &mine.project,
            theirs: &theirs.project,
        };
        let (mut project, plan) = self.join_into(sides, None)?;
        let (came, conflicts) = (plan.came, plan.conflicts);
        super::versions::take_over_unknown(&mut project, [sides.base, Some(&theirs.project)]);
        let revisions = mine.states(theirs);
        let is_nothing = project == mine.project && revisions.len() == mine.revisions.len();
        self.tell_join(
            files.called,
            &project,
            Told {
                came,
                conflicts: &conflicts,
                is_nothing,
                has_base,
                is_other_project: mine.project.head().id != theirs.project.head().id,
                unread: 0,
                can_undo: false,
            },
        );
        let bytes = mine.write(&project, &revisions);
        Ok(Some(JoinedPart { bytes, conflicts }))
    }

    /// The folder project around a file, as it lies on disk now: for names of what the file points
    /// at.
    pub fn around(&self, part: &Path) -> Option<Project> {
        let above = part.ancestors().skip(1).take(3);
        let inner = above.map(|it| it.join(PROJECT));
        let found: Option<PathBuf> = inner.into_iter().find(|it| self.host.is_folder_project(it));
        let (read, _) = project_disk::load(&*self.host, &found?).ok()?;
        Some(read.project)
    }

    /// Writes the bytes of a file whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written; what lay there lies there still.
    pub fn write_bytes(&self, bytes: &[u8], path: &Path) -> Result<(), ActError> {
        self.host.save(path, 0, &mut |out| out.write_all(bytes))?;
        Ok(())
    }
}
