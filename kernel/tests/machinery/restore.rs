use crate::world::{Noted, World, see, worlds};
use kernel::{
    Clock as _, HandleError, React, Reactor, Subscription, Transaction,
    outbox::restored,
    subscription::{Runner, Step},
};
use sea_orm::DbBackend;

struct Writer;

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        Ok(see(tx, &noted).await?)
    }
}

fn writer() -> Subscription {
    Reactor::named("writer").on::<Noted>(Writer).build()
}

async fn hear(world: &World) -> anyhow::Result<()> {
    let runner = Runner::new(world.ctx.clone(), writer(), world.source.clone());
    while let Step::Passed(_) = runner.step().await? {}
    Ok(())
}

/// The log is what it was after its first three messages, as from a copy of that age.
async fn put_back_to_three(world: &World) -> anyhow::Result<()> {
    let db = &world.ctx.db;
    db.execute("DELETE FROM probe_outbox WHERE pos > 3", vec![]).await?;
    let counter = match db.backend() {
        DbBackend::Sqlite => "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'probe_outbox'",
        _ => "UPDATE probe_outbox_head SET head = 3",
    };
    db.execute(counter, vec![]).await?;
    Ok(restored(db, "probe", world.clock.now()).await?)
}

#[tokio::test]
async fn what_a_restored_source_says_anew_is_heard_though_its_positions_were_heard_before()
-> anyhow::Result<()> {
    for world in worlds().await? {
        for number in 1..=5 {
            world.note(1, number).await?;
        }
        hear(&world).await?;
        put_back_to_three(&world).await?;
        world.note(2, 40).await?;
        world.note(2, 50).await?;
        hear(&world).await?;
        let seen = world.seen().await?;
        assert_eq!(seen[..5], [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
        assert_eq!(seen[5..], [(2, 40), (2, 50)], "neither missed nor is anything before it heard twice");
    }
    Ok(())
}

#[tokio::test]
async fn whoever_heard_no_more_than_the_copy_has_goes_on_where_it_was() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        world.note(1, 2).await?;
        hear(&world).await?;
        for number in 3..=5 {
            world.note(1, number).await?;
        }
        put_back_to_three(&world).await?;
        world.note(2, 40).await?;
        hear(&world).await?;
        assert_eq!(world.seen().await?, [(1, 1), (1, 2), (1, 3), (2, 40)]);
    }
    Ok(())
}
