use contracts::{CampaignId, Currency, Money, Timestamp, UserId};
use serde::Serialize;

pub(crate) use contracts::MatchPoolId as PoolId;

/// What a sponsor promises. Amounts are in minor units of `currency`, the campaign's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Terms {
    /// As donors read it.
    pub(crate) sponsor: String,
    pub(crate) currency: Currency,
    /// Added to each gift, in percent of it.
    pub(crate) percent: i32,
    /// All that is added, to all gifts together.
    pub(crate) cap: i64,
    /// The most that is added to one gift, inclusive.
    pub(crate) per_gift: Option<i64>,
    /// The most that is added to the gifts of one person, inclusive.
    pub(crate) per_donor: Option<i64>,
    /// Gifts that were given from here on…
    pub(crate) opens_at: Timestamp,
    /// … and before here are matched.
    pub(crate) closes_at: Timestamp,
}

/// A sponsor's promise, and how much of it is taken.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Pool {
    pub(crate) id: PoolId,
    pub(crate) campaign: CampaignId,
    pub(crate) terms: Terms,
    /// In minor units.
    pub(crate) used: i64,
    pub(crate) created_by: UserId,
}

impl Terms {
    /// Whether a gift that was given at `at` is matched.
    pub(crate) fn covers(&self, at: Timestamp) -> bool {
        self.opens_at <= at && at < self.closes_at
    }

    /// What the ratio alone makes of a gift, in whole minor units. Rounded down: a sponsor never gives more than
    /// was promised.
    pub(crate) fn share_of(&self, gift: i64) -> i64 {
        let share = i128::from(gift.max(0)) * i128::from(self.percent) / 100;
        let share = i64::try_from(share).unwrap_or(i64::MAX);
        self.per_gift.map_or(share, |most| share.min(most))
    }
}

impl Pool {
    /// What is left of the promise.
    pub(crate) fn left(&self) -> i64 {
        self.terms.cap - self.used
    }

    /// What is added to a gift of `gift` by somebody to whose gifts `already` was added before. The gift that
    /// empties the pool gets what is left.
    pub(crate) fn adds_to(&self, gift: i64, already: i64) -> i64 {
        let share = self.terms.share_of(gift).min(self.left());
        let share = self.terms.per_donor.map_or(share, |most| share.min(most - already));
        share.max(0)
    }

    /// A sum in the pool's currency.
    pub(crate) fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.terms.currency)
    }
}
