use super::get;
use crate::campaign::BudgetLine;
use contracts::{CampaignId, Currency, Money};
use kernel::db::Sql;
use sea_orm::DbErr;

pub(crate) async fn insert(
    db: &impl Sql,
    campaign: CampaignId,
    place: i32,
    line: &BudgetLine,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_budget_line (campaign, place, label, minor) VALUES ($1, $2, $3, $4)";
    let values = vec![campaign.0.into(), place.into(), line.label.as_str().into(), line.amount.minor.into()];
    db.exec(sql, values).await.map(drop)
}

/// Where the money of `campaign`, whose currency is `currency`, goes.
pub(crate) async fn of(
    db: &impl Sql,
    campaign: CampaignId,
    currency: Currency,
) -> Result<Vec<BudgetLine>, DbErr> {
    let sql = "SELECT * FROM campaigns_budget_line WHERE campaign = $1 ORDER BY place";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read =
        |row| Ok(BudgetLine { label: get(row, "label")?, amount: Money::new(get(row, "minor")?, currency) });
    rows.iter().map(read).collect()
}
