//! `payments_clawback`: what is asked back of creators' accounts at the provider.

use super::unreadable;
use crate::clawback::{Clawback, State};
use contracts::{CampaignId, Currency, Money, PayoutId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use uuid::Uuid;

fn read(row: &QueryResult) -> Result<Clawback, DbErr> {
    let (state, currency): (i16, Currency) = (row.try_get("", "state")?, row.try_get("", "currency")?);
    Ok(Clawback {
        id: row.try_get("", "id")?,
        payout: PayoutId(row.try_get("", "payout")?),
        creator: UserId(row.try_get("", "creator")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        amount: Money::new(row.try_get("", "amount_minor")?, currency),
        state: State::of(state).ok_or_else(|| unreadable("state of a clawback", state))?,
        failure: row.try_get("", "failure")?,
    })
}

pub(crate) async fn insert(tx: &Transaction, it: &Clawback) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_clawback (id, payout, creator, campaign, currency, amount_minor, state, asked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 0, $7)";
    let values = vec![
        it.id.into(),
        it.payout.0.into(),
        it.creator.0.into(),
        it.campaign.0.into(),
        it.amount.currency.code().into(),
        it.amount.minor.into(),
        tx.now.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Clawback>, DbErr> {
    let sql = "SELECT * FROM payments_clawback WHERE id = $1";
    db.one(sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// Notes how it ended. False when that is known already.
pub(crate) async fn end(
    tx: &Transaction,
    id: Uuid,
    state: State,
    reversal: Option<&str>,
    failure: Option<&str>,
) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_clawback SET state = $2, reversal_id = $3, failure = $4, ended_at = $5 \
               WHERE id = $1 AND state = 0";
    let values = vec![id.into(), (state as i16).into(), reversal.into(), failure.into(), tx.now.0.into()];
    Ok(tx.exec(sql, values).await? == 1)
}

/// What is back, and what is asked for, of a payout, in minor units.
pub(crate) async fn of_payout(db: &impl ConnectionTrait, payout: PayoutId) -> Result<(i64, i64), DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 1 THEN amount_minor ELSE 0 END), 0) AS bigint) AS back, \
               CAST(COALESCE(SUM(CASE WHEN state = 0 THEN amount_minor ELSE 0 END), 0) AS bigint) AS asked \
               FROM payments_clawback WHERE payout = $1";
    let row = db.one(sql, vec![payout.0.into()]).await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.try_get("", "back")?, row.try_get("", "asked")?)))
}

/// What is asked for of `creator` and not known to have ended, in minor units.
pub(crate) async fn asked(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(amount_minor), 0) AS bigint) AS asked FROM payments_clawback \
               WHERE creator = $1 AND currency = $2 AND state = 0";
    let row = db.one(sql, vec![creator.0.into(), currency.code().into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "asked"))
}

/// The latest of all, the newest first.
pub(crate) async fn latest(db: &impl ConnectionTrait) -> Result<Vec<Clawback>, DbErr> {
    let sql = "SELECT * FROM payments_clawback ORDER BY asked_at DESC, id LIMIT 50";
    db.all(sql, vec![]).await?.iter().map(read).collect()
}
