//! What notifications says.

use crate::{Message, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

/// What a mail to a donor was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailAbout {
    /// That the gift was paid, line by line.
    Receipt,
    /// That a card was saved, and when it is charged.
    CardSaved,
    /// That the donor changed the gift.
    Change,
    /// Money that goes back, or went back.
    Refund,
    /// What the campaign's creator tells.
    Update,
    /// Anything else about the gift.
    Other,
}

/// A mail about a gift was handed to the mail server, which took it. Where it went and what it says is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DonorMailed {
    /// Which mail.
    pub mail: uuid::Uuid,
    /// Whose donor it went to.
    pub pledge: PledgeId,
    /// What it was about.
    pub about: MailAbout,
    /// When.
    pub sent_at: Timestamp,
}

impl Message for DonorMailed {
    const NAME: &'static str = "notifications.donor_mailed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("pledge/{}", self.pledge)
    }
}
