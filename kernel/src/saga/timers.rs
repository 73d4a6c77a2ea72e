use super::{AnySaga, SagaRow};
use crate::{
    Context, HandleError, Transaction,
    db::{Command, Sql},
    in_references,
};
use contracts::Timestamp;
use sea_orm::DbErr;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const TICK: Duration = Duration::from_millis(500);
/// How many due sagas are read at once.
const PAGE: usize = 100;

/// Wakes the sagas whose time has come. Also how they recover from a crash: there is nothing else to it.
pub struct Timers {
    ctx: Context,
    kinds: Vec<Arc<dyn AnySaga>>,
}

/// The condition that a saga of the module `m` is to be woken at `$1`.
pub(crate) fn any_due(m: &str) -> String {
    format!("EXISTS (SELECT 1 FROM {m}_saga WHERE status IN (0, 1) AND wake_at <= $1)")
}

impl Timers {
    /// Wakes sagas of these `kinds` in the module of `ctx`.
    pub fn new(ctx: Context, kinds: Vec<Arc<dyn AnySaga>>) -> Self {
        Self { ctx, kinds }
    }

    /// Wakes until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        while !self.kinds.is_empty() && !stop.is_cancelled() {
            if let Err(error) = self.wake_all(&stop).await {
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
        self.wake_all(&CancellationToken::new()).await
    }

    /// Page after page: those that cannot get on keep their time, for that is how they are seen not to progress,
    /// and however many there are, the ones behind them are reached.
    async fn wake_all(&self, stop: &CancellationToken) -> Result<usize, DbErr> {
        let now = self.ctx.clock.now();
        let (mut after, mut woken) = ((Timestamp(i64::MIN), Uuid::nil()), 0);
        while !stop.is_cancelled() {
            let page = self.due(now, after).await?;
            for saga in &page {
                woken += usize::from(self.wake(saga).await);
            }
            match page.last() {
                Some(SagaRow { wake_at: Some(at), id, .. }) if page.len() == PAGE => after = (*at, *id),
                _ => break,
            }
        }
        Ok(woken)
    }

    async fn due(&self, now: Timestamp, (at, id): (Timestamp, Uuid)) -> Result<Vec<SagaRow>, DbErr> {
        let sql = format!(
            "SELECT * FROM {}_saga WHERE status IN (0, 1) AND wake_at <= $1 \
             AND (wake_at > $2 OR (wake_at = $2 AND id > $3)) ORDER BY wake_at, id LIMIT {PAGE}",
            self.ctx.module
        );
        let values = vec![now.0.into(), at.0.into(), id.into()];
        self.ctx.db.behind().all(&sql, values).await?.iter().map(SagaRow::read).collect()
    }

    /// Whether `saga` got on.
    async fn wake(&self, saga: &SagaRow) -> bool {
        let Some(kind) = self.kinds.iter().find(|it| it.drives(saga)) else { return false };
        let woken = self.ctx.run(WakeUp { kind: kind.clone(), saga: saga.clone() }).await;
        if let Err(error) = &woken {
            let (key, error) = (in_references(&saga.business_key), in_references(&error.to_string()));
            tracing::warn!(error, kind = saga.kind, key, "a saga could not get on");
        }
        woken.is_ok()
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
