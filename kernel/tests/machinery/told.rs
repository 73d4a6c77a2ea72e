use crate::world::{Noted, see, worlds};
use kernel::{Database, HandleError, Module, PlatformBuilder, React, Reactor, Transaction, db::Sql as _};
use sea_orm::DbBackend;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

struct Writer;

impl React<Noted> for Writer {
    async fn react(&self, tx: &Transaction, noted: Noted) -> Result<(), HandleError> {
        Ok(see(tx, &noted).await?)
    }
}

async fn until(what: &str, mut is: impl AsyncFnMut() -> anyhow::Result<bool>) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    while !is().await? {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(10), "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(begun.elapsed())
}

/// The backstop is 30 s while the database tells of news, so whatever is heard sooner was told.
#[tokio::test]
async fn what_another_process_says_is_told_by_the_database() -> anyhow::Result<()> {
    for world in worlds().await?.into_iter().filter(|it| it.ctx.db.backend() == DbBackend::Postgres) {
        #[expect(clippy::disallowed_methods, reason = "where the tests' server is")]
        let server = std::env::var("TEST_DATABASE_URL")?;
        let name = world.ctx.db.read().one("SELECT current_database()", vec![]).await?;
        let name: String = name.expect("a name").try_get_by_index(0)?;
        let (base, _) = server.rsplit_once('/').expect("a database's address");
        let there = Database::connect(&format!("{base}/{name}")).await?;
        let module = Module {
            subscriptions: vec![Reactor::named("writer").on::<Noted>(Writer).build()],
            ..Module::named("probe")
        };
        let builder = PlatformBuilder::new(world.ctx.clock.clone(), world.ctx.web.clone());
        let (platform, _) = builder.host(module, there).build();
        let stop = CancellationToken::new();
        let mut loops = platform.start(&stop);
        until("it listens", async || Ok(platform.health().await?[0].wakeup == "notify")).await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        world.note(1, 1).await?;
        until("it heard", async || Ok(world.seen().await? == [(1, 1)])).await?;
        stop.cancel();
        while loops.join_next().await.is_some() {}
        assert_eq!(platform.health().await?[0].wakeup, "poll", "nobody listens any more");
    }
    Ok(())
}
