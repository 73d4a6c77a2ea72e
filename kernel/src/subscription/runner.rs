use super::{
    HandleError, Kind, Subscription, dead_letter,
    delivery::{Bury, Delivery},
};
use crate::{
    Context, Transaction, chance,
    db::{Sql, with},
    outbox::{Envelope, EventSource, Unreadable},
    trace::Cause,
};
use sea_orm::{DbBackend, DbErr};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// How many messages share one transaction at most.
const BATCH: u64 = 200;
/// A message said by another process is heard after this long at the latest.
const BACKSTOP: Duration = Duration::from_secs(1);
/// How long after each failure a message that a rule forbids is tried again (kernel.md 3.3), before it is
/// kept for a person.
const REJECTED: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(5), Duration::from_secs(30)];
/// The same where the database tells of it: only for what was lost on the way.
const BACKSTOP_WHEN_TOLD: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Delivers the messages of one source to one subscription.
#[derive(Clone)]
pub struct Runner {
    pub(super) ctx: Context,
    pub(super) subscription: Subscription,
    pub(super) source: Arc<dyn EventSource>,
}

/// What one step of a [`Runner`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This many messages were passed.
    Passed(usize),
    /// There is nothing to hear.
    Quiet,
    /// It waits: for a pause to end, for a deploy, or for another process that is at work on it.
    Waiting(Duration),
}

impl Runner {
    /// Delivers what `source` says to `subscription` of the module of `ctx`.
    pub fn new(ctx: Context, subscription: Subscription, source: Arc<dyn EventSource>) -> Self {
        Self { ctx, subscription, source }
    }

