//! Who runs campaigns: a copy of what campaigns said.

use contracts::{CampaignId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

pub(crate) async fn keep(tx: &Transaction, campaign: CampaignId, creator: UserId) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_creator (campaign, creator) VALUES ($1, $2) \
               ON CONFLICT (campaign) DO UPDATE SET creator = $2";
    tx.exec(sql, vec![campaign.0.into(), creator.0.into()]).await.map(drop)
}

/// Whoever runs `campaign`, when it is known.
pub(crate) async fn of(tx: &Transaction, campaign: CampaignId) -> Result<Option<UserId>, DbErr> {
    let sql = "SELECT creator FROM notifications_creator WHERE campaign = $1";
    let row = tx.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| row.try_get("", "creator").map(UserId)).transpose()
}
