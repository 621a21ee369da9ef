//! Lanes for what is seen of a source, without looking at the rest of it.
//!
//! The text is cut into pieces, sixteen of them into a longer one, and so on up to one that holds
//! the whole text. A passage belongs to the shortest piece that holds it whole, and the passages of
//! longer pieces get their lanes first.
//!
//! **Invariant:** the lane of a passage follows from the passages of its own piece and of those
//! around it. So a page asks for a few pieces, nothing jumps while the text is scrolled, and a
//! change moves nothing in other pieces than its own and those within it.

use super::lanes::pack;
use crate::model::SourceId;
use crate::query::{Index, Passage};
use crate::text::Span;

/// Length of the shortest pieces, in bytes: less than a screenful.
const SHORTEST: usize = 1 << 12;
/// Pieces in a piece of the next length.
const FAN: usize = 16;
/// Passages of one piece that get lanes, and passages of one page that are looked at, where a person
/// waits for it; further ones are not drawn. A page has some hundreds; a million at one place must
/// not hold it up.
pub const MOST: usize = 20_000;

/// The passages of all pieces that share a byte with `visible`, by the length of their piece, the
/// longest first; of each piece the first `most`.
pub(super) fn around(
    index: &Index,
    source: SourceId,
    visible: Span,
    most: usize,
) -> Vec<Vec<&Passage>> {
    let end = index.end(source);
    let Some(visible) = visible.common(Span::new(0, end)) else {
        return Vec::new();
    };
    let mut lens = vec![SHORTEST];
    while let Some(len) = lens.last().filter(|it| **it < end) {
        lens.push(len.saturating_mul(FAN));
    }
    let of_len = |len: usize| {
        let from = visible.start / len * len;
        let to = visible.end.div_ceil(len).saturating_mul(len).min(end);
        let is_own = move |it: &&Passage| len_of_piece(it.span) == len;
        if len == SHORTEST {
            let touching = index.touching(source, Span::new(from, to));
            return first_of_each(touching.filter(is_own), len, most);
        }
        // What shorter pieces cannot hold crosses an edge between them; it is met at the first.
        let step = len / FAN;
        let edges = (from.saturating_add(step)..to).step_by(step);
        let crossing = edges.flat_map(|edge| {
            let is_first = move |it: &&Passage| it.span.start / step + 1 == edge / step;
            index.at(source, edge).filter(is_first)
        });
        first_of_each(crossing.filter(is_own), len, most)
    };
    lens.into_iter().rev().map(of_len).collect()
}

/// The first passages of each piece, at most so many; those of one piece come one after the other.
fn first_of_each<'i>(
    passages: impl Iterator<Item = &'i Passage>,
    len: usize,
    most: usize,
) -> Vec<&'i Passage> {
    let (mut piece, mut count) = (0, 0);
    let is_early = |it: &&Passage| {
        let own = it.span.start / len;
        count = if own == piece { count + 1 } else { 1 };
        piece = own;
        count <= most
    };
    passages.filter(is_early).collect()
}

/// The shortest pieces that share a byte with `visible`, and one more on either side.
pub(super) fn widened(visible: Span) -> Span {
    let start = visible.start / SHORTEST * SHORTEST;
    let end = visible.end.div_ceil(SHORTEST).saturating_add(1);
    Span::new(start.saturating_sub(SHORTEST), end.saturating_mul(SHORTEST))
}

/// The length of the shortest piece that holds a span whole.
fn len_of_piece(span: Span) -> usize {
    let last = span.end.saturating_sub(1);
    let mut len = SHORTEST;
    while span.start / len != last / len {
        len = len.saturating_mul(FAN);
    }
    len
}

