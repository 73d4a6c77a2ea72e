use crate::world::{Note, ping, worlds};
use futures::future::join_all;
use std::time::Duration;

/// A request that is dropped at any point leaves no connection inside an open transaction (sqlx #4385), and
/// what it was told to do is done or not, never half.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_dropped_request_leaves_no_open_transaction_behind() -> anyhow::Result<()> {
    for world in worlds().await? {
        let requests = (0..120_u32).map(|it| {
            let ctx = world.ctx.clone();
            async move {
                let note = Note { thing: it, number: 1, pause: true, fail: false };
                // Anything from at once to long enough.
                tokio::time::timeout(Duration::from_micros(u64::from(it) * 60), ctx.run(note)).await.is_ok()
            }
        });
        let answered = join_all(requests).await.into_iter().filter(|it| *it).count();
        for _ in 0..20 {
            ping(&world.ctx).await?;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let written = world.count("SELECT COUNT(*) FROM probe_outbox").await?;
        assert!(written >= i64::try_from(answered)?, "{answered} were told it was done, {written} are there");
        if world.ctx.db.backend() == sea_orm::DbBackend::Postgres {
            let idle = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
            assert_eq!(world.count(idle).await?, 0);
        }
    }
    Ok(())
}
