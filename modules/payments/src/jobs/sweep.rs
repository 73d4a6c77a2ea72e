use super::{HandleWebhook, is_heard};
use crate::{
    house::House,
    provider::Event,
    tables::{
        account,
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
/// Accounts of creators that are read each time. Where there are more, each has its turn: the one that was read longest
/// ago comes first.
const ACCOUNTS_AT_ONCE: i64 = 200;
/// How long after it arrived a payout may come back: banks say so within days, and the provider lists its events for
/// thirty (<https://docs.stripe.com/api/events>).
const COMES_BACK_WITHIN: Duration = Duration::from_hours(30 * 24);

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

/// The same for what happened to one creator's account at the provider, which is listed for that account alone. Each has
/// a row of its own that says how far it was read, so one that cannot be read holds up no other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SweepAccount {
    pub(crate) account: String,
    /// As of [`SweepEvents`].
    pub(crate) slot: i64,
    /// Since when, if it is the first of this account.
    pub(crate) since: Timestamp,
}

impl Job for SweepAccount {
    const KIND: &'static str = "sweep_account";

    fn key(&self) -> Option<String> {
        Some(format!("sweep/{}", self.account))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("sweep/{}/{}", self.account, self.slot))
    }
}

/// A list of events at the provider.
#[derive(Clone, Debug)]
struct List {
    provider: &'static str,
    /// The creator's account whose list it is. None, when it is the platform's own.
    account: Option<String>,
}

impl List {
    /// What is noted of it is noted under this name.
    fn name(&self) -> &str {
        self.account.as_deref().unwrap_or(self.provider)
    }

    /// Leaves the next pass to be done. Those of accounts are asked for by the platform's own.
    async fn ask_for_next(&self, tx: &Transaction) -> Result<(), DbErr> {
        if self.account.is_some() { Ok(()) } else { ask_for_next(tx).await }
    }
}

impl Perform<SweepEvents> for House {
    async fn perform(&self, ctx: &Context, job: SweepEvents) -> Result<(), JobError> {
        ctx.run(AskOfAccounts { slot: job.slot }).await?;
        go_through(self, ctx, List { provider: self.desk().name(), account: None }, job.since).await
    }
}

impl Perform<SweepAccount> for House {
    async fn perform(&self, ctx: &Context, job: SweepAccount) -> Result<(), JobError> {
        go_through(self, ctx, List { provider: self.desk().name(), account: Some(job.account) }, job.since)
            .await
    }
}

/// Goes through a list, from where it broke off or from its newest event, and takes what no webhook told of.
async fn go_through(house: &House, ctx: &Context, list: List, since: Timestamp) -> Result<(), JobError> {
    let is_own = list.account.is_none();
    let mut pass = ctx.run(Begin { list: list.clone(), since }).await?;
    for _ in 0..AT_A_STRETCH {
        let read = || house.provider().events(list.account.as_deref(), pass.since, pass.after.as_deref());
        let page = house.read_in_turn(ctx, read).await;
        let (events, more) = match page {
            Ok(page) => page,
            Err(error) => {
                // The chain must not break: the next one goes on where this one was.
                note_unread(&error, list.name());
                // A place that is refused is one that the provider forgot: the pass begins anew.
                let anew = matches!(error, JobError::Fail(_)) && pass.after.take().is_some();
                ctx.run(Next { list, anew: anew.then_some(pass) }).await?;
                // What is refused from the beginning is refused each time, and a person has to know; but not each time
                // of each account that is closed at the provider.
                let for_a_person = matches!(error, JobError::Fail(_)) && !anew && is_own;
                return if for_a_person { Err(error) } else { Ok(()) };
            }
        };
        pass.after = events.last().map(|it| it.id.clone()).or(pass.after);
        ctx.run(Take { list: list.clone(), events, pass: pass.clone(), more }).await?;
        if !more {
            return Ok(());
        }
    }
    Err(JobError::Later(Duration::ZERO))
}

/// A pause that we or the provider asked for is no trouble: it is what keeps the pace.
fn note_unread(error: &JobError, list: &str) {
    if let JobError::Later(pause) = error {
        tracing::debug!(?pause, list, "the provider's events are read later");
    } else {
        tracing::warn!(%error, list, "the provider's events could not be read");
    }
}

/// Has the events read of accounts of which something may still be told.
struct AskOfAccounts {
    slot: i64,
}

impl Command for AskOfAccounts {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let back = tx.now.before(COMES_BACK_WITHIN);
        for (account, since) in account::awaited(tx, back, ACCOUNTS_AT_ONCE).await? {
            tx.enqueue(&SweepAccount { account, slot: self.slot, since }).await?;
        }
        Ok(())
    }
}

struct Begin {
    list: List,
    since: Timestamp,
}

impl Command for Begin {
    type Output = Pass;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Pass, DbErr> {
        sweep::begin(tx, self.list.name(), self.since).await
    }
}

/// Stores the events of a page that are new, leaves them to be looked into, and notes that they were taken.
struct Take {
    list: List,
    /// Newest first.
    events: Vec<Event>,
    pass: Pass,
    more: bool,
}

impl Command for Take {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for event in self.events.iter().rev().filter(|it| is_heard(it)) {
            if webhook::insert_once(tx, self.list.provider, event, State::Received, true).await? {
                tx.enqueue(&HandleWebhook::told(&event.id)).await?;
            }
        }
        if self.more {
            return sweep::go_on(tx, self.list.name(), &self.pass).await;
        }
        sweep::end(tx, self.list.name(), &self.pass).await?;
        self.list.ask_for_next(tx).await
    }
}

/// Leaves it to the next one.
struct Next {
    list: List,
    /// The pass, when it begins anew.
    anew: Option<Pass>,
}

impl Command for Next {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if let Some(pass) = &self.anew {
            sweep::go_on(tx, self.list.name(), pass).await?;
        }
        self.list.ask_for_next(tx).await
    }
}

/// Leaves the sweep after this moment to be done.
pub(crate) async fn ask_for_next(tx: &Transaction) -> Result<(), DbErr> {
    let next = SweepEvents::after(tx.now);
    tx.enqueue_at(&next, next.due_at()).await
}
