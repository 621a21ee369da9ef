//! Joining another version of the project, and deciding what a join could not.

use super::act_copy::veil_of;
use super::act_paths::path_words;
use super::act_save::OnDisk;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::past::{Reckoned, Snapshot};
use super::project_disk;
use super::report_conflict::conflict_saying;
use super::{ActError, Host, Session};
use crate::anchor::refit;
use crate::edit::{self, Came, Choice, JoinPlan, Sides, Stamp, plan_conflicts};
use crate::file::{self, Lineage, Opened, Sheet};
use crate::model::{CoderId, Conflict, ConflictId, Fingerprint, Project};
use std::path::{Path, PathBuf};

/// Conflicts named one by one; the rest is counted.
const NAMED: usize = 5;

/// A join that a job has planned.
pub(super) struct Joining {
    plan: JoinPlan,
    reckoned: Reckoned,
    theirs: Lineage,
    /// Whether theirs is an earlier version of ours.
    is_earlier: bool,
    /// Whether the version both come from was found.
    has_base: bool,
    /// Whether theirs is a project of its own.
    is_other_project: bool,
    /// Parts of theirs that could not be read.
    unread: usize,
}

/// What is said of a join.
pub(super) struct Told<'t> {
    pub(super) came: Came,
    pub(super) conflicts: &'t [Conflict],
    /// Whether nothing came.
    pub(super) is_nothing: bool,
    pub(super) has_base: bool,
    pub(super) is_other_project: bool,
    /// Parts of theirs that could not be read and were not taken over.
    pub(super) unread: usize,
    /// Whether it is a step of an open project.
    pub(super) can_undo: bool,
}

/// Our side of a join.
struct Ours {
    project: Project,
    past: Snapshot,
    /// The file it lies in.
    lies: Option<(PathBuf, OnDisk)>,
    coder: CoderId,
}

impl Session {
    /// Reads the other version and plans the join, off the screen's thread.
    pub(super) fn join_project(&mut self, path: PathBuf) -> Result<(), ActError> {
        let open = self.need_open()?;
        let revision = open.history().revision();
        let ours = Ours {
            project: open.project().clone(),
            past: open.past.snapshot(open.history().done().len()),
            lies: open.lies(),
            coder: open.coder,
        };
        let host = self.host.clone();
        self.start(JobKind::Join, move |_| {
            let joining = plan(&*host, &path, ours);
            JobDone::Joined {
                path,
                revision,
                joining,
            }
        });
        Ok(())
    }

    /// Takes in a join that a job has planned, in one step.
    pub(super) fn joined(
        &mut self,
        path: &Path,
        revision: u64,
        joining: Result<Box<Joining>, ActError>,
    ) {
        let made = joining.and_then(|joining| match &self.open {
            None => Ok(()),
            // It was changed meanwhile: plan again on what there is now.
            Some(open) if open.history().revision() != revision => {
                self.join_project(path.to_owned())
            }
            Some(_) => self.take_in_join(path, *joining),
        });
        if let Err(error) = made {
            self.report(&error);
        }
    }

    fn take_in_join(&mut self, path: &Path, joining: Joining) -> Result<(), ActError> {
        let open = self.open.as_mut().ok_or(ActError::NoProject)?;
        let came = joining.plan.came;
        let is_nothing = joining.plan.transaction.edits.is_empty();
        if !is_nothing {
            open.commit(joining.plan.transaction)?;
        }
        let done = open.history().done().len();
        open.past.joined(done, joining.reckoned, &joining.theirs);
        let project = open.project().clone();
        let told = Told {
            came,
            conflicts: &joining.plan.conflicts,
            is_nothing,
            has_base: joining.has_base || joining.is_earlier,
            is_other_project: joining.is_other_project,
            unread: joining.unread,
            can_undo: true,
        };
        self.settle();
        self.tell_join(path, &project, told);
        Ok(())
    }

    /// Says what a join brought to what is `project` now, and what it left to a person.
    pub(super) fn tell_join(&mut self, path: &Path, project: &Project, told: Told<'_>) {
        let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
        let came = told.came;
        if told.is_nothing {
            self.say(Level::Hint, at("notice-joined-nothing"));
        } else {
            let key = match told.can_undo {
                true => "notice-joined",
                false => "notice-joined-file",
            };
            let words = at(key)
                .with("added", came.added)
                .with("codings", came.codings)
                .with("changed", came.changed)
                .with("removed", came.removed);
            self.say(Level::Done, words);
        }
        if told.is_other_project {
            self.say(Level::Warning, at("notice-joined-other"));
        } else if !told.has_base {
            self.say(Level::Warning, at("notice-joined-no-base"));
        }
        for (key, count) in [
            ("notice-joined-unread", told.unread),
            ("notice-joined-stray", came.stray),
        ] {
            if count > 0 {
                self.say(Level::Warning, at(key).with("count", count));
            }
        }
        self.name_conflicts(project, told.conflicts);
    }

