//! Work that leaves the database: asked for inside a transaction, done after it, tried until it is.

pub(crate) mod queue;
pub(crate) mod switch;
mod worker;

pub(crate) use self::{queue::any_due, worker::do_some};
pub use self::{
    queue::revive,
    switch::{KindOfJob, NextJob, Paused, is_paused},
    worker::{Worker, drain},
};

use crate::Context;
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, future::Future, pin::Pin, sync::Arc, time::Duration};

/// Something to be done outside the database.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its name, kept for ever: jobs are stored under it.
    const KIND: &'static str;
    /// How often it is tried before it is laid before a person.
    const MAX_ATTEMPTS: i32 = 12;

    /// Jobs with the same key are done one at a time.
    fn key(&self) -> Option<String> {
        None
    }

    /// A job whose dedupe key was asked for before is not done again.
    fn dedupe_key(&self) -> Option<String> {
        None
    }
}

/// Does jobs `J`. It may be asked to do the same one again: after a crash nobody knows how far it came.
pub trait Perform<J: Job>: Send + Sync + 'static {
    /// Does one job.
    fn perform(&self, ctx: &Context, job: J) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// Why a job is not done, which says what becomes of it.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Tried again, later and later.
    #[error("{0:#}")]
    Retry(anyhow::Error),
    /// Tried again after exactly this long; the attempt does not count. For what is nobody's fault: a breaker
    /// that is open, a provider that asked for patience, something that is not there yet.
    #[error("not before {} s", .0.as_secs())]
    Later(Duration),
    /// Not tried again: laid before a person.
    #[error("{0:#}")]
    Fail(anyhow::Error),
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Retry(error.into())
    }
}

impl From<anyhow::Error> for JobError {
    fn from(error: anyhow::Error) -> Self {
        Self::Retry(error)
    }
}

type Done<'a> = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send + 'a>>;
type Performer = Arc<dyn for<'a> Fn(&'a Context, String) -> Done<'a> + Send + Sync>;

/// The kinds of jobs a module does.
#[derive(Clone, Default)]
pub struct Jobs(BTreeMap<&'static str, Performer>);

impl Jobs {
    /// Gives jobs `J` to `performer`.
    #[must_use]
    pub fn on<J: Job>(mut self, performer: impl Perform<J>) -> Self {
        let performer = Arc::new(performer);
        let perform: Performer = Arc::new(move |ctx, args| {
            let performer = performer.clone();
            Box::pin(async move {
                let job = serde_json::from_str(&args).map_err(|error| JobError::Fail(error.into()))?;
                performer.perform(ctx, job).await
            })
        });
        self.0.insert(J::KIND, perform);
        self
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What they are called.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.keys().copied()
    }

    fn performer(&self, kind: &str) -> Option<&Performer> {
        self.0.get(kind)
    }
}
