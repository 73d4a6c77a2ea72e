//! The tables of this module, one file each. Nothing else here writes SQL, but for `queries`.

pub(crate) mod attack;
pub(crate) mod campaign;
pub(crate) mod chosen_add_on;
pub(crate) mod confirmation;
pub(crate) mod contact;
pub(crate) mod dedication;
pub(crate) mod delivery;
pub(crate) mod member;
pub(crate) mod pledge;
pub(crate) mod refund;
pub(crate) mod refund_limit;
pub(crate) mod reward;
pub(crate) mod sent_reward;
pub(crate) mod stock;
pub(crate) mod warning;

use contracts::{Currency, Money, pledges::Gift};
use sea_orm::{DbErr, QueryResult};

/// A column that holds something else than its type says: only a bug or a hand puts it there.
pub(crate) fn unreadable(column: &str, what: impl std::fmt::Display) -> DbErr {
    DbErr::Type(format!("pledges: {column}: {what}"))
}

fn currency(row: &QueryResult) -> Result<Currency, DbErr> {
    row.try_get::<String>("", "currency")?.parse().map_err(|error| unreadable("currency", error))
}

/// An amount in the row's own currency.
pub(crate) fn money(row: &QueryResult, column: &str) -> Result<Money, DbErr> {
    Ok(Money::new(row.try_get("", column)?, currency(row)?))
}

pub(crate) fn gift(row: &QueryResult) -> Result<Gift, DbErr> {
    Ok(Gift {
        amount: money(row, "amount_minor")?,
        tip: money(row, "tip_minor")?,
        covered_fee: money(row, "covered_fee_minor")?,
    })
}
