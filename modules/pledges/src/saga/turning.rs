//! Staff make a pledge turn back.

use super::Sagas;
use crate::{
    commands::DecideRefund,
    error::RefundError,
    pledge::{Pledge, only_refund},
    record::Record,
    tables::refund_limit::REFUND_LIMIT,
};
use anyhow::anyhow;
use contracts::{Money, PledgeId};
use kernel::{
    Command as _, HandleError, Transaction,
    saga::{Heard, SagaRow, TurnBack},
};

/// As long as nothing was collected the pledge comes to nothing, as when nobody pays in time; money that is on its way
/// all the same goes back when it comes. Of one that was collected, all that is left goes back: that is a refund like
/// any other, decided here.
pub(super) async fn turn_back(
    tx: &Transaction,
    saga: &SagaRow,
    decision: &TurnBack,
) -> Result<Heard, HandleError> {
    let pledge: PledgeId = saga.business_key.parse().map_err(anyhow::Error::from)?;
    let record = Record::load(tx, pledge).await?;
    let Some(amount) = left_of(record.state()) else {
        return Sagas::compensate(tx, &saga.business_key, &decision.reason, |data| data.by_staff = true)
            .await;
    };
    // Many small refunds are a large one.
    let before = record.state().refunded().map_or(0, |it| it.total().minor);
    if amount.minor.saturating_add(before) > REFUND_LIMIT.in_force(tx, amount.currency).await?.minor {
        return Err(HandleError::Reject(anyhow!(
            "it was paid, and more than one person gives back alone: decide its refund on the page of the pledge"
        )));
    }
    let (refund, note, decided_by) =
        (only_refund(pledge, "turned back"), decision.reason.clone(), Some(decision.by));
    match (DecideRefund { refund, pledge, amount, only: None, decided_by, note }).run(tx).await {
        Ok(()) => Ok(Heard::Taken),
        Err(RefundError::Database(error)) => Err(error.into()),
        Err(RefundError::Broken(error)) => Err(error),
        Err(refused) => Err(HandleError::Reject(refused.into())),
    }
}

/// What was collected and was not decided to go back.
fn left_of(pledge: &Pledge) -> Option<Money> {
    pledge.refundable().map(|it| it.total()).filter(|it| it.is_positive())
}
