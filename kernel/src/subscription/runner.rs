use super::{
    HandleError, Kind, Subscription,
    batch::Batch,
    cursor::{Cursor, Cursors, Failures, State},
    dead_letter,
    delivery::{Delivered, Delivery, Keep},
};
use crate::{
    Context,
    db::with,
    in_references,
    outbox::{Envelope, EventSource, Unreadable},
};
use sea_orm::DbErr;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

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
    /// This many messages were passed, or tried again of those that were set aside.
    Passed(usize),
    /// There is nothing to hear.
    Quiet,
    /// It waits: for a pause to end, for a deploy, or for another process that is at work on it.
    Waiting(Duration),
}

/// What came of a look.
struct Look {
    step: Step,
    /// Whether any key of the subscriber was set aside when it began.
    aside: bool,
    /// Whether there may be more to pass at once, told or not.
    more: bool,
    /// How many messages the next one takes.
    batch: Batch,
}

/// What came of delivering what is next in the log.
struct Next {
    step: Step,
    /// Whether it went through at once and was all there was.
    was_all: bool,
    batch: Batch,
}

impl Step {
    /// How many messages were passed.
    pub(crate) fn passed(self) -> usize {
        match self {
            Self::Passed(passed) => passed,
            Self::Quiet | Self::Waiting(_) => 0,
        }
    }

