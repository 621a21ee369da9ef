//! What an open project descends from, along its own undo and redo.

use crate::file::{Lineage, Revision, Sheet};
use crate::model::{CoderId, Fingerprint, Project, Time};

/// The revisions an open project was made from. After an undo beyond a save or join the project does
/// not descend from that any more, and after a redo it does again.
pub(super) struct Past {
    /// What was opened, until a job has reckoned which revision that is.
    opened: Option<Box<AsOpened>>,
    /// All that is known of revisions.
    known: Lineage,
    /// From which revisions it was made, by the number of changes made then; the furthest that is
    /// not beyond the changes made now counts, and of several there the last.
    marks: Vec<Mark>,
    /// What was opened or saved last.
    last: Option<Sheet>,
    /// Whether a person knows already that earlier revisions cannot be kept.
    pub(super) is_told: bool,
}

/// A project as it was opened.
#[derive(Clone)]
struct AsOpened {
    project: Project,
    revisions: Vec<Revision>,
    /// Its pieces, if they are known.
    sheet: Option<Sheet>,
}

struct Mark {
    /// Changes made.
    at: usize,
    tips: Tips,
}

#[derive(Clone, PartialEq, Eq)]
enum Tips {
    /// The revision that was opened.
    Opened,
    /// The save of this revision of the session is on its way.
    Saving(u64),
    Known(Vec<Fingerprint>),
}

/// A past as it is now, for a job to reckon with.
pub(super) struct Snapshot {
    opened: Option<Box<AsOpened>>,
    known: Lineage,
    tips: Option<Vec<Fingerprint>>,
    last: Option<Sheet>,
}

/// A past, reckoned.
pub(super) struct Reckoned {
    /// All that is known, at the revisions the project was made from.
    pub(super) lineage: Lineage,
    /// The revision that was opened, if it was not known before.
    opened: Option<Fingerprint>,
    /// Whether the project was saved since.
    is_saved: bool,
    /// What was opened or saved last.
    pub(super) last: Option<Sheet>,
}

impl Past {
    /// Of a project that was begun.
    pub(super) fn begun() -> Self {
        Self {
            opened: None,
            known: Lineage::default(),
            marks: vec![Mark {
                at: 0,
                tips: Tips::Known(Vec::new()),
            }],
            last: None,
            is_told: false,
        }
    }

    /// Of a project that was read with its revisions; with its pieces, if they are known.
    pub(super) fn read(project: Project, revisions: Vec<Revision>, sheet: Option<Sheet>) -> Self {
        let opened = AsOpened {
            project,
            revisions,
            sheet,
        };
        Self {
            opened: Some(Box::new(opened)),
            marks: vec![Mark {
                at: 0,
                tips: Tips::Opened,
            }],
            ..Self::begun()
        }
    }

    /// The revisions that are known, the newest of those it was made from last first.
    pub(super) fn chain(&self) -> Vec<Revision> {
        let tips = self.marks.iter().filter_map(|it| match &it.tips {
            Tips::Known(tips) => Some(tips.clone()),
            Tips::Opened | Tips::Saving(_) => None,
        });
        self.known.at(tips.flatten().collect()).chain()
    }

    /// The revisions that what lies on disk descends from, the newest first; what was changed by other
    /// means than saving is a state of its own.
    pub(super) fn told(&self) -> Vec<Revision> {
        match &self.opened {
            Some(it) => {
                let id = crate::file::identity(&it.project);
                Lineage::of_file(id, &it.revisions, Time::default()).chain()
            }
            None => self.chain(),
        }
    }

    /// Whether a state is among those that the project came from, as far as is known.
    pub(super) fn knows(&self, id: Fingerprint) -> bool {
        self.known.knows(id)
    }

    /// What a job needs, `done` changes after the beginning.
    pub(super) fn snapshot(&self, done: usize) -> Snapshot {
        let counts = |it: &&Mark| it.at <= done && !matches!(it.tips, Tips::Saving(_));
        let mark = self.marks.iter().filter(counts).max_by_key(|it| it.at);
        Snapshot {
            opened: self.opened.clone(),
            known: self.known.clone(),
            tips: match mark.map(|it| &it.tips) {
                Some(Tips::Known(tips)) => Some(tips.clone()),
                Some(Tips::Opened | Tips::Saving(_)) => None,
                None => Some(Vec::new()),
            },
            last: self.last.clone(),
        }
    }

    /// A save of `revision` begins, `done` changes after the beginning.
    pub(super) fn saving(&mut self, done: usize, revision: u64) {
        self.mark(done, Tips::Saving(revision));
    }

    /// The save of `revision` has ended: as `id`, or it failed.
    pub(super) fn saved(
        &mut self,
        revision: u64,
        id: Option<Fingerprint>,
        reckoned: Option<Reckoned>,
    ) {
        let saving = Tips::Saving(revision);
        match id {
            Some(id) => {
                for mark in self.marks.iter_mut().filter(|it| it.tips == saving) {
                    mark.tips = Tips::Known(vec![id]);
                }
            }
            None => self.marks.retain(|it| it.tips != saving),
        }
        if let Some(reckoned) = reckoned {
            self.learn(reckoned);
        }
    }

    /// The project was joined, `done` changes after the beginning: it was made from these as well.
    pub(super) fn joined(&mut self, done: usize, reckoned: Reckoned, theirs: &Lineage) {
        let lineage = reckoned.lineage.joined(theirs);
        let tips = lineage.tips().to_vec();
        self.learn(Reckoned {
            lineage,
            ..reckoned
        });
        self.mark(done, Tips::Known(tips));
    }

