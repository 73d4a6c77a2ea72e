use super::PATIENT;
use crate::{
    desk::Desk,
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    provider::Ask,
    tables::blocked_card::{self as cards, State},
};
use contracts::UserId;
use kernel::{Actor, Audit, Command, Context, Effect, EffectOutcome, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// What the provider answers of what is not there any more.
const GONE: &str = "resource_missing";

/// Takes a card off the provider's list of those that it takes no more.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UnblockCard {
    pub(crate) item: String,
    /// The call that was written down.
    pub(crate) effect: String,
}

impl Job for UnblockCard {
    const KIND: &'static str = "unblock_card";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("card/{}", self.item))
    }
}

/// Staff have a card taken again. False when it is not on the list, or is being taken off already.
pub(crate) struct FreeCard {
    pub(crate) desk: Desk,
    /// The provider's name of its place on the list.
    pub(crate) item: String,
    pub(crate) reason: String,
    pub(crate) by: UserId,
}

impl Command for FreeCard {
    type Output = bool;
    type Error = anyhow::Error;

    async fn run(&self, tx: &Transaction) -> anyhow::Result<bool> {
        let item = &self.item;
        let Some(n) = cards::ask_off(tx, item, self.by, &self.reason).await? else { return Ok(false) };
        let subject = format!("card/{item}");
        let entry = Audit::new(Actor::User(self.by), "card.unblock", subject.clone());
        tx.audit(entry.because(&self.reason)).await?;
        let effect = format!("card/{item}/unblock/{n}");
        tx.intend(&Effect {
            key: effect.clone(),
            subject,
            step: "unblock_card",
            provider: self.desk.name(),
            request: self.desk.prepare(&Ask::UnblockCard { item: item.clone() })?,
            undo_of: None,
        })
        .await?;
        tx.enqueue(&UnblockCard { item: item.clone(), effect }).await?;
        Ok(true)
    }
}

impl Perform<UnblockCard> for House {
    async fn perform(&self, ctx: &Context, job: UnblockCard) -> Result<(), JobError> {
        let UnblockCard { item, effect } = job;
        let look = Look::UnblockedCard { item: &item };
        let (outcome, state) = match carry_out(self, ctx, Class::Dispute, &effect, look).await? {
            Carried::Done(reply) => (gone(&item, reply.body), State::Free),
            Carried::Known(_) => (gone(&item, String::new()), State::Free),
            // Somebody took it off in the provider's own dashboard.
            Carried::Refused { code, body } if code == GONE => (gone(&item, body), State::Free),
            Carried::Refused { code, body } => {
                tracing::warn!(item, code, "the provider does not take a card off its list");
                (EffectOutcome::Failed { code, response: body }, State::Blocked)
            }
        };
        Ok(ctx.run(NoteUnblocked { item, effect, outcome, state }).await?)
    }
}

fn gone(item: &str, response: String) -> EffectOutcome {
    EffectOutcome::Succeeded { object_id: item.to_owned(), response }
}

struct NoteUnblocked {
    item: String,
    effect: String,
    outcome: EffectOutcome,
    state: State,
}

impl Command for NoteUnblocked {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.resolve(&self.effect, &self.outcome).await?;
        cards::set_state(tx, &self.item, self.state).await
    }
}
