//! `campaigns_member_gift`: which gifts of people with an account count, and which were taken back.

use contracts::{CampaignId, PledgeId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// `donor` promised something; it does not count yet.
pub(crate) async fn insert(
    db: &impl Sql,
    pledge: PledgeId,
    campaign: CampaignId,
    donor: UserId,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_member_gift (pledge, campaign, donor) VALUES ($1, $2, $3) \
               ON CONFLICT (pledge) DO NOTHING";
    db.exec(sql, vec![pledge.0.into(), campaign.0.into(), donor.0.into()]).await.map(drop)
}

/// Whether `pledge` counts. Nothing happens where its donor has no account.
pub(crate) async fn count(db: &impl Sql, pledge: PledgeId, counts: bool) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_member_gift SET counts = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), i16::from(counts).into()]).await.map(drop)
}

/// Its donor took `pledge` back.
pub(crate) async fn cancel(db: &impl Sql, pledge: PledgeId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_member_gift SET counts = 0, cancelled_at = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), at.0.into()]).await.map(drop)
}
