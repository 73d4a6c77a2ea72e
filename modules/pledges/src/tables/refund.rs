//! `pledges_refund`: decisions to give money back, with the words staff gave them, which events never hold.

use super::gift;
use crate::pledge::RefundState;
use contracts::{
    CampaignId, PledgeId, RefundId, Timestamp, UserId,
    pledges::{Gift, RefundReason},
};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// One decision.
#[derive(Clone, Debug)]
pub(crate) struct RefundRow {
    pub(crate) id: RefundId,
    pub(crate) pledge: PledgeId,
    pub(crate) gift: Gift,
    pub(crate) reason: String,
    pub(crate) note: String,
    pub(crate) state: String,
    pub(crate) decided_at: Timestamp,
}

/// A decision that is about to be made.
pub(crate) struct NewRefund<'a> {
    pub(crate) id: RefundId,
    pub(crate) pledge: PledgeId,
    pub(crate) gift: Gift,
    pub(crate) reason: RefundReason,
    pub(crate) decided_by: Option<UserId>,
    pub(crate) note: &'a str,
}

pub(crate) async fn insert(tx: &Transaction, it: &NewRefund<'_>) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_refund (refund, pledge, currency, amount_minor, tip_minor, covered_fee_minor, reason, \
         decided_by, note, state, decided_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'due', $10, $10)";
    let reason = match it.reason {
        RefundReason::Decided => "decided",
        RefundReason::TooLate => "too_late",
    };
    let values = vec![
        it.id.0.into(),
        it.pledge.0.into(),
        it.gift.amount.currency.code().into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
        reason.into(),
        it.decided_by.map(|it| it.0).into(),
        it.note.into(),
        tx.now.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

const fn state_name(state: RefundState) -> &'static str {
    match state {
        RefundState::Due => "due",
        RefundState::Submitted => "submitted",
        RefundState::Succeeded => "succeeded",
        RefundState::Failed => "failed",
    }
}

pub(crate) async fn set_state(tx: &Transaction, id: RefundId, state: RefundState) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_refund SET state = $2, updated_at = $3 WHERE refund = $1";
    tx.exec(sql, vec![id.0.into(), state_name(state).into(), tx.now.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: RefundId) -> Result<Option<RefundRow>, DbErr> {
    let row = db.one("SELECT * FROM pledges_refund WHERE refund = $1", vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The refunds of a pledge, oldest first.
pub(crate) async fn of(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Vec<RefundRow>, DbErr> {
    let sql = "SELECT * FROM pledges_refund WHERE pledge = $1 ORDER BY decided_at, refund";
    db.all(sql, vec![pledge.0.into()]).await?.iter().map(read).collect()
}

/// The gifts to `campaign` of which something was given back, those of the latest decisions first.
pub(crate) async fn pledges_of(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    limit: i64,
) -> Result<Vec<PledgeId>, DbErr> {
    let sql = format!(
        "SELECT r.pledge FROM pledges_refund r JOIN pledges_pledge p ON p.pledge = r.pledge WHERE p.campaign = $1 \
         GROUP BY r.pledge ORDER BY MAX(r.decided_at) DESC, r.pledge LIMIT {limit}"
    );
    let rows = db.all(&sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| row.try_get("", "pledge").map(PledgeId)).collect()
}

fn read(row: &QueryResult) -> Result<RefundRow, DbErr> {
    Ok(RefundRow {
        id: RefundId(row.try_get("", "refund")?),
        pledge: PledgeId(row.try_get("", "pledge")?),
        gift: gift(row)?,
        reason: row.try_get("", "reason")?,
        note: row.try_get("", "note")?,
        state: row.try_get("", "state")?,
        decided_at: Timestamp(row.try_get("", "decided_at")?),
    })
}
