//! A join that is planned and not made yet: what it will do, in numbers and line by line.

use super::act_join::Joining;
use super::compared::Compared;
use crate::file::Lineage;
use crate::model::{Conflict, Fingerprint, Over, Project, RecordId, Time};
use std::path::{Path, PathBuf};

/// What a join rests on: whether it can tell "they removed it" from "I added it".
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Footing {
    /// A version both come from: who saved it and when, where that is known.
    Common {
        /// Their name; empty when nobody knows.
        by: String,
        /// When.
        at: Option<Time>,
    },
    /// Theirs is an earlier version of ours.
    Earlier,
    /// Nothing that both come from was found.
    Nothing,
    /// Theirs is a project of its own.
    OtherProject,
}

impl Footing {
    /// A base that was found, with the state it is.
    pub(super) fn of_base(
        (id, base): &(Fingerprint, Project),
        lineage: &Lineage,
        ours: &Project,
    ) -> Self {
        let revision = lineage.chain().into_iter().find(|it| it.id == *id);
        let coder = revision.as_ref().and_then(|it| it.by);
        let coder = coder.and_then(|id| ours.coders().get(id).or(base.coders().get(id)));
        Self::Common {
            by: coder.map(|it| it.name.clone()).unwrap_or_default(),
            at: revision.map(|it| it.at),
        }
    }
}

/// What of a join is counted. The locale key is `plan-` and the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Brings {
    /// Codings that ours did not have.
    Codings,
    /// Other records that ours did not have.
    Records,
    /// Records of ours that change.
    Changes,
    /// Records of ours that go.
    Removals,
    /// Passages that move along with a text that changes.
    Moved,
    /// Passages whose words are not found in the text any more.
    Stray,
    /// Both changed one part.
    Contradictions,
    /// One removed what the other changed or used.
    Contested,
    /// Sources of one text that were added apart.
    Twins,
    /// Codes of one name that were added apart.
    SameNames,
    /// Parts of theirs that could not be read.
    Unread,
}

impl Brings {
    /// The locale key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Codings => "plan-codings",
            Self::Records => "plan-records",
            Self::Changes => "plan-changes",
            Self::Removals => "plan-removals",
            Self::Moved => "plan-moved",
            Self::Stray => "plan-stray",
            Self::Contradictions => "plan-contradictions",
            Self::Contested => "plan-contested",
            Self::Twins => "plan-twins",
            Self::SameNames => "plan-same-names",
            Self::Unread => "plan-unread",
        }
    }

    /// Whether a person has to decide it, or should look at it.
    pub const fn wants_a_look(self) -> bool {
        matches!(
            self,
            Self::Stray
                | Self::Contradictions
                | Self::Contested
                | Self::Twins
                | Self::SameNames
                | Self::Unread
        )
    }
}

/// A planned join.
pub struct Planned {
    pub(super) path: PathBuf,
    /// The list of the words that were hidden in it, if it was given.
    pub(super) key: Option<PathBuf>,
    /// The revision of ours that it was planned on.
    pub(super) revision: u64,
    /// Ours before and after, if somebody looks at it.
    pub(super) compared: Option<Compared>,
    pub(super) joining: Joining,
}

impl Planned {
    /// The other file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it rests on.
    pub fn footing(&self) -> &Footing {
        &self.joining.footing
    }

    /// Whether nothing comes.
    pub fn is_nothing(&self) -> bool {
        self.joining.plan.transaction.edits.is_empty()
    }

    /// Whether words may be hidden in it of which there is no list here.
    pub fn wants_key(&self) -> bool {
        self.joining.wants_key
    }

    /// Ours before and after.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    /// The contradictions it meets.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.joining.plan.conflicts
    }

    /// What it brings, kind by kind; what does not occur is left out.
    pub fn counts(&self) -> Vec<(Brings, usize)> {
        let came = &self.joining.plan.came;
        let differences = self.compared.iter().flat_map(Compared::differences);
        let met = |is: fn(&Conflict) -> bool| self.conflicts().iter().filter(|it| is(it)).count();
        let twins =
            |it: &Conflict| matches!((&it.over, it.about), (Over::Twin(_), RecordId::Source(_)));
        let names =
            |it: &Conflict| matches!((&it.over, it.about), (Over::Twin(_), RecordId::Code(_)));
        let all = [
            (Brings::Codings, came.codings),
            (Brings::Records, came.added.saturating_sub(came.codings)),
            (Brings::Changes, came.changed),
            (Brings::Removals, came.removed),
            (Brings::Moved, differences.map(|it| it.along).sum()),
            (Brings::Stray, came.stray),
            (
                Brings::Contradictions,
                met(|it| matches!(it.over, Over::Part { .. })),
            ),
            (Brings::Contested, met(|it| it.over == Over::Removal)),
            (Brings::Twins, met(twins)),
            (Brings::SameNames, met(names)),
            (Brings::Unread, self.joining.unread),
        ];
        all.into_iter().filter(|it| it.1 > 0).collect()
    }
}
