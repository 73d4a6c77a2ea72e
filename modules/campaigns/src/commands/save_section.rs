use crate::{
    campaign::is_slug,
    draft::{Fields, Gap, Section, digest},
    error::CampaignError,
    tables::draft,
    transition::StepRefused,
};
use contracts::{CampaignId, UserId};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
    web::Text,
};
use serde_json::json;
use std::time::Duration;

/// A draft is saved while it is written, every few seconds: that somebody wrote at a section is noted once in this time.
const NOTED: Duration = Duration::from_hours(1);

/// Keeps what was typed in one section of a draft, whether complete or not, unless it makes no sense.
#[derive(Clone, Debug)]
pub(crate) struct SaveSection {
    pub(crate) campaign: CampaignId,
    pub(crate) section: Section,
    pub(crate) form: Fields,
    /// The mark of what the form was shown with.
    pub(crate) seen: String,
    pub(crate) by: UserId,
}

impl Command for SaveSection {
    /// The mark of what is kept now.
    type Output = String;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<String, CampaignError> {
        let drafted = draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if !drafted.status.is_open_for_writing() {
            return Err(StepRefused::NotFrom(drafted.status).into());
        }
        let mut draft = drafted.draft;
        let kept = digest(&draft, self.section);
        draft.take(self.section, &self.form);
        let typed = digest(&draft, self.section);
        if typed == kept {
            return Ok(kept);
        }
        if self.seen != kept {
            return Err(CampaignError::Changed);
        }
        let mut wrong = draft.wrong_in(self.section, tx.now);
        if draft.slug.is_empty() {
            draft.slug.clone_from(&drafted.slug);
        }
        if is_slug(&draft.slug) && draft::is_taken(tx, &draft.slug, self.campaign).await? {
            let (field, message) = ("slug".to_owned(), Text::of("refused-slug"));
            wrong.push(Gap { section: Section::Basics, field, message });
        }
        if !wrong.is_empty() {
            return Err(CampaignError::Gaps(wrong));
        }
        if !draft::save(tx, self.campaign, &draft, drafted.revision, tx.now).await? {
            return Err(CampaignError::Changed);
        }
        let entry = Audit::new(Actor::User(self.by), "campaign.draft", format!("campaign/{}", self.campaign));
        let entry = entry.to(json!({ "section": self.section.slug() }));
        tx.audit_now_and_then(entry, NOTED).await?;
        Ok(digest(&draft, self.section))
    }
}
