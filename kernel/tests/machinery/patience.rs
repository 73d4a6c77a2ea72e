//! A saga that stands still is seen to, however often it is put to sleep again.

use crate::world::{World, worlds};
use contracts::Timestamp;
use kernel::{
    Clock, HandleError, Transaction,
    db::with,
    health::{SagaHealth, Watch},
    saga::{AnySaga, OnTimeout, Progress, Saga, SagaStatus, Sagas, Step, Timers, Undo},
};
use std::{sync::Arc, time::Duration};

const MINUTE: Duration = Duration::from_secs(60);

/// A night's watch: looks out every minute, then waits for the relief, which has a day to come.
struct Vigil;

const STEPS: &[Step<()>] = &[
    Step {
        name: "watch",
        pivot: false,
        budget: MINUTE,
        on_timeout: OnTimeout::Again,
        run: |_, ()| Box::pin(async { Ok(Progress::Wait) }),
        undo: Undo::By(|_, ()| Box::pin(async { Ok(Progress::Wait) })),
    },
    Step {
        name: "relief",
        pivot: false,
        budget: Duration::from_secs(24 * 3600),
        on_timeout: OnTimeout::Fail("nobody came"),
        run: |_, ()| Box::pin(async { Ok(Progress::Wait) }),
        undo: Undo::Waived("whoever came may stay"),
    },
];

impl Saga for Vigil {
    const KIND: &'static str = "vigil";
    const VERSION: i16 = 1;
    type Data = ();

    fn steps() -> &'static [Step<()>] {
        STEPS
    }
}

type Vigils = Sagas<Vigil>;

/// A keg that must stand until a day that is known before anybody may ask whether it is empty again.
struct Keg;

const KEG: &[Step<Timestamp>] = &[Step {
    name: "fill",
    pivot: false,
    budget: MINUTE,
    on_timeout: OnTimeout::Again,
    run: |_, _| Box::pin(async { Ok(Progress::Done) }),
    undo: Undo::By(|tx, until| {
        Box::pin(async move { Ok(if tx.now < *until { Progress::Until(*until) } else { Progress::Wait }) })
    }),
}];

impl Saga for Keg {
    const KIND: &'static str = "keg";
    const VERSION: i16 = 1;
    type Data = Timestamp;

    fn steps() -> &'static [Step<Timestamp>] {
        KEG
    }
}

type Kegs = Sagas<Keg>;

fn kinds() -> Vec<Arc<dyn AnySaga>> {
    vec![Arc::new(Vigils::default()), Arc::new(Kegs::default())]
}

async fn start(world: &World) -> Result<bool, HandleError> {
    world.ctx.run(with(|tx: &Transaction| Box::pin(Vigils::start(tx, "1", &())))).await
}

async fn dawn(world: &World) -> anyhow::Result<()> {
    let command =
        with(|tx: &Transaction| Box::pin(async move { Vigils::succeeded(tx, "1", "watch", |()| ()).await }));
    world.ctx.run(command).await?;
    Ok(())
}

/// Lets this many minutes pass, the timers at work in each, and looks at it then.
async fn after(world: &World, minutes: u32) -> anyhow::Result<SagaHealth> {
    for _ in 0..minutes {
        world.clock.advance(MINUTE + Duration::from_millis(1));
        Timers::new(world.ctx.clone(), kinds()).tick().await?;
    }
    let sources = [world.source.clone()];
    let mut seen = kernel::health::of(&world.ctx, &sources, &kinds(), &Watch::default()).await?;
    let saga = seen.sagas.remove(0);
    Ok(saga)
}

#[tokio::test]
async fn a_saga_that_looks_again_and_again_in_vain_is_not_progressing_and_after_three_times_as_long_stuck()
-> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world).await?;
        let seen = after(&world, 44).await?;
        assert_eq!((seen.stale, seen.stuck), (false, false));
        assert!(seen.saga.attempt > 40, "it was put to sleep again each time");
        let seen = after(&world, 2).await?;
        assert_eq!((seen.stale, seen.stuck), (true, false));
        let seen = after(&world, 3 * 45 - 46).await?;
        assert_eq!((seen.stale, seen.stuck), (true, true));
        assert_eq!(
            seen.saga.status,
            SagaStatus::Running,
            "it still looks, and gets on when there is something"
        );
        dawn(&world).await?;
        let seen = after(&world, 1).await?;
        assert_eq!((seen.saga.step, seen.stale, seen.stuck), (1, false, false));
    }
    Ok(())
}

#[tokio::test]
async fn a_step_may_wait_for_as_long_as_it_says() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world).await?;
        dawn(&world).await?;
        let seen = after(&world, 60).await?;
        assert_eq!((seen.saga.step, seen.stale, seen.stuck), (1, false, false));
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_that_was_told_to_go_back_has_that_for_progress() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world).await?;
        assert!(after(&world, 50).await?.stale);
        let back = with(|tx: &Transaction| {
            Box::pin(async move { Vigils::compensate(tx, "1", "homesick", |()| ()).await })
        });
        world.ctx.run(back).await?;
        let seen = after(&world, 2).await?;
        assert_eq!((seen.saga.status, seen.stale), (SagaStatus::Compensating, false));
        let seen = after(&world, 8).await?;
        assert_eq!(
            (seen.saga.status, seen.stuck),
            (SagaStatus::Stuck, true),
            "its undo was tried five times"
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_undo_that_waits_for_a_day_that_is_known_is_stuck_only_after_that_day() -> anyhow::Result<()> {
    for world in worlds().await? {
        let until = world.clock.now().after(MINUTE * 20);
        let fill = with(move |tx: &Transaction| Box::pin(async move { Kegs::start(tx, "1", &until).await }));
        world.ctx.run(fill).await?;
        let back =
            with(|tx: &Transaction| Box::pin(async move { Kegs::compensate(tx, "1", "sour", |_| ()).await }));
        world.ctx.run(back).await?;
        let seen = after(&world, 15).await?;
        assert_eq!((seen.saga.status, seen.saga.attempt), (SagaStatus::Compensating, 0), "{:?}", seen.saga);
        let seen = after(&world, 8).await?;
        assert_eq!(seen.saga.status, SagaStatus::Compensating, "it has its five tries from then on");
        let seen = after(&world, 6).await?;
        assert_eq!((seen.saga.status, seen.stuck), (SagaStatus::Stuck, true));
    }
    Ok(())
}
