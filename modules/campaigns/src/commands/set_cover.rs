use crate::{
    error::CampaignError,
    picture::Rendition,
    tables::{campaign, draft, image},
    transition::StepRefused,
};
use contracts::CampaignId;
use kernel::{Command, Transaction};
use uuid::Uuid;

/// Puts a picture in place of a campaign's drawing, or takes it away.
pub(crate) struct SetCover {
    pub(crate) campaign: CampaignId,
    /// The picture, in its widths.
    pub(crate) image: Option<(Uuid, Vec<Rendition>)>,
}

impl Command for SetCover {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        if let Some((id, renditions)) = &self.image {
            for it in renditions {
                image::insert(tx, *id, self.campaign, it, tx.now).await?;
            }
        }
        let cover = self.image.as_ref().map(|(id, _)| *id);
        if let Some(mut published) = campaign::find(tx, self.campaign).await? {
            published.cover_image = cover;
            return Ok(campaign::reword(tx, &published).await?);
        }
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if !drafted.status.is_open_for_writing() {
            return Err(StepRefused::NotFrom(drafted.status).into());
        }
        let mut draft = drafted.draft;
        draft.cover = cover;
        if draft::save(tx, self.campaign, &draft, drafted.revision, tx.now).await? {
            Ok(())
        } else {
            Err(CampaignError::Changed)
        }
    }
}
