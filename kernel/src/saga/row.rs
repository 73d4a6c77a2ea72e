use crate::{Transaction, db::Sql};
use contracts::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How a saga stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SagaStatus {
    /// On its way forward.
    Running = 0,
    /// On its way back.
    Compensating = 1,
    /// Every step is done.
    Completed = 2,
    /// Every step that was done is undone.
    Compensated = 3,
    /// It can go neither way by itself; a person must act.
    Stuck = 4,
    /// A person gave it up, with name and reason.
    Abandoned = 5,
}

impl SagaStatus {
    fn of(number: i16) -> Self {
        match number {
            0 => Self::Running,
            1 => Self::Compensating,
            2 => Self::Completed,
            3 => Self::Compensated,
            5 => Self::Abandoned,
            _ => Self::Stuck,
        }
    }

    /// Whether it is over.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Compensated | Self::Abandoned)
    }
}

/// A saga as it is stored.
#[derive(Clone, Debug, Serialize)]
pub struct SagaRow {
    /// Its id.
    pub id: Uuid,
    /// What kind of saga.
    pub kind: String,
    /// The version of its steps.
    pub version: i16,
    /// What it is about. One saga of a kind for each.
    pub business_key: String,
    /// How it stands.
    pub status: SagaStatus,
    /// The step it is at, from 0.
    pub step: i32,
    /// Whether it waits for a signal.
    pub waiting: bool,
    /// How often the present step was tried.
    pub attempt: i32,
    /// What it carries, as JSON.
    pub data: String,
    /// Why it is on its way back, or stuck.
    pub reason: Option<String>,
    /// When its present wait ends.
    pub wake_at: Option<Timestamp>,
    /// When it last got on.
    pub last_progress_at: Timestamp,
    /// When it began.
    pub started_at: Timestamp,
    /// The business operation it belongs to.
    pub correlation: Uuid,
}

/// A step, or its undo, as it went.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// Its number in the saga's story.
    pub seq: i32,
    /// The step.
    pub step: String,
    /// Whether this was its undo.
    pub undo: bool,
    /// `waiting`, `done` or `failed`.
    pub state: &'static str,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl SagaRow {
    /// The saga of `kind` about `business_key`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(
        db: &impl ConnectionTrait,
        module: &str,
        kind: &str,
        business_key: &str,
    ) -> Result<Option<Self>, DbErr> {
        let sql = format!("SELECT * FROM {module}_saga WHERE kind = $1 AND business_key = $2");
        db.one(&sql, vec![kind.into(), business_key.into()]).await?.as_ref().map(Self::read).transpose()
    }

    /// How every saga of `kind` stands, by what it is about.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn statuses(
        db: &impl ConnectionTrait,
        module: &str,
        kind: &str,
    ) -> Result<BTreeMap<String, SagaStatus>, DbErr> {
        let sql = format!("SELECT business_key, status FROM {module}_saga WHERE kind = $1");
        let rows = db.all(&sql, vec![kind.into()]).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "business_key")?, SagaStatus::of(row.try_get("", "status")?))))
            .collect()
    }

    /// The same, held until the transaction ends.
    pub(super) async fn lock(
        tx: &Transaction,
        kind: &str,
        business_key: &str,
    ) -> Result<Option<Self>, DbErr> {
        let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
        let sql = format!("SELECT * FROM {}_saga WHERE kind = $1 AND business_key = $2{lock}", tx.module());
        tx.one(&sql, vec![kind.into(), business_key.into()]).await?.as_ref().map(Self::read).transpose()
    }

    /// Sagas that are not over, the ones that have not got on for longest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(db: &impl ConnectionTrait, module: &str) -> Result<Vec<Self>, DbErr> {
        let sql = format!(
            "SELECT * FROM {module}_saga WHERE status IN (0, 1, 4) ORDER BY last_progress_at LIMIT 500"
        );
        db.all(&sql, vec![]).await?.iter().map(Self::read).collect()
    }

    /// The saga with this id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_id(db: &impl ConnectionTrait, module: &str, id: Uuid) -> Result<Option<Self>, DbErr> {
        let sql = format!("SELECT * FROM {module}_saga WHERE id = $1");
        db.one(&sql, vec![id.into()]).await?.as_ref().map(Self::read).transpose()
    }

    /// Its story so far.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn steps(&self, db: &impl ConnectionTrait, module: &str) -> Result<Vec<StepRow>, DbErr> {
        let sql = format!("SELECT * FROM {module}_saga_step WHERE saga_id = $1 ORDER BY seq");
        db.all(&sql, vec![self.id.into()]).await?.iter().map(StepRow::read).collect()
    }

    /// Writes a new saga; false when there is one already.
    pub(super) async fn insert(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let sql = format!(
            "INSERT INTO {}_saga (id, kind, kind_ver, business_key, status, step, waiting, attempt, data, reason, wake_at, \
             last_progress_at, started_at, correlation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
             ON CONFLICT DO NOTHING",
            tx.module()
        );
        let values = vec![
            self.id.into(),
            self.kind.clone().into(),
            self.version.into(),
            self.business_key.clone().into(),
            (self.status as i16).into(),
            self.step.into(),
            i16::from(self.waiting).into(),
            self.attempt.into(),
            self.data.clone().into(),
            self.reason.clone().into(),
            self.wake_at.map(|it| it.0).into(),
            self.last_progress_at.0.into(),
            self.started_at.0.into(),
            self.correlation.into(),
        ];
        Ok(tx.exec(&sql, values).await? == 1)
    }

    pub(super) async fn save(&self, tx: &Transaction) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_saga SET status = $1, step = $2, waiting = $3, attempt = $4, data = $5, reason = $6, wake_at = $7, \
             last_progress_at = $8 WHERE id = $9",
            tx.module()
        );
        let values = vec![
            (self.status as i16).into(),
            self.step.into(),
            i16::from(self.waiting).into(),
            self.attempt.into(),
            self.data.clone().into(),
            self.reason.clone().into(),
            self.wake_at.map(|it| it.0).into(),
            self.last_progress_at.0.into(),
            self.id.into(),
        ];
        tx.exec(&sql, values).await.map(drop)
    }

    pub(super) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            kind: row.try_get("", "kind")?,
            version: row.try_get("", "kind_ver")?,
            business_key: row.try_get("", "business_key")?,
            status: SagaStatus::of(row.try_get("", "status")?),
            step: row.try_get("", "step")?,
            waiting: row.try_get::<i16>("", "waiting")? != 0,
            attempt: row.try_get("", "attempt")?,
            data: row.try_get("", "data")?,
            reason: row.try_get("", "reason")?,
            wake_at: row.try_get::<Option<i64>>("", "wake_at")?.map(Timestamp),
            last_progress_at: Timestamp(row.try_get("", "last_progress_at")?),
            started_at: Timestamp(row.try_get("", "started_at")?),
            correlation: row.try_get("", "correlation_id")?,
        })
    }
}

