//! `campaigns_claim`: which pledges hold a reward.

use super::get;
use contracts::{CampaignId, PledgeId, RewardId};
use kernel::db::Sql;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// `pledge` holds one of `reward`.
pub(crate) async fn insert(db: &impl Sql, pledge: PledgeId, reward: RewardId) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_claim (pledge, reward) VALUES ($1, $2) ON CONFLICT (pledge) DO NOTHING";
    db.exec(sql, vec![pledge.0.into(), reward.0.into()]).await.map(drop)
}

/// `pledge` holds nothing any more.
pub(crate) async fn remove(db: &impl Sql, pledge: PledgeId) -> Result<(), DbErr> {
    db.exec("DELETE FROM campaigns_claim WHERE pledge = $1", vec![pledge.0.into()]).await.map(drop)
}

/// How many of each reward of `campaign` are held.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<BTreeMap<RewardId, i64>, DbErr> {
    let sql = "SELECT r.id, COUNT(*) AS held FROM campaigns_reward r JOIN campaigns_claim h ON h.reward = r.id \
               WHERE r.campaign = $1 GROUP BY r.id";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok((RewardId(get(row, "id")?), get(row, "held")?))).collect()
}
