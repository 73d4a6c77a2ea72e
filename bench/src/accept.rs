//! Durable commands per second: a business row and a message, many producers at once.

use crate::{
    bare,
    rounds::Table,
    workload::{Accept, AcceptByHand, Pledged, Told},
    world::World,
};
use kernel::{Context, outbox::Sequencer};
use sea_orm::{DbBackend, DbErr};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const PRODUCERS: u32 = 32;

pub(crate) async fn measure(world: &World, slice: Duration) -> anyhow::Result<Table> {
    let mut table = Table::new(
        "accept: one business row and one message a command, 32 producers",
        "commands/s",
        "ratio: accepted / that line",
    );
    for round in Table::rounds() {
        table.note(round, "accepted (Context::run, outbox)", accepted(world, slice).await?);
        if world.ctx.db.backend() == DbBackend::Sqlite {
            table.note(round, "same two rows, same group commit", grouped(world, slice, Told::Twin).await?);
            table.note(
                round,
                "two rows without indexes, same group commit",
                grouped(world, slice, Told::Plain).await?,
            );
            table.note(round, "same two rows, one commit a command", bare(world, slice, Told::Twin).await?);
        } else {
            table.note(round, "same two rows, bare transactions", bare(world, slice, Told::Twin).await?);
            table.note(
                round,
                "two rows without indexes, bare transactions",
                bare(world, slice, Told::Plain).await?,
            );
        }
    }
    Ok(table)
}

/// With the sequencer at work beside it: a message without a position is not said yet.
async fn accepted(world: &World, slice: Duration) -> anyhow::Result<f64> {
    let stop = CancellationToken::new();
    let sequencer = tokio::spawn(Sequencer::new(world.ctx.clone()).run(stop.clone()));
    let rate = per_second(&world.ctx, slice, |ctx| async move { ctx.run(Accept).await }).await;
    stop.cancel();
    sequencer.await?;
    world.stamp_everything().await?;
    rate
}

async fn grouped(world: &World, slice: Duration, told: Told) -> anyhow::Result<f64> {
    per_second(&world.ctx, slice, move |ctx| async move { ctx.run(AcceptByHand(told)).await }).await
}

async fn bare(world: &World, slice: Duration, told: Told) -> anyhow::Result<f64> {
    let one = move |ctx: Context| async move {
        let tx = bare::begin(&ctx.db).await?;
        Pledged::new().write_by_hand(&tx, told, ctx.clock.now()).await?;
        tx.commit().await
    };
    per_second(&world.ctx, slice, one).await
}

/// How often a second all producers together get `work` done, over `slice`.
async fn per_second<W, F>(ctx: &Context, slice: Duration, work: W) -> anyhow::Result<f64>
where
    W: Fn(Context) -> F + Clone + Send + 'static,
    F: Future<Output = Result<(), DbErr>> + Send,
{
    let started = Instant::now();
    let mut producers = JoinSet::new();
    for _ in 0..PRODUCERS {
        let (ctx, work) = (ctx.clone(), work.clone());
        producers.spawn(async move {
            let mut done = 0_u32;
            while started.elapsed() < slice {
                work(ctx.clone()).await?;
                done += 1;
            }
            Ok::<_, DbErr>(done)
        });
    }
    let mut done = 0;
    while let Some(producer) = producers.join_next().await {
        done += producer??;
    }
    Ok(f64::from(done) / started.elapsed().as_secs_f64())
}
