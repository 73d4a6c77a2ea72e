use super::{AnySaga, SagaRow};
use crate::{
    Context, HandleError, Transaction,
    db::{Command, Sql},
};
use contracts::Timestamp;
use sea_orm::DbErr;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const TICK: Duration = Duration::from_millis(500);
/// How many sagas are woken in one go.
const AT_ONCE: usize = 100;
/// How long a saga that could not get on is left alone, so that it does not stand before those that can.
const LEFT_ALONE: Duration = Duration::from_secs(5);

/// Wakes the sagas whose time has come. Also how they recover from a crash: there is nothing else to it.
pub struct Timers {
    ctx: Context,
    kinds: Vec<Arc<dyn AnySaga>>,
}

impl Timers {
    /// Wakes sagas of these `kinds` in the module of `ctx`.
    pub fn new(ctx: Context, kinds: Vec<Arc<dyn AnySaga>>) -> Self {
        Self { ctx, kinds }
    }

    /// Wakes until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        while !self.kinds.is_empty() && !stop.is_cancelled() {
            if let Err(error) = self.tick().await {
                tracing::warn!(%error, module = self.ctx.module, "saga timers could not be read");
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(TICK) => (),
            }
        }
    }

    /// Wakes every saga that is due; says how many. One that fails does not keep the others.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tick(&self) -> Result<usize, DbErr> {
        let mut woken = 0;
        for saga in self.due().await? {
            let Some(kind) = self.kinds.iter().find(|it| it.drives(&saga)) else { continue };
            let key = saga.business_key.clone();
            let (id, at) = (saga.id, saga.wake_at);
            match self.ctx.run(WakeUp { kind: kind.clone(), saga }).await {
                Ok(()) => woken += 1,
                Err(error) => {
                    tracing::warn!(%error, kind = kind.kind(), key, "a saga could not get on");
                    self.leave_alone(id, at).await?;
                }
            }
        }
        Ok(woken)
    }

    /// Those whose time has come and whose steps this program has. The others are not looked at, or enough of
    /// them would keep everybody else from being woken.
    async fn due(&self) -> Result<Vec<SagaRow>, DbErr> {
        let (mut ours, mut values) = (Vec::new(), vec![self.ctx.clock.now().0.into()]);
        for kind in &self.kinds {
            ours.push(format!("(kind = ${} AND kind_ver = ${})", values.len() + 1, values.len() + 2));
            values.extend([kind.kind().into(), kind.version().into()]);
        }
        let sql = format!(
            "SELECT * FROM {}_saga WHERE status IN (0, 1) AND wake_at <= $1 AND ({}) ORDER BY wake_at LIMIT {AT_ONCE}",
            self.ctx.module,
            ours.join(" OR ")
        );
        self.ctx.db.read().all(&sql, values).await?.iter().map(SagaRow::read).collect()
    }

    async fn leave_alone(&self, id: uuid::Uuid, since: Option<Timestamp>) -> Result<(), DbErr> {
        let sql = format!("UPDATE {}_saga SET wake_at = $1 WHERE id = $2 AND wake_at = $3", self.ctx.module);
        let until = self.ctx.clock.now().after(LEFT_ALONE);
        let values = vec![until.0.into(), id.into(), since.map(|it| it.0).into()];
        self.ctx.db.execute(&sql, values).await.map(drop)
    }
}

/// Lets one stuck saga try again; false when it is not stuck.
pub(crate) struct Retry {
    pub(crate) kind: Arc<dyn AnySaga>,
    pub(crate) saga: SagaRow,
}

impl Command for Retry {
    type Output = bool;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<bool, HandleError> {
        self.kind.retry(tx, self.saga.clone()).await
    }
}

struct WakeUp {
    kind: Arc<dyn AnySaga>,
    saga: SagaRow,
}

impl Command for WakeUp {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        self.kind.wake(tx, self.saga.clone()).await
    }
}
