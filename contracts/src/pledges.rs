//! What pledges says.

mod add_ons;
mod change;
mod confirmation;
mod dedication;
mod delivery;
mod matching;
mod offline;
mod plan;
mod settlement;

pub use self::{
    add_ons::{AddOnsChosen, ChosenAddOn},
    change::{AmountHidden, DonorShown, PledgeCancelled, PledgeChanged},
    confirmation::ConfirmationDue,
    dedication::{Dedication, GiftDedicated},
    delivery::DeliveryTold,
    matching::{GiftMatched, MatchReturned},
    offline::{OfflineGiftConfirmed, OfflineRefundDue, OfflineRefundPaid},
    plan::{
        Interval, PlanChange, PlanChanged, PlanEnd, PlanEnded, PlanRenewalFailed, PlanRenewalNear,
        PlanStarted, Recurring,
    },
    settlement::{
        CardExpires, CardPageDue, CardTrouble, ChargeDue, DebitFailed, PageCloseDue, PageReady,
        PaymentPageDue, PledgeDropped, PledgeSettled, PledgeUnpaid,
    },
};

use crate::{
    CampaignId, Message, Money, PersonId, PledgeId, RefundId, RewardId, Timestamp, UnknownVersion, UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is to be done with the donor's card now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collection {
    /// Charge it.
    Charge,
    /// Save it, to be charged at the deadline.
    SaveCard,
}

/// What a donor gives, line by line. All lines are in the campaign's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// To the campaign. The only line that counts towards the goal.
    pub amount: Money,
    /// To the platform, by the donor's own choice.
    pub tip: Money,
    /// On top, so that the processor's fee does not come out of `amount`.
    pub covered_fee: Money,
}

impl Gift {
    /// All that leaves the donor's card, in minor units of the amount's currency.
    pub fn total(&self) -> Money {
        Money::new(self.amount.minor + self.tip.minor + self.covered_fee.minor, self.amount.currency)
    }
}

/// A donor promised money and holds what they asked for. Nothing has been charged yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeReserved {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The campaign's title when it was promised.
    pub campaign_title: String,
    /// The campaign's `/c/{slug}`.
    pub campaign_slug: String,
    /// The donor as a holder of personal data.
    pub person: PersonId,
    /// The donor's account, when they have one.
    pub donor: Option<UserId>,
    /// What is given.
    pub gift: Gift,
    /// The reward asked for.
    pub reward: Option<RewardId>,
    /// Whether to charge now or to save the card.
    pub collection: Collection,
    /// What it is to gifts that are given again and again, when it is one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurring: Option<Recurring>,
    /// When the promise and its stock lapse, unless paid.
    pub reserved_until: Timestamp,
    /// When it was accepted, by the database's clock.
    pub accepted_at: Timestamp,
    /// The language the donor reads (BCP 47).
    pub locale: String,
    /// The donor's name. Sealed.
    pub name: Option<String>,
    /// The donor's address. Sealed.
    pub email: Option<String>,
}

impl Message for PledgeReserved {
    const NAME: &'static str = "pledges.pledge_reserved";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name", "email"];

    fn key(&self) -> String {
        key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// A donor came by a link that says where from. Said before all else of the pledge, and only where a link said so;
/// it names no person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeReferred {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What the link said: a referral tag, or a source and what it was part of. Small letters, digits and `. _ - /`.
    pub source: String,
    /// When.
    pub referred_at: Timestamp,
}

impl Message for PledgeReferred {
    const NAME: &'static str = "pledges.pledge_referred";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}

/// The pledge counts: it was paid, or its card is saved. The first public fact about a pledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeActivated {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The donor as a holder of personal data.
    pub person: PersonId,
    /// What is given.
    pub gift: Gift,
    /// The reward it gets.
    pub reward: Option<RewardId>,
    /// Whether it was charged or its card saved.
    pub collection: Collection,
    /// Whether the donor is shown by name. When not, `name` is `None`.
    pub anonymous: bool,
    /// When it began to count.
    pub activated_at: Timestamp,
    /// The donor's name, when it may be shown. Sealed.
    pub name: Option<String>,
}

impl Message for PledgeActivated {
    const NAME: &'static str = "pledges.pledge_activated";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name"];

    fn key(&self) -> String {
        key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Why a pledge came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LapseReason {
    /// Nobody paid within the time held.
    Unpaid,
    /// The donor turned back.
    CancelledByDonor,
    /// The provider refused it for good.
    Refused,
    /// It was paid when its campaign or its reward was gone; the money goes back.
    TooLate,
    /// Staff stopped it before anything was taken. Known since version 2 of [`PledgeLapsed`].
    StoppedByStaff,
}

/// A promise came to nothing before it counted. What it held is free again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeLapsed {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Why.
    pub reason: LapseReason,
    /// When.
    pub lapsed_at: Timestamp,
}

impl Message for PledgeLapsed {
    const NAME: &'static str = "pledges.pledge_lapsed";
    // A program that knows of no staff who stop it would give such a message up: a newer version it waits for.
    const VERSION: u16 = 2;

    fn key(&self) -> String {
        key(self.pledge)
    }

    fn upcast(version: u16, payload: Value) -> Result<Value, UnknownVersion> {
        match version {
            1 | Self::VERSION => Ok(payload),
            _ => Err(UnknownVersion { name: Self::NAME, version }),
        }
    }
}

/// A pledge counts for less than it did, because somebody decided to give money back. Nothing has left yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeReduced {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// By how much the campaign's total falls.
    pub by: Money,
    /// What it still counts for. Zero when all of it goes back.
    pub remaining: Money,
    /// When.
    pub reduced_at: Timestamp,
}

impl Message for PledgeReduced {
    const NAME: &'static str = "pledges.pledge_reduced";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}

/// Why money goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundReason {
    /// Staff decided it.
    Decided,
    /// It was collected after the pledge had come to nothing.
    TooLate,
}

/// Money is to go back to a donor. The one thing that makes payments refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundDue {
    /// The decision; one decision is one refund, however often it is heard of.
    pub refund: RefundId,
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What goes back, line by line.
    pub gift: Gift,
    /// Why.
    pub reason: RefundReason,
    /// Who decided, when a person did.
    pub decided_by: Option<UserId>,
    /// When.
    pub due_at: Timestamp,
}

impl Message for RefundDue {
    const NAME: &'static str = "pledges.refund_due";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}

/// Everything that was promised to a campaign by its deadline, once nothing of it is on its way any more. Said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgesSealed {
    /// To which campaign.
    pub campaign: CampaignId,
    /// How many promises count, gifts by hand or by bank among them.
    pub count: i64,
    /// What they come to, without tips and covered fees.
    pub total: Money,
    /// When.
    pub sealed_at: Timestamp,
}

impl Message for PledgesSealed {
    const NAME: &'static str = "pledges.pledges_sealed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("campaign/{}", self.campaign)
    }
}

/// Why a promise is let go whose campaign ended below its goal: ours, and not somebody's words, so whoever tells a
/// donor may say it in their language.
pub const GOAL_MISSED: &str = "The campaign did not reach its goal.";

/// A promise whose card was never charged is let go: its campaign failed or was cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeReleased {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Why, as the donor may read it; [`GOAL_MISSED`] for one.
    pub reason: String,
    /// When.
    pub released_at: Timestamp,
}

impl Message for PledgeReleased {
    const NAME: &'static str = "pledges.pledge_released";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.pledge)
    }
}

fn key(pledge: PledgeId) -> String {
    format!("pledge/{pledge}")
}
