use super::{HandleError, Runner, Step, cursor::Failures, dead_letter};
use crate::{Transaction, db::Command, outbox::Envelope};
use sea_orm::DbErr;
use std::time::{Duration, Instant};

/// How long until another look at a place that another process holds: it is at work on these very messages.
const TAKEN: Duration = Duration::from_millis(200);

/// A batch and the cursor that passes it: both or neither.
pub(super) struct Delivery {
    pub(super) runner: Runner,
    pub(super) after: i64,
    pub(super) envelopes: Vec<Envelope>,
}

/// What came of a batch.
pub(super) struct Delivered {
    pub(super) step: Step,
    /// How long its transaction was under way, without the wait for its turn and without the commit.
    pub(super) took: Duration,
}

impl Command for Delivery {
    type Output = Delivered;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Delivered, HandleError> {
        let began = Instant::now();
        let step = self.pass(tx).await?;
        Ok(Delivered { step, took: began.elapsed() })
    }
}

impl Delivery {
    async fn pass(&self, tx: &Transaction) -> Result<Step, HandleError> {
        let Runner { subscription, .. } = &self.runner;
        match self.runner.try_lock(tx).await? {
            Some(pos) if pos == self.after => (),
            Some(_) => return Ok(Step::Waiting(Duration::ZERO)),
            None => return Ok(Step::Waiting(TAKEN)),
        }
        let heard: Vec<_> = self.envelopes.iter().filter(|it| subscription.hears(&it.topic)).collect();
        let keys = heard.iter().map(|it| it.key.as_str()).collect();
        let parked = dead_letter::parked(tx, subscription.name, keys).await?;
        let mut handled = 0;
        for envelope in heard {
            if parked.contains(&envelope.key) {
                let waiting = dead_letter::Class::BehindParkedKey;
                dead_letter::write(
                    tx,
                    &self.runner,
                    envelope,
                    waiting,
                    "an earlier message of its key is kept",
                    0,
                )
                .await?;
                continue;
            }
            subscription.handle(tx, envelope).await?;
            handled += 1;
        }
        let last = self.envelopes.last().map_or(self.after, |it| it.pos);
        self.runner.advance(tx, last, handled).await?;
        Ok(Step::Passed(self.envelopes.len()))
    }
}

/// Takes a message out of the way, and with it what follows of its key: set aside until its next try, or kept for a
/// person when there is none.
pub(super) struct Keep {
    pub(super) runner: Runner,
    pub(super) after: i64,
    pub(super) envelope: Envelope,
    pub(super) class: dead_letter::Class,
    pub(super) error: String,
    pub(super) failures: Failures,
    pub(super) not_before: Option<i64>,
}

impl Command for Keep {
    /// Whether the place was still that; otherwise somebody else has got past it.
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let Self { runner, envelope, error, failures, .. } = self;
        let name = runner.subscription.name;
        dead_letter::lock_all(tx, name).await?;
        if runner.lock(tx).await? != Some(self.after) {
            return Ok(false);
        }
        dead_letter::write(tx, runner, envelope, self.class, error, failures.all()).await?;
        dead_letter::park(tx, name, envelope, error, *failures, self.not_before).await?;
        runner.advance(tx, envelope.pos, 0).await?;
        Ok(true)
    }
}
