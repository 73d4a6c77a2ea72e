//! What gifts of some sizes do, in the creator's words.

use super::{Draft, ImpactText, LOCALE};
use contracts::{Money, campaigns::Impact};

/// How many sizes of gifts may say what they do: as many as are offered.
pub(crate) const MOST_IMPACTS: usize = 4;
/// The longest words beside an amount.
pub(super) const LONGEST_IMPACT: usize = 80;

impl Draft {
    /// Those that can be read, the smallest first.
    pub(crate) fn impacts_read(&self) -> Vec<Impact> {
        let read = |it: &ImpactText| {
            let amount = Money::parse_positive(&it.amount, self.currency, LOCALE).ok()?;
            Some(Impact { amount, words: it.words.clone() })
        };
        let mut impacts: Vec<_> = self.impacts.iter().filter_map(read).collect();
        impacts.sort_by_key(|it| it.amount.minor);
        impacts
    }
}
