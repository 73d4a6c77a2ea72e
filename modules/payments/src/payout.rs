//! Paying out what was earned: how much, when, and what may become of it. No database, no provider, no clock.

pub(crate) use contracts::terms::{PAYOUT_HOLD as HOLD, RESERVE_BP, RESERVE_FOR};
use contracts::{CampaignId, Currency, Money, PayoutId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long nothing is paid out after a bank account was changed (security SEC-6).
pub(crate) const BANK_HOLD: Duration = Duration::from_hours(72);
/// Why a payout comes to nothing whose creator's bank account was changed meanwhile.
pub(crate) const BANK_CHANGED: &str = "bank_account_changed";
/// What the provider says when less lies there than is to leave: the platform has to bring more (decision 108).
pub(crate) const TOO_LITTLE: &str = "balance_insufficient";

/// How a payout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// It waits for a second person.
    Proposed = 0,
    /// The provider is asked to move the money to the creator's account there.
    Moving = 1,
    /// It is there, and is to go on to the bank.
    Moved = 2,
    /// It is on its way to the bank.
    Sent = 3,
    /// It arrived.
    Paid = 4,
    /// It came to nothing before it left.
    Released = 5,
    /// It did not arrive and is the creator's again.
    Failed = 6,
    /// It did not arrive and is on its way back to us.
    Returning = 7,
}

impl State {
    pub(crate) fn of(number: i16) -> Option<Self> {
        use State::{Failed, Moved, Moving, Paid, Proposed, Released, Returning, Sent};
        [Proposed, Moving, Moved, Sent, Paid, Released, Failed, Returning]
            .into_iter()
            .find(|it| *it as i16 == number)
    }
}

/// One payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payout {
    pub(crate) id: PayoutId,
    pub(crate) campaign: CampaignId,
    pub(crate) creator: UserId,
    /// The provider's account that it goes to.
    pub(crate) account: String,
    pub(crate) amount: Money,
    pub(crate) state: State,
    pub(crate) transfer: Option<String>,
    pub(crate) provider_id: Option<String>,
    pub(crate) reversal: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) proposed_at: Timestamp,
}

impl Payout {
    /// The name of the call that moves the money, which is its idempotency key. There is one for a payout, however
    /// often anybody agrees.
    pub(crate) fn transfer_key(&self) -> String {
        format!("payout/{}/transfer", self.id)
    }

    pub(crate) fn payout_key(&self) -> String {
        format!("payout/{}/payout", self.id)
    }

    /// The name of the call that moves it back, at its first try.
    pub(crate) fn reversal_key(&self) -> String {
        format!("payout/{}/reversal", self.id)
    }
}

/// What a second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Agreed {
    pub(crate) payout: PayoutId,
    pub(crate) creator: UserId,
    pub(crate) account: String,
    pub(crate) amount: Money,
}

/// What can be paid out of what was earned, in minor units of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reckoning {
    /// Earned and not paid out. Below nothing when more went back than was left; the next money fills that first.
    pub(crate) payable: i64,
    /// Stays behind for a while.
    pub(crate) reserve: i64,
    /// Taken back by banks that have not decided.
    pub(crate) disputed: i64,
    /// The smallest step that can be paid, in minor units.
    pub(crate) step: i64,
}

/// The smallest step that can be paid out, in minor units: of three decimals the last is 0, and forints and Taiwan
/// dollars are paid whole (docs.stripe.com/currencies#special-cases).
pub(crate) fn step(currency: Currency) -> i64 {
    match currency {
        Currency::Huf | Currency::Twd => 100,
        _ if currency.exponent() == 3 => 10,
        _ => 1,
    }
}

impl Reckoning {
    /// What can go. What was decided to go back to donors is out of `payable` already.
    pub(crate) fn amount(&self) -> i64 {
        let rest = (self.payable - self.reserve - self.disputed).max(0);
        rest - rest % self.step.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_promised_elsewhere_is_not_paid_out() {
        let all = Reckoning { payable: 95_000, reserve: 9_500, disputed: 10_000, step: 1 };
        assert_eq!(all.amount(), 75_500);
        assert_eq!(Reckoning { disputed: 90_000, ..all }.amount(), 0);
        assert_eq!(Reckoning { payable: -500, reserve: 0, disputed: 0, step: 1 }.amount(), 0);
    }

    #[test]
    fn what_cannot_be_paid_in_whole_steps_stays() {
        assert_eq!(Reckoning { payable: 12_345, reserve: 0, disputed: 0, step: 10 }.amount(), 12_340);
        assert_eq!([Currency::Eur, Currency::Jpy, Currency::Kwd, Currency::Huf].map(step), [1, 1, 10, 100]);
    }
}
