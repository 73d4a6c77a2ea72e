use crate::world::{Noted, World, see, worlds};
use async_trait::async_trait;
use kernel::{
    HandleError, Project, Projection, React, Reactor, ReadModel, Subscription, Transaction,
    db::{Sql, with},
    outbox::{Envelope, EventSource},
    subscription::{Runner, Step, compare, discard, open_letters, rebuild, redrive},
};
use sea_orm::DbErr;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::watch;

/// Writes down what it hears; refuses `thing` 13 while told to.
struct Writer {
    refuses: Arc<AtomicBool>,
}

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        if noted.thing == 13 && self.refuses.load(Ordering::SeqCst) {
            return Err(HandleError::Reject(anyhow::anyhow!("not this one")));
        }
        Ok(see(tx, &noted).await?)
    }
}

fn writer(refuses: &Arc<AtomicBool>) -> Subscription {
    Reactor::named("writer").on::<Noted>(Writer { refuses: refuses.clone() }).build()
}

fn runner(world: &World, subscription: Subscription) -> Runner {
    Runner::new(world.ctx.clone(), subscription, world.source.clone())
}

/// Steps, letting time pass, until there is nothing left to hear.
async fn until_quiet(world: &World, runner: &Runner) -> anyhow::Result<()> {
    for _ in 0..200 {
        match runner.step().await? {
            Step::Quiet => return Ok(()),
            Step::Passed(_) => (),
            Step::Waiting(pause) => world.clock.advance(pause + Duration::from_millis(1)),
        }
    }
    anyhow::bail!("it never became quiet")
}

#[tokio::test]
async fn each_message_is_heard_once_and_in_order() -> anyhow::Result<()> {
    for world in worlds().await? {
        for number in 1..=5 {
            world.note(1, number).await?;
        }
        let runner = runner(&world, writer(&Arc::default()));
        until_quiet(&world, &runner).await?;
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?, [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
    }
    Ok(())
}

/// A source that repeats what lies behind the cursor, as a stream may after a restart.
struct Stutter(Arc<dyn EventSource>);

#[async_trait]
impl EventSource for Stutter {
    fn module(&self) -> &'static str {
        self.0.module()
    }
    async fn fetch(&self, after: i64, limit: u64) -> Result<Vec<Envelope>, DbErr> {
        self.0.fetch((after - 3).max(0), limit).await
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

#[tokio::test]
async fn what_lies_behind_the_cursor_is_not_heard_again() -> anyhow::Result<()> {
    for world in worlds().await? {
        let runner =
            Runner::new(world.ctx.clone(), writer(&Arc::default()), Arc::new(Stutter(world.source.clone())));
        for number in 1..=6 {
            world.note(1, number).await?;
            until_quiet(&world, &runner).await?;
        }
        assert_eq!(world.seen().await?.len(), 6);
    }
    Ok(())
}

#[tokio::test]
async fn a_poisoned_key_waits_for_a_person_while_the_others_flow_and_is_redriven_in_order()
-> anyhow::Result<()> {
    for world in worlds().await? {
        let refuses = Arc::new(AtomicBool::new(true));
        let runner = runner(&world, writer(&refuses));
        for number in 1..=3 {
            world.note(13, number).await?;
            world.note(7, number).await?;
        }
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?, [(7, 1), (7, 2), (7, 3)], "the other key flows");
        let kept = open_letters(world.ctx.db.read(), "probe").await?;
        assert_eq!(kept.iter().map(|it| it.pos).collect::<Vec<_>>(), [1, 3, 5]);
        assert!(
            redrive(std::slice::from_ref(&runner), "thing/13", "a person").await.is_err(),
            "still refused"
        );

        refuses.store(false, Ordering::SeqCst);
        assert_eq!(
            redrive(std::slice::from_ref(&runner), "thing/13", "a person")
                .await
                .map_err(anyhow::Error::from)?,
            3
        );
        world.note(13, 4).await?;
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?[3..], [(13, 1), (13, 2), (13, 3), (13, 4)]);
        assert!(open_letters(world.ctx.db.read(), "probe").await?.is_empty());
    }
    Ok(())
}

/// Counts what was noted of each thing.
struct Counter;

impl Project<Noted> for Counter {
    async fn project(&self, model: &ReadModel<'_>, noted: Noted) -> Result<(), HandleError> {
        Ok(see(model, &noted).await?)
    }
}

fn counter() -> Subscription {
    Projection::named("counter", &["probe_seen"]).on::<Noted>(Counter).build()
}

#[tokio::test]
async fn a_read_model_that_was_tampered_with_is_found_and_folded_anew() -> anyhow::Result<()> {
    for world in worlds().await? {
        for number in 1..=4 {
            world.note(2, number).await?;
        }
        until_quiet(&world, &runner(&world, counter())).await?;
        let sources = [world.source.clone()];
        let fine = compare(&world.ctx, &counter(), &sources).await.map_err(anyhow::Error::from)?;
        assert_eq!((fine.different.len(), fine.messages), (0, 4));

        world.ctx.db.execute("UPDATE probe_seen SET number = 99 WHERE number = 2", vec![]).await?;
        let tampered = compare(&world.ctx, &counter(), &sources).await.map_err(anyhow::Error::from)?;
        assert_eq!(tampered.different, ["probe_seen"]);
        assert_eq!(
            world.count("SELECT COUNT(*) FROM probe_seen WHERE number = 99").await?,
            1,
            "only compared"
        );

        rebuild(&world.ctx, &counter(), &sources).await.map_err(anyhow::Error::from)?;
        assert_eq!(world.seen().await?, [(2, 1), (2, 2), (2, 3), (2, 4)]);
    }
    Ok(())
}

