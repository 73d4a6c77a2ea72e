use crate::{
    error::CampaignError,
    tables::{campaign, embedding},
};
use contracts::{CampaignId, UserId};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
};
use serde_json::json;

/// Says which sites may show a campaign within their own pages. Said twice, it is said once.
#[derive(Clone, Debug)]
pub(crate) struct ChooseSites {
    pub(crate) campaign: CampaignId,
    /// One a line, as a policy names them; empty for all that are encrypted.
    pub(crate) sites: String,
    pub(crate) by: UserId,
}

impl Command for ChooseSites {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        campaign::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if embedding::sites(tx, self.campaign).await? == self.sites {
            return Ok(());
        }
        embedding::keep(tx, self.campaign, &self.sites).await?;
        let subject = format!("campaign/{}", self.campaign);
        let entry = Audit::new(Actor::User(self.by), "campaign.sites", subject);
        Ok(tx.audit(entry.to(json!({ "sites": self.sites.lines().count() }))).await?)
    }
}
