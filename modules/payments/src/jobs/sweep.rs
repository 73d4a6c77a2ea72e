use super::{HandleWebhook, is_heard};
use crate::{
    house::House,
    provider::Event,
    tables::{
        sweep::{self, Pass},
        webhook::{self, State},
    },
};
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How often the provider's own list of events is read, for webhooks that were lost (security SEC-31).
const EVERY_MICROS: i64 = 10 * 60 * 1_000_000;
/// Pages that are read at a stretch. What is left is gone on with at once.
const AT_A_STRETCH: usize = 50;

/// Reads what happened at the provider since the last time and takes what no webhook told of. Asks for the
/// next one itself; every pledge asks for it too, in case that chain broke. How far the list was read stands in a
/// row, page by page, so a listing that breaks off is gone on with and reaches back as far as it has to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SweepEvents {
    /// The ten minutes at whose beginning it is due, counted from 1970.
    pub(crate) slot: i64,
    /// Since when, if it is the first of all.
    pub(crate) since: Timestamp,
}

impl Job for SweepEvents {
    const KIND: &'static str = "sweep_events";

    fn key(&self) -> Option<String> {
        Some("sweep".to_owned())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("sweep/{}", self.slot))
    }
}

impl SweepEvents {
    /// The one after `now`.
    pub(crate) fn after(now: Timestamp) -> Self {
        Self { slot: now.0.div_euclid(EVERY_MICROS) + 1, since: now }
    }

    pub(crate) fn due_at(&self) -> Timestamp {
        Timestamp(self.slot.saturating_mul(EVERY_MICROS))
    }
}

impl Perform<SweepEvents> for House {
    async fn perform(&self, ctx: &Context, job: SweepEvents) -> Result<(), JobError> {
        let provider = self.desk().name();
        let mut pass = ctx.run(Begin { provider, since: job.since }).await?;
        for _ in 0..AT_A_STRETCH {
            let page = self.read(ctx, self.provider().events(pass.since, pass.after.as_deref())).await;
            let (events, more) = match page {
                Ok(page) => page,
                Err(error) => {
                    // The chain must not break: the next one goes on where this one was.
                    tracing::warn!(%error, "the provider's events could not be read");
                    // A place that is refused is one that the provider forgot: the pass begins anew.
                    let anew = matches!(error, JobError::Fail(_)) && pass.after.take().is_some();
                    ctx.run(Next { provider, anew: anew.then_some(pass) }).await?;
                    // What is refused from the beginning is refused each time, and a person has to know.
                    return if matches!(error, JobError::Fail(_)) && !anew { Err(error) } else { Ok(()) };
                }
            };
            pass.after = events.last().map(|it| it.id.clone()).or(pass.after);
            ctx.run(Take { provider, events, pass: pass.clone(), more }).await?;
            if !more {
                return Ok(());
            }
        }
        Err(JobError::Later(Duration::ZERO))
    }
}

struct Begin {
    provider: &'static str,
    since: Timestamp,
}

impl Command for Begin {
    type Output = Pass;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Pass, DbErr> {
        sweep::begin(tx, self.provider, self.since).await
    }
}

/// Stores the events of a page that are new, leaves them to be looked into, and notes that they were taken.
struct Take {
    provider: &'static str,
    /// Newest first.
    events: Vec<Event>,
    pass: Pass,
    more: bool,
}

impl Command for Take {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for event in self.events.iter().rev().filter(|it| is_heard(&it.kind)) {
            if webhook::insert_once(tx, self.provider, event, State::Received).await? {
                tx.enqueue(&HandleWebhook::told(&event.id)).await?;
            }
        }
        if self.more {
            return sweep::go_on(tx, self.provider, &self.pass).await;
        }
        sweep::end(tx, self.provider, &self.pass).await?;
        ask_for_next(tx).await
    }
}

/// Leaves it to the next one.
struct Next {
    provider: &'static str,
    /// The pass, when it begins anew.
    anew: Option<Pass>,
}

impl Command for Next {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if let Some(pass) = &self.anew {
            sweep::go_on(tx, self.provider, pass).await?;
        }
        ask_for_next(tx).await
    }
}

/// Leaves the sweep after this moment to be done.
pub(crate) async fn ask_for_next(tx: &Transaction) -> Result<(), DbErr> {
    let next = SweepEvents::after(tx.now);
    tx.enqueue_at(&next, next.due_at()).await
}
