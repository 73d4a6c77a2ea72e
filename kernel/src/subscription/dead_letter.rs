use super::{HandleError, Runner, cursor::Failures};
use crate::{
    Transaction,
    db::{Command, Sql},
    outbox::Envelope,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Value};
use serde::Serialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why a message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Malformed = 1,
    Rejected = 2,
    BehindParkedKey = 4,
}

impl Class {
    /// Of a message that failed with `error`.
    pub(super) fn of(error: &HandleError) -> Self {
        match error {
            HandleError::Unreadable(_) => Self::Malformed,
            HandleError::Retry(_) | HandleError::Reject(_) => Self::Rejected,
        }
    }
}

/// A message that waits for a person.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLetter {
    /// Its number on the heap.
    pub id: i64,
    /// Who could not handle it.
    pub subscriber: String,
    /// Who said it.
    pub source: String,
    /// Its place in the source's log.
    pub pos: i64,
    /// What it is about.
    pub key: String,
    /// Its name.
    pub topic: String,
    /// What went wrong.
    pub error: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when it waits, in microseconds since 1970.
    pub created_at: i64,
}

impl DeadLetter {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            subscriber: row.try_get("", "subscriber")?,
            source: row.try_get("", "source")?,
            pos: row.try_get("", "pos")?,
            key: row.try_get("", "key")?,
            topic: row.try_get("", "topic")?,
            error: row.try_get("", "error")?,
            attempts: row.try_get("", "attempts")?,
            created_at: row.try_get("", "created_at")?,
        })
    }
}

/// The messages of `module` that wait for a person, in the order they were heard. What is set aside with its key and
/// tried again by itself is not among them.
///
/// # Errors
/// When the database does not answer.
pub async fn open_letters(db: &impl ConnectionTrait, module: &str) -> Result<Vec<DeadLetter>, DbErr> {
    let sql = format!(
        "SELECT * FROM {module}_dead_letter d WHERE d.state = 0 AND NOT EXISTS \
         (SELECT 1 FROM {module}_parked_key p WHERE p.subscriber = d.subscriber AND p.key = d.key \
         AND p.not_before IS NOT NULL) ORDER BY d.subscriber, d.key, d.id LIMIT 500"
    );
    db.all(&sql, vec![]).await?.iter().map(DeadLetter::read).collect()
}

/// Handles what is kept of `key`, in the order in which it was heard, and lets the key flow again when nothing is
/// left. `runners` are those of one subscriber, one for each module it hears: what is kept of a key may be of any.
///
/// Runs under the locks of all of them, so nothing of the key can slip in between.
///
/// # Errors
/// The handler's own for the first message that still cannot be handled; those before it are done.
pub async fn redrive(runners: &[Runner], key: &str, by: &str) -> Result<usize, HandleError> {
    let Some(first) = runners.first() else { return Ok(0) };
    let mut done = 0;
    loop {
        let next = RedriveNext { runners: runners.to_vec(), key: key.to_owned(), by: by.to_owned() };
        if !first.ctx.run(next).await? {
            return Ok(done);
        }
        done += 1;
    }
}

struct RedriveNext {
    runners: Vec<Runner>,
    key: String,
    by: String,
}

impl Command for RedriveNext {
    /// Whether there was one.
    type Output = bool;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<bool, HandleError> {
        let Some(first) = self.runners.first() else { return Ok(false) };
        let (m, name) = (tx.module(), first.subscription.name);
        lock_all(tx, name).await?;
        // Numbers are given as letters come; places in the logs of two sources say nothing of each other.
        let sql = format!(
            "SELECT id, source, envelope FROM {m}_dead_letter WHERE subscriber = $1 AND key = $2 AND state = 0 \
             ORDER BY id LIMIT 1"
        );
        let Some(row) = tx.one(&sql, vec![name.into(), self.key.clone().into()]).await? else {
            unpark_empty(tx, name, &self.key).await?;
            return Ok(false);
        };
        let (id, text): (i64, String) = (row.try_get("", "id")?, row.try_get("", "envelope")?);
        let source: String = row.try_get("", "source")?;
        let kept: Envelope = serde_json::from_str(&text).map_err(anyhow::Error::from)?;
        let envelope = self.as_said(&source, kept).await?;
        first.subscription.handle(tx, &envelope).await?;
        resolve(tx, id, 1, &self.by, "handled again").await?;
        go_on(tx, name, &self.key).await?;
        Ok(true)
    }
}

