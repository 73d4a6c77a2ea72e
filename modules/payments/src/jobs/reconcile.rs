use crate::{
    house::House,
    provider::Movement,
    queries,
    reconciliation::{Booked, Compared, booked_under, compare},
    tables::{own, reconciliation},
};
use contracts::{Money, Timestamp};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;
/// Each comparison reaches back so far at least, so that what was under way last time is compared again; and to where the
/// last one came, however long ago that was.
const REACHES_BACK: Duration = Duration::from_hours(72);
/// What was booked or moved later than this before a comparison may still be under way.
const UNDER_WAY: Duration = Duration::from_hours(1);
/// When it is tried again, where the provider asks for patience or our own pace does.
const AGAIN: Duration = Duration::from_mins(10);
/// When it is tried again, where the provider did not answer.
const AFTER_TROUBLE: Duration = Duration::from_hours(1);
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
    /// The one of the day of `now`.
    fn of(now: Timestamp) -> Self {
        Self { day: now.0.div_euclid(DAY_MICROS) }
    }

    /// The first one after `now`.
    pub(crate) fn after(now: Timestamp) -> Self {
        Self { day: Self::of(now).day + 1 }
    }

    pub(crate) fn due_at(&self) -> Timestamp {
        Timestamp(self.day.saturating_mul(DAY_MICROS))
    }
}

impl Perform<Reconcile> for House {
    async fn perform(&self, ctx: &Context, job: Reconcile) -> Result<(), JobError> {
        let now = ctx.clock.now();
        let (next, through) = (Reconcile::after(now), now.before(UNDER_WAY));
        let day = job.day;
        // It reads the whole ledger, so nobody's transaction waits for it.
        let own: Vec<_> = queries::coverage(ctx.db.read()).await?.into_iter().map(|it| it.own).collect();
        let pause = match compared(self, ctx, now).await {
            Ok(compared) => {
                let (moved, explained) = (compared.theirs, compared.explained);
                ctx.run(Note { day, through, compared: Some(compared), own, next }).await?;
                counted("moved", moved);
                counted("explained", explained);
                // Nothing is wrong with the books where that is not said; whoever wants to know asks again.
                match super::balance::look(self, ctx).await {
                    Ok(()) => (),
                    Err(JobError::Later(_)) => {
                        tracing::debug!("what can leave was not asked: it is not our turn");
                    }
                    Err(error) => tracing::warn!(%error, "the provider did not say what can leave"),
                }
                return Ok(());
            }
            // What is refused is refused at once again. The chain must not break: the next one begins where the last one ended.
            Err(JobError::Fail(error)) => {
                tracing::warn!(%error, "the provider's books could not be read");
                return Ok(ctx.run(Note { day, through, compared: None, own, next }).await?);
            }
            // Nothing is wrong with the books, and a day left out may be the one on which something is.
            Err(JobError::Later(pause)) => pause.max(AGAIN),
            Err(JobError::Retry(error)) => {
                tracing::warn!(%error, "the provider's books could not be read, and are asked for again");
                AFTER_TROUBLE
            }
        };
        let today = Reconcile::of(now);
        if day < today.day {
            // Today's goes on in its place: while the provider is away, there must not be one more of them each day.
            return Ok(ctx.run(Note { day, through, compared: None, own, next: today }).await?);
        }
        Err(JobError::Later(pause))
    }
}

/// Tells whoever watches figures how much of what moved at the provider our books explain: minor units of all currencies,
/// day by day.
fn counted(part: &'static str, minor: i64) {
    let minor = u64::try_from(minor).unwrap_or_default();
    metrics::counter!("tributary_compared_minor_total", "part" => part).increment(minor);
}

/// Compares what moved since the last comparison, and whatever may have been under way then.
async fn compared(house: &House, ctx: &Context, now: Timestamp) -> Result<Compared, JobError> {
    let last = reconciliation::compared_through(ctx.db.read()).await?;
    let back = now.before(REACHES_BACK);
    let since = last.map_or(back, |it| it.min(back));
    let theirs = house.read_in_turn(ctx, || house.provider().movements(since)).await?;
    let mut compared = against(house, ctx, theirs, since, now).await?;
    find_charges(house, ctx, &mut compared).await?;
    Ok(compared)
}

/// Asks which charges those are about that the provider alone has, such as refunds made at its own site. What it does not
/// say now is asked for again with the next comparison, which does not wait for it.
async fn find_charges(house: &House, ctx: &Context, compared: &mut Compared) -> Result<(), DbErr> {
    let known = reconciliation::with_charge(ctx.db.read()).await?;
    let mut left = LOOKED_UP;
    for case in &mut compared.cases {
        if left == 0 || !case.is_about_a_charge() || known.contains(&case.object) {
            continue;
        }
        left -= 1;
        let object = case.object.clone();
        let found = house.read_in_turn(ctx, || house.provider().charge_behind(&object)).await;
        case.charge = found.unwrap_or_else(|_| {
            tracing::warn!(%object, "the provider did not say which charge this is about");
            None
        });
    }
    Ok(())
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

/// Notes what came of a comparison, if anything did, and asks for the next one.
struct Note {
    day: i64,
    /// Up to where both books were compared.
    through: Timestamp,
    compared: Option<Compared>,
    /// What of the platform's own has to lie there, in each currency.
    own: Vec<Money>,
    next: Reconcile,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if let Some(compared) = &self.compared {
            reconciliation::note(tx, self.day, self.through, compared).await?;
        }
        for it in &self.own {
            own::note(tx, *it).await?;
        }
        tx.enqueue_at(&self.next, self.next.due_at()).await
    }
}
