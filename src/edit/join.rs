//! Two versions of a project made into one.
//!
//! With the version that both come from, what one side changed and the other did not is taken over,
//! deletions too. Without it nobody can tell "I added it" from "they deleted it", so nothing is
//! removed. Where both changed the same part of a record, ours stands and theirs is kept as a
//! [`Conflict`]; a deletion against a change keeps the change.
//!
//! **Invariant:** `join(a, b)` and `join(b, a)` are the same project but for which version of a
//! conflict stands in it.

use super::join_fields::{self, Clashes, Joins};
use super::join_plan::{Came, JoinPlan};
use super::part::with_part;
use super::{Done, Stamp};
use crate::model::{
    Conflict, ConflictId, Edit, Extra, Fingerprint, Keyed, Over, Part, Project, Quotation,
    QuotationId, Record, RecordId, Source, SourceId, Table,
};
use crate::text::Lines;
use std::collections::{BTreeMap, BTreeSet};

/// What is joined.
#[derive(Clone, Copy)]
pub struct Sides<'p> {
    /// The version both come from, if it is known.
    pub base: Option<&'p Project>,
    /// The project that is open.
    pub ours: &'p Project,
    /// The one that comes to it.
    pub theirs: &'p Project,
}

/// Puts quotations of one version of a source's text to their places in another: from, to. They come
/// back in the order given.
pub type Refit<'r> = &'r dyn Fn(Vec<Quotation>, &Source, &Source) -> Vec<Quotation>;

/// Plans the join of theirs into ours.
pub fn join(sides: Sides<'_>, stamp: &mut Stamp<'_>, refit: Refit<'_>) -> JoinPlan {
    let mut joining = Joining::new(sides);
    joining.records(refit);
    joining.stand_firm();
    joining.find_twins();
    let conflicts = joining.told(stamp);
    let came = joining.came();
    let [_, of_ours, of_theirs] = &joining.moved;
    let rows = joining.rows(&conflicts, [of_ours, of_theirs]);
    let edits = joining.edits(&conflicts);
    let done = Done::times("join", &sides.theirs.head().name, edits.len());
    JoinPlan {
        transaction: stamp.transaction(done, edits),
        came,
        conflicts,
        rows,
    }
}

/// Quotations that stand otherwise because the text of their source will be another.
type Moved = BTreeMap<QuotationId, Quotation>;

/// A join on its way.
pub(super) struct Joining<'p> {
    pub(super) sides: Sides<'p>,
    /// Records that will stand, where ours are not so.
    pub(super) puts: BTreeMap<RecordId, Record>,
    /// Records of ours that go.
    pub(super) takes: BTreeSet<RecordId>,
    /// Records of theirs that ours removed and that stay away.
    pub(super) removed_here: Vec<RecordId>,
    /// The contradictions met so far.
    pub(super) met: Vec<(RecordId, Over)>,
    /// Quotations of base, ours and theirs on texts that change.
    moved: [Moved; 3],
}

impl<'p> Joining<'p> {
    fn new(sides: Sides<'p>) -> Self {
        Self {
            sides,
            puts: BTreeMap::new(),
            takes: BTreeSet::new(),
            removed_here: Vec::new(),
            met: Vec::new(),
            moved: Default::default(),
        }
    }

    /// Joins every record with its other versions, one kind after the other.
    fn records(&mut self, refit: Refit<'_>) {
        self.head();
        self.table(Project::coders);
        self.table(Project::codes);
        self.table(Project::variables);
        self.table(Project::cases);
        self.table(Project::sets);
        self.table(Project::links);
        self.table(Project::queries);
        self.table(Project::glosses);
        self.table(Project::recipes);
        self.table(Project::sources);
        self.move_quotations(refit);
        let moved = std::mem::take(&mut self.moved);
        self.moved_table(Project::quotations, &moved);
        self.moved = moved;
        self.table(Project::codings);
        self.table(Project::memos);
        self.table(Project::conflicts);
    }

