//! The tables of this module, and all the SQL there is.

pub(crate) mod aside;
pub(crate) mod budget_line;
pub(crate) mod campaign;
pub(crate) mod claim;
pub(crate) mod draft;
pub(crate) mod giver;
pub(crate) mod listing;
pub(crate) mod place;
pub(crate) mod progress;
pub(crate) mod reward;
pub(crate) mod total;
#[expect(dead_code, reason = "the commands that take these steps are on their way")]
pub(crate) mod transition;
pub(crate) mod word;

use crate::lifecycle::Status;
use sea_orm::{DbErr, QueryResult, TryGetable};

/// A column by its name.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, DbErr> {
    row.try_get("", column)
}

/// A status by the name it is stored under.
fn status(name: &str) -> Result<Status, DbErr> {
    name.parse().map_err(DbErr::Type)
}
