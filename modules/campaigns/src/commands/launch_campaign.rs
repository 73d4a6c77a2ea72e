use super::publish_campaign::PublishCampaign;
use crate::{
    deadline,
    draft::Ready,
    error::CampaignError,
    jobs::LaunchWhenDue,
    lifecycle::{Status, Step},
    tables::{
        account,
        draft::{self, Drafted},
    },
    transition::{self, Taken},
};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::{Command, Transaction, web::Text};
use std::time::Duration;

/// Begins a campaign that was approved, whose creator the payment provider lets be charged for (rules.md R11). From now
/// on it takes gifts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LaunchCampaign {
    pub(crate) campaign: CampaignId,
    /// Who begins it; `None` when its hour has come.
    pub(crate) by: Option<UserId>,
}

impl Command for LaunchCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let now = tx.accepted_at().await?;
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        let chargeable = account::is_chargeable(tx, drafted.creator).await?;
        if self.by.is_none() && !(is_due(&drafted, now) && chargeable) {
            // Another time was chosen, or it has begun already: this hour is not the one any more. Or its creator cannot be
            // charged for: it waits, and is looked at again once they can.
            return Ok(());
        }
        let taken = Taken { campaign: self.campaign, step: Step::Launch, by: self.by, reason: "", at: now };
        transition::take(tx, &taken).await?;
        if !chargeable {
            return Err(CampaignError::Refused(Text::of("refused-launch-account")));
        }
        let read = drafted.draft.read(self.campaign, drafted.creator, now);
        let Ready { new, rewards } = read.map_err(CampaignError::Gaps)?;
        let publish = PublishCampaign { campaign: self.campaign, rewards, new };
        if publish.write(tx, now).await? { Ok(()) } else { Err(CampaignError::SlugTaken) }
    }
}

fn is_due(drafted: &Drafted, now: Timestamp) -> bool {
    drafted.status == Status::Scheduled && drafted.opens_at.is_some_and(|it| it <= now)
}

/// Chooses when an approved campaign begins. Until then its page says so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScheduleCampaign {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
    pub(crate) opens_at: Timestamp,
}

/// The furthest a beginning may be away, in days.
const FURTHEST_DAYS: u32 = 60;

impl Command for ScheduleCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        let (now, opens_at) = (tx.now, self.opens_at);
        if opens_at <= now {
            return Err(CampaignError::Refused(Text::of("refused-launch-past")));
        }
        if opens_at > now.after(Duration::from_hours(24) * FURTHEST_DAYS) {
            let text = Text::of("refused-launch-far").with("days", i64::from(FURTHEST_DAYS));
            return Err(CampaignError::Refused(text));
        }
        drafted.draft.read(self.campaign, drafted.creator, opens_at).map_err(CampaignError::Gaps)?;
        let shown = deadline::shown(opens_at, &drafted.draft.zone).map(|it| it.local).unwrap_or_default();
        let (step, by) = (Step::Schedule, Some(self.by));
        let taken = Taken { campaign: self.campaign, step, by, reason: &shown, at: now };
        transition::take(tx, &taken).await?;
        draft::opens(tx, self.campaign, Some(opens_at)).await?;
        Ok(tx.enqueue_at(&LaunchWhenDue { campaign: self.campaign, opens_at }, opens_at).await?)
    }
}

/// Takes back when a campaign begins. It stays approved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnscheduleCampaign {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
}

impl Command for UnscheduleCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (step, at) = (Step::Unschedule, tx.now);
        let taken = Taken { campaign: self.campaign, step, by: Some(self.by), reason: "", at };
        transition::take(tx, &taken).await?;
        Ok(draft::opens(tx, self.campaign, None).await?)
    }
}
