//! Taking another project into this one: what is the same is known again, the rest is added.
//!
//! Texts are the same when their words are, codes when they stand under the same name, coders by their
//! names. Nothing that is here already is changed, but that cases and sets gain members.

use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{
    Case, CaseId, Code, CodeId, Coder, CoderId, CodingId, Edit, Fingerprint, GlossId, MemoId,
    Project, Quotation, QuotationId, Record, RecordId, Set, SetId, SourceId, Value, VariableId,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What was taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// Texts that were not here.
    pub sources: usize,
    /// Codes that were not here.
    pub codes: usize,
    /// Codings that were not here.
    pub codings: usize,
    /// Codings that were.
    pub same: usize,
}

/// What of the other project is what here.
struct Taking<'p> {
    project: &'p Project,
    other: &'p Project,
    /// Records of the other project that are called otherwise here.
    known: HashMap<RecordId, RecordId>,
    edits: Vec<Edit>,
    imported: Imported,
    /// Passages here by place and coder.
    passages: HashMap<(SourceId, Span, CoderId), QuotationId>,
    /// What was said here by whom on what.
    codings: HashMap<(QuotationId, CodeId, CoderId), CodingId>,
}

/// Takes a project in, called `name`.
///
/// # Errors
/// [`PlanError::Nothing`] when all of it is here.
pub fn plan(
    project: &Project,
    stamp: &Stamp<'_>,
    (name, other): (&str, &Project),
    imported: &mut Imported,
) -> Result<Transaction, PlanError> {
    let passages = project.quotations().iter().filter(|it| it.stray.is_none());
    let codings = project.codings().iter();
    let mut taking = Taking {
        project,
        other,
        known: HashMap::new(),
        edits: Vec::new(),
        imported: Imported::default(),
        passages: passages
            .map(|it| ((it.source, it.span, it.coder), it.id))
            .collect(),
        codings: codings
            .map(|it| ((it.quotation, it.code, it.coder), it.id))
            .collect(),
    };
    taking.coders();
    taking.codes();
    taking.variables();
    taking.sources();
    taking.passages();
    taking.known_glosses();
    taking.known_again();
    taking.gathered();
    taking.rest();
    *imported = taking.imported;
    if taking.edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    let done = Done::times("import-into", name, taking.imported.codings.max(1));
    Ok(stamp.transaction(done, taking.edits))
}

/// The codes, each behind the one above it.
fn from_the_top(project: &Project) -> Vec<&Code> {
    let depth = |code: &Code| {
        let mut depth = 0;
        let mut above = code.parent;
        while let Some(parent) = above
            .and_then(|it| project.codes().get(it))
            .filter(|_| depth < 1_000)
        {
            depth += 1;
            above = parent.parent;
        }
        depth
    };
    let mut codes: Vec<_> = project.codes().iter().map(|it| (depth(it), it)).collect();
    codes.sort_by_key(|(depth, it)| (*depth, it.order, it.id));
    codes.into_iter().map(|it| it.1).collect()
}

