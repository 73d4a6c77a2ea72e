//! Another process holds the file, the disk is full, or a commit fails: what that does to commands.

use crate::world::{World, ping, worlds};
use kernel::{
    Database, Transaction,
    db::{Sql, is_passing, with},
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use std::time::Duration;

async fn on_files() -> anyhow::Result<Vec<World>> {
    Ok(worlds().await?.into_iter().filter(|it| it.ctx.db.backend() == DbBackend::Sqlite).collect())
}

async fn insert(world: &World, sql: &'static str) -> Result<(), DbErr> {
    world
        .ctx
        .run(with(move |tx: &Transaction| Box::pin(async move { tx.exec(sql, vec![]).await.map(drop) })))
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_that_another_process_keeps_out_fail_in_passing_and_go_through_when_it_is_done()
-> anyhow::Result<()> {
    for world in on_files().await? {
        world.ctx.db.execute("PRAGMA busy_timeout = 50", vec![]).await?;
        let other = Database::connect(&world.url()).await?;
        other.schema().execute_unprepared("BEGIN IMMEDIATE").await?;
        let (one, two) = tokio::join!(ping(&world.ctx), world.note(1, 1));
        for error in [one.expect_err("kept out"), two.expect_err("kept out")] {
            assert!(is_passing(&error), "{error}");
        }
        other.schema().execute_unprepared("ROLLBACK").await?;
        world.note(1, 1).await?;
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_outbox").await?, 1);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_a_failure_that_passes_and_the_writer_goes_on_after_it() -> anyhow::Result<()> {
    for world in on_files().await? {
        let pages = world.count("PRAGMA page_count").await?;
        world.ctx.db.execute(&format!("PRAGMA max_page_count = {pages}"), vec![]).await?;
        let error = insert(
            &world,
            "INSERT INTO probe_outbox_epoch (epoch, after_pos, since) VALUES (randomblob(200000), 0, 0)",
        );
        let error = error.await.expect_err("there is no room");
        assert!(is_passing(&error), "{error}");
        // Whichever connection it is by now.
        world.ctx.db.execute("PRAGMA max_page_count = 100000", vec![]).await?;
        for _ in 0..3 {
            ping(&world.ctx).await?;
        }
        world.note(1, 1).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_is_rolled_back_and_only_whoever_broke_it_alone_is_told_so() -> anyhow::Result<()>
{
    for world in on_files().await? {
        let child = "CREATE TABLE probe_child (id INTEGER PRIMARY KEY, \
                     parent INTEGER REFERENCES probe_child (id) DEFERRABLE INITIALLY DEFERRED)";
        world.ctx.db.execute(child, vec![]).await?;
        let orphan = "INSERT INTO probe_child (id, parent) VALUES (1, 2)";
        let alone = insert(&world, orphan).await.expect_err("an orphan");
        assert!(!is_passing(&alone), "{alone}");

        // Holds the writer, so that the next two share a commit.
        let ctx = world.ctx.clone();
        let first = tokio::spawn(async move {
            ctx.run(with(|_: &Transaction| {
                Box::pin(async move {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    Ok::<_, DbErr>(())
                })
            }))
            .await
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let (_, innocent) = tokio::join!(insert(&world, orphan), ping(&world.ctx));
        first.await??;
        let innocent = innocent.expect_err("not committed");
        assert!(is_passing(&innocent), "{innocent}");

        ping(&world.ctx).await?;
        world.note(1, 1).await?;
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_child").await?, 0);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_transaction_that_the_database_gave_up_by_itself_the_writer_begins_as_ever()
-> anyhow::Result<()> {
    for world in on_files().await? {
        // As it does when a disk is full or broken at a bad moment.
        insert(&world, "ROLLBACK").await.expect_err("nothing is left to commit");
        world.note(1, 1).await?;
        world.ctx.db.execute("PRAGMA busy_timeout = 50", vec![]).await?;
        let other = Database::connect(&world.url()).await?;
        other.schema().execute_unprepared("BEGIN IMMEDIATE").await?;
        ping(&world.ctx)
            .await
            .expect_err("it takes the lock before it looks, so that it can write what it saw");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_grew_under_a_long_look_is_cut_off_when_nobody_looks_any_more() -> anyhow::Result<()> {
    const MEGABYTE: u64 = 1 << 20;
    for world in on_files().await? {
        let log = || std::fs::metadata(world.file("probe.db-wal")).map_or(0, |it| it.len());
        let reader = Database::connect(&world.url()).await?;
        reader.schema().execute_unprepared("BEGIN").await?;
        reader.schema().one("SELECT COUNT(*) FROM probe_outbox", vec![]).await?;
        for _ in 0..20 {
            insert(
                &world,
                "INSERT INTO probe_outbox_epoch (epoch, after_pos, since) VALUES (randomblob(500000), 0, 0)",
            )
            .await?;
        }
        assert!(log() > 8 * MEGABYTE, "{}", log());
        let cut = tokio::time::timeout(Duration::from_secs(30), world.ctx.db.cut_log(MEGABYTE)).await;
        assert!(!cut.expect("it does not wait for them")?, "somebody looks");
        ping(&world.ctx).await?;
        reader.schema().execute_unprepared("ROLLBACK").await?;
        assert!(!world.ctx.db.cut_log(64 * MEGABYTE).await?, "it is not that long");
        assert!(world.ctx.db.cut_log(MEGABYTE).await?);
        assert_eq!(log(), 0);
        world.note(1, 1).await?;
        assert!(log() > 0);
        reader.close().await;
        world.ctx.db.close().await;
        assert_eq!(log(), 0, "nothing is left in it when the program stops");
        let again = Database::connect(&world.url()).await?;
        assert_eq!(again.read().all("SELECT 1 FROM probe_outbox", vec![]).await?.len(), 1);
    }
    Ok(())
}
