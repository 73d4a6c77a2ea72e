//! What can be said to a saga, and what it makes of it.

use super::{
    Saga, SagaRow, SagaStatus, StepRow,
    definition::UNDO_TRIES,
    engine::{Engine, json},
};
use crate::{HandleError, Transaction};
use std::marker::PhantomData;

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
        let mut engine = match Self::awaiting(tx, business_key, step, SagaStatus::Running).await? {
            Ok(engine) => engine,
            Err(heard) => return Ok(heard),
        };
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
        let mut engine = match Self::awaiting(tx, business_key, step, SagaStatus::Running).await? {
            Ok(engine) => engine,
            Err(heard) => return Ok(heard),
        };
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
        if !engine.awaits(step, SagaStatus::Compensating) && !stuck_on_its_way_back(tx, &engine, step).await?
        {
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
        let mut engine = match Self::awaiting(tx, business_key, step, SagaStatus::Compensating).await? {
            Ok(engine) => engine,
            Err(heard) => return Ok(heard),
        };
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

    /// Decides that the saga is taken back, however far it came, also when it got stuck or somebody gave it up: the steps
    /// done are undone in reverse order. `learn` leaves with it what the undos need. Not awaited when it is over and
    /// back already, or on its way.
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
        let can_turn = match saga.status {
            SagaStatus::Running | SagaStatus::Completed | SagaStatus::Abandoned => true,
            // One that is stuck on its way back is there already.
            SagaStatus::Stuck => saga.goes_forward(tx, tx.module()).await?,
            SagaStatus::Compensating | SagaStatus::Compensated => false,
        };
        if !can_turn {
            return Ok(Heard::NotAwaited);
        }
        let mut engine = Engine::<S>::load(tx, saga)?;
        learn(&mut engine.data);
        engine.turn_back(reason).await?;
        engine.drive().await?;
        Ok(Heard::Taken)
    }

    /// The saga about `business_key`, locked, when it waits at `step` on the way that `status` says; otherwise what
    /// whoever tells of that step hears.
    async fn awaiting<'a>(
        tx: &'a Transaction,
        business_key: &str,
        step: &str,
        status: SagaStatus,
    ) -> Result<Result<Engine<'a, S>, Heard>, HandleError> {
        let Some(saga) = SagaRow::lock(tx, S::KIND, business_key).await? else {
            return Ok(Err(Heard::NoSaga));
        };
        let engine = Engine::<S>::load(tx, saga)?;
        Ok(if engine.awaits(step, status) { Ok(engine) } else { Err(Heard::NotAwaited) })
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

/// Whether a saga is stuck at the undo of `step`, and not at the step itself.
async fn stuck_on_its_way_back<S: Saga>(
    tx: &Transaction,
    engine: &Engine<'_, S>,
    step: &str,
) -> Result<bool, HandleError> {
    if !engine.awaits(step, SagaStatus::Stuck) {
        return Ok(false);
    }
    Ok(engine.saga.steps(tx, tx.module()).await?.iter().any(|it| it.undo && it.step == step))
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
