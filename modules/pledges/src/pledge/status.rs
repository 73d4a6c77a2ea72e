use super::{Pledge, RefundState};
use kernel::web::Text;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How a pledge stands, in one word. What `pledges_pledge.status` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// Made; its payment page is not open yet.
    Reserved,
    /// Its payment page is open.
    AwaitingPayment,
    /// A card was refused; the page is still open.
    Declined,
    /// The donor did their part; their bank takes days.
    Processing,
    /// Paid, and counts.
    Active,
    /// Counts; its card is charged later.
    CardSaved,
    /// Came to nothing before it counted.
    Lapsed,
    /// Taken back before its card was charged.
    Withdrawn,
    /// All of its money is on its way back.
    Refunding,
    /// Some of its money went, or goes, back.
    PartlyRefunded,
    /// All of its money is back.
    Refunded,
    /// Money that should be back is not.
    RefundFailed,
    /// The donor's bank took its money back and has not decided.
    Disputed,
    /// The donor's bank left the money with the donor.
    ChargedBack,
}

impl Status {
    /// Every status, in the order of a pledge's life.
    pub(crate) const ALL: [Self; 14] = [
        Self::Reserved,
        Self::AwaitingPayment,
        Self::Declined,
        Self::Processing,
        Self::Active,
        Self::CardSaved,
        Self::Lapsed,
        Self::Withdrawn,
        Self::Refunding,
        Self::PartlyRefunded,
        Self::Refunded,
        Self::RefundFailed,
        Self::Disputed,
        Self::ChargedBack,
    ];

    /// As it is stored.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::AwaitingPayment => "awaiting_payment",
            Self::Declined => "declined",
            Self::Processing => "processing",
            Self::Active => "active",
            Self::CardSaved => "card_saved",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
            Self::Refunding => "refunding",
            Self::PartlyRefunded => "partly_refunded",
            Self::Refunded => "refunded",
            Self::RefundFailed => "refund_failed",
            Self::Disputed => "disputed",
            Self::ChargedBack => "charged_back",
        }
    }

    /// Whether the donor is still to pay.
    pub(crate) const fn is_to_be_paid(self) -> bool {
        matches!(self, Self::Reserved | Self::AwaitingPayment | Self::Declined)
    }

    /// As people read it, in their language.
    pub(crate) fn label(self) -> Text {
        Text::of(match self {
            Self::Reserved => "status-reserved",
            Self::AwaitingPayment => "status-awaiting-payment",
            Self::Declined => "status-declined",
            Self::Processing => "status-processing",
            Self::Active => "status-active",
            Self::CardSaved => "status-card-saved",
            Self::Lapsed => "status-lapsed",
            Self::Withdrawn => "status-withdrawn",
            Self::Refunding => "status-refunding",
            Self::PartlyRefunded => "status-partly-refunded",
            Self::Refunded => "status-refunded",
            Self::RefundFailed => "status-refund-failed",
            Self::Disputed => "status-disputed",
            Self::ChargedBack => "status-charged-back",
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("`{name}` is not a status of a pledge"))
    }
}

impl Pledge {
    /// How it stands. Money on its way decides before everything else.
    pub(crate) fn status(&self) -> Status {
        if self.is_disputed() {
            return Status::Disputed;
        }
        if self.disputes.values().any(|it| it.lost.is_some_and(|it| it.total().is_positive())) {
            return Status::ChargedBack;
        }
        if let Some(status) = self.status_of_refunds() {
            return status;
        }
        match self {
            it if it.withdrawn => Status::Withdrawn,
            it if it.lapsed.is_some() => Status::Lapsed,
            it if it.activated && it.collected.is_some() => Status::Active,
            it if it.activated => Status::CardSaved,
            it if it.is_debit() && it.failure.is_none() => Status::Processing,
            it if it.declined => Status::Declined,
            it if it.payment.is_some() => Status::AwaitingPayment,
            _ => Status::Reserved,
        }
    }

    fn status_of_refunds(&self) -> Option<Status> {
        if self.refunds.is_empty() {
            return None;
        }
        let all = |state| self.refunds.values().all(|it| it.state == state);
        if self.refunds.values().any(|it| it.state == RefundState::Failed) {
            return Some(Status::RefundFailed);
        }
        if self.refundable().is_some_and(|it| !it.total().is_zero()) {
            return Some(Status::PartlyRefunded);
        }
        Some(if all(RefundState::Succeeded) { Status::Refunded } else { Status::Refunding })
    }
}