    /// A change is made after `done` others: what lay beyond can never be redone.
    pub(super) fn cut(&mut self, done: usize) {
        self.marks.retain(|it| it.at <= done);
    }

    /// Changes became known that were made before the project was opened, as many as `count`; behind
    /// so many of them it was in these states.
    pub(super) fn put_before(&mut self, count: usize, states: &[(usize, Fingerprint)]) {
        for mark in &mut self.marks {
            mark.at += count;
        }
        let earlier = states.iter().filter(|it| it.0 < count);
        let earlier = earlier.map(|(at, id)| Mark {
            at: *at,
            tips: Tips::Known(vec![*id]),
        });
        self.marks.splice(0..0, earlier);
    }

    /// The first changes, as many as `count`, cannot be taken back any more.
    pub(super) fn forget(&mut self, count: usize) {
        self.marks.retain(|it| it.at >= count);
        for mark in &mut self.marks {
            mark.at -= count;
        }
    }

    fn mark(&mut self, at: usize, tips: Tips) {
        self.marks.push(Mark { at, tips });
    }

    /// Takes in what a job has reckoned.
    pub(super) fn learn(&mut self, reckoned: Reckoned) {
        // Something may have been learnt since the job began.
        self.known = reckoned.lineage.joined(&self.known);
        if self.opened.is_some() || reckoned.is_saved {
            self.last = reckoned.last.or(self.last.take());
        }
        if let Some(id) = reckoned.opened {
            self.opened = None;
            for mark in self.marks.iter_mut().filter(|it| it.tips == Tips::Opened) {
                mark.tips = Tips::Known(vec![id]);
            }
        }
    }
}

impl Snapshot {
    /// Reckons what the project descends from; `sheet` cuts what was opened into pieces, given the
    /// state that the file says it holds. For a large
    /// project, off the screen's thread.
    pub(super) fn reckon(
        self,
        now: Time,
        sheet: impl FnOnce(&Project, Option<Fingerprint>) -> Sheet,
    ) -> Reckoned {
        let Self {
            opened,
            known,
            tips,
            last,
        } = self;
        let Some(AsOpened {
            project,
            revisions,
            sheet: known_sheet,
        }) = opened.map(|it| *it)
        else {
            return Reckoned {
                lineage: known.at(tips.unwrap_or_default()),
                opened: None,
                is_saved: false,
                last,
            };
        };
        let claims = revisions.first().map(|it| it.id);
        let sheet = known_sheet.unwrap_or_else(|| sheet(&project, claims));
        let lineage = Lineage::of_file(sheet.id(), &revisions, now);
        let opened = Some(sheet.id());
        let tips = tips.unwrap_or_else(|| lineage.tips().to_vec());
        Reckoned {
            lineage: lineage.joined(&known).at(tips),
            opened,
            is_saved: false,
            last: last.or(Some(sheet)),
        }
    }
}

impl Reckoned {
    /// Notes that the project is saved as it is now.
    pub(super) fn save(&mut self, sheet: Sheet, by: CoderId, now: Time) {
        self.lineage.record(sheet.id(), Some(by), now);
        self.last = Some(sheet);
        self.is_saved = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{identity, read};

    fn sample() -> Project {
        let bytes = include_bytes!("../../projects/sample.ron");
        read(bytes).unwrap().project
    }

    fn id(number: u8) -> Fingerprint {
        Fingerprint([number; 32])
    }

    fn tips(past: &Past, done: usize) -> Vec<Fingerprint> {
        let reckoned = past
            .snapshot(done)
            .reckon(Time::default(), |it, _| Sheet::of(it));
        reckoned.lineage.tips().to_vec()
    }

    #[test]
    fn a_project_taken_back_beyond_a_save_does_not_descend_from_it() {
        let mut past = Past::read(sample(), Vec::new(), None);
        let opened = tips(&past, 0);
        assert_eq!(opened, [identity(&sample())]);
        past.saving(3, 7);
        assert_eq!(tips(&past, 3), opened, "it is not saved yet");
        past.saved(
            7,
            Some(id(7)),
            Some(
                past.snapshot(3)
                    .reckon(Time::default(), |it, _| Sheet::of(it)),
            ),
        );
        assert_eq!((tips(&past, 4), tips(&past, 3)), (vec![id(7)], vec![id(7)]));
        assert_eq!(tips(&past, 2), opened);
        past.cut(2);
        assert_eq!(tips(&past, 3), opened, "what was undone was replaced");
    }

    #[test]
    fn a_save_that_failed_leaves_no_trace() {
        let mut past = Past::begun();
        past.saving(1, 1);
        past.saved(1, None, None);
        assert_eq!(tips(&past, 1), []);
    }

    #[test]
    fn a_joined_project_descends_from_both_until_that_is_undone() {
        let mut past = Past::read(sample(), Vec::new(), None);
        let opened = tips(&past, 0);
        let theirs = Lineage::default().at(vec![id(9)]);
        let reckoned = past
            .snapshot(0)
            .reckon(Time::default(), |it, _| Sheet::of(it));
        past.joined(1, reckoned, &theirs);
        assert_eq!(tips(&past, 1), [opened.clone(), vec![id(9)]].concat());
        assert_eq!(tips(&past, 0), opened);
        past.saving(1, 2);
        past.saved(
            2,
            Some(id(2)),
            Some(
                past.snapshot(1)
                    .reckon(Time::default(), |it, _| Sheet::of(it)),
            ),
        );
        assert_eq!(tips(&past, 1), [id(2)]);
    }
}
