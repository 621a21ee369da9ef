//! In which order codes appear in a source.

use super::measured;
use crate::model::{CodeId, CoderId, CodingId, Project, QuotationId, SourceId};
use crate::query::rows::Words;
use crate::query::{Filter, Index, codebook};
use crate::text::CharSpan;
use std::collections::HashMap;

/// A coding as it appears in its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Appearance {
    /// Which of the codes, by number from 0.
    pub row: usize,
    /// Where, in code points.
    pub chars: CharSpan,
    /// The coding.
    pub coding: CodingId,
    /// Its passage.
    pub quotation: QuotationId,
    /// Who coded.
    pub coder: CoderId,
}

/// The codings of a source in the order of its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sequence {
    /// The codes that appear, in tree order.
    pub codes: Vec<CodeId>,
    /// The codings by start, end, quotation and id; lost ones are left out.
    pub appearances: Vec<Appearance>,
    /// The length of the source in code points.
    pub chars: usize,
}

/// The sequence of codes in a source.
pub fn sequence(project: &Project, index: &Index, source: SourceId, filter: &Filter) -> Sequence {
    let Some(home) = project
        .sources()
        .get(source)
        .filter(|_| filter.keeps_source(source))
    else {
        return Sequence::default();
    };
    let mut words = Words::of(filter);
    let items = measured::of_source(project, index, (filter, &mut words), source).all;
    let placed = items.iter().filter(|it| it.span.is_some());
    let used: std::collections::HashSet<CodeId> =
        placed.clone().map(measured::Item::code).collect();
    let codes = codebook(project).into_iter().map(|it| it.code);
    let codes: Vec<CodeId> = codes.filter(|it| used.contains(it)).collect();
    let rows: HashMap<CodeId, usize> = codes.iter().copied().zip(0..).collect();
    let appearances = placed.filter_map(|it| {
        Some(Appearance {
            row: *rows.get(&it.code())?,
            chars: home.lines.chars_from_span(it.span?)?,
            coding: it.applied.coding,
            quotation: it.quotation(),
            coder: it.applied.coder,
        })
    });
    Sequence {
        appearances: appearances.collect(),
        chars: home.lines.char_count(),
        codes,
    }
}
