//! `payments_rest`: what stayed behind of payouts and can leave, until somebody proposes it.

use crate::payout::Payout;
use contracts::{CampaignId, Currency, UserId};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// Notes that what stayed behind of `payout`, and of others of its creator, can leave.
pub(crate) async fn note(tx: &Transaction, payout: &Payout) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_rest (creator, currency, campaign, noted_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let values = vec![
        payout.creator.0.into(),
        payout.amount.currency.code().into(),
        payout.campaign.0.into(),
        tx.now.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// It was proposed, or nothing of it is left.
pub(crate) async fn forget(tx: &Transaction, creator: UserId, currency: Currency) -> Result<(), DbErr> {
    let sql = "DELETE FROM payments_rest WHERE creator = $1 AND currency = $2";
    tx.exec(sql, vec![creator.0.into(), currency.code().into()]).await.map(drop)
}

/// The campaigns that rests are proposed with, and since when each waits (microseconds).
pub(crate) async fn all(db: &impl Sql) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    let rows = db.all("SELECT campaign, noted_at FROM payments_rest", vec![]).await?;
    rows.iter()
        .map(|row| Ok((CampaignId(row.try_get("", "campaign")?), row.try_get("", "noted_at")?)))
        .collect()
}

/// How many wait.
pub(crate) async fn waiting(db: &impl Sql) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM payments_rest", vec![]).await
}
