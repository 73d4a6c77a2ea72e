//! Accounts at the provider of those who run campaigns.

use crate::{Message, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// The provider began to let the account of whoever runs campaigns be charged for, or ceased to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatorAccountChanged {
    /// Whose account.
    pub creator: UserId,
    /// Whether it can be charged for.
    pub charges_enabled: bool,
    /// When it was noticed.
    pub changed_at: Timestamp,
}

impl Message for CreatorAccountChanged {
    const NAME: &'static str = "payments.creator_account_changed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("account/{}", self.creator)
    }
}

/// The bank account that a creator is paid out to was changed. Nothing is paid out to it for a while, so that whoever did
/// not change it can object (security SEC-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccountChanged {
    /// Whose.
    pub creator: UserId,
    /// Until when nothing is paid out.
    pub held_until: Timestamp,
    /// When it was heard of.
    pub changed_at: Timestamp,
}

impl Message for BankAccountChanged {
    const NAME: &'static str = "payments.bank_account_changed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("user/{}", self.creator)
    }
}

/// The provider began to want something of whoever runs campaigns by a day, or to want something before it pays out; or it
/// ceased to pay them out (rule R11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatorAsked {
    /// Of whom.
    pub creator: UserId,
    /// Whether something is wanted; if not, the provider looks at the account itself.
    pub wants: bool,
    /// By when, where there is a day.
    pub by: Option<Timestamp>,
    /// Whether they are paid out meanwhile.
    pub paid: bool,
    /// When it was noticed.
    pub asked_at: Timestamp,
}

impl Message for CreatorAsked {
    const NAME: &'static str = "payments.creator_asked";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("account/{}", self.creator)
    }
}