/// A lane for each interval, by key; the intervals come by the length of their piece, as from
/// [`around`]. Of those that stand at one place, the one of the smallest key comes first.
pub(super) fn lanes<K: Copy + Ord>(
    by_len: impl Iterator<Item = Vec<(K, Span)>>,
) -> Vec<(K, usize)> {
    let mut placed: Vec<(K, usize)> = Vec::new();
    let mut fixed: Vec<(Span, usize)> = Vec::new();
    for mut own in by_len {
        own.sort_unstable_by_key(|(key, _)| *key);
        let spans: Vec<Span> = own.iter().map(|(_, span)| *span).collect();
        let lanes = pack(&spans, &mut fixed);
        placed.extend(own.iter().zip(&lanes).map(|((key, _), lane)| (*key, *lane)));
        fixed.extend(spans.into_iter().zip(lanes));
    }
    placed.sort_unstable_by_key(|(key, _)| *key);
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{QuotationId, Source};
    use crate::query::sample::{Sample, quotation, quotation_id, source, source_id};
    use crate::text::Lines;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Text for pieces of four lengths.
    const LEN: usize = SHORTEST * FAN * FAN + 999;

    static TEXT: LazyLock<Lines> = LazyLock::new(|| "a".repeat(LEN).as_str().into());

    fn index_of(spans: &[Span]) -> Index {
        let mut sample = Sample::new();
        sample.put(Source {
            lines: TEXT.clone(),
            ..source(1, "")
        });
        for (number, span) in (0..).zip(spans) {
            sample.put(quotation(number, 1, *span));
        }
        Index::build(&sample.project)
    }

    fn lanes_seen(index: &Index, visible: Span) -> Vec<(QuotationId, usize)> {
        let around = around(index, source_id(1), visible, usize::MAX).into_iter();
        lanes(around.map(|own| own.iter().map(|it| (it.quotation, it.span)).collect()))
    }

    /// Short, longer and chapter-long spans.
    fn spans() -> impl Strategy<Value = Vec<Span>> {
        let len = prop_oneof![8 => 1..40usize, 4 => 1..SHORTEST, 2 => 1..LEN / 4, 1 => 1..LEN];
        // Some stand close together, around an edge.
        let start = prop_oneof![0..LEN, SHORTEST * 31..SHORTEST * 33];
        let span = (start, len).prop_map(|(start, len)| Span::new(start, (start + len).min(LEN)));
        prop::collection::vec(span, 0..200)
    }

    fn visible() -> impl Strategy<Value = Span> {
        let start = prop_oneof![0..LEN, SHORTEST * 31..SHORTEST * 33];
        (start, 1..SHORTEST * 3).prop_map(|(start, len)| Span::new(start, start + len))
    }

    #[test]
    fn a_passage_belongs_to_the_shortest_piece_that_holds_it() {
        let lens = [(0, 4096), (4095, 4097), (65_535, 65_537), (0, 65_537)];
        let lens = lens.map(|(start, end)| len_of_piece(Span::new(start, end)));
        let (middle, long) = (SHORTEST * FAN, SHORTEST * FAN * FAN);
        assert_eq!(lens, [SHORTEST, middle, long, long]);
    }

    #[test]
    fn a_chapter_comes_before_the_passages_in_it() {
        let spans = [(0, 9), (5, 9000), (20, 30)].map(|(start, end)| Span::new(start, end));
        let seen = lanes_seen(&index_of(&spans), Span::new(0, 40));
        assert_eq!(
            seen,
            [(0, 1), (1, 0), (2, 1)].map(|(id, lane)| (quotation_id(id), lane))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn around_is_all_that_the_pieces_hold(spans in spans(), visible in visible()) {
            let index = index_of(&spans);
            let around = around(&index, source_id(1), visible, usize::MAX);
            let mut found: Vec<QuotationId> =
                around.iter().flatten().map(|it| it.quotation).collect();
            found.sort_unstable();
            // Behind the last passage there is nothing to be seen.
            let seen = visible.common(Span::new(0, index.end(source_id(1))));
            let is_around = |it: &&Passage| {
                let len = len_of_piece(it.span);
                let piece = Span::new(it.span.start / len * len, it.span.start / len * len + len);
                seen.is_some_and(|seen| piece.overlaps(seen))
            };
            let all = index.passages(source_id(1)).iter().filter(is_around);
            let mut expected: Vec<QuotationId> = all.map(|it| it.quotation).collect();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_piece_of_the_text_has_the_lanes_of_the_whole(spans in spans(), visible in visible()) {
            let index = index_of(&spans);
            let whole = lanes_seen(&index, Span::new(0, LEN));
            prop_assert_eq!(whole.len(), index.passages(source_id(1)).len());
            let seen = lanes_seen(&index, visible);
            prop_assert!(seen.iter().all(|it| whole.binary_search(it).is_ok()));
            let touching = index.touching(source_id(1), visible).map(|it| it.quotation);
            for id in touching {
                prop_assert!(seen.iter().any(|(it, _)| *it == id));
            }
        }

        #[test]
        fn what_overlaps_never_shares_a_lane(spans in spans()) {
            let index = index_of(&spans);
            let whole = lanes_seen(&index, Span::new(0, LEN));
            let span = |id| index.quotation(id).unwrap().span;
            for (i, (a, lane)) in whole.iter().enumerate() {
                let mut others = whole.iter().skip(i + 1);
                let shared = others.find(|(b, other)| lane == other && span(*a).overlaps(span(*b)));
                prop_assert!(shared.is_none());
            }
        }
    }
}
