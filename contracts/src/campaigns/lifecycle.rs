//! What becomes of a campaign between its draft and its end. Each of these says who did it and why, so that
//! the creator and the givers can be told.

use super::Impact;
use crate::{CampaignId, Message, Timestamp, UserId};
use serde::{Deserialize, Serialize};

fn key(campaign: CampaignId) -> String {
    format!("campaign/{campaign}")
}

/// Somebody began to write a campaign. Only they and whoever they ask see it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignStarted {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Who runs it.
    pub creator: UserId,
    /// When.
    pub started_at: Timestamp,
}

impl Message for CampaignStarted {
    const NAME: &'static str = "campaigns.campaign_started";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A creator asked for a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignSubmitted {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title, as the creator wrote it.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// When.
    pub submitted_at: Timestamp,
}

impl Message for CampaignSubmitted {
    const NAME: &'static str = "campaigns.campaign_submitted";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A moderator wants something changed before the campaign can begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesRequested {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title, as the creator wrote it.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who asks.
    pub by: UserId,
    /// What is to be changed, in the moderator's words.
    pub reason: String,
    /// When.
    pub requested_at: Timestamp,
}

impl Message for ChangesRequested {
    const NAME: &'static str = "campaigns.changes_requested";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A moderator found nothing in the way: the creator may begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignApproved {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title, as the creator wrote it.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who approved it.
    pub by: UserId,
    /// What they want to add, if anything.
    pub note: Option<String>,
    /// When.
    pub approved_at: Timestamp,
}

impl Message for CampaignApproved {
    const NAME: &'static str = "campaigns.campaign_approved";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A moderator refused the campaign for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignRejected {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title, as the creator wrote it.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who refused it.
    pub by: UserId,
    /// Why, in the moderator's words.
    pub reason: String,
    /// When.
    pub rejected_at: Timestamp,
}

impl Message for CampaignRejected {
    const NAME: &'static str = "campaigns.campaign_rejected";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A campaign that was live, closing or funded takes no gifts, charges nobody and is paid nothing until it is restored or
/// cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignSuspended {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who suspended it.
    pub by: UserId,
    /// Why, as everybody may read it.
    pub reason: String,
    /// When.
    pub suspended_at: Timestamp,
}

impl Message for CampaignSuspended {
    const NAME: &'static str = "campaigns.campaign_suspended";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A suspended campaign goes on where it stood. Its deadline is what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignRestored {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who restored it.
    pub by: UserId,
    /// Why, as everybody may read it.
    pub reason: String,
    /// When.
    pub restored_at: Timestamp,
}

impl Message for CampaignRestored {
    const NAME: &'static str = "campaigns.campaign_restored";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A campaign that had been published ends for good, with no outcome: whatever was given goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignCancelled {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who cancelled it: its creator, or somebody who works here.
    pub by: UserId,
    /// Why, as everybody may read it.
    pub reason: String,
    /// When.
    pub cancelled_at: Timestamp,
}

impl Message for CampaignCancelled {
    const NAME: &'static str = "campaigns.campaign_cancelled";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// A campaign has more time than was said, which happens to it once (rule R9). [`CampaignPublished`](super::CampaignPublished)
/// is said again before this, with the new deadline: whoever keeps only how a campaign stands need not hear this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineExtended {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who decided so.
    pub by: UserId,
    /// Why, as everybody may read it.
    pub reason: String,
    /// When it was to end.
    pub before: Timestamp,
    /// When it ends.
    pub deadline_at: Timestamp,
    /// IANA zone in which the deadline was chosen.
    pub zone: String,
    /// When.
    pub extended_at: Timestamp,
}

impl Message for DeadlineExtended {
    const NAME: &'static str = "campaigns.deadline_extended";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}

/// The words of a campaign changed after it was published. What was promised about money did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignEdited {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title from now on.
    pub title: String,
    /// Who runs it, as donors read it from now on.
    pub organiser: String,
    /// What gifts of some sizes do from now on; `None` when this says nothing of it, as messages of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impacts: Option<Vec<Impact>>,
    /// The language it is written in from now on (BCP 47); `None` when this says nothing of it, as messages of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who changed it.
    pub by: UserId,
    /// When.
    pub edited_at: Timestamp,
}

impl Message for CampaignEdited {
    const NAME: &'static str = "campaigns.campaign_edited";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.campaign)
    }
}
