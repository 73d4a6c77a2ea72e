use crate::world::{World, on_sqlite, soon, worlds};
use kernel::{
    Context, HandleError, Job, JobError, Jobs, Perform, Transaction,
    db::{Sql, with},
    job::{Worker, drain},
};
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

#[derive(Clone, Serialize, Deserialize)]
struct Ring {
    bell: u32,
    once: bool,
}

impl Job for Ring {
    const KIND: &'static str = "ring";
    const MAX_ATTEMPTS: i32 = 3;

    fn key(&self) -> Option<String> {
        Some(format!("bell/{}", self.bell))
    }

    fn dedupe_key(&self) -> Option<String> {
        self.once.then(|| format!("ring/{}", self.bell))
    }
}

/// Rings; the first `failures` times it does not.
#[derive(Clone, Default)]
struct Ringer {
    rung: Arc<AtomicU32>,
    failures: Arc<AtomicU32>,
    at_once: Arc<AtomicU32>,
    most_at_once: Arc<AtomicU32>,
}

impl Perform<Ring> for Ringer {
    async fn perform(&self, _: &Context, _: Ring) -> Result<(), JobError> {
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(3)).await;
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        let left = self.failures.load(Ordering::SeqCst);
        if left > 0 {
            self.failures.store(left - 1, Ordering::SeqCst);
            return Err(JobError::Retry(anyhow::anyhow!("the rope broke")));
        }
        self.rung.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

async fn ask(world: &World, ring: Ring) -> anyhow::Result<()> {
    let command = with(move |tx: &Transaction| {
        let ring = ring.clone();
        Box::pin(async move { tx.enqueue(&ring).await })
    });
    Ok(world.ctx.run(command).await?)
}

#[tokio::test]
async fn a_job_asked_for_twice_under_one_dedupe_key_is_done_once() -> anyhow::Result<()> {
    for world in worlds().await? {
        let ringer = Ringer::default();
        let jobs = Jobs::default().on::<Ring>(ringer.clone());
        for _ in 0..3 {
            ask(&world, Ring { bell: 1, once: true }).await?;
            drain(&world.ctx, &jobs).await?;
        }
        assert_eq!(ringer.rung.load(Ordering::SeqCst), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_later_and_at_last_waits_for_a_person() -> anyhow::Result<()> {
    for world in worlds().await? {
        let ringer = Ringer::default();
        ringer.failures.store(9, Ordering::SeqCst);
        let jobs = Jobs::default().on::<Ring>(ringer.clone());
        ask(&world, Ring { bell: 1, once: false }).await?;
        for _ in 0..10 {
            drain(&world.ctx, &jobs).await?;
            world.clock.advance(Duration::from_secs(3600));
        }
        assert_eq!(ringer.failures.load(Ordering::SeqCst), 6, "three attempts and no more");
        let gave_up = "SELECT COUNT(*) FROM probe_job WHERE state = 3 AND failed_at = finished_at";
        assert_eq!(world.count(gave_up).await?, 1);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jobs_of_one_key_are_done_one_at_a_time_even_by_two_workers() -> anyhow::Result<()> {
    for world in worlds().await? {
        let ringer = Ringer::default();
        let jobs = Jobs::default().on::<Ring>(ringer.clone());
        for _ in 0..12 {
            ask(&world, Ring { bell: 1, once: false }).await?;
        }
        let stop = CancellationToken::new();
        let workers: Vec<_> = (0..2)
            .map(|_| tokio::spawn(Worker::new(world.ctx.clone(), jobs.clone()).run(stop.clone())))
            .collect();
        soon("all have rung", async || Ok(ringer.rung.load(Ordering::SeqCst) >= 12)).await?;
        stop.cancel();
        for worker in workers {
            worker.await?;
        }
        assert_eq!(ringer.rung.load(Ordering::SeqCst), 12);
        assert_eq!(ringer.most_at_once.load(Ordering::SeqCst), 1);
    }
    Ok(())
}

/// Takes longer than its lease, as a process does that was stopped and goes on.
struct Sleeper {
    clock: Arc<kernel::FixedClock>,
    jobs: Arc<std::sync::Mutex<Option<Jobs>>>,
    done: Arc<AtomicU32>,
}

impl Perform<Ring> for Sleeper {
    async fn perform(&self, ctx: &Context, _: Ring) -> Result<(), JobError> {
        if self.done.fetch_add(1, Ordering::SeqCst) == 0 {
            self.clock.advance(Duration::from_secs(60));
            let jobs = self.jobs.lock().expect("nobody panicked").clone().expect("jobs");
            // Another worker takes the job over, and finishes it, while this one still believes it has it.
            Box::pin(drain(ctx, &jobs)).await?;
            return Err(JobError::Fail(anyhow::anyhow!("a verdict that comes too late")));
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_cannot_overwrite_what_its_successor_noted() -> anyhow::Result<()> {
    for world in worlds().await? {
        let handle = Arc::new(std::sync::Mutex::new(None));
        let sleeper = Sleeper { clock: world.clock.clone(), jobs: handle.clone(), done: Arc::default() };
        let jobs = Jobs::default().on::<Ring>(sleeper);
        *handle.lock().expect("nobody panicked") = Some(jobs.clone());
        ask(&world, Ring { bell: 1, once: false }).await?;
        drain(&world.ctx, &jobs).await?;
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_job WHERE state = 2").await?, 1, "done, not dead");
    }
    Ok(())
}

/// Is gone in the middle of it, as a process is that runs out of memory.
#[derive(Clone, Default)]
struct Deadly {
    begun: Arc<AtomicU32>,
    deadly: Arc<Notify>,
}

impl Perform<Ring> for Deadly {
    async fn perform(&self, _: &Context, _: Ring) -> Result<(), JobError> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        self.deadly.notify_one();
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_job_that_takes_its_worker_with_it_each_time_is_laid_before_a_person() -> anyhow::Result<()> {
    for world in worlds().await? {
        let deadly = Deadly::default();
        let jobs = Jobs::default().on::<Ring>(deadly.clone());
        ask(&world, Ring { bell: 1, once: false }).await?;
        for tried in 1..=5 {
            let gone = tokio::select! {
                () = deadly.deadly.notified() => true,
                drained = drain(&world.ctx, &jobs) => drained.map(|_| false)?,
            };
            assert_eq!(gone, tried <= 3, "try {tried}");
            world.clock.advance(Duration::from_secs(31));
        }
        assert_eq!(deadly.begun.load(Ordering::SeqCst), 3, "three attempts and no more");
        let dead = "SELECT COUNT(*) FROM probe_job WHERE state = 3 AND lease_token IS NULL AND finished_at IS NOT NULL";
        assert_eq!(world.count(dead).await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_job_of_a_change_that_did_not_happen_is_not_done() -> anyhow::Result<()> {
    for world in worlds().await? {
        let command = with(|tx: &Transaction| {
            Box::pin(async move {
                tx.enqueue(&Ring { bell: 1, once: false }).await?;
                tx.exec("INSERT INTO probe_seen (thing, number) VALUES (1, 1)", vec![]).await?;
                Err::<(), _>(HandleError::Reject(anyhow::anyhow!("no")))
            })
        });
        assert!(world.ctx.run(command).await.is_err());
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_job").await?, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_seen").await?, 0);
    }
    Ok(())
}

/// Begins and does not end.
#[derive(Clone, Default)]
struct Endless(Arc<AtomicU32>);

impl Perform<Ring> for Endless {
    async fn perform(&self, _: &Context, _: Ring) -> Result<(), JobError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_job_that_outlasts_a_stop_is_put_back_and_no_attempt_is_counted() -> anyhow::Result<()> {
    for world in worlds().await? {
        let (endless, stop) = (Endless::default(), CancellationToken::new());
        let jobs = Jobs::default().on::<Ring>(endless.clone());
        let worker = Worker::new(world.ctx.clone(), jobs).with_grace(Duration::from_millis(50));
        let working = tokio::spawn(worker.run(stop.clone()));
        ask(&world, Ring { bell: 1, once: true }).await?;
        while endless.0.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        stop.cancel();
        working.await?;
        let free = "SELECT COUNT(*) FROM probe_job WHERE state = 0 AND attempt = 0 AND lease_token IS NULL";
        assert_eq!(world.count(free).await?, 1, "nobody holds it");
        let ringer = Ringer::default();
        let next = Jobs::default().on::<Ring>(ringer.clone());
        assert_eq!(drain(&world.ctx, &next).await?, 1, "and the next program does it at once");
        assert_eq!(ringer.rung.load(Ordering::SeqCst), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_worker_that_joins_another_of_its_process_takes_nothing_from_it() -> anyhow::Result<()> {
    let (world, endless, stop) = (on_sqlite().await?, Endless::default(), CancellationToken::new());
    let jobs = Jobs::default().on::<Ring>(endless.clone());
    let worker = || {
        Worker::new(world.ctx.clone(), jobs.clone()).with_grace(Duration::from_millis(50)).run(stop.clone())
    };
    ask(&world, Ring { bell: 1, once: true }).await?;
    let first = tokio::spawn(worker());
    soon("it is begun", async || Ok(endless.0.load(Ordering::SeqCst) == 1)).await?;
    let second = tokio::spawn(worker());
    // The second takes what it is asked for, so it is past what it does first.
    ask(&world, Ring { bell: 2, once: true }).await?;
    soon("the other is begun", async || Ok(endless.0.load(Ordering::SeqCst) >= 2)).await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(endless.0.load(Ordering::SeqCst), 2, "one job each");
    stop.cancel();
    first.await?;
    second.await?;
    Ok(())
}

/// Loses its lease the first time, and would go on for an hour.
#[derive(Clone)]
struct Overslept {
    clock: Arc<kernel::FixedClock>,
    begun: Arc<AtomicU32>,
    broken_off: Arc<AtomicU32>,
    done: Arc<AtomicU32>,
}

/// Counts its end.
struct Counts(Arc<AtomicU32>);

impl Drop for Counts {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Perform<Ring> for Overslept {
    async fn perform(&self, _: &Context, _: Ring) -> Result<(), JobError> {
        if self.begun.fetch_add(1, Ordering::SeqCst) == 0 {
            let _end = Counts(self.broken_off.clone());
            self.clock.advance(Duration::from_secs(60));
            tokio::time::sleep(Duration::from_hours(1)).await;
        }
        self.done.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_job_whose_lease_is_lost_is_broken_off_so_that_two_workers_are_not_at_it_together()
-> anyhow::Result<()> {
    for world in worlds().await? {
        let job = Overslept {
            clock: world.clock.clone(),
            begun: Arc::default(),
            broken_off: Arc::default(),
            done: Arc::default(),
        };
        let jobs = Jobs::default().on::<Ring>(job.clone());
        ask(&world, Ring { bell: 1, once: false }).await?;
        let stop = CancellationToken::new();
        let worker = Worker::new(world.ctx.clone(), jobs)
            .with_grace(Duration::from_secs(1))
            .with_heartbeat(Duration::from_millis(50));
        let worker = tokio::spawn(worker.run(stop.clone()));
        // Long before its hour is over.
        let ended = [&job.done, &job.broken_off];
        soon("it is broken off and done", async || Ok(ended.iter().all(|it| it.load(Ordering::SeqCst) == 1)))
            .await?;
        stop.cancel();
        worker.await?;
        assert_eq!((job.begun.load(Ordering::SeqCst), job.done.load(Ordering::SeqCst)), (2, 1));
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_job WHERE state = 2 AND attempt = 2").await?, 1);
    }
    Ok(())
}

/// A worker that has begun its job and is gone, as after a kill; the job's lease is still there.
async fn kill_at_work(world: &World) -> anyhow::Result<()> {
    let endless = Endless::default();
    let worker = Worker::new(world.ctx.clone(), Jobs::default().on::<Ring>(endless.clone()));
    let working = tokio::spawn(worker.run(CancellationToken::new()));
    ask(world, Ring { bell: 1, once: true }).await?;
    while endless.0.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    working.abort();
    drop(working.await);
    assert_eq!(world.count("SELECT COUNT(*) FROM probe_job WHERE state = 1").await?, 1);
    Ok(())
}

/// How often the bell is rung within a third of a second.
async fn rings(world: &World) -> anyhow::Result<u32> {
    let (ringer, stop) = (Ringer::default(), CancellationToken::new());
    let worker = Worker::new(world.ctx.clone(), Jobs::default().on::<Ring>(ringer.clone()));
    let working = tokio::spawn(worker.run(stop.clone()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.cancel();
    working.await?;
    Ok(ringer.rung.load(Ordering::SeqCst))
}

#[tokio::test]
async fn what_was_at_hand_in_a_process_that_died_is_taken_over_at_once_by_the_only_one_there_is()
-> anyhow::Result<()> {
    let world = on_sqlite().await?;
    kill_at_work(&world).await?;
    let beside = world.beside().await?;
    assert_eq!(rings(&beside).await?, 0, "somebody else has the database open, and may have it at hand");
    // What the dead one had open is closed when the last of its tasks is gone.
    drop(world);
    let mut last = beside;
    for _ in 0..50 {
        let next = last.reopened().await?;
        if rings(&next).await? == 1 {
            return Ok(());
        }
        last = next;
    }
    anyhow::bail!("nobody took it over")
}
