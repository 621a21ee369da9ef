//! What makes a join whole: nothing points at what is gone, no code stands above itself, and what
//! came to be twice is seen.

use super::join::Joining;
use super::part::with_part;
use super::plan_codings::{falls_with, is_held};
use crate::model::{
    Code, CodeId, Fingerprint, Over, Part, Project, QuotationId, Record, RecordId, targets,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What was removed on one side and stands again.
#[derive(Default)]
struct Back {
    all: BTreeSet<RecordId>,
    /// Those with what hung on them.
    whole: BTreeSet<RecordId>,
    /// Those that hung on others.
    hung: BTreeSet<RecordId>,
}

impl Joining<'_> {
    /// Lets everything stand that something else stands on, and opens circles of codes.
    ///
    /// Whatever the order, the same records come back: what is needed, and what hung on it on the
    /// side that has it.
    pub(super) fn stand_firm(&mut self) {
        let contested: Vec<RecordId> = self.met.iter().filter_map(contested).collect();
        let mut back = Back::default();
        let mut doubtful = self.doubtful();
        for id in contested {
            self.bring_back_what_hung_on(id, &mut back, &mut doubtful);
        }
        for of in self.needed_by_others() {
            self.need(of, &mut back, &mut doubtful);
        }
        while !doubtful.is_empty() {
            self.find_footing(&mut back, doubtful);
            doubtful = self.open_circles();
        }
        self.let_go_of_what_is_gone();
        self.note_contested(&back);
        if self.drop_bare_quotations() {
            self.let_go_of_what_is_gone();
        }
        let ours = self.sides.ours;
        self.puts
            .retain(|id, put| ours.record(*id).as_ref() != Some(put));
    }

    /// Records that may point at what is gone.
    fn doubtful(&self) -> Vec<RecordId> {
        let ours = self.sides.ours;
        let mut doubtful: Vec<RecordId> = self.puts.keys().copied().collect();
        for id in &self.takes {
            doubtful.extend(ours.uses(*id));
            if let RecordId::Coder(coder) = *id {
                doubtful.extend(ours.works_of(coder));
            }
        }
        doubtful
    }

    fn find_footing(&mut self, back: &mut Back, mut doubtful: Vec<RecordId>) {
        while let Some(by) = doubtful.pop() {
            if matches!(by, RecordId::Conflict(_)) {
                continue;
            }
            let Some(record) = self.version(by) else {
                continue;
            };
            for of in pointed_at(&record) {
                if self.stands(of) || !self.held_before(&record, of) {
                    self.need(of, back, &mut doubtful);
                }
            }
        }
    }

    /// Lets a record stand that something needs.
    fn need(&mut self, of: RecordId, back: &mut Back, doubtful: &mut Vec<RecordId>) {
        if !self.stands(of) {
            self.bring_back(of);
            back.all.insert(of);
            doubtful.push(of);
        }
        // A quotation goes with its last coding: nobody decided that it should.
        if back.all.contains(&of) && !matches!(of, RecordId::Quotation(_)) {
            self.bring_back_what_hung_on(of, back, doubtful);
        }
    }

    /// What the other versions of parts point at: they can be chosen as long as that stands.
    fn needed_by_others(&self) -> BTreeSet<RecordId> {
        let mut needed = BTreeSet::new();
        for (about, over) in &self.met {
            if let Over::Part { part, other } = over
                && let Some(record) = self.version(*about)
                && let Some(turned) = with_part(record, *part, other)
            {
                needed.extend(
                    pointed_at(&turned)
                        .into_iter()
                        .filter(|of| self.stands(*of) || !self.held_before(&turned, *of)),
                );
            }
        }
        needed
    }

    /// Whether a code, set, case or source held something already in the version both come from: then it
    /// loses what was removed, as it would in one project.
    fn held_before(&self, by: &Record, of: RecordId) -> bool {
        let id = by.id();
        let before = self.sides.base.and_then(|it| it.record(id));
        let same = |before: &Record| match (of, before, by) {
            (RecordId::Variable(of), Record::Case(before), Record::Case(by)) => {
                before.values.get(&of) == by.values.get(&of)
            }
            (RecordId::Variable(of), Record::Source(before), Record::Source(by)) => {
                before.values.get(&of) == by.values.get(&of)
            }
            _ => targets(before).contains(&of),
        };
        lets_go(id, of) && before.as_ref().is_some_and(same)
    }

    /// Codes, sets, cases and sources lose what does not stand.
    fn let_go_of_what_is_gone(&mut self) {
        let puts = self.puts.keys().copied();
        let uses = self.takes.iter().flat_map(|id| self.sides.ours.uses(*id));
        let holders: BTreeSet<RecordId> = puts.chain(uses).collect();
        for by in holders {
            let held = self.version(by).map(|it| targets(&it));
            for of in held.into_iter().flatten() {
                if lets_go(by, of) && !self.stands(of) {
                    self.let_go(by, of);
                }
            }
        }
    }

    fn let_go(&mut self, by: RecordId, of: RecordId) {
        let Some(mut record) = self.version(by) else {
            return;
        };
        let values = match &mut record {
            Record::Code(it) => {
                it.examples.remove(&of);
                None
            }
            Record::Set(it) => {
                it.members.remove(&of);
                None
            }
            Record::Case(it) => {
                it.members.remove(&of);
                Some(&mut it.values)
            }
            Record::Source(it) => Some(&mut it.values),
            Record::Coding(it) => {
                it.rule = None;
                None
            }
            Record::Query(it) => {
                it.code = None;
                None
            }
            _ => None,
        };
        if let (Some(values), RecordId::Variable(variable)) = (values, of) {
            values.remove(&variable);
        }
        self.puts.insert(by, record);
    }

    /// A removal that is contested is not made by halves: what fell with the record on the side that
    /// removed it stands again until somebody decides.
    fn bring_back_what_hung_on(
        &mut self,
        id: RecordId,
        back: &mut Back,
        doubtful: &mut Vec<RecordId>,
    ) {
        let sides = self.sides;
        let side = if sides.ours.contains(id) {
            sides.ours
        } else {
            sides.theirs
        };
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            if !back.whole.insert(id) {
                continue;
            }
            for by in side.uses(id).filter(|by| falls_with(*by, id)) {
                let stands = self.stands(by);
                if !stands {
                    self.bring_back(by);
                    back.all.insert(by);
                    doubtful.push(by);
                }
                if !stands || back.all.contains(&by) {
                    back.hung.insert(by);
                    left.push(by);
                }
            }
        }
    }

    /// Notes every record that one side removed and that something needs which was not itself
    /// brought back with it.
    fn note_contested(&mut self, back: &Back) {
        let mut needed = self.needed_by_others();
        let firm = |by: &RecordId| !back.hung.contains(by) && !matches!(by, RecordId::Conflict(_));
        for (_, put) in self.puts.iter().filter(|it| firm(it.0)) {
            needed.extend(pointed_at(put));
        }
        let ours = self.sides.ours;
        for id in &back.all {
            let stays =
                |by: &RecordId| firm(by) && !self.takes.contains(by) && !self.puts.contains_key(by);
            let uses = ours.uses(*id).any(|by| stays(&by));
            let works = || match *id {
                RecordId::Coder(coder) => ours.works_of(coder).any(|by| stays(&by)),
                _ => false,
            };
            if uses || works() {
                needed.insert(*id);
            }
        }
        // A quotation that something needs holds its source, whatever brought it back.
        let quotations: Vec<RecordId> = needed
            .iter()
            .filter(|id| matches!(id, RecordId::Quotation(_)))
            .copied()
            .collect();
        let held = quotations.into_iter().filter_map(|id| self.version(id));
        let held: Vec<RecordId> = held.flat_map(|it| pointed_at(&it)).collect();
        needed.extend(held);
        let row = |id: &&RecordId| needed.contains(*id) && !matches!(id, RecordId::Quotation(_));
        let rows = back.all.iter().filter(row);
        self.met.extend(rows.map(|id| (*id, Over::Removal)));
    }

    /// Gives codes that stand above themselves the parent they have in ours; theirs is the other
    /// version. Which codes were given another parent.
    fn open_circles(&mut self) -> Vec<RecordId> {
        let ours = self.sides.ours;
        let moved = |it: &Record| match it {
            Record::Code(it) => ours
                .codes()
                .get(it.id)
                .is_none_or(|was| was.parent != it.parent),
            _ => false,
        };
        if !self.puts.values().any(moved) {
            return Vec::new();
        }
        let mut parents: HashMap<CodeId, Option<CodeId>> =
            ours.codes().iter().map(|it| (it.id, it.parent)).collect();
        for put in self.puts.values() {
            if let Record::Code(it) = put {
                parents.insert(it.id, it.parent);
            }
        }
        let mut opened = Vec::new();
        for code in circling(&parents) {
            let id = RecordId::Code(code);
            let was = ours.codes().get(code).map(|it| it.parent);
            let (Some(was), Some(Record::Code(now))) = (was, self.version(id)) else {
                continue;
            };
            if was == now.parent {
                continue;
            }
            let other = Record::from(now.clone());
            self.puts.insert(id, Code { parent: was, ..now }.into());
            let (part, other) = (Part::Parent, Box::new(other));
            self.met.push((id, Over::Part { part, other }));
            opened.push(id);
        }
        opened
    }

    /// Each side may have removed another of a quotation's codings: then nothing holds it any more.
    /// Where that is so on one side already, it stays there for a reason of its own.
    /// Whether one went.
    fn drop_bare_quotations(&mut self) -> bool {
        let Some(base) = self.sides.base else {
            return false;
        };
        let gone = |id: &RecordId| match *id {
            RecordId::Coding(id) => base.codings().get(id).map(|it| it.quotation),
            _ => None,
        };
        let taken = self.takes.iter().filter_map(gone);
        let theirs = self.removed_here.iter().filter_map(gone);
        let bare: BTreeSet<QuotationId> = taken.chain(theirs).collect();
        if bare.is_empty() {
            return false;
        }
        let held: HashSet<RecordId> = self
            .puts
            .values()
            .filter(|it| !matches!(it, Record::Conflict(_) | Record::Code(_)))
            .flat_map(targets)
            .collect();
        let none = BTreeSet::new();
        let mut is_any_gone = false;
        for quotation in bare {
            let id = RecordId::Quotation(quotation);
            let contested = self.met.iter().any(|it| it.0 == id);
            let sides = [self.sides.ours, self.sides.theirs];
            // Whoever let a quotation stand bare wanted it so.
            let left_so = sides
                .iter()
                .any(|it| it.contains(id) && !is_held(it, quotation, &none));
            if held.contains(&id) || contested || left_so || self.is_held_here(id) {
                continue;
            }
            if self.puts.remove(&id).is_some() || self.sides.ours.contains(id) {
                self.let_quotation_go(id);
                is_any_gone = true;
            }
        }
        is_any_gone
    }

    /// Whether something of ours that stays as it is points at a quotation.
    fn is_held_here(&self, id: RecordId) -> bool {
        let holds = |by: &RecordId| {
            let weak = matches!(by, RecordId::Conflict(_) | RecordId::Code(_));
            let other = weak || self.puts.contains_key(by);
            !other && !self.takes.contains(by)
        };
        self.sides.ours.uses(id).any(|by| holds(&by))
    }

    fn let_quotation_go(&mut self, id: RecordId) {
        if self.sides.ours.contains(id) {
            self.takes.insert(id);
        } else {
            self.removed_here.push(id);
        }
    }

    /// Sees codes of one name and sources of one text that were added on both sides.
    pub(super) fn find_twins(&mut self) {
        let codes = |side: &Project, other: &Project| {
            let mut new: BTreeMap<(String, Option<CodeId>), RecordId> = BTreeMap::new();
            for it in side.codes().iter() {
                let id = RecordId::Code(it.id);
                if self.is_new(id, other)
                    && let Some(Record::Code(it)) = self.version(id)
                {
                    let key = (it.name.trim().to_lowercase(), it.parent);
                    new.entry(key).or_insert(id);
                }
            }
            new
        };
        let sources = |side: &Project, other: &Project| {
            let mut new: HashMap<Fingerprint, RecordId> = HashMap::new();
            for it in side.sources().iter().filter(|it| !it.text().is_empty()) {
                let id = RecordId::Source(it.id);
                if self.is_new(id, other) && self.stands(id) {
                    new.entry(it.fingerprint).or_insert(id);
                }
            }
            new
        };
        let (ours, theirs) = (self.sides.ours, self.sides.theirs);
        let mut twins: Vec<(RecordId, RecordId)> = Vec::new();
        let here = codes(ours, theirs);
        for (key, there) in codes(theirs, ours) {
            twins.extend(here.get(&key).map(|id| (*id, there)));
        }
        let here = sources(ours, theirs);
        for (print, there) in sources(theirs, ours) {
            twins.extend(here.get(&print).map(|id| (*id, there)));
        }
        // The older is the first, whoever joins.
        twins.sort_unstable();
        for (here, there) in twins {
            self.met
                .push((here.min(there), Over::Twin(here.max(there))));
        }
    }

    fn is_new(&self, id: RecordId, other: &Project) -> bool {
        !other.contains(id) && self.sides.base.is_none_or(|it| !it.contains(id))
    }
}

