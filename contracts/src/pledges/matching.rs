//! What sponsors add to the gifts of others.

use super::key;
use crate::{CampaignId, MatchPoolId, Message, Money, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

/// A sponsor added to a gift that was collected. No part of what the campaign raised: the sponsor's money counts
/// when the sponsor gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftMatched {
    /// To which pledge.
    pub pledge: PledgeId,
    /// For which campaign.
    pub campaign: CampaignId,
    /// From which promise.
    pub pool: MatchPoolId,
    /// Who promised it, as donors read it.
    pub sponsor: String,
    /// How much was added.
    pub amount: Money,
    /// When.
    pub matched_at: Timestamp,
}

impl Message for GiftMatched {
    const NAME: &'static str = "pledges.gift_matched";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}

/// Some of what a sponsor added went back to the sponsor's promise, because the gift went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchReturned {
    /// Of which pledge.
    pub pledge: PledgeId,
    /// For which campaign.
    pub campaign: CampaignId,
    /// To which promise.
    pub pool: MatchPoolId,
    /// How much.
    pub amount: Money,
    /// When.
    pub returned_at: Timestamp,
}

impl Message for MatchReturned {
    const NAME: &'static str = "pledges.match_returned";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}
