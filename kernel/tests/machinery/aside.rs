//! A key of which a rule forbids a message is set aside until the next try: nobody waits but what follows of it.

use crate::world::{Noted, World, see, worlds};
use kernel::{
    Clock as _, HandleError, React, Reactor, Transaction,
    health::{self, Health, Watch},
    subscription::{Runner, Step, open_letters, redrive},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

/// Refuses each message as often as it is told to, and then writes it down.
#[derive(Clone)]
struct Doorkeeper {
    refuses: fn(u32, i64) -> u32,
    refused: Arc<Mutex<BTreeMap<(u32, i64), u32>>>,
}

impl Doorkeeper {
    fn refusing(refuses: fn(u32, i64) -> u32) -> Self {
        Self { refuses, refused: Arc::default() }
    }

    /// As a process that has just started makes it.
    fn runner(&self, world: &World) -> Runner {
        let subscription = Reactor::named("doorkeeper").on::<Noted>(self.clone()).build();
        Runner::new(world.ctx.clone(), subscription, world.source.clone())
    }

    fn lets_in(&self, noted: &Noted) -> bool {
        let mut refused = self.refused.lock().expect("nobody panicked");
        let times = refused.entry((noted.thing, noted.number)).or_default();
        let lets_in = *times >= (self.refuses)(noted.thing, noted.number);
        *times += u32::from(!lets_in);
        lets_in
    }
}

impl React<Noted> for Doorkeeper {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        if !self.lets_in(&noted) {
            return Err(HandleError::Reject(anyhow::anyhow!("not yet")));
        }
        Ok(see(tx, &noted).await?)
    }
}

/// Delivers what can be delivered at this moment.
async fn at_once(runner: &Runner) -> anyhow::Result<()> {
    while let Step::Passed(_) = runner.step().await? {}
    Ok(())
}

/// Steps, letting time pass, until there is nothing left to hear.
async fn until_quiet(world: &World, runner: &Runner) -> anyhow::Result<()> {
    for _ in 0..3000 {
        match runner.step().await? {
            Step::Quiet => return Ok(()),
            Step::Passed(_) => (),
            Step::Waiting(pause) => world.clock.advance(pause + Duration::from_millis(1)),
        }
    }
    anyhow::bail!("it never became quiet")
}

async fn health(world: &World) -> anyhow::Result<Health> {
    Ok(health::of(&world.ctx, std::slice::from_ref(&world.source), &[], &Watch::default()).await?)
}

#[tokio::test]
async fn what_a_rule_forbids_keeps_nobody_waiting_but_what_follows_of_its_key() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note_all(vec![(7, 1), (13, 1), (8, 1), (7, 2), (13, 2), (8, 2)]).await?;
        // In the batch, alone, and once more.
        let runner = Doorkeeper::refusing(|thing, number| if (thing, number) == (13, 1) { 3 } else { 0 })
            .runner(&world);
        at_once(&runner).await?;
        assert_eq!(world.seen().await?, [(7, 1), (8, 1), (7, 2), (8, 2)]);
        let seen = health(&world).await?;
        assert_eq!(
            seen.aside.iter().map(|it| (&*it.key, it.attempts)).collect::<Vec<_>>(),
            [("thing/13", 1)]
        );
        assert!(!seen.needs_a_person() && seen.dead_letters.is_empty(), "it is tried again by itself");
        assert_eq!(seen.unrest().len(), 1, "and is not at rest: {:?}", seen.unrest());

        until_quiet(&world, &runner).await?;
        world.note_all(vec![(13, 3)]).await?;
        at_once(&runner).await?;
        assert_eq!(world.seen().await?[4..], [(13, 1), (13, 2), (13, 3)]);
        assert_eq!(health(&world).await?.unrest(), [""; 0]);
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_parked_key").await?, 0);
        assert_eq!(world.count("SELECT handled FROM probe_subscription").await?, 7, "each once");
    }
    Ok(())
}

