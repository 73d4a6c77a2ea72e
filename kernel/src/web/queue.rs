//! What waits for a person in the rooms of the back office. It is counted whenever one of its pages is shown, so each
//! count is bounded: whoever reads `99+` has enough to do.

use crate::{Context, db::Sql};
use contracts::Timestamp;
use futures::future::BoxFuture;
use sea_orm::{DbErr, Value};
use serde::Serialize;

/// How many are told apart.
const MOST: i64 = 99;

/// Counts what waits, for the module whose room it waits in.
pub type Count = fn(Context) -> BoxFuture<'static, Result<Queued, DbErr>>;

/// Something that may wait in a room.
#[derive(Clone, Copy, Debug)]
pub struct Queue {
    /// What waits, in words: `Letters to answer`.
    pub what: &'static str,
    /// How many do.
    pub count: Count,
}

/// How many wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queued {
    /// How many, as far as they were counted.
    pub many: i64,
    /// When the first of them is due, where they are due at all.
    pub due: Option<Timestamp>,
}

impl Queued {
    /// Counts the rows of `rows`, a query that begins with `SELECT 1 AS one`. No more of them are read than are told
    /// apart.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(db: &impl Sql, rows: &str, values: Vec<Value>) -> Result<Self, DbErr> {
        let sql = format!("SELECT COUNT(*) AS many FROM ({rows} LIMIT {}) AS waiting", MOST + 1);
        let Some(row) = db.one(&sql, values).await? else { return Ok(Self::default()) };
        Ok(Self { many: row.try_get("", "many")?, due: None })
    }

    /// The same of rows that are due: a query that begins with `SELECT … AS due`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_due(db: &impl Sql, rows: &str, values: Vec<Value>) -> Result<Self, DbErr> {
        let sql = format!(
            "SELECT COUNT(*) AS many, MIN(due) AS due FROM ({rows} ORDER BY due LIMIT {}) AS waiting",
            MOST + 1
        );
        let Some(row) = db.one(&sql, values).await? else { return Ok(Self::default()) };
        let due = row.try_get::<Option<i64>>("", "due")?.map(Timestamp);
        Ok(Self { many: row.try_get("", "many")?, due })
    }

    /// These and `others`.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self { many: self.many + others.many, due: self.due.into_iter().chain(others.due).min() }
    }
}

/// What waits in a room, as pages of the back office say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waits {
    /// The room.
    pub path: &'static str,
    /// What waits.
    pub what: &'static str,
    /// How many: `99+` when there are more; nothing when nobody could say.
    pub many: Option<String>,
    /// When the first of them is due.
    pub due: Option<Timestamp>,
}

impl Waits {
    /// In the room at `path`, `queued` of `what`; nothing when none do.
    pub(crate) fn of(path: &'static str, what: &'static str, queued: Option<Queued>) -> Option<Self> {
        let many = match queued {
            Some(Queued { many: 0, .. }) => return None,
            Some(Queued { many, .. }) if many > MOST => Some(format!("{MOST}+")),
            Some(Queued { many, .. }) => Some(many.to_string()),
            None => None,
        };
        Some(Self { path, what, many, due: queued.and_then(|it| it.due) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(many: i64) -> Option<String> {
        Waits::of("/backoffice/letters", "Letters to answer", Some(Queued { many, due: None }))?.many
    }

    #[test]
    fn many_are_not_told_apart_and_none_are_not_told_of() {
        assert_eq!(said(0), None);
        assert_eq!(said(99).as_deref(), Some("99"));
        assert_eq!(said(100).as_deref(), Some("99+"));
        let unknown = Waits::of("/backoffice/letters", "Letters to answer", None);
        assert_eq!(unknown.map(|it| it.many), Some(None), "what nobody could count is told of");
    }

    #[test]
    fn of_two_queues_the_earlier_is_due_first() {
        let (one, other) = (Queued { many: 1, due: Some(Timestamp(7)) }, Queued { many: 2, due: None });
        assert_eq!(one.and(other), Queued { many: 3, due: Some(Timestamp(7)) });
    }
}
