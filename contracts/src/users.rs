//! What users says.

use crate::{Message, PersonId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Somebody has an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRegistered {
    /// Who.
    pub user: UserId,
    /// The same person as a holder of personal data.
    pub person: PersonId,
    /// When.
    pub registered_at: Timestamp,
    /// What they are called. Sealed.
    pub name: Option<String>,
    /// Their address. Sealed.
    pub email: Option<String>,
}

impl Message for UserRegistered {
    const NAME: &'static str = "users.user_registered";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name", "email"];

    fn key(&self) -> String {
        format!("user/{}", self.user)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
