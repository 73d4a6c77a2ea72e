//! What is done at a chosen hour.

use crate::{
    commands::{launch_campaign::LaunchCampaign, post_update::PostUpdate},
    error::CampaignError,
    transition::StepRefused,
};
use contracts::{CampaignId, Timestamp, UpdateId};
use kernel::{Context, Job, JobError, Jobs, Perform};
use serde::{Deserialize, Serialize};

pub(crate) fn all() -> Jobs {
    Jobs::default().on::<LaunchWhenDue>(Launcher).on::<PostWhenDue>(Poster)
}

/// Begins a campaign at the hour that was chosen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct LaunchWhenDue {
    pub(crate) campaign: CampaignId,
    pub(crate) opens_at: Timestamp,
}

impl Job for LaunchWhenDue {
    const KIND: &'static str = "launch_when_due";

    fn key(&self) -> Option<String> {
        Some(format!("campaign/{}", self.campaign))
    }
}

struct Launcher;

impl Perform<LaunchWhenDue> for Launcher {
    async fn perform(&self, ctx: &Context, job: LaunchWhenDue) -> Result<(), JobError> {
        match ctx.run(LaunchCampaign { campaign: job.campaign, by: None }).await {
            Ok(()) | Err(CampaignError::Step(StepRefused::NotFrom(_))) => Ok(()),
            Err(CampaignError::Database(error)) => Err(JobError::Retry(error.into())),
            Err(error) => Err(JobError::Fail(error.into())),
        }
    }
}

/// Posts an update at the hour that was chosen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct PostWhenDue {
    pub(crate) campaign: CampaignId,
    pub(crate) update: UpdateId,
    pub(crate) due_at: Timestamp,
}

impl Job for PostWhenDue {
    const KIND: &'static str = "post_when_due";

    fn key(&self) -> Option<String> {
        Some(format!("campaign/{}", self.campaign))
    }
}

struct Poster;

impl Perform<PostWhenDue> for Poster {
    async fn perform(&self, ctx: &Context, job: PostWhenDue) -> Result<(), JobError> {
        let PostWhenDue { campaign, update, due_at } = job;
        match ctx.run(PostUpdate { campaign, update, due_at }).await {
            Ok(()) => Ok(()),
            Err(CampaignError::Database(error)) => Err(JobError::Retry(error.into())),
            Err(error) => Err(JobError::Fail(error.into())),
        }
    }
}
