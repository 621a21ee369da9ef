//! The overview of a source: which codes occur where, on a strip of a few hundred cells.

use crate::model::{CodeId, SourceId};
use crate::query::{Filter, Index};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a code occurs on the strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stripe {
    /// The code.
    pub code: CodeId,
    /// The cells it touches, from 0, in rising ranges that do not meet.
    pub cells: Vec<Range<usize>>,
}

/// Divides a source of `len` bytes into `cells` equal parts and says which each code touches; codes
/// by id. A coding touches at least one cell, however short it is.
pub fn strip(
    index: &Index,
    source: SourceId,
    len: usize,
    cells: usize,
    filter: &Filter,
) -> Vec<Stripe> {
    if cells == 0 || !filter.keeps_source(source) {
        return Vec::new();
    }
    let len = len.max(1);
    let mut stripes: BTreeMap<CodeId, Vec<Range<usize>>> = BTreeMap::new();
    for passage in index.passages(source) {
        let first = (passage.span.start.saturating_mul(cells) / len).min(cells - 1);
        let end = passage.span.end.saturating_mul(cells).div_ceil(len);
        let end = end.clamp(first + 1, cells);
        for applied in passage.codings.iter().filter(|it| filter.keeps(it)) {
            let ranges = stripes.entry(applied.code).or_default();
            // Passages come by start, so only the last range can meet this one.
            match ranges.last_mut().filter(|it| it.end >= first) {
                Some(range) => range.end = range.end.max(end),
                None => ranges.push(first..end),
            }
        }
    }
    let stripes = stripes.into_iter();
    stripes
        .map(|(code, cells)| Stripe { code, cells })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{Sample, code_id, marked, source_id};

    /// The strip as code letters and cells: `a 0..1 3..5`.
    fn drawn(sample: &Sample, cells: usize, filter: &Filter) -> Vec<String> {
        let index = Index::build(&sample.project);
        let len = sample
            .project
            .sources()
            .get(source_id(1))
            .unwrap()
            .text()
            .len();
        let stripes = strip(&index, source_id(1), len, cells, filter);
        let line = |it: &Stripe| {
            let name = &sample.project.codes().get(it.code).unwrap().name;
            let ranges = it
                .cells
                .iter()
                .map(|it| format!(" {}..{}", it.start, it.end));
            format!("{name}{}", ranges.collect::<String>())
        };
        stripes.iter().map(line).collect()
    }

    #[test]
    fn codes_touch_the_cells_they_stand_in() {
        let mut sample = marked("[a数[b字a]治理b]与国防[c产c]业");
        sample.put(crate::query::sample::coding(9, 3, 'a'.into()));
        assert_eq!(
            drawn(&sample, 9, &Filter::all()),
            ["a 0..2 7..8", "b 1..4", "c 7..8"]
        );
        assert_eq!(
            drawn(&sample, 3, &Filter::all()),
            ["a 0..1 2..3", "b 0..2", "c 2..3"]
        );
        assert_eq!(
            drawn(&sample, 1, &Filter::all()),
            ["a 0..1", "b 0..1", "c 0..1"]
        );
        assert_eq!(drawn(&sample, 0, &Filter::all()), [""; 0]);
        let only_b = Filter::of_code(code_id('b'.into()));
        assert_eq!(drawn(&sample, 9, &only_b), ["b 1..4"]);
    }

    #[test]
    fn neighbouring_cells_are_one_range() {
        let sample = marked("[a数a][a字a]治理");
        assert_eq!(drawn(&sample, 4, &Filter::all()), ["a 0..2"]);
        assert_eq!(drawn(&sample, 100, &Filter::all()), ["a 0..50"]);
    }
}
