//! How far the provider's own lists of events were read. There is one of the platform's own, noted under the provider's
//! name, and one for each account of a creator, noted under that account's.

use contracts::Timestamp;
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// A pass through the list, from its newest event back to what is known to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Everything from before this moment is taken.
    pub(crate) since: Timestamp,
    /// When it began: once it is through, the next one goes back to here.
    pub(crate) began: Timestamp,
    /// The last event that it took.
    pub(crate) after: Option<String>,
}

/// The pass that is under way, or else a new one. The first of all goes back to `since`.
pub(crate) async fn begin(tx: &Transaction, list: &str, since: Timestamp) -> Result<Pass, DbErr> {
    let first = "INSERT INTO payments_sweep (provider, since) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.exec(first, vec![list.into(), since.0.into()]).await?;
    let sql = "UPDATE payments_sweep SET began_at = COALESCE(began_at, $2) WHERE provider = $1 \
               RETURNING since, began_at, after_event";
    let row = tx.one(sql, vec![list.into(), tx.now.0.into()]).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("the sweep of {list}")))?;
    Ok(Pass {
        since: Timestamp(row.try_get("", "since")?),
        began: Timestamp(row.try_get("", "began_at")?),
        after: row.try_get("", "after_event")?,
    })
}

/// Notes how far `pass` came. Nothing happens when it was through before.
pub(crate) async fn go_on(tx: &Transaction, list: &str, pass: &Pass) -> Result<(), DbErr> {
    let sql = "UPDATE payments_sweep SET after_event = $3 WHERE provider = $1 AND began_at = $2";
    let values = vec![list.into(), pass.began.0.into(), pass.after.clone().into()];
    tx.exec(sql, values).await.map(drop)
}

/// Notes that `pass` is through.
pub(crate) async fn end(tx: &Transaction, list: &str, pass: &Pass) -> Result<(), DbErr> {
    let sql = "UPDATE payments_sweep SET since = began_at, began_at = NULL, after_event = NULL \
               WHERE provider = $1 AND began_at = $2";
    tx.exec(sql, vec![list.into(), pass.began.0.into()]).await.map(drop)
}
