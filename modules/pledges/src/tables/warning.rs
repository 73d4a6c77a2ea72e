//! `pledges_warning`: what banks say of payments that may be fraud, for staff.

use contracts::{PledgeId, Timestamp, payments::FraudWarned};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// A bank's warning.
pub(crate) struct Warning {
    /// What the bank thinks happened, in the provider's code.
    pub(crate) kind: String,
    pub(crate) warned_at: Timestamp,
}

/// False when it was noted before.
pub(crate) async fn insert_once(tx: &Transaction, it: &FraudWarned) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_warning (id, pledge, kind, warned_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let (id, kind) = (it.warning.clone(), it.kind.clone());
    let values = vec![id.into(), it.pledge.0.into(), kind.into(), it.warned_at.0.into()];
    Ok(tx.exec(sql, values).await? == 1)
}

/// The latest about a pledge.
pub(crate) async fn latest(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Warning>, DbErr> {
    let sql =
        "SELECT kind, warned_at FROM pledges_warning WHERE pledge = $1 ORDER BY warned_at DESC, id LIMIT 1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| {
        Ok(Warning { kind: row.try_get("", "kind")?, warned_at: Timestamp(row.try_get("", "warned_at")?) })
    })
    .transpose()
}
