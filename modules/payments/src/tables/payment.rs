use super::unreadable;
use crate::payment::{Fee, Kind, Payment, Status};
use contracts::{CampaignId, Money, PaymentId, PledgeId, Timestamp, pledges::Gift};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

const COLUMNS: &str = "id, pledge, campaign, attempt_no, kind, currency, amount_minor, tip_minor, \
                       covered_fee_minor, status, session_id, intent_id, charge_id, expires_at, close_asked, \
                       fee_transaction, authentication_at, last_decline, earned_at, keeps_card";

fn read(row: &QueryResult) -> Result<Payment, DbErr> {
    let (kind, status): (i16, i16) = (row.try_get("", "kind")?, row.try_get("", "status")?);
    Ok(Payment {
        id: PaymentId(row.try_get("", "id")?),
        pledge: PledgeId(row.try_get("", "pledge")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        attempt: row.try_get("", "attempt_no")?,
        kind: match kind {
            1 => Kind::Setup,
            2 => Kind::OffSession,
            _ => Kind::Charge,
        },
        keeps_card: row.try_get::<i16>("", "keeps_card")? != 0,
        gift: super::gift(row)?,
        status: Status::of(status).ok_or_else(|| unreadable("status of a payment", status))?,
        session: row.try_get("", "session_id")?,
        intent: row.try_get("", "intent_id")?,
        charge: row.try_get("", "charge_id")?,
        expires_at: Timestamp(row.try_get("", "expires_at")?),
        close_asked: row.try_get::<i16>("", "close_asked")? != 0,
        fee_transaction: row.try_get("", "fee_transaction")?,
        authentication_told: row.try_get::<Option<i64>>("", "authentication_at")?.is_some(),
        last_decline: row.try_get("", "last_decline")?,
        earned_at: row.try_get::<Option<i64>>("", "earned_at")?.map(Timestamp),
    })
}

async fn by(
    db: &impl ConnectionTrait,
    condition: &str,
    value: sea_orm::Value,
) -> Result<Option<Payment>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payments_payment WHERE {condition}");
    db.one(&sql, vec![value]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: PaymentId) -> Result<Option<Payment>, DbErr> {
    by(db, "id = $1", id.0.into()).await
}

/// The attempt, and nobody else changes it until this transaction ends.
pub(crate) async fn lock(tx: &Transaction, id: PaymentId) -> Result<Option<Payment>, DbErr> {
    by(tx, &format!("id = $1{}", super::lock(tx)), id.0.into()).await
}

pub(crate) async fn of_session(db: &impl ConnectionTrait, id: &str) -> Result<Option<Payment>, DbErr> {
    by(db, "session_id = $1", id.into()).await
}

pub(crate) async fn of_intent(db: &impl ConnectionTrait, id: &str) -> Result<Option<Payment>, DbErr> {
    by(db, "intent_id = $1", id.into()).await
}

/// The latest attempt of a pledge.
pub(crate) async fn lock_of_pledge(tx: &Transaction, pledge: PledgeId) -> Result<Option<Payment>, DbErr> {
    let condition = format!("pledge = $1 ORDER BY attempt_no DESC LIMIT 1{}", super::lock(tx));
    by(tx, &condition, pledge.0.into()).await
}

/// Whether an attempt of a pledge awaits its donor or the provider.
pub(crate) async fn is_under_way(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_payment WHERE pledge = $1 AND status IN (1, 2)";
    Ok(db.one(sql, vec![pledge.0.into()]).await?.is_some())
}

/// The attempt that took the money of a pledge.
pub(crate) async fn lock_collected(tx: &Transaction, pledge: PledgeId) -> Result<Option<Payment>, DbErr> {
    let condition = format!("pledge = $1 AND status = 3 ORDER BY attempt_no LIMIT 1{}", super::lock(tx));
    by(tx, &condition, pledge.0.into()).await
}

/// An attempt whose card can be charged again.
const KEPT: &str = "(status = 4 OR (status = 3 AND keeps_card = 1))";

/// A card that can be charged without its holder.
pub(crate) struct Saved {
    /// The attempt that saved it.
    pub(crate) payment: Payment,
    pub(crate) customer: String,
    pub(crate) method: String,
    pub(crate) locale: String,
}

/// The card that was saved for a pledge, the latest when there are more; one that was let go when there is no other, so
/// that what was asked for before is known again.
pub(crate) async fn saved_of_pledge(tx: &Transaction, pledge: PledgeId) -> Result<Option<Saved>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS}, customer_id, method_id, locale FROM payments_payment WHERE pledge = $1 AND {KEPT} \
         AND customer_id IS NOT NULL AND method_id IS NOT NULL ORDER BY CASE WHEN released_at IS NULL THEN 0 ELSE 1 END, attempt_no DESC LIMIT 1"
    );
    let Some(row) = tx.one(&sql, vec![pledge.0.into()]).await? else { return Ok(None) };
    Ok(Some(Saved {
        payment: read(&row)?,
        customer: row.try_get("", "customer_id")?,
        method: row.try_get("", "method_id")?,
        locale: row.try_get("", "locale")?,
    }))
}

