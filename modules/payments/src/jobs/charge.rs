//! Charging a saved card without the donor.

use super::{PATIENT, key};
use crate::{
    apply::{ApplyError, NoteCharge, NoteChargeRefused},
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    provider::Made,
    tables::payment as payments,
};
use contracts::{PaymentId, PledgeId};
use kernel::{Context, EffectOutcome, Job, JobError, Perform};
use serde::{Deserialize, Serialize};

/// Charges the card of an attempt.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ChargeCard {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

impl Job for ChargeCard {
    const KIND: &'static str = "charge_card";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Perform<ChargeCard> for House {
    async fn perform(&self, ctx: &Context, job: ChargeCard) -> Result<(), JobError> {
        advance(self, ctx, job.payment).await
    }
}

/// Does whatever is next for a charge: makes it, or looks at it.
pub(super) async fn advance(house: &House, ctx: &Context, id: PaymentId) -> Result<(), JobError> {
    let payment = payments::find(ctx.db.read(), id).await?;
    let payment = payment.ok_or_else(|| JobError::Fail(ApplyError::Gone.into()))?;
    if payment.is_settled() {
        return Ok(());
    }
    if let Some(intent) = &payment.intent {
        return look(house, ctx, id, intent).await;
    }
    let key = payment.checkout_key();
    let customer = payments::customer_and_locale(ctx.db.read(), id).await?.0.unwrap_or_default();
    match carry_out(house, ctx, Class::Charge, &key, Look::Charge { customer: &customer }).await? {
        Carried::Done(reply) => {
            let object_id = reply.made.id().to_owned();
            let Made::Charge(seen) = reply.made else {
                return Err(JobError::Fail(anyhow::anyhow!("{object_id} is no charge")));
            };
            let outcome = EffectOutcome::Succeeded { object_id, response: reply.body };
            Ok(ctx.run(NoteCharge { payment: id, seen: *seen, effect: Some(outcome) }).await?)
        }
        Carried::Known(intent) => look(house, ctx, id, &intent).await,
        Carried::Refused { code, body } => Ok(ctx.run(NoteChargeRefused { payment: id, code, body }).await?),
    }
}

/// Reads the provider's intent and notes how it stands.
pub(super) async fn look(
    house: &House,
    ctx: &Context,
    payment: PaymentId,
    intent: &str,
) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_charge(intent)).await?;
    Ok(ctx.run(NoteCharge { payment, seen, effect: None }).await?)
}
