//! Limits that two admins change: up to which sum one person does something alone. One proposes another limit, another
//! agrees to exactly that (security SEC-20), and it counts from then on.
//!
//! A module says which [`Limit`] it has, and in a [`LimitRoom`] where it is changed and in which words. It keeps a table for
//! it, whose rows are added and never changed:
//! `(currency text, number integer, minor bigint, reason text, proposed_by uuid, agreed_by uuid, at bigint)`, with
//! currency and number as its key.

mod change;
mod room;

pub use self::{
    change::{AnswerLimit, LimitError, ProposeLimit},
    room::{LimitRoom, LimitWords},
};

use self::change::NewLimit;
use crate::{Transaction, db::Sql};
use contracts::{Currency, Money, Timestamp, UserId};
use sea_orm::{DbErr, QueryResult};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many changes are listed: the latest.
const LISTED: i64 = 100;

/// Up to which sum one person does something alone, in each currency.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What a change of it is proposed as, and what the audit log calls it: `refund_limit`.
    pub action: &'static str,
    /// The module's own table of its changes.
    pub table: &'static str,
    /// What the audit log says of its changes.
    pub entries: LimitEntries,
    /// What counts in a currency in which nobody changed it.
    pub unchanged: fn(Currency) -> Money,
}

/// What the audit log says of the changes of a limit, written out so that it can be found.
#[derive(Clone, Copy, Debug)]
pub struct LimitEntries {
    /// One person proposed another one: `refund_limit.propose`.
    pub propose: &'static str,
    /// Another agreed to it.
    pub change: &'static str,
    /// Somebody said no, as whoever proposed it may too.
    pub decline: &'static str,
}

/// A limit that was changed.
#[derive(Clone, Debug, Serialize)]
struct Changed {
    limit: Money,
    reason: String,
    at: Timestamp,
}

impl Limit {
    /// What it is in `currency`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn in_force(&self, db: &impl Sql, currency: Currency) -> Result<Money, DbErr> {
        let sql = format!(
            "SELECT currency, minor FROM {} WHERE currency = $1 ORDER BY number DESC LIMIT 1",
            self.table
        );
        let row = db.one(&sql, vec![currency.code().into()]).await?;
        row.as_ref().map_or_else(|| Ok((self.unchanged)(currency)), |row| self.read(row))
    }

    /// The same in every currency, in their order.
    async fn all(&self, db: &impl Sql) -> Result<Vec<Money>, DbErr> {
        let sql = format!(
            "SELECT currency, minor FROM {table} l WHERE number = \
             (SELECT MAX(number) FROM {table} o WHERE o.currency = l.currency)",
            table = self.table
        );
        let rows = db.all(&sql, vec![]).await?;
        let changed: Vec<_> = rows.iter().map(|row| self.read(row)).collect::<Result<_, _>>()?;
        let changed: BTreeMap<_, _> = changed.into_iter().map(|it| (it.currency, it)).collect();
        let limit = |it: &Currency| changed.get(it).copied().unwrap_or_else(|| (self.unchanged)(*it));
        Ok(Currency::ALL.iter().map(limit).collect())
    }

    /// Sets it, from this transaction on.
    async fn set(
        &self,
        tx: &Transaction,
        new: &NewLimit,
        [proposer, approver]: [UserId; 2],
    ) -> Result<(), DbErr> {
        let sql = format!(
            "INSERT INTO {table} (currency, number, minor, reason, proposed_by, agreed_by, at) \
             SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6 FROM {table} WHERE currency = $1",
            table = self.table
        );
        let values = vec![
            new.limit.currency.code().into(),
            new.limit.minor.into(),
            new.reason.as_str().into(),
            proposer.0.into(),
            approver.0.into(),
            tx.now.0.into(),
        ];
        tx.exec(&sql, values).await.map(drop)
    }

    /// The latest changes, the newest first.
    async fn latest(&self, db: &impl Sql) -> Result<Vec<Changed>, DbErr> {
        let sql = format!(
            "SELECT currency, minor, reason, at FROM {} ORDER BY at DESC, currency, number DESC LIMIT $1",
            self.table
        );
        let rows = db.all(&sql, vec![LISTED.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Changed {
                    limit: self.read(row)?,
                    reason: row.try_get("", "reason")?,
                    at: Timestamp(row.try_get("", "at")?),
                })
            })
            .collect()
    }

    fn read(&self, row: &QueryResult) -> Result<Money, DbErr> {
        let currency = row.try_get::<String>("", "currency")?.parse::<Currency>();
        // Only a bug or a hand puts something else there.
        let currency = currency.map_err(|error| DbErr::Type(format!("{}: currency: {error}", self.table)))?;
        Ok(Money::new(row.try_get("", "minor")?, currency))
    }
}
