//! `campaigns_moderator`: what those are called who decided on campaigns. Only those who work here read it.

use super::{get, known};
use contracts::UserId;
use kernel::db::Sql;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// Keeps what a moderator is called; the last word counts.
pub(crate) async fn keep(db: &impl Sql, moderator: UserId, name: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_moderator (moderator, name) VALUES ($1, $2) \
               ON CONFLICT (moderator) DO UPDATE SET name = $2";
    db.exec(sql, vec![moderator.0.into(), name.into()]).await.map(drop)
}

/// Every moderator who ever decided on a campaign, and what they are called; `None` for whose account was closed.
pub(crate) async fn all(db: &impl Sql) -> Result<BTreeMap<UserId, Option<String>>, DbErr> {
    let rows = db.all("SELECT moderator, name FROM campaigns_moderator", vec![]).await?;
    rows.iter().map(|row| Ok((UserId(get(row, "moderator")?), known(get(row, "name")?)))).collect()
}

/// Forgets what `moderator` is called, whose account was closed. That it was a moderator stays.
pub(crate) async fn forget(db: &impl Sql, moderator: UserId) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_moderator SET name = '' WHERE moderator = $1";
    db.exec(sql, vec![moderator.0.into()]).await.map(drop)
}
