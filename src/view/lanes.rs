//! Packing intervals into lanes, so that those that overlap never share one.

use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A lane, from 0, for each interval in the order given: by start, the longest first, ties in the
/// order given, each takes the lowest free lane. Intervals that only touch may share a lane, and
/// there are never more lanes than intervals over the busiest place.
///
/// ```text
/// 数字治理体系与国防建设
/// └──────0──────┘└─0─┘
///   └1┘ └──1──┘
///         └2┘
/// ```
///
/// The unit is the caller's: bytes here; lines on the screen for brackets that must not meet there.
pub fn pack(intervals: &[Span]) -> Vec<usize> {
    let mut order: Vec<(usize, &Span)> = intervals.iter().enumerate().collect();
    order.sort_by_key(|(_, it)| (it.start, Reverse(it.end)));
    let mut lanes = vec![0; intervals.len()];
    let mut taken: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    for (index, interval) in order {
        while let Some(Reverse((end, lane))) = taken.peek().copied()
            && end <= interval.start
        {
            taken.pop();
            free.push(Reverse(lane));
        }
        // Every lane is either taken or free, so the next new one has the number of the taken.
        let lane = free.pop().map_or(taken.len(), |Reverse(lane)| lane);
        taken.push(Reverse((interval.end, lane)));
        if let Some(place) = lanes.get_mut(index) {
            *place = lane;
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(intervals: &[(usize, usize)]) -> Vec<usize> {
        let intervals: Vec<Span> = intervals.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        pack(&intervals)
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

    proptest! {
        #[test]
        fn overlapping_intervals_never_share_a_lane(
            intervals in prop::collection::vec((0usize..80, 1usize..40), 0..60),
        ) {
            let spans: Vec<Span> =
                intervals.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let lanes = pack(&spans);
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
