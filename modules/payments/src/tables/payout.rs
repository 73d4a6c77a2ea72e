use super::unreadable;
use crate::payout::{Payout, State};
use contracts::{CampaignId, Currency, Money, PayoutId, PledgeId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

fn read(row: &QueryResult) -> Result<Payout, DbErr> {
    let (state, currency): (i16, Currency) = (row.try_get("", "state")?, row.try_get("", "currency")?);
    Ok(Payout {
        id: PayoutId(row.try_get("", "id")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        creator: UserId(row.try_get("", "creator")?),
        account: row.try_get("", "account")?,
        amount: Money::new(row.try_get("", "amount_minor")?, currency),
        state: State::of(state).ok_or_else(|| unreadable("state of a payout", state))?,
        transfer: row.try_get("", "transfer_id")?,
        provider_id: row.try_get("", "provider_id")?,
        reversal: row.try_get("", "reversal_id")?,
        failure: row.try_get("", "failure")?,
        proposed_at: Timestamp(row.try_get("", "proposed_at")?),
    })
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: PayoutId) -> Result<Option<Payout>, DbErr> {
    let sql = "SELECT * FROM payments_payout WHERE id = $1";
    db.one(sql, vec![id.0.into()]).await?.as_ref().map(read).transpose()
}

/// The payout, and nobody else changes it until this transaction ends.
pub(crate) async fn lock(tx: &Transaction, id: PayoutId) -> Result<Option<Payout>, DbErr> {
    let sql = format!("SELECT * FROM payments_payout WHERE id = $1{}", super::lock(tx));
    tx.one(&sql, vec![id.0.into()]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn of_provider(db: &impl ConnectionTrait, id: &str) -> Result<Option<Payout>, DbErr> {
    let sql = "SELECT * FROM payments_payout WHERE provider_id = $1";
    db.one(sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// The newest payouts first; of one campaign, or of all.
pub(crate) async fn all(
    db: &impl ConnectionTrait,
    campaign: Option<CampaignId>,
) -> Result<Vec<Payout>, DbErr> {
    let only = if campaign.is_some() { "WHERE campaign = $1" } else { "" };
    let sql = format!("SELECT * FROM payments_payout {only} ORDER BY proposed_at DESC, id LIMIT 200");
    let values = campaign.map(|it| it.0.into()).into_iter().collect();
    db.all(&sql, values).await?.iter().map(read).collect()
}

/// What arrived at `creator`'s bank, the newest first.
pub(crate) async fn arrived(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
) -> Result<Vec<Payout>, DbErr> {
    let sql = "SELECT * FROM payments_payout WHERE creator = $1 AND currency = $2 AND state = $3 \
               ORDER BY proposed_at DESC, id LIMIT 200";
    let values = vec![creator.0.into(), currency.code().into(), (State::Paid as i16).into()];
    db.all(sql, values).await?.iter().map(read).collect()
}

/// False when another payout of the same money is on its way.
pub(crate) async fn insert(tx: &Transaction, it: &Payout) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_payout (id, campaign, creator, account, currency, amount_minor, state, proposed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.campaign.0.into(),
        it.creator.0.into(),
        it.account.clone().into(),
        it.amount.currency.code().into(),
        it.amount.minor.into(),
        it.proposed_at.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Whether a payout of `creator` in `currency` is proposed or on its way.
pub(crate) async fn is_under_way(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_payout WHERE creator = $1 AND currency = $2 AND state IN (0, 1, 2, 3) LIMIT 1";
    Ok(db.one(sql, vec![creator.0.into(), currency.code().into()]).await?.is_some())
}

/// Whether money has left for `creator` that was proposed to be paid out at `since` or later, and has not come back.
pub(crate) async fn left_since(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
    since: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_payout WHERE creator = $1 AND currency = $2 AND proposed_at >= $3 \
               AND state IN (2, 3, 4) LIMIT 1";
    let values = vec![creator.0.into(), currency.code().into(), since.0.into()];
    Ok(db.one(sql, values).await?.is_some())
}

pub(crate) async fn set_state(tx: &Transaction, id: PayoutId, state: State) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payout SET state = $1, ended_at = $2 WHERE id = $3";
    let ended = matches!(state, State::Paid | State::Released | State::Failed).then_some(tx.now.0);
    tx.exec(sql, vec![(state as i16).into(), ended.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_failure(tx: &Transaction, id: PayoutId, reason: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payout SET failure = $1 WHERE id = $2";
    tx.exec(sql, vec![reason.into(), id.0.into()]).await.map(drop)
}

/// Which of the provider's ids of a payout.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Id {
    Transfer,
    Payout,
    Reversal,
}

/// Notes one of the provider's ids. False when it is known already.
pub(crate) async fn identify(tx: &Transaction, id: PayoutId, which: Id, name: &str) -> Result<bool, DbErr> {
    let column = match which {
        Id::Transfer => "transfer_id",
        Id::Payout => "provider_id",
        Id::Reversal => "reversal_id",
    };
    let sql = format!("UPDATE payments_payout SET {column} = $1 WHERE id = $2 AND {column} IS NULL");
    Ok(tx.exec(&sql, vec![name.into(), id.0.into()]).await? == 1)
}

/// Hands every payment of a campaign that no bank has under consideration over to its creator, and gives those of
/// which something is left: the pledge and what the escrow holds of it. Each is handed over once.
pub(crate) async fn hand_over(tx: &Transaction, campaign: CampaignId) -> Result<Vec<(PledgeId, i64)>, DbErr> {
    let sql = "UPDATE payments_payment SET earned_at = $1 WHERE campaign = $2 AND status = 3 AND earned_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM payments_dispute d WHERE d.payment = payments_payment.id AND d.state IN (0, 1)) \
               RETURNING id, pledge";
    let handed = tx.all(sql, vec![tx.now.0.into(), campaign.0.into()]).await?;
    // Only now: a refund that was being decided has let go of its payment.
    let sql = "SELECT g.payment, CAST(-SUM(l.minor) AS bigint) AS minor FROM payments_posting_group g \
               JOIN payments_posting l ON l.group_id = g.id WHERE g.campaign = $1 AND l.account = $2 GROUP BY g.payment";
    let escrow = crate::posting::Account::Escrow(campaign).to_string();
    let mut held = BTreeMap::new();
    for row in tx.all(sql, vec![campaign.0.into(), escrow.into()]).await? {
        held.insert(row.try_get::<Uuid>("", "payment")?, row.try_get::<i64>("", "minor")?);
    }
    let left = |row: &QueryResult| {
        let left = held.get(&row.try_get::<Uuid>("", "id")?).copied().unwrap_or_default();
        Ok((PledgeId(row.try_get("", "pledge")?), left))
    };
    handed.iter().map(left).filter(|it| !matches!(it, Ok((_, 0)))).collect()
}

/// What `creator` earned with campaigns that ended after `since`, less the platform's fee.
pub(crate) async fn earned_since(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
    since: Timestamp,
) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(-SUM(l.minor), 0) AS bigint) AS minor FROM payments_posting_group g \
               JOIN payments_posting l ON l.group_id = g.id JOIN payments_payee p ON p.campaign = g.campaign \
               WHERE g.kind IN ('earned', 'refund_decided', 'dispute_lost') AND l.account = $1 AND l.currency = $2 AND p.deadline_at > $3";
    let account = crate::posting::Account::Creator(creator).to_string();
    let row = db.one(sql, vec![account.into(), currency.code().into(), since.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "minor"))
}

/// What banks took back of what `creator` earned, and have not decided.
pub(crate) async fn disputed(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(d.amount_minor), 0) AS bigint) AS minor FROM payments_dispute d \
               JOIN payments_payment y ON y.id = d.payment JOIN payments_payee p ON p.campaign = d.campaign \
               WHERE p.creator = $1 AND d.currency = $2 AND d.state IN (0, 1) AND y.earned_at IS NOT NULL";
    let row = db.one(sql, vec![creator.0.into(), currency.code().into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "minor"))
}
