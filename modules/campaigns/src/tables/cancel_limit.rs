//! `campaigns_cancel_limit`: up to which sum one person who works here cancels a campaign alone. Rows are added and never
//! changed.

use super::{campaign::currency, get};
use contracts::{Currency, Money, Timestamp, UserId, most_alone};
use kernel::{Transaction, db::Sql};
use sea_orm::{DbErr, QueryResult};
use std::collections::BTreeMap;

/// So many changes are listed: the latest.
const MOST: i64 = 100;

/// A limit that was changed.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    pub(crate) limit: Money,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

fn limit(row: &QueryResult) -> Result<Money, DbErr> {
    Ok(Money::new(get(row, "minor")?, currency(&get::<String>(row, "currency")?)?))
}

/// What may go back, at most, when one person cancels a campaign that collects `currency`.
pub(crate) async fn in_force(db: &impl Sql, currency: Currency) -> Result<Money, DbErr> {
    let sql =
        "SELECT currency, minor FROM campaigns_cancel_limit WHERE currency = $1 ORDER BY number DESC LIMIT 1";
    let row = db.one(sql, vec![currency.code().into()]).await?;
    row.as_ref().map_or(Ok(most_alone(currency)), limit)
}

/// The same in every currency, in their order.
pub(crate) async fn all(db: &impl Sql) -> Result<Vec<Money>, DbErr> {
    let sql = "SELECT currency, minor FROM campaigns_cancel_limit l WHERE number = \
               (SELECT MAX(number) FROM campaigns_cancel_limit o WHERE o.currency = l.currency)";
    let rows = db.all(sql, vec![]).await?;
    let changed: Vec<_> = rows.iter().map(limit).collect::<Result<_, _>>()?;
    let changed: BTreeMap<_, _> = changed.into_iter().map(|it| (it.currency, it)).collect();
    let counts = |it: &Currency| changed.get(it).copied().unwrap_or_else(|| most_alone(*it));
    Ok(Currency::ALL.iter().map(counts).collect())
}

/// Sets it, from this transaction on.
pub(crate) async fn set(
    tx: &Transaction,
    limit: Money,
    reason: &str,
    [proposer, approver]: [UserId; 2],
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_cancel_limit (currency, number, minor, reason, proposed_by, agreed_by, at) \
               SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6 FROM campaigns_cancel_limit \
               WHERE currency = $1";
    let values = vec![
        limit.currency.code().into(),
        limit.minor.into(),
        reason.into(),
        proposer.0.into(),
        approver.0.into(),
        tx.now.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// The latest changes, the newest first.
pub(crate) async fn latest(db: &impl Sql) -> Result<Vec<Changed>, DbErr> {
    let sql = "SELECT currency, minor, reason, at FROM campaigns_cancel_limit \
               ORDER BY at DESC, currency, number DESC LIMIT $1";
    let changed = |row: &QueryResult| {
        Ok(Changed { limit: limit(row)?, reason: get(row, "reason")?, at: Timestamp(get(row, "at")?) })
    };
    db.all(sql, vec![MOST.into()]).await?.iter().map(changed).collect()
}
