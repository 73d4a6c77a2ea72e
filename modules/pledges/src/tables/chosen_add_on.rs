//! `pledges_chosen_add_on`: how many of which add-on each pledge has, as its events leave it.

use contracts::{Currency, Money, PledgeId, RewardId, pledges::ChosenAddOn};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use std::collections::BTreeMap;

/// An add-on of a pledge, as pages tell it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Taken {
    pub(crate) add_on: RewardId,
    pub(crate) title: String,
    pub(crate) count: i64,
    /// What they cost together.
    pub(crate) total: Money,
}

/// Keeps what a pledge has now, in place of what it had.
pub(crate) async fn keep(tx: &Transaction, id: PledgeId, all: &[ChosenAddOn]) -> Result<(), DbErr> {
    tx.exec("DELETE FROM pledges_chosen_add_on WHERE pledge = $1", vec![id.0.into()]).await?;
    let sql = "INSERT INTO pledges_chosen_add_on (pledge, add_on, many, price_minor) VALUES ($1, $2, $3, $4)";
    for it in all {
        let values = vec![id.0.into(), it.add_on.0.into(), it.count.into(), it.price.minor.into()];
        tx.exec(sql, values).await?;
    }
    Ok(())
}

/// What a pledge in `currency` has, by the titles of today.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    id: PledgeId,
    currency: Currency,
) -> Result<Vec<Taken>, DbErr> {
    let sql = "SELECT c.add_on, r.title, c.many, c.price_minor FROM pledges_chosen_add_on c \
         JOIN pledges_reward r ON r.reward = c.add_on WHERE c.pledge = $1 ORDER BY c.add_on";
    let rows = db.all(sql, vec![id.0.into()]).await?;
    rows.iter()
        .map(|row| {
            let (count, price): (i64, i64) = (row.try_get("", "many")?, row.try_get("", "price_minor")?);
            let (add_on, title) = (RewardId(row.try_get("", "add_on")?), row.try_get("", "title")?);
            Ok(Taken { add_on, title, count, total: Money::new(price.saturating_mul(count), currency) })
        })
        .collect()
}

/// How many of which each pledge has. For checks.
pub(crate) async fn all(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<PledgeId, BTreeMap<RewardId, i64>>, DbErr> {
    let rows = db.all("SELECT pledge, add_on, many FROM pledges_chosen_add_on", vec![]).await?;
    let mut all = BTreeMap::<_, BTreeMap<_, _>>::new();
    for row in &rows {
        let (pledge, add_on) = (PledgeId(row.try_get("", "pledge")?), RewardId(row.try_get("", "add_on")?));
        all.entry(pledge).or_default().insert(add_on, row.try_get("", "many")?);
    }
    Ok(all)
}
