//! `campaigns_draft`: what creators have written before it is published.

use super::{get, status as status_named};
use crate::lifecycle::Status;
use contracts::CampaignId;
use kernel::db::Sql;
use sea_orm::DbErr;

/// Where a campaign that is not published yet stands.
pub(crate) async fn status(db: &impl Sql, campaign: CampaignId) -> Result<Option<Status>, DbErr> {
    let sql = "SELECT status FROM campaigns_draft WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| status_named(&get::<String>(&row, "status")?)).transpose()
}

/// Moves a campaign on, unless it stands elsewhere by now.
pub(crate) async fn set_status(
    db: &impl Sql,
    campaign: CampaignId,
    from: Status,
    to: Status,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_draft SET status = $3 WHERE campaign = $1 AND status = $2";
    Ok(db.exec(sql, vec![campaign.0.into(), from.name().into(), to.name().into()]).await? == 1)
}
