//! Ending many plans at once: those of a campaign that takes nothing any more, and those of whoever leaves.

use super::{PlanError, renew, table};
use contracts::{
    CampaignId, PlanId, UserId,
    campaigns::{CampaignCancelled, FundingEnded},
    pledges::PlanEnd,
    users::AccountClosed,
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Which plans end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WindUp {
    /// Those to a campaign.
    To(CampaignId),
    /// Those of a donor.
    Of(UserId),
}

impl Job for WindUp {
    const KIND: &'static str = "wind_up_plans";

    fn key(&self) -> Option<String> {
        Some(match self {
            Self::To(campaign) => campaign.to_string(),
            Self::Of(donor) => donor.to_string(),
        })
    }
}

/// Begins and does it, a hundred plans at a time.
#[derive(Clone, Copy)]
pub(crate) struct WindUps;

impl Perform<WindUp> for WindUps {
    async fn perform(&self, ctx: &Context, job: WindUp) -> Result<(), JobError> {
        let (plans, reason) = match job {
            WindUp::To(campaign) => (table::going_to(ctx.db.read(), campaign).await?, PlanEnd::CampaignEnded),
            WindUp::Of(donor) => (table::going_from(ctx.db.read(), donor).await?, PlanEnd::AccountClosed),
        };
        if plans.is_empty() {
            return Ok(());
        }
        for plan in plans {
            ctx.run(End { plan, reason }).await.map_err(|error| JobError::Retry(error.into()))?;
        }
        Err(JobError::Later(Duration::from_secs(1)))
    }
}

struct End {
    plan: PlanId,
    reason: PlanEnd,
}

impl Command for End {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        let mut plan = table::lock(tx, self.plan).await?.ok_or(PlanError::Unknown)?;
        renew::end(tx, &mut plan, self.reason).await
    }
}

impl React<CampaignCancelled> for WindUps {
    async fn react(&self, tx: &Transaction, it: CampaignCancelled) -> Result<(), HandleError> {
        Ok(tx.enqueue(&WindUp::To(it.campaign)).await?)
    }
}

impl React<FundingEnded> for WindUps {
    async fn react(&self, tx: &Transaction, it: FundingEnded) -> Result<(), HandleError> {
        Ok(tx.enqueue(&WindUp::To(it.campaign)).await?)
    }
}

impl React<AccountClosed> for WindUps {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        Ok(tx.enqueue(&WindUp::Of(it.user)).await?)
    }
}