    /// Says what a join could not decide: the first few, and how many there are.
    fn name_conflicts(&mut self, project: &Project, conflicts: &[Conflict]) {
        if conflicts.is_empty() {
            return;
        }
        let words = Saying::new("notice-conflicts").with("count", conflicts.len());
        let hints = vec![Saying::new("hint-decide")];
        self.notices
            .say_at(Level::Warning, words, String::new(), hints);
        for conflict in conflicts.iter().take(NAMED) {
            let words = conflict_saying(project, conflict);
            let place = conflict.id.to_string();
            self.notices
                .say_at(Level::Warning, words, place, Vec::new());
        }
        if conflicts.len() > NAMED {
            let rest = conflicts.len() - NAMED;
            let words = Saying::new("notice-more-warnings").with("count", rest);
            self.say(Level::Warning, words);
        }
    }

    /// The sentence for what a join could not decide: what stands here and what the other version is.
    pub fn conflict_words(&self, conflict: &Conflict) -> Saying {
        match self.project() {
            Some(project) => conflict_saying(project, conflict),
            None => Saying::new("error-no-project"),
        }
    }

    pub(super) fn decide_conflict(
        &mut self,
        conflict: Option<ConflictId>,
        take: Choice,
    ) -> Result<(), ActError> {
        let all = self.need_open()?.project().conflicts();
        let ids: Vec<ConflictId> = match conflict {
            Some(id) => vec![id],
            None => all.iter().map(|it| it.id).collect(),
        };
        self.change(|project, stamp| plan_conflicts::decide(project, stamp, &ids, (take, &refit)))
    }
}

/// Reads theirs, looks for the version both come from, and plans.
fn plan(host: &dyn Host, path: &Path, ours: Ours) -> Result<Box<Joining>, ActError> {
    let path = project_disk::resolved(host, path.to_owned());
    let path = path.as_path();
    let (read, _) = project_disk::load(host, path)?;
    let now = host.now();
    let theirs = Lineage::of_file(file::identity(&read.project), &read.revisions, now);
    let lies = ours.lies;
    // What was hidden when it was given away is shown again here.
    let here = lies.as_ref().map(|it| it.0.as_path());
    let veil = veil_of(host, here, &theirs).unwrap_or_default();
    let read = Opened {
        project: veil.take_off(&read.project),
        ..read
    };
    let reckoned = ours.past.reckon(now, |it| OnDisk::sheet(lies.as_ref(), it));
    let common = reckoned.lineage.common(&theirs);
    let is_earlier = theirs.tips().iter().all(|it| common.contains(it));
    let base = match is_earlier {
        true => Some(read.project.clone()),
        false => {
            let paths: Vec<&Path> = here.into_iter().chain([path]).collect();
            let found = find_base(host, &paths, &common, reckoned.last.as_ref());
            found.map(|it| veil.take_off(&it))
        }
    };
    let mut fresh = || Session::fresh_id(host);
    let mut stamp = Stamp {
        coder: ours.coder,
        at: now,
        fresh: &mut fresh,
    };
    let sides = Sides {
        base: base.as_ref(),
        ours: &ours.project,
        theirs: &read.project,
    };
    Ok(Box::new(Joining {
        plan: edit::join(sides, &mut stamp, &refit),
        reckoned,
        theirs,
        is_earlier,
        has_base: base.is_some(),
        is_other_project: ours.project.head().id != read.project.head().id,
        unread: read.project.unread.len(),
    }))
}

/// The newest of the revisions both come from that is still there: opened or saved here, or kept
/// beside one of the two files.
pub(super) fn find_base(
    host: &dyn Host,
    paths: &[&Path],
    common: &[Fingerprint],
    last: Option<&Sheet>,
) -> Option<Project> {
    common.iter().find_map(|id| {
        let here = last.filter(|it| it.id() == *id);
        let here = here.map(|it| it.project().clone());
        here.or_else(|| paths.iter().find_map(|path| host.kept(path, *id)))
    })
}
