use super::Terms;
use contracts::{
    Money, PaymentId, RefundId, RewardId, Timestamp, UserId,
    pledges::{ChosenAddOn, Gift, LapseReason, RefundReason},
};
use kernel::event_store::DomainEvent;
use serde::{Deserialize, Serialize};

/// What happens to a pledge. Ids and amounts only: who the donor is stands in `pledges_contact`, so that the
/// history stays as it is when a person is forgotten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum PledgeEvent {
    /// It was made, and has what it asked for.
    Reserved(Terms),
    /// The provider's page awaits the donor.
    CheckoutOpened { payment: PaymentId, expires_at: Timestamp },
    /// The provider's page was closed unpaid.
    CheckoutClosed { payment: PaymentId },
    /// The donor's bank asks the donor, so what was kept for the pledge is kept longer, once.
    HoldExtended { payment: PaymentId, until: Timestamp },
    /// The donor did their part, and their bank takes days: what was kept for the pledge is kept as long as that.
    Processing { payment: PaymentId, at: Timestamp, until: Timestamp },
    /// A card was refused.
    Declined { payment: PaymentId, code: String, at: Timestamp },
    /// The saved card was not charged when it was due.
    ChargeFailed { payment: PaymentId, reason: String, at: Timestamp },
    /// The attempt ended for good without money.
    PaymentFailed { payment: PaymentId, reason: String, at: Timestamp },
    /// Money came.
    Collected { payment: PaymentId, gift: Gift, at: Timestamp },
    /// A card can be charged later.
    CardSaved { payment: PaymentId, at: Timestamp },
    /// Another card is charged later, or for the gifts that follow.
    CardReplaced { payment: PaymentId, at: Timestamp },
    /// It counts.
    Activated,
    /// The donor changed what is promised, before anything was charged.
    Changed {
        before: Gift,
        gift: Gift,
        reward: Option<RewardId>,
        /// Kept out of what was stored before there were any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        add_ons: Vec<ChosenAddOn>,
    },
    /// It came to nothing before it counted.
    Lapsed { reason: LapseReason },
    /// It counted, was never charged, and was taken back.
    Withdrawn,
    /// Its reward can be chosen by somebody else.
    RewardReleased,
    /// Some of an add-on were refunded: they are no longer part of it.
    AddOnReturned { add_on: RewardId, count: i64 },
    /// Money is to go back.
    RefundDecided { refund: RefundId, gift: Gift, reason: RefundReason, decided_by: Option<UserId> },
    /// The provider accepted a refund that may still fail.
    RefundSubmitted { refund: RefundId },
    /// The money is back with the donor.
    RefundSucceeded { refund: RefundId, at: Timestamp },
    /// The money could not be given back.
    RefundFailed { refund: RefundId, reason: String, at: Timestamp },
    /// The donor's bank took the payment back and has not decided.
    Disputed { dispute: String, amount: Money, at: Timestamp },
    /// It decided. What the donor keeps, line by line: nothing when it was won.
    DisputeClosed { dispute: String, won: bool, lost: Gift, at: Timestamp },
}

impl DomainEvent for PledgeEvent {
    const VERSION: i16 = 1;

    fn kind(&self) -> &'static str {
        match self {
            Self::Reserved(_) => "reserved",
            Self::CheckoutOpened { .. } => "checkout_opened",
            Self::CheckoutClosed { .. } => "checkout_closed",
            Self::HoldExtended { .. } => "hold_extended",
            Self::Processing { .. } => "processing",
            Self::Declined { .. } => "declined",
            Self::ChargeFailed { .. } => "charge_failed",
            Self::PaymentFailed { .. } => "payment_failed",
            Self::Collected { .. } => "collected",
            Self::CardSaved { .. } => "card_saved",
            Self::CardReplaced { .. } => "card_replaced",
            Self::Activated => "activated",
            Self::Changed { .. } => "changed",
            Self::Lapsed { .. } => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::RewardReleased => "reward_released",
            Self::AddOnReturned { .. } => "add_on_returned",
            Self::RefundDecided { .. } => "refund_decided",
            Self::RefundSubmitted { .. } => "refund_submitted",
            Self::RefundSucceeded { .. } => "refund_succeeded",
            Self::RefundFailed { .. } => "refund_failed",
            Self::Disputed { .. } => "disputed",
            Self::DisputeClosed { .. } => "dispute_closed",
        }
    }
}

