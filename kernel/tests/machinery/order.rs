use crate::world::{Note, Noted, World, see, soon, worlds};
use async_trait::async_trait;
use kernel::{
    HandleError, React, Reactor, Transaction,
    health::{self, Health, Watch},
    outbox::{Envelope, EventSource, stamp},
    subscription::Runner,
};
use sea_orm::{DbBackend, DbErr};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Sixteen writers whose transactions overlap, some rolled back, while a reader follows: marten #1879,
/// Eventuous #222, kamu-cli #1398 all lost messages here.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_behind_sixteen_writers_misses_nothing_and_sees_each_key_in_order() -> anyhow::Result<()> {
    const WRITERS: u32 = 16;
    const EACH: i64 = 25;
    for world in worlds().await? {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let ctx = world.ctx.clone();
                tokio::spawn(async move {
                    let mut kept = 0;
                    for number in 0..EACH {
                        // Half of all writers share a key with another one.
                        let note = Note { thing: writer % 12, number, pause: true, fail: number % 9 == 4 };
                        kept += i64::from(ctx.run(note).await.is_ok());
                    }
                    kept
                })
            })
            .collect();
        let written = Arc::new(AtomicBool::new(false));
        let follower = {
            let (ctx, source, written) = (world.ctx.clone(), world.source.clone(), written.clone());
            tokio::spawn(async move {
                let mut read = Vec::new();
                loop {
                    // Asked before the look: what is not there then, after the last writer, will never be.
                    let last_look = written.load(Ordering::SeqCst);
                    stamp(&ctx).await?;
                    let after = read.last().map_or(0, |it: &kernel::outbox::Envelope| it.pos);
                    let batch = source.fetch(after, 7).await?;
                    if batch.is_empty() && last_look {
                        return anyhow::Ok(read);
                    }
                    read.extend(batch);
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            })
        };
        let mut kept = 0;
        for writer in writers {
            kept += writer.await?;
        }
        written.store(true, Ordering::SeqCst);
        let read = follower.await??;
        assert_eq!(i64::try_from(read.len())?, kept, "every committed message was read, and no other");
        assert!(read.iter().zip(1..).all(|(it, pos)| it.pos == pos), "positions are dense");
        let mut last = BTreeMap::new();
        for it in &read {
            let before = last.insert(it.key.clone(), it.key_seq).unwrap_or(0);
            assert_eq!(it.key_seq, before + 1, "{} in order and without gaps", it.key);
        }
    }
    Ok(())
}

async fn health(world: &World) -> anyhow::Result<Health> {
    Ok(health::of(&world.ctx, std::slice::from_ref(&world.source), &[], &Watch::default()).await?)
}

#[tokio::test]
async fn a_message_that_finds_no_place_for_long_is_a_matter_for_a_person() -> anyhow::Result<()> {
    for world in worlds().await? {
        for number in 1..=2 {
            world.ctx.run(Note { thing: 1, number, pause: false, fail: false }).await?;
            world.clock.advance(Duration::from_secs(20));
        }
        let seen = health(&world).await?;
        // A file numbers its rows itself, so nothing waits there.
        let waits = if world.ctx.db.backend() == DbBackend::Postgres { (2, 40, true) } else { (0, 0, false) };
        assert_eq!((seen.unstamped, seen.unstamped_for, seen.needs_a_person()), waits);
        stamp(&world.ctx).await?;
        let seen = health(&world).await?;
        assert_eq!((seen.unstamped, seen.unstamped_for, seen.needs_a_person()), (0, 0, false));
    }
    Ok(())
}

/// Remembers how many messages it was asked for each time.
struct Counting(Arc<dyn EventSource>, Mutex<Vec<u64>>);

#[async_trait]
impl EventSource for Counting {
    fn module(&self) -> &'static str {
        self.0.module()
    }
    async fn fetch(&self, after: i64, limit: u64) -> Result<Vec<Envelope>, DbErr> {
        self.1.lock().expect("nobody panicked").push(limit);
        self.0.fetch(after, limit).await
    }
    async fn head(&self) -> Result<i64, DbErr> {
        self.0.head().await
    }
    async fn epoch(&self) -> Result<uuid::Uuid, DbErr> {
        self.0.epoch().await
    }
    fn news(&self) -> watch::Receiver<()> {
        self.0.news()
    }
}

struct Writer;

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        Ok(see(tx, &noted).await?)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_far_behind_takes_more_at_once_and_each_message_once_and_in_order() -> anyhow::Result<()> {
    for world in worlds().await? {
        let said: Vec<(u32, i64)> = (1..=1200).map(|it| (1, it)).collect();
        world.note_all(said.clone()).await?;
        let source = Arc::new(Counting(world.source.clone(), Mutex::default()));
        let writer = Reactor::named("writer").on::<Noted>(Writer).build();
        let stop = CancellationToken::new();
        let running = tokio::spawn(Runner::new(world.ctx.clone(), writer, source.clone()).run(stop.clone()));
        let all = async || Ok(world.count("SELECT COUNT(*) FROM probe_seen").await? >= 1200);
        soon("all are seen", all).await?;
        stop.cancel();
        running.await?;
        let said: Vec<_> = said.into_iter().map(|(thing, number)| (i64::from(thing), number)).collect();
        assert_eq!(world.seen().await?, said);
        assert_eq!(source.1.lock().expect("nobody panicked")[..3], [200, 400, 500]);
    }
    Ok(())
}
