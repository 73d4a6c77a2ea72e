//! Failures that pass by themselves and failures of a rule are counted apart.

use crate::world::{Noted, World, see, soon, worlds};
use contracts::Timestamp;
use kernel::{
    Clock as _, HandleError, React, Reactor, Subscription, Transaction,
    db::{Sql, with},
    health::{self, Watch},
    subscription::{Runner, Step, open_letters},
};
use sea_orm::{DbBackend, DbErr};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::Notify;

#[derive(Clone, Copy)]
enum Failure {
    Passing,
    Forbidden,
}

/// Fails as it is told, one after the other, and then writes down what it hears.
#[derive(Clone, Default)]
struct Moody(Arc<Mutex<VecDeque<Failure>>>);

impl Moody {
    fn failing(failures: impl IntoIterator<Item = Failure>) -> Self {
        Self(Arc::new(Mutex::new(failures.into_iter().collect())))
    }

    fn subscription(&self) -> Subscription {
        Reactor::named("moody").on::<Noted>(self.clone()).build()
    }
}

impl React<Noted> for Moody {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        let failure = self.0.lock().expect("nobody panicked").pop_front();
        match failure {
            Some(Failure::Passing) => Err(HandleError::Retry(anyhow::anyhow!("not there yet"))),
            Some(Failure::Forbidden) => Err(HandleError::Reject(anyhow::anyhow!("not allowed"))),
            None => Ok(see(tx, &noted).await?),
        }
    }
}

fn runner(world: &World, subscription: Subscription) -> Runner {
    Runner::new(world.ctx.clone(), subscription, world.source.clone())
}

/// Steps until there is nothing left to hear, letting time pass; says how long each pause was.
async fn pauses(world: &World, runner: &Runner) -> anyhow::Result<Vec<Duration>> {
    let mut pauses = Vec::new();
    for _ in 0..5000 {
        match runner.step().await? {
            Step::Quiet => return Ok(pauses),
            Step::Passed(_) => (),
            Step::Waiting(pause) => {
                pauses.push(pause);
                world.clock.advance(pause + Duration::from_millis(1));
            }
        }
    }
    anyhow::bail!("it never became quiet")
}

#[tokio::test]
async fn a_message_that_is_forbidden_once_after_many_passing_failures_is_tried_again() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let mut failures = vec![Failure::Passing; 12];
        failures.extend([Failure::Forbidden, Failure::Passing, Failure::Forbidden]);
        pauses(&world, &runner(&world, Moody::failing(failures).subscription())).await?;
        assert_eq!(world.seen().await?, [(1, 1)]);
        assert!(open_letters(world.ctx.db.read(), "probe").await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_forbidden_message_is_tried_five_times_over_two_minutes_and_a_half_and_then_kept()
-> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let waited = pauses(&world, &runner(&world, Moody::failing([Failure::Forbidden; 9]).subscription()))
            .await?
            .iter()
            .map(Duration::as_secs_f64)
            .collect::<Vec<_>>();
        assert_eq!(waited.len(), 4, "{waited:?}");
        for (waited, about) in waited.iter().zip([1.0, 5.0, 30.0, 120.0]) {
            assert!((about * 0.5..=about * 1.5).contains(waited), "{waited} s instead of about {about} s");
        }
        let kept = open_letters(world.ctx.db.read(), "probe").await?;
        assert_eq!(kept.iter().map(|it| it.attempts).collect::<Vec<_>>(), [5]);
        assert_eq!(kept[0].error, "not allowed");
    }
    Ok(())
}

