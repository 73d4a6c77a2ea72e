use super::{
    HandleError, Kind, Subscription,
    cursor::{Cursor, Cursors, Failures, State},
    dead_letter,
    delivery::{Bury, Delivery},
};
use crate::{
    Context,
    db::with,
    outbox::{Envelope, EventSource, Unreadable},
};
use sea_orm::DbErr;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// How many messages share one transaction at most.
const BATCH: u64 = 200;
/// A message said by another process is heard after this long at the latest.
const BACKSTOP: Duration = Duration::from_secs(1);
/// The same where the database tells of it: only for what was lost on the way.
const BACKSTOP_WHEN_TOLD: Duration = Duration::from_secs(30);

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

    /// Whether nothing lies ahead of it, by what [`cursors`](super::cursors) and the sources' heads say.
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
        let first = if cursor.failures.any() { 1 } else { many };
        match self.deliver(cursor.pos, envelopes[..first].to_vec()).await {
            Ok(step) => Ok(step),
            Err(error) if first == 1 => self.stumble(cursor, &envelopes[0], error).await,
            Err(_) => self.one_by_one(cursor, envelopes).await,
        }
    }

    /// The cursor, put back when the source was restored from an older copy: what was heard beyond it is not in
    /// the log any more, and what stands at those positions now was never heard.
    async fn in_this_log(&self, mut cursor: Cursor) -> Result<Cursor, DbErr> {
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
        (cursor.pos, cursor.epoch) = (pos, Some(epoch));
        Ok(cursor)
    }

    /// A batch broke: the messages before the culprit go through, the culprit is dealt with.
    async fn one_by_one(&self, mut cursor: Cursor, envelopes: Vec<Envelope>) -> Result<Step, DbErr> {
        let mut passed = 0;
        for envelope in envelopes {
            match self.deliver(cursor.pos, vec![envelope.clone()]).await {
                Ok(Step::Passed(_)) => (cursor, passed) = (cursor.at(envelope.pos), passed + 1),
                Ok(other) => return Ok(other),
                Err(error) => return self.stumble(cursor, &envelope, error).await,
            }
        }
        Ok(Step::Passed(passed))
    }

    async fn deliver(&self, after: i64, envelopes: Vec<Envelope>) -> Result<Step, HandleError> {
        self.ctx.run(Delivery { runner: self.clone(), after, envelopes }).await
    }

    /// Decides what becomes of a message that could not be handled.
    async fn stumble(&self, cursor: Cursor, envelope: &Envelope, error: HandleError) -> Result<Step, DbErr> {
        let (failures, pause) = match &error {
            HandleError::Unreadable(Unreadable::Version(_)) => (cursor.failures, Some(BACKSTOP)),
            HandleError::Unreadable(Unreadable::Malformed { .. }) => cursor.failures.last(),
            HandleError::Retry(_) => {
                let (failures, pause) = cursor.failures.passing();
                (failures, Some(pause))
            }
            HandleError::Reject(_) => cursor.failures.forbidden(),
        };
        tracing::warn!(
            module = self.ctx.module,
            subscriber = self.subscription.name,
            topic = envelope.topic,
            pos = envelope.pos,
            attempt = failures.all(),
            error = format!("{error:#}"),
            "a message could not be handled"
        );
        let Some(pause) = pause else { return self.bury(envelope, failures, &error).await };
        if matches!(error, HandleError::Unreadable(_)) {
            // A deploy ends it, not a time.
            self.note(cursor.pos, State::Blocked, failures, None, &error).await?;
        } else {
            let not_before = self.ctx.clock.now().after(pause).0;
            self.note(cursor.pos, State::Running, failures, Some(not_before), &error).await?;
        }
        Ok(Step::Waiting(pause))
    }

    async fn bury(
        &self,
        envelope: &Envelope,
        failures: Failures,
        error: &HandleError,
    ) -> Result<Step, DbErr> {
        let class = match error {
            HandleError::Unreadable(_) => dead_letter::Class::Malformed,
            _ => dead_letter::Class::Rejected,
        };
        let (runner, envelope) = (self.clone(), envelope.clone());
        let (error, attempt) = (format!("{error:#}"), failures.all());
        self.ctx.run(Bury { runner, envelope, class, error, attempt }).await?;
        Ok(Step::Passed(1))
    }
}