    /// The subscription it serves.
    pub fn name(&self) -> &'static str {
        self.subscription.name
    }

    /// Hands everything said so far to a subscription that acts, once more, and leaves its cursor alone.
    ///
    /// # Errors
    /// The first handler that fails.
    pub async fn tell_again(&self) -> Result<(), HandleError> {
        if self.subscription.kind != Kind::Reactor {
            return Ok(());
        }
        let until = self.cursor().await?.pos;
        let mut pos = 0;
        while pos < until {
            let batch = self.source.fetch(pos, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            pos = last.pos;
            for envelope in
                batch.into_iter().filter(|it| it.pos <= until && self.subscription.hears(&it.topic))
            {
                let (subscription, envelope) = (self.subscription.clone(), Arc::new(envelope));
                let again = with(move |tx| {
                    let (subscription, envelope) = (subscription.clone(), envelope.clone());
                    Box::pin(async move { subscription.handle(tx, &envelope).await })
                });
                self.ctx.run(again).await?;
            }
        }
        Ok(())
    }

    /// Delivers until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        let mut news = self.source.news();
        loop {
            let pause = match self.step().await {
                Ok(Step::Passed(_)) => continue,
                Ok(Step::Quiet) if self.source.is_told() => BACKSTOP_WHEN_TOLD,
                Ok(Step::Quiet) => BACKSTOP,
                Ok(Step::Waiting(pause)) => pause.min(BACKSTOP),
                Err(error) => {
                    tracing::warn!(%error, module = self.ctx.module, subscriber = self.subscription.name,
                        "a subscriber could not be served");
                    BACKSTOP
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                _ = news.changed() => (),
                () = tokio::time::sleep(pause) => (),
            }
            if stop.is_cancelled() {
                return;
            }
        }
    }

    /// Whose it is and what it hears: `pledges hears payments in follow_payments`.
    pub(crate) fn place(&self) -> String {
        format!("{} hears {} in {}", self.ctx.module, self.source.module(), self.subscription.name)
    }

    /// Whether nothing lies ahead of it, by what [`cursors`] and the sources' heads say.
    pub(crate) fn has_heard_all(&self, cursors: &Cursors, heads: &BTreeMap<&'static str, i64>) -> bool {
        let place = (self.subscription.name.to_owned(), self.source.module().to_owned());
        let head = heads.get(self.source.module());
        cursors.get(&place).zip(head).is_some_and(|(pos, head)| pos >= head)
    }

    /// Delivers one batch.
    ///
    /// # Errors
    /// When a database does not answer; the cursor is where it was.
    pub async fn step(&self) -> Result<Step, DbErr> {
        let cursor = self.cursor().await?;
        if let Some(pause) = cursor.pause(self.ctx.clock.now().0) {
            return Ok(Step::Waiting(pause));
        }
        let cursor = self.in_this_log(cursor).await?;
        let envelopes = self.source.fetch(cursor.pos, BATCH).await?;
        // At least once is all a source promises: what lies behind the cursor was heard already.
        let envelopes: Vec<_> = envelopes.into_iter().filter(|it| it.pos > cursor.pos).collect();
        if envelopes.is_empty() {
            return Ok(Step::Quiet);
        }
        let many = envelopes.len();
        let first = if cursor.attempt == 0 { many } else { 1 };
        match self.deliver(cursor.pos, envelopes[..first].to_vec()).await {
            Ok(step) => Ok(step),
            Err(error) if first == 1 => self.stumble(&cursor, &envelopes[0], error).await,
            Err(_) => self.one_by_one(cursor.pos, envelopes).await,
        }
    }

    /// The cursor, put back when the source was restored from an older copy: what was heard beyond it is not in
    /// the log any more, and what stands at those positions now was never heard.
    async fn in_this_log(&self, cursor: Cursor) -> Result<Cursor, DbErr> {
        let still_true = match cursor.epoch {
            Some(epoch) => self.source.still_true(epoch).await?,
            None => Some(cursor.pos),
        };
        let Some(still_true) = still_true else { return Ok(cursor) };
        let (epoch, pos) = (self.source.epoch().await?, cursor.pos.min(still_true));
        if cursor.epoch.is_some() {
            tracing::warn!(
                module = self.ctx.module,
                subscriber = self.subscription.name,
                source = self.source.module(),
                from = cursor.pos,
                to = pos,
                "the source was restored from a copy"
            );
        }
        let sql = format!(
            "UPDATE {}_subscription SET pos = $1, source_epoch = $2 WHERE name = $3 AND source = $4 AND pos = $5",
            self.ctx.module
        );
        let (name, source) = (self.subscription.name, self.source.module());
        let values = vec![pos.into(), epoch.into(), name.into(), source.into(), cursor.pos.into()];
        self.ctx.db.execute(&sql, values).await?;
        Ok(Cursor { pos, epoch: Some(epoch), ..cursor })
    }

    /// A batch broke: the messages before the culprit go through, the culprit is dealt with.
    async fn one_by_one(&self, mut pos: i64, envelopes: Vec<Envelope>) -> Result<Step, DbErr> {
        let mut passed = 0;
        for envelope in envelopes {
            match self.deliver(pos, vec![envelope.clone()]).await {
                Ok(Step::Passed(_)) => (pos, passed) = (envelope.pos, passed + 1),
                Ok(other) => return Ok(other),
                Err(error) => {
                    let cursor = self.cursor().await?;
                    return self.stumble(&cursor, &envelope, error).await;
                }
            }
        }
        Ok(Step::Passed(passed))
    }

    async fn deliver(&self, after: i64, envelopes: Vec<Envelope>) -> Result<Step, HandleError> {
        let cause = Cause {
            correlation: envelopes.first().map_or_else(contracts::chance::next_id, |it| it.correlation),
            causation: envelopes.first().map(|it| it.message_id),
        };
        let delivery = Delivery { runner: self.clone(), after, envelopes };
        self.ctx.run_because(cause, delivery).await
    }

    /// Decides what becomes of a message that could not be handled.
    async fn stumble(&self, cursor: &Cursor, envelope: &Envelope, error: HandleError) -> Result<Step, DbErr> {
        let (name, attempt) = (self.subscription.name, cursor.attempt + 1);
        tracing::warn!(
            module = self.ctx.module,
            subscriber = name,
            topic = envelope.topic,
            pos = envelope.pos,
            attempt,
            error = format!("{error:#}"),
            "a message could not be handled"
        );
        let pause = match &error {
            HandleError::Unreadable(Unreadable::Version(_)) => {
                self.note(State::Blocked, cursor.attempt, None, &error).await?;
                return Ok(Step::Waiting(BACKSTOP));
            }
            HandleError::Unreadable(Unreadable::Malformed { .. }) => None,
            HandleError::Retry(_) => Some(full_jitter(attempt)),
            HandleError::Reject(_) => {
                usize::try_from(attempt - 1).ok().and_then(|it| REJECTED.get(it)).copied()
            }
        };
        if let Some(pause) = pause {
            let not_before = self.ctx.clock.now().after(pause).0;
            self.note(State::Running, attempt, Some(not_before), &error).await?;
            return Ok(Step::Waiting(pause));
        }
        let class = if matches!(error, HandleError::Unreadable(_)) {
            dead_letter::Class::Malformed
        } else {
            dead_letter::Class::Rejected
        };
        let bury = Bury {
            runner: self.clone(),
            envelope: envelope.clone(),
            class,
            error: format!("{error:#}"),
            attempt,
        };
        self.ctx.run(bury).await?;
        Ok(Step::Passed(1))
    }

    async fn cursor(&self) -> Result<Cursor, DbErr> {
        if let Some(cursor) = self.find_cursor(self.ctx.db.read(), "").await? {
            return Ok(cursor);
        }
        let sql = format!(
            "INSERT INTO {}_subscription (name, source, pos, state, attempt, handled, updated_at) \
             VALUES ($1, $2, 0, 0, 0, 0, $3) ON CONFLICT DO NOTHING",
            self.ctx.module
        );
        let values =
            vec![self.subscription.name.into(), self.source.module().into(), self.ctx.clock.now().0.into()];
        self.ctx.db.execute(&sql, values).await?;
        Ok(Cursor { pos: 0, epoch: None, state: 0, attempt: 0, not_before: None })
    }

    async fn find_cursor(&self, db: &impl Sql, lock: &str) -> Result<Option<Cursor>, DbErr> {
        let sql = format!(
            "SELECT pos, source_epoch, state, attempt, not_before FROM {}_subscription WHERE name = $1 AND source = $2{lock}",
            self.ctx.module
        );
        let row = db.one(&sql, vec![self.subscription.name.into(), self.source.module().into()]).await?;
        row.map(|row| {
            Ok(Cursor {
                pos: row.try_get("", "pos")?,
                epoch: row.try_get("", "source_epoch")?,
                state: row.try_get("", "state")?,
                attempt: row.try_get("", "attempt")?,
                not_before: row.try_get("", "not_before")?,
            })
        })
        .transpose()
    }

    pub(super) async fn lock(&self, tx: &Transaction) -> Result<Option<i64>, DbErr> {
        let lock = if self.ctx.db.backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
        Ok(self.find_cursor(tx, lock).await?.map(|it| it.pos))
    }

    pub(super) async fn advance(&self, tx: &Transaction, pos: i64, handled: usize) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_subscription SET pos = $1, state = 0, attempt = 0, not_before = NULL, last_error = NULL, \
             handled = handled + $2, updated_at = $3 WHERE name = $4 AND source = $5",
            self.ctx.module
        );
        let handled = i64::try_from(handled).unwrap_or(i64::MAX);
        let (name, source) = (self.subscription.name, self.source.module());
        let values = vec![pos.into(), handled.into(), tx.now.0.into(), name.into(), source.into()];
        tx.exec(&sql, values).await.map(drop)
    }

    async fn note(
        &self,
        state: State,
        attempt: i32,
        not_before: Option<i64>,
        error: &HandleError,
    ) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_subscription SET state = $1, attempt = $2, not_before = $3, last_error = $4, updated_at = $5 \
             WHERE name = $6 AND source = $7",
            self.ctx.module
        );
        let values = vec![
            (state as i16).into(),
            attempt.into(),
            not_before.into(),
            format!("{error:#}").into(),
            self.ctx.clock.now().0.into(),
            self.subscription.name.into(),
            self.source.module().into(),
        ];
        self.ctx.db.execute(&sql, values).await.map(drop)
    }
}

