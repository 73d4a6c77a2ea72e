use super::publish_campaign::reward_published;
use crate::{
    draft::{Draft, Fields, Section, digest},
    error::CampaignError,
    lifecycle::Status,
    published::{self, Claimed},
    tables::{self, campaign::Campaign, revision},
    transition::StepRefused,
};
use contracts::{
    CampaignId, Timestamp, UserId,
    campaigns::{CampaignEdited, RewardLimit},
};
use kernel::{Actor, Audit, Command, Transaction};
use serde_json::json;

/// Changes the words of a published campaign. What was promised about money stands still (rules.md R9).
#[derive(Clone, Debug)]
pub(crate) struct EditPublished {
    pub(crate) campaign: CampaignId,
    pub(crate) section: Section,
    pub(crate) form: Fields,
    /// The mark of what the form was shown with.
    pub(crate) seen: String,
    pub(crate) by: UserId,
}

impl Command for EditPublished {
    /// The mark of what is kept now.
    type Output = String;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<String, CampaignError> {
        let (campaign, before) = published::draft(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if matches!(campaign.status, Status::Cancelled | Status::Closed) {
            return Err(StepRefused::NotFrom(campaign.status).into());
        }
        let mut after = before.clone();
        after.take(self.section, &self.form);
        let kept = digest(&before, self.section);
        if digest(&after, self.section) == kept {
            return Ok(kept);
        }
        if self.seen != kept {
            return Err(CampaignError::Changed);
        }
        self.allowed(tx, &before, &after).await?;
        let now = tx.accepted_at().await?;
        if self.section == Section::Rewards {
            self.change_rewards(tx, &before, &after, now).await?;
        } else {
            reword(tx, campaign, &after, self.by, now).await?;
        }
        let entry = Audit::new(Actor::User(self.by), "campaign.edit", format!("campaign/{}", self.campaign));
        tx.audit(entry.to(json!({ "section": self.section.slug() }))).await?;
        Ok(digest(&after, self.section))
    }
}

impl EditPublished {
    async fn allowed(&self, tx: &Transaction, before: &Draft, after: &Draft) -> Result<(), CampaignError> {
        let mut wrong = published::frozen(before, after);
        let by = tables::backer::claimed(tx, self.campaign).await?;
        let mut claimed = Claimed { many: by.clone(), by };
        claimed.by.extend(tables::chosen_add_on::takers(tx, self.campaign).await?);
        claimed.many.extend(tables::chosen_add_on::held(tx, self.campaign).await?);
        wrong.extend(published::rewards_broken(before, after, &claimed));
        wrong.extend(
            after
                .gaps(published::ANY_DAY)
                .into_iter()
                .filter(|it| it.section == self.section && !matches!(it.field.as_str(), "deadline" | "zone")),
        );
        if wrong.is_empty() { Ok(()) } else { Err(CampaignError::Gaps(wrong)) }
    }

    async fn change_rewards(
        &self,
        tx: &Transaction,
        before: &Draft,
        after: &Draft,
        now: Timestamp,
    ) -> Result<(), CampaignError> {
        for (place, text) in (1..).zip(&after.rewards) {
            let known = before.rewards.iter().find(|it| it.id == text.id);
            if known == Some(text) {
                continue;
            }
            let new = text.read(after);
            if known.is_some() {
                tables::reward::change(tx, text.id, &new).await?;
            } else {
                tables::reward::insert(tx, text.id, self.campaign, place, &new).await?;
            }
            tx.send(&reward_published(text.id, self.campaign, &new, now)).await?;
        }
        // A reward whose fields were emptied is closed: somebody may hold it.
        for gone in before.rewards.iter().filter(|it| after.rewards.iter().all(|kept| kept.id != it.id)) {
            let mut new = gone.read(before);
            new.limit = RewardLimit::Closed;
            tables::reward::change(tx, gone.id, &new).await?;
            tx.send(&reward_published(gone.id, self.campaign, &new, now)).await?;
        }
        Ok(())
    }
}

/// Keeps the words of `after`, and what they were before, and says so.
async fn reword(
    tx: &Transaction,
    campaign: Campaign,
    after: &Draft,
    by: UserId,
    now: Timestamp,
) -> Result<(), CampaignError> {
    revision::keep_first(tx, &campaign).await?;
    let campaign = published::reworded(campaign, after);
    tables::campaign::reword(tx, &campaign).await?;
    revision::append(tx, &campaign, by, now).await?;
    let edited = CampaignEdited {
        campaign: campaign.id,
        title: campaign.title,
        organiser: campaign.organiser,
        impacts: Some(campaign.impacts),
        language: Some(campaign.language),
        by,
        edited_at: now,
    };
    Ok(tx.send(&edited).await?)
}
