use super::{AnySaga, SagaRow};
use crate::{
    Context, HandleError, Transaction,
    db::{Command, Sql},
};
use sea_orm::DbErr;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const TICK: Duration = Duration::from_millis(500);

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
        let sql = format!(
            "SELECT * FROM {}_saga WHERE status IN (0, 1) AND wake_at <= $1 ORDER BY wake_at LIMIT 100",
            self.ctx.module
        );
        let rows = self.ctx.db.read().all(&sql, vec![self.ctx.clock.now().0.into()]).await?;
        let mut woken = 0;
        for saga in rows.iter().map(SagaRow::read) {
            let saga = saga?;
            let Some(kind) =
                self.kinds.iter().find(|it| it.kind() == saga.kind && it.version() == saga.version)
            else {
                continue;
            };
            let key = saga.business_key.clone();
            match self.ctx.run(WakeUp { kind: kind.clone(), saga }).await {
                Ok(()) => woken += 1,
                Err(error) => tracing::warn!(%error, kind = kind.kind(), key, "a saga could not get on"),
            }
        }
        Ok(woken)
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