impl PledgeEvent {
    /// Whether it may change which add-ons a pledge has.
    pub(crate) fn is_about_add_ons(&self) -> bool {
        match self {
            Self::Reserved(terms) => !terms.add_ons.is_empty(),
            Self::Changed { .. } | Self::AddOnReturned { .. } => true,
            _ => false,
        }
    }

    /// What happened, for staff.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Reserved(terms) => format!("Promised: {} in all", terms.gift.total().format("en")),
            Self::CheckoutOpened { .. } => "The payment page is open".into(),
            Self::CheckoutClosed { .. } => "The payment page was closed unpaid".into(),
            Self::HoldExtended { .. } => {
                "The bank or the donor takes longer: the reward is kept longer".into()
            }
            Self::Processing { .. } => {
                "The donor's bank was asked for the money: it may take five days".into()
            }
            Self::Declined { code, .. } => format!("A card was declined ({})", code.replace('_', " ")),
            Self::ChargeFailed { reason, .. } => {
                format!("The saved card was not charged ({})", reason.replace('_', " "))
            }
            Self::PaymentFailed { reason, .. } => {
                format!("The payment ended without money ({})", reason.replace('_', " "))
            }
            Self::Collected { gift, .. } => format!("Collected {}", gift.total().format("en")),
            Self::CardSaved { .. } => "The card was saved; nothing was charged".into(),
            Self::CardReplaced { .. } => "The donor chose another card".into(),
            Self::Activated => "The pledge counts".into(),
            Self::Changed { before, gift, .. } if before == gift => {
                "The donor chose something else in return".into()
            }
            Self::Changed { before, gift, .. } => format!(
                "The donor changed it from {} to {} in all",
                before.total().format("en"),
                gift.total().format("en")
            ),
            Self::Lapsed { reason } => format!("Came to nothing: {}", lapse_in_words(*reason)),
            Self::Withdrawn => "Taken back before it was charged".into(),
            Self::RewardReleased => "Its reward is free again".into(),
            Self::AddOnReturned { count, .. } => format!("{count} of an add-on are free again"),
            Self::RefundDecided { gift, reason: RefundReason::TooLate, .. } => {
                format!("Its payment was heard of too late: {} goes back", gift.total().format("en"))
            }
            Self::RefundDecided { gift, .. } => format!("Refund of {} decided", gift.total().format("en")),
            Self::RefundSubmitted { .. } => "The provider accepted the refund".into(),
            Self::RefundSucceeded { .. } => "The refund reached the donor's account".into(),
            Self::RefundFailed { reason, .. } => format!("The refund failed ({})", reason.replace('_', " ")),
            Self::Disputed { amount, .. } => {
                format!("The donor's bank took {} back: a dispute", amount.format("en"))
            }
            Self::DisputeClosed { won: true, .. } => "The dispute was won: the money is here again".into(),
            Self::DisputeClosed { .. } => "The dispute was lost: the donor has the money".into(),
        }
    }
}

fn lapse_in_words(reason: LapseReason) -> &'static str {
    match reason {
        LapseReason::Unpaid => "nobody paid in time",
        LapseReason::CancelledByDonor => "the donor cancelled it",
        LapseReason::Refused => "the provider refused the payment",
        LapseReason::TooLate => "it was paid too late",
        LapseReason::StoppedByStaff => "staff stopped it",
    }
}
