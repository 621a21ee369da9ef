//! Joining another version of the project, and deciding what a join could not.

use super::act_copy::{veil_in, veil_of};
use super::act_paths::path_words;
use super::act_save::{Holds, OnDisk};
use super::compared::Compared;
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::notice::Level;
use super::past::{Reckoned, Snapshot};
use super::planned::{Footing, Planned};
use super::project_disk::{self, Loaded};
use super::report_conflict::conflict_saying;
use super::{ActError, Action, Host, Manner, Overlay, PathFor, Session};
use crate::anchor::refit;
use crate::edit::{self, Came, Choice, JoinPlan, Sides, Stamp, plan_conflicts};
use crate::file::lock::Keys;
use crate::file::{self, Lineage, Opened, Seal, Sheet};
use crate::model::{CoderId, Conflict, ConflictId, Fingerprint, Project};
use std::path::{Path, PathBuf};

/// Conflicts named one by one; the rest is counted.
const NAMED: usize = 5;

/// A join that a job has planned.
pub(super) struct Joining {
    pub(super) plan: JoinPlan,
    reckoned: Reckoned,
    theirs: Lineage,
    /// What theirs was when it was read.
    on_disk: OnDisk,
    /// What the join rests on.
    pub(super) footing: Footing,
    /// Parts of theirs that could not be read.
    pub(super) unread: usize,
    /// Whether theirs is a copy that was given away, and no list of hidden words was found for it.
    pub(super) wants_key: bool,
}

/// What is done when a join is made that was asked for on the way to something else.
pub(super) struct AfterJoin {
    /// What is done when the joined project is saved.
    pub(super) then: Option<Box<Action>>,
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
    /// Whether a person looks at the plan first.
    is_shown: bool,
}

impl Session {
    /// Reads the other version and plans the join, off the screen's thread. In a window the plan is
    /// shown first; else it is made at once.
    pub(super) fn join_project(
        &mut self,
        path: Option<PathBuf>,
        key: Option<PathBuf>,
    ) -> Result<(), ActError> {
        let open = self.need_open()?;
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Join);
        };
        let revision = open.history().revision();
        let ours = Ours {
            project: open.project().clone(),
            past: open.past.snapshot(open.history().done().len()),
            lies: open.lies(),
            coder: open.coder,
            is_shown: self.manner == Manner::Window,
        };
        let (host, unlocking) = (self.host.clone(), self.unlocking.clone());
        self.start(JobKind::Join, move |_| {
            let keys = unlocking.keys(&*host);
            let of = |keys| plan(&*host, (&path, key.as_deref(), revision), (ours, &keys));
            let planned = keys.and_then(of);
            JobDone::Joined { path, key, planned }
        });
        Ok(())
    }

    /// Takes in a join that a job has planned: shows it, or makes it in one step.
    pub(super) fn joined(
        &mut self,
        (path, key): (PathBuf, Option<PathBuf>),
        planned: Result<Box<Planned>, ActError>,
    ) {
        let made = planned.and_then(|planned| match self.manner {
            _ if self.open.is_none() => Ok(()),
            Manner::Window => {
                self.look.overlay = Some(Overlay::Join);
                self.planned = Some(planned);
                self.forget_keys();
                Ok(())
            }
            Manner::Batch => self.make_join(*planned),
        });
        if let Err(error) = made {
            self.after_join = None;
            let path = Some(path);
            self.report_or_unlock(error, Action::JoinProject { path, key });
        }
    }

    /// The join that is planned and shown.
    pub fn planned(&self) -> Option<&Planned> {
        self.planned.as_deref()
    }

    /// Whether the joined project is saved as soon as the join is made.
    pub fn will_save_join(&self) -> bool {
        self.after_join.is_some()
    }

    /// Plans the join that is shown once more, with the list of the words that were hidden in it.
    pub(super) fn join_with_key(&mut self, key: Option<PathBuf>) -> Result<(), ActError> {
        let planned = self.planned.as_ref().ok_or(ActError::NothingPlanned)?;
        let path = planned.path.clone();
        match key {
            Some(key) => self.join_project(Some(path), Some(key)),
            None => self.ask_for_path(PathFor::Key),
        }
    }

    /// Makes the join that is shown.
    pub(super) fn apply_join(&mut self) -> Result<(), ActError> {
        let planned = self.planned.take().ok_or(ActError::NothingPlanned)?;
        self.look.overlay = None;
        self.make_join(*planned)?;
        match self.after_join.take() {
            Some(AfterJoin { then }) => self.save_project(then),
            None => Ok(()),
        }
    }

    /// Lets a plan go that is not looked at any more.
    pub(super) fn drop_plan(&mut self) {
        if self.look.overlay != Some(Overlay::Join) && self.planned.take().is_some() {
            self.after_join = None;
        }
        self.forget_keys();
    }

    fn make_join(&mut self, planned: Planned) -> Result<(), ActError> {
        if self.need_open()?.history().revision() != planned.revision {
            // It was changed meanwhile: plan again on what there is now.
            return self.join_project(Some(planned.path), planned.key);
        }
        self.take_in_join(&planned.path, planned.joining)
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
        if open.path() == Some(path) {
            // What lies there is in here now, so that a save may take its place.
            open.on_disk = Some(joining.on_disk);
            open.saved = open.saved.filter(|_| is_nothing);
        }
        let project = open.project().clone();
        let told = Told {
            came,
            conflicts: &joining.plan.conflicts,
            is_nothing,
            has_base: !matches!(joining.footing, Footing::Nothing | Footing::OtherProject),
            is_other_project: joining.footing == Footing::OtherProject,
            unread: joining.unread,
            can_undo: true,
        };
        self.settle();
        self.look_around();
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
        if self.manner == Manner::Window {
            // The board has a row for each.
            self.look.board = super::Board::Conflicts;
            self.settings.hidden.remove(&super::Panel::Board);
            return self.say(Level::Warning, words);
        }
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
        is_like: bool,
        take: Choice,
    ) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let all = project.conflicts();
        let ids: Vec<ConflictId> = match conflict {
            Some(id) if is_like => plan_conflicts::alike(project, id),
            Some(id) => vec![id],
            None => all.iter().map(|it| it.id).collect(),
        };
        self.change(|project, stamp| plan_conflicts::decide(project, stamp, &ids, (take, &refit)))
    }
}

