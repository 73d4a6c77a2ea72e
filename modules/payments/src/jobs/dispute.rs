use super::PATIENT;
use crate::{
    apply::NoteDispute,
    desk::Desk,
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    provider::{Ask, Made, Trouble},
    tables::{dispute as disputes, payment as payments},
};
use anyhow::anyhow;
use contracts::{UserId, payments::DisputeDueSoon};
use kernel::{Actor, Audit, Command, Context, Effect, EffectOutcome, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Reads a dispute at the provider and notes how it stands.
pub(super) async fn look(house: &House, ctx: &Context, id: &str) -> Result<bool, JobError> {
    let seen = match house.call(ctx, Class::Read, house.provider().find_dispute(id)).await? {
        Err(Trouble::Missing) => return Ok(false),
        other => other?,
    };
    if seen.withdrawn.is_none() {
        return Ok(false);
    }
    let Some(payment) = payments::of_intent(ctx.db.read(), &seen.intent).await? else { return Ok(false) };
    ctx.run(NoteDispute { payment: payment.id, seen }).await?;
    Ok(true)
}

/// Says that evidence is due soon, if none was sent.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RemindOfDispute {
    pub(crate) dispute: String,
}

impl Job for RemindOfDispute {
    const KIND: &'static str = "remind_of_dispute";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("remind/{}", self.dispute))
    }
}

impl Perform<RemindOfDispute> for House {
    async fn perform(&self, ctx: &Context, job: RemindOfDispute) -> Result<(), JobError> {
        ctx.run(Remind(job.dispute)).await?;
        Ok(())
    }
}

struct Remind(String);

impl Command for Remind {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(it) = disputes::find(tx, &self.0).await? else { return Ok(()) };
        let Some(due_by) = it.due_by else { return Ok(()) };
        if disputes::reminded(tx, &self.0).await? {
            tx.send(&DisputeDueSoon { dispute: it.id, pledge: it.pledge, due_by }).await?;
        }
        Ok(())
    }
}

/// Hands evidence in.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SubmitEvidence {
    pub(crate) dispute: String,
    /// The call that was written down.
    pub(crate) effect: String,
}

impl Job for SubmitEvidence {
    const KIND: &'static str = "submit_evidence";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("dispute/{}", self.dispute))
    }
}

/// Other words are another call.
fn key(dispute: &str, words: &str) -> String {
    let hash = Sha256::digest(words).first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
    format!("dispute/{dispute}/evidence/{hash:016x}")
}

/// Staff send evidence: what is written here goes to the bank, once.
pub(crate) struct SendEvidence {
    pub(crate) desk: Desk,
    pub(crate) dispute: String,
    pub(crate) words: String,
    pub(crate) by: UserId,
}

impl Command for SendEvidence {
    type Output = bool;
    type Error = anyhow::Error;

    async fn run(&self, tx: &Transaction) -> anyhow::Result<bool> {
        let Some(it) = disputes::find(tx, &self.dispute).await? else { return Ok(false) };
        if !disputes::evidence_sent(tx, &self.dispute).await? {
            return Ok(false);
        }
        let subject = format!("dispute/{}", self.dispute);
        tx.audit(Audit::new(Actor::User(self.by), "dispute.evidence", subject)).await?;
        let effect = key(&self.dispute, &self.words);
        let ask = Ask::Evidence { dispute: self.dispute.clone(), words: self.words.clone() };
        tx.intend(&Effect {
            key: effect.clone(),
            subject: crate::payment::subject(it.pledge),
            step: "evidence",
            provider: self.desk.name(),
            request: self.desk.prepare(&ask)?,
            undo_of: None,
        })
        .await?;
        tx.enqueue(&SubmitEvidence { dispute: self.dispute.clone(), effect }).await?;
        Ok(true)
    }
}

impl Perform<SubmitEvidence> for House {
    async fn perform(&self, ctx: &Context, job: SubmitEvidence) -> Result<(), JobError> {
        let key = job.effect;
        let id = &job.dispute;
        match carry_out(self, ctx, Class::Dispute, &key, Look::Evidence { dispute: id }).await? {
            Carried::Done(reply) => {
                let Made::Dispute(seen) = reply.made else {
                    return Err(JobError::Fail(anyhow!("this is no dispute")));
                };
                ctx.run(Resolve { key, outcome: done(id, reply.body), refused: None }).await?;
                note(ctx, *seen).await
            }
            Carried::Known(_) => {
                // Found there, or decided meanwhile: either way this call is over.
                ctx.run(Resolve { key, outcome: done(id, String::new()), refused: None }).await?;
                look(self, ctx, id).await.map(drop)
            }
            Carried::Refused { code, body } => {
                let outcome = EffectOutcome::Failed { code, response: body };
                ctx.run(Resolve { key, outcome, refused: Some(id.clone()) }).await?;
                look(self, ctx, id).await.map(drop)
            }
        }
    }
}

async fn note(ctx: &Context, seen: crate::provider::ProviderDispute) -> Result<(), JobError> {
    let payment = payments::of_intent(ctx.db.read(), &seen.intent).await?;
    let payment = payment.ok_or_else(|| JobError::Fail(anyhow!("no payment of {}", seen.id)))?;
    Ok(ctx.run(NoteDispute { payment: payment.id, seen }).await?)
}

fn done(id: &str, response: String) -> EffectOutcome {
    EffectOutcome::Succeeded { object_id: id.to_owned(), response }
}

struct Resolve {
    key: String,
    outcome: EffectOutcome,
    /// The dispute whose evidence the provider would not take.
    refused: Option<String>,
}

impl Command for Resolve {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.resolve(&self.key, &self.outcome).await?;
        match &self.refused {
            Some(dispute) => disputes::evidence_refused(tx, dispute).await,
            None => Ok(()),
        }
    }
}
