//! One attempt to collect what a pledge promises, or to save its card: what may become of it. No database,
//! no provider, no clock.

mod fact;
#[cfg(test)]
mod tests;

pub(crate) use self::fact::{Fact, Fee, Mismatch};
use contracts::{CampaignId, Currency, PaymentId, PledgeId, Timestamp, pledges::Gift};
use serde::Serialize;

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// To charge a card now.
    Charge = 0,
    /// To save a card, to be charged at the deadline.
    Setup = 1,
    /// To charge a saved card, without the donor.
    OffSession = 2,
}

/// How an attempt stands. Money once collected is never uncollected: it goes back by a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// The provider was or will be asked to open its page.
    Opening = 0,
    /// The provider's page awaits the donor.
    Open = 1,
    /// The donor did their part; the provider is still at it.
    Processing = 2,
    /// The provider took the money.
    Collected = 3,
    /// The provider keeps the card.
    CardSaved = 4,
    /// It ended without money: the page expired, or the provider refused to open it.
    Failed = 5,
    /// It was closed unpaid because its pledge had come to nothing.
    Closed = 6,
}

impl Status {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [
            Self::Opening,
            Self::Open,
            Self::Processing,
            Self::Collected,
            Self::CardSaved,
            Self::Failed,
            Self::Closed,
        ]
        .into_iter()
        .find(|it| *it as i16 == number)
    }

    /// Whether nothing more is expected of it.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Collected | Self::CardSaved | Self::Failed | Self::Closed)
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) id: PaymentId,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) attempt: i32,
    pub(crate) kind: Kind,
    /// The card that pays it is kept, for gifts that follow by themselves.
    pub(crate) keeps_card: bool,
    pub(crate) gift: Gift,
    pub(crate) status: Status,
    pub(crate) session: Option<String>,
    pub(crate) intent: Option<String>,
    pub(crate) charge: Option<String>,
    pub(crate) expires_at: Timestamp,
    /// Its pledge came to nothing: it is to be closed.
    pub(crate) close_asked: bool,
    /// The balance transaction whose fee is booked.
    pub(crate) fee_transaction: Option<String>,
    /// The donor's bank was seen to ask the donor, and that was said.
    pub(crate) authentication_told: bool,
    /// The last refusal that was told of.
    pub(crate) last_decline: Option<String>,
    /// When the campaign's line of it became the creator's. Nothing while it is held in escrow.
    pub(crate) earned_at: Option<Timestamp>,
}

impl Payment {
    /// The name of the call that opens the provider's page, or charges the saved card: its idempotency key.
    pub(crate) fn checkout_key(&self) -> String {
        if self.kind == Kind::OffSession {
            return format!("pledge/{}/charge/{}", self.pledge, self.attempt);
        }
        checkout_key(self.pledge, self.attempt)
    }

    /// Whether a card is kept with the provider, which takes a customer to keep it with.
    pub(crate) fn needs_customer(&self) -> bool {
        self.kind == Kind::Setup || self.keeps_card
    }

    /// Whether its donor may pay it in a way that takes days. Only a gift that is taken at once and keeps no card: what is
    /// charged later, or by itself, is charged to cards. Bank debits are in euros.
    pub(crate) fn may_take_days(&self) -> bool {
        let at_once = self.kind == Kind::Charge && self.attempt == 1 && !self.keeps_card;
        at_once && self.gift.amount.currency == Currency::Eur
    }

    /// Whether it only saves another card in place of the one before.
    pub(crate) fn replaces_card(&self) -> bool {
        self.kind == Kind::Setup && self.attempt > 1
    }

    /// The name of the call that makes the provider's customer, where one is needed.
    pub(crate) fn customer_key(&self) -> String {
        format!("pledge/{}/customer/{}", self.pledge, self.attempt)
    }

    /// The name of the call that closes the provider's page.
    pub(crate) fn expire_key(&self) -> String {
        format!("pledge/{}/expire/{}", self.pledge, self.attempt)
    }

    /// The name of the call that has the provider let go of the saved card, at its first try.
    pub(crate) fn detach_key(&self) -> String {
        format!("pledge/{}/detach/{}", self.pledge, self.attempt)
    }

    /// Whether the provider still has something to tell of it.
    pub(crate) fn is_settled(&self) -> bool {
        match self.status {
            Status::Collected => self.fee_transaction.is_some(),
            other => other.is_over(),
        }
    }
}

/// See [`Payment::checkout_key`].
pub(crate) fn checkout_key(pledge: PledgeId, attempt: i32) -> String {
    format!("pledge/{pledge}/checkout/{attempt}")
}

/// What an effect about a pledge is filed under.
pub(crate) fn subject(pledge: PledgeId) -> String {
    format!("pledge/{pledge}")
}
