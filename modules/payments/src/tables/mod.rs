//! The tables of this module. No other module reads or writes them.

pub(crate) mod account;
pub(crate) mod adjustment;
pub(crate) mod balance;
pub(crate) mod blocked_card;
pub(crate) mod campaign;
pub(crate) mod clawback;
pub(crate) mod dispute;
pub(crate) mod fraud_warning;
pub(crate) mod ledger;
pub(crate) mod mailed;
pub(crate) mod old_cards;
pub(crate) mod own;
pub(crate) mod payee;
pub(crate) mod payment;
pub(crate) mod payout;
pub(crate) mod platform_fee;
pub(crate) mod posted;
pub(crate) mod reconciliation;
pub(crate) mod refund;
pub(crate) mod rest;
pub(crate) mod sent_reward;
pub(crate) mod sweep;
pub(crate) mod webhook;

use contracts::{Currency, Money, pledges::Gift};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

/// What makes a read of one row wait for whoever else is about to change it. `SQLite` has one writer anyway.
fn lock(db: &impl ConnectionTrait) -> &'static str {
    if db.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" }
}

pub(crate) fn gift(row: &QueryResult) -> Result<Gift, DbErr> {
    let currency: Currency = row.try_get("", "currency")?;
    let money = |column: &str| Ok::<_, DbErr>(Money::new(row.try_get("", column)?, currency));
    Ok(Gift {
        amount: money("amount_minor")?,
        tip: money("tip_minor")?,
        covered_fee: money("covered_fee_minor")?,
    })
}

fn unreadable(what: &str, found: impl std::fmt::Display) -> DbErr {
    DbErr::Type(format!("{found} is no {what}"))
}
