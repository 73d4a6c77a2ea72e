//! Where mail goes: what a pledge or an account was told about its person.

use contracts::{PersonId, PledgeId, Timestamp, UserId};
use kernel::{Context, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contact {
    /// What they are called, when they said so.
    pub(crate) name: Option<String>,
    /// Their address. `None` when they were forgotten.
    pub(crate) email: Option<String>,
    /// The language they read (BCP 47).
    pub(crate) locale: String,
}

/// The contact given with `pledge`: its mail goes where that pledge said, whatever the account says.
pub(crate) fn of_pledge(pledge: PledgeId) -> String {
    format!("pledge/{pledge}")
}

/// The pledge that the contact `key` was given with, if it is one of those.
pub(crate) fn pledge_of(key: &str) -> Option<PledgeId> {
    key.strip_prefix("pledge/")?.parse().ok()
}

/// The contact of an account.
pub(crate) fn of_user(user: UserId) -> String {
    format!("user/{user}")
}

/// The contact of somebody who follows campaigns without an account.
pub(crate) fn of_guest(guest: PersonId) -> String {
    format!("guest/{guest}")
}

/// Notes that the contact `key` is `person`'s, who is forgotten with it.
pub(crate) async fn set_person(tx: &Transaction, key: &str, person: PersonId) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET person = $2 WHERE key = $1";
    tx.exec(sql, vec![key.into(), person.0.into()]).await.map(drop)
}

/// Keeps `contact` under `key`; the first to be heard stays.
pub(crate) async fn keep(
    tx: &Transaction,
    key: String,
    person: PersonId,
    contact: Contact,
    heard_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_contact (key, person, name, email, locale, heard_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let values = vec![
        key.into(),
        person.0.into(),
        contact.name.into(),
        contact.email.into(),
        contact.locale.into(),
        heard_at.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<Contact>, DbErr> {
    let sql = "SELECT name, email, locale FROM notifications_contact WHERE key = $1";
    let row = db.one(sql, vec![key.into()]).await?;
    row.map(|row| {
        Ok(Contact {
            name: row.try_get("", "name")?,
            email: row.try_get("", "email")?,
            locale: row.try_get("", "locale")?,
        })
    })
    .transpose()
}

/// The accounts that are written to at `email`, and who they are as holders of personal data.
pub(crate) async fn accounts(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Vec<(UserId, PersonId)>, DbErr> {
    let sql =
        "SELECT key, person FROM notifications_contact WHERE lower(email) = lower($1) AND key LIKE 'user/%'";
    let mut found = Vec::new();
    for row in db.all(sql, vec![email.into()]).await? {
        let key: String = row.try_get("", "key")?;
        if let Some(user) = key.strip_prefix("user/").and_then(|it| it.parse::<UserId>().ok()) {
            found.push((user, PersonId(row.try_get("", "person")?)));
        }
    }
    Ok(found)
}

/// Forgets the address of a contact that was to be written to once.
pub(crate) async fn forget(ctx: &Context, key: &str) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET email = NULL, name = NULL WHERE key = $1";
    ctx.db.execute(sql, vec![key.into()]).await.map(drop)
}

/// Writes to `email` under `key` from now on.
pub(crate) async fn set_email(
    tx: &Transaction,
    key: &str,
    email: &str,
    heard_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET email = $1, heard_at = $3 WHERE key = $2 AND heard_at <= $3 AND email IS NOT NULL";
    tx.exec(sql, vec![email.into(), key.into(), heard_at.0.into()]).await.map(drop)
}

/// Keeps where `user` was written to until now, as another address takes its place: what an account that was taken over
/// does is told there, too.
pub(crate) async fn keep_former(
    tx: &Transaction,
    user: UserId,
    email: &str,
    replaced_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_contact (key, person, name, email, locale, heard_at) \
               SELECT CAST($1 AS text), person, name, email, locale, CAST($2 AS bigint) FROM notifications_contact \
               WHERE key = $3 AND heard_at <= $2 AND lower(email) <> lower($4) ON CONFLICT DO NOTHING";
    let key = format!("{}{}", former_of(user), replaced_at.0);
    let values = vec![key.into(), replaced_at.0.into(), of_user(user).into(), email.into()];
    tx.exec(sql, values).await.map(drop)
}

/// The contacts where `user` was written to and is no more, as far as that ended after `since`: one for each address.
pub(crate) async fn former(tx: &Transaction, user: UserId, since: Timestamp) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT MIN(key) AS key FROM notifications_contact WHERE key LIKE $1 AND heard_at > $2 AND lower(email) NOT IN \
               (SELECT lower(email) FROM notifications_contact WHERE key = $3 AND email IS NOT NULL) \
               GROUP BY lower(email) ORDER BY 1";
    let like = format!("{}%", former_of(user));
    let values = vec![like.into(), since.0.into(), of_user(user).into()];
    tx.all(sql, values).await?.iter().map(|row| row.try_get("", "key")).collect()
}

/// How the contacts begin where `user` was written to before: when that ended follows.
fn former_of(user: UserId) -> String {
    format!("former/{user}/")
}

/// Calls the reader under `key` by another name, and writes in another language.
pub(crate) async fn set_reader(
    tx: &Transaction,
    key: &str,
    name: Option<String>,
    locale: &str,
    heard_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET name = COALESCE($1, name), locale = $2, heard_at = $4 \
               WHERE key = $3 AND heard_at <= $4 AND email IS NOT NULL";
    tx.exec(sql, vec![name.into(), locale.into(), key.into(), heard_at.0.into()]).await.map(drop)
}

/// Forgets a person, and keeps the row that says that they were forgotten.
pub(crate) async fn forget_person(tx: &Transaction, person: PersonId) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET name = NULL, email = NULL WHERE person = $1";
    tx.exec(sql, vec![person.0.into()]).await.map(drop)
}
