use crate::{
    error::CampaignError,
    picture::Rendition,
    tables::{campaign, draft, image},
    transition::StepRefused,
};
use contracts::{CampaignId, UserId};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
};
use serde_json::json;
use uuid::Uuid;

/// Puts a picture in place of a campaign's drawing, or takes it away.
pub(crate) struct SetCover {
    pub(crate) campaign: CampaignId,
    /// The picture, in its widths.
    pub(crate) image: Option<(Uuid, Vec<Rendition>)>,
    pub(crate) by: UserId,
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
            let before = published.cover_image;
            published.cover_image = cover;
            campaign::reword(tx, &published).await?;
            return self.note(tx, before, cover).await;
        }
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if !drafted.status.is_open_for_writing() {
            return Err(StepRefused::NotFrom(drafted.status).into());
        }
        let mut draft = drafted.draft;
        let before = draft.cover;
        draft.cover = cover;
        if !draft::save(tx, self.campaign, &draft, drafted.revision, tx.now).await? {
            return Err(CampaignError::Changed);
        }
        self.note(tx, before, cover).await
    }
}

impl SetCover {
    /// Pictures are kept, so the log can say which.
    async fn note(
        &self,
        tx: &Transaction,
        before: Option<Uuid>,
        cover: Option<Uuid>,
    ) -> Result<(), CampaignError> {
        if before == cover {
            return Ok(());
        }
        let entry = Audit::new(Actor::User(self.by), "campaign.cover", format!("campaign/{}", self.campaign));
        Ok(tx.audit(entry.from(json!({ "picture": before })).to(json!({ "picture": cover }))).await?)
    }
}
