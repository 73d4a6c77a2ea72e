//! How a campaign ends: its funding stops at the deadline, pledges says what was promised by then, and the outcome
//! is decided from that, once.

use super::FundingModel;
use crate::{CampaignId, Message, Money, Timestamp, UserId};
use serde::{Deserialize, Serialize};

fn key(campaign: CampaignId) -> String {
    format!("campaign/{campaign}")
}

/// The deadline has passed: no promise accepted from here on counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundingEnded {
    /// Which campaign.
    pub campaign: CampaignId,
    /// How its donors are charged.
    pub model: FundingModel,
    /// Promises count when accepted strictly before it.
    pub deadline_at: Timestamp,
    /// When it was noticed, which may be later.
    pub ended_at: Timestamp,
}

impl Message for FundingEnded {
    const NAME: &'static str = "campaigns.funding_ended";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// What was promised by the deadline is enough: with all-or-nothing, the saved cards are charged now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignSucceeded {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// How its donors are charged.
    pub model: FundingModel,
    /// What it asked for.
    pub goal: Money,
    /// What was promised by the deadline. Locked.
    pub total: Money,
    /// How many promises that is.
    pub count: i64,
    /// When it was decided.
    pub decided_at: Timestamp,
}

impl Message for CampaignSucceeded {
    const NAME: &'static str = "campaigns.campaign_succeeded";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// What was promised by the deadline is not enough: nobody is charged, and whatever was taken goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignFailed {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// How its donors would have been charged.
    pub model: FundingModel,
    /// What it asked for.
    pub goal: Money,
    /// What was promised by the deadline. Locked.
    pub total: Money,
    /// How many promises that is.
    pub count: i64,
    /// When it was decided.
    pub decided_at: Timestamp,
}

impl Message for CampaignFailed {
    const NAME: &'static str = "campaigns.campaign_failed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}
