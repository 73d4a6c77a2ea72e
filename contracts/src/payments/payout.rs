//! What becomes of the money that a campaign raised.

use crate::{CampaignId, Message, Money, PayoutId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

macro_rules! about_a_payout {
    ($($name:ident = $wire:literal),* $(,)?) => {$(
        impl Message for $name {
            const NAME: &'static str = $wire;
            const VERSION: u16 = 1;

            fn key(&self) -> String {
                format!("payout/{}", self.payout)
            }
        }
    )*};
}

about_a_payout! {
    PayoutSent = "payments.payout_sent",
    PayoutPaid = "payments.payout_paid",
    PayoutTakenBack = "payments.payout_taken_back",
    PayoutFailed = "payments.payout_failed",
}

macro_rules! about_a_campaign {
    ($($name:ident = $wire:literal),* $(,)?) => {$(
        impl Message for $name {
            const NAME: &'static str = $wire;
            const VERSION: u16 = 1;

            fn key(&self) -> String {
                format!("campaign/{}", self.campaign)
            }
        }
    )*};
}

about_a_campaign! {
    PayoutUnclaimed = "payments.payout_unclaimed",
    PayoutTermOver = "payments.payout_term_over",
}

/// What a campaign raised is on its way to the bank of whoever runs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutSent {
    /// Which payout.
    pub payout: PayoutId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Whose bank account.
    pub creator: UserId,
    /// How much.
    pub amount: Money,
    /// When.
    pub sent_at: Timestamp,
}

/// A payout has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutPaid {
    /// Which payout.
    pub payout: PayoutId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Whose bank account.
    pub creator: UserId,
    /// How much.
    pub amount: Money,
    /// When.
    pub paid_at: Timestamp,
}

/// A part of what was paid out came back from the creator's account at the provider, because more went back to donors
/// than was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutTakenBack {
    /// Of which payout.
    pub payout: PayoutId,
    /// Of which campaign that was.
    pub campaign: CampaignId,
    /// Whose account.
    pub creator: UserId,
    /// How much.
    pub amount: Money,
    /// When.
    pub taken_back_at: Timestamp,
}

/// A payout did not arrive. The money is held for the campaign again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutFailed {
    /// Which payout.
    pub payout: PayoutId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Whose bank account.
    pub creator: UserId,
    /// How much.
    pub amount: Money,
    /// The provider's reason, in its own code.
    pub reason: String,
    /// When.
    pub failed_at: Timestamp,
}

/// What a campaign raised waits for its creator, who has not given the provider what it wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutUnclaimed {
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Who runs it.
    pub creator: UserId,
    /// Its title.
    pub title: String,
    /// What is held for it.
    pub held: Money,
    /// When it goes back to the donors.
    pub goes_back_at: Timestamp,
    /// When this was told.
    pub told_at: Timestamp,
}

/// Nobody can be paid what a campaign raised, and the term is over: it is to go back to the donors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutTermOver {
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Who runs it.
    pub creator: UserId,
    /// Its title.
    pub title: String,
    /// What is held for it.
    pub held: Money,
    /// When.
    pub over_at: Timestamp,
}
