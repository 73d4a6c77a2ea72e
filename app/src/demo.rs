//! The demo: everything in one process, nothing to install, no real money.

mod clock;
mod control;
mod history;
mod renew;
mod run;
mod waiting;

pub use self::run::{open, run};
