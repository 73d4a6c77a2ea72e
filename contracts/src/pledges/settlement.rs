//! How a promise becomes money once its campaign has succeeded, and what is asked of its page before.

use super::Gift;
use crate::{CampaignId, Message, PlanId, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

macro_rules! about_a_pledge {
    ($($name:ident = $wire:literal),* $(,)?) => {$(
        impl Message for $name {
            const NAME: &'static str = $wire;
            const VERSION: u16 = 1;

            fn key(&self) -> String {
                super::key(self.pledge)
            }
        }
    )*};
}

about_a_pledge! {
    ChargeDue = "pledges.charge_due",
    PaymentPageDue = "pledges.payment_page_due",
    CardPageDue = "pledges.card_page_due",
    PageCloseDue = "pledges.page_close_due",
    CardExpires = "pledges.card_expires",
    PageReady = "pledges.page_ready",
    DebitFailed = "pledges.debit_failed",
    PledgeUnpaid = "pledges.pledge_unpaid",
    PledgeSettled = "pledges.pledge_settled",
    PledgeDropped = "pledges.pledge_dropped",
}

/// The card that was saved for a pledge is to be charged now, without the donor. Answered by `PaymentCollected` or
/// `PaymentFailed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeDue {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Which attempt of the pledge it is: saving the card was the first. One number is one charge, however often
    /// it is heard of.
    pub attempt: i32,
    /// When.
    pub due_at: Timestamp,
}

/// The donor wants to pay themselves what their saved card did not: a page is to be opened. Answered by
/// `CheckoutOpened`, then as a charge is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPageDue {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// As in [`ChargeDue`].
    pub attempt: i32,
    /// When.
    pub due_at: Timestamp,
}

/// A card that is to be charged later is no longer good by then. Told once for each card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardExpires {
    /// Which pledge keeps the card.
    pub pledge: PledgeId,
    /// The plan whose gifts are charged to it, if it is one.
    pub plan: Option<PlanId>,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The pledge whose donor is written to: the first of a plan.
    pub first: PledgeId,
    /// The first moment at which it is no longer good.
    pub valid_until: Timestamp,
    /// When it was told.
    pub told_at: Timestamp,
}

/// The page to pay on opened so late that its donor will have gone: the provider did not answer for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageReady {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was promised.
    pub gift: Gift,
    /// Until when the promise and its reward are kept.
    pub kept_until: Timestamp,
    /// When it opened.
    pub opened_at: Timestamp,
}

/// The time that a donor had to pay is over, and nothing was heard of a payment: the page is to be closed, which also
/// finds out whether it was used. Answered by `PaymentFailed`, or by `PaymentCollected` or `CardSaved` when somebody was
/// there before. The promise and its reward are kept until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCloseDue {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// When.
    pub due_at: Timestamp,
}

/// A pledge came to nothing because no money came by its bank debit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebitFailed {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was promised.
    pub gift: Gift,
    /// The bank said no. Else it had said nothing when the pledge could be kept no longer.
    pub refused: bool,
    /// When.
    pub failed_at: Timestamp,
}

/// The donor wants another card to be charged from now on: a page is to be opened where one is saved. Answered by
/// `CardPageOpened`, then by `CardReplaced`, or by nothing when nobody uses the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPageDue {
    /// Which pledge keeps the card.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// As in [`ChargeDue`].
    pub attempt: i32,
    /// When.
    pub due_at: Timestamp,
}

/// What stands between a donor's card and the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardTrouble {
    /// The bank wants to ask the donor first.
    AsksForDonor,
    /// It may work another day.
    MayPass,
    /// This card will not work.
    ForGood,
}

/// A saved card was refused, and the donor is asked to help: at once, and each time they are reminded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeUnpaid {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What is the matter.
    pub trouble: CardTrouble,
    /// What is to be paid.
    pub gift: Gift,
    /// Hours since the first refusal: 0, 48, 96 and 144.
    pub hours: i32,
    /// When the pledge is dropped, unless it is paid.
    pub drops_at: Timestamp,
    /// When.
    pub at: Timestamp,
}

/// The money of a pledge whose card was saved is collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeSettled {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// What was collected.
    pub gift: Gift,
    /// When.
    pub settled_at: Timestamp,
}

/// A week of trying ended without money: the pledge counts no more and its reward is free again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeDropped {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// When.
    pub dropped_at: Timestamp,
}
