//! What a join would do, row by row, before anything is done.

use super::Transaction;
use super::join::Joining;
use crate::model::{
    Conflict, ConflictId, Over, Project, Quotation, QuotationId, Record, RecordId, Verdict,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a join brings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Came {
    /// Records that ours did not have.
    pub added: usize,
    /// Codings among them.
    pub codings: usize,
    /// Records of ours that change.
    pub changed: usize,
    /// Records of ours that go.
    pub removed: usize,
    /// Quotations whose text is another now and that a person should look at.
    pub stray: usize,
}

/// A join, ready to be made in one step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinPlan {
    /// The change to ours; without edits when nothing comes.
    pub transaction: Transaction,
    /// What it brings, in numbers.
    pub came: Came,
    /// The contradictions it meets, which are also among the edits.
    pub conflicts: Vec<Conflict>,
    /// What becomes of which record and why, by kind of row and record. A record can have several:
    /// it is changed, and one part of it is contested.
    pub rows: Vec<JoinRow>,
}

/// Why a row stands in a plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Only one side did something: that is taken over.
    Take,
    /// Both sides did something and the two contradict each other.
    Conflict,
    /// The text of a quotation's source is another now, and it was looked for in it.
    ReAnchored,
    /// One side removed what the other still uses: it stands until that is decided.
    Orphan,
    /// Two sources of one text came to be on both sides.
    Twin,
    /// Two codes of one name came to be on both sides.
    SameName,
}

impl RowKind {
    /// Every kind, in the order of a plan.
    pub const ALL: [Self; 6] = [
        Self::Take,
        Self::Conflict,
        Self::ReAnchored,
        Self::Orphan,
        Self::Twin,
        Self::SameName,
    ];

    /// In one word, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Conflict => "conflict",
            Self::ReAnchored => "re-anchored",
            Self::Orphan => "orphan",
            Self::Twin => "twin",
            Self::SameName => "same-name",
        }
    }
}

/// What becomes of a record of ours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Becomes {
    /// It comes from theirs.
    Added,
    /// It stands otherwise than in ours.
    Changed,
    /// It goes, because theirs removed it.
    Removed,
    /// It stands as it does in ours.
    Kept,
    /// It stays away: ours removed it, and theirs left it as it was.
    StaysAway,
}

impl Becomes {
    /// In one word, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Kept => "kept",
            Self::StaysAway => "stays-away",
        }
    }
}

/// How a quotation was found in a text that is another now.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// At the same place, word by word.
    Exact,
    /// Elsewhere, word by word.
    Moved,
    /// Only something like it.
    Changed,
    /// Not at all.
    Gone,
}

impl Fit {
    /// Of a quotation before and after.
    fn of(before: &Quotation, after: &Quotation) -> Self {
        match after.stray.as_ref().map(|it| it.verdict) {
            Some(Verdict::Lost) => Self::Gone,
            Some(Verdict::Unsure) => Self::Changed,
            None if before.span == after.span => Self::Exact,
            None => Self::Moved,
        }
    }

    /// In one word, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// One thing that a join does, or leaves to a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct JoinRow {
    /// Why it stands there.
    pub kind: RowKind,
    /// The record; base, ours and theirs have its versions.
    pub id: RecordId,
    /// What becomes of it.
    pub becomes: Becomes,
    /// What is to be decided about it, if something is: one of the plan's conflicts.
    pub conflict: Option<ConflictId>,
    /// How it was found again, for a quotation that was looked for.
    pub fit: Option<Fit>,
}

impl JoinPlan {
    /// How many rows there are of each kind, in the order of [`RowKind::ALL`].
    pub fn counts(&self) -> [(RowKind, usize); 6] {
        RowKind::ALL.map(|kind| {
            let of_kind = self.rows.iter().filter(|it| it.kind == kind);
            (kind, of_kind.count())
        })
    }
}

/// Quotations by id.
type Moved = BTreeMap<QuotationId, Quotation>;

impl Joining<'_> {
    /// The rows of a plan that meets these contradictions; `ours` and `theirs` are quotations of
    /// each side that were looked for in another text.
    pub(super) fn rows(&self, conflicts: &[Conflict], [ours, theirs]: [&Moved; 2]) -> Vec<JoinRow> {
        let mut rows = Vec::new();
        let looked_for = |id: RecordId| match id {
            RecordId::Quotation(id) => ours.contains_key(&id) || theirs.contains_key(&id),
            _ => false,
        };
        let gone = self.takes.iter().map(|id| (*id, Becomes::Removed));
        let away = self.removed_here.iter();
        let away = away.filter(|it| !self.stands(**it));
        let away = away.map(|id| (*id, Becomes::StaysAway));
        let puts = self.puts.keys().filter(|it| !looked_for(**it));
        let puts = puts.map(|id| (*id, self.becomes(*id)));
        for (id, becomes) in puts.chain(gone).chain(away) {
            rows.push(JoinRow {
                kind: RowKind::Take,
                id,
                becomes,
                conflict: None,
                fit: None,
            });
        }
        rows.extend(conflicts.iter().map(|it| self.row_of(it)));
        let sides = [(self.sides.ours, ours), (self.sides.theirs, theirs)];
        for (side, moved) in sides {
            rows.extend(moved.keys().filter_map(|id| self.fitted(side, *id)));
        }
        rows.sort_unstable();
        rows.dedup_by_key(|it| (it.kind, it.id, it.conflict));
        rows
    }

    fn becomes(&self, id: RecordId) -> Becomes {
        match (self.puts.contains_key(&id), self.sides.ours.contains(id)) {
            (true, true) => Becomes::Changed,
            (true, false) => Becomes::Added,
            (false, _) => Becomes::Kept,
        }
    }

    /// The row of something to decide.
    fn row_of(&self, conflict: &Conflict) -> JoinRow {
        let id = conflict.about;
        let kind = match (&conflict.over, id) {
            (Over::Twin(_), RecordId::Code(_)) => RowKind::SameName,
            (Over::Twin(_), _) => RowKind::Twin,
            (Over::Removal, id) if !self.is_changed(id) => RowKind::Orphan,
            _ => RowKind::Conflict,
        };
        JoinRow {
            kind,
            id,
            becomes: self.becomes(id),
            conflict: Some(conflict.id),
            fit: None,
        }
    }

    /// Whether the side that has a record still changed it.
    fn is_changed(&self, id: RecordId) -> bool {
        let (ours, theirs) = (self.sides.ours.record(id), self.sides.theirs.record(id));
        let was = self.sides.base.and_then(|it| it.record(id));
        ours.or(theirs) != was
    }

    /// The row of a quotation of one side that was looked for in another text.
    fn fitted(&self, side: &Project, id: QuotationId) -> Option<JoinRow> {
        let before = side.quotations().get(id)?;
        let Record::Quotation(after) = self.version(RecordId::Quotation(id))? else {
            return None;
        };
        Some(JoinRow {
            kind: RowKind::ReAnchored,
            id: RecordId::Quotation(id),
            becomes: self.becomes(RecordId::Quotation(id)),
            conflict: None,
            fit: Some(Fit::of(before, &after)),
        })
    }
}
