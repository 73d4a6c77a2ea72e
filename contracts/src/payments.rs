//! What payments says.

mod account;
mod payout;

pub use self::{
    account::{BankAccountChanged, CreatorAccountChanged, CreatorAsked},
    payout::{PayoutFailed, PayoutPaid, PayoutSent, PayoutTakenBack, PayoutTermOver, PayoutUnclaimed},
};

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
    AuthenticationStarted = "payments.authentication_started",
    PaymentProcessing = "payments.payment_processing",
    CardSaved = "payments.card_saved",
    CardPageOpened = "payments.card_page_opened",
    CardReplaced = "payments.card_replaced",
    CardKept = "payments.card_kept",
    PaymentCollected = "payments.payment_collected",
    PaymentDeclined = "payments.payment_declined",
    PaymentFailed = "payments.payment_failed",
    RefundSubmitted = "payments.refund_submitted",
    RefundSucceeded = "payments.refund_succeeded",
    RefundFailed = "payments.refund_failed",
    DisputeOpened = "payments.dispute_opened",
    DisputeDueSoon = "payments.dispute_due_soon",
    DisputeClosed = "payments.dispute_closed",
    FraudWarned = "payments.fraud_warned",
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

/// The provider's page awaits a donor who wants another card to be charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPageOpened {
    /// Which pledge keeps the card.
    pub pledge: PledgeId,
    /// The attempt it belongs to.
    pub payment: PaymentId,
    /// Where the card is saved.
    pub url: String,
    /// When the page closes.
    pub expires_at: Timestamp,
}

/// Another card is kept, and charged from now on. The ones before it are let go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReplaced {
    /// Which pledge keeps it.
    pub pledge: PledgeId,
    /// The attempt that saved it.
    pub payment: PaymentId,
    /// When.
    pub replaced_at: Timestamp,
}

/// A card that is kept to be charged later is good until then. Told after what it was kept by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardKept {
    /// Which pledge keeps it.
    pub pledge: PledgeId,
    /// The attempt that it was kept by.
    pub payment: PaymentId,
    /// The first moment after the month that is printed on it.
    pub valid_until: Timestamp,
    /// When it was kept.
    pub kept_at: Timestamp,
}

/// The provider's page was closed unpaid, because the pledge had come to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutClosed {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belonged to.
    pub payment: PaymentId,
}

/// The donor's bank asks the donor whether it is they who pay (3-D Secure), for the first time of this attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticationStarted {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belongs to.
    pub payment: PaymentId,
    /// When it was noticed.
    pub started_at: Timestamp,
}

/// The donor did their part, and their bank takes days for its own, as with a bank debit. Answered by
/// `PaymentCollected` or `PaymentFailed`, or by `CheckoutClosed` when the pledge had come to nothing before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentProcessing {
    /// For which pledge.
    pub pledge: PledgeId,
    /// The attempt it belongs to.
    pub payment: PaymentId,
    /// When it was noticed.
    pub started_at: Timestamp,
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

/// The donor's bank takes a payment back and asks why it was made. Until it decides, the money is neither the
/// campaign's nor the donor's, and nothing of that payment can be refunded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeOpened {
    /// The provider's id of it: one dispute is one fact, however often it is told.
    pub dispute: String,
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What the bank took.
    pub amount: Money,
    /// The bank's reason, in the provider's code.
    pub reason: String,
    /// Until when evidence is taken.
    pub due_by: Option<Timestamp>,
    /// When.
    pub opened_at: Timestamp,
}

/// Evidence for a dispute is due in two days, and none was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeDueSoon {
    /// The provider's id of it.
    pub dispute: String,
    /// Which pledge.
    pub pledge: PledgeId,
    /// Until when evidence is taken.
    pub due_by: Timestamp,
}

/// The bank decided a dispute. A dispute that was won starts nothing again by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeClosed {
    /// The provider's id of it.
    pub dispute: String,
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Whether the money is ours again. If not, the donor has it.
    pub won: bool,
    /// What went to the donor for good, line by line. Nothing when it was won.
    pub lost: Gift,
    /// When.
    pub closed_at: Timestamp,
}

/// The donor's bank warns that a payment may be fraud, before anybody takes it back. Nothing follows by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FraudWarned {
    /// The provider's id of it.
    pub warning: String,
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What the bank thinks happened, in the provider's code, such as `made_with_stolen_card`.
    pub kind: String,
    /// When.
    pub warned_at: Timestamp,
}
