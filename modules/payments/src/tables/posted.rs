//! `payments_posted`: updates that creators posted, for what banks are told.

use contracts::{CampaignId, Timestamp, campaigns::UpdatePosted};
use kernel::db::Sql;
use sea_orm::DbErr;

/// How many are kept for a campaign: the latest.
const MOST: i64 = 20;

/// Keeps that an update was posted, once.
pub(crate) async fn keep(db: &impl Sql, it: &UpdatePosted) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_posted (update_id, campaign, title, posted_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let values =
        vec![it.update.0.into(), it.campaign.0.into(), it.title.as_str().into(), it.posted_at.0.into()];
    db.exec(sql, values).await?;
    let sql = "DELETE FROM payments_posted WHERE campaign = $1 AND update_id NOT IN (SELECT update_id FROM payments_posted \
               WHERE campaign = $1 ORDER BY posted_at DESC, update_id LIMIT $2)";
    db.exec(sql, vec![it.campaign.0.into(), MOST.into()]).await.map(drop)
}

/// What the creator of `campaign` posted, the oldest first: titles and when.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<(String, Timestamp)>, DbErr> {
    let sql =
        "SELECT title, posted_at FROM payments_posted WHERE campaign = $1 ORDER BY posted_at, update_id";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok((row.try_get("", "title")?, Timestamp(row.try_get("", "posted_at")?)))).collect()
}
