use crate::tables::{link, session, throttle};
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How often what has ended is thrown away.
const EVERY: Duration = Duration::from_hours(1);
/// How long links are kept, to say of a late one that it has ended.
const LINKS: Duration = Duration::from_hours(24);

/// Throws away sessions and links that have ended, and buckets of tries that are full again. One for each hour in which
/// somebody signed in or asked for a link; what ends later is another hour's.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Sweep {
    hour: i64,
}

impl Job for Sweep {
    const KIND: &'static str = "sweep_sessions";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("sweep/{}", self.hour))
    }
}

/// Leaves the next sweep to be done.
pub(crate) async fn ask(tx: &Transaction) -> Result<(), DbErr> {
    let hour = tx.now.seconds() / 3600 + 1;
    tx.enqueue_at(&Sweep { hour }, Timestamp::from_seconds(hour * 3600)).await
}

pub(crate) struct Sweeper;

impl Perform<Sweep> for Sweeper {
    async fn perform(&self, ctx: &Context, _: Sweep) -> Result<(), JobError> {
        Ok(ctx.run(SweepNow { sessions_by: ctx.clock.steady() }).await?)
    }
}

struct SweepNow {
    sessions_by: Timestamp,
}

impl Command for SweepNow {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let sessions = session::purge(tx, self.sessions_by).await?;
        let links = link::purge(tx, tx.now.before(LINKS)).await?;
        let buckets = throttle::purge(tx, tx.now).await?;
        tracing::debug!(sessions, links, buckets, "what has ended was thrown away");
        // As long as somebody may still be signed in there is something to sweep; the longest lasts thirty days.
        if session::any(tx).await? {
            tx.enqueue_at(&Sweep { hour: tx.now.seconds() / 3600 + 1 }, tx.now.after(EVERY)).await?;
        }
        Ok(())
    }
}
