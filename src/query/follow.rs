//! How an index follows a change.

use super::shelf::{Passage, Pile, Shelf};
use super::{Applied, Index};
use crate::model::{
    CodeId, Coding, Keyed, Project, Quotation, QuotationId, RecordId, SourceId, Table,
};
use std::sync::Arc;

/// Records up to which each is followed by itself.
const FEW: usize = 200;

impl Index {
    /// Follows a commit, undo or redo that touched some records. Only the touched quotations are
    /// looked up anew; the passages of a source are walked over only when its text has changed.
    pub fn update(&mut self, project: &Project, touched: &[RecordId]) {
        let dirty = self.dirty(project, touched);
        for id in &dirty {
            self.dismiss(*id);
        }
        self.follow_records(project, touched);
        for quotation in dirty.iter().filter_map(|id| project.quotations().get(*id)) {
            self.admit(project, quotation);
        }
    }

    fn follow_records(&mut self, project: &Project, touched: &[RecordId]) {
        for id in touched {
            if let RecordId::Source(id) = *id {
                self.follow_source(project, id);
            }
        }
        if touched.len() > FEW {
            // All chunks taken over cost less than a copy of each that changed.
            self.quotations = project.quotations().clone();
            self.codings = project.codings().clone();
            self.memos = project.memos().clone();
            return;
        }
        for id in touched {
            match *id {
                RecordId::Quotation(id) => follow(&mut self.quotations, project.quotations(), id),
                RecordId::Coding(id) => follow(&mut self.codings, project.codings(), id),
                RecordId::Memo(id) => follow(&mut self.memos, project.memos(), id),
                _ => {}
            }
        }
    }

    /// The quotations that may stand otherwise than before, each once.
    fn dirty(&self, project: &Project, touched: &[RecordId]) -> Vec<QuotationId> {
        let mut dirty = Vec::with_capacity(touched.len());
        for id in touched {
            match *id {
                RecordId::Memo(id) => {
                    let was = self.memos.get(id).map(|it| it.target);
                    let is = project.memos().get(id).map(|it| it.target);
                    dirty.extend(was.and_then(|it| passage_of(&self.codings, it)));
                    dirty.extend(is.and_then(|it| passage_of(project.codings(), it)));
                }
                RecordId::Source(id) if self.is_same_text(project, id) => {}
                RecordId::Source(id) => {
                    let shelf = self.shelves.get(&id);
                    dirty.extend(shelf.iter().flat_map(|it| it.all()).map(|it| it.quotation));
                    let uses = project.uses(RecordId::Source(id));
                    dirty.extend(uses.filter_map(|it| passage_of(project.codings(), it)));
                }
                id => {
                    dirty.extend(passage_of(&self.codings, id));
                    dirty.extend(passage_of(project.codings(), id));
                }
            }
        }
        dirty.sort_unstable();
        dirty.dedup();
        dirty
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
                let shelf = Shelf::new(source.lines.clone(), Pile::default());
                self.shelves.insert(id, Arc::new(shelf));
            }
        }
    }

    /// Takes the passage of a quotation, as it was, off its shelf.
    fn dismiss(&mut self, id: QuotationId) {
        let was = self.quotations.get(id);
        let shelf = was.and_then(|it| Some((it.span, self.shelves.get_mut(&it.source)?)));
        let Some((span, shelf)) = shelf else {
            return;
        };
        let passage = Arc::make_mut(shelf).take(id, span);
        for applied in passage.into_iter().flat_map(|it| it.codings) {
            self.discount(applied.code);
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

    /// Puts the passage of a quotation on its shelf.
    fn admit(&mut self, project: &Project, quotation: &Quotation) {
        let Some(shelf) = self.shelves.get_mut(&quotation.source) else {
            return;
        };
        let on_it = project.uses(RecordId::Quotation(quotation.id));
        let codings = on_it.filter_map(|by| match by {
            RecordId::Coding(id) => project.codings().get(id).map(Applied::from),
            _ => None,
        });
        let is_memo = |by| matches!(by, RecordId::Memo(_));
        let has_memos = !project.memos().is_empty();
        let is_noted = |id| has_memos && project.uses(id).any(is_memo);
        let passage = Passage::new(quotation, codings, is_noted);
        for applied in &passage.codings {
            *self.counts.entry(applied.code).or_default() += 1;
        }
        Arc::make_mut(shelf).put(passage);
    }
}

/// Makes a record what it is in the project's table.
fn follow<T: Keyed>(table: &mut Table<T>, project: &Table<T>, key: T::Key) {
    match project.get(key) {
        Some(record) => table.put(record.clone()),
        None => table.take(key),
    };
}

/// The quotation that a record is, or is a coding of.
fn passage_of(codings: &Table<Coding>, id: RecordId) -> Option<QuotationId> {
    match id {
        RecordId::Quotation(id) => Some(id),
        RecordId::Coding(id) => codings.get(id).map(|it| it.quotation),
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
