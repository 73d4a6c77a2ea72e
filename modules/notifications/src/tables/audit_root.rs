//! Signed roots of the audit log that are mailed: one row each.

use super::mail::{State, state};
use contracts::Timestamp;
use kernel::{Context, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// A root as it is mailed.
#[derive(Clone, Debug)]
pub(crate) struct RootMail {
    /// Whose chain it vouches for.
    pub(crate) module: String,
    /// The line of the file, as it stands there.
    pub(crate) line: String,
    pub(crate) signed_at: Timestamp,
    pub(crate) state: State,
}

/// Keeps a root that is to be mailed. False when it is kept already.
pub(crate) async fn insert_once(tx: &Transaction, hash: &str, it: &RootMail) -> Result<bool, DbErr> {
    let sql = "INSERT INTO notifications_audit_root (hash, module, line, signed_at, state) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let values = vec![
        hash.into(),
        it.module.as_str().into(),
        it.line.as_str().into(),
        it.signed_at.0.into(),
        (it.state as i16).into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

pub(crate) async fn find(db: &impl ConnectionTrait, hash: &str) -> Result<Option<RootMail>, DbErr> {
    let sql = "SELECT * FROM notifications_audit_root WHERE hash = $1";
    let Some(row) = db.one(sql, vec![hash.into()]).await? else { return Ok(None) };
    Ok(Some(RootMail {
        module: row.try_get("", "module")?,
        line: row.try_get("", "line")?,
        signed_at: Timestamp(row.try_get("", "signed_at")?),
        state: state(row.try_get("", "state")?)?,
    }))
}

/// Notes what became of the mail.
pub(crate) async fn settle(
    ctx: &Context,
    hash: &str,
    state: State,
    error: Option<String>,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_audit_root SET state = $1, error = $2, settled_at = $3 \
               WHERE hash = $4 AND state <> 1";
    let values = vec![(state as i16).into(), error.into(), ctx.clock.now().0.into(), hash.into()];
    ctx.db.execute(sql, values).await.map(drop)
}

/// Roots that wait and have no job that will send them.
pub(crate) async fn stranded(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT r.hash FROM notifications_audit_root r WHERE r.state = 0 AND NOT EXISTS \
               (SELECT 1 FROM notifications_job j WHERE j.state IN (0, 1, 3) AND j.dedupe_key = 'audit_root/' || r.hash)";
    db.all(sql, vec![]).await?.iter().map(|row| row.try_get("", "hash")).collect()
}
