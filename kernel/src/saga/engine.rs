//! How a saga gets from step to step, forward and back.

use super::{OnTimeout, Progress, Saga, SagaRow, SagaStatus, Step, StepRow, Undo};
use crate::{HandleError, Transaction, in_references};
use contracts::Timestamp;
use std::time::Duration;

/// One saga in one transaction.
pub(super) struct Engine<'a, S: Saga> {
    tx: &'a Transaction,
    pub(super) saga: SagaRow,
    pub(super) data: S::Data,
}

impl<'a, S: Saga> Engine<'a, S> {
    /// A saga begun under another version has other steps behind the same numbers: whoever signals it is refused,
    /// so that the message waits for the program that has them, and only this saga's key waits with it.
    pub(super) fn load(tx: &'a Transaction, saga: SagaRow) -> Result<Self, HandleError> {
        if saga.version != S::VERSION {
            let (kind, ours, theirs) = (S::KIND, S::VERSION, saga.version);
            return Err(HandleError::Reject(anyhow::anyhow!(
                "the {kind} saga {} was begun under version {theirs} of its steps, and this program has version {ours}",
                saga.business_key
            )));
        }
        let data = serde_json::from_str(&saga.data).map_err(anyhow::Error::from)?;
        Ok(Self { tx, saga, data })
    }

    fn step(&self) -> Option<&'static Step<S::Data>> {
        S::steps().get(usize::try_from(self.saga.step).ok()?)
    }

    pub(super) fn awaits(&self, step: &str, status: SagaStatus) -> bool {
        self.saga.status == status && self.saga.waiting && self.step().is_some_and(|it| it.name == step)
    }

    /// Takes steps until one waits or there is none left.
    pub(super) async fn drive(&mut self) -> Result<(), HandleError> {
        while !self.saga.waiting {
            match self.saga.status {
                SagaStatus::Running => self.forward().await?,
                SagaStatus::Compensating => self.backward().await?,
                _ => break,
            }
        }
        self.save().await
    }

    async fn forward(&mut self) -> Result<(), HandleError> {
        let Some(step) = self.step() else {
            self.end(SagaStatus::Completed);
            return Ok(());
        };
        StepRow::begin(self.tx, &self.saga, step.name, false).await?;
        match (step.run)(self.tx, &mut self.data).await? {
            Progress::Done => self.step_done().await,
            Progress::Wait => {
                self.wait(step.budget);
                Ok(())
            }
            Progress::Until(at) => {
                self.wait_until(at);
                Ok(())
            }
            Progress::Fail(reason) => self.step_failed(&reason).await,
        }
    }

    async fn backward(&mut self) -> Result<(), HandleError> {
        let Some(step) = self.step() else {
            self.end(SagaStatus::Compensated);
            return Ok(());
        };
        let Undo::By(undo) = step.undo else { return self.undo_done().await };
        StepRow::begin(self.tx, &self.saga, step.name, true).await?;
        match undo(self.tx, &mut self.data).await? {
            Progress::Done => self.undo_done().await,
            Progress::Wait => {
                self.wait(step.budget);
                Ok(())
            }
            Progress::Until(at) => {
                self.wait_until(at);
                Ok(())
            }
            Progress::Fail(reason) => {
                StepRow::end(self.tx, &self.saga, step.name, true, Some(&reason)).await?;
                // Whoever hears later that it is undone all the same may say so.
                self.saga.waiting = true;
                self.get_stuck(&reason);
                Ok(())
            }
        }
    }

    pub(super) async fn step_done(&mut self) -> Result<(), HandleError> {
        if let Some(step) = self.step() {
            StepRow::end(self.tx, &self.saga, step.name, false, None).await?;
        }
        self.saga.step += 1;
        self.got_on();
        Ok(())
    }

    pub(super) async fn undo_done(&mut self) -> Result<(), HandleError> {
        if let Some(step) = self.step() {
            // A waived undo has no story of its own until now; one that ran ends here.
            StepRow::begin(self.tx, &self.saga, step.name, true).await?;
            StepRow::end(self.tx, &self.saga, step.name, true, None).await?;
        }
        self.saga.step -= 1;
        self.got_on();
        Ok(())
    }

    pub(super) async fn step_failed(&mut self, reason: &str) -> Result<(), HandleError> {
        let at = usize::try_from(self.saga.step).unwrap_or(0);
        if let Some(step) = self.step() {
            StepRow::end(self.tx, &self.saga, step.name, false, Some(reason)).await?;
        }
        if S::steps()[..at.min(S::steps().len())].iter().any(|step| step.pivot) {
            self.get_stuck(reason);
            return Ok(());
        }
        self.begin_return(reason, self.saga.step - 1);
        Ok(())
    }

    /// A decision to go back. A step that still waits is taken back too: it may have happened already.
    pub(super) async fn turn_back(&mut self, reason: &str) -> Result<(), HandleError> {
        let last = i32::try_from(S::steps().len()).unwrap_or(i32::MAX) - 1;
        if let Some(step) = self.step() {
            StepRow::end(self.tx, &self.saga, step.name, false, Some(reason)).await?;
        }
        self.begin_return(reason, self.saga.step.min(last));
        Ok(())
    }

    fn begin_return(&mut self, reason: &str, from: i32) {
        self.saga.status = SagaStatus::Compensating;
        self.saga.reason = Some(reason.to_owned());
        self.saga.step = from;
        self.got_on();
    }

    pub(super) async fn time_is_up(&mut self) -> Result<(), HandleError> {
        match self.step().map(|step| step.on_timeout) {
            Some(OnTimeout::Fail(reason)) => self.step_failed(reason).await,
            Some(OnTimeout::Stuck) => {
                self.get_stuck("it waited longer than it may");
                Ok(())
            }
            Some(OnTimeout::Again) | None => {
                self.saga.waiting = false;
                Ok(())
            }
        }
    }

    fn wait(&mut self, budget: Duration) {
        self.saga.waiting = true;
        self.saga.attempt += 1;
        self.saga.wake_at = Some(self.tx.now.after(budget));
    }

    fn wait_until(&mut self, at: Timestamp) {
        self.saga.waiting = true;
        self.saga.wake_at = Some(at);
    }

    pub(super) fn got_on(&mut self) {
        self.saga.waiting = false;
        self.saga.attempt = 0;
        self.saga.wake_at = None;
        self.saga.last_progress_at = self.tx.now;
    }

    pub(super) fn get_stuck(&mut self, reason: &str) {
        let (key, why) = (in_references(&self.saga.business_key), in_references(reason));
        tracing::error!(kind = S::KIND, key, reason = why, "a saga is stuck");
        self.saga.status = SagaStatus::Stuck;
        self.saga.reason = Some(reason.to_owned());
        self.saga.wake_at = None;
    }

    fn end(&mut self, status: SagaStatus) {
        self.saga.status = status;
        self.saga.wake_at = None::<Timestamp>;
        self.saga.last_progress_at = self.tx.now;
    }

    pub(super) async fn save(&mut self) -> Result<(), HandleError> {
        self.saga.data = json(&self.data)?;
        Ok(self.saga.save(self.tx).await?)
    }
}

pub(super) fn json<D: serde::Serialize>(data: &D) -> Result<String, HandleError> {
    serde_json::to_string(data).map_err(|error| HandleError::Reject(error.into()))
}
