use super::{OnTimeout, Progress, Saga, SagaRow, SagaStatus, Step, StepRow, Undo};
use crate::{HandleError, Transaction};
use contracts::Timestamp;
use std::{marker::PhantomData, time::Duration};

/// How often an undo that fails is tried before a person is asked.
const UNDO_TRIES: i32 = 5;

/// The sagas of one kind.
pub struct Sagas<S>(PhantomData<fn() -> S>);

impl<S> Default for Sagas<S> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

/// What a saga made of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It was waited for, and the saga got on.
    Taken,
    /// It was not waited for: heard before, or too late. Nothing changed.
    NotAwaited,
    /// There is no such saga.
    NoSaga,
}

impl<S: Saga> Sagas<S> {
    /// Begins the saga about `business_key` and takes as many steps as it can. False when there is one already.
    ///
    /// # Errors
    /// A step's own; then the transaction must not be committed.
    pub async fn start(tx: &Transaction, business_key: &str, data: &S::Data) -> Result<bool, HandleError> {
        let saga = SagaRow {
            id: contracts::chance::next_id(),
            kind: S::KIND.to_owned(),
            version: S::VERSION,
            business_key: business_key.to_owned(),
            status: SagaStatus::Running,
            step: 0,
            waiting: false,
            attempt: 0,
            data: json(data)?,
            reason: None,
            wake_at: None,
            last_progress_at: tx.now,
            started_at: tx.now,
            correlation: tx.cause().correlation,
        };
        if !saga.insert(tx).await? {
            return Ok(false);
        }
        Engine::<S>::load(tx, saga)?.drive().await?;
        Ok(true)
    }

    /// Says that what `step` waits for has come about; `learn` takes from it what later steps need.
    ///
    /// # Errors
    /// A later step's own; then the transaction must not be committed.
    pub async fn succeeded(
        tx: &Transaction,
        business_key: &str,
        step: &str,
        learn: impl FnOnce(&mut S::Data) + Send,
    ) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        let mut engine = Engine::<S>::load(tx, saga)?;
        if !engine.awaits(step, SagaStatus::Running) {
            return Ok(Heard::NotAwaited);
        }
        learn(&mut engine.data);
        engine.step_done().await?;
        engine.drive().await?;
        Ok(Heard::Taken)
    }

    /// Says that what `step` waits for will not come about. Before the pivot the saga turns back; after it the
    /// saga is stuck, for only a decision may take it back.
    ///
    /// # Errors
    /// An undo's own; then the transaction must not be committed.
    pub async fn failed(
        tx: &Transaction,
        business_key: &str,
        step: &str,
        reason: &str,
    ) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        let mut engine = Engine::<S>::load(tx, saga)?;
        if !engine.awaits(step, SagaStatus::Running) {
            return Ok(Heard::NotAwaited);
        }
        engine.step_failed(reason).await?;
        engine.drive().await?;
        Ok(Heard::Taken)
    }

    /// Says that what the undo of `step` waits for has come about.
    ///
    /// # Errors
    /// An earlier step's undo's own; then the transaction must not be committed.
    pub async fn undone(tx: &Transaction, business_key: &str, step: &str) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        let mut engine = Engine::<S>::load(tx, saga)?;
        let stuck = engine.awaits(step, SagaStatus::Stuck) && engine.saga.reason.is_some();
        if !engine.awaits(step, SagaStatus::Compensating) && !stuck {
            return Ok(Heard::NotAwaited);
        }
        engine.saga.status = SagaStatus::Compensating;
        engine.undo_done().await?;
        engine.drive().await?;
        Ok(Heard::Taken)
    }

    /// Says that the undo of `step` will not come about by itself: a person must act.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn undo_failed(
        tx: &Transaction,
        business_key: &str,
        step: &str,
        reason: &str,
    ) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        let mut engine = Engine::<S>::load(tx, saga)?;
        if !engine.awaits(step, SagaStatus::Compensating) {
            return Ok(Heard::NotAwaited);
        }
        engine.get_stuck(reason);
        engine.save().await?;
        Ok(Heard::Taken)
    }

    /// Says that what the undo of `step` had done did not last, such as money that was given back and came back.
    /// A saga that was over and back is stuck there again: a person must act, or [`undone`](Self::undone) be said
    /// once more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn undo_came_back(
        tx: &Transaction,
        business_key: &str,
        step: &str,
        reason: &str,
    ) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        let at = S::steps().iter().position(|it| it.name == step).and_then(|it| i32::try_from(it).ok());
        let (SagaStatus::Compensated, Some(at)) = (saga.status, at) else { return Ok(Heard::NotAwaited) };
        let mut engine = Engine::<S>::load(tx, saga)?;
        engine.saga.step = at;
        engine.saga.waiting = true;
        StepRow::begin(tx, &engine.saga, step, true).await?;
        engine.get_stuck(reason);
        engine.save().await?;
        Ok(Heard::Taken)
    }

    /// Decides that the saga is taken back, however far it came: the steps done are undone in reverse order.
    /// `learn` leaves with it what the undos need. Not awaited when it is over and back already, or on its way.
    ///
    /// # Errors
    /// An undo's own; then the transaction must not be committed.
    pub async fn compensate(
        tx: &Transaction,
        business_key: &str,
        reason: &str,
        learn: impl FnOnce(&mut S::Data) + Send,
    ) -> Result<Heard, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(Heard::NoSaga) };
        if !matches!(saga.status, SagaStatus::Running | SagaStatus::Completed) {
            return Ok(Heard::NotAwaited);
        }
        let mut engine = Engine::<S>::load(tx, saga)?;
        learn(&mut engine.data);
        engine.turn_back(reason).await?;
        engine.drive().await?;
        Ok(Heard::Taken)
    }

    /// The data of the saga about `business_key`.
    ///
    /// # Errors
    /// When the database does not answer, or the data is of another shape.
    pub async fn data(
        tx: &Transaction,
        business_key: &str,
    ) -> Result<Option<(SagaRow, S::Data)>, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else { return Ok(None) };
        let data = serde_json::from_str(&saga.data).map_err(anyhow::Error::from)?;
        Ok(Some((saga, data)))
    }
}

