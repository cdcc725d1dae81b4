//! [`Random`]: the same numbers on every machine.

/// A generator of numbers that are random enough for tables.
///
/// Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (`SplitMix64`).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`, which is not zero.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Returns a number below `end`, small ones far more often: an eighth of the numbers is drawn half of the time.
    pub(super) fn skewed(&mut self, end: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((unit.powi(3) * end as f64) as usize).min(end - 1)
    }

    /// Returns a digest.
    pub(super) fn digest(&mut self) -> String {
        let [a, b, c, d] = [(); 4].map(|()| self.next());
        format!("sha256:{a:016x}{b:016x}{c:016x}{d:016x}")
    }
}
