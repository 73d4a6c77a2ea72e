//! What is said of letters to be written: where they go and what they are for. Notifications writes them.

use crate::tables::user::User;
use contracts::{
    PersonId, Timestamp,
    users::{AccountLetter, AccountLetterDue},
};
use kernel::{
    Transaction,
    audit::{Actor, Audit},
};
use sea_orm::DbErr;

/// Somebody to write to.
pub(crate) struct Reader<'a> {
    /// Whose key seals the letter.
    pub(crate) person: PersonId,
    pub(crate) email: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) locale: &'a str,
}

impl<'a> From<&'a User> for Reader<'a> {
    fn from(user: &'a User) -> Self {
        let name = Some(user.name.as_str()).filter(|it| !it.is_empty());
        Self { person: user.person, email: &user.email, name, locale: &user.locale }
    }
}

/// A link in a letter: its path, which is a secret, and until when it works.
pub(crate) struct Mailed {
    pub(crate) path: String,
    pub(crate) until: Timestamp,
}

/// Asks for a letter without a link.
pub(crate) async fn write(tx: &Transaction, about: AccountLetter, to: Reader<'_>) -> Result<(), DbErr> {
    send(tx, about, to, None).await
}

/// Writes down that `user` did `deed` to their own account, and asks for the letter that tells them.
pub(crate) async fn note(
    tx: &Transaction,
    user: &User,
    deed: &'static str,
    about: AccountLetter,
) -> Result<(), DbErr> {
    tx.audit(Audit::new(Actor::User(user.id), deed, format!("user/{}", user.id))).await?;
    write(tx, about, user.into()).await
}

/// Asks for a letter with a link.
pub(crate) async fn write_link(
    tx: &Transaction,
    about: AccountLetter,
    to: Reader<'_>,
    link: Mailed,
) -> Result<(), DbErr> {
    send(tx, about, to, Some(link)).await
}

async fn send(
    tx: &Transaction,
    about: AccountLetter,
    to: Reader<'_>,
    link: Option<Mailed>,
) -> Result<(), DbErr> {
    let letter = AccountLetterDue {
        letter: contracts::chance::next_id(),
        about,
        person: to.person,
        locale: to.locale.to_owned(),
        due_at: tx.now,
        link_until: link.as_ref().map(|it| it.until),
        email: Some(to.email.to_owned()),
        name: to.name.map(str::to_owned),
        link: link.map(|it| it.path),
    };
    tx.send(&letter).await
}
