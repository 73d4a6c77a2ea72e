use crate::world::{World, worlds};
use futures::future::BoxFuture;
use kernel::{
    HandleError, Transaction,
    db::with,
    health::{Health, Watch},
    saga::{
        Abandon, AnySaga, Heard, OnTimeout, Progress, Saga, SagaRow, SagaStatus, Sagas, Step, Timers, Undo,
    },
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};

/// A journey: pack, wait for the ferry, cross (no way back by itself), unpack.
struct Journey;

#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Luggage {
    story: Vec<String>,
    fail_at: Option<String>,
    undo_fails: bool,
}

fn tell<'a>(
    luggage: &'a mut Luggage,
    what: &'static str,
    then: Progress,
) -> BoxFuture<'a, Result<Progress, HandleError>> {
    luggage.story.push(what.to_owned());
    let fails = luggage.fail_at.as_deref() == Some(what);
    Box::pin(async move { Ok(if fails { Progress::Fail(format!("{what} failed")) } else { then }) })
}

const STEPS: &[Step<Luggage>] = &[
    Step {
        name: "pack",
        pivot: false,
        budget: Duration::from_secs(60),
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "pack", Progress::Done),
        undo: Undo::By(|_, it| tell(it, "unpack at home", Progress::Done)),
    },
    Step {
        name: "ferry",
        pivot: false,
        budget: Duration::from_secs(600),
        on_timeout: OnTimeout::Fail("no ferry came"),
        run: |_, it| tell(it, "ferry", Progress::Wait),
        undo: Undo::By(|_, it| {
            let fails = it.undo_fails;
            tell(it, "cancel ticket", if fails { Progress::Wait } else { Progress::Done })
        }),
    },
    Step {
        name: "look",
        pivot: false,
        budget: Duration::from_secs(60),
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "look", Progress::Done),
        undo: Undo::Waived("looking leaves nothing behind"),
    },
    Step {
        name: "cross",
        pivot: true,
        budget: Duration::from_secs(60),
        on_timeout: OnTimeout::Stuck,
        run: |_, it| tell(it, "cross", Progress::Done),
        undo: Undo::By(|_, it| tell(it, "cross back", Progress::Done)),
    },
    Step {
        name: "arrive",
        pivot: false,
        budget: Duration::from_secs(60),
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "arrive", Progress::Done),
        undo: Undo::By(|_, it| tell(it, "leave", Progress::Done)),
    },
];

impl Saga for Journey {
    const KIND: &'static str = "journey";
    const VERSION: i16 = 1;
    type Data = Luggage;

    fn steps() -> &'static [Step<Luggage>] {
        STEPS
    }
}

type Journeys = Sagas<Journey>;

pub(crate) async fn start(world: &World, luggage: Luggage) -> Result<bool, HandleError> {
    let command = with(move |tx: &Transaction| {
        let luggage = luggage.clone();
        Box::pin(async move { Journeys::start(tx, "1", &luggage).await })
    });
    world.ctx.run(command).await
}

pub(crate) async fn ferry(world: &World, came: bool) -> Result<Heard, HandleError> {
    let command = with(move |tx: &Transaction| {
        Box::pin(async move {
            if came {
                Journeys::succeeded(tx, "1", "ferry", |_| ()).await
            } else {
                Journeys::failed(tx, "1", "ferry", "storm").await
            }
        })
    });
    world.ctx.run(command).await
}

pub(crate) async fn turn_back(world: &World) -> Result<Heard, HandleError> {
    let command = with(|tx: &Transaction| {
        Box::pin(async move { Journeys::compensate(tx, "1", "homesick", |_| ()).await })
    });
    world.ctx.run(command).await
}

async fn came_back(world: &World) -> Result<Heard, HandleError> {
    let command = with(|tx: &Transaction| {
        Box::pin(async move { Journeys::undo_came_back(tx, "1", "cross", "the ship turned round").await })
    });
    world.ctx.run(command).await
}

