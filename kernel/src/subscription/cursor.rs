use super::{HandleError, Runner};
use crate::{Context, Transaction, chance, db::Sql};
use sea_orm::{DbBackend, DbErr};
use std::{collections::BTreeMap, time::Duration};

/// A pause that nobody timed is looked at again after this long.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How long after each failure a message that a rule forbids is tried again, give or take half (kernel.md 3.3).
/// With the try at once that makes five; after that it is kept for a person.
const FORBIDDEN: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(120)];
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The place of a subscription in the log of one source.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    pub(super) pos: i64,
    /// Which log its position is of; none before the first look.
    pub(super) epoch: Option<uuid::Uuid>,
    state: i16,
    pub(super) failures: Failures,
    not_before: Option<i64>,
}

/// How often the message that is next could not be handled. What passes by itself is tried for as long as it
/// takes, so it must not use up the few tries of what a rule forbids.
#[derive(Clone, Copy, Default)]
pub(super) struct Failures {
    pub(super) passing: i32,
    pub(super) forbidden: i32,
}

/// How a subscription stands.
#[derive(Clone, Copy)]
pub(super) enum State {
    Running = 0,
    Blocked = 3,
}

impl Cursor {
    /// The place after another message was handled.
    pub(super) fn at(self, pos: i64) -> Self {
        Self { pos, failures: Failures::default(), ..self }
    }

    pub(super) fn pause(&self, now: i64) -> Option<Duration> {
        const PAUSED: i16 = 1;
        if self.state == PAUSED {
            return Some(LOOK_AGAIN);
        }
        let left = u64::try_from(self.not_before? - now).ok().filter(|it| *it > 0)?;
        Some(Duration::from_micros(left))
    }
}

impl Failures {
    pub(super) fn any(self) -> bool {
        self.all() > 0
    }

    /// How often it was tried in vain.
    pub(super) fn all(self) -> i32 {
        self.passing.saturating_add(self.forbidden)
    }

    /// With one more that passes by itself, and how long to wait after it: anything up to twice the last pause, so
    /// that many who failed together do not come back together.
    pub(super) fn passing(mut self) -> (Self, Duration) {
        self.passing = self.passing.saturating_add(1);
        let longest = Duration::from_millis(100 << self.passing.clamp(0, 16)).min(LONGEST_PAUSE);
        (self, longest.mul_f64(chance::fraction()))
    }

    /// With one more that a rule forbids, and how long to wait after it; nothing when that was the last try.
    pub(super) fn forbidden(mut self) -> (Self, Option<Duration>) {
        let about = usize::try_from(self.forbidden).ok().and_then(|it| FORBIDDEN.get(it));
        self.forbidden = self.forbidden.saturating_add(1);
        (self, about.map(|it| it.mul_f64(0.5 + chance::fraction())))
    }

    /// With one more after which there is nothing to try.
    pub(super) fn last(self) -> (Self, Option<Duration>) {
        (Self { forbidden: self.forbidden.saturating_add(1), ..self }, None)
    }
}

impl Runner {
    pub(super) async fn cursor(&self) -> Result<Cursor, DbErr> {
        if let Some(cursor) = self.find_cursor(self.ctx.db.read(), "").await? {
            return Ok(cursor);
        }
        let sql = format!(
            "INSERT INTO {}_subscription (name, source, pos, state, attempt, handled, updated_at) \
             VALUES ($1, $2, 0, 0, 0, 0, $3) ON CONFLICT DO NOTHING",
            self.ctx.module
        );
        let values =
            vec![self.subscription.name.into(), self.source.module().into(), self.ctx.clock.now().0.into()];
        self.ctx.db.execute(&sql, values).await?;
        Ok(Cursor { pos: 0, epoch: None, state: 0, failures: Failures::default(), not_before: None })
    }

    async fn find_cursor(&self, db: &impl Sql, lock: &str) -> Result<Option<Cursor>, DbErr> {
        let sql = format!(
            "SELECT pos, source_epoch, state, attempt, forbidden, not_before FROM {}_subscription \
             WHERE name = $1 AND source = $2{lock}",
            self.ctx.module
        );
        let row = db.one(&sql, vec![self.subscription.name.into(), self.source.module().into()]).await?;
        row.map(|row| {
            Ok(Cursor {
                pos: row.try_get("", "pos")?,
                epoch: row.try_get("", "source_epoch")?,
                state: row.try_get("", "state")?,
                failures: Failures {
                    passing: row.try_get("", "attempt")?,
                    forbidden: row.try_get("", "forbidden")?,
                },
                not_before: row.try_get("", "not_before")?,
            })
        })
        .transpose()
    }

    /// The place, held until `tx` ends; waits for whoever holds it.
    pub(super) async fn lock(&self, tx: &Transaction) -> Result<Option<i64>, DbErr> {
        self.locked(tx, " FOR UPDATE").await
    }

    /// The same, or nothing when another process holds it.
    pub(super) async fn try_lock(&self, tx: &Transaction) -> Result<Option<i64>, DbErr> {
        self.locked(tx, " FOR UPDATE SKIP LOCKED").await
    }

    async fn locked(&self, tx: &Transaction, lock: &str) -> Result<Option<i64>, DbErr> {
        // One writer is lock enough.
        let lock = if self.ctx.db.backend() == DbBackend::Postgres { lock } else { "" };
        Ok(self.find_cursor(tx, lock).await?.map(|it| it.pos))
    }

    /// Moves the place on. Never back: that is for a source that was restored from a copy alone.
    pub(super) async fn advance(&self, tx: &Transaction, pos: i64, handled: usize) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_subscription SET pos = $1, state = 0, attempt = 0, forbidden = 0, not_before = NULL, \
             last_error = NULL, handled = handled + $2, updated_at = $3 WHERE name = $4 AND source = $5 AND pos <= $1",
            self.ctx.module
        );
        let handled = i64::try_from(handled).unwrap_or(i64::MAX);
        let (name, source) = (self.subscription.name, self.source.module());
        let values = vec![pos.into(), handled.into(), tx.now.0.into(), name.into(), source.into()];
        tx.exec(&sql, values).await.map(drop)
    }

    /// Notes that what comes after `pos` could not be handled. Says nothing of a place that was moved meanwhile.
    pub(super) async fn note(
        &self,
        pos: i64,
        state: State,
        failures: Failures,
        not_before: Option<i64>,
        error: &HandleError,
    ) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_subscription SET state = $1, attempt = $2, forbidden = $3, not_before = $4, last_error = $5, \
             updated_at = $6 WHERE name = $7 AND source = $8 AND pos = $9",
            self.ctx.module
        );
        let values = vec![
            (state as i16).into(),
            failures.passing.into(),
            failures.forbidden.into(),
            not_before.into(),
            format!("{error:#}").into(),
            self.ctx.clock.now().0.into(),
            self.subscription.name.into(),
            self.source.module().into(),
            pos.into(),
        ];
        self.ctx.db.execute(&sql, values).await.map(drop)
    }
}

/// Where each subscription is, by its name and its source.
pub(crate) type Cursors = BTreeMap<(String, String), i64>;

/// Where every subscription of the module of `ctx` is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn cursors(ctx: &Context) -> Result<Cursors, DbErr> {
    let sql = format!("SELECT name, source, pos FROM {}_subscription", ctx.module);
    let rows = ctx.db.read().all(&sql, vec![]).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(((row.try_get("", "name")?, row.try_get("", "source")?), row.try_get("", "pos")?))
    };
    rows.iter().map(read).collect()
}