/// The provider's name of the card that an attempt saved.
pub(crate) async fn method(db: &impl ConnectionTrait, id: PaymentId) -> Result<Option<String>, DbErr> {
    let row = db.one("SELECT method_id FROM payments_payment WHERE id = $1", vec![id.0.into()]).await?;
    row.map_or(Ok(None), |row| row.try_get("", "method_id"))
}

/// Which cards of a pledge are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cards {
    /// Those that were saved to be charged for the pledge itself.
    Saved,
    /// Those that were kept for the gifts of a plan that follow it.
    OfPlan,
    /// Those that another one took the place of, with the attempt of this number.
    Before(i32),
}

/// Notes that nobody will charge such cards of `pledge` any more. Gives the attempts that saved those of them
/// which no other pledge may be charged with; nothing when that was noted before.
pub(crate) async fn release_cards(
    tx: &Transaction,
    pledge: PledgeId,
    cards: Cards,
) -> Result<Vec<PaymentId>, DbErr> {
    let meant = match cards {
        Cards::Saved => "status = 4 AND keeps_card = 0".to_owned(),
        Cards::OfPlan => "status IN (3, 4) AND keeps_card = 1".to_owned(),
        Cards::Before(attempt) => format!("status IN (3, 4) AND attempt_no < {attempt}"),
    };
    let saved = format!(
        "SELECT id, method_id FROM payments_payment WHERE pledge = $1 AND {meant} \
         AND method_id IS NOT NULL AND released_at IS NULL ORDER BY attempt_no"
    );
    let mut ours = Vec::new();
    for row in tx.all(&saved, vec![pledge.0.into()]).await? {
        let (id, method): (uuid::Uuid, String) = (row.try_get("", "id")?, row.try_get("", "method_id")?);
        // Of two pledges that share a card and end at once, the second must see that the first has.
        let sharing = format!(
            "SELECT pledge FROM payments_payment WHERE method_id = $1 AND {KEPT} AND released_at IS NULL \
             ORDER BY id{}",
            super::lock(tx)
        );
        let sharing = tx.all(&sharing, vec![method.into()]).await?;
        let pledges = sharing.iter().map(|row| row.try_get("", "pledge").map(PledgeId));
        let is_shared = pledges.collect::<Result<Vec<_>, _>>()?.into_iter().any(|it| it != pledge);
        let release = "UPDATE payments_payment SET released_at = $1 WHERE id = $2 AND released_at IS NULL";
        if tx.exec(release, vec![tx.now.0.into(), id.into()]).await? == 1 && !is_shared {
            ours.push(PaymentId(id));
        }
    }
    Ok(ours)
}

