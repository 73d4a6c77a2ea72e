//! Links that were asked for, to be mailed.

use crate::password::Hash;
use contracts::{PersonId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::str::FromStr;
use uuid::Uuid;

/// What a link is for. A name is kept for ever: links are stored under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To open an account with a password.
    Register,
    /// To sign in.
    SignIn,
    /// To sign in, or to open an account without a password: for guests who have given.
    Join,
    /// To choose a new password.
    Reset,
    /// To change the address.
    ChangeEmail,
    /// To open the account of the first admin. Printed, not mailed, and bound to no browser.
    FirstAdmin,
}

const PURPOSES: &[(Purpose, &str)] = &[
    (Purpose::Register, "register"),
    (Purpose::SignIn, "sign_in"),
    (Purpose::Join, "join"),
    (Purpose::Reset, "reset"),
    (Purpose::ChangeEmail, "change_email"),
    (Purpose::FirstAdmin, "first_admin"),
];

impl Purpose {
    pub(crate) fn name(self) -> &'static str {
        PURPOSES.iter().find(|(it, _)| *it == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for Purpose {
    type Err = DbErr;

    fn from_str(name: &str) -> Result<Self, DbErr> {
        let found = PURPOSES.iter().find(|(_, it)| *it == name);
        found.map(|(it, _)| *it).ok_or_else(|| DbErr::Type(format!("no link is for {name}")))
    }
}

/// A link that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) id: Uuid,
    pub(crate) purpose: Purpose,
    /// The address it was asked for, whether anybody has it or not.
    pub(crate) email: String,
    /// Whose account it is about, where that was known when it was asked for.
    pub(crate) user: Option<UserId>,
    /// Who its letter was sealed for; a new account is theirs.
    pub(crate) person: Option<PersonId>,
    /// What a new account is called.
    pub(crate) name: Option<String>,
    /// The password of a new account.
    pub(crate) hash: Option<Hash>,
    /// The browser that asked. It works in no other.
    pub(crate) browser: Vec<u8>,
    /// Where it leads on to.
    pub(crate) next: String,
    /// The language to write in.
    pub(crate) locale: String,
    /// Until when it works; `None` while it is not mailed.
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) used: bool,
}

impl Link {
    /// A link asked for now, that nobody was mailed yet.
    pub(crate) fn new(purpose: Purpose, email: String, browser: Vec<u8>, next: &str) -> Self {
        Self {
            id: contracts::chance::next_id(),
            purpose,
            email,
            user: None,
            person: None,
            name: None,
            hash: None,
            browser,
            next: next.to_owned(),
            locale: "en".to_owned(),
            expires_at: None,
            used: false,
        }
    }

    /// Whether it may be used at `now` in `browser`.
    pub(crate) fn works(&self, browser: &[u8], now: Timestamp) -> bool {
        self.lives(now) && self.browser == browser
    }

    /// Whether it is neither used nor too old at `now`.
    pub(crate) fn lives(&self, now: Timestamp) -> bool {
        !self.used && self.expires_at.is_some_and(|it| now <= it)
    }
}

pub(crate) async fn insert(tx: &Transaction, link: &Link) -> Result<(), DbErr> {
    let sql = "INSERT INTO users_link (id, purpose, email, user_id, name, password_hash, pepper, browser, next, locale, \
               asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    let values = vec![
        link.id.into(),
        link.purpose.name().into(),
        link.email.clone().into(),
        link.user.map(|it| it.0).into(),
        link.name.clone().into(),
        link.hash.as_ref().map(|it| it.phc.clone()).into(),
        link.hash.as_ref().map(|it| it.pepper.clone()).into(),
        link.browser.clone().into(),
        link.next.clone().into(),
        link.locale.clone().into(),
        tx.now.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Gives the link the token that is mailed. False when it has one already.
pub(crate) async fn issue(
    tx: &Transaction,
    id: Uuid,
    token_hash: &[u8],
    person: PersonId,
    until: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE users_link SET token_hash = $1, person = $2, expires_at = $3 WHERE id = $4 AND token_hash IS NULL";
    let values = vec![token_hash.to_vec().into(), person.0.into(), until.0.into(), id.into()];
    Ok(tx.exec(sql, values).await? == 1)
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Link>, DbErr> {
    find(db, "id", id.into()).await
}

pub(crate) async fn by_token(db: &impl ConnectionTrait, token_hash: &[u8]) -> Result<Option<Link>, DbErr> {
    find(db, "token_hash", token_hash.to_vec().into()).await
}

/// Uses the link up. False when it was used before, by somebody faster.
pub(crate) async fn consume(tx: &Transaction, id: Uuid) -> Result<bool, DbErr> {
    let sql = "UPDATE users_link SET used_at = $1, name = NULL, password_hash = NULL WHERE id = $2 AND used_at IS NULL";
    Ok(tx.exec(sql, vec![tx.now.0.into(), id.into()]).await? == 1)
}

pub(crate) async fn delete(tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_link WHERE id = $1", vec![id.into()]).await.map(drop)
}

/// Makes every link to `email` or of `user` worthless.
pub(crate) async fn revoke(tx: &Transaction, user: UserId, email: &str) -> Result<(), DbErr> {
    let sql = "DELETE FROM users_link WHERE (email = $1 OR user_id = $2) AND used_at IS NULL";
    tx.exec(sql, vec![email.into(), user.0.into()]).await.map(drop)
}

/// Makes every unused link for `purpose` worthless.
pub(crate) async fn delete_all(tx: &Transaction, purpose: Purpose) -> Result<(), DbErr> {
    let sql = "DELETE FROM users_link WHERE purpose = $1 AND used_at IS NULL";
    tx.exec(sql, vec![purpose.name().into()]).await.map(drop)
}

/// Forgets links asked for before `before`.
pub(crate) async fn purge(tx: &Transaction, before: Timestamp) -> Result<u64, DbErr> {
    tx.exec("DELETE FROM users_link WHERE asked_at < $1", vec![before.0.into()]).await
}

async fn find(db: &impl ConnectionTrait, column: &str, value: sea_orm::Value) -> Result<Option<Link>, DbErr> {
    let sql = format!("SELECT * FROM users_link WHERE {column} = $1");
    db.one(&sql, vec![value]).await?.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<Link, DbErr> {
    let phc: Option<String> = row.try_get("", "password_hash")?;
    let pepper: Option<String> = row.try_get("", "pepper")?;
    Ok(Link {
        id: row.try_get("", "id")?,
        purpose: row.try_get::<String>("", "purpose")?.parse()?,
        email: row.try_get("", "email")?,
        user: row.try_get::<Option<Uuid>>("", "user_id")?.map(UserId),
        person: row.try_get::<Option<Uuid>>("", "person")?.map(PersonId),
        name: row.try_get("", "name")?,
        hash: phc.zip(pepper).map(|(phc, pepper)| Hash { phc, pepper }),
        browser: row.try_get("", "browser")?,
        next: row.try_get("", "next")?,
        locale: row.try_get("", "locale")?,
        expires_at: row.try_get::<Option<i64>>("", "expires_at")?.map(Timestamp),
        used: row.try_get::<Option<i64>>("", "used_at")?.is_some(),
    })
}
