//! `campaigns_embedding`: which sites may show a campaign within their own pages.

use super::get;
use contracts::CampaignId;
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// The sites that alone may show `campaign`, one a line; empty while all may.
pub(crate) async fn sites(db: &impl Sql, campaign: CampaignId) -> Result<String, DbErr> {
    let sql = "SELECT sites FROM campaigns_embedding WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| get(&row, "sites")).transpose().map(Option::unwrap_or_default)
}

/// Lets `sites` alone show `campaign`, one a line; all of them when it is empty.
pub(crate) async fn keep(tx: &Transaction, campaign: CampaignId, sites: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_embedding (campaign, sites) VALUES ($1, $2) \
               ON CONFLICT (campaign) DO UPDATE SET sites = excluded.sites";
    tx.exec(sql, vec![campaign.0.into(), sites.into()]).await.map(drop)
}
