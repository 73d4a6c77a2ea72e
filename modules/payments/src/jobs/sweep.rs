use super::{HandleWebhook, is_heard};
use crate::{
    house::House,
    provider::Event,
    tables::webhook::{self, State},
};
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// How often the provider's own list of events is read, for webhooks that were lost (security SEC-31).
const EVERY_MICROS: i64 = 10 * 60 * 1_000_000;

/// Reads what happened at the provider since the last time and takes what no webhook told of. Asks for the
/// next one itself; every pledge asks for it too, in case that chain broke.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SweepEvents {
    /// The ten minutes at whose beginning it is due, counted from 1970.
    pub(crate) slot: i64,
    /// Since when.
    pub(crate) since: Timestamp,
}

impl Job for SweepEvents {
    const KIND: &'static str = "sweep_events";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("sweep/{}", self.slot))
    }
}

impl SweepEvents {
    pub(crate) fn due_at(&self) -> Timestamp {
        Timestamp(self.slot.saturating_mul(EVERY_MICROS))
    }
}

/// The sweep after `now`, of what happened since `since`.
pub(crate) fn next_slot(now: Timestamp, since: Timestamp) -> SweepEvents {
    SweepEvents { slot: now.0.div_euclid(EVERY_MICROS) + 1, since }
}

impl Perform<SweepEvents> for House {
    async fn perform(&self, ctx: &Context, job: SweepEvents) -> Result<(), JobError> {
        let began = ctx.clock.now();
        let events = match self.read(ctx, self.provider().list_events(job.since)).await {
            Ok(events) => events,
            Err(error) => {
                // The chain must not break: the next one reaches back as far as this one did.
                tracing::warn!(%error, "the provider's events could not be read");
                ctx.run(Take {
                    provider: self.desk().name(),
                    events: vec![],
                    next: next_slot(began, job.since),
                })
                .await?;
                return Ok(());
            }
        };
        ctx.run(Take { provider: self.desk().name(), events, next: next_slot(began, began) }).await?;
        Ok(())
    }
}

/// Stores events that are new, and leaves them to be looked into.
struct Take {
    provider: &'static str,
    events: Vec<Event>,
    next: SweepEvents,
}

impl Command for Take {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for event in self.events.iter().filter(|it| is_heard(&it.kind)) {
            if webhook::insert_once(tx, self.provider, event, State::Received).await? {
                tx.enqueue(&HandleWebhook::told(&event.id)).await?;
            }
        }
        tx.enqueue_at(&self.next, self.next.due_at()).await
    }
}
