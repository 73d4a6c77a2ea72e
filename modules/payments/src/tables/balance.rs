//! `payments_balance`: what the provider said it holds of ours, and what has left or is to leave since.

use crate::provider::Held;
use contracts::{Currency, Money, Timestamp};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// What is known of what can leave in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// What can leave now: what could when it was asked, less what has left since and what is decided or proposed to.
    pub(crate) free: Money,
    /// What could not leave yet when it was asked.
    pub(crate) pending: Money,
    /// When that was.
    pub(crate) asked_at: Timestamp,
}

/// Notes what the provider said at `asked_at`. What was asked later stays.
pub(crate) async fn note(tx: &Transaction, held: &[Held], asked_at: Timestamp) -> Result<(), DbErr> {
    // Of a currency that it names no more nothing is there.
    let gone = "UPDATE payments_balance SET available_minor = 0, pending_minor = 0, asked_at = $1 WHERE asked_at < $1";
    tx.exec(gone, vec![asked_at.0.into()]).await?;
    let sql = "INSERT INTO payments_balance (currency, available_minor, pending_minor, asked_at) \
               VALUES ($1, $2, $3, $4) ON CONFLICT (currency) DO UPDATE SET available_minor = excluded.available_minor, \
               pending_minor = excluded.pending_minor, asked_at = excluded.asked_at \
               WHERE payments_balance.asked_at <= excluded.asked_at";
    for it in held {
        let values = vec![
            it.available.currency.code().into(),
            it.available.minor.into(),
            it.pending.minor.into(),
            asked_at.0.into(),
        ];
        tx.exec(sql, values).await?;
    }
    Ok(())
}

/// What left the provider and what came back since it was asked, and payouts that wait or are under way and have not left
/// (0, 1). What donors gave since, and what that cost, moves nothing that can leave for days. What came back in the very
/// moment is counted twice rather than not at all: the provider has the last word, and nobody is held back for nothing.
const FREE: &str = "SELECT b.currency, b.pending_minor, b.asked_at, CAST(b.available_minor \
     + COALESCE((SELECT SUM(l.minor) FROM payments_posting l JOIN payments_posting_group g ON g.id = l.group_id \
       WHERE l.account = 'psp:stripe' AND l.currency = b.currency AND g.kind NOT IN ('collect', 'fee') \
       AND (g.at > b.asked_at OR (l.minor > 0 AND g.at = b.asked_at))), 0) \
     - COALESCE((SELECT SUM(p.amount_minor) FROM payments_payout p WHERE p.currency = b.currency \
       AND p.state IN (0, 1)), 0) AS bigint) AS free_minor FROM payments_balance b";

/// Every currency that the provider named, by its code.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Known>, DbErr> {
    let rows = db.all(&format!("{FREE} ORDER BY b.currency"), vec![]).await?;
    rows.iter().map(read).collect()
}

/// What is known of `currency`. Nothing, where the provider was not asked yet.
pub(crate) async fn of(db: &impl ConnectionTrait, currency: Currency) -> Result<Option<Known>, DbErr> {
    let row = db.one(&format!("{FREE} WHERE b.currency = $1"), vec![currency.code().into()]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<Known, DbErr> {
    let currency: Currency = row.try_get("", "currency")?;
    Ok(Known {
        free: Money::new(row.try_get("", "free_minor")?, currency),
        pending: Money::new(row.try_get("", "pending_minor")?, currency),
        asked_at: Timestamp(row.try_get("", "asked_at")?),
    })
}
