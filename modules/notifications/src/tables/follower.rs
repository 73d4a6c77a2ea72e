//! Who is told of a campaign's updates without having given to it.

use contracts::{CampaignId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

pub(crate) async fn insert(tx: &Transaction, campaign: CampaignId, follower: UserId) -> Result<(), DbErr> {
    let sql =
        "INSERT INTO notifications_follower (campaign, follower) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![campaign.0.into(), follower.0.into()]).await.map(drop)
}

pub(crate) async fn delete(tx: &Transaction, campaign: CampaignId, follower: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM notifications_follower WHERE campaign = $1 AND follower = $2";
    tx.exec(sql, vec![campaign.0.into(), follower.0.into()]).await.map(drop)
}

/// Tells `follower` of no campaign any more.
pub(crate) async fn forget(tx: &Transaction, follower: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM notifications_follower WHERE follower = $1";
    tx.exec(sql, vec![follower.0.into()]).await.map(drop)
}

/// At most `many` who follow `campaign`, from the one after `after` on.
pub(crate) async fn after(
    tx: &Transaction,
    campaign: CampaignId,
    after: UserId,
    many: i64,
) -> Result<Vec<UserId>, DbErr> {
    let sql = "SELECT follower FROM notifications_follower WHERE campaign = $1 AND follower > $2 ORDER BY follower LIMIT $3";
    let rows = tx.all(sql, vec![campaign.0.into(), after.0.into(), many.into()]).await?;
    rows.iter().map(|row| row.try_get("", "follower").map(UserId)).collect()
}

/// Whether whoever reads mail at `email` follows anything.
pub(crate) async fn any(db: &impl Sql, email: &str) -> Result<bool, DbErr> {
    for follower in readers(db, email).await? {
        let sql = "SELECT 1 FROM notifications_follower WHERE follower = $1";
        if db.one(sql, vec![follower.0.into()]).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The accounts whose mail goes to `email`.
pub(crate) async fn readers(db: &impl Sql, email: &str) -> Result<Vec<UserId>, DbErr> {
    let sql = "SELECT key FROM notifications_contact WHERE lower(email) = lower($1) AND key LIKE 'user/%'";
    let rows = db.all(sql, vec![email.into()]).await?;
    let keys = rows.iter().map(|row| row.try_get::<String>("", "key")).collect::<Result<Vec<_>, _>>()?;
    Ok(keys.iter().filter_map(|it| it.strip_prefix("user/")?.parse().ok()).collect())
}