async fn now(world: &World) -> anyhow::Result<(SagaRow, Vec<String>)> {
    let row = SagaRow::find(world.ctx.db.read(), "probe", "journey", "1").await?.expect("a journey");
    let luggage: Luggage = serde_json::from_str(&row.data)?;
    Ok((row, luggage.story))
}

fn timers(world: &World) -> Timers {
    Timers::new(world.ctx.clone(), vec![Arc::new(Journeys::default()) as Arc<dyn AnySaga>])
}

#[tokio::test]
async fn it_waits_for_its_signal_takes_it_once_and_goes_on_to_the_end() -> anyhow::Result<()> {
    for world in worlds().await? {
        assert!(start(&world, Luggage::default()).await?);
        assert!(!start(&world, Luggage::default()).await?, "one for each business key");
        assert_eq!(now(&world).await?.0.status, SagaStatus::Running);
        assert_eq!(ferry(&world, true).await?, Heard::Taken);
        assert_eq!(ferry(&world, true).await?, Heard::NotAwaited);
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Completed);
        assert_eq!(story, ["pack", "ferry", "look", "cross", "arrive"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_step_that_fails_before_the_pivot_unwinds_what_was_done_in_reverse() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("cross".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Compensated);
        assert_eq!(story, ["pack", "ferry", "look", "cross", "cancel ticket", "unpack at home"]);
        let failed: Vec<_> = saga
            .steps(world.ctx.db.read(), "probe")
            .await?
            .into_iter()
            .filter(|it| it.state == "failed")
            .map(|it| it.step)
            .collect();
        assert_eq!(failed, ["cross"], "that very step failed");
    }
    Ok(())
}

#[tokio::test]
async fn a_step_that_fails_after_the_pivot_asks_for_a_person_instead_of_going_back() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("arrive".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        assert_eq!(now(&world).await?.0.status, SagaStatus::Stuck);
    }
    Ok(())
}

#[tokio::test]
async fn a_decision_takes_a_completed_saga_back_all_the_way() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        ferry(&world, true).await?;
        assert_eq!(turn_back(&world).await?, Heard::Taken);
        assert_eq!(turn_back(&world).await?, Heard::NotAwaited, "once");
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Compensated);
        assert_eq!(story[5..], ["leave", "cross back", "cancel ticket", "unpack at home"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_wait_that_lasts_too_long_ends_as_its_step_says() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        assert_eq!(timers(&world).tick().await?, 0, "not yet");
        world.clock.advance(Duration::from_secs(601));
        assert_eq!(timers(&world).tick().await?, 1);
        let (saga, story) = now(&world).await?;
        assert_eq!((saga.status, saga.reason.as_deref()), (SagaStatus::Compensated, Some("no ferry came")));
        assert_eq!(story, ["pack", "ferry", "unpack at home"], "a ferry that never came needs no cancelling");
        assert_eq!(ferry(&world, true).await?, Heard::NotAwaited, "too late");
    }
    Ok(())
}

#[tokio::test]
async fn an_undo_that_never_ends_is_asked_for_again_and_then_stuck_and_listed() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("look".into()), undo_fails: true, ..Luggage::default() })
            .await?;
        ferry(&world, true).await?;
        assert_eq!(now(&world).await?.0.status, SagaStatus::Compensating);
        for _ in 0..8 {
            world.clock.advance(Duration::from_secs(601));
            timers(&world).tick().await?;
        }
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Stuck);
        assert_eq!(story.iter().filter(|it| *it == "cancel ticket").count(), 5);
        assert_eq!(SagaRow::open(world.ctx.db.read(), "probe").await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_stuck_saga_tries_again_when_told_to_and_is_given_up_only_with_a_name_and_a_reason()
-> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("look".into()), undo_fails: true, ..Luggage::default() })
            .await?;
        ferry(&world, true).await?;
        for _ in 0..8 {
            world.clock.advance(Duration::from_secs(601));
            timers(&world).tick().await?;
        }
        let (stuck, _) = now(&world).await?;
        assert!(retry(&world, stuck.clone()).await?);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Compensating, "it goes the way it went");
        assert!(!retry(&world, stuck.clone()).await?, "it is not stuck now");
        assert!(!abandon(&world, stuck.id).await?, "nor given up while it is on its way");
        for _ in 0..8 {
            world.clock.advance(Duration::from_secs(601));
            timers(&world).tick().await?;
        }
        assert!(abandon(&world, stuck.id).await?);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Abandoned);
    }
    Ok(())
}

