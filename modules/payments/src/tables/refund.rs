use super::unreadable;
use crate::refund::{Refund, Status};
use contracts::{CampaignId, Currency, Money, PaymentId, PledgeId, RefundId, Timestamp, pledges::Gift};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

const COLUMNS: &str = "id, payment, pledge, campaign, currency, amount_minor, tip_minor, covered_fee_minor, \
                       status, effect_no, provider_id";

fn read(row: &QueryResult) -> Result<Refund, DbErr> {
    let status: i16 = row.try_get("", "status")?;
    Ok(Refund {
        id: RefundId(row.try_get("", "id")?),
        payment: PaymentId(row.try_get("", "payment")?),
        pledge: PledgeId(row.try_get("", "pledge")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        gift: super::gift(row)?,
        status: Status::of(status).ok_or_else(|| unreadable("status of a refund", status))?,
        effect_no: row.try_get("", "effect_no")?,
        provider_id: row.try_get("", "provider_id")?,
    })
}

async fn by(
    db: &impl ConnectionTrait,
    condition: &str,
    value: sea_orm::Value,
) -> Result<Option<Refund>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payments_refund WHERE {condition}");
    db.one(&sql, vec![value]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: RefundId) -> Result<Option<Refund>, DbErr> {
    by(db, "id = $1", id.0.into()).await
}

/// The refund, and nobody else changes it until this transaction ends.
pub(crate) async fn lock(tx: &Transaction, id: RefundId) -> Result<Option<Refund>, DbErr> {
    by(tx, &format!("id = $1{}", super::lock(tx)), id.0.into()).await
}

pub(crate) async fn of_provider(db: &impl ConnectionTrait, id: &str) -> Result<Option<Refund>, DbErr> {
    by(db, "provider_id = $1", id.into()).await
}

/// False when it is there already.
pub(crate) async fn insert_once(tx: &Transaction, it: &Refund, due_at: Timestamp) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_refund (id, payment, pledge, campaign, currency, amount_minor, tip_minor, \
               covered_fee_minor, status, effect_no, due_at, asked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10, $11, $9, $9) \
               ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.payment.0.into(),
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.gift.amount.currency.code().into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
        due_at.0.into(),
        (it.status as i16).into(),
        it.effect_no.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// What was decided to go back of a payment, line by line.
pub(crate) async fn sum_of(
    db: &impl ConnectionTrait,
    payment: PaymentId,
    currency: Currency,
) -> Result<Gift, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(amount_minor), 0) AS bigint) AS amount, \
               CAST(COALESCE(SUM(tip_minor), 0) AS bigint) AS tip, \
               CAST(COALESCE(SUM(covered_fee_minor), 0) AS bigint) AS covered \
               FROM payments_refund WHERE payment = $1";
    let row = db.one(sql, vec![payment.0.into()]).await?;
    let money = |column: &str| {
        let minor = row.as_ref().map_or(Ok(0), |row| row.try_get("", column))?;
        Ok::<_, DbErr>(Money::new(minor, currency))
    };
    Ok(Gift { amount: money("amount")?, tip: money("tip")?, covered_fee: money("covered")? })
}

