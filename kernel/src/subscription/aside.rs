//! Keys that are set aside because a rule forbade a message: it is tried again at its time, and what follows of its key
//! waits behind it, while everything else goes on.

use super::{
    HandleError, Runner, Step,
    cursor::{Failures, until},
    dead_letter::{self, Class},
};
use crate::{
    Transaction,
    db::{Command, Sql},
    outbox::Envelope,
};
use sea_orm::{DbErr, QueryResult};

/// How many keys are tried in one step at most: what comes next must not wait for all of them.
const AT_ONCE: i64 = 50;

/// The first message of a key that is set aside, as it stood when it was read.
#[derive(Clone)]
struct Head {
    letter: i64,
    key: String,
    topic: String,
    pos: i64,
    envelope: String,
    failures: Failures,
    not_before: i64,
}

impl Runner {
    /// Tries again what is due of the keys that are set aside, where it came from this source. What came from another
    /// one is for the runner that hears that.
    pub(super) async fn try_again(&self) -> Result<Step, DbErr> {
        let (mut tried, mut pause) = (0, None);
        for head in self.heads().await? {
            pause = until(head.not_before, self.ctx.clock.now().0);
            if pause.is_some() {
                break;
            }
            match self.ctx.run(Again { runner: self.clone(), head: head.clone() }).await {
                Ok(handled) => tried += usize::from(handled),
                Err(error) => {
                    self.put_off(head, &error).await?;
                    tried += 1;
                }
            }
        }
        Ok(match pause {
            _ if tried > 0 => Step::Passed(tried),
            Some(pause) => Step::Waiting(pause),
            None => Step::Quiet,
        })
    }

    async fn heads(&self) -> Result<Vec<Head>, DbErr> {
        let m = self.ctx.module;
        // Numbers are given as letters come, so the lowest of a key is the one that comes first.
        let sql = format!(
            "SELECT p.key, p.attempt, p.forbidden, p.not_before, d.id, d.topic, d.pos, d.envelope \
             FROM {m}_parked_key p JOIN {m}_dead_letter d ON d.id = (SELECT MIN(x.id) FROM {m}_dead_letter x \
             WHERE x.subscriber = p.subscriber AND x.key = p.key AND x.state = 0) \
             WHERE p.subscriber = $1 AND p.not_before IS NOT NULL AND d.source = $2 \
             ORDER BY p.not_before, p.first_pos LIMIT $3"
        );
        let (name, source) = (self.subscription.name, self.source.module());
        let rows = self.ctx.db.behind().all(&sql, vec![name.into(), source.into(), AT_ONCE.into()]).await?;
        rows.iter().map(Head::read).collect()
    }

    /// Notes when a message that was refused again is tried next, or that it waits for a person from now on.
    async fn put_off(&self, head: Head, error: &HandleError) -> Result<(), DbErr> {
        let (failures, pause) = head.failures.and(error);
        self.complain(&head.topic, head.pos, failures, error);
        let not_before = pause.map(|it| self.ctx.clock.now().after(it).0);
        let (class, error) = (Class::of(error), format!("{error:#}"));
        self.ctx.run(PutOff { runner: self.clone(), head, failures, not_before, class, error }).await
    }
}

impl Head {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            letter: row.try_get("", "id")?,
            key: row.try_get("", "key")?,
            topic: row.try_get("", "topic")?,
            pos: row.try_get("", "pos")?,
            envelope: row.try_get("", "envelope")?,
            failures: Failures {
                passing: row.try_get("", "attempt")?,
                forbidden: row.try_get("", "forbidden")?,
            },
            not_before: row.try_get("", "not_before")?,
        })
    }

    /// Whether nobody else has tried it meanwhile. Ask under the subscriber's locks.
    async fn is_still_so(&self, tx: &Transaction, subscriber: &str) -> Result<bool, DbErr> {
        let m = tx.module();
        let sql = format!(
            "SELECT 1 FROM {m}_parked_key WHERE subscriber = $1 AND key = $2 AND attempt = $3 AND forbidden = $4 \
             AND not_before = $5 AND $6 = (SELECT MIN(d.id) FROM {m}_dead_letter d \
             WHERE d.subscriber = $1 AND d.key = $2 AND d.state = 0)"
        );
        let values = vec![
            subscriber.into(),
            self.key.clone().into(),
            self.failures.passing.into(),
            self.failures.forbidden.into(),
            self.not_before.into(),
            self.letter.into(),
        ];
        Ok(tx.one(&sql, values).await?.is_some())
    }
}

/// Handles the first message of a key: its effect and that it waits no longer, both or neither.
struct Again {
    runner: Runner,
    head: Head,
}

impl Command for Again {
    /// Whether it was handled here.
    type Output = bool;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<bool, HandleError> {
        let Self { runner, head } = self;
        let name = runner.subscription.name;
        dead_letter::lock_all(tx, name).await?;
        if !head.is_still_so(tx, name).await? {
            return Ok(false);
        }
        let kept: Envelope = serde_json::from_str(&head.envelope).map_err(anyhow::Error::from)?;
        let envelope = runner.as_said(kept).await?;
        runner.subscription.handle(tx, &envelope).await?;
        dead_letter::resolve(tx, head.letter, 1, "retry", "handled at a later try").await?;
        dead_letter::go_on(tx, name, &head.key).await?;
        runner.count_handled(tx).await?;
        Ok(true)
    }
}

/// See [`Runner::put_off`].
struct PutOff {
    runner: Runner,
    head: Head,
    failures: Failures,
    not_before: Option<i64>,
    class: Class,
    error: String,
}

impl Command for PutOff {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Self { runner, head, failures, not_before, class, error } = self;
        let (m, name) = (tx.module(), runner.subscription.name);
        dead_letter::lock_all(tx, name).await?;
        if !head.is_still_so(tx, name).await? {
            return Ok(());
        }
        let sql = format!(
            "UPDATE {m}_parked_key SET attempt = $1, forbidden = $2, not_before = $3, reason = $4 \
             WHERE subscriber = $5 AND key = $6"
        );
        let values = vec![
            failures.passing.into(),
            failures.forbidden.into(),
            (*not_before).into(),
            error.clone().into(),
            name.into(),
            head.key.clone().into(),
        ];
        tx.exec(&sql, values).await?;
        let sql =
            format!("UPDATE {m}_dead_letter SET attempts = $1, error = $2, error_class = $3 WHERE id = $4");
        let values =
            vec![failures.all().into(), error.clone().into(), (*class as i16).into(), head.letter.into()];
        tx.exec(&sql, values).await.map(drop)
    }
}