#[tokio::test]
async fn an_undo_that_says_it_failed_is_stuck_until_somebody_hears_that_it_is_undone() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("cancel ticket".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        turn_back(&world).await?;
        let (saga, story) = now(&world).await?;
        assert_eq!((saga.status, saga.reason.as_deref()), (SagaStatus::Stuck, Some("cancel ticket failed")));
        assert_eq!(story[5..], ["leave", "cross back", "cancel ticket"]);
        let undone =
            || with(|tx: &Transaction| Box::pin(async move { Journeys::undone(tx, "1", "ferry").await }));
        assert_eq!(world.ctx.run(undone()).await?, Heard::Taken);
        assert_eq!(world.ctx.run(undone()).await?, Heard::NotAwaited, "once");
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Compensated);
        assert_eq!(story[8..], ["unpack at home"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_decision_takes_back_what_is_stuck_on_its_way_or_was_given_up_and_not_what_goes_back_already()
-> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("arrive".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        let (stuck, _) = now(&world).await?;
        assert_eq!(stuck.status, SagaStatus::Stuck);
        let undone =
            with(|tx: &Transaction| Box::pin(async move { Journeys::undone(tx, "1", "arrive").await }));
        assert_eq!(world.ctx.run(undone).await?, Heard::NotAwaited, "nobody decided");
        assert_eq!(turn_back(&world).await?, Heard::Taken);
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Compensated);
        assert_eq!(story[5..], ["leave", "cross back", "cancel ticket", "unpack at home"]);
    }
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("arrive".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        let (stuck, _) = now(&world).await?;
        assert!(abandon(&world, stuck.id).await?);
        assert_eq!(turn_back(&world).await?, Heard::Taken);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Compensated);
    }
    for world in worlds().await? {
        start(&world, Luggage { fail_at: Some("cancel ticket".into()), ..Luggage::default() }).await?;
        ferry(&world, true).await?;
        turn_back(&world).await?;
        assert_eq!(now(&world).await?.0.status, SagaStatus::Stuck);
        assert_eq!(turn_back(&world).await?, Heard::NotAwaited);
    }
    Ok(())
}

async fn retry(world: &World, saga: SagaRow) -> Result<bool, HandleError> {
    let command = with(move |tx: &Transaction| {
        let saga = saga.clone();
        Box::pin(async move { Journeys::default().retry(tx, saga).await })
    });
    world.ctx.run(command).await
}

async fn abandon(world: &World, id: uuid::Uuid) -> Result<bool, DbErr> {
    let (by, reason) = ("a person".to_owned(), "seen to by hand".to_owned());
    world.ctx.run(Abandon { id, kinds: kinds(), by, reason }).await
}

fn kinds() -> Vec<Arc<dyn AnySaga>> {
    vec![Arc::new(Journeys::default())]
}

async fn health(world: &World) -> anyhow::Result<Health> {
    let sources = [world.source.clone()];
    Ok(kernel::health::of(&world.ctx, &sources, &kinds(), &Watch::default()).await?)
}

