//! Who did what (SEC-22): written in the transaction of what was done, sealed into one chain of hashes by one
//! sealer, and counted every hour into a signed root that lies outside the database.
//!
//! Whoever may write to the database can rewrite a chain in it from end to end; the signed roots are what such
//! a person cannot rewrite. Personal values stand here only as keyed hashes
//! ([`Transaction::fingerprint`]), so that nobody's erasure breaks the chain.

mod chain;
mod roots;
mod seal;
mod search;
mod verify;

pub use self::{
    roots::{Root, RootFile, RootKey, SignedLine},
    seal::{Sealer, seal},
    search::{Found, Search, actions, search},
    verify::{Broken, verify},
};

use crate::{Command, Transaction, db::Sql, web::CurrentUser};
use contracts::UserId;
use sea_orm::DbErr;
use serde_json::Value;
use std::{fmt, time::Duration};

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who was signed in.
    User(UserId),
    /// A person at the console of the machine.
    Console,
    /// A rule of the product, with its name.
    Rule(&'static str),
    /// Somebody who was not signed in.
    Guest,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user/{id}"),
            Self::Console => f.write_str("console"),
            Self::Rule(name) => write!(f, "rule/{name}"),
            Self::Guest => f.write_str("guest"),
        }
    }
}

impl From<&CurrentUser> for Actor {
    fn from(user: &CurrentUser) -> Self {
        Self::User(user.id)
    }
}

impl From<Option<&CurrentUser>> for Actor {
    fn from(user: Option<&CurrentUser>) -> Self {
        user.map_or(Self::Guest, Self::from)
    }
}

/// One thing that somebody did.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Who.
    pub actor: Actor,
    /// What, as `<noun>.<verb>`: `pledge.refund`, `session.begin`.
    pub action: &'static str,
    /// To what, as `<noun>/<id>`.
    pub subject: String,
    /// Why, in the words of whoever did it. Nothing personal belongs here, and forms say so.
    pub reason: Option<String>,
    /// How it was. Nothing personal but keyed hashes.
    pub before: Option<Value>,
    /// How it is now. Nothing personal but keyed hashes.
    pub after: Option<Value>,
}

impl Audit {
    /// `actor` did `action` to `subject`.
    pub fn new(actor: impl Into<Actor>, action: &'static str, subject: impl Into<String>) -> Self {
        let (actor, subject) = (actor.into(), subject.into());
        Self { actor, action, subject, reason: None, before: None, after: None }
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// With how it was.
    #[must_use]
    pub fn from(mut self, before: Value) -> Self {
        self.before = Some(before);
        self
    }

    /// With how it is now.
    #[must_use]
    pub fn to(mut self, after: Value) -> Self {
        self.after = Some(after);
        self
    }
}

/// A command that says whether it did anything, and an entry that is written when it did.
pub(crate) struct Noted<C> {
    pub(crate) command: C,
    pub(crate) entry: Audit,
}

impl<C: Command<Output = bool>> Command for Noted<C> {
    type Output = bool;
    type Error = C::Error;

    async fn run(&self, tx: &Transaction) -> Result<bool, C::Error> {
        let done = self.command.run(tx).await?;
        if done {
            tx.audit(self.entry.clone()).await?;
        }
        Ok(done)
    }
}

impl Transaction {
    /// Notes that somebody did something, beside what was done: both or neither. It is sealed within a second.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit(&self, entry: Audit) -> Result<(), DbErr> {
        let (m, id) = (self.module(), contracts::chance::next_id());
        let sql = format!(
            "INSERT INTO {m}_audit (id, at, actor, action, subject, reason, was, became, correlation_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        );
        let values = vec![
            id.into(),
            self.now.0.into(),
            entry.actor.to_string().into(),
            entry.action.into(),
            entry.subject.into(),
            entry.reason.into(),
            entry.before.map(|it| it.to_string()).into(),
            entry.after.map(|it| it.to_string()).into(),
            self.cause().correlation.into(),
        ];
        self.exec(&sql, values).await?;
        self.exec(&format!("INSERT INTO {m}_audit_new (entry) VALUES ($1)"), vec![id.into()]).await.map(drop)
    }

    /// The same for what somebody goes on doing, such as writing: once in `within`. It is the same when it was done by the
    /// same person to the same, and left it alike.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_now_and_then(&self, entry: Audit, within: Duration) -> Result<(), DbErr> {
        let sql = format!(
            "SELECT id FROM {}_audit WHERE subject = $1 AND at > $2 AND action = $3 AND actor = $4 \
             AND COALESCE(became, '') = $5 LIMIT 1",
            self.module()
        );
        let became = entry.after.as_ref().map(ToString::to_string).unwrap_or_default();
        let values = vec![
            entry.subject.as_str().into(),
            self.now.before(within).0.into(),
            entry.action.into(),
            entry.actor.to_string().into(),
            became.into(),
        ];
        if self.one(&sql, values).await?.is_some() {
            return Ok(());
        }
        self.audit(entry).await
    }
}
