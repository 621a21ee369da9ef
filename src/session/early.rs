//! A large project that can be read while what coders made is still being read.
//!
//! **Invariant:** nothing changes it and nothing of it is written: it is not whole.

use super::jobs::{JobDone, JobKind};
use super::{ActError, Action, Manner, Open, Session};
use crate::model::Project;
use crate::query::Index;
use std::path::{Path, PathBuf};

/// What can be done meanwhile: looking, reading, and leaving.
const MEANWHILE: &[&str] = &[
    "new-project",
    "open-project",
    "import-project",
    "open-sample",
    "unlock",
    "close-project",
    "quit",
    "copy",
    "copy-cited",
    "find",
    "find-next",
    "find-previous",
    "show-source",
    "next-source",
    "previous-source",
    "select",
    "grow-selection",
    "shrink-selection",
    "swap-ends",
    "select-none",
    "read",
    "open-palette",
    "show-overlay",
    "next-pane",
    "previous-pane",
    "toggle-panel",
    "show-board",
    "set-theme",
    "set-font",
    "set-motion",
    "toggle-theme",
    "set-language",
    "set-typesetting",
    "zoom-in",
    "zoom-out",
    "zoom-reset",
    "set-keys",
    "reset-keys",
    "answer",
    "dismiss",
    "cancel",
];

impl Session {
    /// Whether the open project is not whole yet: its texts and codes are there, what coders made is
    /// still being read.
    pub fn is_early(&self) -> bool {
        self.open.as_ref().is_some_and(|it| it.reading.is_some())
    }

    /// Whether the action of this name can be asked for now: of a project that is not whole yet only
    /// what looks at it.
    pub fn is_timely(&self, name: &str) -> bool {
        !self.is_early() || MEANWHILE.contains(&name)
    }

    pub(super) fn need_timely(&self, action: &Action) -> Result<(), ActError> {
        match self.is_timely(action.name()) {
            true => Ok(()),
            false => Err(ActError::StillReading),
        }
    }

    /// Has the texts of a project read first that the job `reading` reads whole, unless another
    /// project is open that is of more use until then.
    pub(super) fn look_early(&mut self, path: &Path, reading: u64) {
        if self.manner == Manner::Batch || self.open.is_some() {
            return;
        }
        let (host, path) = (self.host.clone(), path.to_owned());
        self.start(JobKind::Early, move |_| {
            let texts = host.texts(&path).map(Box::new);
            JobDone::Early {
                path,
                reading,
                texts,
            }
        });
    }

    /// Shows texts that were read first, if the whole did not come before them.
    pub(super) fn looked_early(
        &mut self,
        (path, reading): (PathBuf, u64),
        texts: Option<Box<Project>>,
    ) {
        let waits = self.open.is_none() && self.jobs.has(reading);
        let Some(project) = texts.filter(|_| waits) else {
            return;
        };
        let coder = self.coder_for(&project);
        let index = Index::build(&project);
        let mut open = Open::new(*project, index, coder).read_by(reading);
        open.path = Some(path.clone());
        self.begin(open);
        self.return_to_place(&path);
    }

    /// Closes a project that is not whole yet: the rest cannot be read, or nobody waits for it.
    pub(super) fn drop_early(&mut self) {
        if let Some(reading) = self.open.as_ref().and_then(|it| it.reading) {
            self.jobs.stop(reading);
            self.remember_place();
            self.open = None;
            self.look = super::Look::default();
        }
    }

    /// Whether `open` is the whole of what is looked at: then all stays on the screen as it is.
    pub(super) fn completes(&self, open: &Open) -> bool {
        let is_of =
            |it: &Open| it.path == open.path && it.project().head().id == open.project().head().id;
        self.is_early() && self.open.as_ref().is_some_and(is_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::table;

    #[test]
    fn what_can_be_done_meanwhile_is_in_the_table() {
        for name in MEANWHILE {
            assert!(table::row(name).is_some(), "{name}");
        }
    }
}
