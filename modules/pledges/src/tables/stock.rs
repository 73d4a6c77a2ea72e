//! `pledges_reward_stock`: how many of each reward are promised. Every change is one conditional statement, so
//! that no two pledges can take the same unit whatever else happens at the time.

use contracts::{RewardId, campaigns::RewardLimit};
use kernel::{Transaction, db::Sql};
use sea_orm::{DbErr, Value};

/// Takes `count` for a pledge that is yet to be paid. False, and none taken, when there are fewer.
pub(crate) async fn claim(tx: &Transaction, reward: RewardId, count: i64) -> Result<bool, DbErr> {
    let sql = "UPDATE pledges_reward_stock SET reserved = reserved + $2 \
         WHERE reward = $1 AND closed = 0 AND (quantity IS NULL OR reserved + sold + $2 <= quantity)";
    Ok(tx.exec(sql, vec![reward.0.into(), count.into()]).await? == 1)
}

/// What was kept for a pledge is its own now.
pub(crate) async fn sell(tx: &Transaction, reward: RewardId, count: i64) -> Result<(), DbErr> {
    change(tx, reward, count, "reserved = reserved - $2, sold = sold + $2").await
}

/// What was kept for a pledge is free again.
pub(crate) async fn release_reserved(tx: &Transaction, reward: RewardId, count: i64) -> Result<(), DbErr> {
    change(tx, reward, count, "reserved = reserved - $2").await
}

/// What was a pledge's own is free again.
pub(crate) async fn release_sold(tx: &Transaction, reward: RewardId, count: i64) -> Result<(), DbErr> {
    change(tx, reward, count, "sold = sold - $2").await
}

async fn change(tx: &Transaction, reward: RewardId, count: i64, change: &str) -> Result<(), DbErr> {
    let sql = format!("UPDATE pledges_reward_stock SET {change} WHERE reward = $1");
    match tx.exec(&sql, vec![reward.0.into(), count.into()]).await? {
        1 => Ok(()),
        _ => Err(DbErr::Custom(format!("the reward {reward} has no stock"))),
    }
}

/// Keeps how many there are. Never fewer than are promised: then it stays at that, and says so in a note.
pub(crate) async fn keep(tx: &Transaction, reward: RewardId, limit: RewardLimit) -> Result<(), DbErr> {
    let insert = "INSERT INTO pledges_reward_stock (reward, quantity, closed, reserved, sold) VALUES ($1, NULL, 0, 0, 0) \
         ON CONFLICT DO NOTHING";
    tx.exec(insert, vec![reward.0.into()]).await?;
    let (set, asked): (&str, Option<i64>) = match limit {
        RewardLimit::Unlimited => ("quantity = NULL, closed = 0, note = NULL", None),
        // What is promised stays promised; the number is kept for when it opens again.
        RewardLimit::Closed => ("closed = 1, note = NULL", None),
        RewardLimit::Quantity(asked) => (
            "closed = 0, quantity = CASE WHEN reserved + sold > $2 THEN reserved + sold ELSE $2 END, \
             note = CASE WHEN reserved + sold > $2 THEN 'asked for ' || CAST(CAST($2 AS bigint) AS text) || ', but ' || \
             CAST(reserved + sold AS text) || ' are promised already' END",
            Some(asked.max(0)),
        ),
    };
    let mut values: Vec<Value> = vec![reward.0.into()];
    values.extend(asked.map(Value::from));
    tx.exec(&format!("UPDATE pledges_reward_stock SET {set} WHERE reward = $1"), values).await?;
    log_if_refused(tx, reward).await
}

async fn log_if_refused(tx: &Transaction, reward: RewardId) -> Result<(), DbErr> {
    let sql = "SELECT note FROM pledges_reward_stock WHERE reward = $1 AND note IS NOT NULL";
    if let Some(row) = tx.one(sql, vec![reward.0.into()]).await? {
        let note: String = row.try_get("", "note")?;
        tracing::warn!(%reward, note, "a reward's quantity could not be lowered as far as asked");
    }
    Ok(())
}
