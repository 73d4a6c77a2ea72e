use crate::{
    error::CampaignError,
    lifecycle::Step,
    tables::draft,
    transition::{self, Taken},
};
use contracts::{CampaignId, UserId, campaigns::CampaignSubmitted};
use kernel::{Command, Transaction};

/// Sends a draft in for review. It has to be complete.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SubmitCampaign {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
}

impl Command for SubmitCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        let (step, at) = (Step::Submit, tx.now);
        let taken = Taken { campaign: self.campaign, step, by: Some(self.by), reason: "", at };
        transition::take(tx, &taken).await?;
        let title = drafted.draft.title.clone();
        drafted.draft.read(self.campaign, drafted.creator, at).map_err(CampaignError::Gaps)?;
        draft::submitted(tx, self.campaign, at).await?;
        let (campaign, creator) = (self.campaign, drafted.creator);
        tx.send(&CampaignSubmitted { campaign, title, creator, submitted_at: at }).await?;
        Ok(())
    }
}

/// Takes a campaign back that has not begun, to change something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithdrawCampaign {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
}

impl Command for WithdrawCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (step, at) = (Step::Withdraw, tx.now);
        let taken = Taken { campaign: self.campaign, step, by: Some(self.by), reason: "", at };
        transition::take(tx, &taken).await?;
        Ok(draft::opens(tx, self.campaign, None).await?)
    }
}
