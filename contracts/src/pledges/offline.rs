//! Gifts that came by hand or by bank.

use crate::{CampaignId, Message, Money, OfflineGiftId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// A gift that came by hand or by bank is there: two people say so. It counts from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfflineGiftConfirmed {
    /// Which gift.
    pub gift: OfflineGiftId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The giver as a holder of personal data.
    pub person: PersonId,
    /// What was given.
    pub amount: Money,
    /// When the second person confirmed it.
    pub confirmed_at: Timestamp,
    /// The giver's name, when it may be shown. Sealed.
    pub name: Option<String>,
}

impl Message for OfflineGiftConfirmed {
    const NAME: &'static str = "pledges.offline_gift_confirmed";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name"];

    fn key(&self) -> String {
        key(self.gift)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// A confirmed offline gift is to be handed back. It no longer counts; a person has yet to hand it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfflineRefundDue {
    /// Which gift.
    pub gift: OfflineGiftId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// All of it.
    pub amount: Money,
    /// When it was decided.
    pub due_at: Timestamp,
}

impl Message for OfflineRefundDue {
    const NAME: &'static str = "pledges.offline_refund_due";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.gift)
    }
}

/// An offline gift was handed back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfflineRefundPaid {
    /// Which gift.
    pub gift: OfflineGiftId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// All of it.
    pub amount: Money,
    /// When.
    pub paid_at: Timestamp,
}

impl Message for OfflineRefundPaid {
    const NAME: &'static str = "pledges.offline_refund_paid";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        key(self.gift)
    }
}

fn key(gift: OfflineGiftId) -> String {
    format!("offline_gift/{gift}")
}
