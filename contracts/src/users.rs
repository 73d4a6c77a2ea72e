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

/// An address is proved to be somebody's: they followed a link that was mailed to it, or whoever runs the platform
/// vouches for it. Said again each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressVerified {
    /// Whose account it is.
    pub user: UserId,
    /// The same person as a holder of personal data.
    pub person: PersonId,
    /// When.
    pub verified_at: Timestamp,
    /// The address, in lower case. Sealed.
    pub email: Option<String>,
}

impl Message for AddressVerified {
    const NAME: &'static str = "users.address_verified";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email"];

    fn key(&self) -> String {
        format!("user/{}", self.user)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// What a person chose about how they are spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreferencesChanged {
    /// Whose account it is.
    pub user: UserId,
    /// The same person as a holder of personal data.
    pub person: PersonId,
    /// The language they read (BCP 47).
    pub locale: String,
    /// Whether they want news besides what they must be told.
    pub news: bool,
    /// When.
    pub changed_at: Timestamp,
    /// What they are called. Sealed.
    pub name: Option<String>,
}

impl Message for PreferencesChanged {
    const NAME: &'static str = "users.preferences_changed";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name"];

    fn key(&self) -> String {
        format!("user/{}", self.user)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// What a mail about an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountLetter {
    /// A link that opens a new account.
    ConfirmAddress,
    /// Somebody tried to open an account that is there already.
    AlreadyRegistered,
    /// A link that signs in.
    SignInLink,
    /// A link that lets a new password be chosen.
    ResetLink,
    /// A link that proves a new address.
    ConfirmNewAddress,
    /// To the old address: a new one was asked for.
    NewAddressAsked,
    /// To the old address: a new one took its place.
    AddressReplaced,
    /// To the new address: it took the place of the old one.
    AddressInUse,
    /// The password was changed by somebody who knew it.
    PasswordChanged,
    /// The password was replaced by way of a mailed link.
    PasswordReset,
    /// A second factor was added.
    FactorAdded,
    /// A second factor was taken away.
    FactorRemoved,
    /// One of the recovery codes was used.
    RecoveryCodeUsed,
    /// New recovery codes took the place of the old ones.
    RecoveryCodesReplaced,
    /// The roles of the account were changed.
    RolesChanged,
    /// The account was closed.
    Closed,
}

/// Somebody is to be written to about an account. What is written depends on nothing but this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLetterDue {
    /// Which letter: one mail for each, however often it is heard of.
    pub letter: uuid::Uuid,
    /// What it is for.
    pub about: AccountLetter,
    /// Whose key seals what is sealed.
    pub person: PersonId,
    /// The language to write in (BCP 47).
    pub locale: String,
    /// When it was asked for.
    pub due_at: Timestamp,
    /// Until when its link works, if it has one.
    pub link_until: Option<Timestamp>,
    /// Where it goes. Sealed.
    pub email: Option<String>,
    /// What they are called, when it is known. Sealed.
    pub name: Option<String>,
    /// The path of its link, which is a secret. Sealed.
    pub link: Option<String>,
}

impl Message for AccountLetterDue {
    const NAME: &'static str = "users.account_letter_due";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["email", "name", "link"];

    fn key(&self) -> String {
        format!("letter/{}", self.letter)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Somebody closed their account. What the law lets go is gone from it; [`PersonErased`] follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosed {
    /// Whose account it was.
    pub user: UserId,
    /// The same person as a holder of personal data.
    pub person: PersonId,
    /// When.
    pub closed_at: Timestamp,
}

impl Message for AccountClosed {
    const NAME: &'static str = "users.account_closed";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("user/{}", self.user)
    }
}

/// The key of a person is destroyed: what users said of them can be read no more. Whoever keeps a copy lets it go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonErased {
    /// Whose account it was.
    pub user: UserId,
    /// The holder of personal data that is forgotten.
    pub person: PersonId,
    /// When.
    pub erased_at: Timestamp,
}

impl Message for PersonErased {
    const NAME: &'static str = "users.person_erased";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("user/{}", self.user)
    }
}
