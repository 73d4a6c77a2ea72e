//! Sagas: business operations that outlive a transaction, kept as persisted state machines.
//!
//! A saga is a list of steps, each declared with its undo beside it. A step does its work inside a transaction
//! and is done at once, or waits for a signal that some message carries. When a step fails before the pivot,
//! the steps done are undone in reverse order; after the pivot the saga drives forward, and only a decision
//! ([`Sagas::compensate`]) takes it back, of the module's own or of a person who sees it stuck ([`TurnBack`]). What cannot be undone is `stuck` and listed, never forgotten.
//! There is no recovery at start: the timer's query *is* the recovery.

mod abandon;
mod definition;
mod engine;
mod row;
mod signal;
mod timers;
mod turning;

pub use self::{
    abandon::{Abandon, Abandoned},
    definition::{Action, AnySaga, OnTimeout, Progress, Saga, Step, TurnsBack, Undo, patience},
    row::{SagaRow, SagaStatus, StepRow},
    signal::{Heard, Sagas},
    timers::Timers,
    turning::TurnBack,
};
pub(crate) use self::{
    timers::{Retry, any_due},
    turning::MakeTurnBack,
};
