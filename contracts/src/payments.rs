//! What payments says.

use crate::{CampaignId, Message, Money, PaymentId, PledgeId, RefundId, Timestamp, pledges::Gift};
use serde::{Deserialize, Serialize};

macro_rules! about_a_pledge {
    ($($name:ident = $wire:literal),* $(,)?) => {$(
        impl Message for $name {
            const NAME: &'static str = $wire;
            const VERSION: u16 = 1;

            fn key(&self) -> String {
                format!("pledge/{}", self.pledge)
            }
        }
    )*};
}

about_a_pledge! {
    CheckoutOpened = "payments.checkout_opened",
    CheckoutClosed = "payments.checkout_closed",
    CardSaved = "payments.card_saved",
    PaymentCollected = "payments.payment_collected",
    PaymentDeclined = "payments.payment_declined",
    PaymentFailed = "payments.payment_failed",
    RefundSubmitted = "payments.refund_submitted",
    RefundSucceeded = "payments.refund_succeeded",
    RefundFailed = "payments.refund_failed",
}

/// The provider's page awaits the donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutOpened {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belongs to.
    pub payment: PaymentId,
    /// Where the donor pays.
    pub url: String,
    /// When the page closes.
    pub expires_at: Timestamp,
}

/// The provider's page was closed unpaid, because the pledge had come to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutClosed {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belonged to.
    pub payment: PaymentId,
}

/// A card can be charged later without the donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSaved {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt that saved it.
    pub payment: PaymentId,
    /// When.
    pub saved_at: Timestamp,
}

/// The provider took the donor's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentCollected {
    /// For which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The attempt that succeeded.
    pub payment: PaymentId,
    /// What was collected, line by line.
    pub gift: Gift,
    /// What the provider kept of it, as far as it said so yet.
    pub processor_fee: Option<Money>,
    /// When the provider says it happened.
    pub collected_at: Timestamp,
}

/// A card was refused. The donor may try another on the same page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDeclined {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belongs to.
    pub payment: PaymentId,
    /// The provider's code for the refusal, such as `insufficient_funds`. Not for donors' eyes.
    pub code: String,
    /// When.
    pub declined_at: Timestamp,
}

/// An attempt ended for good without money: its page expired or the provider refused to open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentFailed {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt.
    pub payment: PaymentId,
    /// The provider's reason, in its own code.
    pub reason: String,
    /// When.
    pub failed_at: Timestamp,
}

/// The provider accepted a refund that may still fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundSubmitted {
    /// The decision.
    pub refund: RefundId,
    /// Which pledge.
    pub pledge: PledgeId,
    /// What is going back.
    pub amount: Money,
}

/// The money is back with the donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundSucceeded {
    /// The decision.
    pub refund: RefundId,
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What went back, line by line.
    pub gift: Gift,
    /// When.
    pub refunded_at: Timestamp,
}

/// The provider could not give the money back; it lies with the platform and is owed to the donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundFailed {
    /// The decision.
    pub refund: RefundId,
    /// Which pledge.
    pub pledge: PledgeId,
    /// What is owed.
    pub amount: Money,
    /// The provider's reason, in its own code.
    pub reason: String,
    /// When.
    pub failed_at: Timestamp,
}
