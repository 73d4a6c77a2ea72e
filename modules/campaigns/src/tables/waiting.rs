//! `campaigns_waiting`: who wants to be told when a campaign begins. Not where they are reached.

use contracts::{CampaignId, PersonId, Timestamp};
use kernel::db::Sql;
use sea_orm::DbErr;

/// Notes somebody; `false` when they were noted before.
pub(crate) async fn insert(
    db: &impl Sql,
    campaign: CampaignId,
    person: PersonId,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_waiting (campaign, person, asked_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(db.exec(sql, vec![campaign.0.into(), person.0.into(), at.0.into()]).await? == 1)
}

/// How many wait for `campaign`.
pub(crate) async fn count(db: &impl Sql, campaign: CampaignId) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM campaigns_waiting WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}