/// Lets a saga whose time has come get on.
pub(super) async fn wake<S: Saga>(tx: &Transaction, saga: SagaRow) -> Result<(), HandleError> {
    let Some(saga) = SagaRow::lock(tx, S::KIND, &saga.business_key).await? else { return Ok(()) };
    if saga.wake_at.is_none_or(|at| at > tx.now) || saga.version != S::VERSION {
        return Ok(());
    }
    let mut engine = Engine::<S>::load(tx, saga)?;
    match engine.saga.status {
        SagaStatus::Running => engine.time_is_up().await?,
        SagaStatus::Compensating if engine.saga.attempt >= UNDO_TRIES => {
            engine.get_stuck("its undo was tried as often as it may be");
            return engine.save().await;
        }
        // The undo is asked for again: it names what it takes back, so that asking twice is asking once.
        SagaStatus::Compensating => engine.saga.waiting = false,
        _ => return Ok(()),
    }
    engine.drive().await
}

/// Lets a stuck saga try again what it is stuck at. It goes the way it went: back, when an undo is in its story.
pub(super) async fn retry<S: Saga>(tx: &Transaction, saga: SagaRow) -> Result<bool, HandleError> {
    let Some(saga) = SagaRow::lock(tx, S::KIND, &saga.business_key).await? else { return Ok(false) };
    if saga.status != SagaStatus::Stuck || saga.version != S::VERSION {
        return Ok(false);
    }
    let goes_back = saga.steps(tx, tx.module()).await?.iter().any(|it| it.undo);
    let mut engine = Engine::<S>::load(tx, saga)?;
    engine.saga.status = if goes_back { SagaStatus::Compensating } else { SagaStatus::Running };
    engine.got_on();
    engine.drive().await?;
    Ok(true)
}

/// One saga in one transaction.
struct Engine<'a, S: Saga> {
    tx: &'a Transaction,
    saga: SagaRow,
    data: S::Data,
}

impl<'a, S: Saga> Engine<'a, S> {
    /// A saga begun under another version has other steps behind the same numbers: whoever signals it is refused,
    /// so that the message waits for the program that has them, and only this saga's key waits with it.
    fn load(tx: &'a Transaction, saga: SagaRow) -> Result<Self, HandleError> {
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

    fn awaits(&self, step: &str, status: SagaStatus) -> bool {
        self.saga.status == status && self.saga.waiting && self.step().is_some_and(|it| it.name == step)
    }

    /// Takes steps until one waits or there is none left.
    async fn drive(&mut self) -> Result<(), HandleError> {
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
            Progress::Fail(reason) => {
                StepRow::end(self.tx, &self.saga, step.name, true, Some(&reason)).await?;
                self.get_stuck(&reason);
                Ok(())
            }
        }
    }

    async fn step_done(&mut self) -> Result<(), HandleError> {
        if let Some(step) = self.step() {
            StepRow::end(self.tx, &self.saga, step.name, false, None).await?;
        }
        self.saga.step += 1;
        self.got_on();
        Ok(())
    }

    async fn undo_done(&mut self) -> Result<(), HandleError> {
        if let Some(step) = self.step() {
            // A waived undo has no story of its own until now; one that ran ends here.
            StepRow::begin(self.tx, &self.saga, step.name, true).await?;
            StepRow::end(self.tx, &self.saga, step.name, true, None).await?;
        }
        self.saga.step -= 1;
        self.got_on();
        Ok(())
    }

    async fn step_failed(&mut self, reason: &str) -> Result<(), HandleError> {
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
    async fn turn_back(&mut self, reason: &str) -> Result<(), HandleError> {
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

    async fn time_is_up(&mut self) -> Result<(), HandleError> {
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

    fn got_on(&mut self) {
        self.saga.waiting = false;
        self.saga.attempt = 0;
        self.saga.wake_at = None;
        self.saga.last_progress_at = self.tx.now;
    }

    fn get_stuck(&mut self, reason: &str) {
        tracing::error!(kind = S::KIND, key = self.saga.business_key, reason, "a saga is stuck");
        self.saga.status = SagaStatus::Stuck;
        self.saga.reason = Some(reason.to_owned());
        self.saga.wake_at = None;
    }

    fn end(&mut self, status: SagaStatus) {
        self.saga.status = status;
        self.saga.wake_at = None::<Timestamp>;
        self.saga.last_progress_at = self.tx.now;
    }

    async fn save(&mut self) -> Result<(), HandleError> {
        self.saga.data = json(&self.data)?;
        Ok(self.saga.save(self.tx).await?)
    }
}

fn json<D: serde::Serialize>(data: &D) -> Result<String, HandleError> {
    serde_json::to_string(data).map_err(|error| HandleError::Reject(error.into()))
}
