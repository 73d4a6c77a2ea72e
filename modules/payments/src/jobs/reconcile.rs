use crate::{
    house::House,
    reconciliation::{Compared, compare},
    tables::reconciliation,
};
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;
/// Each comparison reaches back so far, so that what was under way last time is compared again.
const REACHES_BACK: Duration = Duration::from_hours(72);
/// What was booked or moved later than this before a comparison may still be under way.
const UNDER_WAY: Duration = Duration::from_hours(1);
/// We book at most so long after it moved there.
const BOOKED_LATE: Duration = Duration::from_hours(6);

/// Compares our books with the provider's, once a day, and asks for the next time itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reconcile {
    /// The day at whose beginning it is due, counted from 1970.
    pub(crate) day: i64,
}

impl Job for Reconcile {
    const KIND: &'static str = "reconcile";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("reconcile/{}", self.day))
    }
}

impl Reconcile {
    /// The first one after `now`.
    pub(crate) fn after(now: Timestamp) -> Self {
        Self { day: now.0.div_euclid(DAY_MICROS) + 1 }
    }

    pub(crate) fn due_at(&self) -> Timestamp {
        Timestamp(self.day.saturating_mul(DAY_MICROS))
    }
}

impl Perform<Reconcile> for House {
    async fn perform(&self, ctx: &Context, job: Reconcile) -> Result<(), JobError> {
        let now = ctx.clock.now();
        let next = Reconcile::after(now);
        let since = now.before(REACHES_BACK);
        let compared = match self.read(ctx, self.provider().movements(since)).await {
            Ok(theirs) => Some(against(ctx, &theirs, since, now).await?),
            Err(error) => {
                // The chain must not break: tomorrow reaches back over today.
                tracing::warn!(%error, "the provider's books could not be read");
                None
            }
        };
        Ok(ctx.run(Note { day: job.day, compared, next }).await?)
    }
}

async fn against(
    ctx: &Context,
    theirs: &[crate::provider::Movement],
    since: Timestamp,
    now: Timestamp,
) -> Result<Compared, JobError> {
    let settled = now.before(UNDER_WAY);
    // Ours may be booked long after it moved there, and never much before.
    let ours = reconciliation::booked(ctx.db.read(), since.before(UNDER_WAY)).await?;
    let theirs: Vec<_> = theirs.iter().filter(|it| it.at <= settled).cloned().collect();
    let first = since.after(BOOKED_LATE);
    Ok(compare(&theirs, &ours, |it| it.at >= first && it.at <= settled))
}

struct Note {
    day: i64,
    compared: Option<Compared>,
    next: Reconcile,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if let Some(compared) = &self.compared {
            reconciliation::note(tx, self.day, compared).await?;
        }
        tx.enqueue_at(&self.next, self.next.due_at()).await
    }
}
