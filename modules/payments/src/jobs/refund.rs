use super::{PATIENT, PollRefund, held, key, soon};
use crate::{
    apply::{ApplyError, NoteRefund, NoteRefundRefused},
    desk::Desk,
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payment::{Payment, subject},
    provider::{Ask, Made, RefundOrder},
    refund::{Refund, Status},
    tables::{dispute as disputes, ledger, payment as payments, refund as refunds},
};
use anyhow::anyhow;
use contracts::{PaymentId, PledgeId, RefundId, UserId};
use kernel::{Actor, Audit, Command, Context, Effect, Job, JobError, Perform, Transaction, job::is_paused};
use serde::{Deserialize, Serialize};

/// Asks the provider to give money back.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SubmitRefund {
    pub(crate) refund: RefundId,
    pub(crate) pledge: PledgeId,
}

impl Job for SubmitRefund {
    const KIND: &'static str = "submit_refund";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Perform<SubmitRefund> for House {
    async fn perform(&self, ctx: &Context, job: SubmitRefund) -> Result<(), JobError> {
        advance(self, ctx, job.refund).await
    }
}

/// Does whatever is next for a refund: asks for it, or looks how it stands.
pub(super) async fn advance(house: &House, ctx: &Context, id: RefundId) -> Result<(), JobError> {
    let refund = refunds::find(ctx.db.read(), id).await?;
    let refund = refund.ok_or_else(|| JobError::Fail(ApplyError::Gone.into()))?;
    match (refund.status, &refund.provider_id) {
        // A look asks for what was not asked for yet, unless somebody told refunds to wait.
        (Status::Due, None) if is_paused(ctx, SubmitRefund::KIND).await? => Ok(()),
        (Status::Due, None) if refunds::waits(ctx.db.read(), id).await? => Ok(()),
        (Status::Due, None) => submit(house, ctx, refund).await,
        (Status::Due | Status::Submitted, Some(object)) => look(house, ctx, id, object).await,
        _ => Ok(()),
    }
}

/// Reads the provider's refund and notes what it shows.
pub(super) async fn look(
    house: &House,
    ctx: &Context,
    refund: RefundId,
    object: &str,
) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_refund(object)).await?;
    Ok(ctx.run(NoteRefund { refund, seen, answer: None }).await?)
}

async fn submit(house: &House, ctx: &Context, refund: Refund) -> Result<(), JobError> {
    let payment = payments::find(ctx.db.read(), refund.payment).await?;
    let intent = payment.and_then(|it| it.intent);
    let intent = intent.ok_or_else(|| JobError::Fail(anyhow!("nothing was collected to give back")))?;
    let key = refund.key();
    match carry_out(house, ctx, Class::Refund, &key, Look::Refund { intent: &intent }).await? {
        Carried::Done(reply) => match reply.made {
            Made::Refund(seen) => {
                Ok(ctx.run(NoteRefund { refund: refund.id, seen, answer: Some(reply.body) }).await?)
            }
            other => Err(JobError::Fail(anyhow!("{} is no refund", other.id()))),
        },
        Carried::Known(object) => look(house, ctx, refund.id, &object).await,
        Carried::Refused { code, body } => {
            Ok(ctx.run(NoteRefundRefused { refund: refund.id, key, code, body }).await?)
        }
    }
}

/// The call that gives a refund back.
pub(crate) fn effect(
    desk: &Desk,
    refund: &Refund,
    intent: &str,
    undo_of: Option<String>,
) -> anyhow::Result<Effect> {
    let order = RefundOrder {
        effect_key: refund.key(),
        refund: refund.id,
        pledge: refund.pledge,
        intent: intent.to_owned(),
        money: refund.gift.total(),
    };
    Ok(Effect {
        key: refund.key(),
        subject: subject(refund.pledge),
        step: "refund",
        provider: desk.name(),
        request: desk.prepare(&Ask::Refund(order))?,
        undo_of,
    })
}

/// Whether a refund that failed was asked for once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It is on its way again.
    Asked,
    /// It cannot be asked for now, for this reason.
    NotNow(&'static str),
}

/// Asks once more for a refund of `payment` that failed: the donor is owed it. Not while a bank has the payment, and
/// not when a bank gave the donor the money meanwhile. Whoever calls this holds the payment's lock.
pub(crate) async fn again(
    desk: &Desk,
    tx: &Transaction,
    payment: &Payment,
    refund: &Refund,
) -> anyhow::Result<Again> {
    let total = refund.gift.total();
    if disputes::open_of(tx, payment.id).await?.is_some() {
        return Ok(Again::NotNow("disputed"));
    }
    if ledger::owed_to_donor(tx, refund.pledge, total.currency).await? < total.minor {
        return Ok(Again::NotNow("not_owed"));
    }
    if !refunds::again(tx, refund).await? {
        return Ok(Again::NotNow("not_failed"));
    }
    let effect_no = refund.effect_no + 1;
    let next = Refund { effect_no, status: Status::Due, provider_id: None, ..refund.clone() };
    let intent = payment.intent.as_deref().unwrap_or_default();
    tx.intend(&effect(desk, &next, intent, None)?).await?;
    let (refund, pledge) = (next.id, next.pledge);
    tx.enqueue(&SubmitRefund { refund, pledge }).await?;
    // Looks of the try before have lower numbers.
    let n = u32::try_from(effect_no).unwrap_or_default().saturating_mul(1000);
    tx.enqueue_at(&PollRefund { refund, pledge, n }, soon(tx.now, 0)).await?;
    Ok(Again::Asked)
}

/// Asks once more for what could not go back while a bank had the payment: the bank has given it to us.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RefundAfterDispute {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

impl Job for RefundAfterDispute {
    const KIND: &'static str = "refund_after_dispute";

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Perform<RefundAfterDispute> for House {
    async fn perform(&self, ctx: &Context, job: RefundAfterDispute) -> Result<(), JobError> {
        Ok(ctx.run(AskAfterDispute { desk: self.desk().clone(), payment: job.payment }).await?)
    }
}

struct AskAfterDispute {
    desk: Desk,
    payment: PaymentId,
}

impl Command for AskAfterDispute {
    type Output = ();
    type Error = anyhow::Error;

    async fn run(&self, tx: &Transaction) -> anyhow::Result<()> {
        let Some(payment) = payments::lock(tx, self.payment).await? else { return Ok(()) };
        for refund in refunds::disputed_of(tx, payment.id).await? {
            again(&self.desk, tx, &payment, &refund).await?;
        }
        Ok(())
    }
}

/// Staff ask once more for a refund that failed, or send one that waits.
pub(crate) struct RetryRefund {
    pub(crate) desk: Desk,
    pub(crate) refund: RefundId,
    pub(crate) by: UserId,
}

impl Command for RetryRefund {
    type Output = bool;
    type Error = anyhow::Error;

    async fn run(&self, tx: &Transaction) -> anyhow::Result<bool> {
        let Some(refund) = refunds::find(tx, self.refund).await? else { return Ok(false) };
        // The payment's lock comes first: a dispute of it is noted before or after, never between.
        let Some(payment) = payments::lock(tx, refund.payment).await? else { return Ok(false) };
        let waited = held::release(&self.desk, tx, &payment, &refund).await?;
        if !waited && again(&self.desk, tx, &payment, &refund).await? != Again::Asked {
            return Ok(false);
        }
        let (subject, action) =
            (format!("pledge/{}", refund.pledge), if waited { "refund.release" } else { "refund.retry" });
        tx.audit(Audit::new(Actor::User(self.by), action, subject)).await?;
        Ok(true)
    }
}
