use super::table;
use crate::{
    lifecycle::{Status, Step},
    tables::campaign,
    transition::{StepRefused, Taken, status_of, take},
};
use contracts::{
    CampaignId, Timestamp,
    campaigns::{CampaignPublished, FundingEnded},
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a campaign that is suspended at its deadline, or while it closes, waits before it is looked at again.
pub(super) const SUSPENDED: Duration = Duration::from_secs(15 * 60);

/// Stops the funding of a campaign at its deadline.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct EndFunding {
    pub(crate) campaign: CampaignId,
}

impl Job for EndFunding {
    const KIND: &'static str = "end_funding";

    fn key(&self) -> Option<String> {
        Some(self.campaign.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("end/{}", self.campaign))
    }
}

/// Sees to it that every campaign that begins also ends.
pub(crate) struct EndOnTime;

impl React<CampaignPublished> for EndOnTime {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(tx.enqueue_at(&EndFunding { campaign: it.campaign }, it.deadline_at).await?)
    }
}

/// Does what is to be done at the deadline.
pub(crate) struct Ender;

impl Perform<EndFunding> for Ender {
    async fn perform(&self, ctx: &Context, job: EndFunding) -> Result<(), JobError> {
        match ctx.run(StopFunding(job.campaign)).await.map_err(|error| JobError::Retry(error.into()))? {
            Stopped::Over => Ok(()),
            Stopped::NotYet(pause) => Err(JobError::Later(pause)),
        }
    }
}

struct StopFunding(CampaignId);

enum Stopped {
    /// It is not taking gifts any more, whoever saw to that.
    Over,
    /// There is time left, or it is suspended and may be restored.
    NotYet(Duration),
}

impl Command for StopFunding {
    type Output = Stopped;
    type Error = StepRefused;

    async fn run(&self, tx: &Transaction) -> Result<Stopped, StepRefused> {
        // Somebody may be giving it more time right now.
        campaign::lock(tx, self.0).await?;
        let Some(it) = table::subject(tx, self.0).await? else { return Ok(Stopped::Over) };
        let now = tx.accepted_at().await?;
        match status_of(tx, self.0).await? {
            Some(Status::Live) if now < it.deadline_at => {
                return Ok(Stopped::NotYet(until(it.deadline_at, now)));
            }
            Some(Status::Live) => (),
            Some(Status::Suspended) => return Ok(Stopped::NotYet(SUSPENDED)),
            _ => return Ok(Stopped::Over),
        }
        let step = Taken { campaign: self.0, step: Step::EndFunding, by: None, reason: "", at: tx.now };
        take(tx, &step).await?;
        let (campaign, model, deadline_at) = (it.id, it.model, it.deadline_at);
        tx.send(&FundingEnded { campaign, model, deadline_at, ended_at: tx.now }).await?;
        Ok(Stopped::Over)
    }
}

fn until(deadline: Timestamp, now: Timestamp) -> Duration {
    Duration::from_micros(u64::try_from(deadline.0 - now.0).unwrap_or(0))
}
