//! What one subscriber hears of one key from two modules, when a person has it handled again.

use crate::world::{Noted, World, worlds};
use contracts::{Message, PersonId};
use kernel::{
    Command, Context, HandleError, React, Reactor, Subscription, Transaction, check,
    db::{Sql, with},
    outbox::{EventSource, LocalSource, stamp},
    subscription::{Runner, Step, WaitingKey, Which, discard, open_letters, redrive, waiting_keys},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Said by another module about the same things, with something sealed in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Named {
    thing: u32,
    person: PersonId,
    name: Option<String>,
}

impl Message for Named {
    const NAME: &'static str = "aside.named";
    const VERSION: u16 = 1;
    const SEALED: &'static [&'static str] = &["name"];

    fn key(&self) -> String {
        format!("thing/{}", self.thing)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

struct Say(Named);

impl Command for Say {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.send(&self.0).await.map(drop)
    }
}

/// Writes down what it hears, unless it is told to refuse. A name is written as its length.
#[derive(Clone)]
struct Clerk(Arc<AtomicBool>);

impl Clerk {
    async fn write(&self, tx: &Transaction, thing: u32, number: i64) -> Result<(), HandleError> {
        if self.0.load(Ordering::SeqCst) {
            return Err(HandleError::Reject(anyhow::anyhow!("not now")));
        }
        let sql = "INSERT INTO probe_seen (thing, number) VALUES ($1, $2)";
        tx.exec(sql, vec![i64::from(thing).into(), number.into()]).await?;
        Ok(())
    }
}

impl React<Noted> for Clerk {
    async fn react(&self, tx: &Transaction, it: Noted) -> Result<(), HandleError> {
        self.write(tx, it.thing, it.number).await
    }
}

impl React<Named> for Clerk {
    async fn react(&self, tx: &Transaction, it: Named) -> Result<(), HandleError> {
        let length = it.name.map_or(-1, |name| i64::try_from(name.len()).unwrap_or(-2));
        self.write(tx, it.thing, length).await
    }
}

struct Desk {
    world: World,
    aside: Context,
    refuses: Arc<AtomicBool>,
    runners: Vec<Runner>,
}

async fn desks() -> anyhow::Result<Vec<Desk>> {
    let mut desks = Vec::new();
    for world in worlds().await? {
        migrations::up(world.ctx.db.schema(), "aside").await?;
        let aside = Context { module: "aside", ..world.ctx.clone() };
        let refuses = Arc::new(AtomicBool::new(true));
        let clerk = Clerk(refuses.clone());
        let clerk: Subscription =
            Reactor::named("clerk").on::<Noted>(clerk.clone()).on::<Named>(clerk).build();
        let other: Arc<dyn EventSource> =
            Arc::new(LocalSource::new("aside", world.ctx.db.clone(), world.ctx.wake.clone()));
        let runner = |source| Runner::new(world.ctx.clone(), clerk.clone(), source);
        // As the platform has them: by the name of the source, so the one with the sealed field comes first.
        let runners = vec![runner(other), runner(world.source.clone())];
        desks.push(Desk { world, aside, refuses, runners });
    }
    Ok(desks)
}

impl Desk {
    async fn note(&self, thing: u32, number: i64) -> anyhow::Result<()> {
        self.world.note(thing, number).await?;
        self.until_quiet().await
    }

    async fn name(&self, thing: u32, name: &str) -> anyhow::Result<()> {
        self.say(thing, name).await?;
        self.until_quiet().await
    }

    async fn say(&self, thing: u32, name: &str) -> anyhow::Result<()> {
        let named = Named { thing, person: PersonId::fresh(), name: Some(name.into()) };
        self.aside.run(Say(named)).await?;
        stamp(&self.aside).await?;
        Ok(())
    }

    /// Delivers what can be delivered at this moment.
    async fn at_once(&self) -> anyhow::Result<()> {
        for runner in &self.runners {
            while let Step::Passed(_) = runner.step().await? {}
        }
        Ok(())
    }

    async fn until_quiet(&self) -> anyhow::Result<()> {
        for runner in &self.runners {
            let mut looks = 0;
            loop {
                match runner.step().await? {
                    Step::Quiet => break,
                    Step::Passed(_) => (),
                    Step::Waiting(pause) => self.world.clock.advance(pause + Duration::from_millis(1)),
                }
                looks += 1;
                anyhow::ensure!(looks < 200, "it never became quiet");
            }
        }
        Ok(())
    }

    async fn waiting(&self, which: Which) -> anyhow::Result<Vec<WaitingKey>> {
        Ok(waiting_keys(self.world.ctx.db.read(), "probe", &which, 10).await?)
    }

    /// What the machinery's rules find to be wrong.
    async fn broken(&self) -> anyhow::Result<Vec<String>> {
        let checked = check::module(&self.world.ctx, &[], &[], &[]).await?;
        Ok(checked.into_iter().flat_map(|it| it.findings).collect())
    }
}

#[tokio::test]
async fn what_two_modules_said_of_one_key_is_redriven_as_it_was_heard_with_its_sealed_fields()
-> anyhow::Result<()> {
    for desk in desks().await? {
        // Something else moves the logs apart, so that places in them say nothing of each other.
        for number in 1..=4 {
            desk.aside.run(Say(Named { thing: 99, person: PersonId::fresh(), name: None })).await?;
            stamp(&desk.aside).await?;
            desk.note(number, 0).await?;
        }
        desk.note(13, 1).await?;
        desk.name(13, "Ananya").await?;
        desk.note(13, 2).await?;
        desk.name(13, "Bo").await?;
        let kept = open_letters(desk.world.ctx.db.read(), "probe").await?;
        let kept: Vec<_> = kept.iter().filter(|it| it.key == "thing/13").map(|it| &*it.source).collect();
        assert_eq!(kept, ["probe", "aside", "probe", "aside"]);

        desk.refuses.store(false, Ordering::SeqCst);
        let done = redrive(&desk.runners, "thing/13", "a person").await.map_err(anyhow::Error::from)?;
        assert_eq!(done, 4);
        assert_eq!(desk.world.seen().await?, [(13, 1), (13, 6), (13, 2), (13, 2)]);
        desk.name(13, "Christine").await?;
        assert_eq!(desk.world.seen().await?.last(), Some(&(13, 9)), "the key flows again");
        assert_eq!(desk.broken().await?, Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test]
async fn what_two_modules_said_of_a_key_that_is_set_aside_goes_on_by_itself_as_it_was_heard()
-> anyhow::Result<()> {
    for desk in desks().await? {
        for (number, name) in [(1, "Ananya"), (2, "Bo")] {
            desk.world.note(13, number).await?;
            desk.at_once().await?;
            desk.say(13, name).await?;
            desk.at_once().await?;
        }
        assert!(open_letters(desk.world.ctx.db.read(), "probe").await?.is_empty(), "none is a person's yet");
        desk.refuses.store(false, Ordering::SeqCst);
        // Each source goes as far as it comes first.
        for _ in 0..4 {
            desk.until_quiet().await?;
        }
        assert_eq!(desk.world.seen().await?, [(13, 1), (13, 6), (13, 2), (13, 2)]);
        desk.name(13, "Christine").await?;
        assert_eq!(desk.world.seen().await?.last(), Some(&(13, 9)), "the key flows again");
        assert_eq!(desk.broken().await?, Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test]
async fn a_key_whose_only_message_is_given_up_flows_again() -> anyhow::Result<()> {
    for desk in desks().await? {
        desk.note(13, 1).await?;
        desk.note(14, 1).await?;
        desk.name(14, "Bo").await?;
        desk.refuses.store(false, Ordering::SeqCst);
        for key in ["thing/13", "thing/14"] {
            let letters = open_letters(desk.world.ctx.db.read(), "probe").await?;
            let first = letters.iter().find(|it| it.key == key).map(|it| it.id);
            let first = first.ok_or_else(|| anyhow::anyhow!("nothing waits of {key}"))?;
            let give_up = with(move |tx| Box::pin(discard(tx, first, "a person", "it was a test")));
            assert!(desk.world.ctx.run(give_up).await.map_err(|error: DbErr| error)?);
        }
        assert_eq!(desk.broken().await?, Vec::<String>::new());
        desk.note(13, 2).await?;
        desk.note(14, 2).await?;
        assert_eq!(desk.world.seen().await?, [(13, 2)], "more waits of the other, so that one still waits");
        redrive(&desk.runners, "thing/14", "a person").await.map_err(anyhow::Error::from)?;
        assert_eq!(desk.world.seen().await?, [(13, 2), (14, 2), (14, 2)]);
    }
    Ok(())
}

#[tokio::test]
async fn keys_that_wait_are_found_by_the_message_at_the_head_of_each_and_none_that_came_later()
-> anyhow::Result<()> {
    for desk in desks().await? {
        desk.note(13, 1).await?;
        desk.name(13, "Bo").await?;
        desk.name(14, "Bo").await?;
        let found =
            |all: Vec<WaitingKey>| all.into_iter().map(|it| (it.key, it.messages)).collect::<Vec<_>>();
        let both = [("thing/13".to_owned(), 2), ("thing/14".to_owned(), 1)];
        let shown = desk.waiting(Which::default()).await?;
        let upto = shown.last().map(|it| it.letter);
        assert_eq!(found(shown), both);
        let named = Which { topic: Named::NAME.to_owned(), ..Which::default() };
        assert_eq!(
            found(desk.waiting(named).await?),
            both[1..],
            "what waits behind another is not asked for"
        );
        for (error, many) in [("not n", 2), ("NOT NOW", 0), ("%", 0)] {
            let which = Which { error: error.to_owned(), ..Which::default() };
            assert_eq!(desk.waiting(which).await?.len(), many, "{error}");
        }
        desk.note(15, 1).await?;
        desk.world.note(16, 1).await?;
        desk.at_once().await?;
        assert_eq!(found(desk.waiting(Which { upto, ..Which::default() }).await?), both);
        let keys: Vec<_> = desk.waiting(Which::default()).await?.into_iter().map(|it| it.key).collect();
        assert_eq!(keys[2..], ["thing/15"], "one that is tried again by itself waits for nobody");
    }
    Ok(())
}
