//! The codings a filter lets pass, found a piece at a time.

use super::rows::Words;
use super::{Filter, Index, Passage, sources};
use crate::model::{CodingId, Keyed, Project, QuotationId, SourceId};
use std::collections::VecDeque;
use uuid::Uuid;

/// A list of codings in the making, in the order of [`super::matching()`]. It is made a piece at a
/// time, so that nobody waits for a million codings.
#[derive(Clone, Debug)]
pub struct Matching {
    filter: Filter,
    words: Words,
    /// The sources that are left, the one that is being read first.
    left: VecDeque<SourceId>,
    /// The key of the last passage looked at in the first of them.
    seen: Option<<Passage as Keyed>::Key>,
    /// The codings found of the passages that stand exactly there; others may still come.
    held: Vec<CodingId>,
    found: Vec<CodingId>,
}

/// Bytes of text that are searched about as quickly as one passage is looked at.
const BYTES_A_PASSAGE: usize = 4096;

impl Matching {
    /// Of the codings that `filter` lets pass; nothing has been looked at yet.
    pub fn new(project: &Project, filter: &Filter) -> Self {
        let mut left = VecDeque::from(sources(project));
        left.retain(|it| filter.keeps_source(*it));
        Self {
            filter: filter.clone(),
            words: Words::of(filter),
            left,
            seen: None,
            held: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Looks at up to `most` further passages; returns whether all have been looked at. `project`
    /// and `index` must be the same until then.
    pub fn go_on(&mut self, project: &Project, index: &Index, most: usize) -> bool {
        let mut most = most;
        while let Some(source) = self.left.front().copied() {
            if most == 0 {
                return false;
            }
            if self.seen.is_none() && self.words.are_nowhere(project, index, source) {
                let len = project
                    .sources()
                    .get(source)
                    .map_or(0, |it| it.text().len());
                most = most.saturating_sub(1 + len / BYTES_A_PASSAGE);
                self.left.pop_front();
                continue;
            }
            let looked_at = self.go_on_in(project, index, (source, most));
            most -= looked_at;
            if most > 0 {
                self.release();
                self.seen = None;
                self.left.pop_front();
            }
        }
        true
    }

    /// The codings found so far.
    pub fn found(&self) -> &[CodingId] {
        &self.found
    }

    /// The same, without a copy; all of them when [`Self::go_on`] says so.
    pub fn into_found(self) -> Vec<CodingId> {
        self.found
    }

    /// Looks at up to `most` further passages of a source; returns at how many.
    fn go_on_in(
        &mut self,
        project: &Project,
        index: &Index,
        (source, most): (SourceId, usize),
    ) -> usize {
        let seen = self.seen;
        let from = seen.unwrap_or((0, 0, QuotationId::new(Uuid::nil())));
        let unseen = |it: &&Passage| seen.is_none_or(|seen| it.key() > seen);
        let mut placed = index.passages(source).from(from).filter(unseen).peekable();
        let mut lost = index.lost(source).from(from).filter(unseen).peekable();
        for count in 0..most {
            let is_lost_next = match (placed.peek(), lost.peek()) {
                (Some(placed), Some(lost)) => lost.key() < placed.key(),
                (None, Some(_)) => true,
                (_, None) => false,
            };
            let next = if is_lost_next {
                lost.next()
            } else {
                placed.next()
            };
            let Some(passage) = next else { return count };
            let (start, end, _) = passage.key();
            if self.seen.is_some_and(|it| (it.0, it.1) != (start, end)) {
                self.release();
            }
            self.seen = Some(passage.key());
            for applied in passage.codings.iter().filter(|it| self.filter.keeps(it)) {
                if self.filter.keeps_there(project, (source, passage), applied)
                    && self.words.stand_in(project, source, passage, applied)
                {
                    self.held.push(applied.coding);
                }
            }
        }
        most
    }

    /// Adds the codings of one place to what was found, by id.
    fn release(&mut self) {
        self.held.sort_unstable();
        self.found.append(&mut self.held);
    }
}

#[cfg(test)]
mod tests {
    use super::super::matching;
    use super::super::sample::{
        Sample, code, code_id, coder, coding, coding_id, marked, quotation, random_edit,
    };
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn found_by(sample: &Sample, filter: &Filter, most: usize) -> Vec<CodingId> {
        let index = Index::build(&sample.project);
        let mut matching = Matching::new(&sample.project, filter);
        while !matching.go_on(&sample.project, &index, most) {}
        matching.into_found()
    }

    #[test]
    fn it_goes_on_where_it_stopped() {
        let mut sample = marked("[a治[b理a]与b][c国c]");
        sample.put(quotation(0, 1, Span::new(0, 6)));
        sample.put(coding(0, 1, 'b'.into()));
        sample.put(coding(9, 0, 'c'.into()));
        for most in [1, 2, 3, 99] {
            let found = found_by(&sample, &Filter::all(), most);
            assert_eq!(found, [0, 1, 9, 2, 3].map(coding_id), "{most}");
        }
        let index = Index::build(&sample.project);
        let mut matching = Matching::new(&sample.project, &Filter::all());
        assert!(!matching.go_on(&sample.project, &index, 0));
        assert!(!matching.go_on(&sample.project, &index, 4));
        assert!(matching.go_on(&sample.project, &index, 1));
    }

    proptest! {
        #[test]
        fn a_piece_at_a_time_is_the_whole_at_once(
            edits in prop::collection::vec(random_edit(), 1..120),
            most in 1usize..9,
            only in prop::option::of(0u32..4),
            with in prop::collection::btree_set((0u32..4).prop_map(code_id), 0..2),
            without in prop::collection::btree_set((0u32..4).prop_map(code_id), 0..2),
            memo in prop::option::of(any::<bool>()),
            text in prop_oneof![Just(""), Just("治"), Just("码3"), Just("源1")],
        ) {
            let mut sample = Sample::new();
            sample.put(coder(1, "李"));
            for number in 0..4 {
                sample.put(code(number, &format!("码{number}"), None));
            }
            for edit in edits {
                sample.project.apply(edit);
            }
            let filter = Filter {
                codes: only.map(|it| [code_id(it)].into()),
                with,
                without,
                memo,
                text: text.into(),
                ..Filter::all()
            };
            let index = Index::build(&sample.project);
            let whole = matching(&sample.project, &index, &filter);
            prop_assert_eq!(found_by(&sample, &filter, most), whole);
        }
    }
}
