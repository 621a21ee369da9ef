//! Where passages stand as a relation sees them: as stretches that overlap when the relation holds.

use super::Relation;
use crate::query::rows::Ruler;
use crate::text::{CharSpan, Lines, Span, paragraphs, sentences};

/// A half-open stretch of numbers; what a number is depends on the relation.
pub(super) type Stretch = (usize, usize);

/// Beginnings that are looked at one by one.
const FEW: usize = 8;

/// Turns passages of one source into stretches; the passages come by their starts.
pub(super) struct Stretches<'t> {
    relation: Relation,
    ruler: Ruler<'t>,
    /// Where every sentence or paragraph begins, the first at 0.
    starts: Vec<usize>,
    /// How many of them are passed.
    passed: usize,
}

impl<'t> Stretches<'t> {
    pub(super) fn new(relation: Relation, lines: &'t Lines) -> Self {
        let text = lines.text();
        let starts = match relation {
            Relation::Overlaps | Relation::Near(_) => Vec::new(),
            Relation::SameSentence => sentences::sentences(text).map(|it| it.start).collect(),
            Relation::SameParagraph => paragraphs::paragraphs(text).map(|it| it.start).collect(),
        };
        Self {
            relation,
            ruler: Ruler::new(lines),
            starts,
            passed: 0,
        }
    }

    /// The stretch of a passage that is not empty. The later of two passages begins no earlier.
    pub(super) fn of(&mut self, span: Span) -> Stretch {
        match self.relation {
            Relation::Overlaps => (span.start, span.end),
            Relation::Near(most) => {
                // The next passage may begin where this one reaches, and one character is added
                // as a stretch does not hold its end.
                let chars = self
                    .ruler
                    .measured(span)
                    .map_or_else(CharSpan::default, |it| it.0);
                (
                    chars.start,
                    chars.end.saturating_add(most).saturating_add(1),
                )
            }
            Relation::SameSentence | Relation::SameParagraph => {
                self.passed += self.begun(span.start);
                // What stands before the first sentence belongs to it.
                let first = self.passed.saturating_sub(1);
                let last = self.passed + self.begun(span.end.saturating_sub(1));
                (first, last.saturating_sub(1).max(first) + 1)
            }
        }
    }

    /// How many of those not passed yet begin at a byte or before. Few do, as a rule.
    fn begun(&self, byte: usize) -> usize {
        let next = self.starts.get(self.passed..).unwrap_or_default();
        let few = next.iter().take(FEW).take_while(|it| **it <= byte).count();
        match few < FEW {
            true => few,
            false => next.partition_point(|it| *it <= byte),
        }
    }
}