#[tokio::test]
async fn a_fold_that_is_handed_everything_again_folds_nothing_of_it_twice() -> anyhow::Result<()> {
    for world in worlds().await? {
        let counting = runner(&world, counter());
        // More than one batch, of which the last is heard later.
        world.note_all((1..=450).map(|number| (2, number)).collect()).await?;
        until_quiet(&world, &counting).await?;
        counting.tell_again().await?;
        world.note(2, 451).await?;
        counting.tell_again().await?;
        assert_eq!(world.seen().await?.len(), 450, "it is handed what it heard, and nothing else");
        until_quiet(&world, &counting).await?;
        counting.tell_again().await?;
        // The server fills the space that was left between, so its rows stand in no order.
        let mut seen = world.seen().await?;
        seen.sort_unstable();
        assert_eq!(seen, (1..=451).map(|number| (2, number)).collect::<Vec<(i64, i64)>>());
        let compared = compare(&world.ctx, &counter(), std::slice::from_ref(&world.source)).await;
        assert!(compared.map_err(anyhow::Error::from)?.different.is_empty());
    }
    Ok(())
}

/// Counts, and refuses `thing` 13 while told to.
struct Clicker(Arc<AtomicBool>);

impl Project<Noted> for Clicker {
    async fn project(&self, model: &ReadModel<'_>, noted: Noted) -> Result<(), HandleError> {
        if noted.thing == 13 && self.0.load(Ordering::SeqCst) {
            return Err(HandleError::Reject(anyhow::anyhow!("not this one")));
        }
        Ok(see(model, &noted).await?)
    }
}

#[tokio::test]
async fn a_read_model_folded_anew_has_what_waited_for_a_person_and_not_what_was_given_up()
-> anyhow::Result<()> {
    for world in worlds().await? {
        let refuses = Arc::new(AtomicBool::new(true));
        let clicker =
            || Projection::named("clicker", &["probe_seen"]).on::<Noted>(Clicker(refuses.clone())).build();
        let runner = runner(&world, clicker());
        for number in 1..=3 {
            world.note(13, number).await?;
            world.note(7, number).await?;
        }
        until_quiet(&world, &runner).await?;
        let sources = [world.source.clone()];
        let compared = compare(&world.ctx, &clicker(), &sources).await.map_err(anyhow::Error::from)?;
        assert_eq!((compared.different.len(), compared.messages), (0, 3), "of what was handled");
        assert!(rebuild(&world.ctx, &clicker(), &sources).await.is_err(), "it would still be refused");
        assert_eq!(open_letters(world.ctx.db.read(), "probe").await?.len(), 3, "and waits as before");

        let first = open_letters(world.ctx.db.read(), "probe").await?[0].id;
        let command = with(move |tx: &Transaction| {
            Box::pin(async move { discard(tx, first, "a person", "it was a mistake").await })
        });
        assert!(world.ctx.run(command).await?);
        refuses.store(false, Ordering::SeqCst);
        rebuild(&world.ctx, &clicker(), &sources).await.map_err(anyhow::Error::from)?;
        assert!(open_letters(world.ctx.db.read(), "probe").await?.is_empty());
        let again = redrive(std::slice::from_ref(&runner), "thing/13", "a person").await;
        assert_eq!(again.map_err(anyhow::Error::from)?, 0, "nothing is counted twice");
        world.note(13, 4).await?;
        until_quiet(&world, &runner).await?;
        let mut seen = world.seen().await?;
        seen.sort_unstable();
        assert_eq!(seen, [(7, 1), (7, 2), (7, 3), (13, 2), (13, 3), (13, 4)]);
        let compared = compare(&world.ctx, &clicker(), &sources).await.map_err(anyhow::Error::from)?;
        assert_eq!(compared.different.len(), 0);
    }
    Ok(())
}

/// Says of each thing it hears that it was heard.
struct Echo;

impl React<Noted> for Echo {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        if noted.thing < 100 {
            tx.send(&Noted { thing: noted.thing + 100, ..noted }).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn what_follows_from_each_message_of_a_batch_belongs_to_its_own_story() -> anyhow::Result<()> {
    for world in worlds().await? {
        for thing in 1..=3 {
            world.note(thing, 1).await?;
        }
        let runner = runner(&world, Reactor::named("echo").on::<Noted>(Echo).build());
        assert_eq!(runner.step().await?, Step::Passed(3), "one transaction");
        let own = "SELECT COUNT(DISTINCT correlation_id) FROM probe_outbox";
        assert_eq!(world.count(own).await?, 3, "three stories");
        let follow = "SELECT COUNT(*) FROM probe_outbox x JOIN probe_outbox e ON e.causation_id = x.message_id \
             AND e.correlation_id = x.correlation_id AND e.key <> x.key";
        assert_eq!(world.count(follow).await?, 3);
    }
    Ok(())
}

#[tokio::test]
async fn a_message_from_a_newer_program_blocks_its_subscriber_and_is_never_given_up() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let sql = "UPDATE probe_outbox SET version = 9";
        world.ctx.db.execute(sql, vec![]).await?;
        let runner = runner(&world, writer(&Arc::default()));
        for _ in 0..12 {
            assert!(matches!(runner.step().await?, Step::Waiting(_)));
            world.clock.advance(Duration::from_secs(60));
        }
        assert!(open_letters(world.ctx.db.read(), "probe").await?.is_empty());
        let row = world.ctx.db.read().one("SELECT state FROM probe_subscription", vec![]).await?;
        assert_eq!(row.map(|it| it.try_get_by_index::<i16>(0)).transpose()?, Some(3));

        world.ctx.db.execute("UPDATE probe_outbox SET version = 1", vec![]).await?;
        until_quiet(&world, &runner).await?;
        assert_eq!(world.seen().await?, [(1, 1)], "after the deploy it goes on by itself");
    }
    Ok(())
}
