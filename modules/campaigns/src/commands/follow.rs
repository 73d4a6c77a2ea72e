use crate::{
    error::CampaignError,
    tables::{campaign, follow},
};
use contracts::{
    CampaignId, UserId,
    campaigns::{CampaignFollowed, CampaignUnfollowed},
};
use kernel::{Command, Transaction};

/// Somebody with an account wants to hear of a campaign, or does not any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Follow {
    pub(crate) campaign: CampaignId,
    pub(crate) follower: UserId,
    /// Whether they do from now on.
    pub(crate) wanted: bool,
}

impl Command for Follow {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (campaign, follower) = (self.campaign, self.follower);
        if !self.wanted {
            if follow::delete(tx, campaign, follower).await? {
                tx.send(&CampaignUnfollowed { campaign, follower, unfollowed_at: tx.now }).await?;
            }
            return Ok(());
        }
        let found = campaign::find(tx, campaign).await?.filter(|it| it.status.is_public());
        if found.is_none() {
            return Err(CampaignError::Unknown);
        }
        if follow::insert(tx, campaign, follower, tx.now).await? {
            tx.send(&CampaignFollowed { campaign, follower, followed_at: tx.now }).await?;
        }
        Ok(())
    }
}
