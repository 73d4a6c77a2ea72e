//! `pledges_delivery`: where rewards go, as donors say.

use contracts::PledgeId;
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// Who receives a reward, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delivery {
    pub(crate) name: String,
    /// In lines.
    pub(crate) address: String,
}

/// Keeps where the reward of `pledge` goes, in place of what was said before.
pub(crate) async fn put(tx: &Transaction, pledge: PledgeId, it: &Delivery) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_delivery (pledge, name, address) VALUES ($1, $2, $3) \
               ON CONFLICT (pledge) DO UPDATE SET name = excluded.name, address = excluded.address";
    tx.exec(sql, vec![pledge.0.into(), it.name.as_str().into(), it.address.as_str().into()]).await.map(drop)
}

/// Forgets it; `false` when there was nothing.
pub(crate) async fn delete(tx: &Transaction, pledge: PledgeId) -> Result<bool, DbErr> {
    Ok(tx.exec("DELETE FROM pledges_delivery WHERE pledge = $1", vec![pledge.0.into()]).await? == 1)
}

pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Delivery>, DbErr> {
    let sql = "SELECT name, address FROM pledges_delivery WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| Ok(Delivery { name: row.try_get("", "name")?, address: row.try_get("", "address")? }))
        .transpose()
}
