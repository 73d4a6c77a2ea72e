//! What campaigns are called: a copy of what campaigns said.

use contracts::CampaignId;
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

pub(crate) async fn keep(tx: &Transaction, campaign: CampaignId, title: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_campaign (campaign, title) VALUES ($1, $2) \
               ON CONFLICT (campaign) DO UPDATE SET title = $2";
    tx.exec(sql, vec![campaign.0.into(), title.into()]).await.map(drop)
}

pub(crate) async fn title(tx: &Transaction, campaign: CampaignId) -> Result<Option<String>, DbErr> {
    let sql = "SELECT title FROM notifications_campaign WHERE campaign = $1";
    let row = tx.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| row.try_get("", "title")).transpose()
}
