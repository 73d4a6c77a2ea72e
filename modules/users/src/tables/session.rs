//! Who is signed in where. The web kernel makes and keeps these rows; here they are listed and ended.

use contracts::{Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// One place where somebody is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) handle: Uuid,
    pub(crate) network: String,
    pub(crate) agent: String,
    pub(crate) began_at: Timestamp,
    pub(crate) last_seen: Timestamp,
    /// With a second factor.
    pub(crate) second: bool,
}

/// Where `user` is signed in at `now`, the latest use first.
pub(crate) async fn of(db: &impl ConnectionTrait, user: UserId, now: Timestamp) -> Result<Vec<Place>, DbErr> {
    let sql = "SELECT handle, network, agent, created_at, last_seen, level FROM users_session \
               WHERE user_id = $1 AND expires_at > $2 AND handle IS NOT NULL ORDER BY last_seen DESC, created_at DESC";
    let rows = db.all(sql, vec![user.0.into(), now.seconds().into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Place {
                handle: row.try_get("", "handle")?,
                network: row.try_get("", "network")?,
                agent: row.try_get("", "agent")?,
                began_at: Timestamp(row.try_get("", "created_at")?),
                last_seen: Timestamp(row.try_get("", "last_seen")?),
                second: row.try_get::<i16>("", "level")? == 2,
            })
        })
        .collect()
}

/// Signs `user` out of one place. False when they were not signed in there.
pub(crate) async fn end(tx: &Transaction, user: UserId, handle: Uuid) -> Result<bool, DbErr> {
    let sql = "DELETE FROM users_session WHERE user_id = $1 AND handle = $2";
    Ok(tx.exec(sql, vec![user.0.into(), handle.into()]).await? > 0)
}

/// Signs `user` out everywhere but at `here`.
pub(crate) async fn end_all(tx: &Transaction, user: UserId, here: Option<Uuid>) -> Result<u64, DbErr> {
    match here {
        Some(here) => {
            let sql = "DELETE FROM users_session WHERE user_id = $1 AND (handle IS NULL OR handle <> $2)";
            tx.exec(sql, vec![user.0.into(), here.into()]).await
        }
        None => tx.exec("DELETE FROM users_session WHERE user_id = $1", vec![user.0.into()]).await,
    }
}

/// Forgets sessions that ended before `now`.
pub(crate) async fn purge(tx: &Transaction, now: Timestamp) -> Result<u64, DbErr> {
    tx.exec("DELETE FROM users_session WHERE expires_at <= $1", vec![now.seconds().into()]).await
}

/// Whether there is any session at all.
pub(crate) async fn any(tx: &Transaction) -> Result<bool, DbErr> {
    Ok(tx.one("SELECT 1 FROM users_session LIMIT 1", vec![]).await?.is_some())
}