    /// What both came to.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Passed(one), Self::Passed(other)) => Self::Passed(one + other),
            (passed @ Self::Passed(_), _) | (_, passed @ Self::Passed(_)) => passed,
            (Self::Waiting(one), Self::Waiting(other)) => Self::Waiting(one.min(other)),
            (waiting @ Self::Waiting(_), Self::Quiet) | (Self::Quiet, waiting) => waiting,
        }
    }
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

    /// Hands it everything it handled so far once more, and leaves its cursor alone. Whoever acts is given each message
    /// as if the cursor had been lost. A fold cannot be told twice in that way: its cursor commits with its tables, and
    /// only what lies beyond the cursor is ever folded. It is handed every batch anew, as a source hands it over that
    /// repeats itself, or a second process that read the same place: the place is past, so nothing of it may be folded.
    ///
    /// # Errors
    /// The first handler that fails.
    pub async fn tell_again(&self) -> Result<(), HandleError> {
        let until = self.cursor().await?.pos;
        let mut pos = 0;
        while pos < until {
            let (after, batch) = (pos, self.source.fetch(pos, Batch::default().size()).await?);
            let Some(last) = batch.last() else { return Ok(()) };
            pos = last.pos;
            match self.subscription.kind {
                Kind::Reactor => self.act_again(batch, until).await?,
                Kind::Projection(_) => {
                    self.deliver(after, batch).await?;
                }
            }
        }
        Ok(())
    }

    /// Hands what it handled of `batch` to a subscription that acts: nothing beyond `until`, and nothing that was kept
    /// for a person.
    async fn act_again(&self, batch: Vec<Envelope>, until: i64) -> Result<(), HandleError> {
        let left_out =
            dead_letter::left_out(self.ctx.db.read(), self.ctx.module, self.subscription.name, false).await?;
        let heard = |it: &Envelope| {
            it.pos <= until && self.subscription.hears(&it.topic) && !left_out.contains(&it.message_id)
        };
        for envelope in batch.into_iter().filter(heard) {
            let (subscription, envelope) = (self.subscription.clone(), Arc::new(envelope));
            let again = with(move |tx| {
                let (subscription, envelope) = (subscription.clone(), envelope.clone());
                Box::pin(async move { subscription.handle(tx, &envelope).await })
            });
            self.ctx.run(again).await?;
        }
        Ok(())
    }

    /// Delivers until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        let (mut news, mut batch) = (self.source.news(), Batch::default());
        loop {
            // What was told by now is found by this look. What is told from here on asks for another one.
            news.mark_unchanged();
            let look = self.look(batch).await;
            batch = look.as_ref().map_or(batch, |it| it.batch);
            let pause = match look {
                Ok(Look { more: true, .. }) => continue,
                Ok(Look { step: Step::Waiting(pause), .. }) => pause.min(BACKSTOP),
                // Nobody tells when the next message of a key that is set aside becomes one of this source.
                Ok(Look { aside: false, .. }) if self.source.is_told() => BACKSTOP_WHEN_TOLD,
                Ok(_) => BACKSTOP,
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

    /// Whether nothing lies ahead of it, by where its subscription is and how far the sources' logs reach.
    pub(crate) fn has_heard_all(&self, cursors: &Cursors, heads: &BTreeMap<&'static str, i64>) -> bool {
        let place = (self.subscription.name.to_owned(), self.source.module().to_owned());
        let head = heads.get(self.source.module());
        cursors.get(&place).zip(head).is_some_and(|(pos, head)| pos >= head)
    }

    /// Tries again what is set aside and due, and delivers one batch.
    ///
    /// # Errors
    /// When a database does not answer; the cursor is where it was.
    pub async fn step(&self) -> Result<Step, DbErr> {
        Ok(self.look(Batch::default()).await?.step)
    }

    async fn look(&self, batch: Batch) -> Result<Look, DbErr> {
        let cursor = self.cursor().await?;
        if let Some(pause) = cursor.stopped() {
            return Ok(Look { step: Step::Waiting(pause), aside: false, more: false, batch });
        }
        let now = self.ctx.clock.now().0;
        let aside = cursor.aside(now);
        let again = match aside {
            None => Step::Quiet,
            Some(pause) if !pause.is_zero() => Step::Waiting(pause),
            Some(_) => self.try_again().await?,
        };
        let Next { step, was_all, batch } = match cursor.pause(now) {
            Some(pause) => Next { step: Step::Waiting(pause), was_all: false, batch },
            None => self.deliver_next(cursor, batch).await?,
        };
        let (step, aside) = (again.and(step), aside.is_some());
        Ok(Look { step, aside, more: matches!(step, Step::Passed(_)) && (aside || !was_all), batch })
    }

    /// Delivers one batch.
    async fn deliver_next(&self, cursor: Cursor, batch: Batch) -> Result<Next, DbErr> {
        let cursor = self.in_this_log(cursor).await?;
        let envelopes = self.source.fetch(cursor.pos, batch.size()).await?;
        let was_all = u64::try_from(envelopes.len()).is_ok_and(|it| it < batch.size());
        // At least once is all a source promises: what lies behind the cursor was heard already.
        let envelopes: Vec<_> = envelopes.into_iter().filter(|it| it.pos > cursor.pos).collect();
        if envelopes.is_empty() {
            return Ok(Next { step: Step::Quiet, was_all, batch });
        }
        let many = envelopes.len();
        let first = if cursor.failures.any() { 1 } else { many };
        let step = match self.deliver(cursor.pos, envelopes[..first].to_vec()).await {
            Ok(Delivered { step, took }) => {
                let whole = first == many;
                let batch = batch.after(!was_all && whole && step.passed() > 0, took);
                return Ok(Next { step, was_all: was_all && whole, batch });
            }
            Err(error) if first == 1 => self.stumble(cursor, &envelopes[0], error).await?,
            Err(_) => self.one_by_one(cursor, envelopes).await?,
        };
        Ok(Next { step, was_all: false, batch })
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

    /// A batch broke: each message goes through alone, or is dealt with.
    async fn one_by_one(&self, mut cursor: Cursor, envelopes: Vec<Envelope>) -> Result<Step, DbErr> {
        let mut passed = 0;
        for envelope in envelopes {
            match self.deliver(cursor.pos, vec![envelope.clone()]).await.map(|it| it.step) {
                Ok(Step::Passed(_)) => (cursor, passed) = (cursor.at(envelope.pos), passed + 1),
                Ok(other) => return Ok(other),
                Err(error) => match self.stumble(cursor, &envelope, error).await? {
                    Step::Passed(_) => (cursor, passed) = (cursor.at(envelope.pos), passed + 1),
                    other => return Ok(other),
                },
            }
        }
        Ok(Step::Passed(passed))
    }

    async fn deliver(&self, after: i64, envelopes: Vec<Envelope>) -> Result<Delivered, HandleError> {
        self.ctx.run(Delivery { runner: self.clone(), after, envelopes }).await
    }

    /// Decides what becomes of a message that could not be handled: what passes holds everything back, what a rule
    /// forbids its key alone.
    async fn stumble(&self, cursor: Cursor, envelope: &Envelope, error: HandleError) -> Result<Step, DbErr> {
        let (failures, pause) = cursor.failures.and(&error);
        self.complain(&envelope.topic, envelope.pos, failures, &error);
        let not_before = pause.map(|it| self.ctx.clock.now().after(it).0);
        match (&error, pause) {
            // A deploy ends it, not a time.
            (HandleError::Unreadable(Unreadable::Version(_)), Some(pause)) => {
                self.note(cursor.pos, State::Blocked, failures, None, &error).await?;
                Ok(Step::Waiting(pause))
            }
            (HandleError::Retry(_), Some(pause)) => {
                self.note(cursor.pos, State::Running, failures, not_before, &error).await?;
                Ok(Step::Waiting(pause))
            }
            _ => {
                let keep = Keep {
                    runner: self.clone(),
                    after: cursor.pos,
                    envelope: envelope.clone(),
                    class: dead_letter::Class::of(&error),
                    error: format!("{error:#}"),
                    failures,
                    not_before,
                };
                let kept = self.ctx.run(keep).await?;
                Ok(if kept { Step::Passed(1) } else { Step::Waiting(Duration::ZERO) })
            }
        }
    }

    pub(super) fn complain(&self, topic: &str, pos: i64, failures: Failures, error: &HandleError) {
        tracing::warn!(
            module = self.ctx.module,
            subscriber = self.subscription.name,
            topic,
            pos,
            attempt = failures.all(),
            error = in_references(&format!("{error:#}")),
            "a message could not be handled"
        );
    }
}
