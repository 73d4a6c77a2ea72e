use super::{HandleError, Runner, Step, dead_letter};
use crate::{Transaction, db::Command, outbox::Envelope};
use sea_orm::DbErr;
use std::time::Duration;

/// How long until another look at a place that another process holds: it is at work on these very messages.
const TAKEN: Duration = Duration::from_millis(200);

/// A batch and the cursor that passes it: both or neither.
pub(super) struct Delivery {
    pub(super) runner: Runner,
    pub(super) after: i64,
    pub(super) envelopes: Vec<Envelope>,
}

impl Command for Delivery {
    type Output = Step;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Step, HandleError> {
        let Runner { subscription, .. } = &self.runner;
        match self.runner.try_lock(tx).await? {
            Some(pos) if pos == self.after => (),
            Some(_) => return Ok(Step::Waiting(Duration::ZERO)),
            None => return Ok(Step::Waiting(TAKEN)),
        }
        let parked = dead_letter::parked(tx, subscription.name).await?;
        let mut handled = 0;
        for envelope in self.envelopes.iter().filter(|it| subscription.hears(&it.topic)) {
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

/// Keeps a message for a person, and with it what follows of its key.
pub(super) struct Bury {
    pub(super) runner: Runner,
    pub(super) envelope: Envelope,
    pub(super) class: dead_letter::Class,
    pub(super) error: String,
    pub(super) attempt: i32,
}

impl Command for Bury {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Self { runner, envelope, class, error, attempt } = self;
        if runner.lock(tx).await?.is_none_or(|pos| pos >= envelope.pos) {
            return Ok(());
        }
        dead_letter::write(tx, runner, envelope, *class, error, *attempt).await?;
        dead_letter::park(tx, runner.subscription.name, envelope, error).await?;
        runner.advance(tx, envelope.pos, 0).await
    }
}
