use super::words::weighed;
use crate::tables::{place, word};
use contracts::{
    CampaignId,
    campaigns::{CampaignEdited, CampaignPublished},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Keeps the words of campaigns as they read now. It hears this module's own messages, so whatever changes a
/// campaign need not know that it can be found.
pub(crate) fn subscription() -> Subscription {
    Reactor::named("search_index").on::<CampaignPublished>(Index).on::<CampaignEdited>(Index).build()
}

struct Index;

impl React<CampaignPublished> for Index {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        index(tx, it.campaign).await
    }
}

impl React<CampaignEdited> for Index {
    async fn react(&self, tx: &Transaction, it: CampaignEdited) -> Result<(), HandleError> {
        index(tx, it.campaign).await
    }
}

async fn index(tx: &Transaction, campaign: CampaignId) -> Result<(), HandleError> {
    let Some(text) = word::text_of(tx, campaign).await? else { return Ok(()) };
    let weights = weighed(&[
        (&text.title, 12),
        (&text.organiser, 8),
        (&text.place, 8),
        (&text.category, 8),
        (&text.promise, 5),
        (&text.story, 1),
    ]);
    word::replace(tx, campaign, &weights).await?;
    Ok(place::note(tx, campaign, &text.place).await?)
}
