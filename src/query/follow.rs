//! How an index follows a change.

use super::bond::{Bond, Home, Remark};
use super::index::{Arrivals, passage, records_of};
use super::shelf::Shelf;
use super::{Applied, Index};
use crate::model::{CodeId, MemoId, Project, Quotation, QuotationId, RecordId, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Index {
    /// Follows a commit, undo or redo that touched some records. Only the touched quotations are
    /// looked up anew, and only the lists of their sources are put in order again.
    pub fn update(&mut self, project: &Project, touched: &[RecordId]) {
        let dirty = self.dirty(project, touched);
        self.dismiss(&dirty);
        for id in touched {
            match *id {
                RecordId::Source(id) => self.follow_source(project, id),
                RecordId::Memo(id) => self.follow_memo(project, id),
                _ => {}
            }
        }
        let mut arrivals = BTreeMap::new();
        for id in dirty {
            if let Some(quotation) = project.quotations().get(id) {
                self.admit(project, quotation, &mut arrivals);
            }
        }
        for (source, Arrivals { placed, lost }) in arrivals {
            if let Some(shelf) = self.shelves.get_mut(&source) {
                Arc::make_mut(shelf).put(placed, lost);
            }
        }
    }

    /// The quotations that may stand otherwise than before.
    fn dirty(&self, project: &Project, touched: &[RecordId]) -> BTreeSet<QuotationId> {
        let mut dirty = BTreeSet::new();
        for id in touched {
            match *id {
                RecordId::Quotation(id) => dirty.extend([id]),
                RecordId::Coding(id) => {
                    dirty.extend(self.bonds.get(id).map(|it| it.quotation));
                    dirty.extend(project.codings().get(id).map(|it| it.quotation));
                }
                RecordId::Memo(id) => {
                    dirty.extend(self.remarks.get(id).and_then(|it| self.was_on(it)));
                    let remark = project.memos().get(id).and_then(Remark::of);
                    dirty.extend(remark.and_then(|it| is_on(project, &it)));
                }
                RecordId::Source(id) if self.is_same_text(project, id) => {}
                RecordId::Source(id) => {
                    let shelf = self.shelves.get(&id);
                    dirty.extend(shelf.iter().flat_map(|it| it.all()).map(|it| it.quotation));
                    dirty.extend(project.uses(RecordId::Source(id)).filter_map(as_quotation));
                }
                _ => {}
            }
        }
        dirty
    }

    /// The quotation a memo was on, itself or by a coding.
    fn was_on(&self, remark: &Remark) -> Option<QuotationId> {
        match remark.on {
            RecordId::Quotation(id) => Some(id),
            RecordId::Coding(id) => self.bonds.get(id).map(|it| it.quotation),
            _ => None,
        }
    }

    fn follow_memo(&mut self, project: &Project, id: MemoId) {
        match project.memos().get(id).and_then(Remark::of) {
            Some(remark) => self.remarks.put(remark),
            None => self.remarks.take(id),
        };
    }

    /// Whether a touched source only changed in what does not matter here, such as its name.
    fn is_same_text(&self, project: &Project, id: SourceId) -> bool {
        match (self.shelves.get(&id), project.sources().get(id)) {
            (Some(shelf), Some(source)) => shelf.lines == source.lines,
            _ => false,
        }
    }

    /// Gives a source that came a shelf, one that went none; a changed one holds its new text.
    fn follow_source(&mut self, project: &Project, id: SourceId) {
        match project.sources().get(id) {
            None => {
                self.shelves.remove(&id);
            }
            Some(_) if self.is_same_text(project, id) => {}
            Some(source) => {
                let shelf = Shelf::new(source.lines.clone(), Vec::new(), Vec::new());
                self.shelves.insert(id, Arc::new(shelf));
            }
        }
    }

    /// Forgets some quotations and their codings.
    fn dismiss(&mut self, dirty: &BTreeSet<QuotationId>) {
        let mut leaving: BTreeMap<SourceId, BTreeSet<QuotationId>> = BTreeMap::new();
        for id in dirty {
            if let Some(home) = self.homes.take(*id) {
                leaving.entry(home.source).or_default().insert(*id);
            }
        }
        for (source, quotations) in leaving {
            let Some(shelf) = self.shelves.get_mut(&source) else {
                continue;
            };
            for passage in Arc::make_mut(shelf).take(&quotations) {
                for applied in passage.codings {
                    self.bonds.take(applied.coding);
                    self.discount(applied.code);
                }
            }
        }
    }

    fn discount(&mut self, code: CodeId) {
        if let Some(count) = self.counts.get_mut(&code) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.counts.remove(&code);
            }
        }
    }

    /// Notes a quotation and its codings, and lays its passage with the new ones of its source.
    fn admit(
        &mut self,
        project: &Project,
        quotation: &Quotation,
        arrivals: &mut BTreeMap<SourceId, Arrivals>,
    ) {
        let Some(source) = project.sources().get(quotation.source) else {
            return;
        };
        let codings = applied_to(project, quotation.id);
        self.homes.put(Home::of(quotation));
        for applied in &codings {
            self.bonds.put(Bond::of(applied, quotation));
            *self.counts.entry(applied.code).or_default() += 1;
        }
        let is_memo = |by| matches!(by, RecordId::Memo(_));
        let has_memo = records_of(quotation.id, &codings).any(|it| project.uses(it).any(is_memo));
        let arrivals = arrivals.entry(source.id).or_default();
        arrivals.add(source, quotation, passage(quotation, codings, has_memo));
    }
}

