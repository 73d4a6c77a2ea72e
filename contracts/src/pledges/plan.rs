//! Gifts that are given again by themselves: a plan, and what becomes of it.

use super::{CardTrouble, Gift};
use crate::{CampaignId, Message, PlanId, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

macro_rules! about_a_plan {
    ($($name:ident = $wire:literal),* $(,)?) => {$(
        impl Message for $name {
            const NAME: &'static str = $wire;
            const VERSION: u16 = 1;

            fn key(&self) -> String {
                format!("plan/{}", self.plan)
            }
        }
    )*};
}

about_a_plan! {
    PlanStarted = "pledges.plan_started",
    PlanChanged = "pledges.plan_changed",
    PlanRenewalNear = "pledges.plan_renewal_near",
    PlanRenewalFailed = "pledges.plan_renewal_failed",
    PlanEnded = "pledges.plan_ended",
}

/// How often a plan gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// On the same day of each month; on its last day, where the month is shorter.
    Monthly,
    /// On the same day of each year; on 28 February for one that began on the 29th, where there is none.
    Yearly,
}

/// What a pledge is to its plan, as far as its payment is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Recurring {
    /// The donor pays it, and the card is kept for the gifts that follow.
    Keeps {
        /// Of which plan.
        plan: PlanId,
    },
    /// It is charged without the donor.
    Renews {
        /// Of which plan.
        plan: PlanId,
        /// With whose card: the pledge that it was kept with.
        card_of: PledgeId,
    },
}

/// The first gift of a plan is paid: the others follow by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStarted {
    /// Which plan.
    pub plan: PlanId,
    /// Its first gift.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// How often.
    pub interval: Interval,
    /// What is given each time.
    pub gift: Gift,
    /// When the next gift is charged.
    pub next_at: Timestamp,
    /// When it began.
    pub started_at: Timestamp,
}

/// What a donor may do to a plan that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanChange {
    /// Another sum, from the next gift on.
    Amount,
    /// The next gift is left out.
    Skipped,
    /// No gift until the donor says so.
    Paused,
    /// It goes on after a pause.
    Resumed,
}

/// The donor changed a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChanged {
    /// Which plan.
    pub plan: PlanId,
    /// Its first gift.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was done.
    pub change: PlanChange,
    /// How often.
    pub interval: Interval,
    /// What is given each time from now on.
    pub gift: Gift,
    /// When the next gift is charged; nothing while it is paused.
    pub next_at: Option<Timestamp>,
    /// When.
    pub changed_at: Timestamp,
}

/// A gift of a plan is charged soon. Said two weeks before, for yearly gifts each time and for monthly ones once a
/// year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRenewalNear {
    /// Which plan.
    pub plan: PlanId,
    /// Its first gift.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// How often.
    pub interval: Interval,
    /// What will be charged.
    pub gift: Gift,
    /// When.
    pub charge_at: Timestamp,
    /// When this was said.
    pub told_at: Timestamp,
}

/// A gift of a plan was due and its card was refused. Nothing was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRenewalFailed {
    /// Which plan.
    pub plan: PlanId,
    /// Its first gift.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The number of the gift: the first after the one the donor paid is 1.
    pub period: i32,
    /// How many tries there were, this one included.
    pub tries: i32,
    /// What is the matter with the card.
    pub trouble: CardTrouble,
    /// What was to be charged.
    pub gift: Gift,
    /// When the card is tried again by itself; nothing when that would be in vain.
    pub next_try_at: Option<Timestamp>,
    /// Until when the donor can pay it. After that the plan ends.
    pub ends_at: Timestamp,
    /// When.
    pub failed_at: Timestamp,
}

/// Why a plan gives nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEnd {
    /// The donor said so.
    CancelledByDonor,
    /// Staff said so.
    EndedByStaff,
    /// Its campaign takes nothing any more.
    CampaignEnded,
    /// No further gift would be due before its campaign ends.
    Completed,
    /// The donor closed their account.
    AccountClosed,
    /// A gift could not be charged, however often it was tried.
    Unpaid,
    /// The donor asked their bank for a gift back.
    Disputed,
    /// The first gift was never paid.
    NeverStarted,
}

/// A plan gives nothing any more, and its cards are let go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEnded {
    /// Which plan.
    pub plan: PlanId,
    /// Its first gift.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Why.
    pub reason: PlanEnd,
    /// The pledges that cards were kept with.
    pub cards: Vec<PledgeId>,
    /// When.
    pub ended_at: Timestamp,
}
