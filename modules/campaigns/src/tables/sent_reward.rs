//! `campaigns_sent_reward`: rewards that are on their way.

use super::get;
use contracts::{CampaignId, PledgeId, Timestamp};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// A reward that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) carrier: String,
    pub(crate) tracking: String,
    pub(crate) sent_at: Timestamp,
}

/// Keeps that the reward of `pledge` is on its way, and by what. Gives when that was first said; nothing when the same
/// was said before.
pub(crate) async fn keep(
    tx: &Transaction,
    (campaign, pledge): (CampaignId, PledgeId),
    carrier: &str,
    tracking: &str,
) -> Result<Option<Timestamp>, DbErr> {
    let sql = "INSERT INTO campaigns_sent_reward (pledge, campaign, carrier, tracking, sent_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (pledge) DO UPDATE \
               SET carrier = excluded.carrier, tracking = excluded.tracking \
               WHERE campaigns_sent_reward.carrier <> excluded.carrier \
               OR campaigns_sent_reward.tracking <> excluded.tracking RETURNING sent_at";
    let values = vec![pledge.0.into(), campaign.0.into(), carrier.into(), tracking.into(), tx.now.0.into()];
    tx.one(sql, values).await?.map(|row| get(&row, "sent_at").map(Timestamp)).transpose()
}

/// Forgets that the reward of `pledge` is on its way; false when nobody said so.
pub(crate) async fn forget(
    tx: &Transaction,
    (campaign, pledge): (CampaignId, PledgeId),
) -> Result<bool, DbErr> {
    let sql = "DELETE FROM campaigns_sent_reward WHERE pledge = $1 AND campaign = $2";
    Ok(tx.exec(sql, vec![pledge.0.into(), campaign.0.into()]).await? == 1)
}

/// How the reward of `pledge` was sent, if it was.
pub(crate) async fn find(db: &impl Sql, pledge: PledgeId) -> Result<Option<Sent>, DbErr> {
    let sql = "SELECT carrier, tracking, sent_at FROM campaigns_sent_reward WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| {
        let (carrier, tracking) = (get(&row, "carrier")?, get(&row, "tracking")?);
        Ok(Sent { carrier, tracking, sent_at: Timestamp(get(&row, "sent_at")?) })
    })
    .transpose()
}
