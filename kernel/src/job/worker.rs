use super::{
    JobError, Jobs,
    queue::{self, Claimed, Fate, LEASE},
};
use crate::{Context, in_references, trace::Cause};
use futures::FutureExt;
use sea_orm::DbErr;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    task::{JoinHandle, JoinSet},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How many jobs of a module are done at once. They wait for other people's servers, not for ours.
const AT_ONCE: usize = 64;
/// A job whose time has come is found after this long at the latest.
const BACKSTOP: Duration = Duration::from_millis(500);
/// A job that is put off for longer than this is not waited for to the moment.
const PACED: Duration = Duration::from_mins(10);
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How long the database may take to renew a lease: with the time before it was asked, no longer than a lease.
const ANSWER: Duration = Duration::from_secs(20);
/// How long after a stop a job may still finish. Less than what a supervisor waits before it kills (30 s).
const GRACE: Duration = Duration::from_secs(20);
const KEEP_DONE: Duration = Duration::from_secs(7 * 24 * 3600);

/// Does the jobs of a module.
pub struct Worker {
    ctx: Context,
    jobs: Jobs,
    grace: Duration,
    heartbeat: Duration,
}

impl Worker {
    /// Does `jobs` of the module of `ctx`.
    pub fn new(ctx: Context, jobs: Jobs) -> Self {
        Self { ctx, jobs, grace: GRACE, heartbeat: HEARTBEAT }
    }

    /// The same, with another time for what is at hand when it stops.
    #[must_use]
    pub fn with_grace(self, grace: Duration) -> Self {
        Self { grace, ..self }
    }

    /// The same, with another time after which each lease is renewed.
    #[must_use]
    pub fn with_heartbeat(self, heartbeat: Duration) -> Self {
        Self { heartbeat, ..self }
    }

    /// Works until `stop`, and then finishes what is at hand. What takes longer than that is put back as if it
    /// had not been begun, so that a deploy costs neither an attempt nor the wait for a lease to run out.
    pub async fn run(self, stop: CancellationToken) {
        let mut news = self.ctx.wake.on_jobs();
        let free = Arc::new(Semaphore::new(AT_ONCE));
        let jobs = Arc::new(self.jobs);
        let (done, settled) = mpsc::channel(AT_ONCE);
        let soon = Soon::default();
        let settler = tokio::spawn(settle(self.ctx.clone(), settled, soon.clone()));
        let held = Held::default();
        let mut at_work = JoinSet::new();
        let mut rounds = 0_u32;
        take_over(&self.ctx).await;
        while !stop.is_cancelled() {
            let claimed = claim(&self.ctx, free.available_permits()).await;
            let idle = claimed.is_empty();
            for job in claimed {
                let Ok(permit) = free.clone().acquire_owned().await else { return };
                let (ctx, jobs, done, held) = (self.ctx.clone(), jobs.clone(), done.clone(), held.clone());
                let heartbeat = self.heartbeat;
                held.add(&job);
                at_work.spawn(async move {
                    if let Some(fate) = work(&ctx, &jobs, &job, heartbeat).await {
                        // Nobody listens only when the program has given up; then the lease runs out.
                        drop(done.send(Worked { job: job.clone(), fate, permit }).await);
                    }
                    held.remove(&job);
                });
            }
            while at_work.try_join_next().is_some() {}
            rounds = rounds.wrapping_add(1);
            if rounds.is_multiple_of(1024) {
                drop(queue::purge(&self.ctx, self.ctx.clock.now().before(KEEP_DONE)).await);
            }
            if idle || free.available_permits() == 0 {
                tokio::select! {
                    () = stop.cancelled() => break,
                    _ = news.changed() => (),
                    () = tokio::time::sleep(soon.next()) => (),
                }
            }
        }
        drop(tokio::time::timeout(self.grace, async { while at_work.join_next().await.is_some() {} }).await);
        // Every change is a transaction that goes on by itself, so breaking off leaves none of them half done.
        at_work.shutdown().await;
        // The settler ends when the last of those at work has handed in what came of it.
        drop(done);
        drop(settler.await);
        note(&self.ctx, held.take().into_iter().map(|job| (job, Fate::Later(Duration::ZERO))).collect())
            .await;
    }
}

