//! A person makes a saga turn back.

use crate::world::{World, worlds};
use contracts::UserId;
use futures::future::BoxFuture;
use kernel::{
    HandleError, Transaction,
    db::with,
    health::{SagaHealth, Watch},
    saga::{AnySaga, Heard, OnTimeout, Progress, Saga, SagaRow, SagaStatus, Sagas, Step, TurnBack, Undo},
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};

/// A climb: pitch a camp, wait for the weather, look around, reach the top (no way back by itself), and slide down
/// the other side, where nobody climbs up again.
struct Climb;

#[derive(Clone, Default, Serialize, Deserialize)]
struct Pack {
    story: Vec<String>,
    storm: bool,
    rope_is_lost: bool,
}

type Told<'a> = BoxFuture<'a, Result<Progress, HandleError>>;

fn tell<'a>(pack: &mut Pack, what: &str, then: Progress) -> Told<'a> {
    pack.story.push(what.to_owned());
    Box::pin(async move { Ok(then) })
}

const WAIT: Duration = Duration::from_secs(60);
const SLIPPERY: &str = "nobody climbs up a slide";

const STEPS: &[Step<Pack>] = &[
    Step {
        name: "camp",
        pivot: false,
        budget: WAIT,
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "camp", Progress::Done),
        undo: Undo::By(|_, it| tell(it, "strike camp", Progress::Done)),
    },
    Step {
        name: "weather",
        pivot: false,
        budget: WAIT,
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "weather", Progress::Wait),
        undo: Undo::Waived("the weather is nobody's"),
    },
    Step {
        name: "top",
        pivot: true,
        budget: WAIT,
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "top", Progress::Done),
        undo: Undo::By(|_, it| {
            let lost = it.rope_is_lost;
            tell(it, "climb down", if lost { Progress::Fail("no rope".into()) } else { Progress::Done })
        }),
    },
    Step {
        name: "rest",
        pivot: false,
        budget: WAIT,
        on_timeout: OnTimeout::Again,
        run: |_, it| {
            let storm = it.storm;
            tell(it, "rest", if storm { Progress::Fail("storm".into()) } else { Progress::Done })
        },
        undo: Undo::By(|_, it| tell(it, "get up", Progress::Done)),
    },
    Step {
        name: "slide",
        pivot: false,
        budget: WAIT,
        on_timeout: OnTimeout::Again,
        run: |_, it| tell(it, "slide", Progress::Wait),
        undo: Undo::Waived("there is no way up"),
    },
];

impl Saga for Climb {
    const KIND: &'static str = "climb";
    const VERSION: i16 = 1;
    type Data = Pack;

    fn steps() -> &'static [Step<Pack>] {
        STEPS
    }

    fn no_way_back(step: &Step<Pack>) -> Option<&'static str> {
        (step.name == "slide").then_some(SLIPPERY)
    }
}

type Climbs = Sagas<Climb>;

fn kinds() -> Vec<Arc<dyn AnySaga>> {
    vec![Arc::new(Climbs::default())]
}

/// Begins a climb, which waits for the weather.
async fn start(world: &World, pack: Pack) -> Result<bool, HandleError> {
    let command = with(move |tx: &Transaction| {
        let pack = pack.clone();
        Box::pin(async move { Climbs::start(tx, "1", &pack).await })
    });
    world.ctx.run(command).await
}

/// What a step waits for comes about.
async fn came(world: &World, step: &'static str) -> Result<Heard, HandleError> {
    let command =
        with(move |tx: &Transaction| Box::pin(async move { Climbs::succeeded(tx, "1", step, |_| ()).await }));
    world.ctx.run(command).await
}

/// A person makes it turn back.
async fn turn_back(world: &World) -> Result<bool, HandleError> {
    let decision = TurnBack { by: UserId::fresh(), reason: "the guide is ill".to_owned() };
    let command = with(move |tx: &Transaction| {
        let decision = decision.clone();
        Box::pin(async move {
            let saga = SagaRow::find(tx, "probe", "climb", "1").await?.expect("a climb");
            Climbs::default().turn_back(tx, saga, &decision).await
        })
    });
    world.ctx.run(command).await
}

