use super::{SagaRow, signal};
use crate::{HandleError, Transaction};
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// How a step, or its undo, went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is done.
    Done,
    /// It is under way; a signal will say how it ended.
    Wait,
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
    /// Lets a saga whose time has come take its next step.
    fn wake<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<(), HandleError>>;
    /// Lets a stuck saga try the step, or the undo, that it is stuck at once more. False when it is not stuck.
    fn retry<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<bool, HandleError>>;
}

impl<S: Saga> AnySaga for signal::Sagas<S> {
    fn kind(&self) -> &'static str {
        S::KIND
    }

    fn version(&self) -> i16 {
        S::VERSION
    }

    fn step_names(&self) -> Vec<&'static str> {
        S::steps().iter().map(|step| step.name).collect()
    }

    fn wake<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move { signal::wake::<S>(tx, saga).await })
    }

    fn retry<'a>(&'a self, tx: &'a Transaction, saga: SagaRow) -> BoxFuture<'a, Result<bool, HandleError>> {
        Box::pin(async move { signal::retry::<S>(tx, saga).await })
    }
}