/// Where only one process has the database, what was at hand when it died is taken over at once.
async fn take_over(ctx: &Context) {
    if !ctx.db.inherits(ctx.module) {
        return;
    }
    match queue::end_leases(ctx).await {
        Ok(0) => (),
        Ok(jobs) => {
            tracing::info!(module = ctx.module, jobs, "jobs of a process that has died are taken over");
        }
        Err(error) => {
            tracing::warn!(module = ctx.module, %error, "jobs at hand wait until their leases run out");
        }
    }
}

/// What is claimed when there is room for `free` more. Looking costs no write, so most looks are only that.
async fn claim(ctx: &Context, free: usize) -> Vec<Claimed> {
    let claimed = match queue::is_any_due(ctx).await {
        Ok(false) => Ok(Vec::new()),
        Ok(true) => queue::claim(ctx, i64::try_from(free).unwrap_or(1)).await,
        Err(error) => Err(error),
    };
    claimed.unwrap_or_else(|error| {
        tracing::warn!(%error, module = ctx.module, "jobs could not be claimed");
        Vec::new()
    })
}

/// The jobs at hand whose end nobody was told of yet.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<BTreeMap<Uuid, Claimed>>>);

impl Held {
    fn add(&self, job: &Claimed) {
        self.jobs().insert(job.id, job.clone());
    }

    /// Unless it was claimed anew meanwhile.
    fn remove(&self, job: &Claimed) {
        let mut jobs = self.jobs();
        if jobs.get(&job.id).is_some_and(|it| it.token == job.token) {
            jobs.remove(&job.id);
        }
    }

    fn take(&self) -> Vec<Claimed> {
        std::mem::take(&mut *self.jobs()).into_values().collect()
    }

    fn jobs(&self) -> MutexGuard<'_, BTreeMap<Uuid, Claimed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When the jobs come due that were put off for a moment: whoever keeps a pace is called then, and not at the next
/// look.
#[derive(Clone, Default)]
struct Soon(Arc<Mutex<BinaryHeap<Reverse<Instant>>>>);

impl Soon {
    fn note(&self, fate: &Fate) {
        if let Fate::Later(pause) = fate
            && *pause < PACED
        {
            self.times().push(Reverse(Instant::now() + *pause));
        }
    }

    /// How long until the next of them is due.
    fn next(&self) -> Duration {
        let (mut times, now) = (self.times(), Instant::now());
        while times.peek().is_some_and(|it| it.0 <= now) {
            times.pop();
        }
        times.peek().map_or(BACKSTOP, |it| BACKSTOP.min(it.0 - now))
    }