/// Where each subscription is, by its name and its source.
pub(crate) type Cursors = BTreeMap<(String, String), i64>;

/// Where every subscription of the module of `ctx` is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn cursors(ctx: &Context) -> Result<Cursors, DbErr> {
    let sql = format!("SELECT name, source, pos FROM {}_subscription", ctx.module);
    let rows = ctx.db.read().all(&sql, vec![]).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(((row.try_get("", "name")?, row.try_get("", "source")?), row.try_get("", "pos")?))
    };
    rows.iter().map(read).collect()
}

/// How a subscription stands.
#[derive(Clone, Copy)]
enum State {
    Running = 0,
    Blocked = 3,
}

struct Cursor {
    pos: i64,
    /// Which log its position is of; none before the first look.
    epoch: Option<uuid::Uuid>,
    state: i16,
    attempt: i32,
    not_before: Option<i64>,
}

impl Cursor {
    fn pause(&self, now: i64) -> Option<Duration> {
        const PAUSED: i16 = 1;
        if self.state == PAUSED {
            return Some(BACKSTOP);
        }
        let left = u64::try_from(self.not_before? - now).ok().filter(|it| *it > 0)?;
        Some(Duration::from_micros(left))
    }
}

/// Anything up to twice the last pause, so that many who failed together do not come back together.
fn full_jitter(attempt: i32) -> Duration {
    let longest = Duration::from_millis(100 << attempt.clamp(0, 16)).min(LONGEST_PAUSE);
    longest.mul_f64(chance::fraction())
}