impl Taking<'_> {
    fn put(&mut self, record: impl Into<Record>) {
        self.edits.push(Edit::Put(record.into()));
    }

    fn is(&mut self, theirs: RecordId, ours: RecordId) {
        self.known.insert(theirs, ours);
    }

    /// What a record of the other project is here.
    fn here(&self, id: RecordId) -> RecordId {
        self.known.get(&id).copied().unwrap_or(id)
    }

    fn coder(&self, id: CoderId) -> CoderId {
        match self.here(RecordId::Coder(id)) {
            RecordId::Coder(id) => id,
            _ => id,
        }
    }

    fn coders(&mut self) {
        let ours = self.project.coders().iter();
        let ours: HashMap<&str, CoderId> =
            ours.map(|it| (Coder::known_as(&it.name), it.id)).collect();
        for coder in self.other.coders().iter() {
            if self.project.coders().contains(coder.id) {
                continue;
            }
            match ours.get(Coder::known_as(&coder.name)) {
                Some(id) => self.is(RecordId::Coder(coder.id), RecordId::Coder(*id)),
                None => self.put(coder.clone()),
            }
        }
    }

    /// Codes are looked for under what is above them; those at the top anywhere, if only one is called
    /// so: formats for annotated texts know no tree.
    fn codes(&mut self) {
        let mut ours: HashMap<(Option<CodeId>, &str), CodeId> = HashMap::new();
        let mut anywhere: HashMap<&str, Vec<CodeId>> = HashMap::new();
        for code in self.project.codes().iter() {
            ours.insert((code.parent, code.name.as_str()), code.id);
            let names = std::iter::once(&code.name).chain(&code.aliases);
            for name in names {
                anywhere.entry(name).or_default().push(code.id);
            }
        }
        let last = self.project.codes().iter().map(|it| it.order).max();
        let mut order = last.unwrap_or(0);
        for code in from_the_top(self.other) {
            if self.project.codes().contains(code.id) {
                continue;
            }
            let parent = code.parent.map(|it| self.here(RecordId::Code(it)));
            let parent = parent.and_then(|it| match it {
                RecordId::Code(id) => Some(id),
                _ => None,
            });
            let loose = anywhere.get(code.name.as_str()).map(Vec::as_slice);
            let loose = match (parent, loose) {
                (None, Some([only])) => Some(only),
                _ => None,
            };
            match ours.get(&(parent, code.name.as_str())).or(loose) {
                Some(id) => self.is(RecordId::Code(code.id), RecordId::Code(*id)),
                None => {
                    order = order.saturating_add(super::plan_codes::GAP);
                    self.imported.codes += 1;
                    self.put(Code {
                        parent,
                        order,
                        examples: BTreeSet::new(),
                        // Keys are given by people.
                        key: None,
                        ..code.clone()
                    });
                }
            }
        }
    }

    fn variables(&mut self) {
        for variable in self.other.variables().iter() {
            let mut ours = self.project.variables().iter();
            let same = ours.find(|it| it.name == variable.name && it.kind == variable.kind);
            match same {
                Some(it) => self.is(RecordId::Variable(variable.id), RecordId::Variable(it.id)),
                None if self.project.variables().contains(variable.id) => {}
                None => self.put(variable.clone()),
            }
        }
    }

    fn sources(&mut self) {
        let mut ours: HashMap<Fingerprint, Vec<SourceId>> = HashMap::new();
        let mut order = 0;
        for source in self.project.sources().iter() {
            ours.entry(source.fingerprint).or_default().push(source.id);
            order = order.max(source.order);
        }
        let mut theirs: Vec<_> = self.other.sources().iter().collect();
        theirs.sort_by_key(|it| (it.order, it.id));
        for source in theirs {
            let same = ours
                .get(&source.fingerprint)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let named = |it: &&SourceId| {
                let ours = self.project.sources().get(**it);
                ours.is_some_and(|it| it.name == source.name)
            };
            match same.iter().find(named).or(same.first()) {
                Some(id) => self.is(RecordId::Source(source.id), RecordId::Source(*id)),
                None if self.project.sources().contains(source.id) => {}
                None => {
                    order = order.saturating_add(super::plan_codes::GAP);
                    self.imported.sources += 1;
                    let values = self.values(&source.values);
                    self.put(crate::model::Source {
                        order,
                        values,
                        ..source.clone()
                    });
                }
            }
        }
    }

    fn values(&self, theirs: &BTreeMap<VariableId, Value>) -> BTreeMap<VariableId, Value> {
        let here = |(id, value): (&VariableId, &Value)| match self.here(RecordId::Variable(*id)) {
            RecordId::Variable(id) => Some((id, value.clone())),
            _ => None,
        };
        theirs.iter().filter_map(here).collect()
    }

    fn passages(&mut self) {
        for quotation in self.other.quotations().iter() {
            let RecordId::Source(source) = self.here(RecordId::Source(quotation.source)) else {
                continue;
            };
            let coder = self.coder(quotation.coder);
            let key = (source, quotation.span, coder);
            let same = self
                .passages
                .get(&key)
                .filter(|_| quotation.stray.is_none());
            match same.copied() {
                Some(id) => self.is(RecordId::Quotation(quotation.id), RecordId::Quotation(id)),
                None if self.project.quotations().contains(quotation.id) => {}
                None => self.put(Quotation {
                    source,
                    coder,
                    ..quotation.clone()
                }),
            }
        }
        for coding in self.other.codings().iter() {
            let place = self.here(RecordId::Quotation(coding.quotation));
            let code = self.here(RecordId::Code(coding.code));
            let (RecordId::Quotation(quotation), RecordId::Code(code)) = (place, code) else {
                continue;
            };
            let coder = self.coder(coding.coder);
            if self.project.codings().contains(coding.id) {
                self.imported.same += 1;
                continue;
            }
            if let Some(same) = self.codings.get(&(quotation, code, coder)).copied() {
                self.imported.same += 1;
                self.is(RecordId::Coding(coding.id), RecordId::Coding(same));
                continue;
            }
            self.imported.codings += 1;
            self.put(crate::model::Coding {
                quotation,
                code,
                coder,
                rule: None,
                ..coding.clone()
            });
        }
    }

    /// Which cases, sets and memos are here already.
    fn known_again(&mut self) {
        for case in self.other.cases().iter() {
            let mut ours = self.project.cases().iter();
            if let Some(same) = ours.find(|it| it.id == case.id || it.name == case.name) {
                self.is(RecordId::Case(case.id), RecordId::Case(same.id));
            }
        }
        for set in self.other.sets().iter() {
            let mut ours = self.project.sets().iter();
            if let Some(same) = ours.find(|it| it.id == set.id || it.name == set.name) {
                self.is(RecordId::Set(set.id), RecordId::Set(same.id));
            }
        }
        let ours = self.project.memos().iter();
        let ours: HashMap<(RecordId, &str), MemoId> = ours
            .map(|it| ((it.target, it.text.as_str()), it.id))
            .collect();
        for memo in self.other.memos().iter() {
            let target = self.here(memo.target);
            let same = ours.get(&(target, memo.text.as_str()));
            if let Some(id) = same.filter(|_| !self.project.memos().contains(memo.id)) {
                self.is(RecordId::Memo(memo.id), RecordId::Memo(*id));
            }
        }
    }

    /// What is told of a word here stays.
    fn known_glosses(&mut self) {
        let ours = self.project.glosses().iter();
        let ours: HashMap<&str, GlossId> = ours.map(|it| (it.name.as_str(), it.id)).collect();
        for gloss in self.other.glosses().iter() {
            let same = ours.get(gloss.name.as_str());
            if let Some(id) = same.filter(|_| !self.project.glosses().contains(gloss.id)) {
                self.is(RecordId::Gloss(gloss.id), RecordId::Gloss(*id));
            }
        }
    }

    /// Cases and sets gain what they do not have.
    fn gathered(&mut self) {
        let mut cases: BTreeMap<CaseId, Case> = BTreeMap::new();
        for case in self.other.cases().iter() {
            let RecordId::Case(id) = self.here(RecordId::Case(case.id)) else {
                continue;
            };
            let new = || Case {
                members: BTreeSet::new(),
                values: BTreeMap::new(),
                ..case.clone()
            };
            let ours = self.project.cases().get(id).cloned();
            let values = self.values(&case.values);
            let members: Vec<RecordId> = case.members.iter().map(|it| self.here(*it)).collect();
            let joined = cases.entry(id).or_insert_with(|| ours.unwrap_or_else(new));
            joined.members.extend(members);
            for (variable, value) in values {
                joined.values.entry(variable).or_insert(value);
            }
        }
        for (id, case) in cases {
            if self.project.cases().get(id) != Some(&case) {
                self.put(case);
            }
        }
        let mut sets: BTreeMap<SetId, Set> = BTreeMap::new();
        for set in self.other.sets().iter() {
            let RecordId::Set(id) = self.here(RecordId::Set(set.id)) else {
                continue;
            };
            let new = || Set {
                members: BTreeSet::new(),
                ..set.clone()
            };
            let ours = self.project.sets().get(id).cloned();
            let members: Vec<RecordId> = set.members.iter().map(|it| self.here(*it)).collect();
            let joined = sets.entry(id).or_insert_with(|| ours.unwrap_or_else(new));
            joined.members.extend(members);
        }
        for (id, set) in sets {
            if self.project.sets().get(id) != Some(&set) {
                self.put(set);
            }
        }
    }

    /// Queries, glosses, recipes, links and memos.
    fn rest(&mut self) {
        for gloss in self.other.glosses().iter() {
            if self.here(RecordId::Gloss(gloss.id)) == RecordId::Gloss(gloss.id)
                && !self.project.glosses().contains(gloss.id)
            {
                self.put(gloss.clone());
            }
        }
        for recipe in self.other.recipes().iter() {
            if !self.project.recipes().contains(recipe.id) {
                self.put(recipe.clone());
            }
        }
        for query in self.other.queries().iter() {
            if !self.project.queries().contains(query.id) {
                let coder = self.coder(query.coder);
                let code = query.code.map(|it| self.here(RecordId::Code(it)));
                let code = code.and_then(|it| match it {
                    RecordId::Code(id) => Some(id),
                    _ => None,
                });
                self.put(crate::model::Query {
                    code,
                    coder,
                    ..query.clone()
                });
            }
        }
        for link in self.other.links().iter() {
            if !self.project.links().contains(link.id) {
                let coder = self.coder(link.coder);
                let (from, to) = (self.here(link.from), self.here(link.to));
                self.put(crate::model::Link {
                    from,
                    to,
                    coder,
                    ..link.clone()
                });
            }
        }
        for memo in self.other.memos().iter() {
            let target = self.here(memo.target);
            let is_same = self.project.memos().contains(memo.id)
                || self.known.contains_key(&RecordId::Memo(memo.id));
            if !is_same {
                let coder = self.coder(memo.coder);
                self.put(crate::model::Memo {
                    target,
                    coder,
                    ..memo.clone()
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::any_project;
    use crate::model::{check_all, check_touched};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn take_in(project: &Project, other: &Project) -> Option<(Project, Imported)> {
        let mut fresh = || Uuid::nil();
        let stamp = Stamp {
            coder: CoderId::new(Uuid::nil()),
            at: crate::model::Time::default(),
            fresh: &mut fresh,
        };
        let mut imported = Imported::default();
        let transaction = plan(project, &stamp, ("a", other), &mut imported).ok()?;
        let mut joined = project.clone();
        let touched: Vec<RecordId> = transaction.edits.iter().map(Edit::id).collect();
        for edit in transaction.edits {
            joined.apply(edit);
        }
        assert_eq!(check_touched(&joined, &touched), None);
        Some((joined, imported))
    }

    proptest! {
        #[test]
        fn what_is_taken_in_twice_is_here_once(project in any_project(), other in any_project()) {
            prop_assume!(project.conflicts().is_empty() && other.conflicts().is_empty());
            let Some((joined, _)) = take_in(&project, &other) else { return Ok(()) };
            prop_assert_eq!(check_all(&joined), []);
            prop_assert!(joined.codings().len() <= project.codings().len() + other.codings().len());
            if let Some((again, imported)) = take_in(&joined, &other) {
                prop_assert_eq!(again.codings().len(), joined.codings().len());
                prop_assert_eq!((imported.codings, imported.sources), (0, 0));
            }
        }

        #[test]
        fn a_project_brings_itself_nothing(project in any_project()) {
            if let Some((joined, imported)) = take_in(&project, &project) {
                prop_assert_eq!(imported.codings, 0);
                prop_assert_eq!(joined.sources().len(), project.sources().len());
                prop_assert_eq!(joined.codings().len(), project.codings().len());
            }
        }
    }
}
