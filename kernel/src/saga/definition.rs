use super::{Heard, SagaRow, SagaStatus, Sagas, TurnBack, signal, turning};
use crate::{HandleError, Transaction};
use contracts::Timestamp;
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// The shortest time after which a saga that stands still is seen not to progress: long enough for whoever gives
/// to find a card.
const PATIENCE: Duration = Duration::from_mins(45);
/// A step that looks again each time is given as many looks.
const LOOKS: u32 = 16;
/// How often an undo that fails is tried before a person is asked.
pub(super) const UNDO_TRIES: i32 = 5;

/// How a step, or its undo, went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is done.
    Done,
    /// It is under way; a signal will say how it ended.
    Wait,
    /// The same, and nothing has to be heard of it before this instant: until then it is not tried again, and an undo that
    /// waits so was tried no more often than before.
    Until(Timestamp),
    /// It cannot be done, for this reason.
    Fail(String),
}

/// What happens when a step waits longer than its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTimeout {
    /// It failed, for this reason.
    Fail(&'static str),
    /// It is done again: its work is idempotent.
    Again,
    /// A person is told; the saga is stuck until somebody acts.
    Stuck,
}

/// A part of a saga's work, in a transaction.
pub type Action<D> = for<'a> fn(&'a Transaction, &'a mut D) -> BoxFuture<'a, Result<Progress, HandleError>>;

/// A decision to turn back as it is carried out; what the saga made of it.
pub type TurnsBack<'a> = BoxFuture<'a, Result<Heard, HandleError>>;

/// How a step is taken back.
pub enum Undo<D> {
    /// By this.
    By(Action<D>),
    /// It leaves nothing behind, for this reason.
    Waived(&'static str),
}

/// One step and its undo, side by side.
pub struct Step<D> {
    /// Its name, kept for ever: it is stored with every saga.
    pub name: &'static str,
    /// From here on a technical failure drives forward instead of back.
    pub pivot: bool,
    /// How long it may wait, and its undo too.
    pub budget: Duration,
    /// What happens after that.
    pub on_timeout: OnTimeout,
    /// Its work.
    pub run: Action<D>,
    /// How it is taken back.
    pub undo: Undo<D>,
}

/// A kind of saga.
pub trait Saga: Send + Sync + 'static {
    /// Its name, kept for ever.
    const KIND: &'static str;
    /// Rises when the steps change. Sagas begun under another version need their own steps until they end.
    const VERSION: i16;
    /// What it carries from step to step.
    type Data: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Its steps, in order.
    fn steps() -> &'static [Step<Self::Data>];

    /// How long a saga may stand at `step`, or at its undo, until it is seen not to progress; three times as long
    /// and it counts as stuck. The budget of a step is how long it sleeps, which a step that looks again does many
    /// times: what waits for a bank, say, has to name its own. `data` is what the saga carries.
    fn patience(step: &Step<Self::Data>, undo: bool, _data: &Self::Data) -> Duration {
        patience(step, undo)
    }

    /// Why nobody can make a saga turn back that stands at `step`, in words for whoever wants to: what that step does
    /// cannot be called back. Nothing where they can.
    fn no_way_back(_step: &Step<Self::Data>) -> Option<&'static str> {
        None
    }

    /// Turns back because a person decided it. Whoever holds the saga's lock calls this, and what else has to be
    /// decided for it belongs in here: it is done in the same transaction, and an error leaves all as it was.
    fn turn_back<'a>(tx: &'a Transaction, saga: &'a SagaRow, decision: &'a TurnBack) -> TurnsBack<'a>
    where
        Self: Sized,
    {
        Box::pin(Sagas::<Self>::compensate(tx, &saga.business_key, &decision.reason, |_| ()))
    }
}

/// How long a saga may stand at `step`, or at its undo, when its kind says nothing else.
pub fn patience<D>(step: &Step<D>, undo: bool) -> Duration {
    let tries = match step.on_timeout {
        _ if undo => UNDO_TRIES.unsigned_abs(),
        OnTimeout::Again => LOOKS,
        OnTimeout::Fail(_) | OnTimeout::Stuck => 1,
    };
    step.budget.saturating_mul(tries).max(PATIENCE)
}

/// A saga of any kind, as the timers see it.
pub trait AnySaga: Send + Sync {
    /// Its kind.
    fn kind(&self) -> &'static str;
    /// The version this program knows.
    fn version(&self) -> i16;
    /// Whether this program has the steps that `saga` was begun with.
    fn drives(&self, saga: &SagaRow) -> bool {
        saga.kind == self.kind() && saga.version == self.version()
    }
    /// The names of its steps, in order.
    fn step_names(&self) -> Vec<&'static str>;
    /// How long `saga` may stand where it is. See [`Saga::patience`].
    fn patience(&self, saga: &SagaRow) -> Duration;
    /// Lets a saga whose time has come take its next step.
    fn wake<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<(), HandleError>>;
    /// Lets a stuck saga try the step, or the undo, that it is stuck at once more. False when it is not stuck.
    fn retry<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<bool, HandleError>>;
    /// Whether a person can make `saga` turn back where it stands, if it goes forward.
    fn has_way_back(&self, saga: &SagaRow) -> bool;
    /// Makes a saga turn back that is on its way forward, or stuck there. False when it is neither.
    fn turn_back<'a>(
        &'a self,
        tx: &'a Transaction,
        saga: SagaRow,
        decision: &'a TurnBack,
    ) -> BoxFuture<'a, Result<bool, HandleError>>;
}

impl<S: Saga> AnySaga for Sagas<S> {
    fn kind(&self) -> &'static str {
        S::KIND
    }

    fn version(&self) -> i16 {
        S::VERSION
    }

    fn step_names(&self) -> Vec<&'static str> {
        S::steps().iter().map(|step| step.name).collect()
    }

    fn patience(&self, saga: &SagaRow) -> Duration {
        let step = usize::try_from(saga.step).ok().and_then(|at| S::steps().get(at));
        let Some(step) = step else { return PATIENCE };
        let undo = saga.status == SagaStatus::Compensating;
        match serde_json::from_str(&saga.data) {
            Ok(data) => S::patience(step, undo, &data),
            Err(_) => patience(step, undo),
        }
    }

    fn wake<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move { signal::wake::<S>(tx, saga).await })
    }

    fn retry<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<bool, HandleError>> {
        Box::pin(async move { signal::retry::<S>(tx, saga).await })
    }

    fn has_way_back(&self, saga: &SagaRow) -> bool {
        turning::no_way_back::<S>(saga).is_none()
    }

    fn turn_back<'a>(
        &'a self,
        tx: &'a Transaction,
        saga: SagaRow,
        decision: &'a TurnBack,
    ) -> BoxFuture<'a, Result<bool, HandleError>> {
        Box::pin(async move { turning::turn_back::<S>(tx, saga, decision).await })
    }
}
