//! Gifts that wait until their donor shows that an address is theirs.

use super::Gift;
use crate::{CampaignId, Message, PersonId, PledgeId, Timestamp};
use serde::{Deserialize, Serialize};

/// Somebody wants to give to a campaign at which cards are being tested, with an address that nobody has proved: it is
/// to be written to, with a link that leads on. Nothing is promised yet and nothing is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationDue {
    /// The pledge that it becomes.
    pub pledge: PledgeId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// Whose key seals the address and the link. It is nobody else's, one for each mail, and is destroyed when the link
    /// has ended.
    pub person: PersonId,
    /// What is to be given.
    pub gift: Gift,
    /// The language to write in (BCP 47).
    pub locale: String,
    /// When it was asked for.
    pub due_at: Timestamp,
    /// Until when the link works.
    pub link_until: Timestamp,
    /// Where the mail goes. Sealed.
    pub email: Option<String>,
    /// The path of the link, which is a secret. Sealed.
    pub link: Option<String>,
}

impl Message for ConfirmationDue {
    const NAME: &'static str = "pledges.confirmation_due";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email", "link"];

    fn key(&self) -> String {
        super::key(self.pledge)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
