//! Deliveries per second while a backlog burns down: four subscriptions, each with its own cursor.

use crate::{
    bare,
    rounds::Table,
    workload::{Pledged, Tell},
    world::World,
};
use kernel::{
    Context, HandleError, Project, Projection, React, Reactor, ReadModel, Subscription, Transaction,
    db::Sql,
    outbox::{EventSource, LocalSource},
    subscription::{Runner, Step},
};
use sea_orm::DbErr;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

const SUBSCRIPTIONS: u32 = 4;
/// What the runner puts into one transaction; the baseline does the same.
const BATCH: u32 = 200;
const FIRST_BACKLOG: u32 = 1_000;
const LARGEST_BACKLOG: u32 = 100_000;

const HEARD: [&str; 3] = [
    "INSERT INTO bench_heard_1 (pledge, minor) VALUES ($1, $2)",
    "INSERT INTO bench_heard_2 (pledge, minor) VALUES ($1, $2)",
    "INSERT INTO bench_heard_3 (pledge, minor) VALUES ($1, $2)",
];
const TOTAL: &str = "INSERT INTO bench_total (campaign, gifts, minor) VALUES ($1, 1, $2) ON CONFLICT (campaign) \
     DO UPDATE SET gifts = bench_total.gifts + 1, minor = bench_total.minor + excluded.minor";
const BARE: [&str; 3] = [
    "INSERT INTO bench_bare_1 (pledge, minor) VALUES ($1, $2)",
    "INSERT INTO bench_bare_2 (pledge, minor) VALUES ($1, $2)",
    "INSERT INTO bench_bare_3 (pledge, minor) VALUES ($1, $2)",
];
const BARE_TOTAL: &str = "INSERT INTO bench_bare_total (campaign, gifts, minor) VALUES ($1, 1, $2) \
     ON CONFLICT (campaign) DO UPDATE SET gifts = bench_bare_total.gifts + 1, \
     minor = bench_bare_total.minor + excluded.minor";

pub(crate) async fn measure(world: &World, slice: Duration) -> anyhow::Result<Table> {
    let mut table = Table::new(
        "deliver: a backlog to 3 reactors and 1 projection, one row each",
        "a second",
        "ratio: delivered / that line",
    );
    let mut backlog = FIRST_BACKLOG;
    for round in Table::rounds() {
        let rate = delivered(world, backlog).await?;
        table.note(round, "delivered (cursor and effect in one commit)", rate);
        table.note(round, "same rows, bare transactions of 200", bare_rows(world, backlog).await?);
        if round.warming_up {
            backlog = that_lasts(slice, rate / f64::from(SUBSCRIPTIONS));
        }
    }
    check(world).await?;
    Ok(table)
}

/// How many take about `slice` at `rate` a second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped, and never negative")]
pub(crate) fn that_lasts(slice: Duration, rate: f64) -> u32 {
    (rate * slice.as_secs_f64()).clamp(f64::from(BATCH), f64::from(LARGEST_BACKLOG)) as u32
}

async fn delivered(world: &World, backlog: u32) -> anyhow::Result<f64> {
    let mut left = backlog;
    while left > 0 {
        let now = left.min(BATCH);
        world.ctx.run(Tell(now)).await?;
        left -= now;
    }
    world.stamp_everything().await?;
    let ctx = &world.ctx;
    let source: Arc<dyn EventSource> =
        Arc::new(LocalSource::new(ctx.module, ctx.db.clone(), ctx.wake.clone()));
    let started = Instant::now();
    let mut runners = JoinSet::new();
    for subscription in subscriptions() {
        runners.spawn(burn_down(Runner::new(ctx.clone(), subscription, source.clone())));
    }
    while let Some(runner) = runners.join_next().await {
        runner??;
    }
    Ok(f64::from(backlog * SUBSCRIPTIONS) / started.elapsed().as_secs_f64())
}

async fn burn_down(runner: Runner) -> Result<(), DbErr> {
    loop {
        match runner.step().await? {
            Step::Passed(_) => (),
            Step::Quiet => return Ok(()),
            Step::Waiting(pause) => tokio::time::sleep(pause).await,
        }
    }
}

async fn bare_rows(world: &World, backlog: u32) -> anyhow::Result<f64> {
    let pledges: Arc<Vec<_>> = Arc::new((0..backlog).map(|_| Pledged::new()).collect());
    let started = Instant::now();
    let mut writers = JoinSet::new();
    for insert in BARE {
        writers.spawn(write_bare(world.ctx.clone(), pledges.clone(), move |pledged| (insert, row(pledged))));
    }
    writers.spawn(write_bare(world.ctx.clone(), pledges, |pledged| (BARE_TOTAL, sum(pledged))));
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    Ok(f64::from(backlog * SUBSCRIPTIONS) / started.elapsed().as_secs_f64())
}

async fn write_bare(
    ctx: Context,
    pledges: Arc<Vec<Pledged>>,
    statement: impl Fn(&Pledged) -> (&'static str, Vec<sea_orm::Value>) + Send,
) -> Result<(), DbErr> {
    for batch in pledges.chunks(BATCH as usize) {
        let tx = bare::begin(&ctx.db).await?;
        for pledged in batch {
            let (sql, values) = statement(pledged);
            tx.exec(sql, values).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn row(pledged: &Pledged) -> Vec<sea_orm::Value> {
    vec![pledged.pledge.into(), pledged.minor.into()]
}

fn sum(pledged: &Pledged) -> Vec<sea_orm::Value> {
    vec![pledged.campaign.clone().into(), pledged.minor.into()]
}

fn subscriptions() -> Vec<Subscription> {
    vec![
        Reactor::named("first").on(Hear(HEARD[0])).build(),
        Reactor::named("second").on(Hear(HEARD[1])).build(),
        Reactor::named("third").on(Hear(HEARD[2])).build(),
        Projection::named("total", &["bench_total"]).on(AddUp).build(),
    ]
}

/// Writes one row for each message.
struct Hear(&'static str);

impl React<Pledged> for Hear {
    async fn react(&self, tx: &Transaction, pledged: Pledged) -> Result<(), HandleError> {
        tx.exec(self.0, row(&pledged)).await?;
        Ok(())
    }
}

struct AddUp;

impl Project<Pledged> for AddUp {
    async fn project(&self, model: &ReadModel<'_>, pledged: Pledged) -> Result<(), HandleError> {
        model.exec(TOTAL, sum(&pledged)).await?;
        Ok(())
    }
}

/// A rate at which messages get lost is worth nothing.
async fn check(world: &World) -> anyhow::Result<()> {
    let said = world.number("SELECT COUNT(*) FROM bench_outbox").await?;
    for heard in [
        "SELECT COUNT(*) FROM bench_heard_1",
        "SELECT COUNT(*) FROM bench_heard_2",
        "SELECT COUNT(*) FROM bench_heard_3",
        "SELECT CAST(SUM(gifts) AS bigint) FROM bench_total",
    ] {
        let heard_of = world.number(heard).await?;
        anyhow::ensure!(heard_of == said, "{said} messages were said and {heard_of} were heard: {heard}");
    }
    Ok(())
}
