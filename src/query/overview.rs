//! Overviews: how codes are spread over sources, cases, values and coders, which codes stand
//! together, and how much of each source is coded.
//!
//! What exactly is counted:
//!
//! - A coding counts where the filter lets it pass. Passages that are lost count, but have no
//!   place: they cover nothing and stand together with nothing.
//! - **Codings** counts codings: two coders who code one passage alike count twice.
//!   **Quotations** counts passages: they count once. **Characters** counts the code points that at
//!   least one passage covers: where two overlap counts once.
//! - A coding counts in every column it belongs to: in each case that holds its source or its
//!   quotation, under each value that its source or such a case has. So columns may add up to more
//!   than the total of their row; and what belongs to no column is in the total all the same.
//! - With the codes below, a coding counts for its code and for each code above it, in a cell and in
//!   a total once.
//! - Ranges are half open: passages that only touch do not overlap.
//!
//! How codes stand together is told at [`Relation`].

mod across;
mod cell;
mod cover;
mod measured;
mod sequence;
mod stretch;
mod sweep;
mod table;
#[cfg(test)]
mod tests;

pub use cell::{Behind, Cell};
pub use sequence::{Appearance, Sequence, sequence};
pub use table::{Figure, Head, Table};

use super::rows::Words;
use super::{Filter, Index, sources};
use crate::model::{Project, SourceId, VariableId};
use across::Across;
use cover::Cover;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use sweep::Sweep;

/// What the columns of an overview are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Columns {
    /// The sources.
    Sources,
    /// The cases.
    Cases,
    /// The values of a variable that a source or a case has.
    Values(VariableId),
    /// The coders.
    Coders,
    /// The codes: which stand together so.
    Codes(Relation),
    /// Figures, with the sources as rows: how much of each is coded.
    Figures,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Measure {
    /// Codings.
    #[default]
    Codings,
    /// Passages, by how many coders they may be coded.
    Quotations,
    /// Code points that passages cover.
    Characters,
}

/// How two passages of one source stand together. Every relation holds both ways, and two passages
/// that overlap stand in each.
///
/// A cell of the overview counts the pairs of one item of the row's code and another of the column's
/// that stand so; where a code meets itself, each pair once. An item is a coding, or for
/// [`Measure::Quotations`] a passage with the code, however many coded it so. One passage with both
/// codes is a pair, too. If one item stands together with three others, that is three pairs.
/// [`Measure::Characters`] counts the code points that both codes cover, whatever the relation; where
/// a code meets itself, those it covers. The total of a row is what the code has by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Relation {
    /// They share at least one character.
    #[default]
    Overlaps,
    /// At most so many code points stand between them; none between those that touch.
    Near(usize),
    /// They touch one sentence. A sentence goes on to the beginning of the next, so the blanks
    /// between two belong to the first.
    SameSentence,
    /// They touch one paragraph, its line feed included.
    SameParagraph,
}

/// An overview to be made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Overview {
    /// Its columns.
    pub columns: Columns,
    /// What it counts.
    #[serde(default)]
    pub measure: Measure,
    /// Which codings count.
    #[serde(default)]
    pub filter: Filter,
    /// Whether a coding counts for the codes above its own as well. Not with [`Columns::Codes`],
    /// where every code stands for itself.
    #[serde(default)]
    pub below: bool,
}

impl Overview {
    /// Of all codings.
    pub fn of(columns: Columns, measure: Measure) -> Self {
        Self {
            columns,
            measure,
            filter: Filter::all(),
            below: false,
        }
    }

    /// Makes it at once.
    pub fn table(&self, project: &Project, index: &Index) -> Table {
        let mut making = Making::new(project, self);
        while !making.go_on(project, index, usize::MAX) {}
        making.into_table()
    }
}

/// What is counted so far, by what the columns are.
enum Counting {
    Across(Across),
    Sweep(Sweep),
    Cover(Cover),
}

/// An overview in the making, source by source, so that nobody waits for a million codings.
pub struct Making {
    overview: Overview,
    words: Words,
    left: VecDeque<SourceId>,
    /// Sources at the beginning.
    all: usize,
    counting: Counting,
}

impl Making {
    /// Of an overview; nothing has been counted yet.
    pub fn new(project: &Project, overview: &Overview) -> Self {
        let left: VecDeque<SourceId> = sources(project).into();
        let counting = match overview.columns {
            Columns::Codes(relation) => Counting::Sweep(Sweep::new(project, relation)),
            Columns::Figures => Counting::Cover(Cover::new(project)),
            _ => Counting::Across(Across::new(project, overview)),
        };
        Self {
            overview: overview.clone(),
            words: Words::of(&overview.filter),
            all: left.len(),
            left,
            counting,
        }
    }

    /// Counts further sources until `most` passages have been looked at; a source is counted whole.
    /// Returns whether all are counted. `project` and `index` must be the same until then.
    pub fn go_on(&mut self, project: &Project, index: &Index, most: usize) -> bool {
        let mut most = most;
        while let Some(id) = self.left.front().copied() {
            if most == 0 {
                return false;
            }
            self.left.pop_front();
            let Some(source) = project.sources().get(id) else {
                continue;
            };
            if !self.overview.filter.keeps_source(id) {
                continue;
            }
            let which = (&self.overview.filter, &mut self.words);
            let items = measured::of_source(project, index, which, id);
            most = most.saturating_sub(items.looked_at.max(1));
            match &mut self.counting {
                Counting::Across(it) => it.count(source, &items, self.overview.measure),
                Counting::Sweep(it) => it.count(source, &items, self.overview.measure),
                Counting::Cover(it) => it.count(source, &items),
            }
        }
        true
    }

    /// How far it is: sources counted, and all.
    pub fn progress(&self) -> (usize, usize) {
        (self.all - self.left.len(), self.all)
    }

    /// The table; whole when [`Self::go_on`] says so.
    pub fn into_table(self) -> Table {
        match self.counting {
            Counting::Across(it) => it.into_table(),
            Counting::Sweep(it) => it.into_table(),
            Counting::Cover(it) => it.into_table(),
        }
    }
}
