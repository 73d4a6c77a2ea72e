use crate::{
    error::CampaignError,
    tables::{backer, campaign, sent_reward},
};
use contracts::{
    CampaignId, PledgeId, UserId,
    campaigns::{RewardNotSent, RewardSent},
};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
    web::Text,
};

/// A creator says that the reward of a pledge is on its way, or by what in other words.
#[derive(Clone, Debug)]
pub(crate) struct SendReward {
    pub(crate) campaign: CampaignId,
    pub(crate) pledge: PledgeId,
    /// The reward's title.
    pub(crate) title: String,
    /// Who carries it; empty when that was not said.
    pub(crate) carrier: String,
    /// The number by which it can be followed; empty when there is none.
    pub(crate) tracking: String,
    pub(crate) by: UserId,
}

impl Command for SendReward {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (campaign, pledge) = (self.campaign, self.pledge);
        let standing = campaign::find(tx, campaign).await?.ok_or(CampaignError::Unknown)?.status;
        let backer = backer::find(tx, campaign, pledge).await?.ok_or(CampaignError::Unknown)?;
        let Some(reward) = backer.reward_to_send(standing) else {
            return Err(CampaignError::Refused(Text::of("refused-reward-sent")));
        };
        let kept = sent_reward::keep(tx, (campaign, pledge), &self.carrier, &self.tracking).await?;
        let Some(sent_at) = kept else { return Ok(()) };
        tx.audit(Audit::new(Actor::User(self.by), "reward.send", format!("pledge/{pledge}"))).await?;
        let said = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        tx.send(&RewardSent {
            pledge,
            campaign,
            reward,
            title: self.title.clone(),
            person: backer.person,
            sent_at,
            carrier: said(&self.carrier),
            tracking: said(&self.tracking),
        })
        .await?;
        Ok(())
    }
}

/// A creator had said that the reward of a pledge is on its way, and takes that back. Said twice, it is said once.
#[derive(Clone, Debug)]
pub(crate) struct TakeSendingBack {
    pub(crate) campaign: CampaignId,
    pub(crate) pledge: PledgeId,
    /// The reward's title.
    pub(crate) title: String,
    pub(crate) by: UserId,
}

impl Command for TakeSendingBack {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (campaign, pledge) = (self.campaign, self.pledge);
        let backer = backer::find(tx, campaign, pledge).await?.ok_or(CampaignError::Unknown)?;
        let reward = backer.reward.ok_or(CampaignError::Unknown)?;
        if !sent_reward::forget(tx, (campaign, pledge)).await? {
            return Ok(());
        }
        tx.audit(Audit::new(Actor::User(self.by), "reward.not_sent", format!("pledge/{pledge}"))).await?;
        let said = RewardNotSent { pledge, campaign, reward, title: self.title.clone(), said_at: tx.now };
        Ok(tx.send(&said).await?)
    }
}
