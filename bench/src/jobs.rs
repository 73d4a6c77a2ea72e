//! Jobs per second that do nothing. What it costs to take a job and to note that it is done, and no more.

use crate::{deliver::that_lasts, rounds::Table, world::World};
use kernel::{
    Command, Context, Job, JobError, Jobs, Perform, Transaction,
    db::{Sql, with},
    job::Worker,
};
use sea_orm::{DbBackend, DbErr};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// As many as the worker does at once.
const AT_ONCE: u32 = 16;
const FIRST_QUEUE: u32 = 200;
const BATCH: u32 = 200;
const DONE: &str = "UPDATE bench_task SET state = 2, finished_at = $1 WHERE id = $2";

pub(crate) async fn measure(world: &World, slice: Duration) -> anyhow::Result<Table> {
    let mut table = Table::new(
        "jobs: no-op jobs through the worker, 16 at once, each done durably",
        "jobs/s",
        "ratio: done / that line. No-op job rates are vanity: real jobs wait for somebody else's server.",
    );
    let mut queue = FIRST_QUEUE;
    for round in Table::rounds() {
        let rate = worked(world, queue).await?;
        table.note(round, "done (claim, lease, perform, settle)", rate);
        table.note(round, "one bare update a job, a commit each", updated(world, queue, note_alone).await?);
        if world.ctx.db.backend() == DbBackend::Sqlite {
            table.note(
                round,
                "one bare update a job, group commit",
                updated(world, queue, note_in_group).await?,
            );
        }
        if round.warming_up {
            queue = that_lasts(slice, rate);
        }
    }
    Ok(table)
}

/// Does nothing.
#[derive(Serialize, Deserialize)]
struct Nothing;

impl Job for Nothing {
    const KIND: &'static str = "nothing";
}

struct Idler;

impl Perform<Nothing> for Idler {
    async fn perform(&self, _: &Context, _: Nothing) -> Result<(), JobError> {
        Ok(())
    }
}

struct Ask(u32);

impl Command for Ask {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for _ in 0..self.0 {
            tx.enqueue(&Nothing).await?;
        }
        Ok(())
    }
}

async fn worked(world: &World, queue: u32) -> anyhow::Result<f64> {
    let mut left = queue;
    while left > 0 {
        let now = left.min(BATCH);
        world.ctx.run(Ask(now)).await?;
        left -= now;
    }
    let stop = CancellationToken::new();
    let started = Instant::now();
    let worker =
        tokio::spawn(Worker::new(world.ctx.clone(), Jobs::default().on::<Nothing>(Idler)).run(stop.clone()));
    // Asked of the partial indexes of what is waiting and at work, which are small by then and cheap to ask.
    while is_there_work(&world.ctx).await? {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let took = started.elapsed();
    stop.cancel();
    worker.await?;
    Ok(f64::from(queue) / took.as_secs_f64())
}

async fn is_there_work(ctx: &Context) -> Result<bool, DbErr> {
    let waiting = "SELECT 1 FROM bench_job WHERE state = 0 ORDER BY priority, run_at, id LIMIT 1";
    let at_work = "SELECT 1 FROM bench_job WHERE state = 1 LIMIT 1";
    Ok(ctx.db.read().one(waiting, vec![]).await?.is_some()
        || ctx.db.read().one(at_work, vec![]).await?.is_some())
}

/// The least that a durable job can cost: noting that it is done.
async fn updated<F>(
    world: &World,
    tasks: u32,
    note: impl Fn(Context, u32) -> F + Copy + Send + 'static,
) -> anyhow::Result<f64>
where
    F: Future<Output = Result<(), DbErr>> + Send,
{
    world.ctx.run(with(move |tx| Box::pin(lay_out(tx, tasks)))).await?;
    let started = Instant::now();
    let mut workers = JoinSet::new();
    for worker in 0..AT_ONCE {
        let ctx = world.ctx.clone();
        workers.spawn(async move {
            for task in (worker..tasks).step_by(AT_ONCE as usize) {
                note(ctx.clone(), task).await?;
            }
            Ok::<_, DbErr>(())
        });
    }
    while let Some(worker) = workers.join_next().await {
        worker??;
    }
    Ok(f64::from(tasks) / started.elapsed().as_secs_f64())
}

async fn lay_out(tx: &Transaction, tasks: u32) -> Result<(), DbErr> {
    tx.exec("DELETE FROM bench_task", vec![]).await?;
    for task in 0..tasks {
        tx.exec("INSERT INTO bench_task (id, state) VALUES ($1, 1)", vec![i64::from(task).into()]).await?;
    }
    Ok(())
}

async fn note_alone(ctx: Context, task: u32) -> Result<(), DbErr> {
    ctx.db.execute(DONE, vec![ctx.clock.now().0.into(), i64::from(task).into()]).await.map(drop)
}

async fn note_in_group(ctx: Context, task: u32) -> Result<(), DbErr> {
    let note = with(move |tx| {
        Box::pin(async move { tx.exec(DONE, vec![tx.now.0.into(), i64::from(task).into()]).await.map(drop) })
    });
    ctx.run(note).await
}