/// The codings of a quotation, by id.
fn applied_to(project: &Project, quotation: QuotationId) -> Box<[Applied]> {
    let codings = project
        .uses(RecordId::Quotation(quotation))
        .filter_map(|by| match by {
            RecordId::Coding(id) => project.codings().get(id),
            _ => None,
        });
    codings.map(Applied::from).collect()
}

/// The quotation a memo is on, itself or by a coding.
fn is_on(project: &Project, remark: &Remark) -> Option<QuotationId> {
    match remark.on {
        RecordId::Quotation(id) => Some(id),
        RecordId::Coding(id) => project.codings().get(id).map(|it| it.quotation),
        _ => None,
    }
}

fn as_quotation(id: RecordId) -> Option<QuotationId> {
    match id {
        RecordId::Quotation(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{
        Sample, coding_id, marked, memo_id, memo_on, quotation_id, random_edit,
    };
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_passage_knows_of_memos_on_it_and_on_its_codings() {
        let mut sample = marked("[a治理a]与[b国防b]");
        let mut index = Index::build(&sample.project);
        let noted =
            |index: &Index| [1, 2].map(|it| index.quotation(quotation_id(it)).unwrap().has_memo);
        assert_eq!(noted(&index), [false, false]);
        sample.put(memo_on(1, RecordId::Quotation(quotation_id(1))));
        index.update(&sample.project, &[RecordId::Memo(memo_id(1))]);
        assert_eq!(noted(&index), [true, false]);
        sample.put(memo_on(1, RecordId::Coding(coding_id(2))));
        index.update(&sample.project, &[RecordId::Memo(memo_id(1))]);
        assert_eq!(noted(&index), [false, true]);
        assert_eq!(noted(&Index::build(&sample.project)), [false, true]);
    }

    proptest! {
        #[test]
        fn following_edits_is_building_anew(
            rounds in prop::collection::vec(prop::collection::vec(random_edit(), 1..6), 1..30),
        ) {
            let mut project = Sample::new().project;
            let mut index = Index::build(&project);
            for edits in rounds {
                let mut touched: Vec<RecordId> = Vec::new();
                for edit in edits {
                    touched.push(edit.id());
                    project.apply(edit);
                }
                index.update(&project, &touched);
                prop_assert_eq!(&index, &Index::build(&project));
            }
        }
    }
}
