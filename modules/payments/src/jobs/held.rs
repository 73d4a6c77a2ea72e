//! Refunds of bank debits that nobody decided by hand (rule R12, scenario T-57). A donor can have a debit taken back for
//! eight weeks and need not say why: money that was sent back by itself meanwhile would go to them twice, and nobody
//! gets it again. So such a refund is decided and owed at once, and sent when the bank can take nothing back any more, or
//! when somebody who answers for money sends it before.

use super::{PATIENT, key};
use crate::{
    desk::Desk,
    house::House,
    payment::Payment,
    refund::Refund,
    subscribers::give_back,
    tables::{payment as payments, refund as refunds},
};
use contracts::{PledgeId, RefundId, UserId, terms::DEBIT_RETURNS};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Sends a refund that waited.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReleaseRefund {
    pub(crate) refund: RefundId,
    pub(crate) pledge: PledgeId,
}

impl Job for ReleaseRefund {
    const KIND: &'static str = "release_refund";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Perform<ReleaseRefund> for House {
    async fn perform(&self, ctx: &Context, job: ReleaseRefund) -> Result<(), JobError> {
        Ok(ctx.run(Release { desk: self.desk().clone(), refund: job.refund }).await?)
    }
}

struct Release {
    desk: Desk,
    refund: RefundId,
}

impl Command for Release {
    type Output = ();
    type Error = anyhow::Error;

    async fn run(&self, tx: &Transaction) -> anyhow::Result<()> {
        let Some(refund) = refunds::find(tx, self.refund).await? else { return Ok(()) };
        // The payment's lock comes first, as everywhere.
        let Some(payment) = payments::lock(tx, refund.payment).await? else { return Ok(()) };
        release(&self.desk, tx, &payment, &refund).await.map(drop)
    }
}

/// Sends a refund that waits. False when it does not: somebody sent it before, or the bank has taken the payment back.
/// Whoever calls this holds the payment's lock.
pub(super) async fn release(
    desk: &Desk,
    tx: &Transaction,
    payment: &Payment,
    refund: &Refund,
) -> anyhow::Result<bool> {
    if !refunds::let_go(tx, refund.id).await? {
        return Ok(false);
    }
    give_back(desk, tx, payment, refund).await?;
    Ok(true)
}

/// Whether `refund` has to wait, because its money was a bank debit and nobody decided it by hand; then it does.
pub(crate) async fn hold_back(
    tx: &Transaction,
    payment: &Payment,
    refund: &Refund,
    decided_by: Option<UserId>,
) -> Result<bool, DbErr> {
    if decided_by.is_some() {
        return Ok(false);
    }
    let Some(debited_at) = payments::debited_at(tx, payment.id).await? else { return Ok(false) };
    let until = debited_at.after(DEBIT_RETURNS);
    if until <= tx.now {
        return Ok(false);
    }
    refunds::hold(tx, refund.id, until).await?;
    tx.enqueue_at(&ReleaseRefund { refund: refund.id, pledge: refund.pledge }, until).await?;
    Ok(true)
}
