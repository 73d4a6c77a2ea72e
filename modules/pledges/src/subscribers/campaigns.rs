use crate::{settlement, tables};
use contracts::campaigns::{
    CampaignCancelled, CampaignEdited, CampaignPublished, CampaignRestored, CampaignSuspended, RewardNotSent,
    RewardPublished, RewardSent,
};
use kernel::{HandleError, React, Transaction};

/// Keeps this module's copy of what can be given to. Stock is state of its own, so this is never replayed.
pub(crate) struct KeepCampaigns;

impl React<CampaignPublished> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(tables::campaign::keep(tx, it).await?)
    }
}

impl React<RewardPublished> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: RewardPublished) -> Result<(), HandleError> {
        if tables::reward::keep(tx, &it).await? {
            tables::stock::keep(tx, it.reward, it.limit).await?;
        }
        Ok(())
    }
}

impl React<CampaignEdited> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignEdited) -> Result<(), HandleError> {
        Ok(tables::campaign::reword(tx, &it).await?)
    }
}

impl React<CampaignSuspended> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignSuspended) -> Result<(), HandleError> {
        Ok(tables::campaign::stop(tx, it.campaign, ("suspended", &it.reason), it.suspended_at).await?)
    }
}

impl React<CampaignRestored> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignRestored) -> Result<(), HandleError> {
        let campaign = tables::campaign::Campaign::by_id(tx, it.campaign).await?;
        let Some(since) = campaign.and_then(|it| it.suspended_at) else { return Ok(()) };
        if tables::campaign::go_on(tx, it.campaign, it.restored_at).await? {
            settlement::stood_still(tx, it.campaign, since, it.restored_at).await?;
        }
        Ok(())
    }
}

impl React<CampaignCancelled> for KeepCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignCancelled) -> Result<(), HandleError> {
        Ok(tables::campaign::stop(tx, it.campaign, ("cancelled", &it.reason), it.cancelled_at).await?)
    }
}

/// Keeps which rewards are on their way, for their donors to read.
pub(crate) struct KeepSent;

impl React<RewardSent> for KeepSent {
    async fn react(&self, tx: &Transaction, it: RewardSent) -> Result<(), HandleError> {
        Ok(tables::sent_reward::keep(tx, &it).await?)
    }
}

impl React<RewardNotSent> for KeepSent {
    async fn react(&self, tx: &Transaction, it: RewardNotSent) -> Result<(), HandleError> {
        Ok(tables::sent_reward::forget(tx, it.pledge).await?)
    }
}