    fn head(&mut self) {
        let Sides { base, ours, theirs } = self.sides;
        let mut clashes = Clashes::default();
        let head = join_fields::head(
            &mut clashes,
            base.map(Project::head),
            ours.head(),
            theirs.head(),
        );
        self.meet(clashes, &theirs.head().clone().into());
        if head != *ours.head() {
            self.puts.insert(RecordId::Project, head.into());
        }
    }

    fn table<T: Joins>(&mut self, of: for<'x> fn(&'x Project) -> &'x Table<T>)
    where
        Record: From<T>,
    {
        self.moved_table(of, &Default::default());
    }

    /// Joins the records of one kind. `moved` holds those of base, ours and theirs that are to be
    /// taken instead of what stands in the tables.
    fn moved_table<T: Joins>(
        &mut self,
        of: for<'x> fn(&'x Project) -> &'x Table<T>,
        [of_base, of_ours, of_theirs]: &[BTreeMap<T::Key, T>; 3],
    ) where
        Record: From<T>,
    {
        let Sides { base, ours, theirs } = self.sides;
        let (nothing, ours, theirs) = (Table::new(), of(ours), of(theirs));
        let base = base.map_or(&nothing, of);
        side_by_side(base, ours, theirs, |[base, before, theirs]| {
            let now = |it: Option<&'_ T>, moved: &'_ BTreeMap<T::Key, T>| {
                it.map(|it| moved.get(&it.key()).unwrap_or(it).clone())
            };
            // Nearly all records are the same everywhere; they are not even copied.
            let untouched = of_ours.is_empty() && of_theirs.is_empty() && before == theirs;
            if untouched || (before.is_some() && base == theirs && of_ours.is_empty()) {
                return;
            }
            let versions = [
                now(base, of_base),
                now(before, of_ours),
                now(theirs, of_theirs),
            ];
            self.record(before, versions);
        });
    }

    /// Joins the versions of one record. `before` is how it stands in ours.
    fn record<T: Joins>(&mut self, before: Option<&T>, versions: [Option<T>; 3])
    where
        Record: From<T>,
    {
        let after = match versions {
            [Some(base), Some(ours), None] if base == ours => None,
            [Some(base), None, Some(theirs)] if base == theirs => {
                self.removed_here.push(Record::from(theirs).id());
                None
            }
            [Some(_), Some(it), None] | [Some(_), None, Some(it)] => {
                let id = Record::from(it.clone()).id();
                self.met.push((id, Over::Removal));
                Some(it)
            }
            [_, Some(ours), None] => Some(ours),
            [_, None, theirs] => theirs,
            [base, Some(ours), Some(theirs)]
                if ours == theirs || base.as_ref() == Some(&theirs) =>
            {
                Some(ours)
            }
            [Some(base), Some(ours), Some(theirs)] if base == ours => Some(theirs),
            [base, Some(ours), Some(theirs)] => {
                let mut clashes = Clashes::default();
                let joined = T::join(&mut clashes, base.as_ref(), &ours, &theirs);
                self.meet(clashes, &theirs.into());
                Some(joined)
            }
        };
        match (before, after) {
            (Some(before), None) => {
                self.takes.insert(Record::from(before.clone()).id());
            }
            (before, Some(after)) if before != Some(&after) => {
                let after = Record::from(after);
                self.puts.insert(after.id(), after);
            }
            _ => {}
        }
    }

    /// Notes the clashes over a record of which `theirs` is the other version.
    fn meet(&mut self, clashes: Clashes, theirs: &Record) {
        for part in clashes.0 {
            let other = Box::new(carrier(part, theirs.clone()));
            self.met.push((theirs.id(), Over::Part { part, other }));
        }
    }

    /// Finds the places of all quotations on texts that are another version on one side.
    fn move_quotations(&mut self, refit: Refit<'_>) {
        let Sides { base, ours, theirs } = self.sides;
        let all = ours.sources().iter().chain(theirs.sources().iter());
        let ids: BTreeSet<SourceId> = all.map(|it| it.id).collect();
        for id in ids {
            let Some(Record::Source(to)) = self.version(RecordId::Source(id)) else {
                continue;
            };
            for (moved, side) in self.moved.iter_mut().zip([base, Some(ours), Some(theirs)]) {
                let from = side.and_then(|it| it.sources().get(id));
                let Some((side, from)) = side.zip(from) else {
                    continue;
                };
                if from.fingerprint == to.fingerprint {
                    continue;
                }
                let there = side.uses(RecordId::Source(id)).filter_map(|by| match by {
                    RecordId::Quotation(id) => side.quotations().get(id).cloned(),
                    _ => None,
                });
                let refitted = refit(there.collect(), from, &to);
                moved.extend(refitted.into_iter().map(|it| (it.id, it)));
            }
        }
    }

    /// Whether a record will stand.
    pub(super) fn stands(&self, id: RecordId) -> bool {
        self.puts.contains_key(&id) || (self.sides.ours.contains(id) && !self.takes.contains(&id))
    }

    /// The record as it will stand.
    pub(super) fn version(&self, id: RecordId) -> Option<Record> {
        if let Some(put) = self.puts.get(&id) {
            return Some(put.clone());
        }
        let there = !self.takes.contains(&id);
        there.then(|| self.sides.ours.record(id)).flatten()
    }

    /// Lets a record stand that one side removed, as the other has it.
    pub(super) fn bring_back(&mut self, id: RecordId) {
        let Sides { ours, theirs, .. } = self.sides;
        let (side, [_, of_ours, of_theirs]) = (self.takes.remove(&id), &self.moved);
        let moved = match id {
            RecordId::Quotation(id) if side => of_ours.get(&id),
            RecordId::Quotation(id) => of_theirs.get(&id),
            _ => None,
        };
        let moved = moved.cloned().map(Record::from);
        let record = match side && ours.contains(id) {
            true => moved,
            false => moved.or_else(|| theirs.record(id)),
        };
        if let Some(record) = record {
            self.puts.insert(id, record);
        }
    }

    /// The contradictions as conflicts, without those that are known already or settled by now.
    fn told(&mut self, stamp: &mut Stamp<'_>) -> Vec<Conflict> {
        self.drop_settled();
        let mut told: Vec<Conflict> = Vec::new();
        let mut known: Vec<Conflict> = self.standing_conflicts();
        for (about, over) in std::mem::take(&mut self.met) {
            let conflict = Conflict {
                id: ConflictId::new((stamp.fresh)()),
                about,
                base: self.base_of(about, &over),
                over,
                created: stamp.at,
                extra: Extra::default(),
            };
            let settled = self.is_settled(&conflict);
            if !settled && !known.iter().any(|it| are_same(it, &conflict)) {
                known.push(conflict.clone());
                told.push(conflict);
            }
        }
        told
    }

    /// The record in the version both come from, where it says more than what stands.
    fn base_of(&self, about: RecordId, over: &Over) -> Option<Box<Record>> {
        let record = self.sides.base?.record(about)?;
        let record = match (record, about) {
            (record, RecordId::Quotation(id)) => {
                let moved = self.moved.first().and_then(|it| it.get(&id));
                moved.cloned().map_or(record, Record::from)
            }
            (record, _) => record,
        };
        let base = match over {
            Over::Part { part, .. } => carrier(*part, record),
            // A text is too much to keep for showing that something else of its source changed.
            Over::Removal if matches!(about, RecordId::Source(_)) => return None,
            Over::Removal => record,
            Over::Twin(_) => return None,
        };
        let stands = self.version(about);
        (stands.as_ref() != Some(&base)).then(|| Box::new(base))
    }

    /// The undecided conflicts of both sides that will stand.
    fn standing_conflicts(&self) -> Vec<Conflict> {
        let ours = self.sides.ours.conflicts().iter();
        let ours = ours.filter(|it| !self.takes.contains(&RecordId::Conflict(it.id)));
        let puts = self.puts.values().filter_map(|it| match it {
            Record::Conflict(it) => Some(it),
            _ => None,
        });
        ours.chain(puts).cloned().collect()
    }

    /// Lets go of conflicts over what does not stand, whose other version is what stands, or that
    /// stand twice.
    fn drop_settled(&mut self) {
        let mut kept: Vec<Conflict> = Vec::new();
        for conflict in self.standing_conflicts() {
            let twice = kept.iter().any(|it| are_same(it, &conflict));
            if !twice && !self.is_settled(&conflict) {
                kept.push(conflict);
                continue;
            }
            let id = RecordId::Conflict(conflict.id);
            self.puts.remove(&id);
            if self.sides.ours.contains(id) {
                self.takes.insert(id);
            }
        }
    }

    fn is_settled(&self, conflict: &Conflict) -> bool {
        let Some(record) = self.version(conflict.about) else {
            return true;
        };
        match &conflict.over {
            Over::Part { part, other } => {
                with_part(record.clone(), *part, other).is_none_or(|it| it == record)
            }
            Over::Twin(twin) => !self.stands(*twin),
            Over::Removal => false,
        }
    }

    fn came(&self) -> Came {
        let mut came = Came::default();
        for (id, record) in &self.puts {
            let is_new = !self.sides.ours.contains(*id);
            match record {
                Record::Conflict(_) => continue,
                Record::Coding(_) if is_new => came.codings += 1,
                Record::Quotation(it) if it.stray.is_some() => came.stray += 1,
                _ => {}
            }
            came.added += usize::from(is_new);
            came.changed += usize::from(!is_new);
        }
        let gone = |id: &&RecordId| !matches!(id, RecordId::Conflict(_));
        came.removed = self.takes.iter().filter(gone).count();
        came
    }

    fn edits(self, conflicts: &[Conflict]) -> Vec<Edit> {
        let conflicts = conflicts.iter().cloned().map(Record::from);
        let puts = self.puts.into_values().chain(conflicts).map(Edit::Put);
        // What points goes before what it points at, so that every step on the way is sound.
        puts.chain(self.takes.into_iter().rev().map(Edit::Take))
            .collect()
    }
}