#[tokio::test]
async fn a_saga_of_another_version_is_left_alone_listed_and_given_up_with_a_name_and_a_reason()
-> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        let (ours, before) = now(&world).await?;
        assert!(!abandon(&world, ours.id).await?, "it has steps here and is not stuck");
        world.ctx.db.execute("UPDATE probe_saga SET kind_ver = 9", vec![]).await?;
        for _ in 0..3 {
            world.clock.advance(Duration::from_secs(601));
            assert_eq!(timers(&world).tick().await?, 0);
        }
        let (orphan, story) = now(&world).await?;
        assert_eq!((orphan.status, orphan.step, orphan.waiting), (SagaStatus::Running, ours.step, true));
        let refused = ferry(&world, true).await.expect_err("its steps are not these");
        assert!(refused.to_string().contains("version 9"), "{refused}");
        assert_eq!(story, before, "nobody took a step when its time came");
        let (same, story) = now(&world).await?;
        assert_eq!((same.step, same.waiting), (orphan.step, true));
        assert_eq!(story, before, "nor when the ferry did");
        let seen = health(&world).await?;
        assert!(seen.sagas[0].orphaned && seen.needs_a_person() && seen.abandoned.is_empty());
        assert!(abandon(&world, orphan.id).await?);
        assert!(!abandon(&world, orphan.id).await?, "once");
        let seen = health(&world).await?;
        assert!(seen.sagas.is_empty() && !seen.needs_a_person());
        let [gone] = &seen.abandoned[..] else { panic!("{:?}", seen.abandoned) };
        let noted = (gone.by.as_str(), gone.why.as_str(), gone.saga.version, gone.at);
        assert_eq!(noted, ("a person", "seen to by hand", 9, kernel::Clock::now(&*world.clock)));
    }
    Ok(())
}

#[tokio::test]
async fn sagas_that_cannot_get_on_do_not_keep_the_others_from_being_woken_and_are_listed()
-> anyhow::Result<()> {
    for world in worlds().await? {
        let many = with(|tx: &Transaction| {
            Box::pin(async move {
                for number in 0..110 {
                    Journeys::start(tx, &format!("spoilt {number}"), &Luggage::default()).await?;
                    Journeys::start(tx, &format!("orphan {number}"), &Luggage::default()).await?;
                }
                Ok::<_, HandleError>(())
            })
        });
        world.ctx.run(many).await?;
        for harm in [
            "UPDATE probe_saga SET data = 'spoilt' WHERE business_key LIKE 'spoilt %'",
            "UPDATE probe_saga SET kind_ver = 9 WHERE business_key LIKE 'orphan %'",
        ] {
            assert_eq!(world.ctx.db.execute(harm, vec![]).await?, 110);
        }
        world.clock.advance(Duration::from_secs(1));
        start(&world, Luggage::default()).await?;
        world.clock.advance(Duration::from_secs(601));
        assert_eq!(timers(&world).tick().await?, 1, "all before it cannot get on");
        assert_eq!(now(&world).await?.0.status, SagaStatus::Compensated, "its ferry never came");
        world.clock.advance(Duration::from_secs(46 * 60));
        assert_eq!(timers(&world).tick().await?, 0);
        let seen = health(&world).await?;
        let spoilt = seen.sagas.iter().filter(|it| it.stale && it.saga.data == "spoilt").count();
        assert_eq!(spoilt, 110, "what does not get on is shown to staff, however often it is tried");
    }
    Ok(())
}

#[tokio::test]
async fn a_module_without_sagas_has_nobody_to_wake() -> anyhow::Result<()> {
    for world in worlds().await? {
        assert_eq!(Timers::new(world.ctx.clone(), vec![]).tick().await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn what_was_undone_and_did_not_last_makes_a_saga_that_was_back_wait_for_a_person() -> anyhow::Result<()>
{
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        ferry(&world, true).await?;
        assert_eq!(came_back(&world).await?, Heard::NotAwaited, "nothing was taken back yet");
        turn_back(&world).await?;
        assert_eq!(came_back(&world).await?, Heard::Taken);
        assert_eq!(came_back(&world).await?, Heard::NotAwaited, "once");
        let (saga, _) = now(&world).await?;
        assert_eq!((saga.status, saga.reason.as_deref()), (SagaStatus::Stuck, Some("the ship turned round")));
        assert_eq!(saga.wake_at, None, "nothing gets it on by itself");
        let undone =
            with(|tx: &Transaction| Box::pin(async move { Journeys::undone(tx, "1", "cross").await }));
        assert_eq!(world.ctx.run(undone).await?, Heard::Taken);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Compensated);
    }
    Ok(())
}
