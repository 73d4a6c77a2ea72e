//! Sagas that a person makes turn back.

use super::{AnySaga, Heard, Saga, SagaRow, SagaStatus};
use crate::{
    HandleError, Transaction,
    db::{Command, Sql},
};
use contracts::UserId;
use sea_orm::{ConnectionTrait, DbErr};
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

/// Somebody's decision that a saga turns back.
#[derive(Clone, Debug)]
pub struct TurnBack {
    /// Who decided it.
    pub by: UserId,
    /// Why, in their words.
    pub reason: String,
}

/// Makes one saga turn back. False when it is over, or on its way back already.
pub(crate) struct MakeTurnBack {
    pub(crate) kind: Arc<dyn AnySaga>,
    pub(crate) saga: SagaRow,
    pub(crate) decision: TurnBack,
}

impl Command for MakeTurnBack {
    type Output = bool;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<bool, HandleError> {
        self.kind.turn_back(tx, self.saga.clone(), &self.decision).await
    }
}

/// Makes a saga turn back that is on its way forward, or stuck there, unless it is past where anybody can.
pub(super) async fn turn_back<S: Saga>(
    tx: &Transaction,
    saga: SagaRow,
    decision: &TurnBack,
) -> Result<bool, HandleError> {
    let Some(saga) = SagaRow::lock(tx, S::KIND, &saga.business_key).await? else { return Ok(false) };
    if saga.version != S::VERSION || !saga.goes_forward(tx, tx.module()).await? {
        return Ok(false);
    }
    if let Some(why_not) = no_way_back::<S>(&saga) {
        return Err(HandleError::Reject(anyhow::Error::msg(why_not)));
    }
    Ok(S::turn_back(tx, &saga, decision).await? == Heard::Taken)
}

/// Why nobody can make `saga` turn back where it stands, if so.
pub(super) fn no_way_back<S: Saga>(saga: &SagaRow) -> Option<&'static str> {
    let step = usize::try_from(saga.step).ok().and_then(|at| S::steps().get(at))?;
    S::no_way_back(step)
}

impl SagaRow {
    /// Whether it is on its way forward, or stuck there: one whose story has an undo in it is on its way back.
    pub(super) async fn goes_forward(&self, db: &impl ConnectionTrait, module: &str) -> Result<bool, DbErr> {
        Ok(match self.status {
            SagaStatus::Running => true,
            SagaStatus::Stuck => !self.steps(db, module).await?.iter().any(|it| it.undo),
            _ => false,
        })
    }

    /// Those of `module` that are stuck on their way back.
    pub(crate) async fn stuck_going_back(
        db: &impl ConnectionTrait,
        module: &str,
    ) -> Result<BTreeSet<Uuid>, DbErr> {
        let sql = format!(
            "SELECT DISTINCT s.id FROM {module}_saga s JOIN {module}_saga_step t ON t.saga_id = s.id \
             WHERE s.status = 4 AND t.undo"
        );
        db.all(&sql, vec![]).await?.iter().map(|row| row.try_get("", "id")).collect()
    }
}
