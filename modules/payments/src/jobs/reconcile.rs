use crate::{
    house::House,
    provider::Movement,
    reconciliation::{Booked, Compared, booked_under, compare},
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
/// When it is tried again, where the provider could not be asked now.
const AGAIN: Duration = Duration::from_mins(10);
/// So many of those that are not alike are looked up one by one; more than that is a person's.
const LOOKED_UP: usize = 200;

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
        let compared = match self.read_in_turn(ctx, || self.provider().movements(since)).await {
            Ok(theirs) => against(self, ctx, theirs, since, now).await,
            Err(error) => Err(error),
        };
        // Nothing is wrong with the books, and a day left out may be the one on which something is.
        if let Err(JobError::Later(pause)) = compared {
            return Err(JobError::Later(pause.max(AGAIN)));
        }
        // The chain must not break: tomorrow reaches back over today.
        let compared = compared
            .inspect_err(|error| tracing::warn!(%error, "the provider's books could not be read"))
            .ok();
        Ok(ctx.run(Note { day: job.day, compared, next }).await?)
    }
}

/// Compares what moved since `since`. What is not alike in so short a time, and what was not before, is looked up one by
/// one: whatever was away for long, we or the provider, one book may tell of it days after the other.
async fn against(
    house: &House,
    ctx: &Context,
    mut theirs: Vec<Movement>,
    since: Timestamp,
    now: Timestamp,
) -> Result<Compared, JobError> {
    let db = ctx.db.read();
    let settled = now.before(UNDER_WAY);
    // Ours may be booked long after it moved there, and never much before.
    let mut ours = reconciliation::booked(db, since.before(UNDER_WAY)).await?;
    theirs.retain(|it| it.at <= settled);
    let expected = |it: &Booked| it.at >= since && it.at <= settled;
    let mut objects = compare(&theirs, &ours, expected).objects();
    objects.extend(reconciliation::cases(db).await?.into_iter().map(|it| it.object));
    for object in objects.iter().take(LOOKED_UP) {
        for it in house.read_in_turn(ctx, || house.provider().movements_of(object)).await? {
            for object in booked_under(&it) {
                ours.extend(reconciliation::booked_under(db, &object).await?);
            }
            theirs.push(it);
        }
    }
    theirs.sort_by(|one, other| one.id.cmp(&other.id));
    theirs.dedup_by(|one, other| one.id == other.id);
    Ok(compare(&theirs, &ours, expected))
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