#[tokio::test]
async fn a_message_that_keeps_failing_in_passing_is_tried_for_days_and_never_kept() -> anyhow::Result<()> {
    let one_day = Duration::from_secs(24 * 3600);
    for world in worlds().await? {
        let began = world.clock.now();
        world.note(1, 1).await?;
        let waited =
            pauses(&world, &runner(&world, Moody::failing([Failure::Passing; 300]).subscription())).await?;
        assert_eq!(waited.len(), 300);
        assert!(waited.iter().all(|it| *it <= Duration::from_secs(60)), "never so long that it is forgotten");
        assert!(waited[..4].iter().all(|it| *it <= Duration::from_secs(2)), "short at first: {waited:?}");
        assert!(world.clock.now() < Timestamp(began.0).after(one_day));
        assert_eq!(world.seen().await?, [(1, 1)]);
        assert!(open_letters(world.ctx.db.read(), "probe").await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_reader_that_stands_still_for_minutes_is_shown_to_whoever_looks_until_it_goes_on()
-> anyhow::Result<()> {
    let looks = async |world: &World| {
        let seen =
            health::of(&world.ctx, std::slice::from_ref(&world.source), &[], &Watch::default()).await?;
        let place = seen.subscriptions.first().map(|it| (it.stands_still, it.attempt));
        anyhow::Ok((seen.needs_a_person(), place))
    };
    for world in worlds().await? {
        world.note(1, 1).await?;
        let runner = runner(&world, Moody::failing([Failure::Passing; 40]).subscription());
        let mut tries = 0;
        while tries < 12 {
            assert!(!looks(&world).await?.0, "after {tries} tries it may go on by itself");
            if let Step::Waiting(pause) = runner.step().await? {
                tries += 1;
                world.clock.advance(pause + Duration::from_millis(1));
            }
        }
        assert_eq!(looks(&world).await?, (true, Some((true, 12))));
        pauses(&world, &runner).await?;
        assert_eq!(looks(&world).await?, (false, Some((false, 0))));
    }
    Ok(())
}

/// Fails after somebody else has asked for the place in the log, and will have moved it once this is rolled back.
struct Overtaken(kernel::Context);

impl React<Noted> for Overtaken {
    async fn react(&self, _: &Transaction, _: Noted) -> Result<(), HandleError> {
        let db = self.0.db.clone();
        tokio::spawn(async move {
            db.execute("UPDATE probe_subscription SET pos = 1", vec![]).await.expect("the place moves");
        });
        tokio::time::sleep(Duration::from_millis(400)).await;
        Err(HandleError::Reject(anyhow::anyhow!("too late")))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_says_nothing_of_a_place_that_another_process_has_moved_meanwhile() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let subscription = Reactor::named("overtaken").on::<Noted>(Overtaken(world.ctx.clone())).build();
        runner(&world, subscription).step().await?;
        let moved = async || Ok(world.count("SELECT pos FROM probe_subscription").await? == 1);
        soon("the other has moved it", moved).await?;
        let marked = "SELECT COUNT(*) FROM probe_subscription WHERE pos <> 1 OR last_error IS NOT NULL OR not_before IS NOT NULL";
        assert_eq!(world.count(marked).await?, 0);
        assert_eq!(
            world.count("SELECT COUNT(*) FROM probe_parked_key").await?,
            0,
            "nor sets it anything aside"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_does_not_queue_behind_the_one_that_is_at_work_in_another_process() -> anyhow::Result<()> {
    for world in worlds().await?.into_iter().filter(|it| it.ctx.db.backend() == DbBackend::Postgres) {
        world.note(1, 1).await?;
        let runner = runner(&world, Moody::default().subscription());
        pauses(&world, &runner).await?;
        world.note(1, 2).await?;
        let ctx = world.ctx.clone();
        let (held, free) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (holds, freed) = (held.clone(), free.clone());
        let other = tokio::spawn(async move {
            let hold = with(move |tx: &Transaction| {
                let (holds, freed) = (holds.clone(), freed.clone());
                Box::pin(async move {
                    tx.all("SELECT * FROM probe_subscription FOR UPDATE", vec![]).await?;
                    holds.notify_one();
                    freed.notified().await;
                    Ok::<_, DbErr>(())
                })
            });
            ctx.run(hold).await
        });
        held.notified().await;
        let step = tokio::time::timeout(Duration::from_secs(20), runner.step()).await;
        assert!(matches!(step, Ok(Ok(Step::Waiting(pause))) if !pause.is_zero()), "{step:?}");
        free.notify_one();
        other.await??;
        pauses(&world, &runner).await?;
        assert_eq!(world.seen().await?.len(), 2);
    }
    Ok(())
}
