//! Each rule of the machinery says no when it is broken, and only then.

use crate::{
    sagas::{Luggage, ferry, start, turn_back},
    world::{World, worlds},
};
use kernel::check;
use sea_orm::DbBackend;

/// What the rules found, as `rule: what breaks it`.
async fn findings(world: &World) -> anyhow::Result<Vec<String>> {
    let checked = check::module(&world.ctx, &[], std::slice::from_ref(&world.source), &[]).await?;
    Ok(checked.iter().flat_map(|it| it.findings.iter().map(|what| format!("{}: {what}", it.rule))).collect())
}

async fn change(world: &World, sql: &str) -> anyhow::Result<()> {
    world.ctx.db.execute(sql, vec![]).await?;
    Ok(())
}

#[tokio::test]
async fn whoever_is_past_the_end_of_a_log_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let cursor = "INSERT INTO probe_subscription (name, source, pos, state, attempt, handled, updated_at) \
                      VALUES ('count', 'probe', 1, 0, 0, 0, 0)";
        change(&world, cursor).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_subscription SET pos = 2").await?;
        let found = "nobody has heard more of a log than was said: count is at 2 of probe, which ends at 1";
        assert_eq!(findings(&world).await?, [found]);
    }
    Ok(())
}

#[tokio::test]
async fn a_sequencer_that_stands_elsewhere_than_its_outbox_ends_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_outbox_head SET head = 9").await?;
        let found = match world.ctx.db.backend() {
            DbBackend::Postgres => 1,
            // Rows are numbered by the database there, and nobody reads this.
            _ => 0,
        };
        assert_eq!(findings(&world).await?.len(), found);
    }
    Ok(())
}

#[tokio::test]
async fn a_job_under_way_without_a_lease_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let job = "INSERT INTO probe_job (id, kind, key, args, priority, state, attempt, max_attempts, run_at, \
                   correlation_id, created_at, lease_until, lease_token) SELECT message_id, 'ring', 'bell/1', '{}', 0, 1, 1, \
                   3, 0, message_id, 0, 1, message_id FROM probe_outbox";
        change(&world, job).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_job SET lease_until = NULL").await?;
        assert_eq!(findings(&world).await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_that_was_undone_in_the_order_it_was_done_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        ferry(&world, true).await?;
        turn_back(&world).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_saga_step SET seq = 1000 - seq WHERE undo").await?;
        let found = findings(&world).await?;
        assert_eq!(found.len(), 10, "each pair of its five steps: {found:#?}");
        assert!(found.iter().any(|it| it.ends_with("pack was undone before arrive")), "{found:#?}");
    }
    Ok(())
}
