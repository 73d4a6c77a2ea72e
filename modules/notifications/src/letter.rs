//! What mails say: facts without personal data go in, a subject and two bodies come out. Pure.

mod render;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use self::render::{FRAME, Letter, Templates};
use contracts::{
    Money, PledgeId, RefundId, Timestamp,
    pledges::{CardTrouble, Gift},
};
use serde::{Deserialize, Serialize};

/// What a mail tells its reader. A name is kept for ever: mails are stored under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The gift was paid.
    Receipt,
    /// The pledge counts and nothing was charged yet.
    CardSaved,
    /// Money is going back, and is not there yet.
    RefundUnderway,
    /// The money is back.
    RefundMade,
    /// The money could not be given back the way it came.
    RefundFailed,
    /// It was paid when there was nothing left to give to.
    TooLate,
    /// The campaign failed or was cancelled; the card is let go uncharged.
    Released,
    /// The saved card was refused when it was due.
    Unpaid,
    /// A week went by without money.
    Dropped,
    /// The donor changed what is promised.
    Changed,
    /// The donor took back what was promised.
    Cancelled,
}

impl Kind {
    /// Each of them, for the gallery.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Receipt,
        Self::CardSaved,
        Self::RefundUnderway,
        Self::RefundMade,
        Self::RefundFailed,
        Self::TooLate,
        Self::Released,
        Self::Unpaid,
        Self::Dropped,
        Self::Changed,
        Self::Cancelled,
    ];

    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::CardSaved => "card_saved",
            Self::RefundUnderway => "refund_underway",
            Self::RefundMade => "refund_made",
            Self::RefundFailed => "refund_failed",
            Self::TooLate => "too_late",
            Self::Released => "released",
            Self::Unpaid => "unpaid",
            Self::Dropped => "dropped",
            Self::Changed => "changed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The facts of a mail, as they are kept until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    pub(crate) pledge: PledgeId,
    /// What was paid, saved or given back, line by line, where the message said so.
    pub(crate) gift: Option<Gift>,
    /// The one amount it is about, where there are no lines.
    pub(crate) amount: Option<Money>,
    /// What the pledge still counts for.
    pub(crate) remaining: Option<Money>,
    /// When it happened.
    pub(crate) at: Timestamp,
    /// Why, where somebody said so for everybody to read.
    #[serde(default)]
    pub(crate) reason: Option<String>,
    /// What was wrong with a card, and until when it can be put right.
    #[serde(default)]
    pub(crate) trouble: Option<(CardTrouble, Timestamp)>,
    /// On whose clocks that is told: UTC's where nobody knew.
    #[serde(default)]
    pub(crate) zone: Option<String>,
    /// Which refund, of several that one gift may have.
    #[serde(default)]
    pub(crate) refund: Option<RefundId>,
}

impl Facts {
    /// Facts of `kind` about `pledge`, with no money in them.
    pub(crate) fn of(kind: Kind, pledge: PledgeId, at: Timestamp) -> Self {
        Self {
            kind,
            pledge,
            gift: None,
            amount: None,
            remaining: None,
            at,
            reason: None,
            trouble: None,
            zone: None,
            refund: None,
        }
    }

    /// The same, with the lines of `gift`.
    pub(crate) fn with_gift(self, gift: Gift) -> Self {
        Self { gift: Some(gift), ..self }
    }

    /// The same, about the refund `refund`.
    pub(crate) fn of_refund(self, refund: RefundId) -> Self {
        Self { refund: Some(refund), ..self }
    }

    /// The same, about `amount`.
    pub(crate) fn with_amount(self, amount: Money) -> Self {
        Self { amount: Some(amount), ..self }
    }
}
