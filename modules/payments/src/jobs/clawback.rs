use super::{PATIENT, checkout::IntendOnce};
use crate::{
    clawback::{AskBack, NoteClawback, State},
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payout::State as Stands,
    provider::{Ask, MoneyOrder},
    tables::{clawback as clawbacks, payout as payouts},
};
use contracts::{Currency, PayoutId, UserId};
use kernel::{Context, Effect, EffectRow, Job, JobError, Perform};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Looks whether a creator owes anything, and asks for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LookForDebt {
    pub(crate) creator: UserId,
    pub(crate) currency: Currency,
}

impl Job for LookForDebt {
    const KIND: &'static str = "look_for_debt";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("creator/{}", self.creator))
    }
}

impl Perform<LookForDebt> for House {
    async fn perform(&self, ctx: &Context, job: LookForDebt) -> Result<(), JobError> {
        Ok(ctx.run(AskBack { creator: job.creator, currency: job.currency }).await?)
    }
}

/// Asks a part of a payout back.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TakeBack {
    pub(crate) clawback: Uuid,
    pub(crate) payout: PayoutId,
}

impl Job for TakeBack {
    const KIND: &'static str = "take_back_payout";
    const MAX_ATTEMPTS: i32 = PATIENT;

    /// One thing at a time about a payout.
    fn key(&self) -> Option<String> {
        Some(format!("payout/{}", self.payout))
    }
}

impl Perform<TakeBack> for House {
    async fn perform(&self, ctx: &Context, job: TakeBack) -> Result<(), JobError> {
        let db = ctx.db.read();
        let Some(clawback) = clawbacks::find(db, job.clawback).await? else { return Ok(()) };
        let Some(payout) = payouts::find(db, job.payout).await? else { return Ok(()) };
        let Some(transfer) = payout.transfer.clone().filter(|_| clawback.state == State::Asked) else {
            return Ok(());
        };
        let key = clawback.key();
        let begun = EffectRow::find(db, ctx.module, &key).await?.is_some();
        if payout.state != Stands::Paid && !begun {
            // It did not arrive after all: all of it comes back by itself.
            let came = Err("payout_failed".to_owned());
            return Ok(ctx.run(NoteClawback { clawback, came, response: String::new() }).await?);
        }
        let order = MoneyOrder { effect_key: key.clone(), payout: payout.id, money: clawback.amount };
        let desk = self.desk();
        let effect = Effect {
            key: key.clone(),
            subject: format!("payout/{}", payout.id),
            step: "take_back",
            provider: desk.name(),
            request: desk
                .prepare(&Ask::Reversal { order, transfer: transfer.clone() })
                .map_err(JobError::Fail)?,
            undo_of: None,
        };
        ctx.run(IntendOnce(effect)).await?;
        let look = Look::Reversal { transfer: &transfer };
        let (came, response) = match carry_out(self, ctx, Class::Payout, &key, look).await? {
            Carried::Done(reply) => (Ok(reply.made.id().to_owned()), reply.body),
            Carried::Known(id) => (Ok(id), String::new()),
            Carried::Refused { code, body } => (Err(code), body),
        };
        Ok(ctx.run(NoteClawback { clawback, came, response }).await?)
    }
}
