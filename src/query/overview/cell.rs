//! From a cell of an overview to the codings behind it.

use super::measured::{Item, of_source};
use super::stretch::{Stretch, Stretches};
use super::{Columns, Head, Measure, Overview, Relation, across};
use crate::model::{CodeId, CodingId, Project};
use crate::query::rows::Words;
use crate::query::{Filter, Index, Match, Passage, below, matching, sources};
use smallvec::SmallVec;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A cell of an overview; where a head is absent, the total of a row, of a column or of all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The overview it stands in.
    pub overview: Overview,
    /// Its row.
    pub row: Option<Head>,
    /// Its column.
    pub column: Option<Head>,
}

/// What is behind a cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Behind {
    /// The passages, by source in list order and then in the order of the text, each with the codings
    /// that count.
    pub passages: Vec<Match>,
    /// Passages that count but have no place any more.
    pub lost: usize,
}

impl Cell {
    /// The filter that lets pass what it counts; `None` where codes stand together, which no filter
    /// tells: see [`Self::codings`].
    pub fn filter(&self, project: &Project) -> Option<Filter> {
        let is_pair = self.row.is_some() && self.column.is_some();
        if is_pair && matches!(self.overview.columns, Columns::Codes(_)) {
            return None;
        }
        let mut filter = self.overview.filter.clone();
        for head in [&self.row, &self.column].into_iter().flatten() {
            match head {
                Head::Code(code) => {
                    let mut codes = match self.overview.below {
                        true => below(project, *code),
                        false => BTreeSet::from([*code]),
                    };
                    if let Some(only) = &filter.codes {
                        codes.retain(|it| only.contains(it));
                    }
                    filter.codes = Some(codes);
                }
                Head::Figure(_) => {}
                head => filter
                    .within
                    .push(across::records(project, self.overview.columns, head)),
            }
        }
        Some(filter)
    }

    /// The codings behind it, in the order of a list. Where codes stand together, those of both codes
    /// that stand so to one of the other.
    pub fn codings(&self, project: &Project, index: &Index) -> Vec<CodingId> {
        match (
            self.filter(project),
            self.overview.columns,
            &self.row,
            &self.column,
        ) {
            (Some(filter), ..) => matching(project, index, &filter),
            (None, Columns::Codes(relation), Some(Head::Code(one)), Some(Head::Code(other))) => {
                let relation = match self.overview.measure {
                    // Counted is what both cover, whatever the relation.
                    Measure::Characters => Relation::Overlaps,
                    _ => relation,
                };
                self.overview
                    .together(project, index, relation, (*one, *other))
            }
            _ => Vec::new(),
        }
    }

    /// The passages behind it.
    pub fn behind(&self, project: &Project, index: &Index) -> Behind {
        let codings: BTreeSet<CodingId> = self.codings(project, index).into_iter().collect();
        let mut behind = Behind::default();
        let counting = |passage: &Passage| -> SmallVec<[CodingId; 1]> {
            let all = passage.codings.iter().map(|it| it.coding);
            let mut counting: SmallVec<[CodingId; 1]> =
                all.filter(|it| codings.contains(it)).collect();
            counting.sort_unstable();
            counting
        };
        for source in sources(project) {
            for passage in index.passages(source).iter() {
                let codings = counting(passage);
                if !codings.is_empty() {
                    let span = passage.span;
                    behind.passages.push(Match {
                        source,
                        span,
                        codings,
                    });
                }
            }
            let lost = index.lost(source).iter();
            behind.lost += lost.filter(|it| !counting(it).is_empty()).count();
        }
        behind
    }
}

impl Overview {
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
        let mut words = Words::of(&only.filter);
        let mut found = Vec::new();
        for id in sources(project) {
            let source = project.sources().get(id);
            let Some(source) = source.filter(|_| self.filter.keeps_source(id)) else {
                continue;
            };
            let items = of_source(project, index, (&only.filter, &mut words), id).all;
            let mut stretches = Stretches::new(relation, &source.lines);
            let placed = items
                .iter()
                .filter_map(|it| Some((stretches.of(it.span?), it)));
            let placed: Vec<(Stretch, &Item<'_>)> = placed.collect();
            let of = |code: CodeId| -> Vec<(Stretch, &Item<'_>)> {
                let placed = placed.iter().filter(|it| it.1.code() == code);
                placed.copied().collect()
            };
            let (ones, others) = (of(one), of(other));
            let meets = |of: &[(Stretch, &Item<'_>)], with: &[(Stretch, &Item<'_>)]| {
                let reach = Reach::new(with, self.measure);
                let met = of.iter().filter(|(stretch, it)| reach.meets(*stretch, it));
                met.map(|it| it.1.applied.coding).collect::<Vec<_>>()
            };
            let met = match (one == other, self.measure) {
                // A code covers whatever it covers by itself.
                (true, Measure::Characters) => ones.iter().map(|it| it.1.applied.coding).collect(),
                _ => [meets(&ones, &others), meets(&others, &ones)].concat(),
            };
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
    measure: Measure,
    /// For each number of stretches from the first: the furthest end, whose it is, and the furthest
    /// of the others.
    furthest: Vec<(usize, Option<Counted>, usize)>,
}

/// What counts as one: a coding, or a passage with a code.
type Counted = (Uuid, CodeId);

fn counted(item: &Item<'_>, measure: Measure) -> Counted {
    let id = match measure {
        Measure::Quotations => item.quotation().uuid(),
        _ => item.applied.coding.uuid(),
    };
    (id, item.code())
}

impl<'a, 'i> Reach<'a, 'i> {
    /// Of stretches by rising start.
    fn new(sorted: &'a [(Stretch, &'a Item<'i>)], measure: Measure) -> Self {
        let mut furthest = vec![(0, None, 0)];
        let mut last = (0, None, 0);
        for ((_, end), item) in sorted {
            let id = Some(counted(item, measure));
            last = match *end > last.0 {
                // The same once more is not another.
                true if last.1 == id => (*end, id, last.2),
                true => (*end, id, last.0),
                false if last.1 == id => last,
                false => (last.0, last.1, last.2.max(*end)),
            };
            furthest.push(last);
        }
        Self {
            sorted,
            measure,
            furthest,
        }
    }

    /// Whether one of them, but not the item itself, overlaps its stretch.
    fn meets(&self, (start, end): Stretch, item: &Item<'_>) -> bool {
        let count = self.sorted.partition_point(|it| it.0.0 < end);
        let reach = self.furthest.get(count).copied().unwrap_or_default();
        let end = match reach.1 == Some(counted(item, self.measure)) {
            true => reach.2,
            false => reach.0,
        };
        end > start
    }
}
