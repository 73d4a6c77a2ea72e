//! `pledges_dedication`: to whom gifts are dedicated.

use super::unreadable;
use contracts::{PledgeId, pledges::Dedication};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// How a gift is dedicated, and to whom.
pub(crate) type Dedicated = (Dedication, String);

/// The name a dedication is stored and sent under.
pub(crate) const fn name(it: Dedication) -> &'static str {
    match it {
        Dedication::InHonour => "in_honour",
        Dedication::InMemory => "in_memory",
    }
}

/// The dedication called `text`.
pub(crate) fn named(text: &str) -> Option<Dedication> {
    [Dedication::InHonour, Dedication::InMemory].into_iter().find(|it| name(*it) == text)
}

pub(crate) async fn insert(tx: &Transaction, pledge: PledgeId, it: &Dedicated) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_dedication (pledge, dedication, dedicated_to) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![pledge.0.into(), name(it.0).into(), it.1.as_str().into()]).await.map(drop)
}

/// Takes it back; `false` when there was none.
pub(crate) async fn delete(tx: &Transaction, pledge: PledgeId) -> Result<bool, DbErr> {
    Ok(tx.exec("DELETE FROM pledges_dedication WHERE pledge = $1", vec![pledge.0.into()]).await? == 1)
}

pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Dedicated>, DbErr> {
    let sql = "SELECT dedication, dedicated_to FROM pledges_dedication WHERE pledge = $1";
    let Some(row) = db.one(sql, vec![pledge.0.into()]).await? else { return Ok(None) };
    let stored: String = row.try_get("", "dedication")?;
    let dedication = named(&stored).ok_or_else(|| unreadable("dedication", stored))?;
    Ok(Some((dedication, row.try_get("", "dedicated_to")?)))
}
