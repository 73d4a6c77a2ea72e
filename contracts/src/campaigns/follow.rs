//! Who wants to hear of a campaign without having given to it.

use crate::{CampaignId, Message, PersonId, Timestamp, UserId};
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

/// Somebody wrote a mail address where a campaign can be followed without an account. Whoever reads mail there is asked
/// whether it was them; nothing else follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowAsked {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// The holder of the address, as a holder of personal data.
    pub person: PersonId,
    /// The language they read (BCP 47).
    pub locale: String,
    /// When.
    pub asked_at: Timestamp,
    /// The way to say that it was them, a path with a secret in it. Sealed.
    pub link: Option<String>,
    /// The address. Sealed.
    pub email: Option<String>,
}

/// Somebody without an account wants to hear of a campaign, and said so from their mail address: of each update that
/// everybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestFollowed {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The holder of the address, as a holder of personal data.
    pub person: PersonId,
    /// The language they read (BCP 47).
    pub locale: String,
    /// When.
    pub followed_at: Timestamp,
    /// The address. Sealed.
    pub email: Option<String>,
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

impl Message for FollowAsked {
    const NAME: &'static str = "campaigns.follow_asked";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["link", "email"];

    fn key(&self) -> String {
        format!("follower/{}", self.person)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

impl Message for GuestFollowed {
    const NAME: &'static str = "campaigns.guest_followed";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email"];

    fn key(&self) -> String {
        format!("follower/{}", self.person)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
