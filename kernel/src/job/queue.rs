use super::Job;
use crate::{
    Context, Transaction, chance,
    db::{Sql, with},
};
use contracts::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// A job is somebody else's again when its worker has not been heard of for this long.
pub(super) const LEASE: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// A job that this worker holds the lease of.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) args: String,
    pub(super) attempt: i32,
    pub(super) max_attempts: i32,
    pub(super) correlation: Uuid,
    pub(super) token: Uuid,
    /// By the steady clock.
    pub(super) lease_until: Timestamp,
}

/// What becomes of a job.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    Done,
    /// Again, after a pause that grows with the attempts.
    Again(String),
    /// Again after this long; the attempt does not count.
    Later(Duration),
    Dead(String),
}

pub(crate) async fn push<J: Job>(tx: &Transaction, job: &J, at: Timestamp) -> Result<(), DbErr> {
    let args = serde_json::to_string(job).map_err(|error| DbErr::Json(error.to_string()))?;
    write(tx, J::KIND, [job.key(), job.dedupe_key()], args, J::MAX_ATTEMPTS, at).await
}

/// What of [`push`] does not know the job's type, so that it is compiled once.
async fn write(
    tx: &Transaction,
    kind: &str,
    [key, dedupe_key]: [Option<String>; 2],
    args: String,
    max_attempts: i32,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO {}_job (id, kind, key, dedupe_key, args, priority, state, attempt, max_attempts, run_at, \
         correlation_id, traceparent, created_at) VALUES ($1, $2, $3, $4, $5, 0, 0, 0, $6, $7, $8, $9, $10) \
         ON CONFLICT DO NOTHING",
        tx.module()
    );
    let values = vec![
        contracts::chance::next_id().into(),
        kind.into(),
        key.into(),
        dedupe_key.into(),
        args.into(),
        max_attempts.into(),
        at.0.into(),
        tx.cause().correlation.into(),
        tx.cause().traceparent().into(),
        tx.now.0.into(),
    ];
    tx.exec(&sql, values).await.map(drop)
}

/// Takes up to `limit` jobs that are due, and those whose worker went away. At most one of a key. One whose worker
/// went away each time is laid before a person: whatever it does, it takes its worker with it.
pub(super) async fn claim(ctx: &Context, limit: i64) -> Result<Vec<Claimed>, DbErr> {
    let token = contracts::chance::fresh_id();
    let mut jobs = ctx.run(with(move |tx| Box::pin(claim_in(tx, token, limit)))).await?;
    // RETURNING promises no order; ids do.
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

/// That nobody told jobs of its kind to wait. One whose worker went away is taken over all the same: it was begun.
fn may_go_on(m: &str) -> String {
    format!("kind NOT IN (SELECT kind FROM {m}_job_switch)")
}

/// The condition that the module `m` has a job to do, at `$1`, and at `$2` of the time that no clock moves.
pub(crate) fn any_due(m: &str) -> String {
    format!(
        "(EXISTS (SELECT 1 FROM {m}_job WHERE state = 0 AND run_at <= $1 AND {}) \
         OR EXISTS (SELECT 1 FROM {m}_job WHERE state = 1 AND lease_until < $2))",
        may_go_on(m)
    )
}

/// Whether a look would find something. It only reads, so it waits for nobody who writes.
pub(super) async fn is_any_due(ctx: &Context) -> Result<bool, DbErr> {
    let sql = format!("SELECT 1 WHERE {}", any_due(ctx.module));
    let values = vec![ctx.clock.now().0.into(), ctx.clock.steady().0.into()];
    Ok(ctx.db.behind().one(&sql, values).await?.is_some())
}

/// Ends the leases of a process that has died, so that nobody waits until they run out.
pub(super) async fn end_leases(ctx: &Context) -> Result<u64, DbErr> {
    let sql = format!(
        "UPDATE {}_job SET lease_until = $1 WHERE state = 1 AND lease_until BETWEEN $1 AND $2",
        ctx.module
    );
    let now = ctx.clock.steady();
    // Nobody can have taken one since that lasts longer.
    ctx.db.execute(&sql, vec![now.before(Duration::from_micros(1)).0.into(), now.after(LEASE).0.into()]).await
}

async fn claim_in(tx: &Transaction, token: Uuid, limit: i64) -> Result<Vec<Claimed>, DbErr> {
    let m = tx.module();
    let spent = format!(
        "UPDATE {m}_job SET state = 3, last_error = 'its worker went away each time', finished_at = $1, failed_at = $1, \
         lease_until = NULL, lease_token = NULL WHERE state = 1 AND lease_until < $2 AND attempt >= max_attempts"
    );
    tx.exec(&spent, vec![tx.now.0.into(), tx.steady().0.into()]).await?;
    let skip = if tx.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    // A key that is being worked on is taken only by whoever takes over that very job.
    let sql = format!(
        "UPDATE {m}_job SET state = 1, attempt = attempt + 1, lease_token = $1, lease_until = $2 WHERE id IN (\
         SELECT id FROM {m}_job WHERE id IN (SELECT id FROM (\
         SELECT id, priority, run_at, row_number() OVER (PARTITION BY COALESCE(key, CAST(id AS text)) ORDER BY state DESC, priority, run_at, id) AS rn \
         FROM (SELECT id, key, state, priority, run_at FROM {m}_job j WHERE \
         (state = 1 AND lease_until < $3) OR (state = 0 AND run_at <= $4 AND {} AND (key IS NULL OR NOT EXISTS \
         (SELECT 1 FROM {m}_job r WHERE r.key = j.key AND r.state = 1))) \
         ORDER BY priority, run_at, id LIMIT $5) due) w WHERE rn = 1 ORDER BY priority, run_at, id LIMIT $6) \
         AND ((state = 0 AND run_at <= $4) OR (state = 1 AND lease_until < $3)) {skip}) \
         RETURNING id, kind, args, attempt, max_attempts, correlation_id",
        may_go_on(m)
    );
    let lease_until = tx.steady().after(LEASE);
    let values = vec![
        token.into(),
        lease_until.0.into(),
        tx.steady().0.into(),
        tx.now.0.into(),
        (8 * limit).into(),
        limit.into(),
    ];
    let rows = tx.all(&sql, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Claimed {
                id: row.try_get("", "id")?,
                kind: row.try_get("", "kind")?,
                args: row.try_get("", "args")?,
                attempt: row.try_get("", "attempt")?,
                max_attempts: row.try_get("", "max_attempts")?,
                correlation: row.try_get("", "correlation_id")?,
                token,
                lease_until,
            })
        })
        .collect()
}

