//! Sagas that somebody gave up.

use super::{AnySaga, SagaRow, SagaStatus};
use crate::{
    Transaction,
    db::{Command, Sql},
};
use contracts::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// A saga that somebody gave up.
#[derive(Clone, Debug, Serialize)]
pub struct Abandoned {
    /// The saga, at the step where it was given up.
    #[serde(flatten)]
    pub saga: SagaRow,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
}

/// Gives up for good a saga that is stuck, or that none of `kinds` has steps for, with the name of who did and
/// why. What it left behind is that person's to put right. False when it is neither.
pub struct Abandon {
    /// The saga.
    pub id: Uuid,
    /// The sagas that this program has steps for.
    pub kinds: Vec<Arc<dyn AnySaga>>,
    /// Who gives it up.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Command for Abandon {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let m = tx.module();
        let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
        let row =
            tx.one(&format!("SELECT * FROM {m}_saga WHERE id = $1{lock}"), vec![self.id.into()]).await?;
        let Some(saga) = row.as_ref().map(SagaRow::read).transpose()? else { return Ok(false) };
        let orphaned = !saga.status.is_over() && saga.is_orphaned(&self.kinds);
        if saga.status != SagaStatus::Stuck && !orphaned {
            return Ok(false);
        }
        let sql = format!(
            "UPDATE {m}_saga SET status = 5, wake_at = NULL, abandoned_at = $1, abandoned_by = $2, abandon_reason = $3 \
             WHERE id = $4"
        );
        let values =
            vec![tx.now.0.into(), self.by.clone().into(), self.reason.clone().into(), self.id.into()];
        Ok(tx.exec(&sql, values).await? == 1)
    }
}

impl SagaRow {
    /// Whether none of `kinds` has steps for it: another version of the program began it.
    pub fn is_orphaned(&self, kinds: &[Arc<dyn AnySaga>]) -> bool {
        !kinds.iter().any(|it| it.drives(self))
    }

    /// The last `limit` sagas of `module` that somebody gave up, the latest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn abandoned(
        db: &impl ConnectionTrait,
        module: &str,
        limit: i64,
    ) -> Result<Vec<Abandoned>, DbErr> {
        let sql =
            format!("SELECT * FROM {module}_saga WHERE status = 5 ORDER BY abandoned_at DESC, id LIMIT $1");
        let rows = db.all(&sql, vec![limit.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Abandoned {
                    saga: Self::read(row)?,
                    at: Timestamp(row.try_get("", "abandoned_at")?),
                    by: row.try_get("", "abandoned_by")?,
                    why: row.try_get("", "abandon_reason")?,
                })
            })
            .collect()
    }
}
