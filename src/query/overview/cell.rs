//! From a cell of an overview to the codings behind it.

use super::measured::{Item, of_source};
use super::stretch::{Stretch, Stretches};
use super::{Columns, Head, Overview, Relation, across};
use crate::model::{CodeId, CodingId, Project, RecordId};
use crate::query::{Filter, Index, below, matching, sources};
use std::collections::BTreeSet;

impl Overview {
    /// The filter that lets pass what a cell counts; `None` where codes stand together, which no
    /// filter tells: see [`Self::codings`].
    pub fn filter_of(&self, project: &Project, row: &Head, column: &Head) -> Option<Filter> {
        if matches!(self.columns, Columns::Codes(_)) {
            return None;
        }
        let mut filter = self.filter.clone();
        match row {
            Head::Code(code) => {
                let mut codes = match self.below {
                    true => below(project, *code),
                    false => BTreeSet::from([*code]),
                };
                if let Some(only) = &filter.codes {
                    codes.retain(|it| only.contains(it));
                }
                filter.codes = Some(codes);
            }
            Head::Source(source) => filter.within.push([RecordId::Source(*source)].into()),
            _ => {}
        }
        if !matches!(column, Head::Figure(_)) {
            filter
                .within
                .push(across::records(project, self.columns, column));
        }
        Some(filter)
    }

    /// The codings behind a cell, in the order of a list. Where codes stand together, those of both
    /// codes that stand so to one of the other.
    pub fn codings(
        &self,
        project: &Project,
        index: &Index,
        row: &Head,
        column: &Head,
    ) -> Vec<CodingId> {
        match (
            self.filter_of(project, row, column),
            self.columns,
            row,
            column,
        ) {
            (Some(filter), ..) => matching(project, index, &filter),
            (None, Columns::Codes(relation), Head::Code(one), Head::Code(other)) => {
                self.together(project, index, relation, (*one, *other))
            }
            _ => Vec::new(),
        }
    }

    fn together(
        &self,
        project: &Project,
        index: &Index,
        relation: Relation,
        (one, other): (CodeId, CodeId),
    ) -> Vec<CodingId> {
        let mut only = self.clone();
        let codes = self.filter.codes.as_ref();
        let codes = [one, other]
            .into_iter()
            .filter(|it| codes.is_none_or(|of| of.contains(it)));
        only.filter.codes = Some(codes.collect());
        let mut found = Vec::new();
        for id in sources(project) {
            let source = project.sources().get(id);
            let Some(source) = source.filter(|_| self.filter.keeps_source(id)) else {
                continue;
            };
            let items = of_source(project, index, &only, id).all;
            let stretches = Stretches::new(relation, &source.lines);
            let of = |code: CodeId| -> Vec<(Stretch, &Item<'_>)> {
                let items = items.iter().filter(|it| it.code() == code);
                items
                    .filter_map(|it| Some((stretches.of(it.span?), it)))
                    .collect()
            };
            let (ones, others) = (of(one), of(other));
            let meets = |of: &[(Stretch, &Item<'_>)], with: &[(Stretch, &Item<'_>)]| {
                let reach = Reach::new(with);
                let met = of.iter().filter(|(stretch, it)| reach.meets(*stretch, it));
                met.map(|it| it.1.applied.coding).collect::<Vec<_>>()
            };
            let met = [meets(&ones, &others), meets(&others, &ones)].concat();
            let met: BTreeSet<CodingId> = met.into_iter().collect();
            let mut here: Vec<_> = items
                .iter()
                .filter(|it| met.contains(&it.applied.coding))
                .collect();
            here.sort_by_key(|it| {
                (
                    it.passage.span.start,
                    it.passage.span.end,
                    it.applied.coding,
                )
            });
            found.extend(here.into_iter().map(|it| it.applied.coding));
        }
        found
    }
}

/// How far stretches reach, by their starts.
struct Reach<'a, 'i> {
    sorted: &'a [(Stretch, &'a Item<'i>)],
    /// For each number of stretches from the first: the furthest end, whose it is, and the furthest
    /// of the others.
    furthest: Vec<(usize, Option<CodingId>, usize)>,
}

impl<'a, 'i> Reach<'a, 'i> {
    /// Of stretches by rising start.
    fn new(sorted: &'a [(Stretch, &'a Item<'i>)]) -> Self {
        let mut furthest = vec![(0, None, 0)];
        let mut last = (0, None, 0);
        for ((_, end), item) in sorted {
            let id = Some(item.applied.coding);
            last = match *end > last.0 {
                true => (*end, id, last.0),
                false => (last.0, last.1, last.2.max(*end)),
            };
            furthest.push(last);
        }
        Self { sorted, furthest }
    }

    /// Whether one of them, but not the item itself, overlaps its stretch.
    fn meets(&self, (start, end): Stretch, item: &Item<'_>) -> bool {
        let count = self.sorted.partition_point(|it| it.0.0 < end);
        let reach = self.furthest.get(count).copied().unwrap_or_default();
        let end = match reach.1 == Some(item.applied.coding) {
            true => reach.2,
            false => reach.0,
        };
        end > start
    }
}
