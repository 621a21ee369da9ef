//! The passages of one source, in the order of the text.

use crate::model::{CodeId, CoderId, Coding, CodingId, QuotationId, Verdict};
use crate::text::{Lines, Span};
use std::collections::BTreeSet;

/// Passages in a block. The furthest end of a block tells whether anything in it can reach a place.
const BLOCK: usize = 64;

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
    pub codings: Box<[Applied]>,
    /// Whether it, or one of its codings, carries a memo.
    pub has_memo: bool,
    /// How it was found again, when its text is not the recorded one.
    pub stray: Option<Verdict>,
}

impl Passage {
    fn key(&self) -> (usize, usize, QuotationId) {
        (self.span.start, self.span.end, self.quotation)
    }
}

/// The passages of one source, sorted by start, end and id, with the furthest end of every block
/// and of every block of blocks. Asking what touches a screenful looks at two short lists and a few
/// blocks, however long some passages are; no tree is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Shelf {
    /// The text the passages were placed in.
    pub(super) lines: Lines,
    passages: Vec<Passage>,
    /// Passages without a place: lost ones, and ones whose range does not fit the text.
    lost: Vec<Passage>,
    reach: Vec<usize>,
    far_reach: Vec<usize>,
    codings: usize,
}

impl Shelf {
    pub(super) fn new(lines: Lines, passages: Vec<Passage>, lost: Vec<Passage>) -> Self {
        let mut shelf = Self {
            lines,
            passages,
            lost,
            reach: Vec::new(),
            far_reach: Vec::new(),
            codings: 0,
        };
        shelf.settle();
        shelf
    }

    /// Takes out the passages of some quotations and hands them back.
    pub(super) fn take(&mut self, quotations: &BTreeSet<QuotationId>) -> Vec<Passage> {
        let goes = |it: &mut Passage| quotations.contains(&it.quotation);
        let mut taken: Vec<Passage> = self.passages.extract_if(.., goes).collect();
        taken.extend(self.lost.extract_if(.., goes));
        self.settle();
        taken
    }

    /// Puts passages in, with and without a place.
    pub(super) fn put(&mut self, passages: Vec<Passage>, lost: Vec<Passage>) {
        self.passages.extend(passages);
        self.lost.extend(lost);
        self.settle();
    }

    /// Sorts, and measures the blocks. The sort is quick on what is nearly sorted.
    fn settle(&mut self) {
        self.passages.sort_by_key(Passage::key);
        self.lost.sort_by_key(Passage::key);
        let furthest = |block: &[Passage]| block.iter().map(|it| it.span.end).max().unwrap_or(0);
        self.reach = self.passages.chunks(BLOCK).map(furthest).collect();
        let furthest = |blocks: &[usize]| blocks.iter().copied().max().unwrap_or(0);
        self.far_reach = self.reach.chunks(BLOCK).map(furthest).collect();
        self.codings = self.all().map(|it| it.codings.len()).sum();
    }

    /// The passages that have a place, by start, end and id.
    pub(super) fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The passages that have none.
    pub(super) fn lost(&self) -> &[Passage] {
        &self.lost
    }

    /// Both.
    pub(super) fn all(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().chain(&self.lost)
    }

    /// How many codings there are, on lost passages too.
    pub(super) fn codings(&self) -> usize {
        self.codings
    }

    /// The passage of a quotation that stands, or stood, at `span`.
    pub(super) fn passage(&self, quotation: QuotationId, span: Span) -> Option<&Passage> {
        let key = (span.start, span.end, quotation);
        let on = |list: &'_ [Passage]| list.binary_search_by_key(&key, Passage::key).ok();
        let placed = on(&self.passages).and_then(|at| self.passages.get(at));
        placed.or_else(|| self.lost.get(on(&self.lost)?))
    }

    /// The passages that share at least a byte with `span`, by start, end and id.
    pub(super) fn touching(&self, span: Span) -> Touching<'_> {
        let end = match span.is_empty() {
            true => 0,
            false => self.passages.partition_point(|it| it.span.start < span.end),
        };
        Touching {
            shelf: self,
            after: span.start,
            at: 0,
            end,
        }
    }
}

/// Walks over the passages up to `end` that reach beyond `after`, skipping blocks that do not.
pub(super) struct Touching<'a> {
    shelf: &'a Shelf,
    after: usize,
    at: usize,
    end: usize,
}

impl Touching<'_> {
    /// Whether the whole block that starts here, of `size` passages, ends too early.
    fn falls_short(&self, reach: &[usize], size: usize) -> bool {
        let furthest = reach.get(self.at / size);
        self.at.is_multiple_of(size) && furthest.is_some_and(|furthest| *furthest <= self.after)
    }
}

impl<'a> Iterator for Touching<'a> {
    type Item = &'a Passage;

    fn next(&mut self) -> Option<&'a Passage> {
        while self.at < self.end {
            if self.falls_short(&self.shelf.far_reach, BLOCK * BLOCK) {
                self.at += BLOCK * BLOCK;
            } else if self.falls_short(&self.shelf.reach, BLOCK) {
                self.at += BLOCK;
            } else {
                let passage = self.shelf.passages.get(self.at)?;
                self.at += 1;
                if passage.span.end > self.after {
                    return Some(passage);
                }
            }
        }
        None
    }
}