impl StepRow {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            seq: row.try_get("", "seq")?,
            step: row.try_get("", "step")?,
            undo: row.try_get("", "undo")?,
            state: match row.try_get::<i16>("", "state")? {
                0 => "waiting",
                1 => "done",
                _ => "failed",
            },
            error: row.try_get("", "error")?,
            started_at: Timestamp(row.try_get("", "started_at")?),
            finished_at: row.try_get::<Option<i64>>("", "finished_at")?.map(Timestamp),
        })
    }

    /// Begins the story of a step or its undo, or goes on with the one that waits.
    pub(super) async fn begin(tx: &Transaction, saga: &SagaRow, step: &str, undo: bool) -> Result<(), DbErr> {
        let m = tx.module();
        let sql = format!(
            "INSERT INTO {m}_saga_step (saga_id, seq, step, undo, state, attempt, started_at, traceparent) \
             SELECT $1, COALESCE((SELECT MAX(seq) FROM {m}_saga_step WHERE saga_id = $1), 0) + 1, $2, $3, 0, $4, $5, $6 \
             WHERE NOT EXISTS (SELECT 1 FROM {m}_saga_step WHERE saga_id = $1 AND step = $2 AND undo = $3 AND state = 0)"
        );
        let values = vec![
            saga.id.into(),
            step.into(),
            undo.into(),
            saga.attempt.into(),
            tx.now.0.into(),
            tx.cause().traceparent().into(),
        ];
        tx.exec(&sql, values).await.map(drop)
    }

    /// Ends the story of the step, or the undo, that is under way.
    pub(super) async fn end(
        tx: &Transaction,
        saga: &SagaRow,
        step: &str,
        undo: bool,
        error: Option<&str>,
    ) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_saga_step SET state = $1, error = $2, finished_at = $3 \
             WHERE saga_id = $4 AND step = $5 AND undo = $6 AND state = 0",
            tx.module()
        );
        let state: i16 = if error.is_some() { 2 } else { 1 };
        let values =
            vec![state.into(), error.into(), tx.now.0.into(), saga.id.into(), step.into(), undo.into()];
        tx.exec(&sql, values).await.map(drop)
    }
}
