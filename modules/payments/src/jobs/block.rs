use super::{PATIENT, checkout::IntendOnce};
use crate::{
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payment::subject,
    provider::{Ask, Card},
    tables::{
        blocked_card::{self as cards, State},
        dispute as disputes, payment as payments,
    },
};
use kernel::{Command, Context, Effect, EffectOutcome, EffectRow, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long until it is looked again whether a card that is being taken off the list is off it.
const UNTIL_IT_IS_OFF: Duration = Duration::from_mins(1);

/// Has the provider take the card of a lost dispute no more, whoever pays with it (rule R12): what the bank took back
/// once it would take back again, and each time costs a fee.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BlockCard {
    pub(crate) dispute: String,
    /// How often the card was found on the list only to be taken off it: each time it is put there by a call of its own.
    #[serde(default)]
    pub(crate) n: u32,
}

impl BlockCard {
    /// Blocks the card of a dispute that was just lost.
    pub(crate) fn of(dispute: &str) -> Self {
        Self { dispute: dispute.to_owned(), n: 0 }
    }

    /// What tells this call from those of before; nothing for the first.
    fn mark(&self) -> String {
        if self.n == 0 { String::new() } else { format!("/{}", self.n) }
    }
}

impl Job for BlockCard {
    const KIND: &'static str = "block_card";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("dispute/{}", self.dispute))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("block/{}{}", self.dispute, self.mark()))
    }
}

impl Perform<BlockCard> for House {
    async fn perform(&self, ctx: &Context, job: BlockCard) -> Result<(), JobError> {
        let (db, provider) = (ctx.db.read(), self.provider());
        let Some(dispute) = disputes::find(db, &job.dispute).await? else { return Ok(()) };
        if dispute.card_blocked_at.is_some() {
            // Whoever took it off since knew of this dispute.
            return Ok(());
        }
        let Some(payment) = payments::find(db, dispute.payment).await? else { return Ok(()) };
        let Some(intent) = payment.intent else { return Ok(()) };
        // What was not paid by card has none.
        let Some(card) = self.read(ctx, provider.card_of(&intent)).await? else { return Ok(()) };
        let list = self.read(ctx, provider.blocked_cards()).await?;
        let key = format!("dispute/{}/block{}", dispute.id, job.mark());
        if let Some(item) = self.read(ctx, provider.find_blocked(&list, &card.fingerprint)).await?
            && cards::state(db, &item).await? == Some(State::Asked)
        {
            // Somebody has it taken off who could not know of this dispute.
            return Err(JobError::Later(UNTIL_IT_IS_OFF));
        }
        if EffectRow::find(db, ctx.module, &key).await?.is_none() {
            let desk = self.desk();
            let ask = Ask::BlockCard { list: list.clone(), card: card.fingerprint.clone() };
            let effect = Effect {
                key: key.clone(),
                subject: subject(dispute.pledge),
                step: "block_card",
                provider: desk.name(),
                request: desk.prepare(&ask).map_err(JobError::Fail)?,
                undo_of: None,
            };
            ctx.run(IntendOnce(effect)).await?;
        }
        let look = Look::BlockedCard { list: &list, card: &card.fingerprint };
        let (outcome, item) = match carry_out(self, ctx, Class::Dispute, &key, look).await? {
            Carried::Done(reply) => blocked(reply.made.id(), reply.body),
            Carried::Known(item) => blocked(&item, String::new()),
            // It stands there already when another dispute about this card was lost before.
            Carried::Refused { code, body } => {
                let item = self.read(ctx, provider.find_blocked(&list, &card.fingerprint)).await?;
                (EffectOutcome::Failed { code, response: body }, item)
            }
        };
        if item.is_none() {
            tracing::warn!(dispute = dispute.id, "the provider does not want to block a card");
        }
        Ok(ctx.run(NoteBlocked { job, key, outcome, item, card }).await?)
    }
}

fn blocked(item: &str, response: String) -> (EffectOutcome, Option<String>) {
    (EffectOutcome::Succeeded { object_id: item.to_owned(), response }, Some(item.to_owned()))
}

struct NoteBlocked {
    job: BlockCard,
    key: String,
    outcome: EffectOutcome,
    item: Option<String>,
    card: Card,
}

impl Command for NoteBlocked {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.resolve(&self.key, &self.outcome).await?;
        let Some(item) = &self.item else { return Ok(()) };
        cards::insert_once(tx, item, &self.card).await?;
        let BlockCard { dispute, n } = &self.job;
        if cards::state(tx, item).await? == Some(State::Blocked) {
            return disputes::card_blocked(tx, dispute, item).await;
        }
        // It stood there when it was looked for, and is taken off: what was lost last counts.
        let again = BlockCard { dispute: dispute.clone(), n: n + 1 };
        tx.enqueue_at(&again, tx.now.after(UNTIL_IT_IS_OFF)).await
    }
}
