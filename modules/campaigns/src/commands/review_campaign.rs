use crate::{
    error::CampaignError,
    lifecycle::Step,
    tables::{draft, review_note, review_note::Note},
    transition::{self, Taken},
};
use contracts::{
    CampaignId, UserId,
    campaigns::{CampaignApproved, CampaignRejected, ChangesRequested},
};
use kernel::{Command, Transaction, web::Text};

/// A moderator decides on a campaign in review: asks for changes, approves or refuses.
#[derive(Clone, Debug)]
pub(crate) struct ReviewCampaign {
    pub(crate) campaign: CampaignId,
    /// [`Step::RequestChanges`], [`Step::Approve`] or [`Step::Reject`].
    pub(crate) decision: Step,
    pub(crate) by: UserId,
    /// Why. An approval needs none.
    pub(crate) reason: String,
}

impl Command for ReviewCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if drafted.creator == self.by {
            return Err(CampaignError::Refused(Text::of("refused-own-review")));
        }
        let (campaign, creator, by, at) = (self.campaign, drafted.creator, self.by, tx.now);
        let taken = Taken { campaign, step: self.decision, by: Some(by), reason: &self.reason, at };
        transition::take(tx, &taken).await?;
        let (title, reason) = (drafted.draft.title, self.reason.trim().to_owned());
        match self.decision {
            Step::RequestChanges => {
                tx.send(&ChangesRequested { campaign, title, creator, by, reason, requested_at: at }).await?;
            }
            Step::Approve => {
                let note = Some(reason).filter(|it| !it.is_empty());
                tx.send(&CampaignApproved { campaign, title, creator, by, note, approved_at: at }).await?;
            }
            Step::Reject => {
                tx.send(&CampaignRejected { campaign, title, creator, by, reason, rejected_at: at }).await?;
            }
            _ => return Err(CampaignError::Refused(Text::of("refused-decision"))),
        }
        Ok(())
    }
}

/// Somebody writes to the other side of a review.
#[derive(Clone, Debug)]
pub(crate) struct WriteNote {
    pub(crate) campaign: CampaignId,
    pub(crate) note: Note,
}

impl Command for WriteNote {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let note = Note { at: tx.now, ..self.note.clone() };
        Ok(review_note::insert(tx, self.campaign, &note).await?)
    }
}
