//! `analytics_plan`: gifts that follow by themselves, until they end.

use super::get;
use contracts::{
    CampaignId, PlanId,
    pledges::{Interval, PlanStarted},
};
use kernel::db::Sql;
use sea_orm::DbErr;

/// The plans that give to a campaign. Amounts are in its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plans {
    /// How many give; those that are paused do not.
    pub(crate) active: i64,
    /// What they promise in a month; a yearly gift counts a twelfth.
    pub(crate) a_month_minor: i64,
}

/// A plan gives from now on.
pub(crate) async fn begin(db: &impl Sql, it: &PlanStarted) -> Result<(), DbErr> {
    let months: i32 = match it.interval {
        Interval::Monthly => 1,
        Interval::Yearly => 12,
    };
    let sql = "INSERT INTO analytics_plan (plan, campaign, months, amount_minor, active) \
               VALUES ($1, $2, $3, $4, 1) ON CONFLICT (plan) DO NOTHING";
    let values = vec![it.plan.0.into(), it.campaign.0.into(), months.into(), it.gift.amount.minor.into()];
    db.exec(sql, values).await.map(drop)
}

/// A plan gives another sum each time.
pub(crate) async fn give(db: &impl Sql, plan: PlanId, amount_minor: i64) -> Result<(), DbErr> {
    let sql = "UPDATE analytics_plan SET amount_minor = $2 WHERE plan = $1";
    db.exec(sql, vec![plan.0.into(), amount_minor.into()]).await.map(drop)
}

/// A plan is paused, or goes on.
pub(crate) async fn set_active(db: &impl Sql, plan: PlanId, active: bool) -> Result<(), DbErr> {
    let sql = "UPDATE analytics_plan SET active = $2 WHERE plan = $1";
    db.exec(sql, vec![plan.0.into(), i16::from(active).into()]).await.map(drop)
}

/// A plan gives nothing any more.
pub(crate) async fn end(db: &impl Sql, plan: PlanId) -> Result<(), DbErr> {
    db.exec("DELETE FROM analytics_plan WHERE plan = $1", vec![plan.0.into()]).await.map(drop)
}

/// What plans promise to `campaign`.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Plans, DbErr> {
    let sql = "SELECT COUNT(*) AS active, CAST(COALESCE(SUM(amount_minor * (12 / months)), 0) AS bigint) AS a_year \
               FROM analytics_plan WHERE campaign = $1 AND active = 1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map_or(Ok(Plans::default()), |row| {
        Ok(Plans { active: get(&row, "active")?, a_month_minor: get::<i64>(&row, "a_year")? / 12 })
    })
}
