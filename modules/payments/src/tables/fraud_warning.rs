//! `payments_fraud_warning`: what banks say of payments that may be fraud.

use crate::{payment::Payment, provider::ProviderWarning};
use contracts::{Currency, Money, PledgeId, Timestamp, UserId};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Somebody has to decide whether the money goes back before the payment is disputed.
    Open,
    /// It was disputed.
    Disputed,
    /// All of it went back, or the provider says that nothing can be done about it any more.
    Over,
    /// Somebody decided to leave it.
    Left,
}

/// A warning.
#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub(crate) id: String,
    pub(crate) pledge: PledgeId,
    /// What the bank thinks happened, in the provider's code.
    pub(crate) kind: String,
    /// What of the payment was not decided to go back.
    pub(crate) rest: Money,
    pub(crate) warned_at: Timestamp,
    pub(crate) stands: Stands,
}

fn read(row: &QueryResult) -> Result<Warning, DbErr> {
    let currency: Currency = row.try_get("", "currency")?;
    let rest = Money::new(row.try_get("", "rest_minor")?, currency);
    let actionable = row.try_get::<i16>("", "actionable")? != 0;
    let stands = if row.try_get::<i64>("", "disputes")? > 0 {
        Stands::Disputed
    } else if !actionable || !rest.is_positive() {
        Stands::Over
    } else if row.try_get::<Option<i64>>("", "left_at")?.is_some() {
        Stands::Left
    } else {
        Stands::Open
    };
    Ok(Warning {
        id: row.try_get("", "id")?,
        pledge: PledgeId(row.try_get("", "pledge")?),
        kind: row.try_get("", "kind")?,
        rest,
        warned_at: Timestamp(row.try_get("", "warned_at")?),
        stands,
    })
}

/// The latest, the newest first.
pub(crate) async fn latest(db: &impl ConnectionTrait) -> Result<Vec<Warning>, DbErr> {
    let sql = "SELECT w.id, w.pledge, w.kind, w.actionable, w.warned_at, w.left_at, y.currency, \
               y.amount_minor + y.tip_minor + y.covered_fee_minor - y.refunded_minor AS rest_minor, \
               (SELECT COUNT(*) FROM payments_dispute d WHERE d.payment = w.payment) AS disputes \
               FROM payments_fraud_warning w JOIN payments_payment y ON y.id = w.payment \
               ORDER BY w.warned_at DESC, w.id LIMIT 200";
    db.all(sql, vec![]).await?.iter().map(read).collect()
}

/// How many are open: [`Stands::Open`], as the database says it.
pub(crate) async fn to_decide(db: &impl ConnectionTrait) -> Result<Queued, DbErr> {
    let rows = "SELECT 1 AS one FROM payments_fraud_warning w JOIN payments_payment y ON y.id = w.payment \
                WHERE w.left_at IS NULL AND w.actionable = 1 \
                AND y.amount_minor + y.tip_minor + y.covered_fee_minor > y.refunded_minor \
                AND NOT EXISTS (SELECT 1 FROM payments_dispute d WHERE d.payment = w.payment)";
    Queued::count(db, rows, vec![]).await
}

/// False when it is there already.
pub(crate) async fn insert_once(
    tx: &Transaction,
    payment: &Payment,
    seen: &ProviderWarning,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_fraud_warning (id, payment, pledge, kind, actionable, warned_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let values = vec![
        seen.id.clone().into(),
        payment.id.0.into(),
        payment.pledge.0.into(),
        seen.kind.clone().into(),
        i16::from(seen.actionable).into(),
        seen.warned_at.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Notes that nothing can be done about it any more.
pub(crate) async fn settle(tx: &Transaction, id: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_fraud_warning SET actionable = 0 WHERE id = $1";
    tx.exec(sql, vec![id.into()]).await.map(drop)
}

/// Notes that `by` decided to leave it. False when somebody did before, or there is none of that name.
pub(crate) async fn leave(tx: &Transaction, id: &str, by: UserId, reason: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_fraud_warning SET left_at = $2, left_by = $3, reason = $4 \
               WHERE id = $1 AND left_at IS NULL";
    let values = vec![id.into(), tx.now.0.into(), by.0.into(), reason.into()];
    Ok(tx.exec(sql, values).await? == 1)
}
