//! `campaigns_extension`: campaigns that were given more time than was said, which happens to each once.

use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// More time for a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extension {
    /// When it was to end.
    pub(crate) before: Timestamp,
    /// Why, as everybody may read it.
    pub(crate) reason: String,
}

/// Keeps that `campaign` ends at `until`; false when it was given more time before.
pub(crate) async fn insert_once(
    db: &impl Sql,
    campaign: CampaignId,
    it: &Extension,
    until: Timestamp,
    (by, at): (UserId, Timestamp),
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_extension (campaign, before_at, until_at, extended_by, reason, at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let values = vec![
        campaign.0.into(),
        it.before.0.into(),
        until.0.into(),
        by.0.into(),
        it.reason.as_str().into(),
        at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Whether `campaign` was given more time.
pub(crate) async fn is_there(db: &impl Sql, campaign: CampaignId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM campaigns_extension WHERE campaign = $1";
    Ok(db.one(sql, vec![campaign.0.into()]).await?.is_some())
}