/// Reads theirs, looks for the version both come from, and plans.
fn plan(
    host: &dyn Host,
    (path, key, revision): (&Path, Option<&Path>, u64),
    (ours, keys): (Ours, &Keys),
) -> Result<Box<Planned>, ActError> {
    let path = project_disk::resolved(host, path.to_owned());
    let path = path.as_path();
    // Looked at first: what happens while it is read then shows.
    let seal = host.seal(path);
    let Loaded {
        opened: read,
        print,
        ..
    } = project_disk::load_locked(host, path, keys)?;
    let holds = Holds::Bytes(print);
    let now = host.now();
    let lies = ours.lies;
    let reckoned = ours
        .past
        .reckon(now, |it, claims| OnDisk::sheet(lies.as_ref(), it, claims));
    let is_same_project = ours.project.head().id == read.project.head().id;
    let last = reckoned.last.as_ref().filter(|_| is_same_project);
    let id = state_of(&read, seal.as_ref().map(|it| (path, it)), last);
    let theirs = Lineage::of_file(id, &read.revisions, now);
    // What was hidden when it was given away is shown again here.
    let here = lies.as_ref().map(|it| it.0.as_path());
    let veil = match key {
        Some(key) => Some(veil_in(host, key, keys)?),
        None => veil_of(host, here, &theirs),
    };
    let is_given = theirs.chain().iter().any(|it| !it.given.is_empty());
    let wants_key = is_given && veil.is_none();
    let veil = veil.unwrap_or_default();
    let read = Opened {
        project: veil.take_off(&read.project),
        ..read
    };
    let common = reckoned.lineage.common(&theirs);
    let is_earlier = theirs.tips().iter().all(|it| common.contains(it)) && !theirs.is_back(&common);
    let found = match is_earlier {
        true => Some((id, read.project.clone())),
        false => {
            let paths: Vec<&Path> = here.into_iter().chain([path]).collect();
            let kept = find_base(host, &paths, &common, reckoned.last.as_ref());
            let kept = kept.map(|(id, it)| (id, veil.take_off(&it)));
            // What lies in the place of what was opened was made from that, whoever wrote it.
            let opened = reckoned.last.as_ref();
            let opened = opened.map(|it| (it.id(), it.project().clone()));
            kept.or(opened.filter(|_| here == Some(path) && is_same_project))
        }
    };
    let footing = match &found {
        Some(_) if is_earlier => Footing::Earlier,
        Some(base) => Footing::of_base(base, &reckoned.lineage, &ours.project),
        None if !is_same_project => Footing::OtherProject,
        None => Footing::Nothing,
    };
    let mut fresh = || Session::fresh_id(host);
    let mut stamp = Stamp {
        coder: ours.coder,
        at: now,
        fresh: &mut fresh,
    };
    let sides = Sides {
        base: found.as_ref().map(|it| &it.1),
        ours: &ours.project,
        theirs: &read.project,
    };
    let plan = edit::join(sides, &mut stamp, &refit);
    let compared = ours.is_shown.then(|| compared(&ours.project, &plan));
    Ok(Box::new(Planned {
        path: path.to_owned(),
        key: key.map(Path::to_owned),
        revision,
        compared,
        joining: Joining {
            plan,
            reckoned,
            theirs,
            on_disk: OnDisk { seal, holds },
            footing,
            unread: read.project.unread.len(),
            wants_key,
        },
    }))
}

/// Ours before and after a join.
fn compared(ours: &Project, plan: &JoinPlan) -> Compared {
    let mut after = ours.clone();
    for edit in &plan.transaction.edits {
        after.apply(edit.clone());
    }
    Compared::new(ours.clone(), after)
}

/// Which state theirs is: the one its file says, if that is so. Else most of it may be what lay here,
/// of which the pieces are known.
fn state_of(theirs: &Opened, lies: Option<(&Path, &Seal)>, last: Option<&Sheet>) -> Fingerprint {
    let claims = theirs.revisions.first().map(|it| it.id);
    let sheet = claims.zip(lies);
    let sheet = sheet.and_then(|(id, lies)| Sheet::read_off(&theirs.project, lies, id));
    match (sheet, last) {
        (Some(sheet), _) => sheet.id(),
        (None, Some(last)) => last.follow(&theirs.project).id(),
        (None, None) => file::identity(&theirs.project),
    }
}

/// The newest of the revisions both come from that is still there: opened or saved here, or kept
/// beside one of the two files.
pub(super) fn find_base(
    host: &dyn Host,
    paths: &[&Path],
    common: &[Fingerprint],
    last: Option<&Sheet>,
) -> Option<(Fingerprint, Project)> {
    common.iter().find_map(|id| {
        let here = last.filter(|it| it.id() == *id);
        let here = here.map(|it| it.project().clone());
        let found = here.or_else(|| paths.iter().find_map(|path| host.kept(path, *id)));
        Some((*id, found?))
    })
}
