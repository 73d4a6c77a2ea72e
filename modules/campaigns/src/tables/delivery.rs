//! `campaigns_delivery`: where rewards go, for those who send them. A read model of what pledges says.

use super::get;
use contracts::PledgeId;
use kernel::db::Sql;
use sea_orm::DbErr;

/// Who receives a reward, and where.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) name: String,
    /// In lines.
    pub(crate) address: String,
}

/// Keeps where the reward of `pledge` goes, in place of what was said before.
pub(crate) async fn put(db: &impl Sql, pledge: PledgeId, name: &str, address: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_delivery (pledge, name, address) VALUES ($1, $2, $3) \
               ON CONFLICT (pledge) DO UPDATE SET name = excluded.name, address = excluded.address";
    db.exec(sql, vec![pledge.0.into(), name.into(), address.into()]).await.map(drop)
}

/// Forgets it.
pub(crate) async fn delete(db: &impl Sql, pledge: PledgeId) -> Result<(), DbErr> {
    db.exec("DELETE FROM campaigns_delivery WHERE pledge = $1", vec![pledge.0.into()]).await.map(drop)
}

/// Where the reward of `pledge` goes, if its donor said so.
pub(crate) async fn find(db: &impl Sql, pledge: PledgeId) -> Result<Option<Delivery>, DbErr> {
    let sql = "SELECT name, address FROM campaigns_delivery WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| Ok(Delivery { name: get(&row, "name")?, address: get(&row, "address")? })).transpose()
}
