//! What is done at a chosen hour.

use crate::{
    commands::{
        await_launch::ForgetAwaiting, follow_by_mail::ForgetFollower, launch_campaign::LaunchCampaign,
        post_update::PostUpdate,
    },
    error::CampaignError,
    transition::StepRefused,
};
use contracts::{CampaignId, PersonId, Timestamp, UpdateId};
use kernel::{Context, Job, JobError, Jobs, Perform};
use serde::{Deserialize, Serialize};

pub(crate) fn all() -> Jobs {
    Jobs::default()
        .on::<LaunchWhenDue>(Launcher)
        .on::<PostWhenDue>(Poster)
        .on::<ForgetAsked>(Forgetter)
        .on::<ForgetLaunchAsked>(Forgetter)
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

/// Forgets whoever was asked whether they want to follow a campaign and did not answer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ForgetAsked {
    pub(crate) person: PersonId,
}

impl Job for ForgetAsked {
    const KIND: &'static str = "forget_asked";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("guest/{}", self.person))
    }
}

struct Forgetter;

impl Perform<ForgetAsked> for Forgetter {
    async fn perform(&self, ctx: &Context, job: ForgetAsked) -> Result<(), JobError> {
        Ok(ctx.run(ForgetFollower(job.person)).await?)
    }
}

/// Forgets whoever was asked whether they want to be told when a campaign begins, once their link has ended.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ForgetLaunchAsked {
    pub(crate) person: PersonId,
}

impl Job for ForgetLaunchAsked {
    const KIND: &'static str = "forget_launch_asked";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("launch/{}", self.person))
    }
}

impl Perform<ForgetLaunchAsked> for Forgetter {
    async fn perform(&self, ctx: &Context, job: ForgetLaunchAsked) -> Result<(), JobError> {
        Ok(ctx.run(ForgetAwaiting(job.person)).await?)
    }
}
