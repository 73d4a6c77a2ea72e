//! `payments_sent_reward`: rewards on their way to donors, for what banks are told.

use crate::evidence::SentReward;
use contracts::{PledgeId, Timestamp, campaigns::RewardSent};
use kernel::db::Sql;
use sea_orm::DbErr;

/// Keeps how it was sent, as it was said last.
pub(crate) async fn keep(db: &impl Sql, it: &RewardSent) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_sent_reward (pledge, title, carrier, tracking, sent_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (pledge) DO UPDATE SET title = excluded.title, carrier = excluded.carrier, \
               tracking = excluded.tracking, sent_at = excluded.sent_at";
    let (carrier, tracking) = (it.carrier.clone(), it.tracking.clone());
    let values = vec![
        it.pledge.0.into(),
        it.title.as_str().into(),
        carrier.into(),
        tracking.into(),
        it.sent_at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Forgets that it was sent.
pub(crate) async fn forget(db: &impl Sql, pledge: PledgeId) -> Result<(), DbErr> {
    db.exec("DELETE FROM payments_sent_reward WHERE pledge = $1", vec![pledge.0.into()]).await.map(drop)
}

/// How the reward of `pledge` was sent, if it was.
pub(crate) async fn find(db: &impl Sql, pledge: PledgeId) -> Result<Option<SentReward>, DbErr> {
    let sql = "SELECT title, carrier, tracking, sent_at FROM payments_sent_reward WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| {
        Ok(SentReward {
            title: row.try_get("", "title")?,
            carrier: row.try_get("", "carrier")?,
            tracking: row.try_get("", "tracking")?,
            at: Timestamp(row.try_get("", "sent_at")?),
        })
    })
    .transpose()
}
