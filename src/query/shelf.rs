//! The passages of one source, in the order of the text.

use crate::model::{
    CodeId, CoderId, Coding, CodingId, Keyed, Quotation, QuotationId, RecordId, Table, Verdict,
};
use crate::text::{Lines, Span};
use smallvec::SmallVec;

/// One coding of a passage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Applied {
    /// The coding.
    pub coding: CodingId,
    /// Its code.
    pub code: CodeId,
    /// Who coded.
    pub coder: CoderId,
}

impl From<&Coding> for Applied {
    fn from(coding: &Coding) -> Self {
        Self {
            coding: coding.id,
            code: coding.code,
            coder: coding.coder,
        }
    }
}

/// A quotation where it stands, with its codings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Where, in bytes of the source's text.
    pub span: Span,
    /// The quotation.
    pub quotation: QuotationId,
    /// Its codings by id; empty for a passage that only carries a memo, say.
    pub codings: SmallVec<[Applied; 1]>,
    /// Whether it, or one of its codings, carries a memo.
    pub has_memo: bool,
    /// How it was found again, when its text is not the recorded one.
    pub stray: Option<Verdict>,
}

impl Passage {
    /// The passage of a quotation, asking which of it and its codings carry a memo.
    pub(super) fn new(
        quotation: &Quotation,
        codings: impl Iterator<Item = Applied>,
        is_noted: impl Fn(RecordId) -> bool,
    ) -> Self {
        let codings: SmallVec<[Applied; 1]> = codings.collect();
        let mut on_codings = codings.iter().map(|it| RecordId::Coding(it.coding));
        let has_memo = is_noted(RecordId::Quotation(quotation.id)) || on_codings.any(&is_noted);
        Self {
            span: quotation.span,
            quotation: quotation.id,
            codings,
            has_memo,
            stray: quotation.stray.as_ref().map(|it| it.verdict),
        }
    }
}

impl Keyed for Passage {
    type Key = (usize, usize, QuotationId);

    fn key(&self) -> Self::Key {
        (self.span.start, self.span.end, self.quotation)
    }

    fn end(&self) -> usize {
        self.span.end
    }
}

/// The passages of one source, by start, end and id. Asking what touches a screenful looks at the
/// furthest end of every chunk of the table and into a few chunks, however long some passages are;
/// no tree is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Shelf {
    /// The text the passages were placed in.
    pub(super) lines: Lines,
    /// Passages that can be shown where their span says.
    pub(super) placed: Table<Passage>,
    /// Passages without a place: lost ones, and ones whose range does not fit the text.
    pub(super) lost: Table<Passage>,
    /// How many codings there are, on lost passages too.
    pub(super) codings: usize,
}

impl Shelf {
    /// A shelf with some passages.
    pub(super) fn new(lines: Lines, pile: Pile) -> Self {
        let mut lost = Vec::new();
        let mut codings = 0;
        let sorted = pile.0.into_iter().flat_map(|mut piece| {
            piece.sort_by_cached_key(Passage::key);
            piece
        });
        let placed = Table::from_sorted(sorted.filter_map(|passage| {
            codings += passage.codings.len();
            if has_place(&lines, &passage) {
                return Some(passage);
            }
            lost.push(passage);
            None
        }));
        let lost = Table::from_sorted(lost.into_iter());
        Self {
            lines,
            placed,
            lost,
            codings,
        }
    }

    /// Takes out the passage of a quotation that stands, or stood, at `span`.
    pub(super) fn take(&mut self, quotation: QuotationId, span: Span) -> Option<Passage> {
        let key = (span.start, span.end, quotation);
        let taken = self.placed.take(key).or_else(|| self.lost.take(key))?;
        self.codings -= taken.codings.len();
        Some(taken)
    }

    /// Puts a passage in.
    pub(super) fn put(&mut self, passage: Passage) {
        self.codings += passage.codings.len();
        match has_place(&self.lines, &passage) {
            true => self.placed.put(passage),
            false => self.lost.put(passage),
        };
    }

    /// The passages with a place, then those without.
    pub(super) fn all(&self) -> impl Iterator<Item = &Passage> {
        self.placed.iter().chain(self.lost.iter())
    }

    /// The passage of a quotation that stands, or stood, at `span`.
    pub(super) fn passage(&self, quotation: QuotationId, span: Span) -> Option<&Passage> {
        let key = (span.start, span.end, quotation);
        self.placed.get(key).or_else(|| self.lost.get(key))
    }
}

/// Passages that are not in order yet, by the piece of the text they start in: what is sorted
/// together then lies together in memory.
#[derive(Default)]
pub(super) struct Pile(Vec<Vec<Passage>>);

impl Pile {
    /// Length of a piece in bytes.
    const PIECE: usize = 1 << 16;

    /// A pile for a text of this many bytes.
    pub(super) fn new(len: usize) -> Self {
        Self(vec![Vec::new(); len / Self::PIECE + 1])
    }

    pub(super) fn add(&mut self, passage: Passage) {
        // What starts behind the text comes last as well.
        let at = (passage.span.start / Self::PIECE).min(self.0.len().saturating_sub(1));
        if let Some(piece) = self.0.get_mut(at) {
            piece.push(passage);
        }
    }
}

/// Whether a passage can be shown where its span says.
fn has_place(lines: &Lines, passage: &Passage) -> bool {
    let fits = !passage.span.is_empty() && passage.span.of(lines.text()).is_some();
    fits && passage.stray != Some(Verdict::Lost)
}