/// Whether the cards of a pledge were let go before the attempt `but` saved one.
pub(crate) async fn is_released(tx: &Transaction, pledge: PledgeId, but: PaymentId) -> Result<bool, DbErr> {
    let sql = format!(
        "SELECT 1 FROM payments_payment WHERE pledge = $1 AND released_at IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM payments_payment o WHERE o.pledge = $1 AND o.id <> $2 AND {KEPT} AND released_at IS NULL) LIMIT 1"
    );
    Ok(tx.one(&sql, vec![pledge.0.into(), but.0.into()]).await?.is_some())
}

/// The cards saved for a pledge are to be charged `gift`.
pub(crate) async fn promise(tx: &Transaction, pledge: PledgeId, gift: &Gift) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET amount_minor = $2, tip_minor = $3, covered_fee_minor = $4 \
         WHERE pledge = $1 AND status = 4";
    let lines = [gift.amount, gift.tip, gift.covered_fee].map(|it| it.minor.into());
    tx.exec(sql, [pledge.0.into()].into_iter().chain(lines).collect()).await.map(drop)
}

/// False when this attempt of the pledge is there already.
pub(crate) async fn insert_once(tx: &Transaction, it: &Payment, locale: &str) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_payment (id, pledge, campaign, attempt_no, kind, currency, amount_minor, \
               tip_minor, covered_fee_minor, locale, status, expires_at, close_asked, refunded_minor, created_at, keeps_card) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, $13, $14) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.attempt.into(),
        (it.kind as i16).into(),
        it.gift.amount.currency.code().into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
        locale.into(),
        (it.status as i16).into(),
        it.expires_at.0.into(),
        tx.now.0.into(),
        i16::from(it.keeps_card).into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// The customer made for it and the donor's language.
pub(crate) async fn customer_and_locale(
    db: &impl ConnectionTrait,
    id: PaymentId,
) -> Result<(Option<String>, String), DbErr> {
    let sql = "SELECT customer_id, locale FROM payments_payment WHERE id = $1";
    let row = db.one(sql, vec![id.0.into()]).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("payment {id}")))?;
    Ok((row.try_get("", "customer_id")?, row.try_get("", "locale")?))
}

pub(crate) async fn set_customer(tx: &Transaction, id: PaymentId, customer: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET customer_id = $1 WHERE id = $2 AND customer_id IS NULL";
    tx.exec(sql, vec![customer.into(), id.0.into()]).await.map(drop)
}

/// Notes the provider's ids of it, as far as they are known.
pub(crate) async fn identify(
    tx: &Transaction,
    id: PaymentId,
    session: &str,
    intent: Option<&str>,
) -> Result<(), DbErr> {
    let sql =
        "UPDATE payments_payment SET session_id = $1, intent_id = COALESCE(intent_id, $2) WHERE id = $3";
    tx.exec(sql, vec![session.into(), intent.map(str::to_owned).into(), id.0.into()]).await.map(drop)
}

