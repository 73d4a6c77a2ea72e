use crate::tables;
use contracts::campaigns::{CampaignPublished, RewardPublished};
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
