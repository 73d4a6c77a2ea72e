use crate::{
    error::CampaignError,
    tables::{
        draft::{self, Drafted},
        waiting,
    },
};
use contracts::{PersonId, campaigns::LaunchAwaited};
use kernel::{Command, Transaction};

/// Somebody wants to be told when a campaign begins. Their address goes to whoever writes mails, sealed.
#[derive(Clone, Debug)]
pub(crate) struct AwaitLaunch {
    pub(crate) slug: String,
    pub(crate) person: PersonId,
    pub(crate) email: String,
    pub(crate) locale: String,
}

impl Command for AwaitLaunch {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let drafted = draft::scheduled_at(tx, &self.slug).await?.ok_or(CampaignError::Unknown)?;
        let Drafted { campaign, draft, opens_at: Some(opens_at), .. } = drafted else {
            return Err(CampaignError::Unknown);
        };
        if !waiting::insert(tx, campaign, self.person, tx.now).await? {
            return Ok(());
        }
        let said = LaunchAwaited {
            campaign,
            slug: draft.slug,
            title: draft.title,
            opens_at,
            person: self.person,
            locale: self.locale.clone(),
            asked_at: tx.now,
            email: Some(self.email.clone()),
        };
        Ok(tx.send(&said).await?)
    }
}
