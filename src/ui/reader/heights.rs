//! The heights of all blocks, and what is above each: estimated at first, put right one by one.

/// Heights in points, with their sums in a Fenwick tree: changing one and asking what is above
/// one both take a few steps, however many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    each: Vec<f32>,
    /// Which have been put right.
    is_right: Vec<bool>,
    /// `sums[i]` holds the heights of the last `lowest_bit(i + 1)` entries up to `i`.
    sums: Vec<f64>,
}

impl Heights {
    pub(super) fn new(each: Vec<f32>) -> Self {
        let mut sums: Vec<f64> = each.iter().copied().map(f64::from).collect();
        for at in 1..=sums.len() {
            let sum = sums.get(at - 1).copied().unwrap_or_default();
            if let Some(above) = sums.get_mut(at + lowest_bit(at) - 1) {
                *above += sum;
            }
        }
        Self {
            is_right: vec![false; each.len()],
            each,
            sums,
        }
    }

    /// The height of one.
    pub(super) fn height(&self, at: usize) -> f32 {
        self.each.get(at).copied().unwrap_or_default()
    }

    /// Estimates one better, unless it has been put right.
    pub(super) fn estimate(&mut self, at: usize, height: f32) {
        if self.is_right.get(at) == Some(&false) {
            self.put(at, height);
        }
    }

    /// Puts one right.
    pub(super) fn set(&mut self, at: usize, height: f32) {
        if let Some(is_right) = self.is_right.get_mut(at) {
            *is_right = true;
        }
        self.put(at, height);
    }

    fn put(&mut self, at: usize, height: f32) {
        let Some(old) = self.each.get_mut(at) else {
            return;
        };
        let more = f64::from(height) - f64::from(*old);
        *old = height;
        let mut place = at + 1;
        while let Some(sum) = self.sums.get_mut(place - 1) {
            *sum += more;
            place += lowest_bit(place);
        }
    }

    /// The heights of all before this one.
    pub(super) fn above(&self, at: usize) -> f64 {
        let mut place = at.min(self.sums.len());
        let mut sum = 0.0;
        while let Some(part) = place.checked_sub(1).and_then(|it| self.sums.get(it)) {
            sum += part;
            place -= lowest_bit(place);
        }
        sum
    }

    /// All heights.
    pub(super) fn total(&self) -> f64 {
        self.above(self.sums.len())
    }

    /// Which one is at this depth, and how far into it, in points; the last for anything deeper.
    pub(super) fn at(&self, depth: f64) -> (usize, f32) {
        let mut before = 0;
        let mut left = depth.max(0.0);
        let mut stride = self.sums.len().next_power_of_two();
        while stride > 0 {
            if let Some(sum) = self.sums.get(before + stride - 1)
                && *sum <= left
            {
                left -= sum;
                before += stride;
            }
            stride /= 2;
        }
        match before < self.each.len() {
            true => (before, left as f32),
            false => {
                let last = self.each.len().saturating_sub(1);
                (last, self.height(last))
            }
        }
    }
}

const fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_follow_every_change(
            heights in proptest::collection::vec(0_u16..500, 1..80),
            changes in proptest::collection::vec((0_usize..80, 0_u16..500), 0..20),
        ) {
            let mut plain: Vec<f32> = heights.into_iter().map(f32::from).collect();
            let mut heights = Heights::new(plain.clone());
            for (at, height) in changes {
                heights.set(at, f32::from(height));
                if let Some(old) = plain.get_mut(at) {
                    *old = f32::from(height);
                }
            }
            let mut sum = 0.0;
            for (at, height) in plain.iter().enumerate() {
                prop_assert_eq!(heights.above(at), sum);
                prop_assert_eq!(heights.height(at), *height);
                if *height > 0.0 {
                    prop_assert_eq!(heights.at(sum), (at, 0.0));
                    prop_assert_eq!(heights.at(sum + f64::from(*height) - 0.5), (at, height - 0.5));
                }
                sum += f64::from(*height);
            }
            prop_assert_eq!(heights.total(), sum);
            prop_assert_eq!(heights.at(sum + 9.0).0, plain.len() - 1);
        }
    }
}
