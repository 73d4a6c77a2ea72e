use crate::{
    campaign::{CampaignProblem, NewCampaign, NewReward},
    tables,
};
use contracts::{
    CampaignId, RewardId, Timestamp,
    campaigns::{CampaignPublished, RewardPublished},
};
use kernel::{Command, Context, Transaction};
use sea_orm::DbErr;

/// Why a campaign was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It breaks a rule.
    #[error(transparent)]
    Problem(#[from] CampaignProblem),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Publishes `new` and tells every module of it and its rewards. Its slug is its identity: the second time
/// nothing happens and the first one's id is returned.
///
/// # Errors
/// When it breaks a rule, or the database does not answer; then nothing was published.
pub async fn publish(ctx: &Context, new: NewCampaign) -> anyhow::Result<CampaignId> {
    new.check().map_err(PublishError::from)?;
    let rewards = new.rewards.iter().map(|_| RewardId::fresh()).collect();
    Ok(ctx.run(PublishCampaign { campaign: CampaignId::fresh(), rewards, new }).await?)
}

/// Carries the ids it gives, so that doing it again after a lost answer gives the same.
pub(super) struct PublishCampaign {
    pub(super) campaign: CampaignId,
    pub(super) rewards: Vec<RewardId>,
    pub(super) new: NewCampaign,
}

impl Command for PublishCampaign {
    type Output = CampaignId;
    type Error = PublishError;

    async fn run(&self, tx: &Transaction) -> Result<CampaignId, PublishError> {
        let now = tx.accepted_at().await?;
        if !self.write(tx, now).await? {
            let existing = tables::campaign::at(tx, &self.new.slug).await?;
            return Ok(existing.map_or(self.campaign, |it| it.id));
        }
        Ok(self.campaign)
    }
}

impl PublishCampaign {
    /// Writes the campaign and says so, inside whatever transaction it is published in. `false`, and nothing
    /// done, when its address is taken.
    pub(super) async fn write(&self, tx: &Transaction, now: Timestamp) -> Result<bool, DbErr> {
        if !tables::campaign::insert(tx, self.campaign, &self.new, now).await? {
            return Ok(false);
        }
        for (place, line) in (1..).zip(&self.new.budget) {
            tables::budget_line::insert(tx, self.campaign, place, line).await?;
        }
        tx.send(&self.published(now)).await?;
        for ((place, reward), id) in (1..).zip(&self.new.rewards).zip(&self.rewards) {
            tables::reward::insert(tx, *id, self.campaign, place, reward).await?;
            tx.send(&reward_published(*id, self.campaign, reward, now)).await?;
        }
        Ok(true)
    }
}

impl PublishCampaign {
    fn published(&self, now: Timestamp) -> CampaignPublished {
        let new = &self.new;
        CampaignPublished {
            campaign: self.campaign,
            slug: new.slug.clone(),
            title: new.title.clone(),
            creator: new.creator,
            organiser: new.organiser.clone(),
            currency: new.goal.currency,
            goal: new.goal,
            model: new.model,
            deadline_at: new.deadline_at,
            zone: new.zone.clone(),
            minimum: new.minimum,
            unit: new.unit.clone(),
            impacts: new.impacts.clone(),
            language: Some(new.language.clone()),
            published_at: now,
        }
    }
}

/// What is said of a reward that can be chosen, or whose terms changed.
pub(super) fn reward_published(
    reward: RewardId,
    campaign: CampaignId,
    new: &NewReward,
    now: Timestamp,
) -> RewardPublished {
    RewardPublished {
        reward,
        campaign,
        title: new.title.clone(),
        description: new.description.clone(),
        price: new.price,
        limit: new.limit,
        add_on: new.add_on.clone(),
        digital: new.digital,
        published_at: now,
    }
}
