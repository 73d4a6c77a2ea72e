//! `campaigns_follow`: which accounts want to hear of which campaign.

use super::get;
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// Keeps that `follower` wants to hear of `campaign`; `false` when that is known.
pub(crate) async fn insert(
    db: &impl Sql,
    campaign: CampaignId,
    follower: UserId,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_follow (campaign, follower, followed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(db.exec(sql, vec![campaign.0.into(), follower.0.into(), at.0.into()]).await? == 1)
}

/// They do not any more; `false` when they did not.
pub(crate) async fn delete(db: &impl Sql, campaign: CampaignId, follower: UserId) -> Result<bool, DbErr> {
    let sql = "DELETE FROM campaigns_follow WHERE campaign = $1 AND follower = $2";
    Ok(db.exec(sql, vec![campaign.0.into(), follower.0.into()]).await? == 1)
}

/// Forgets all that `follower` follows.
pub(crate) async fn forget(db: &impl Sql, follower: UserId) -> Result<(), DbErr> {
    db.exec("DELETE FROM campaigns_follow WHERE follower = $1", vec![follower.0.into()]).await.map(drop)
}

/// Whether `follower` follows `campaign`.
pub(crate) async fn exists(db: &impl Sql, campaign: CampaignId, follower: UserId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM campaigns_follow WHERE campaign = $1 AND follower = $2";
    Ok(db.one(sql, vec![campaign.0.into(), follower.0.into()]).await?.is_some())
}

/// What `follower` follows, the last `most` of it, the latest first.
pub(crate) async fn of(db: &impl Sql, follower: UserId, most: i64) -> Result<Vec<CampaignId>, DbErr> {
    let sql = "SELECT campaign FROM campaigns_follow WHERE follower = $1 ORDER BY followed_at DESC, campaign DESC LIMIT $2";
    let rows = db.all(sql, vec![follower.0.into(), most.into()]).await?;
    rows.iter().map(|row| Ok(CampaignId(get(row, "campaign")?))).collect()
}
