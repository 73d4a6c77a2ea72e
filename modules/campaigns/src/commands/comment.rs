use crate::{
    error::CampaignError,
    tables::{
        campaign,
        comment::{self, Comment},
    },
};
use contracts::{CampaignId, UserId, campaigns::CommentAnswered};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
    web::Text,
};
use std::time::Duration;
use uuid::Uuid;

/// How many comments one person may write in [`WHILE`].
const MOST: i64 = 5;
const WHILE: Duration = Duration::from_mins(10);

/// Somebody says something under a campaign.
#[derive(Clone, Debug)]
pub(crate) struct WriteComment {
    /// Its id was minted when the form was shown, so that the same form sent twice is one comment.
    pub(crate) comment: Comment,
}

impl Command for WriteComment {
    /// `false` when they have to wait.
    type Output = bool;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<bool, CampaignError> {
        let it = Comment { at: tx.now, ..self.comment.clone() };
        let campaign = campaign::find(tx, it.campaign).await?.ok_or(CampaignError::Unknown)?;
        if !campaign.status.is_public() {
            return Err(CampaignError::Unknown);
        }
        if comment::written_since(tx, it.author, tx.now.before(WHILE)).await? >= MOST {
            return Ok(false);
        }
        let Some(answered) = it.answers else {
            comment::insert(tx, &it).await?;
            return Ok(true);
        };
        let found = comment::find(tx, it.campaign, answered).await?.ok_or(CampaignError::Unknown)?;
        // Whoever answers an answer says it to the same question: answers have none of their own.
        let question = found.answers.unwrap_or(found.id);
        let it = Comment { answers: Some(question), ..it };
        if comment::insert(tx, &it).await? && is_told(&found, &it) {
            let said = CommentAnswered {
                answer: it.id,
                question,
                campaign: campaign.id,
                slug: campaign.slug,
                title: campaign.title,
                answered: found.author,
                answered_at: tx.now,
            };
            tx.send(&said).await?;
        }
        Ok(true)
    }
}

/// Whether whoever wrote `found` is told of `answer`: somebody else's, to what is still there.
fn is_told(found: &Comment, answer: &Comment) -> bool {
    let shown = found.hidden_reason.is_none() && found.taken_back_at.is_none() && !found.turned_back;
    found.author != answer.author && shown
}

/// The campaign's team or a moderator hides a comment, and says why.
#[derive(Clone, Debug)]
pub(crate) struct HideComment {
    pub(crate) campaign: CampaignId,
    pub(crate) comment: Uuid,
    pub(crate) by: UserId,
    pub(crate) reason: String,
}

impl Command for HideComment {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(CampaignError::Refused(Text::of("refused-comment-reason")));
        }
        if comment::hide(tx, self.campaign, self.comment, self.by, reason, tx.now).await? {
            let by = Actor::User(self.by);
            tx.audit(Audit::new(by, "comment.hide", subject(self.comment)).because(reason)).await?;
        }
        Ok(())
    }
}

/// A moderator shows a comment again that was hidden, by them or by the campaign's team, and says why.
#[derive(Clone, Debug)]
pub(crate) struct ShowComment {
    pub(crate) campaign: CampaignId,
    pub(crate) comment: Uuid,
    pub(crate) by: UserId,
    pub(crate) reason: String,
}

impl Command for ShowComment {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(CampaignError::Refused(Text::of("reports-comment-show-reason")));
        }
        if comment::show(tx, self.campaign, self.comment).await? {
            let by = Actor::User(self.by);
            tx.audit(Audit::new(by, "comment.show", subject(self.comment)).because(reason)).await?;
        }
        Ok(())
    }
}

/// Its author takes a comment back: that there was one stays, what it said does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TakeBackComment {
    pub(crate) campaign: CampaignId,
    pub(crate) comment: Uuid,
    pub(crate) by: UserId,
}

impl Command for TakeBackComment {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let found = comment::find(tx, self.campaign, self.comment).await?;
        // Of somebody else's they are told what they would be told of none.
        found.filter(|it| it.author == self.by).ok_or(CampaignError::Unknown)?;
        if comment::take_back(tx, self.comment, tx.now).await? {
            let by = Actor::User(self.by);
            tx.audit(Audit::new(by, "comment.take_back", subject(self.comment))).await?;
        }
        Ok(())
    }
}

fn subject(comment: Uuid) -> String {
    format!("comment/{comment}")
}
