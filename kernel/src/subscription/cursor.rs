use super::{HandleError, Runner};
use crate::{Transaction, chance, db::Sql, outbox::Unreadable};
use sea_orm::{DbBackend, DbErr};
use std::{collections::BTreeMap, time::Duration};

/// A pause that nobody timed is looked at again after this long.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How long after each failure a message that a rule forbids is tried again, give or take half (kernel.md 3.3).
/// With the try at once that makes five; after that it is kept for a person. Only its key waits meanwhile.
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
    /// When the first of the subscriber's keys that are set aside is tried again, whatever source it is of.
    aside: Option<i64>,
}

/// How often the message that is next, of a log or of a key that is set aside, could not be handled. What passes by
/// itself is tried for as long as it takes, so it must not use up the few tries of what a rule forbids.
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

    /// How long everything of it waits because somebody paused it.
    pub(super) fn stopped(&self) -> Option<Duration> {
        const PAUSED: i16 = 1;
        (self.state == PAUSED).then_some(LOOK_AGAIN)
    }

    /// How long until the message that is next may be tried again.
    pub(super) fn pause(&self, now: i64) -> Option<Duration> {
        until(self.not_before?, now)
    }

    /// How long until the first key that is set aside is tried again, which may be no time; nothing when none is.
    pub(super) fn aside(&self, now: i64) -> Option<Duration> {
        self.aside.map(|it| until(it, now).unwrap_or_default())
    }
}

/// How long it is until `then`; nothing when that is past.
pub(super) fn until(then: i64, now: i64) -> Option<Duration> {
    let left = u64::try_from(then.saturating_sub(now)).ok().filter(|it| *it > 0)?;
    Some(Duration::from_micros(left))
}

impl Failures {
    pub(super) fn any(self) -> bool {
        self.all() > 0
    }

    /// How often it was tried in vain.
    pub(super) fn all(self) -> i32 {
        self.passing.saturating_add(self.forbidden)
    }

    /// With `error` counted, and how long to wait after it; nothing when there is nothing left to try.
    pub(super) fn and(self, error: &HandleError) -> (Self, Option<Duration>) {
        match error {
            // A deploy ends it, however often it is looked at.
            HandleError::Unreadable(Unreadable::Version(_)) => (self, Some(LOOK_AGAIN)),
            HandleError::Unreadable(Unreadable::Malformed { .. }) => self.last(),
            HandleError::Retry(_) => self.passing(),
            HandleError::Reject(_) => self.forbidden(),
        }
    }

    /// With one more that passes by itself: the pause is anything up to twice the last one, so that many who failed
    /// together do not come back together.
    fn passing(mut self) -> (Self, Option<Duration>) {
        self.passing = self.passing.saturating_add(1);
        let longest = Duration::from_millis(100 << self.passing.clamp(0, 16)).min(LONGEST_PAUSE);
        (self, Some(longest.mul_f64(chance::fraction())))
    }

    /// With one more that a rule forbids.
    fn forbidden(mut self) -> (Self, Option<Duration>) {
        let about = usize::try_from(self.forbidden).ok().and_then(|it| FORBIDDEN.get(it));
        self.forbidden = self.forbidden.saturating_add(1);
        (self, about.map(|it| it.mul_f64(0.5 + chance::fraction())))
    }

    /// With one more after which there is nothing to try.
    fn last(self) -> (Self, Option<Duration>) {
        (Self { forbidden: self.forbidden.saturating_add(1), ..self }, None)
    }
}

impl Runner {
    pub(super) async fn cursor(&self) -> Result<Cursor, DbErr> {
        if let Some(cursor) = self.find_cursor().await? {
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
        Ok(Cursor {
            pos: 0,
            epoch: None,
            state: 0,
            failures: Failures::default(),
            not_before: None,
            aside: None,
        })
    }

    async fn find_cursor(&self) -> Result<Option<Cursor>, DbErr> {
        let m = self.ctx.module;
        let sql = format!(
            "SELECT s.pos, s.source_epoch, s.state, s.attempt, s.forbidden, s.not_before, \
             (SELECT MIN(k.not_before) FROM {m}_parked_key k \
             WHERE k.subscriber = s.name AND k.not_before IS NOT NULL) AS aside \
             FROM {m}_subscription s WHERE s.name = $1 AND s.source = $2"
        );
        let place = vec![self.subscription.name.into(), self.source.module().into()];
        let row = self.ctx.db.behind().one(&sql, place).await?;
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
                aside: row.try_get("", "aside")?,
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
        let sql =
            format!("SELECT pos FROM {}_subscription WHERE name = $1 AND source = $2{lock}", self.ctx.module);
        let row = tx.one(&sql, vec![self.subscription.name.into(), self.source.module().into()]).await?;
        row.map(|row| row.try_get("", "pos")).transpose()
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

    /// Counts a message that was handled though the place had passed it before.
    pub(super) async fn count_handled(&self, tx: &Transaction) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_subscription SET handled = handled + 1, updated_at = $1 WHERE name = $2 AND source = $3",
            self.ctx.module
        );
        let (name, source) = (self.subscription.name, self.source.module());
        tx.exec(&sql, vec![tx.now.0.into(), name.into(), source.into()]).await.map(drop)
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
