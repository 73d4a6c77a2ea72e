use super::unreadable;
use crate::dispute::{Dispute, State};
use contracts::{CampaignId, Currency, Money, PaymentId, PledgeId, Timestamp, pledges::Gift};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// A dispute, and whether its card was taken off the provider's list since.
const SELECT: &str = "SELECT d.*, (SELECT COUNT(*) FROM payments_blocked_card c \
                      WHERE c.item = d.card_blocked AND c.state = 2) AS freed FROM payments_dispute d";

fn read(row: &QueryResult) -> Result<Dispute, DbErr> {
    let (state, currency): (i16, Currency) = (row.try_get("", "state")?, row.try_get("", "currency")?);
    let at = |column: &str| row.try_get::<Option<i64>>("", column).map(|it| it.map(Timestamp));
    Ok(Dispute {
        id: row.try_get("", "id")?,
        payment: PaymentId(row.try_get("", "payment")?),
        pledge: PledgeId(row.try_get("", "pledge")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        amount: Money::new(row.try_get("", "amount_minor")?, currency),
        fee: Money::new(row.try_get("", "fee_minor")?, currency),
        reason: row.try_get("", "reason")?,
        state: State::of(state).ok_or_else(|| unreadable("state of a dispute", state))?,
        due_by: at("due_by")?,
        evidence_at: at("evidence_at")?,
        opened_at: Timestamp(row.try_get("", "opened_at")?),
        card_blocked_at: at("card_blocked_at")?,
        card_free: row.try_get::<i64>("", "freed")? != 0,
    })
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Dispute>, DbErr> {
    let sql = format!("{SELECT} WHERE id = $1");
    db.one(&sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// The dispute that a payment is under now, if any.
pub(crate) async fn open_of(db: &impl ConnectionTrait, payment: PaymentId) -> Result<Option<Dispute>, DbErr> {
    let sql = format!("{SELECT} WHERE payment = $1 AND state IN (0, 1)");
    db.one(&sql, vec![payment.0.into()]).await?.as_ref().map(read).transpose()
}

/// Every dispute, those that await something first, the most urgent on top.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Dispute>, DbErr> {
    let sql = format!(
        "{SELECT} ORDER BY CASE WHEN state = 0 THEN 0 WHEN state = 1 THEN 1 ELSE 2 END, due_by, opened_at, id LIMIT 200"
    );
    db.all(&sql, vec![]).await?.iter().map(read).collect()
}

/// How many can be answered still, and until when the first of them.
pub(crate) async fn to_answer(db: &impl ConnectionTrait) -> Result<Queued, DbErr> {
    // The first condition is the index's.
    let rows = "SELECT due_by AS due FROM payments_dispute WHERE state IN (0, 1) AND state = 0 AND evidence_at IS NULL";
    Queued::count_due(db, rows, vec![]).await
}

/// False when it is there already.
pub(crate) async fn insert_once(tx: &Transaction, it: &Dispute) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_dispute (id, payment, pledge, campaign, currency, amount_minor, fee_minor, reason, \
               state, due_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.clone().into(),
        it.payment.0.into(),
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.amount.currency.code().into(),
        it.amount.minor.into(),
        it.fee.minor.into(),
        it.reason.clone().into(),
        (it.state as i16).into(),
        it.due_by.map(|it| it.0).into(),
        it.opened_at.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

pub(crate) async fn set_state(tx: &Transaction, id: &str, state: State) -> Result<(), DbErr> {
    let sql = "UPDATE payments_dispute SET state = $1, closed_at = $2 WHERE id = $3";
    let closed = state.is_over().then_some(tx.now.0);
    tx.exec(sql, vec![(state as i16).into(), closed.into(), id.into()]).await.map(drop)
}

/// What was lost of the gift, line by line.
pub(crate) async fn set_lost(tx: &Transaction, id: &str, lost: &Gift) -> Result<(), DbErr> {
    let sql = "UPDATE payments_dispute SET lost_amount_minor = $1, lost_tip_minor = $2, lost_covered_fee_minor = $3 \
               WHERE id = $4";
    let (amount, tip, covered) = (lost.amount.minor, lost.tip.minor, lost.covered_fee.minor);
    tx.exec(sql, vec![amount.into(), tip.into(), covered.into(), id.into()]).await.map(drop)
}

/// What is no longer there of a payment, line by line: decided to go back, or left with the donor by banks.
pub(crate) async fn gone(
    db: &impl ConnectionTrait,
    payment: PaymentId,
    currency: Currency,
) -> Result<Gift, DbErr> {
    let back = super::refund::sum_of(db, payment, currency).await?;
    let sql = "SELECT CAST(COALESCE(SUM(lost_amount_minor), 0) AS bigint) AS amount, \
               CAST(COALESCE(SUM(lost_tip_minor), 0) AS bigint) AS tip, \
               CAST(COALESCE(SUM(lost_covered_fee_minor), 0) AS bigint) AS covered \
               FROM payments_dispute WHERE payment = $1";
    let row = db.one(sql, vec![payment.0.into()]).await?;
    let sum = |column: &str, before: Money| {
        let lost: i64 = row.as_ref().map_or(Ok(0), |row| row.try_get("", column))?;
        Ok::<_, DbErr>(Money::new(before.minor + lost, currency))
    };
    Ok(Gift {
        amount: sum("amount", back.amount)?,
        tip: sum("tip", back.tip)?,
        covered_fee: sum("covered", back.covered_fee)?,
    })
}

/// Whether a bank left a payment, or a part of it, with the donor.
pub(crate) async fn was_lost(db: &impl ConnectionTrait, payment: PaymentId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_dispute WHERE payment = $1 AND state = 3 LIMIT 1";
    Ok(db.one(sql, vec![payment.0.into()]).await?.is_some())
}

/// Notes that evidence is on its way. False when some was sent before.
pub(crate) async fn evidence_sent(tx: &Transaction, id: &str) -> Result<bool, DbErr> {
    let sql =
        "UPDATE payments_dispute SET evidence_at = $1 WHERE id = $2 AND evidence_at IS NULL AND state = 0";
    Ok(tx.exec(sql, vec![tx.now.0.into(), id.into()]).await? == 1)
}

/// Evidence could not be handed in: it can be sent anew.
pub(crate) async fn evidence_refused(tx: &Transaction, id: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_dispute SET evidence_at = NULL WHERE id = $1";
    tx.exec(sql, vec![id.into()]).await.map(drop)
}

/// Notes that somebody was reminded. False when that was done, or need not be done any more.
pub(crate) async fn reminded(tx: &Transaction, id: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_dispute SET reminded_at = $1 \
               WHERE id = $2 AND reminded_at IS NULL AND evidence_at IS NULL AND state = 0";
    Ok(tx.exec(sql, vec![tx.now.0.into(), id.into()]).await? == 1)
}

/// Notes that the provider takes the card no more, under the name `item`.
pub(crate) async fn card_blocked(tx: &Transaction, id: &str, item: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_dispute SET card_blocked_at = $1, card_blocked = $2 \
               WHERE id = $3 AND card_blocked_at IS NULL";
    tx.exec(sql, vec![tx.now.0.into(), item.into(), id.into()]).await.map(drop)
}
