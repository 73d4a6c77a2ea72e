//! What the processor does: money taken, cards saved, money given back.

pub(crate) mod balance;
pub(crate) mod connect;
pub(crate) mod debits;
pub(crate) mod disputes;
pub(crate) mod due;
pub(crate) mod intents;
pub(crate) mod methods;
pub(crate) mod payments;
pub(crate) mod radar;
pub(crate) mod refunds;
pub(crate) mod sessions;
pub(crate) mod setups;

use serde_json::Value;

/// What came of an attempt to pay or to save a card on a hosted page.
#[derive(Clone, Debug, PartialEq)]
pub enum PayOutcome {
    /// Paid, authorised, saved, or with the donor's bank.
    Done,
    /// The donor must confirm at this address first.
    Authenticate(String),
    /// Refused, in words for the donor.
    Declined(String),
}

/// What came of confirming an intent.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    Done,
    /// The address where the donor is asked.
    Ask(String),
    /// The fields of `last_payment_error` or `last_setup_error`.
    Declined(Value),
}

impl From<Outcome> for PayOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::Done,
            Outcome::Ask(url) => Self::Authenticate(url),
            Outcome::Declined(error) => {
                Self::Declined(error["message"].as_str().unwrap_or("Your card was declined.").to_owned())
            }
        }
    }
}