/// Keeps the lease. False when it is lost: somebody else has taken the job over.
pub(super) async fn renew(ctx: &Context, job: &Claimed) -> Result<bool, DbErr> {
    let now = ctx.clock.steady();
    let sql = format!(
        "UPDATE {}_job SET lease_until = $1 WHERE id = $2 AND lease_token = $3 AND state = 1 AND lease_until >= $4",
        ctx.module
    );
    let values = vec![now.after(LEASE).0.into(), job.id.into(), job.token.into(), now.0.into()];
    Ok(ctx.db.execute(&sql, values).await? == 1)
}

/// Notes what became of jobs, all in one transaction; says of how many. Of the others the lease was lost
/// meanwhile, and somebody else notes it.
pub(super) async fn settle(ctx: &Context, fates: Vec<(Claimed, Fate)>) -> Result<u64, DbErr> {
    ctx.run(with(move |tx| {
        let fates = fates.clone();
        Box::pin(async move { settle_in(tx, fates).await })
    }))
    .await
}

async fn settle_in(tx: &Transaction, fates: Vec<(Claimed, Fate)>) -> Result<u64, DbErr> {
    // What was claimed together is done together, mostly: one statement for each claim.
    let mut done: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    let mut noted = 0;
    for (job, fate) in fates {
        if matches!(fate, Fate::Done) {
            done.entry(job.token).or_default().push(job.id);
        } else {
            noted += settle_one(tx, &job, fate).await?;
        }
    }
    for (token, ids) in done {
        noted += settle_done(tx, token, &ids).await?;
    }
    Ok(noted)
}

async fn settle_done(tx: &Transaction, token: Uuid, ids: &[Uuid]) -> Result<u64, DbErr> {
    let places: Vec<_> = (3..3 + ids.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "UPDATE {}_job SET state = 2, run_at = $1, last_error = NULL, failed_at = NULL, finished_at = $1, \
         lease_until = NULL, lease_token = NULL WHERE lease_token = $2 AND state = 1 AND id IN ({})",
        tx.module(),
        places.join(", ")
    );
    let values = [tx.now.0.into(), token.into()].into_iter().chain(ids.iter().map(|id| (*id).into()));
    tx.exec(&sql, values.collect()).await
}

async fn settle_one(tx: &Transaction, job: &Claimed, fate: Fate) -> Result<u64, DbErr> {
    let now = tx.now;
    let (state, run_at, counted, error) = match fate {
        Fate::Done => (2_i16, now, true, None),
        Fate::Later(pause) => (0, now.after(pause), false, None),
        Fate::Again(error) if job.attempt < job.max_attempts => {
            (0, now.after(pause(job.attempt)), true, Some(error))
        }
        Fate::Again(error) | Fate::Dead(error) => (3, now, true, Some(error)),
    };
    let sql = format!(
        "UPDATE {}_job SET state = $1, run_at = $2, attempt = attempt - $3, last_error = $4, failed_at = $5, \
         finished_at = $6, lease_until = NULL, lease_token = NULL WHERE id = $7 AND lease_token = $8 AND state = 1",
        tx.module()
    );
    let values = vec![
        state.into(),
        run_at.0.into(),
        i32::from(!counted).into(),
        error.clone().into(),
        error.map(|_| now.0).into(),
        (state != 0).then_some(now.0).into(),
        job.id.into(),
        job.token.into(),
    ];
    tx.exec(&sql, values).await
}

/// Puts a dead job back, to be done at once.
///
/// # Errors
/// When the database does not answer.
pub async fn revive(tx: &Transaction, id: Uuid) -> Result<bool, DbErr> {
    let sql = format!(
        "UPDATE {}_job SET state = 0, attempt = 0, run_at = $1, finished_at = NULL WHERE id = $2 AND state = 3",
        tx.module()
    );
    Ok(tx.exec(&sql, vec![tx.now.0.into(), id.into()]).await? == 1)
}

/// Forgets jobs done before `before`. Their dedupe keys are forgotten with them.
pub(super) async fn purge(ctx: &Context, before: Timestamp) -> Result<u64, DbErr> {
    let sql = format!("DELETE FROM {}_job WHERE state IN (2, 4) AND finished_at < $1", ctx.module);
    ctx.db.execute(&sql, vec![before.0.into()]).await
}

/// Anything up to twice the last pause ("full jitter").
fn pause(attempt: i32) -> Duration {
    let longest = FIRST_PAUSE.saturating_mul(1 << attempt.clamp(0, 20)).min(LONGEST_PAUSE);
    longest.mul_f64(chance::fraction())
}
