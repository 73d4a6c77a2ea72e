//! What was raised and nobody can be paid.

use crate::{CampaignId, Message, Money, Timestamp, UserId};
use serde::{Deserialize, Serialize};

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
