//! Letters about accounts: one row each, emptied of everything personal once it is sent.

use super::mail::{State, state};
use contracts::{
    PersonId, Timestamp,
    users::{AccountLetter, AccountLetterDue},
};
use kernel::{Context, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// A letter as it was asked for.
pub(crate) struct AccountMail {
    pub(crate) about: AccountLetter,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    /// The language it is written in (BCP 47).
    pub(crate) locale: String,
    pub(crate) link: Option<String>,
    pub(crate) due_at: Timestamp,
    pub(crate) until: Option<Timestamp>,
    pub(crate) state: State,
    pub(crate) message_id: String,
}

/// Asks for a letter. False when it was asked for before.
pub(crate) async fn insert_once(
    tx: &Transaction,
    due: &AccountLetterDue,
    message_id: &str,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO notifications_account_mail (id, about, person, locale, email, name, link, due_at, link_until, \
               state, message_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10) ON CONFLICT DO NOTHING";
    let about = serde_json::to_value(due.about).map_err(|error| DbErr::Json(error.to_string()))?;
    let values = vec![
        due.letter.into(),
        about.as_str().unwrap_or_default().into(),
        due.person.0.into(),
        due.locale.clone().into(),
        due.email.clone().into(),
        due.name.clone().into(),
        due.link.clone().into(),
        due.due_at.0.into(),
        due.link_until.map(|it| it.0).into(),
        message_id.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<AccountMail>, DbErr> {
    let sql = "SELECT * FROM notifications_account_mail WHERE id = $1";
    let Some(row) = db.one(sql, vec![id.into()]).await? else { return Ok(None) };
    let about: String = row.try_get("", "about")?;
    Ok(Some(AccountMail {
        about: serde_json::from_value(about.into()).map_err(|error| DbErr::Json(error.to_string()))?,
        email: row.try_get("", "email")?,
        name: row.try_get("", "name")?,
        locale: row.try_get("", "locale")?,
        link: row.try_get("", "link")?,
        due_at: Timestamp(row.try_get("", "due_at")?),
        until: row.try_get::<Option<i64>>("", "link_until")?.map(Timestamp),
        state: state(row.try_get("", "state")?)?,
        message_id: row.try_get("", "message_id")?,
    }))
}

/// Notes what became of a letter, and forgets what it said and where it went.
pub(crate) async fn settle(
    ctx: &Context,
    id: Uuid,
    state: State,
    error: Option<String>,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_account_mail SET state = $1, error = $2, settled_at = $3, email = NULL, name = NULL, \
               link = NULL WHERE id = $4 AND state <> 1";
    let values = vec![(state as i16).into(), error.into(), ctx.clock.now().0.into(), id.into()];
    ctx.db.execute(sql, values).await.map(drop)
}

/// Forgets what is kept of somebody.
pub(crate) async fn forget(tx: &Transaction, person: PersonId) -> Result<(), DbErr> {
    let sql =
        "UPDATE notifications_account_mail SET email = NULL, name = NULL, link = NULL WHERE person = $1";
    tx.exec(sql, vec![person.0.into()]).await.map(drop)
}

/// Settled letters that still tell of somebody.
pub(crate) async fn talkative(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT message_id FROM notifications_account_mail \
               WHERE state <> 0 AND (email IS NOT NULL OR name IS NOT NULL OR link IS NOT NULL)";
    db.all(sql, vec![]).await?.iter().map(|row| row.try_get("", "message_id")).collect()
}
