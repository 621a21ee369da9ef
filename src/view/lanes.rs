//! Packing intervals into lanes, so that those that overlap never share one.

use crate::text::Span;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// A lane, from 0, for each interval in the order given: by start, the longest first, ties in the
/// order given, each takes the lowest free lane. Intervals that only touch may share a lane.
///
/// ```text
/// 数字治理体系与国防建设
/// └──────0──────┘└─0─┘
///   └1┘ └──1──┘
///         └2┘
/// ```
///
/// The `fixed` intervals keep the lanes they have, in which they do not overlap; they are put in
/// order. Without any, there are never more lanes than intervals over the busiest place.
pub(super) fn pack(intervals: &[Span], fixed: &mut [(Span, usize)]) -> Vec<usize> {
    let mut order: Vec<(usize, &Span)> = intervals.iter().enumerate().collect();
    order.sort_by_key(|(_, it)| (it.start, Reverse(it.end)));
    fixed.sort_unstable_by_key(|(it, _)| it.start);
    let mut ahead = &*fixed;
    let mut lanes = vec![0; intervals.len()];
    let mut board = Board::default();
    for (index, interval) in order {
        while let Some(((span, lane), rest)) = ahead.split_first()
            && span.start <= interval.start
        {
            board.take(*span, *lane);
            ahead = rest;
        }
        let met = ahead
            .iter()
            .take_while(|(it, _)| it.start < interval.end)
            .map(|(_, lane)| *lane);
        let lane = board.free_at(interval.start, &met.collect());
        board.take(*interval, lane);
        if let Some(place) = lanes.get_mut(index) {
            *place = lane;
        }
    }
    lanes
}

/// Which lanes are taken as one goes along the text, and how far.
#[derive(Default)]
struct Board {
    /// The end and the lane of what stands here.
    taken: BinaryHeap<Reverse<(usize, usize)>>,
    /// The lanes below `count` that are not taken.
    free: BTreeSet<usize>,
    count: usize,
}

impl Board {
    fn take(&mut self, span: Span, lane: usize) {
        self.release(span.start);
        self.free.extend(self.count..=lane);
        self.count = self.count.max(lane + 1);
        self.free.remove(&lane);
        self.taken.push(Reverse((span.end, lane)));
    }

    /// The lowest lane that is free at `start` and not among those that are met later.
    fn free_at(&mut self, start: usize, met: &BTreeSet<usize>) -> usize {
        self.release(start);
        let mut lanes = self.free.iter().copied().chain(self.count..);
        lanes.find(|it| !met.contains(it)).unwrap_or(self.count)
    }

    fn release(&mut self, at: usize) {
        while let Some(Reverse((end, lane))) = self.taken.peek().copied()
            && end <= at
        {
            self.taken.pop();
            self.free.insert(lane);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(intervals: &[(usize, usize)]) -> Vec<usize> {
        let intervals: Vec<Span> = intervals.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        pack(&intervals, &mut [])
    }

    #[test]
    fn the_longest_of_one_start_comes_first() {
        assert_eq!(packed(&[(0, 3), (0, 9), (3, 6)]), [1, 0, 1]);
    }

    #[test]
    fn the_lowest_free_lane_is_taken() {
        assert_eq!(packed(&[(0, 2), (0, 4), (2, 6), (4, 6)]), [1, 0, 1, 0]);
        assert_eq!(packed(&[]), [0; 0]);
    }

    #[test]
    fn equal_intervals_keep_their_order() {
        assert_eq!(packed(&[(1, 2); 20]), Vec::from_iter(0..20));
    }

    #[test]
    fn what_is_fixed_stays_free_of_others() {
        let around = |intervals: &[(usize, usize)], fixed: &[(usize, usize, usize)]| {
            let intervals: Vec<Span> = intervals.iter().map(|(a, b)| Span::new(*a, *b)).collect();
            let fixed = fixed.iter().map(|(a, b, lane)| (Span::new(*a, *b), *lane));
            pack(&intervals, &mut fixed.collect::<Vec<_>>())
        };
        let fixed = [(4, 9, 0), (0, 2, 0), (5, 6, 2)];
        assert_eq!(
            around(&[(0, 2), (2, 4), (2, 5), (9, 10)], &fixed),
            [1, 0, 1, 0]
        );
        assert_eq!(around(&[(4, 6), (4, 6)], &fixed), [1, 3]);
    }

    proptest! {
        #[test]
        fn packing_in_two_steps_leaves_no_lane_shared(
            intervals in prop::collection::vec((0usize..80, 1usize..40), 0..60),
            first in 0usize..60,
        ) {
            let spans: Vec<Span> =
                intervals.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let (first, second) = spans.split_at(first.min(spans.len()));
            let mut laid: Vec<(Span, usize)> = first.iter().copied().zip(pack(first, &mut [])).collect();
            let lanes = pack(second, &mut laid);
            laid.extend(second.iter().copied().zip(lanes));
            for (i, (a, lane)) in laid.iter().enumerate() {
                let others = laid.iter().skip(i + 1);
                let mut meeting = others.filter(|(b, other)| lane == other && a.overlaps(*b));
                prop_assert!(meeting.next().is_none());
            }
        }

        #[test]
        fn overlapping_intervals_never_share_a_lane(
            intervals in prop::collection::vec((0usize..80, 1usize..40), 0..60),
        ) {
            let spans: Vec<Span> =
                intervals.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let lanes = pack(&spans, &mut []);
            for (i, (a, lane)) in spans.iter().zip(&lanes).enumerate() {
                for (b, other) in spans.iter().zip(&lanes).skip(i + 1) {
                    prop_assert!(lane != other || !a.overlaps(*b));
                }
            }
            let busiest = (0..120).map(|at| spans.iter().filter(|it| it.contains(at)).count());
            let used = lanes.iter().max().map_or(0, |it| it + 1);
            prop_assert_eq!(used, busiest.max().unwrap());
        }
    }
}
