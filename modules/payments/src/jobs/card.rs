//! Having the provider let go of a saved card that nobody will charge any more (compensation of saving it).

use super::{PATIENT, checkout::IntendOnce, key};
use crate::{
    apply::ApplyError,
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payment::{Payment, subject},
    provider::Ask,
    tables::payment::{self as payments, Cards},
};
use anyhow::anyhow;
use contracts::{PaymentId, PledgeId};
use kernel::{Command, Context, Effect, EffectOutcome, EffectRow, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Detaches the card that an attempt saved. Whoever has it done again after it was refused wants another try.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DetachCard {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

impl Job for DetachCard {
    const KIND: &'static str = "detach_card";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }

    fn dedupe_key(&self) -> Option<String> {
        // The number is of the time when a further try was another job.
        Some(format!("detach/{}/1", self.payment))
    }
}

/// The pledge needs its saved cards no more: each is detached, unless another pledge may still be charged with it.
pub(crate) async fn release(tx: &Transaction, pledge: PledgeId, cards: Cards) -> Result<(), DbErr> {
    for payment in payments::release_cards(tx, pledge, cards).await? {
        tx.enqueue(&DetachCard { payment, pledge }).await?;
    }
    Ok(())
}

impl Perform<DetachCard> for House {
    async fn perform(&self, ctx: &Context, job: DetachCard) -> Result<(), JobError> {
        let payment = payments::find(ctx.db.read(), job.payment).await?;
        let payment = payment.ok_or_else(|| JobError::Fail(ApplyError::Gone.into()))?;
        let Some(method) = payments::method(ctx.db.read(), job.payment).await? else { return Ok(()) };
        let effect = detaching(self, ctx, &payment, &method).await?;
        let key = effect.key.clone();
        ctx.run(IntendOnce(effect)).await?;
        match carry_out(self, ctx, Class::Release, &key, Look::Card { method: &method }).await? {
            Carried::Done(reply) => note(ctx, key, gone(&method, reply.body)).await,
            Carried::Known(_) => note(ctx, key, gone(&method, String::new())).await,
            Carried::Refused { code, body } => {
                // Somebody detached it before, most often: the card itself says.
                if !self.read(ctx, self.provider().is_kept(&method)).await? {
                    return note(ctx, key, gone(&method, body)).await;
                }
                note(ctx, key, EffectOutcome::Failed { code: code.clone(), response: body }).await?;
                Err(JobError::Fail(anyhow!(
                    "the provider does not let go of the card of {}: {code}",
                    job.pledge
                )))
            }
        }
    }
}

/// The call that takes back what saved the card, unless one to close its page claims to already, or one of these
/// before this: an effect is taken back once.
async fn detaching(
    house: &House,
    ctx: &Context,
    payment: &Payment,
    method: &str,
) -> Result<Effect, JobError> {
    // Refused, it was laid before a person, who has it tried again.
    let n = EffectRow::wanted_try(ctx.db.read(), ctx.module, &payment.detach_key()).await?;
    let closing = EffectRow::find(ctx.db.read(), ctx.module, &payment.expire_key()).await?;
    let ask = Ask::Detach { method: method.to_owned() };
    Ok(Effect {
        key: Effect::name_of_try(payment.detach_key(), n),
        subject: subject(payment.pledge),
        step: "detach_card",
        provider: house.desk().name(),
        request: house.desk().prepare(&ask).map_err(JobError::Fail)?,
        // What took money is taken back by a refund alone.
        undo_of: match (payment.keeps_card, n) {
            (true, 1) => Some(payment.customer_key()),
            (false, 1) if closing.is_none() => Some(payment.checkout_key()),
            _ => None,
        },
    })
}

fn gone(method: &str, response: String) -> EffectOutcome {
    EffectOutcome::Succeeded { object_id: method.to_owned(), response }
}

async fn note(ctx: &Context, key: String, outcome: EffectOutcome) -> Result<(), JobError> {
    Ok(ctx.run(Note { key, outcome }).await?)
}

/// Notes how a call ended.
struct Note {
    key: String,
    outcome: EffectOutcome,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.resolve(&self.key, &self.outcome).await.map(drop)
    }
}