/// Notes the provider's id of a charge without a page.
pub(crate) async fn identify_charge(tx: &Transaction, id: PaymentId, intent: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET intent_id = $1 WHERE id = $2 AND intent_id IS NULL";
    tx.exec(sql, vec![intent.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn opened(
    tx: &Transaction,
    id: PaymentId,
    url: &str,
    expires_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET status = 1, session_url = $1, expires_at = $2 WHERE id = $3";
    tx.exec(sql, vec![url.into(), expires_at.0.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_status(tx: &Transaction, id: PaymentId, status: Status) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET status = $1, settled_at = $2 WHERE id = $3";
    let settled = status.is_over().then_some(tx.now.0);
    tx.exec(sql, vec![(status as i16).into(), settled.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn collected(
    tx: &Transaction,
    id: PaymentId,
    charge: &str,
    at: Timestamp,
    method: Option<String>,
) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET status = 3, charge_id = $1, collected_at = $2, settled_at = $3, \
               method_id = COALESCE($5, method_id) WHERE id = $4";
    let values = vec![charge.into(), at.0.into(), tx.now.0.into(), id.0.into(), method.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Its money came by a bank debit.
pub(crate) async fn set_debit(tx: &Transaction, id: PaymentId) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET is_debit = 1 WHERE id = $1";
    tx.exec(sql, vec![id.0.into()]).await.map(drop)
}

/// When its money came by a bank debit, if it did.
pub(crate) async fn debited_at(db: &impl ConnectionTrait, id: PaymentId) -> Result<Option<Timestamp>, DbErr> {
    let sql = "SELECT collected_at FROM payments_payment WHERE id = $1 AND is_debit = 1";
    let row = db.one(sql, vec![id.0.into()]).await?;
    let at: Option<i64> = row.map_or(Ok(None), |row| row.try_get("", "collected_at"))?;
    Ok(at.map(Timestamp))
}

/// When the provider says that it was charged.
pub(crate) async fn collected_at(
    db: &impl ConnectionTrait,
    id: PaymentId,
) -> Result<Option<Timestamp>, DbErr> {
    let row = db.one("SELECT collected_at FROM payments_payment WHERE id = $1", vec![id.0.into()]).await?;
    let at: Option<i64> = row.map_or(Ok(None), |row| row.try_get("", "collected_at"))?;
    Ok(at.map(Timestamp))
}

pub(crate) async fn card_saved(tx: &Transaction, id: PaymentId, method: Option<&str>) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET status = 4, method_id = $1, settled_at = $2 WHERE id = $3";
    tx.exec(sql, vec![method.map(str::to_owned).into(), tx.now.0.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_fee(tx: &Transaction, id: PaymentId, fee: &Fee) -> Result<(), DbErr> {
    let sql =
        "UPDATE payments_payment SET fee_transaction = $1, fee_minor = $2, fee_currency = $3 WHERE id = $4";
    let values = vec![
        fee.transaction.clone().into(),
        fee.money.minor.into(),
        fee.money.currency.code().into(),
        id.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// What the provider kept of an attempt, once it said so.
pub(crate) async fn fee(db: &impl ConnectionTrait, id: PaymentId) -> Result<Option<Money>, DbErr> {
    let sql =
        "SELECT fee_minor, fee_currency FROM payments_payment WHERE id = $1 AND fee_transaction IS NOT NULL";
    let row = db.one(sql, vec![id.0.into()]).await?;
    row.map(|row| Ok(Money::new(row.try_get("", "fee_minor")?, row.try_get("", "fee_currency")?))).transpose()
}

pub(crate) async fn authentication_told(tx: &Transaction, id: PaymentId) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET authentication_at = $1 WHERE id = $2";
    tx.exec(sql, vec![tx.now.0.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_decline(tx: &Transaction, id: PaymentId, attempt: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET last_decline = $1 WHERE id = $2";
    tx.exec(sql, vec![attempt.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn failed(tx: &Transaction, id: PaymentId, reason: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET status = 5, failure = $1, settled_at = $2 WHERE id = $3";
    tx.exec(sql, vec![reason.into(), tx.now.0.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn ask_to_close(tx: &Transaction, id: PaymentId) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payment SET close_asked = 1 WHERE id = $1";
    tx.exec(sql, vec![id.0.into()]).await.map(drop)
}

/// Sets `minor` aside to go back. False when that is more than what is left of what was taken.
pub(crate) async fn reserve_refund(tx: &Transaction, id: PaymentId, minor: i64) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_payment SET refunded_minor = refunded_minor + $1 WHERE id = $2 AND status = 3 \
               AND refunded_minor + $1 <= amount_minor + tip_minor + covered_fee_minor";
    Ok(tx.exec(sql, vec![minor.into(), id.0.into()]).await? == 1)
}
