//! To whom a gift is dedicated.

use crate::{CampaignId, Message, PersonId, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

/// What a dedication means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dedication {
    /// To somebody who may read it.
    InHonour,
    /// To somebody who died.
    InMemory,
}

/// A pledge that counts is dedicated to somebody, or is not any more: the last word counts. Said once the pledge
/// counts, because it is shown wherever the pledge is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftDedicated {
    /// Which pledge.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The donor as a holder of personal data.
    pub person: PersonId,
    /// How; nothing when the donor took it back.
    pub dedication: Option<Dedication>,
    /// When it was said.
    pub dedicated_at: Timestamp,
    /// To whom, as the donor wrote it. Sealed.
    pub dedicated_to: Option<String>,
}

impl Message for GiftDedicated {
    const NAME: &'static str = "pledges.gift_dedicated";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["dedicated_to"];

    fn key(&self) -> String {
        super::key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
