//! A refund that is asked for once more: whoever decided it had it tried again.

use crate::{
    apply::refuse_refund,
    desk::Desk,
    jobs::{Again, refund_again},
    refund::{Refund, Status},
    tables::{payment as payments, refund as refunds},
};
use contracts::Timestamp;
use kernel::{HandleError, Transaction};

/// What failed is tried again, once for each time it is asked for: the same word heard twice has the same `at`. One
/// that is under way, or done, goes on as it does.
pub(super) async fn asked(
    desk: &Desk,
    tx: &Transaction,
    known: &Refund,
    at: Timestamp,
) -> Result<(), HandleError> {
    // The payment's lock comes first, as everywhere.
    let Some(payment) = payments::lock(tx, known.payment).await? else { return Ok(()) };
    if !refunds::asked(tx, known.id, at).await? {
        return Ok(());
    }
    let Some(refund) = refunds::lock(tx, known.id).await?.filter(|it| it.status == Status::Failed) else {
        return Ok(());
    };
    match refund_again(desk, tx, &payment, &refund).await? {
        Again::Asked => Ok(()),
        // Whoever waits for it hears that it failed once more.
        Again::NotNow(reason) => Ok(refuse_refund(tx, &refund, reason).await.map_err(anyhow::Error::from)?),
    }
}
