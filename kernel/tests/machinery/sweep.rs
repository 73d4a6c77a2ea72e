//! More was said than a batch, a stamp of the sequencer or a page of anything holds.

use crate::world::{Noted, World, see, worlds};
use kernel::{
    HandleError, React, Reactor, Transaction,
    outbox::stamp,
    subscription::{Runner, Step},
};
use sea_orm::DbBackend;
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// More than twenty-five batches and five stamps, with a rest.
const SAID: i64 = 5_432;
const THINGS: i64 = 7;

/// Writes down what it hears, and refuses one message in the middle of a batch three times.
struct Writer(AtomicU32);

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        const REFUSED: i64 = 5_050;
        if noted.number == REFUSED && self.0.fetch_add(1, Ordering::SeqCst) < 3 {
            return Err(HandleError::Reject(anyhow::anyhow!("not yet")));
        }
        Ok(see(tx, &noted).await?)
    }
}

/// Says it all in one statement, as an import that commits at once leaves it.
async fn say_all(world: &World) -> anyhow::Result<()> {
    let id = match world.ctx.db.backend() {
        DbBackend::Sqlite => "randomblob(16)",
        _ => "gen_random_uuid()",
    };
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {SAID}) \
         INSERT INTO probe_outbox (message_id, topic, version, key, key_seq, payload, correlation_id, created_at) \
         SELECT {id}, 'probe.noted', 1, 'thing/' || CAST(n.i % {THINGS} AS text), (n.i - 1) / {THINGS} + 1, \
         '{{\"thing\":' || CAST(n.i % {THINGS} AS text) || ',\"number\":' || CAST(n.i AS text) || '}}', {id}, 0 FROM n ORDER BY n.i"
    );
    world.ctx.db.execute(&sql, vec![]).await?;
    while stamp(&world.ctx).await? > 0 {}
    Ok(())
}

#[tokio::test]
async fn whoever_hears_more_than_many_batches_hold_misses_nothing_and_hears_each_key_in_order()
-> anyhow::Result<()> {
    for world in worlds().await? {
        say_all(&world).await?;
        let writer = Reactor::named("writer").on::<Noted>(Writer(AtomicU32::default())).build();
        let runner = Runner::new(world.ctx.clone(), writer, world.source.clone());
        let mut most = 0;
        loop {
            match runner.step().await? {
                Step::Passed(passed) => most = passed.max(most),
                Step::Waiting(pause) => world.clock.advance(pause + Duration::from_millis(1)),
                Step::Quiet => break,
            }
        }
        assert!(i64::try_from(most)? * 25 < SAID, "a step holds less than that: {most}");
        let seen = world.seen().await?;
        for thing in 0..THINGS {
            let heard = seen.iter().filter(|it| it.0 == thing).map(|it| it.1);
            let said = (1..=SAID).filter(|it| it % THINGS == thing);
            assert!(heard.eq(said), "thing/{thing}");
        }
        assert_eq!(world.count("SELECT pos FROM probe_subscription").await?, SAID);
        assert_eq!(world.count("SELECT handled FROM probe_subscription").await?, SAID);
    }
    Ok(())
}
