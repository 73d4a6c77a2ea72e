//! What analytics does on hearing others: it counts. Each read model hears one module, so the order in which
//! modules are heard makes no difference to it.

use crate::tables::{campaign, gift_hour};
use contracts::{
    campaigns::CampaignPublished,
    pledges::{PledgeActivated, PledgeReduced},
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Keeps the names of campaigns.
pub(crate) fn campaigns() -> Subscription {
    Projection::named("campaigns", &["analytics_campaign"]).on::<CampaignPublished>(Campaigns).build()
}

/// Counts gifts by the hour.
pub(crate) fn gift_hours() -> Subscription {
    Projection::named("gift_hours", &["analytics_gift_hour"])
        .on::<PledgeActivated>(GiftHours)
        .on::<PledgeReduced>(GiftHours)
        .build()
}

struct Campaigns;

impl Project<CampaignPublished> for Campaigns {
    async fn project(&self, model: &ReadModel<'_>, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(campaign::keep(model, &it).await?)
    }
}

struct GiftHours;

impl Project<PledgeActivated> for GiftHours {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        Ok(gift_hour::given(model, it.campaign, it.activated_at, it.gift.amount).await?)
    }
}

impl Project<PledgeReduced> for GiftHours {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        Ok(gift_hour::taken_back(model, it.campaign, it.reduced_at, it.by).await?)
    }
}
