//! Dividing money so that the parts make the whole again.

use super::Money;
use std::cmp::Reverse;

impl Money {
    /// Divides by `weights`, largest remainder first, equal remainders in order: the parts always sum to the
    /// whole, and each is less than one smallest unit from its exact share. Negative amounts are divided as
    /// their positive mirror.
    ///
    /// Where every weight is zero all weigh the same. No weights make no parts: the caller must have one.
    pub fn split(&self, weights: &[u64]) -> Vec<Self> {
        let total: i128 = weights.iter().copied().map(i128::from).sum();
        if total == 0 {
            return self.split_evenly(weights.len());
        }
        let shares: Vec<_> = weights.iter().map(|it| i128::from(self.minor) * i128::from(*it)).collect();
        let mut parts: Vec<_> = shares.iter().map(|it| it / total).collect();

        let mut by_remainder: Vec<_> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|it| Reverse((shares[*it] % total).abs()));
        let missing = i128::from(self.minor) - parts.iter().sum::<i128>();
        for (index, _) in by_remainder.into_iter().zip(0..missing.abs()) {
            parts[index] += missing.signum();
        }
        parts.into_iter().map(|it| self.part(it)).collect()
    }

    /// Divides into `count` parts that differ by at most one smallest unit, the larger ones first.
    ///
    /// Zero parts hold nothing: the caller must ask for at least one.
    pub fn split_evenly(&self, count: usize) -> Vec<Self> {
        if count == 0 { Vec::new() } else { self.split(&vec![1; count]) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a part is never further from zero than its whole")]
    fn part(&self, minor: i128) -> Self {
        Self { minor: minor as i64, ..*self }
    }
}