    fn times(&self) -> MutexGuard<'_, BinaryHeap<Reverse<Instant>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job that was done, and its place among those that are done at once: free when the outcome is noted.
struct Worked {
    job: Claimed,
    fate: Fate,
    #[expect(dead_code, reason = "held, not read")]
    permit: OwnedSemaphorePermit,
}

/// Notes what became of jobs, those that end together in one transaction: a commit costs more than a job.
async fn settle(ctx: Context, mut settled: mpsc::Receiver<Worked>, soon: Soon) {
    let mut together = Vec::with_capacity(AT_ONCE);
    while settled.recv_many(&mut together, AT_ONCE).await > 0 {
        note(&ctx, together.iter().map(|it| (it.job.clone(), it.fate.clone())).collect()).await;
        together.drain(..).for_each(|it| soon.note(&it.fate));
        ctx.wake.work();
    }
}

async fn note(ctx: &Context, fates: Vec<(Claimed, Fate)>) {
    if fates.is_empty() {
        return;
    }
    let many = fates.len() as u64;
    match queue::settle(ctx, fates).await {
        Ok(noted) if noted == many => (),
        Ok(noted) => {
            tracing::warn!(module = ctx.module, jobs = many - noted, "jobs were taken over meanwhile");
        }
        Err(error) => {
            tracing::warn!(module = ctx.module, jobs = many, %error, "what became of jobs was not noted");
        }
    }
}

/// Does every job that is due, one after the other, until none is; says how many that were. For tests and
/// tools that must know when it is quiet.
///
/// # Errors
/// When the database does not answer.
pub async fn drain(ctx: &Context, jobs: &Jobs) -> Result<usize, DbErr> {
    let mut done = 0;
    loop {
        match do_some(ctx, jobs, 16).await? {
            0 => return Ok(done),
            some => done += some,
        }
    }
}

/// Does up to `limit` jobs that are due, one after the other; says how many that were.
pub(crate) async fn do_some(ctx: &Context, jobs: &Jobs, limit: i64) -> Result<usize, DbErr> {
    if !queue::is_any_due(ctx).await? {
        return Ok(0);
    }
    // None may be claimed all the same: what is due waits while a job of its key is under way elsewhere.
    let claimed = queue::claim(ctx, limit).await?;
    let some = claimed.len();
    for job in claimed {
        if let Some(fate) = work(ctx, jobs, &job, HEARTBEAT).await {
            note(ctx, vec![(job, fate)]).await;
        }
    }
    Ok(some)
}

/// Does `job`; nothing comes of it when its lease was lost meanwhile. Then it is somebody else's, and what is left
/// of it here is broken off where it waits, so that two workers are not at it together.
async fn work(ctx: &Context, jobs: &Jobs, job: &Claimed, heartbeat: Duration) -> Option<Fate> {
    let cause = Cause { correlation: job.correlation, causation: Some(job.id) };
    let mut lease = Lease(tokio::spawn(keep_alive(ctx.clone(), job.clone(), heartbeat)));
    let fate = tokio::select! {
        biased;
        fate = cause.scope(perform(ctx, jobs, job)) => fate,
        _ = &mut lease.0 => {
            tracing::warn!(module = ctx.module, kind = job.kind, attempt = job.attempt, "a job's lease was lost, and it is left to its next worker");
            return None;
        }
    };
    match &fate {
        Fate::Again(error) => {
            tracing::warn!(
                module = ctx.module,
                kind = job.kind,
                attempt = job.attempt,
                error = in_references(error),
                "a job will be tried again"
            );
        }
        Fate::Dead(error) => {
            tracing::error!(
                module = ctx.module,
                kind = job.kind,
                attempt = job.attempt,
                error = in_references(error),
                "a job waits for a person"
            );
        }
        Fate::Done | Fate::Later(_) => (),
    }
    Some(fate)
}

async fn perform(ctx: &Context, jobs: &Jobs, job: &Claimed) -> Fate {
    let Some(performer) = jobs.performer(&job.kind) else {
        // A newer program asked for it; a newer program will do it.
        return Fate::Later(Duration::from_secs(30));
    };
    match AssertUnwindSafe(performer(ctx, job.args.clone())).catch_unwind().await {
        Ok(Ok(())) => Fate::Done,
        Ok(Err(JobError::Retry(error))) => Fate::Again(format!("{error:#}")),
        Ok(Err(JobError::Later(pause))) => Fate::Later(pause),
        Ok(Err(JobError::Fail(error))) => Fate::Dead(format!("{error:#}")),
        Err(_) => Fate::Again("it panicked".to_owned()),
    }
}

/// What keeps a lease, for as long as somebody is at work under it.
struct Lease(JoinHandle<()>);

impl Drop for Lease {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Renews the lease until it is lost: taken over, or run out because the database could not be told in time.
async fn keep_alive(ctx: Context, job: Claimed, heartbeat: Duration) {
    // Counted from before each question, so that nobody else can have it yet when it is given up here.
    let mut until = job.lease_until;
    loop {
        tokio::time::sleep(heartbeat).await;
        let asked = ctx.clock.steady();
        let left = until.since(asked);
        if left.is_zero() {
            return;
        }
        match tokio::time::timeout(ANSWER.min(left), queue::renew(&ctx, &job)).await {
            Ok(Ok(true)) => until = asked.after(LEASE),
            Ok(Err(_)) | Err(_) if ctx.clock.steady() < until => (),
            Ok(Ok(false) | Err(_)) | Err(_) => return,
        }
    }
}
