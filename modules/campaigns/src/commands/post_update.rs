use crate::{
    error::CampaignError,
    jobs::PostWhenDue,
    story,
    tables::{
        campaign,
        update::{self, Update},
    },
    transition::StepRefused,
};
use contracts::{
    CampaignId, Timestamp, UpdateId,
    campaigns::{Audience, UpdatePosted},
};
use kernel::{Actor, Audit, Command, Transaction, web::Text};
use serde_json::json;

/// How much of an update the mail about it shows. Whoever gave without an account reads it only there.
const IN_A_MAIL: usize = 2_000;

/// When a written update is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Not yet.
    Later,
    /// At once.
    Now,
    /// At this time.
    At(Timestamp),
}

/// Keeps an update, and posts it when its time has come.
#[derive(Clone, Debug)]
pub(crate) struct SaveUpdate {
    /// Its id was minted when the form was shown.
    pub(crate) update: Update,
    pub(crate) when: When,
}

impl Command for SaveUpdate {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let due_at = match self.when {
            When::At(at) if at <= tx.now => {
                return Err(CampaignError::Refused(Text::of("refused-update-past")));
            }
            When::At(at) => Some(at),
            When::Later | When::Now => None,
        };
        let update = Update { due_at, ..self.update.clone() };
        let known = update::find(tx, update.campaign, update.id).await?;
        if known.is_some_and(|it| it.posted_at.is_some()) {
            // The same form sent twice: it is out already.
            return Ok(());
        }
        if !update::keep(tx, &update, tx.now).await? {
            return Err(CampaignError::Unknown);
        }
        if let Some(due_at) = due_at {
            tx.enqueue_at(&PostWhenDue { campaign: update.campaign, update: update.id, due_at }, due_at)
                .await?;
        }
        if self.when == When::Now { post(tx, &update).await } else { Ok(()) }
    }
}

/// Posts an update whose hour has come, unless another hour was chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PostUpdate {
    pub(crate) campaign: CampaignId,
    pub(crate) update: UpdateId,
    pub(crate) due_at: Timestamp,
}

impl Command for PostUpdate {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        match update::find(tx, self.campaign, self.update).await? {
            Some(update) if update.due_at == Some(self.due_at) => post(tx, &update).await,
            _ => Ok(()),
        }
    }
}

async fn post(tx: &Transaction, it: &Update) -> Result<(), CampaignError> {
    let campaign = campaign::find(tx, it.campaign).await?.ok_or(CampaignError::Unknown)?;
    if !campaign.status.is_public() {
        return Err(StepRefused::NotFrom(campaign.status).into());
    }
    if !update::post(tx, it.id, tx.now).await? {
        return Ok(());
    }
    let subject = format!("campaign/{}", it.campaign);
    let entry = Audit::new(Actor::User(it.author), "campaign.post_update", subject);
    tx.audit(entry.to(json!({ "update": it.id }))).await?;
    let length = if it.audience == Audience::Backers { IN_A_MAIL } else { 400 };
    let said = UpdatePosted {
        update: it.id,
        campaign: it.campaign,
        slug: campaign.slug,
        campaign_title: campaign.title,
        title: it.title.clone(),
        opening: story::opening(&it.body, length),
        audience: it.audience,
        posted_at: tx.now,
    };
    Ok(tx.send(&said).await?)
}

/// Takes away an update that was never posted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DiscardUpdate {
    pub(crate) campaign: CampaignId,
    pub(crate) update: UpdateId,
}

impl Command for DiscardUpdate {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        update::discard(tx, self.campaign, self.update).await?;
        Ok(())
    }
}
