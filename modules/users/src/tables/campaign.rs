//! Which campaigns cannot do without whoever runs them. Own copy.

use contracts::{CampaignId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// Notes that `campaign` needs `creator` until `until`, in place of what was known of it before.
pub(crate) async fn keep(
    tx: &Transaction,
    campaign: CampaignId,
    creator: UserId,
    until: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO users_campaign (campaign, creator, needed_until) VALUES ($1, $2, $3) \
               ON CONFLICT (campaign) DO UPDATE SET creator = $2, needed_until = $3";
    tx.exec(sql, vec![campaign.0.into(), creator.0.into(), until.0.into()]).await.map(drop)
}

/// Nothing of `campaign` needs anybody any more.
pub(crate) async fn forget(tx: &Transaction, campaign: CampaignId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_campaign WHERE campaign = $1", vec![campaign.0.into()]).await.map(drop)
}

/// Whether a campaign needs `user` now.
pub(crate) async fn needs(tx: &Transaction, user: UserId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM users_campaign WHERE creator = $1 AND needed_until > $2 LIMIT 1";
    Ok(tx.one(sql, vec![user.0.into(), tx.now.0.into()]).await?.is_some())
}
