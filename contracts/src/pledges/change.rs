//! What a donor changes about a pledge that counts (rule R10).

use super::Gift;
use crate::{CampaignId, Message, PersonId, PledgeId, RewardId, Timestamp};
use serde::{Deserialize, Serialize};

/// The donor gives another amount, or asks for another reward, before anything was charged. What counts and what
/// will be charged is `gift` from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeChanged {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was promised until now.
    pub before: Gift,
    /// What is promised now.
    pub gift: Gift,
    /// The reward it gets now.
    pub reward: Option<RewardId>,
    /// When.
    pub changed_at: Timestamp,
}

impl Message for PledgeChanged {
    const NAME: &'static str = "pledges.pledge_changed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        super::key(self.pledge)
    }
}

/// The donor takes a promise that counts back before anything was charged. What follows of it is said by itself: that it
/// counts for nothing any more, by [`PledgeReduced`](super::PledgeReduced).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeCancelled {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was promised.
    pub gift: Gift,
    /// When.
    pub cancelled_at: Timestamp,
}

impl Message for PledgeCancelled {
    const NAME: &'static str = "pledges.pledge_cancelled";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        super::key(self.pledge)
    }
}

/// The donor of a pledge that counts wants to be named, or not to be named any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DonorShown {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The donor as a holder of personal data.
    pub person: PersonId,
    /// Whether the donor is shown by name. When not, `name` is `None`.
    pub anonymous: bool,
    /// When.
    pub changed_at: Timestamp,
    /// The donor's name, when it may be shown. Sealed.
    pub name: Option<String>,
}

impl Message for DonorShown {
    const NAME: &'static str = "pledges.donor_shown";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name"];

    fn key(&self) -> String {
        super::key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// The donor of a pledge that counts does not want everybody to read how much it is, or minds no more. What it adds to
/// the campaign's total is public all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountHidden {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Whether its amount stays unsaid beside its giver.
    pub hidden: bool,
    /// When.
    pub changed_at: Timestamp,
}

impl Message for AmountHidden {
    const NAME: &'static str = "pledges.amount_hidden";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        super::key(self.pledge)
    }
}
