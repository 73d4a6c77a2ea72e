//! By whose clocks campaigns count: a copy of what campaigns said.

use contracts::{CampaignId, PledgeId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

pub(crate) async fn keep(tx: &Transaction, campaign: CampaignId, zone: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_zone (campaign, zone) VALUES ($1, $2) \
               ON CONFLICT (campaign) DO UPDATE SET zone = $2";
    tx.exec(sql, vec![campaign.0.into(), zone.into()]).await.map(drop)
}

/// The zone of `campaign`, when it is known.
pub(crate) async fn of(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Option<String>, DbErr> {
    let sql = "SELECT zone FROM notifications_zone WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| row.try_get("", "zone")).transpose()
}

/// The zone of the campaign that `pledge` is to, when it is known.
pub(crate) async fn of_pledge(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<String>, DbErr> {
    let sql = "SELECT z.zone FROM notifications_pledge p JOIN notifications_zone z ON z.campaign = p.campaign \
               WHERE p.pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| row.try_get("", "zone")).transpose()
}
