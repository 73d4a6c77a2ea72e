//! Who wants to hear of a campaign without having given to it.

use crate::{CampaignId, Message, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Somebody with an account wants to hear of a campaign: of each update that everybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignFollowed {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Whose account it is.
    pub follower: UserId,
    /// When.
    pub followed_at: Timestamp,
}

/// They do not any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignUnfollowed {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Whose account it is.
    pub follower: UserId,
    /// When.
    pub unfollowed_at: Timestamp,
}

/// One order for each follower: what they said last is what counts.
fn key(follower: UserId) -> String {
    format!("follower/{follower}")
}

impl Message for CampaignFollowed {
    const NAME: &'static str = "campaigns.campaign_followed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.follower)
    }
}

impl Message for CampaignUnfollowed {
    const NAME: &'static str = "campaigns.campaign_unfollowed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.follower)
    }
}