impl RedriveNext {
    async fn as_said(&self, source: &str, kept: Envelope) -> Result<Envelope, HandleError> {
        let Some(runner) = self.runners.iter().find(|it| it.source.module() == source) else {
            return Err(HandleError::Retry(anyhow::anyhow!(
                "nobody here hears {source} for this subscriber"
            )));
        };
        Ok(runner.as_said(kept).await?)
    }
}

impl Runner {
    /// Personal fields are not kept with the letter: its source fills them in again, if it still can.
    pub(super) async fn as_said(&self, kept: Envelope) -> Result<Envelope, DbErr> {
        let fresh = self.source.fetch(kept.pos - 1, 1).await?.into_iter().next();
        Ok(fresh.filter(|it| it.message_id == kept.message_id).unwrap_or(kept))
    }
}

/// Nothing is delivered to `subscriber`, from any source, until `tx` ends. `SQLite` has one writer.
pub(super) async fn lock_all(tx: &Transaction, subscriber: &str) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let sql = format!(
            "SELECT pos FROM {}_subscription WHERE name = $1 ORDER BY source FOR UPDATE",
            tx.module()
        );
        tx.all(&sql, vec![subscriber.into()]).await?;
    }
    Ok(())
}

/// The message at the head of `key` is done. The next one begins its tries anew, and at once where the key goes on by
/// itself; when there is none the key flows again.
pub(super) async fn go_on(tx: &Transaction, subscriber: &str, key: &str) -> Result<(), DbErr> {
    let sql = format!(
        "UPDATE {}_parked_key SET attempt = 0, forbidden = 0, not_before = $1 \
         WHERE subscriber = $2 AND key = $3 AND not_before IS NOT NULL",
        tx.module()
    );
    tx.exec(&sql, vec![tx.now.0.into(), subscriber.into(), key.into()]).await?;
    unpark_empty(tx, subscriber, key).await
}

/// A key of which nothing waits any more flows again.
async fn unpark_empty(tx: &Transaction, subscriber: &str, key: &str) -> Result<(), DbErr> {
    let m = tx.module();
    let sql = format!(
        "DELETE FROM {m}_parked_key WHERE subscriber = $1 AND key = $2 AND NOT EXISTS \
         (SELECT 1 FROM {m}_dead_letter d WHERE d.subscriber = $1 AND d.key = $2 AND d.state = 0)"
    );
    tx.exec(&sql, vec![subscriber.into(), key.into()]).await.map(drop)
}

/// Gives up on one message for good, with the name of who did and why. When it was the last one kept of its key,
/// the key flows again.
///
/// # Errors
/// When the database does not answer.
pub async fn discard(tx: &Transaction, id: i64, by: &str, note: &str) -> Result<bool, DbErr> {
    let sql = format!("SELECT subscriber, key FROM {}_dead_letter WHERE id = $1", tx.module());
    let Some(row) = tx.one(&sql, vec![id.into()]).await? else { return Ok(false) };
    let (subscriber, key): (String, String) = (row.try_get("", "subscriber")?, row.try_get("", "key")?);
    lock_all(tx, &subscriber).await?;
    let done = resolve(tx, id, 2, by, note).await?;
    unpark_empty(tx, &subscriber, &key).await?;
    Ok(done)
}

/// What `subscriber` of `module` has not handled of what its place has passed: what was given up, and, unless it is
/// to be handled `anew`, what waits.
pub(super) async fn left_out(
    db: &impl Sql,
    module: &str,
    subscriber: &str,
    anew: bool,
) -> Result<BTreeSet<Uuid>, DbErr> {
    let waits = if anew { "" } else { ", 0" };
    let sql =
        format!("SELECT message_id FROM {module}_dead_letter WHERE subscriber = $1 AND state IN (2{waits})");
    let rows = db.all(&sql, vec![subscriber.into()]).await?;
    rows.iter().map(|row| row.try_get("", "message_id")).collect()
}

