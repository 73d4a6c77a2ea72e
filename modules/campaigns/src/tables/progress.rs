//! `campaigns_progress`: how far each campaign has come, for lists in that order.

use super::get;
use contracts::CampaignId;
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};

/// Whole thousandths without a number that could be too large: amounts are divided before they are multiplied where
/// they are large.
const PERMILLE: &str = "UPDATE campaigns_progress SET permille = CASE \
    WHEN goal_minor IS NULL OR raised_minor <= 0 THEN 0 \
    WHEN goal_minor > 1000000000000 THEN raised_minor / (goal_minor / 1000) \
    ELSE CASE WHEN raised_minor / goal_minor >= 1000 THEN 1000000 ELSE raised_minor * 1000 / goal_minor END END \
    WHERE campaign = $1";

/// `campaign` hopes for `goal_minor`.
pub(crate) async fn hopes(db: &impl Sql, campaign: CampaignId, goal_minor: i64) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_progress (campaign, goal_minor, raised_minor, gifts, permille) \
               VALUES ($1, $2, 0, 0, 0) ON CONFLICT (campaign) DO UPDATE SET goal_minor = excluded.goal_minor";
    db.exec(sql, vec![campaign.0.into(), goal_minor.into()]).await?;
    db.exec(PERMILLE, vec![campaign.0.into()]).await.map(drop)
}

/// What came in for `campaign` moves by `by_minor` and `gifts`.
pub(crate) async fn moves(
    db: &impl Sql,
    campaign: CampaignId,
    by_minor: i64,
    gifts: i64,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_progress (campaign, goal_minor, raised_minor, gifts, permille) \
               VALUES ($1, NULL, $2, $3, 0) ON CONFLICT (campaign) DO UPDATE SET \
               raised_minor = campaigns_progress.raised_minor + excluded.raised_minor, \
               gifts = campaigns_progress.gifts + excluded.gifts";
    db.exec(sql, vec![campaign.0.into(), by_minor.into(), gifts.into()]).await?;
    db.exec(PERMILLE, vec![campaign.0.into()]).await.map(drop)
}

/// Campaigns whose progress comes from another sum than their total, while both read models stand at the same place.
pub(crate) async fn wrong(db: &impl Sql) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT t.campaign, t.raised_minor AS total, COALESCE(p.raised_minor, 0) AS progress \
               FROM campaigns_total t LEFT JOIN campaigns_progress p ON p.campaign = t.campaign \
               WHERE t.raised_minor <> COALESCE(p.raised_minor, 0) AND \
               (SELECT pos FROM campaigns_subscription WHERE name = 'totals' AND source = 'pledges') = \
               (SELECT pos FROM campaigns_subscription WHERE name = 'progress' AND source = 'pledges')";
    let say = |row: &QueryResult| {
        let campaign = CampaignId(get(row, "campaign")?);
        let (total, progress): (i64, i64) = (get(row, "total")?, get(row, "progress")?);
        Ok(format!("campaign/{campaign}: the total is {total}, its progress is told from {progress}"))
    };
    db.all(sql, vec![]).await?.iter().map(say).collect()
}
