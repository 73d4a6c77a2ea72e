//! More was said than a batch, a stamp of the sequencer or a page of anything holds.

use crate::world::{Noted, World, see, worlds};
use kernel::{
    HandleError, React, Reactor, Transaction,
    outbox::stamp,
    subscription::{Runner, Step},
};
use sea_orm::DbBackend;
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// More than twenty-five batches and five stamps, with a rest.
const SAID: i64 = 5_432;
const THINGS: i64 = 7;

/// Writes down what it hears, and refuses one message in the middle of a batch three times. It also remembers in which
/// order it heard, which a table without a key does not say.
struct Writer {
    refused: AtomicU32,
    heard: Arc<Mutex<Vec<i64>>>,
}

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        const REFUSED: i64 = 5_050;
        if noted.number == REFUSED && self.refused.fetch_add(1, Ordering::SeqCst) < 3 {
            return Err(HandleError::Reject(anyhow::anyhow!("not yet")));
        }
        self.heard.lock().map_err(|error| anyhow::anyhow!("{error}"))?.push(noted.number);
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

/// The numbers of `thing` in the order in which they were heard for the last time: what was rolled back is heard again.
fn last_heard(heard: &Mutex<Vec<i64>>, thing: i64) -> anyhow::Result<Vec<i64>> {
    let heard = heard.lock().map_err(|error| anyhow::anyhow!("{error}"))?;
    let (mut known, mut order) = (BTreeSet::new(), Vec::new());
    for number in heard.iter().rev().filter(|it| *it % THINGS == thing) {
        if known.insert(*number) {
            order.push(*number);
        }
    }
    order.reverse();
    Ok(order)
}

#[tokio::test]
async fn whoever_hears_more_than_many_batches_hold_misses_nothing_and_hears_each_key_in_order()
-> anyhow::Result<()> {
    for world in worlds().await? {
        say_all(&world).await?;
        let heard = Arc::<Mutex<Vec<i64>>>::default();
        let writer = Writer { refused: AtomicU32::default(), heard: heard.clone() };
        let writer = Reactor::named("writer").on::<Noted>(writer).build();
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
        let mut seen: Vec<_> = world.seen().await?.into_iter().map(|(_, number)| number).collect();
        seen.sort_unstable();
        assert!(seen.into_iter().eq(1..=SAID), "each is kept, and once");
        for thing in 0..THINGS {
            let said = (1..=SAID).filter(|it| it % THINGS == thing);
            assert!(last_heard(&heard, thing)?.into_iter().eq(said), "thing/{thing}");
        }
        assert_eq!(world.count("SELECT pos FROM probe_subscription").await?, SAID);
        assert_eq!(world.count("SELECT handled FROM probe_subscription").await?, SAID);
    }
    Ok(())
}