/// Whether two conflicts say the same, whenever they were met.
fn are_same(conflict: &Conflict, other: &Conflict) -> bool {
    let same_over = match (&conflict.over, &other.over) {
        (
            Over::Part { part, other },
            Over::Part {
                part: second,
                other: there,
            },
        ) => {
            let turned = with_part((**other).clone(), *part, there);
            part == second && turned.as_ref() == Some(&**other)
        }
        (over, second) => over == second,
    };
    conflict.about == other.about && same_over
}

/// A record that carries one part: of a source without its text, unless that is the part.
fn carrier(part: Part, record: Record) -> Record {
    match record {
        Record::Source(it) if part != Part::Text => Source {
            lines: Lines::from(""),
            fingerprint: Fingerprint::of(""),
            ..it
        }
        .into(),
        record => record,
    }
}

/// Goes through three tables at once, by rising key.
fn side_by_side<T: Keyed>(
    base: &Table<T>,
    ours: &Table<T>,
    theirs: &Table<T>,
    mut each: impl FnMut([Option<&T>; 3]),
) {
    let mut base = base.iter().peekable();
    let mut ours = ours.iter().peekable();
    let mut theirs = theirs.iter().peekable();
    loop {
        let heads = [base.peek(), ours.peek(), theirs.peek()];
        let Some(key) = heads.into_iter().flatten().map(|it| it.key()).min() else {
            return;
        };
        each([
            base.next_if(|it| it.key() == key),
            ours.next_if(|it| it.key() == key),
            theirs.next_if(|it| it.key() == key),
        ]);
    }
}

#[cfg(test)]
mod tests;
