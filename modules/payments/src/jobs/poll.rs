use super::{checkout, key, refund};
use crate::{
    house::House,
    refund::Status,
    tables::{payment as payments, refund as refunds},
};
use contracts::{PaymentId, PledgeId, RefundId, Timestamp};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// When an open attempt or refund is looked at after the last look, should no webhook tell of it: soon, for the
/// donor who waits, then a minute and a half before a scarce reward is kept no more, should the bank be asking
/// (rule R7), then every 15 minutes (rule R4).
const PAUSES: [Duration; 3] =
    [Duration::from_secs(30), Duration::from_secs(90), Duration::from_secs(11 * 60 + 30)];
const THEN: Duration = Duration::from_mins(15);

/// Looks at an attempt, until the provider has nothing more to tell of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PollPayment {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    /// Which look it is, from 0.
    pub(crate) n: u32,
}

/// Looks at a refund, until it is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PollRefund {
    pub(crate) refund: RefundId,
    pub(crate) pledge: PledgeId,
    /// Which look it is, from 0.
    pub(crate) n: u32,
}

/// Looks at an attempt whose donor comes back from the provider's page, once: they wait, and the webhook may be late.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LookOnReturn {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

impl Job for PollPayment {
    const KIND: &'static str = "poll_payment";

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("poll/{}/{}", self.payment, self.n))
    }
}

impl Job for PollRefund {
    const KIND: &'static str = "poll_refund";

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("poll/{}/{}", self.refund, self.n))
    }
}

impl Job for LookOnReturn {
    const KIND: &'static str = "look_on_return";

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("returned/{}", self.payment))
    }
}

/// When the look number `n` is due, after what happened at `now`.
pub(crate) fn soon(now: Timestamp, n: u32) -> Timestamp {
    let pause = usize::try_from(n).ok().and_then(|n| PAUSES.get(n)).copied();
    now.after(pause.unwrap_or(THEN))
}

impl Perform<PollPayment> for House {
    async fn perform(&self, ctx: &Context, job: PollPayment) -> Result<(), JobError> {
        go_on(checkout::advance(self, ctx, job.payment).await, &job)?;
        let payment = payments::find(ctx.db.read(), job.payment).await?;
        if payment.is_none_or(|it| it.is_settled()) {
            return Ok(());
        }
        let n = job.n + 1;
        later(ctx, PollPayment { n, ..job }, n).await
    }
}

impl Perform<PollRefund> for House {
    async fn perform(&self, ctx: &Context, job: PollRefund) -> Result<(), JobError> {
        go_on(refund::advance(self, ctx, job.refund).await, &job)?;
        let refund = refunds::find(ctx.db.read(), job.refund).await?;
        if refund.is_none_or(|it| matches!(it.status, Status::Succeeded | Status::Failed | Status::ByBank)) {
            return Ok(());
        }
        let n = job.n + 1;
        later(ctx, PollRefund { n, ..job }, n).await
    }
}

impl Perform<LookOnReturn> for House {
    async fn perform(&self, ctx: &Context, job: LookOnReturn) -> Result<(), JobError> {
        go_on(checkout::advance(self, ctx, job.payment).await, &job)
    }
}

/// A look that failed is made up for by the next. One that must not be repeated is a person's.
fn go_on<J: std::fmt::Debug>(result: Result<(), JobError>, job: &J) -> Result<(), JobError> {
    match result {
        Ok(()) => Ok(()),
        Err(JobError::Fail(error)) => Err(JobError::Fail(error)),
        Err(error) => {
            tracing::info!(?job, %error, "a look at the payment provider will be made up for");
            Ok(())
        }
    }
}

async fn later<J: Job>(ctx: &Context, job: J, n: u32) -> Result<(), JobError> {
    Ok(ctx.run(Later { job, n }).await?)
}

/// Asks for the next look.
struct Later<J> {
    job: J,
    n: u32,
}

impl<J: Job> Command for Later<J> {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.enqueue_at(&self.job, soon(tx.now, self.n)).await
    }
}