/// What waited of `subscriber` was folded into its read model with everything else: its keys flow again.
pub(super) async fn folded(tx: &Transaction, subscriber: &str) -> Result<(), DbErr> {
    let m = tx.module();
    let sql = format!(
        "UPDATE {m}_dead_letter SET state = 1, resolved_at = $1, resolved_by = 'rebuild', note = 'folded anew' \
         WHERE subscriber = $2 AND state = 0"
    );
    tx.exec(&sql, vec![tx.now.0.into(), subscriber.into()]).await?;
    let sql = format!("DELETE FROM {m}_parked_key WHERE subscriber = $1");
    tx.exec(&sql, vec![subscriber.into()]).await.map(drop)
}

pub(super) async fn resolve(
    tx: &Transaction,
    id: i64,
    state: i16,
    by: &str,
    note: &str,
) -> Result<bool, DbErr> {
    let sql = format!(
        "UPDATE {}_dead_letter SET state = $1, resolved_at = $2, resolved_by = $3, note = $4 WHERE id = $5 AND state = 0",
        tx.module()
    );
    let values = vec![state.into(), tx.now.0.into(), by.into(), note.into(), id.into()];
    Ok(tx.exec(&sql, values).await? == 1)
}

/// Which of `keys` wait, for a person or for their next try. They change only under all locks of the subscriber, so
/// they are read once for a whole batch.
pub(super) async fn parked(
    tx: &Transaction,
    subscriber: &str,
    keys: BTreeSet<&str>,
) -> Result<BTreeSet<String>, DbErr> {
    if keys.is_empty() {
        return Ok(BTreeSet::new());
    }
    let places: Vec<_> = (2..keys.len() + 2).map(|it| format!("${it}")).collect();
    let sql = format!(
        "SELECT key FROM {}_parked_key WHERE subscriber = $1 AND key IN ({})",
        tx.module(),
        places.join(", ")
    );
    let mut values: Vec<Value> = vec![subscriber.into()];
    values.extend(keys.into_iter().map(Value::from));
    let rows = tx.all(&sql, values).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Holds back the key of `envelope`: until `not_before`, or until a person sees to it. One that is held back already
/// stays as it is, and the message waits behind what waits of it.
pub(super) async fn park(
    tx: &Transaction,
    name: &str,
    envelope: &Envelope,
    reason: &str,
    failures: Failures,
    not_before: Option<i64>,
) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO {}_parked_key (subscriber, key, since, first_pos, reason, attempt, forbidden, not_before) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        tx.module()
    );
    let values = vec![
        name.into(),
        envelope.key.clone().into(),
        tx.now.0.into(),
        envelope.pos.into(),
        reason.into(),
        failures.passing.into(),
        failures.forbidden.into(),
        not_before.into(),
    ];
    tx.exec(&sql, values).await.map(drop)
}

pub(super) async fn write(
    tx: &Transaction,
    runner: &Runner,
    envelope: &Envelope,
    class: Class,
    error: &str,
    attempts: i32,
) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO {}_dead_letter (subscriber, source, pos, message_id, key, topic, version, envelope, error_class, \
         error, attempts, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12) \
         ON CONFLICT DO NOTHING",
        tx.module()
    );
    let values = vec![
        runner.subscription.name.into(),
        runner.source.module().into(),
        envelope.pos.into(),
        envelope.message_id.into(),
        envelope.key.clone().into(),
        envelope.topic.clone().into(),
        i16::try_from(envelope.version).unwrap_or(i16::MAX).into(),
        without_personal_fields(envelope).into(),
        (class as i16).into(),
        error.into(),
        attempts.into(),
        tx.now.0.into(),
    ];
    tx.exec(&sql, values).await.map(drop)
}

/// What was sealed in the log must not lie open on the heap. Sealed fields are texts filled in on delivery and
/// read again from the source, so every field that the log does not show is left out.
fn without_personal_fields(envelope: &Envelope) -> String {
    let mut bare = envelope.clone();
    if let Some(fields) = bare.payload.as_object_mut() {
        for name in &envelope.sealed_fields {
            fields.remove(name);
        }
    }
    serde_json::to_string(&bare).unwrap_or_default()
}