pub(crate) async fn identify(tx: &Transaction, id: RefundId, provider_id: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_refund SET provider_id = $1 WHERE id = $2 AND provider_id IS NULL";
    tx.exec(sql, vec![provider_id.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_status(
    tx: &Transaction,
    id: RefundId,
    status: Status,
    failure: Option<&str>,
) -> Result<(), DbErr> {
    let sql = "UPDATE payments_refund SET status = $1, failure = $2, finished_at = $3 WHERE id = $4";
    let finished = matches!(status, Status::Succeeded | Status::Failed | Status::ByBank).then_some(tx.now.0);
    let values =
        vec![(status as i16).into(), failure.map(str::to_owned).into(), finished.into(), id.0.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Notes that it was asked for at `at`. False when that is known: it was heard before.
pub(crate) async fn asked(tx: &Transaction, id: RefundId, at: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_refund SET asked_at = $1 WHERE id = $2 AND asked_at < $1";
    Ok(tx.exec(sql, vec![at.0.into(), id.0.into()]).await? == 1)
}

/// The refunds of a payment that failed because a bank had it.
pub(crate) async fn disputed_of(tx: &Transaction, payment: PaymentId) -> Result<Vec<Refund>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payments_refund WHERE payment = $1 AND status = 3 \
         AND failure IN ('disputed', 'charge_disputed') ORDER BY id"
    );
    tx.all(&sql, vec![payment.0.into()]).await?.iter().map(read).collect()
}

/// The refunds of a payment that failed.
pub(crate) async fn failed_of(tx: &Transaction, payment: PaymentId) -> Result<Vec<Refund>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payments_refund WHERE payment = $1 AND status = 3 ORDER BY id");
    tx.all(&sql, vec![payment.0.into()]).await?.iter().map(read).collect()
}

/// It waits until then, because what it gives back was a bank debit.
pub(crate) async fn hold(tx: &Transaction, id: RefundId, until: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE payments_refund SET held_until = $1 WHERE id = $2";
    tx.exec(sql, vec![until.0.into(), id.0.into()]).await.map(drop)
}

/// It waits no longer. False when it does not wait.
pub(crate) async fn let_go(tx: &Transaction, id: RefundId) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_refund SET held_until = NULL \
         WHERE id = $1 AND status = 0 AND held_until IS NOT NULL";
    Ok(tx.exec(sql, vec![id.0.into()]).await? == 1)
}

/// Whether it waits.
pub(crate) async fn waits(db: &impl ConnectionTrait, id: RefundId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_refund WHERE id = $1 AND held_until IS NOT NULL";
    Ok(db.one(sql, vec![id.0.into()]).await?.is_some())
}

/// The refunds of a payment that wait.
pub(crate) async fn held_of(tx: &Transaction, payment: PaymentId) -> Result<Vec<Refund>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payments_refund WHERE payment = $1 AND status = 0 AND held_until IS NOT NULL \
         ORDER BY id"
    );
    tx.all(&sql, vec![payment.0.into()]).await?.iter().map(read).collect()
}

/// Refunds that were decided before `limit`, may go and are not over.
pub(crate) async fn underway_since(
    db: &impl ConnectionTrait,
    limit: Timestamp,
) -> Result<Vec<Refund>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payments_refund WHERE status IN (0, 1) AND due_at < $1 AND held_until IS NULL \
         ORDER BY due_at"
    );
    db.all(&sql, vec![limit.0.into()]).await?.iter().map(read).collect()
}

/// A refund that is not done.
pub(crate) struct Waiting {
    pub(crate) refund: Refund,
    pub(crate) failure: Option<String>,
    pub(crate) due_at: Timestamp,
    /// Until when it waits by itself, when it does.
    pub(crate) held_until: Option<Timestamp>,
}

/// Refunds on their way and refunds that failed, those that failed first, the oldest on top.
pub(crate) async fn waiting(db: &impl ConnectionTrait) -> Result<Vec<Waiting>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS}, failure, due_at, held_until FROM payments_refund WHERE status IN (0, 1, 3) \
         ORDER BY CASE WHEN status = 3 THEN 0 ELSE 1 END, due_at, id LIMIT 200"
    );
    let rows = db.all(&sql, vec![]).await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                refund: read(row)?,
                failure: row.try_get("", "failure")?,
                due_at: Timestamp(row.try_get("", "due_at")?),
                held_until: row.try_get::<Option<i64>>("", "held_until")?.map(Timestamp),
            })
        })
        .collect()
}

/// How many failed, so that a donor is owed money.
pub(crate) async fn failed(db: &impl ConnectionTrait) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM payments_refund WHERE status = 3", vec![]).await
}

/// A refund that failed is asked for again. False when that was done already.
pub(crate) async fn again(tx: &Transaction, it: &Refund) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_refund SET status = 0, effect_no = effect_no + 1, provider_id = NULL, failure = NULL, \
               finished_at = NULL WHERE id = $1 AND effect_no = $2 AND status = 3";
    Ok(tx.exec(sql, vec![it.id.0.into(), it.effect_no.into()]).await? == 1)
}
