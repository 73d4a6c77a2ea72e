//! What a donor takes besides a reward (rule R7).

use crate::{CampaignId, Message, Money, PledgeId, RewardId, Timestamp};
use serde::{Deserialize, Serialize};

/// How many of an add-on a pledge has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenAddOn {
    /// Which add-on: a reward that goes with another.
    pub add_on: RewardId,
    /// How many; at least one.
    pub count: i64,
    /// What one cost when it was chosen.
    pub price: Money,
}

impl ChosenAddOn {
    /// What they cost together.
    pub fn total(&self) -> Money {
        Money::new(self.price.minor.saturating_mul(self.count), self.price.currency)
    }
}

/// What a pledge has of add-ons from now on: the latest of these is how it stands. What they cost is part of its gift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOnsChosen {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// All that it has, each add-on once; empty when it gave all of them back.
    pub add_ons: Vec<ChosenAddOn>,
    /// When.
    pub chosen_at: Timestamp,
}

impl Message for AddOnsChosen {
    const NAME: &'static str = "pledges.add_ons_chosen";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        super::key(self.pledge)
    }
}
