use crate::{
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{campaign, campaign::Campaign},
    transition::{self, StepRefused, Taken},
};
use contracts::{
    CampaignId, Timestamp, UserId,
    campaigns::{CampaignCancelled, CampaignRestored, CampaignSuspended},
};
use kernel::{Command, Transaction, web::Text};
use sea_orm::DbErr;

/// Stops a campaign for now, lets it go on, or ends it without an outcome.
#[derive(Clone, Debug)]
pub(crate) struct Intervene {
    pub(crate) campaign: CampaignId,
    /// [`Step::Suspend`], [`Step::Restore`] or [`Step::Cancel`].
    pub(crate) step: Step,
    pub(crate) by: UserId,
    /// Why, as everybody may read it.
    pub(crate) reason: String,
}

impl Command for Intervene {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let at = tx.accepted_at().await?;
        let (campaign, by, reason) = (self.campaign, Some(self.by), self.reason.as_str());
        // What the clock decides in this very moment is waited for: the step is taken from where it leaves the campaign.
        campaign::lock(tx, campaign).await?;
        let published = campaign::find(tx, campaign).await?;
        if let Some(it) = &published
            && self.comes_too_late(tx, it).await?
        {
            return Err(StepRefused::NotFrom(it.status).into());
        }
        transition::take(tx, &Taken { campaign, step: self.step, by, reason, at }).await?;
        // A draft that is given up was never heard of.
        let Some(published) = published else { return Ok(()) };
        let stopped = (self.step != Step::Restore).then(|| reason.trim());
        campaign::stopped(tx, campaign, stopped).await?;
        self.say(tx, published, at).await
    }
}

impl Intervene {
    /// Once it was funded, cards are charged and money may have left: then it is no more its creator's to give up, nor
    /// while it is suspended.
    async fn comes_too_late(&self, tx: &Transaction, it: &Campaign) -> Result<bool, DbErr> {
        if self.step != Step::Cancel || it.creator != self.by {
            return Ok(false);
        }
        Ok(transition::stood(tx, it.id, it.status).await? == Status::Funded)
    }

    async fn say(&self, tx: &Transaction, it: Campaign, at: Timestamp) -> Result<(), CampaignError> {
        let Campaign { id: campaign, slug, title, creator, .. } = it;
        let (by, reason) = (self.by, self.reason.trim().to_owned());
        match self.step {
            Step::Suspend => {
                let said = CampaignSuspended { campaign, slug, title, creator, by, reason, suspended_at: at };
                tx.send(&said).await?;
            }
            Step::Restore => {
                let said = CampaignRestored { campaign, slug, title, creator, by, reason, restored_at: at };
                tx.send(&said).await?;
            }
            Step::Cancel => {
                let said = CampaignCancelled { campaign, slug, title, creator, by, reason, cancelled_at: at };
                tx.send(&said).await?;
            }
            _ => return Err(CampaignError::Refused(Text::of("refused-intervention"))),
        }
        Ok(())
    }
}
