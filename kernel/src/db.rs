//! The one way to change the database: a [`Command`] in a [`Transaction`] that outlives whoever asked for it.

mod carry;
mod command;
mod connect;
mod fault;
mod log;
mod presence;
mod sql;
mod transaction;
mod work;
mod writer;

pub use self::{
    command::{Command, with},
    connect::Database,
    fault::is_passing,
    sql::Sql,
    transaction::Transaction,
};
pub(crate) use self::{fault::comes_of_what_passes, transaction::Scope, work::Asked};
