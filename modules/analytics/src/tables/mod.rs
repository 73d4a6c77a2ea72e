//! The tables of this module, and all the SQL there is.

pub(crate) mod aim;
pub(crate) mod campaign;
pub(crate) mod gift;
pub(crate) mod gift_hour;
pub(crate) mod plan;

use contracts::Currency;
use sea_orm::{DbErr, QueryResult, TryGetable};

/// A column by its name.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, DbErr> {
    row.try_get("", column)
}

fn currency(row: &QueryResult) -> Result<Currency, DbErr> {
    get::<String>(row, "currency")?.parse().map_err(|error| DbErr::Type(format!("{error}")))
}
