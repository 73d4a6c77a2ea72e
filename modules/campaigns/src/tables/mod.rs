//! The tables of this module, and all the SQL there is.

pub(crate) mod budget_line;
pub(crate) mod campaign;
pub(crate) mod giver;
pub(crate) mod reward;
pub(crate) mod total;

use sea_orm::{DbErr, QueryResult, TryGetable};

/// A column by its name.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, DbErr> {
    row.try_get("", column)
}
