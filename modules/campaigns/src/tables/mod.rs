//! The tables of this module, and all the SQL there is.

pub(crate) mod account;
pub(crate) mod aside;
pub(crate) mod backer;
pub(crate) mod budget_line;
pub(crate) mod campaign;
pub(crate) mod cancel_limit;
pub(crate) mod chosen_add_on;
pub(crate) mod claim;
pub(crate) mod collected;
pub(crate) mod comment;
pub(crate) mod delivery;
pub(crate) mod draft;
pub(crate) mod embedding;
pub(crate) mod extension;
pub(crate) mod follow;
pub(crate) mod giver;
pub(crate) mod guest;
pub(crate) mod image;
pub(crate) mod invitation;
pub(crate) mod launch_asked;
pub(crate) mod listing;
pub(crate) mod member;
pub(crate) mod member_gift;
pub(crate) mod moderator;
pub(crate) mod place;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod review_note;
pub(crate) mod revision;
pub(crate) mod reward;
pub(crate) mod sent_reward;
pub(crate) mod total;
pub(crate) mod transition;
pub(crate) mod update;
pub(crate) mod waiting;
pub(crate) mod word;

use crate::lifecycle::Status;
use sea_orm::{DbErr, QueryResult, TryGetable};

/// A column by its name.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, DbErr> {
    row.try_get("", column)
}

/// A name, unless it was forgotten: nothing is left of it then.
fn known(name: String) -> Option<String> {
    Some(name).filter(|it| !it.is_empty())
}

/// A status by the name it is stored under.
fn status(name: &str) -> Result<Status, DbErr> {
    name.parse().map_err(DbErr::Type)
}
