//! `campaigns_collected`: what was collected of each promise, less what went back.

use super::get;
use contracts::{CampaignId, PledgeId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// `amount_minor` of `pledge` was collected.
pub(crate) async fn insert(
    db: &impl Sql,
    pledge: PledgeId,
    campaign: CampaignId,
    amount_minor: i64,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_collected (pledge, campaign, amount_minor) VALUES ($1, $2, $3) \
               ON CONFLICT (pledge) DO NOTHING";
    db.exec(sql, vec![pledge.0.into(), campaign.0.into(), amount_minor.into()]).await.map(drop)
}

/// That is left of what was collected of `pledge`, if anything was.
pub(crate) async fn set(db: &impl Sql, pledge: PledgeId, amount_minor: i64) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_collected SET amount_minor = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), amount_minor.into()]).await.map(drop)
}

/// What was collected for `campaign`, in its minor units.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(amount_minor), 0) AS bigint) AS minor FROM campaigns_collected \
               WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map_or(Ok(0), |row| get(&row, "minor"))
}
