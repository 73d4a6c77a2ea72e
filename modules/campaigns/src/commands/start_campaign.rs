use crate::{
    draft::{Draft, slug_of},
    error::CampaignError,
    tables::draft,
};
use contracts::{CampaignId, UserId, campaigns::CampaignStarted};
use kernel::{Command, Transaction};

/// Begins a draft. Its address is made of its title, with a number where that is taken.
#[derive(Clone, Debug)]
pub(crate) struct StartCampaign {
    /// Minted when the form was shown, so that the same form sent twice is one draft.
    pub(crate) id: CampaignId,
    pub(crate) creator: UserId,
    pub(crate) draft: Draft,
    /// Whoever knows it may see the draft.
    pub(crate) preview_token: String,
}

impl Command for StartCampaign {
    type Output = CampaignId;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<CampaignId, CampaignError> {
        if let Some(existing) = draft::find(tx, self.id).await? {
            return if existing.creator == self.creator { Ok(self.id) } else { Err(CampaignError::Unknown) };
        }
        let wanted = Some(slug_of(&self.draft.slug)).filter(|it| !it.is_empty());
        let wanted = wanted.unwrap_or_else(|| "campaign".to_owned());
        let mut draft = Draft { slug: wanted.clone(), ..self.draft.clone() };
        let mut number = 1;
        while draft::is_taken(tx, &draft.slug, self.id).await? {
            number += 1;
            draft.slug = format!("{wanted}-{number}");
        }
        draft::insert(tx, self.id, self.creator, &draft, &self.preview_token, tx.now).await?;
        tx.send(&CampaignStarted { campaign: self.id, creator: self.creator, started_at: tx.now }).await?;
        Ok(self.id)
    }
}
