//! What campaigns says.

mod community;
mod ending;
mod follow;
mod lifecycle;

pub use self::{
    community::{
        Audience, CommentAnswered, LaunchAsked, LaunchAwaited, ReportDecided, ReportOutcome, ReportReceived,
        RewardNotSent, RewardSent, TeamInvited, TeamJoined, UpdatePosted,
    },
    ending::{CampaignFailed, CampaignSucceeded, FundingEnded},
    follow::{CampaignFollowed, CampaignUnfollowed, FollowAsked, GuestFollowed},
    lifecycle::{
        CampaignApproved, CampaignCancelled, CampaignEdited, CampaignRejected, CampaignRestored,
        CampaignStarted, CampaignSubmitted, CampaignSuspended, ChangesRequested, DeadlineExtended,
    },
};

use crate::{CampaignId, Currency, Message, Money, RewardId, Timestamp, UnknownVersion, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// When a campaign's donors are charged, and when they get their money back by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingModel {
    /// Charged at once; what comes in is kept, goal or no goal.
    KeepItAll,
    /// A card is saved now and charged at the deadline, only if the goal was reached.
    AllOrNothing,
}

impl FundingModel {
    /// Whether a campaign for `goal` succeeds with `total` (rule R2): the goal itself is enough. Whoever keeps what is
    /// raised fails only when nothing was.
    pub fn is_enough(self, total: Money, goal: Money) -> bool {
        match self {
            Self::AllOrNothing => total.minor >= goal.minor,
            Self::KeepItAll => total.is_positive(),
        }
    }
}

/// What one unit of a unit-based campaign costs: a tree, a meal, a night.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftUnit {
    /// The price of one.
    pub price: Money,
    /// "tree"
    pub one: String,
    /// "trees"
    pub many: String,
}

/// What a gift of some size does, in the creator's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// The size.
    pub amount: Money,
    /// "Schoolbooks for one child"
    pub words: String,
}

/// A campaign went live, or its public facts changed: the latest of these is how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignPublished {
    /// Which campaign.
    pub campaign: CampaignId,
    /// The last part of its address, `/c/{slug}`. Never changes.
    pub slug: String,
    /// Its title, as the creator wrote it.
    pub title: String,
    /// Who runs it.
    pub creator: UserId,
    /// Who runs it, as donors read it.
    pub organiser: String,
    /// The one currency it collects.
    pub currency: Currency,
    /// What it hopes for.
    pub goal: Money,
    /// When donors are charged.
    pub model: FundingModel,
    /// Pledges count when accepted strictly before this instant.
    pub deadline_at: Timestamp,
    /// IANA zone in which the deadline was chosen.
    pub zone: String,
    /// The least that can be given.
    pub minimum: Money,
    /// What one unit costs, for campaigns that count units.
    pub unit: Option<GiftUnit>,
    /// What gifts of some sizes do, each size once. Messages of before have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impacts: Vec<Impact>,
    /// The language it is written in (BCP 47), where this says so. Messages of before do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When this was so.
    pub published_at: Timestamp,
}

impl Message for CampaignPublished {
    const NAME: &'static str = "campaigns.campaign_published";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }
}

/// How many of a reward there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RewardLimit {
    /// As many as are asked for.
    Unlimited,
    /// No more are given out.
    Closed,
    /// This many, ever.
    Quantity(i64),
}

/// What makes a reward an add-on: it is taken besides another reward, and more than one of it can be (rule R7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOn {
    /// The most that one pledge may take.
    pub most: i64,
    /// The rewards that it goes with. None named: each reward of the campaign.
    pub with: Vec<RewardId>,
}

impl AddOn {
    /// Whether it goes with `reward`. What is sent by post does not go with a reward of which nothing is (rule R7).
    pub fn goes_with(&self, digital: bool, reward: RewardId, reward_is_digital: bool) -> bool {
        (digital || !reward_is_digital) && (self.with.is_empty() || self.with.contains(&reward))
    }
}

/// How many of an add-on one pledge may take, unless its creator says otherwise (rule R7).
pub const MOST_OF_AN_ADD_ON: i64 = 10;

/// A reward can be chosen, or its terms changed: the latest of these is how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardPublished {
    /// Which reward.
    pub reward: RewardId,
    /// The campaign that offers it.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// What the donor gets, in words.
    pub description: String,
    /// The least to give for it; of an add-on, what one of it costs.
    pub price: Money,
    /// How many there are.
    pub limit: RewardLimit,
    /// What makes it an add-on, when it is one. Known since version 2.
    #[serde(default)]
    pub add_on: Option<AddOn>,
    /// Nothing of it is sent by post. Known since version 2.
    #[serde(default)]
    pub digital: bool,
    /// When this was so.
    pub published_at: Timestamp,
}

impl Message for RewardPublished {
    const NAME: &'static str = "campaigns.reward_published";
    // A program that knows of no add-ons would offer one as a reward: a newer version it waits for.
    const VERSION: u16 = 2;

    /// The campaign's key, so that a reward never arrives before its campaign.
    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }

    fn upcast(version: u16, payload: Value) -> Result<Value, UnknownVersion> {
        match version {
            1 | Self::VERSION => Ok(payload),
            _ => Err(UnknownVersion { name: Self::NAME, version }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_by_post_does_not_go_with_a_reward_of_which_nothing_is() {
        let (book, file) = (RewardId::fresh(), RewardId::fresh());
        let any = AddOn { most: MOST_OF_AN_ADD_ON, with: Vec::new() };
        let goes = |digital| [any.goes_with(digital, book, false), any.goes_with(digital, file, true)];
        assert_eq!([goes(false), goes(true)], [[true, false], [true, true]]);
        let only = AddOn { with: vec![book], ..any };
        assert_eq!([book, file].map(|it| only.goes_with(true, it, false)), [true, false]);
    }

    /// T-25: `>` instead of `>=`.
    #[test]
    fn the_goal_itself_is_enough_and_a_cent_less_is_not() {
        let inr = |minor| Money::new(minor, Currency::Inr);
        let enough = |minor| FundingModel::AllOrNothing.is_enough(inr(minor), inr(10_000));
        assert_eq!([9_999, 10_000, 10_001].map(enough), [false, true, true]);
        let kept = |minor| FundingModel::KeepItAll.is_enough(inr(minor), inr(10_000));
        assert_eq!([0, 1, 10_000].map(kept), [false, true, true]);
    }
}
