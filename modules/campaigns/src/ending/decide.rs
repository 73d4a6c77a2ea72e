use super::{
    end::SUSPENDED,
    table::{self, Outcome},
};
use crate::{
    lifecycle::{Status, Step},
    transition::{StepRefused, Taken, status_of, take},
};
use anyhow::anyhow;
use contracts::{
    CampaignId, Money,
    campaigns::{CampaignFailed, CampaignSucceeded},
    pledges::PledgesSealed,
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use serde::{Deserialize, Serialize};

/// Decides how a campaign ended, from what was promised by its deadline. Once.
pub(crate) struct Decide;

impl React<PledgesSealed> for Decide {
    async fn react(&self, tx: &Transaction, sealed: PledgesSealed) -> Result<(), HandleError> {
        let PledgesSealed { campaign, count, total, .. } = sealed;
        let decision = DecideRestored { campaign, total, count };
        if decision.run(tx).await? {
            return Ok(());
        }
        Ok(tx.enqueue_at(&decision, tx.now.after(SUSPENDED)).await?)
    }
}

/// Decides how a campaign ended that was suspended when its promises were sealed, once it goes on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct DecideRestored {
    pub(crate) campaign: CampaignId,
    /// What was promised by its deadline.
    pub(crate) total: Money,
    pub(crate) count: i64,
}

impl Job for DecideRestored {
    const KIND: &'static str = "decide_restored";

    fn key(&self) -> Option<String> {
        Some(self.campaign.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("decide/{}", self.campaign))
    }
}

impl Perform<DecideRestored> for Decide {
    async fn perform(&self, ctx: &Context, job: DecideRestored) -> Result<(), JobError> {
        match ctx.run(job).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(JobError::Later(SUSPENDED)),
            Err(error) => Err(JobError::Retry(error.into())),
        }
    }
}

impl Command for DecideRestored {
    /// Whether nothing is left to decide. While it is suspended nothing is decided.
    type Output = bool;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<bool, HandleError> {
        let Self { campaign, total, count } = *self;
        let Some(it) = table::subject(tx, campaign).await? else {
            return Err(HandleError::Reject(anyhow!("there is no campaign {campaign}")));
        };
        match status_of(tx, it.id).await? {
            Some(Status::Closing) => (),
            Some(Status::Suspended) => return Ok(false),
            // Cancelled while it was settled: that decision stands, and everything goes back.
            _ => return Ok(true),
        }
        if total.currency != it.goal.currency {
            return Err(HandleError::Reject(anyhow!("{} collects another currency", it.slug)));
        }
        let (succeeded, goal) = (it.model.is_enough(total, it.goal), it.goal);
        let outcome = Outcome { total, promises: count, goal, succeeded, decided_at: tx.now };
        if !table::insert_once(tx, it.id, &outcome).await? {
            return Ok(true);
        }
        let step = if succeeded { Step::Succeed } else { Step::Fail };
        let taken = Taken { campaign, step, by: None, reason: "", at: tx.now };
        take(tx, &taken).await.map_err(refused)?;
        let (slug, title, creator, model) = (it.slug, it.title, it.creator, it.model);
        let decided_at = tx.now;
        if succeeded {
            let said =
                CampaignSucceeded { campaign, slug, title, creator, model, goal, total, count, decided_at };
            tx.send(&said).await?;
        } else {
            let said =
                CampaignFailed { campaign, slug, title, creator, model, goal, total, count, decided_at };
            tx.send(&said).await?;
        }
        Ok(true)
    }
}

fn refused(error: StepRefused) -> HandleError {
    match error {
        StepRefused::Database(error) => error.into(),
        other => HandleError::Reject(other.into()),
    }
}
