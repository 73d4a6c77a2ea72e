//! Hearing what other modules say: in order, each message once, with the cursor in the transaction of the
//! effect.

mod aside;
mod batch;
mod cursor;
mod dead_letter;
mod delivery;
mod handle;
mod rebuild;
mod runner;
mod waiting;

pub(crate) use self::{cursor::Cursors, rebuild::compare_each};
pub use self::{
    dead_letter::{DeadLetter, discard, open_letters, redrive},
    handle::{HandleError, Kind, Project, Projection, React, Reactor, ReadModel, Subscription},
    rebuild::{Comparison, compare, rebuild},
    runner::{Runner, Step},
    waiting::{WaitingKey, Which, waiting_keys},
};
