//! Keys that wait for a person, by the message at the head of each: many have one cause, and are redriven together once
//! it is gone.

use crate::db::Sql;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use serde::Serialize;

/// Which keys that wait for a person. What is empty does not matter.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Who could not handle them.
    pub subscriber: String,
    /// The name of the message at the head.
    pub topic: String,
    /// What its error contains, letter for letter.
    pub error: String,
    /// The highest number a message at the head may have: what came after it was seen by nobody.
    pub upto: Option<i64>,
}

/// A key that waits for a person. The message at its head is handled first, and those behind it in their order.
#[derive(Clone, Debug, Serialize)]
pub struct WaitingKey {
    /// Who could not handle it.
    pub subscriber: String,
    /// The key.
    pub key: String,
    /// The number of the message at its head.
    pub letter: i64,
    /// The name of that message.
    pub topic: String,
    /// What went wrong with it.
    pub error: String,
    /// Since when it waits, in microseconds since 1970.
    pub since: i64,
    /// How many messages wait, with the one at the head.
    pub messages: i64,
}

impl WaitingKey {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            subscriber: row.try_get("", "subscriber")?,
            key: row.try_get("", "key")?,
            letter: row.try_get("", "id")?,
            topic: row.try_get("", "topic")?,
            error: row.try_get("", "error")?,
            since: row.try_get("", "created_at")?,
            messages: row.try_get("", "messages")?,
        })
    }
}

/// The keys of `module` that wait for a person and are as `which` wants them, the one whose head came first at first;
/// `limit` at most.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting_keys(
    db: &impl ConnectionTrait,
    module: &str,
    which: &Which,
    limit: usize,
) -> Result<Vec<WaitingKey>, DbErr> {
    let mut values: Vec<Value> = Vec::new();
    let mut wanted = vec!["p.not_before IS NULL".to_owned()];
    let mut want = |rule: &str, value: Value| {
        values.push(value);
        wanted.push(rule.replace('?', &format!("${}", values.len())));
    };
    if !which.subscriber.is_empty() {
        want("d.subscriber = ?", which.subscriber.clone().into());
    }
    if !which.topic.is_empty() {
        want("d.topic = ?", which.topic.clone().into());
    }
    if !which.error.is_empty() {
        // LIKE minds the case of letters on one database and not on the other, and has signs of its own.
        want("replace(d.error, ?, '') <> d.error", which.error.clone().into());
    }
    if let Some(upto) = which.upto {
        want("d.id <= ?", upto.into());
    }
    let sql = format!(
        "SELECT d.id, d.subscriber, d.key, d.topic, d.error, d.created_at, (SELECT COUNT(*) FROM {module}_dead_letter w \
         WHERE w.subscriber = p.subscriber AND w.key = p.key AND w.state = 0) AS messages \
         FROM {module}_parked_key p JOIN {module}_dead_letter d ON d.id = (SELECT MIN(x.id) FROM {module}_dead_letter x \
         WHERE x.subscriber = p.subscriber AND x.key = p.key AND x.state = 0) \
         WHERE {} ORDER BY d.id LIMIT {limit}",
        wanted.join(" AND ")
    );
    db.all(&sql, values).await?.iter().map(WaitingKey::read).collect()
}
