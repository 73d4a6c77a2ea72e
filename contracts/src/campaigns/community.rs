//! What happens around a campaign: updates, the team, those who wait for it, those who object to it.

use crate::{CampaignId, Message, PersonId, PledgeId, ReportId, RewardId, Timestamp, UpdateId, UserId};
use serde::{Deserialize, Serialize};

/// Who may read an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Public,
    /// Those who gave.
    Backers,
}

/// A creator told those who gave how it goes. Said when it is published, not when it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatePosted {
    /// Which update.
    pub update: UpdateId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// The last part of the campaign's address.
    pub slug: String,
    /// The campaign's title.
    pub campaign_title: String,
    /// The update's title.
    pub title: String,
    /// How it begins, as plain text: enough for a mail.
    pub opening: String,
    /// Who may read it.
    pub audience: Audience,
    /// When.
    pub posted_at: Timestamp,
}

impl Message for UpdatePosted {
    const NAME: &'static str = "campaigns.update_posted";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }
}

/// A creator says that the reward of a pledge is on its way, or says by what in other words: the latest of these is how
/// it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardSent {
    /// Whose reward.
    pub pledge: PledgeId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Which reward.
    pub reward: RewardId,
    /// Its title then.
    pub title: String,
    /// The donor, as a holder of personal data.
    pub person: PersonId,
    /// When that was first said.
    pub sent_at: Timestamp,
    /// Who carries it, in the creator's words. Sealed.
    pub carrier: Option<String>,
    /// The number by which it can be followed. Sealed.
    pub tracking: Option<String>,
}

impl Message for RewardSent {
    const NAME: &'static str = "campaigns.reward_sent";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["carrier", "tracking"];

    fn key(&self) -> String {
        format!("pledge/{}", self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// A creator had said that the reward of a pledge is on its way, and takes that back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardNotSent {
    /// Whose reward.
    pub pledge: PledgeId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Which reward.
    pub reward: RewardId,
    /// Its title then.
    pub title: String,
    /// When that was said.
    pub said_at: Timestamp,
}

impl Message for RewardNotSent {
    const NAME: &'static str = "campaigns.reward_not_sent";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("pledge/{}", self.pledge)
    }
}

/// Somebody wrote a mail address where one can ask to be told when a campaign begins. Whoever reads mail there is asked
/// whether it was them; nothing else follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchAsked {
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

impl Message for LaunchAsked {
    const NAME: &'static str = "campaigns.launch_asked";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["link", "email"];

    fn key(&self) -> String {
        format!("waiting/{}", self.person)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Somebody wants to be told when a campaign begins, agreed to be written to for that, and said so from their mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchAwaited {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When it is to begin.
    pub opens_at: Timestamp,
    /// Who waits, as a holder of personal data.
    pub person: PersonId,
    /// The language they read (BCP 47).
    pub locale: String,
    /// When they asked.
    pub asked_at: Timestamp,
    /// Their address. Sealed.
    pub email: Option<String>,
}

impl Message for LaunchAwaited {
    const NAME: &'static str = "campaigns.launch_awaited";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email"];

    /// The campaign's key, so that whoever waits is known before it begins.
    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Somebody was asked to help run a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamInvited {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// Whoever is asked, as a holder of personal data.
    pub person: PersonId,
    /// When.
    pub invited_at: Timestamp,
    /// The name of whoever asks. Sealed, because it is told to one person only.
    pub inviter: Option<String>,
    /// The way to accept, a path with a secret in it. Sealed.
    pub link: Option<String>,
    /// Their address. Sealed.
    pub email: Option<String>,
}

impl Message for TeamInvited {
    const NAME: &'static str = "campaigns.team_invited";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["inviter", "link", "email"];

    fn key(&self) -> String {
        format!("invitation/{}", self.person)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Somebody who was asked helps to run a campaign from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamJoined {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Who helps.
    pub member: UserId,
    /// When.
    pub joined_at: Timestamp,
}

impl Message for TeamJoined {
    const NAME: &'static str = "campaigns.team_joined";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }
}

/// Somebody answered what somebody else wrote under a campaign. Neither's words are in it: whoever takes a comment back
/// takes back all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentAnswered {
    /// The answer, a comment itself.
    pub answer: uuid::Uuid,
    /// The comment that the answer stands below.
    pub question: uuid::Uuid,
    /// Under which campaign.
    pub campaign: CampaignId,
    /// The last part of the campaign's address.
    pub slug: String,
    /// The campaign's title.
    pub title: String,
    /// Whose comment was answered: the question, or an answer to it.
    pub answered: UserId,
    /// When.
    pub answered_at: Timestamp,
}

impl Message for CommentAnswered {
    const NAME: &'static str = "campaigns.comment_answered";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }
}

/// Somebody thinks that a campaign is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportReceived {
    /// Which report.
    pub report: ReportId,
    /// The campaign it is about.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub title: String,
    /// Who reported it, as a holder of personal data.
    pub person: PersonId,
    /// The language they read (BCP 47).
    pub locale: String,
    /// When.
    pub received_at: Timestamp,
    /// Where to write about what becomes of it, when they said so. Sealed.
    pub email: Option<String>,
}

impl Message for ReportReceived {
    const NAME: &'static str = "campaigns.report_received";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email"];

    fn key(&self) -> String {
        format!("report/{}", self.report)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// What was decided about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    /// Nothing was found that breaks the rules.
    Kept,
    /// The creator was asked to change something.
    Warned,
    /// The campaign takes no gifts for now.
    Suspended,
    /// The campaign was ended, and the money goes back.
    Cancelled,
}

/// A moderator decided on a report. Both sides are told, each in words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDecided {
    /// Which report.
    pub report: ReportId,
    /// The campaign it was about.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub title: String,
    /// The campaign's `/c/{slug}`.
    pub slug: String,
    /// Who runs it.
    pub creator: UserId,
    /// What was decided.
    pub outcome: ReportOutcome,
    /// Why, as whoever reported it reads it.
    pub to_reporter: String,
    /// Why, as the creator reads it. `None` when the creator need not know, or reads it in what was said of their
    /// campaign with the decision: that it was suspended or cancelled.
    pub to_creator: Option<String>,
    /// When.
    pub decided_at: Timestamp,
}

impl Message for ReportDecided {
    const NAME: &'static str = "campaigns.report_decided";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("report/{}", self.report)
    }
}