/// Whether a record can lose what it points at and stand without it: a set its members, a code its
/// examples, a coding the rule that made it, a rule the code it codes with.
fn lets_go(by: RecordId, of: RecordId) -> bool {
    match by {
        RecordId::Set(_) | RecordId::Case(_) | RecordId::Source(_) => true,
        RecordId::Code(_) => matches!(of, RecordId::Quotation(_)),
        RecordId::Coding(_) => matches!(of, RecordId::Query(_)),
        RecordId::Query(_) => matches!(of, RecordId::Code(_)),
        _ => false,
    }
}

/// The record whose removal is contested, if that is what was met.
fn contested((id, over): &(RecordId, Over)) -> Option<RecordId> {
    (*over == Over::Removal).then_some(*id)
}

/// What a record points at, its coder as well.
fn pointed_at(record: &Record) -> Vec<RecordId> {
    let coder = match record {
        Record::Quotation(it) => Some(it.coder),
        Record::Coding(it) => Some(it.coder),
        Record::Memo(it) => Some(it.coder),
        Record::Link(it) => Some(it.coder),
        Record::Query(it) => Some(it.coder),
        _ => None,
    };
    let mut all = targets(record);
    all.extend(coder.map(RecordId::Coder));
    all
}

/// The codes that are in a circle. Each is looked at once, however deep the tree is.
fn circling(parents: &HashMap<CodeId, Option<CodeId>>) -> BTreeSet<CodeId> {
    let mut seen: HashSet<CodeId> = HashSet::new();
    let mut circling = BTreeSet::new();
    for code in parents.keys() {
        let mut path = Vec::new();
        let mut next = Some(*code);
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            path.push(id);
            next = parents.get(&id).copied().flatten();
        }
        // Met again on this very walk: from there on the path is a circle.
        let first = next.and_then(|id| path.iter().position(|it| *it == id));
        circling.extend(first.and_then(|at| path.get(at..)).unwrap_or_default());
    }
    circling
}
