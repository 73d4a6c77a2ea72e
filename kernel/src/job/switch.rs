//! Kinds of jobs that somebody told to wait, and what each kind did last and is about to do.

use super::Jobs;
use crate::{Context, Transaction, db::Sql};
use contracts::Timestamp;
use sea_orm::{DbErr, QueryResult};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many jobs of a kind are shown that come next.
const NEXT: i64 = 50;

/// One kind of jobs: what it did last, what waits, and whether it may go on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KindOfJob {
    /// Its name.
    pub kind: String,
    /// How many wait for their time.
    pub ready: i64,
    /// How many of those should have been done by now.
    pub due: i64,
    /// How many are at work.
    pub running: i64,
    /// How many gave up.
    pub dead: i64,
    /// When the next one is to be done.
    pub next_at: Option<Timestamp>,
    /// When the last one was done. Forgotten after a week.
    pub last_done_at: Option<Timestamp>,
    /// What went wrong last of all, with one that has not been done since: it waits, is at work, or gave up.
    pub last_error: Option<String>,
    /// Who told it to wait, and why.
    pub paused: Option<Paused>,
}

/// Who told a kind of jobs to wait.
#[derive(Clone, Debug, Serialize)]
pub struct Paused {
    /// Since when.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One job that comes next.
#[derive(Clone, Debug, Serialize)]
pub struct NextJob {
    /// What it is about, when no two of the same may be done at once.
    pub key: Option<String>,
    /// When it is to be done.
    pub run_at: Timestamp,
    /// How often it was tried.
    pub attempt: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// Every kind of jobs of the module of `ctx`: those that this program does, and those there are.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn all(ctx: &Context, jobs: &Jobs) -> Result<Vec<KindOfJob>, DbErr> {
    let (m, db) = (ctx.module, ctx.db.read());
    let named = |kind: &str| KindOfJob { kind: kind.to_owned(), ..KindOfJob::default() };
    let mut all: BTreeMap<String, _> = jobs.kinds().map(|kind| (kind.to_owned(), named(kind))).collect();
    let counts = format!(
        "SELECT kind, state, COUNT(*) AS n, MIN(run_at) AS first, MAX(finished_at) AS last, \
         CAST(SUM(CASE WHEN run_at <= $1 THEN 1 ELSE 0 END) AS bigint) AS due FROM {m}_job GROUP BY kind, state"
    );
    for row in db.all(&counts, vec![ctx.clock.now().0.into()]).await? {
        let kind: String = row.try_get("", "kind")?;
        let it = all.entry(kind.clone()).or_insert_with(|| named(&kind));
        let many: i64 = row.try_get("", "n")?;
        let at = |column: &str| Ok::<_, DbErr>(row.try_get::<Option<i64>>("", column)?.map(Timestamp));
        match row.try_get::<i16>("", "state")? {
            0 => (it.ready, it.due, it.next_at) = (many, row.try_get("", "due")?, at("first")?),
            1 => it.running = many,
            2 => it.last_done_at = at("last")?,
            3 => it.dead = many,
            _ => (),
        }
    }
    for row in db.all(&last_errors(m), vec![]).await? {
        let kind: String = row.try_get("", "kind")?;
        all.entry(kind.clone()).or_insert_with(|| named(&kind)).last_error = row.try_get("", "last_error")?;
    }
    for row in db.all(&format!("SELECT * FROM {m}_job_switch"), vec![]).await? {
        let kind: String = row.try_get("", "kind")?;
        all.entry(kind.clone()).or_insert_with(|| named(&kind)).paused = Some(paused(&row)?);
    }
    Ok(all.into_values().collect())
}

/// The latest error of each kind. A job that gave up before it was noted when, did so when it went wrong.
fn last_errors(m: &str) -> String {
    format!(
        "SELECT kind, last_error FROM (SELECT kind, last_error, row_number() OVER (PARTITION BY kind \
         ORDER BY COALESCE(failed_at, finished_at, 0) DESC, id DESC) AS rn \
         FROM {m}_job WHERE last_error IS NOT NULL) errors WHERE rn = 1"
    )
}

fn paused(row: &QueryResult) -> Result<Paused, DbErr> {
    let at = Timestamp(row.try_get("", "paused_at")?);
    Ok(Paused { at, by: row.try_get("", "paused_by")?, reason: row.try_get("", "reason")? })
}

/// Whether somebody told jobs of `kind` to wait: for whoever would do the same in another way.
///
/// # Errors
/// When the database does not answer.
pub async fn is_paused(ctx: &Context, kind: &str) -> Result<bool, DbErr> {
    let sql = format!("SELECT 1 FROM {}_job_switch WHERE kind = $1", ctx.module);
    Ok(ctx.db.read().one(&sql, vec![kind.into()]).await?.is_some())
}

/// What jobs of `kind` would be done next, in their order: nothing is done.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn next(ctx: &Context, kind: &str) -> Result<Vec<NextJob>, DbErr> {
    let sql = format!(
        "SELECT key, run_at, attempt, last_error FROM {}_job WHERE kind = $1 AND state = 0 \
         ORDER BY priority, run_at, id LIMIT $2",
        ctx.module
    );
    let rows = ctx.db.read().all(&sql, vec![kind.into(), NEXT.into()]).await?;
    let read = |row: &QueryResult| {
        let run_at = Timestamp(row.try_get("", "run_at")?);
        let (key, attempt) = (row.try_get("", "key")?, row.try_get("", "attempt")?);
        Ok(NextJob { key, run_at, attempt, last_error: row.try_get("", "last_error")? })
    };
    rows.iter().map(read).collect()
}

/// Tells jobs of `kind` to wait; those at work end. False when they wait already.
pub(crate) async fn pause(tx: &Transaction, kind: &str, by: &str, reason: &str) -> Result<bool, DbErr> {
    let sql = format!(
        "INSERT INTO {}_job_switch (kind, paused_at, paused_by, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        tx.module()
    );
    let values = vec![kind.into(), tx.now.0.into(), by.into(), reason.into()];
    Ok(tx.exec(&sql, values).await? == 1)
}

/// Lets jobs of `kind` go on. False when they do.
pub(crate) async fn resume(tx: &Transaction, kind: &str) -> Result<bool, DbErr> {
    let sql = format!("DELETE FROM {}_job_switch WHERE kind = $1", tx.module());
    Ok(tx.exec(&sql, vec![kind.into()]).await? == 1)
}
