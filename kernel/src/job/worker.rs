use super::{
    JobError, Jobs,
    queue::{self, Claimed, Fate},
};
use crate::{Context, trace::Cause};
use futures::FutureExt;
use sea_orm::DbErr;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// How many jobs of a module are done at once.
const AT_ONCE: usize = 16;
/// A job whose time has come is found after this long at the latest.
const BACKSTOP: Duration = Duration::from_millis(500);
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How long after a stop a job may still finish.
const GRACE: Duration = Duration::from_secs(20);
const KEEP_DONE: Duration = Duration::from_secs(7 * 24 * 3600);

/// Does the jobs of a module.
pub struct Worker {
    ctx: Context,
    jobs: Jobs,
}

impl Worker {
    /// Does `jobs` of the module of `ctx`.
    pub fn new(ctx: Context, jobs: Jobs) -> Self {
        Self { ctx, jobs }
    }

    /// Works until `stop`, and then finishes what is at hand.
    pub async fn run(self, stop: CancellationToken) {
        let mut news = self.ctx.wake.on_jobs();
        let free = Arc::new(Semaphore::new(AT_ONCE));
        let jobs = Arc::new(self.jobs);
        let mut rounds = 0_u32;
        while !stop.is_cancelled() {
            let claimed =
                match queue::claim(&self.ctx, i64::try_from(free.available_permits()).unwrap_or(1)).await {
                    Ok(claimed) => claimed,
                    Err(error) => {
                        tracing::warn!(%error, module = self.ctx.module, "jobs could not be claimed");
                        Vec::new()
                    }
                };
            let idle = claimed.is_empty();
            for job in claimed {
                let Ok(permit) = free.clone().acquire_owned().await else { return };
                let (ctx, jobs) = (self.ctx.clone(), jobs.clone());
                tokio::spawn(async move {
                    work(&ctx, &jobs, job).await;
                    drop(permit);
                    ctx.wake.work();
                });
            }
            rounds = rounds.wrapping_add(1);
            if rounds.is_multiple_of(1024) {
                drop(queue::purge(&self.ctx, self.ctx.clock.now().before(KEEP_DONE)).await);
            }
            if idle || free.available_permits() == 0 {
                tokio::select! {
                    () = stop.cancelled() => break,
                    _ = news.changed() => (),
                    () = tokio::time::sleep(BACKSTOP) => (),
                }
            }
        }
        let everything = u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
        drop(tokio::time::timeout(GRACE, free.acquire_many(everything)).await);
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
        let claimed = queue::claim(ctx, 16).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        for job in claimed {
            work(ctx, jobs, job).await;
            done += 1;
        }
    }
}

async fn work(ctx: &Context, jobs: &Jobs, job: Claimed) {
    let cause = Cause { correlation: job.correlation, causation: Some(job.id) };
    let heartbeat = tokio::spawn(keep_alive(ctx.clone(), job.clone()));
    let fate = cause.scope(perform(ctx, jobs, &job)).await;
    heartbeat.abort();
    match &fate {
        Fate::Again(error) => {
            tracing::warn!(module = ctx.module, kind = job.kind, attempt = job.attempt, %error, "a job will be tried again");
        }
        Fate::Dead(error) => {
            tracing::error!(module = ctx.module, kind = job.kind, attempt = job.attempt, %error, "a job waits for a person");
        }
        Fate::Done | Fate::Later(_) => (),
    }
    match queue::settle(ctx, &job, fate).await {
        Ok(true) => (),
        Ok(false) => tracing::warn!(module = ctx.module, kind = job.kind, "a job was taken over meanwhile"),
        Err(error) => {
            tracing::warn!(module = ctx.module, kind = job.kind, %error, "what became of a job was not noted");
        }
    }
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

async fn keep_alive(ctx: Context, job: Claimed) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        if let Ok(false) = queue::renew(&ctx, &job).await {
            return;
        }
    }
}
