use super::{checkout, key, refund};
use crate::{
    house::House,
    refund::Status,
    tables::{payment as payments, refund as refunds},
};
use contracts::{PaymentId, PledgeId, RefundId, Timestamp};
use kernel::{Command, Context, Job, JobError, Perform, Transaction, in_references};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// When an open attempt is looked at after the last look, should no webhook tell of it: soon, for the donor who waits;
/// then a minute and a half before a scarce reward is kept no more, should the bank be asking (rule R7); just after each
/// time at which a pledge may be kept no more, 15, 30 and 35 minutes, because what was paid until then counts; then every
/// 15 minutes (rule R4).
static PAUSES: [Duration; 7] = [
    Duration::from_secs(30),
    Duration::from_secs(90),
    Duration::from_secs(11 * 60 + 30),
    Duration::from_secs(60 + 45),
    Duration::from_secs(13 * 60 + 30),
    Duration::from_secs(90),
    Duration::from_mins(5),
];
/// The same for a refund, for which nothing is kept.
const OF_REFUNDS: usize = 3;
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

/// Looks at an attempt whose donor comes back from the provider's page: they wait, and the webhook may be late.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LookOnReturn {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    /// The five seconds in which it looks, counted from 1970: there is one look in each, however often anybody comes.
    #[serde(default)]
    pub(crate) slot: i64,
}

/// How long there is one look at an attempt to which somebody comes back.
const ONE_LOOK_MICROS: i64 = 5_000_000;

impl LookOnReturn {
    /// The looks for somebody who comes back at `now`, with when each is due: at once, and once more in the next slot. Who
    /// came a moment before, and had not paid yet, may have had the look of this one.
    pub(crate) fn at(payment: PaymentId, pledge: PledgeId, now: Timestamp) -> [(Self, Timestamp); 2] {
        let slot = now.0.div_euclid(ONE_LOOK_MICROS);
        let next = Timestamp((slot + 1).saturating_mul(ONE_LOOK_MICROS));
        [(Self { payment, pledge, slot }, now), (Self { payment, pledge, slot: slot + 1 }, next)]
    }
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
        Some(format!("returned/{}/{}", self.payment, self.slot))
    }
}

/// When the look number `n` is due, after what happened at `now`.
pub(crate) fn soon(now: Timestamp, n: u32) -> Timestamp {
    after(now, n, &PAUSES)
}

fn after(now: Timestamp, n: u32, pauses: &[Duration]) -> Timestamp {
    let pause = usize::try_from(n).ok().and_then(|n| pauses.get(n)).copied();
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
        later(ctx, PollPayment { n, ..job }, n, &PAUSES).await
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
        later(ctx, PollRefund { n, ..job }, n, &PAUSES[..OF_REFUNDS]).await
    }
}

impl Perform<LookOnReturn> for House {
    async fn perform(&self, ctx: &Context, job: LookOnReturn) -> Result<(), JobError> {
        go_on(checkout::advance(self, ctx, job.payment).await, &job)
    }
}

/// A look that failed is made up for by the next. One that must not be repeated is a person's.
fn go_on<J: Job>(result: Result<(), JobError>, job: &J) -> Result<(), JobError> {
    match result {
        Ok(()) => Ok(()),
        Err(JobError::Fail(error)) => Err(JobError::Fail(error)),
        Err(error) => {
            let about = in_references(&job.key().unwrap_or_default());
            let error = in_references(&error.to_string());
            tracing::info!(
                kind = J::KIND,
                about,
                error,
                "a look at the payment provider will be made up for"
            );
            Ok(())
        }
    }
}

async fn later<J: Job>(ctx: &Context, job: J, n: u32, pauses: &'static [Duration]) -> Result<(), JobError> {
    Ok(ctx.run(Later { job, n, pauses }).await?)
}

/// Asks for the next look.
struct Later<J> {
    job: J,
    n: u32,
    pauses: &'static [Duration],
}

impl<J: Job> Command for Later<J> {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.enqueue_at(&self.job, after(tx.now, self.n, self.pauses)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_looked_at_just_after_each_time_at_which_its_pledge_may_be_kept_no_more() {
        let mut at = Timestamp(0);
        let looks: Vec<_> = (0..9)
            .map(|n| {
                at = soon(at, n);
                at.seconds()
            })
            .collect();
        for kept in [15 * 60, 30 * 60, 35 * 60] {
            assert!(looks.iter().any(|it| (1..60).contains(&(it - kept))), "{kept}: {looks:?}");
        }
        assert_eq!(looks[8] - looks[7], 15 * 60);
    }
}
