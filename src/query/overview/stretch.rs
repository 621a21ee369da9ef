//! Where passages stand as a relation sees them: as stretches that overlap when the relation holds.

use super::Relation;
use crate::text::{Lines, Span, paragraphs, sentences};

/// A half-open stretch of numbers; what a number is depends on the relation.
pub(super) type Stretch = (usize, usize);

/// Turns passages of one source into stretches.
pub(super) struct Stretches<'t> {
    relation: Relation,
    lines: &'t Lines,
    /// Where every sentence or paragraph begins, the first at 0.
    starts: Vec<usize>,
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
            lines,
            starts,
        }
    }

    /// The stretch of a passage that is not empty. The later of two passages begins no earlier.
    pub(super) fn of(&self, span: Span) -> Stretch {
        match self.relation {
            Relation::Overlaps => (span.start, span.end),
            Relation::Near(most) => {
                // The next passage may begin where this one reaches, and one character is added
                // as a stretch does not hold its end.
                let reach = self.lines.char_from_byte(span.end).unwrap_or(usize::MAX);
                let reach = self.lines.byte_from_char(reach.saturating_add(most));
                let reach = reach.unwrap_or(self.lines.text().len());
                (span.start, reach.saturating_add(1))
            }
            Relation::SameSentence | Relation::SameParagraph => {
                let begun = |byte: usize| self.starts.partition_point(|it| *it <= byte);
                // What stands before the first sentence belongs to it.
                let first = begun(span.start).saturating_sub(1);
                let last = begun(span.end.saturating_sub(1)).saturating_sub(1);
                (first, last + 1)
            }
        }
    }
}
