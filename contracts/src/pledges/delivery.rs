//! Where rewards go.

use crate::{CampaignId, Message, PersonId, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

/// The donor of a pledge that counts said where its reward goes, or took that back: the last word counts. For those who
/// send it and for nobody else, whether or not the donor is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryTold {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The donor as a holder of personal data.
    pub person: PersonId,
    /// When.
    pub told_at: Timestamp,
    /// Who receives it; nothing when the donor took it back. Sealed.
    pub name: Option<String>,
    /// Where, in lines; nothing when the donor took it back. Sealed.
    pub address: Option<String>,
}

impl Message for DeliveryTold {
    const NAME: &'static str = "pledges.delivery_told";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name", "address"];

    fn key(&self) -> String {
        super::key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
