//! What every module is built with: a clock, transactions, an outbox, subscriptions, jobs, effects, sagas, an
//! event store and a way to show pages.
//!
//! Nothing here knows what a campaign or a pledge is; `tests/architecture.rs` holds it to that.

mod address;
pub mod audit;
mod breaker;
mod chance;
pub mod check;
mod clock;
pub mod db;
pub mod death;
mod effect;
pub mod event_store;
pub mod health;
pub mod job;
mod keys;
pub mod limit;
mod module;
pub mod outbox;
mod pacer;
pub mod proposal;
mod reference;
mod runtime;
pub mod saga;
pub mod subscription;
pub mod trace;
mod turn;
pub mod web;

pub use self::{
    audit::{Actor, Audit},
    breaker::{BreakerHealth, BreakerState, CircuitBreaker},
    clock::{Clock, DemoClock, FixedClock, SystemClock},
    db::{Command, Database, Transaction},
    effect::{Effect, EffectOutcome, EffectRow, EffectState},
    job::{Job, JobError, Jobs, Perform},
    keys::{Key, Keys},
    module::{Context, Module, Wake},
    pacer::Pacer,
    reference::{in_references, reference},
    runtime::{Chore, Platform, PlatformBuilder, Redriven, StillRefused},
    subscription::{HandleError, Project, Projection, React, Reactor, ReadModel, Subscription},
    turn::{in_turn, waiting_for},
};