async fn now(world: &World) -> anyhow::Result<(SagaRow, Vec<String>)> {
    let row = SagaRow::find(world.ctx.db.read(), "probe", "climb", "1").await?.expect("a climb");
    let pack: Pack = serde_json::from_str(&row.data)?;
    Ok((row, pack.story))
}

/// As it is listed for staff, when it is not over.
async fn listed(world: &World) -> anyhow::Result<Option<SagaHealth>> {
    let sources = [world.source.clone()];
    Ok(kernel::health::of(&world.ctx, &sources, &kinds(), &Watch::default()).await?.sagas.pop())
}

#[tokio::test]
async fn a_person_makes_a_saga_turn_back_from_where_it_waits_and_once() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Pack::default()).await?;
        assert!(listed(&world).await?.expect("it waits").may_turn_back);
        assert!(turn_back(&world).await?);
        assert!(!turn_back(&world).await?, "it is over");
        let (saga, story) = now(&world).await?;
        assert_eq!(
            (saga.status, saga.reason.as_deref()),
            (SagaStatus::Compensated, Some("the guide is ill"))
        );
        assert_eq!(story, ["camp", "weather", "strike camp"]);
        let undone: Vec<_> = saga.steps(world.ctx.db.read(), "probe").await?;
        let undone: Vec<_> = undone.into_iter().filter(|it| it.undo).map(|it| it.step).collect();
        assert_eq!(undone, ["weather", "camp"], "also of the step at which it stood");
        assert_eq!(came(&world, "weather").await?, Heard::NotAwaited);
        assert!(listed(&world).await?.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_that_is_stuck_after_its_pivot_turns_back_when_a_person_says_so() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Pack { storm: true, ..Pack::default() }).await?;
        came(&world, "weather").await?;
        assert_eq!(now(&world).await?.0.status, SagaStatus::Stuck);
        assert!(listed(&world).await?.expect("it is stuck").may_turn_back);
        assert!(turn_back(&world).await?);
        let (saga, story) = now(&world).await?;
        assert_eq!(saga.status, SagaStatus::Compensated);
        assert_eq!(story[4..], ["get up", "climb down", "strike camp"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_that_is_stuck_on_its_way_back_is_tried_again_and_not_turned_back() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Pack { storm: true, rope_is_lost: true, ..Pack::default() }).await?;
        came(&world, "weather").await?;
        assert!(turn_back(&world).await?);
        let (stuck, story) = now(&world).await?;
        assert_eq!((stuck.status, stuck.step), (SagaStatus::Stuck, 2));
        assert!(!listed(&world).await?.expect("it is stuck").may_turn_back);
        assert!(!turn_back(&world).await?);
        assert_eq!(now(&world).await?.1, story, "nothing was undone twice");
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_past_where_anybody_can_is_not_turned_back_and_whoever_wants_to_is_told_why()
-> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Pack::default()).await?;
        came(&world, "weather").await?;
        assert!(!listed(&world).await?.expect("it slides").may_turn_back);
        let refused = turn_back(&world).await.expect_err("it slides");
        assert_eq!(refused.to_string(), SLIPPERY);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Running);
        came(&world, "slide").await?;
        assert!(!turn_back(&world).await?, "it is complete");
        assert_eq!(now(&world).await?.0.status, SagaStatus::Completed);
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_of_another_version_is_not_turned_back() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Pack::default()).await?;
        world.ctx.db.execute("UPDATE probe_saga SET kind_ver = 9", vec![]).await?;
        assert!(!listed(&world).await?.expect("it waits").may_turn_back);
        assert!(!turn_back(&world).await?);
        assert_eq!(now(&world).await?.0.status, SagaStatus::Running);
    }
    Ok(())
}