#[tokio::test]
async fn forbidden_messages_of_many_keys_are_tried_side_by_side_and_then_kept() -> anyhow::Result<()> {
    const KEYS: u32 = 60;
    for world in worlds().await? {
        let began = world.clock.now();
        world.note_all((1..=KEYS).flat_map(|thing| [(thing, 1), (thing + 100, 1)]).collect()).await?;
        let runner = Doorkeeper::refusing(|thing, _| if thing < 100 { u32::MAX } else { 0 }).runner(&world);
        at_once(&runner).await?;
        assert_eq!(world.seen().await?.len(), usize::try_from(KEYS)?, "all others at once");
        until_quiet(&world, &runner).await?;
        let kept = open_letters(world.ctx.db.read(), "probe").await?;
        assert_eq!(kept.len(), usize::try_from(KEYS)?);
        assert!(kept.iter().all(|it| it.attempts == 5 && it.error == "not yet"), "{kept:?}");
        let took = world.clock.now().since(began);
        assert!(took < Duration::from_secs(240), "as long as for one of them, and not {took:?}");
        let seen = health(&world).await?;
        assert_eq!((seen.aside.len(), seen.parked.len()), (0, kept.len()));
    }
    Ok(())
}

/// Nothing is kept but in the database: whoever steps is as good as a process that has just started.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_come_and_go_lose_nothing_of_what_is_set_aside_and_keep_each_key_in_order()
-> anyhow::Result<()> {
    const THINGS: u32 = 8;
    const EACH: i64 = 5;
    for world in worlds().await? {
        world.note_all((1..=EACH).flat_map(|n| (1..=THINGS).map(move |thing| (thing, n))).collect()).await?;
        // So few refusals that none becomes a person's.
        let doorkeeper =
            Doorkeeper::refusing(|thing, number| (thing + u32::try_from(number).unwrap_or(0)) % 4);
        for steps in 0.. {
            anyhow::ensure!(steps < 3000, "it never became quiet");
            let (one, other) = (doorkeeper.runner(&world), doorkeeper.runner(&world));
            match tokio::try_join!(one.step(), other.step())? {
                (Step::Quiet, Step::Quiet) => break,
                (Step::Waiting(pause), _) | (_, Step::Waiting(pause)) => {
                    world.clock.advance(pause + Duration::from_millis(1));
                }
                _ => (),
            }
        }
        let mut heard = BTreeMap::<_, Vec<_>>::new();
        for (thing, number) in world.seen().await? {
            heard.entry(thing).or_default().push(number);
        }
        assert_eq!(heard.len(), usize::try_from(THINGS)?);
        for (thing, numbers) in heard {
            assert!(numbers.iter().copied().eq(1..=EACH), "{thing}: {numbers:?}");
        }
        assert!(health(&world).await?.unrest().is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_person_need_not_wait_for_the_next_try() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note_all(vec![(13, 1), (13, 2), (7, 1)]).await?;
        let runner = Doorkeeper::refusing(|thing, number| if (thing, number) == (13, 1) { 2 } else { 0 })
            .runner(&world);
        at_once(&runner).await?;
        let done = redrive(std::slice::from_ref(&runner), "thing/13", "a person").await;
        assert_eq!(done.map_err(anyhow::Error::from)?, 2);
        assert_eq!(world.seen().await?, [(7, 1), (13, 1), (13, 2)]);
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?.len(), 3, "neither is heard once more");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_set_aside_is_not_told_with_what_is_told_again() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note_all(vec![(13, 1), (7, 1), (13, 2)]).await?;
        let runner = Doorkeeper::refusing(|thing, number| if (thing, number) == (13, 1) { 2 } else { 0 })
            .runner(&world);
        at_once(&runner).await?;
        runner.tell_again().await?;
        assert_eq!(world.seen().await?, [(7, 1), (7, 1)], "it has not been handled a first time");
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?[2..], [(13, 1), (13, 2)]);
    }
    Ok(())
}
