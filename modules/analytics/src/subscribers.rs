//! What analytics does on hearing others: it counts. Each read model hears one module, so the order in which
//! modules are heard makes no difference to it.

mod gifts;
mod plans;

pub(crate) use self::{gifts::gifts, plans::plans};

use crate::tables::{aim, campaign, gift_hour};
use contracts::{
    Money,
    campaigns::CampaignPublished,
    pledges::{OfflineGiftConfirmed, OfflineRefundDue, PledgeActivated, PledgeChanged, PledgeReduced},
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
        .on::<PledgeChanged>(GiftHours)
        .on::<OfflineGiftConfirmed>(GiftHours)
        .on::<OfflineRefundDue>(GiftHours)
        .build()
}

/// Keeps what campaigns hope for.
pub(crate) fn aims() -> Subscription {
    Projection::named("aims", &["analytics_aim"]).on::<CampaignPublished>(Aims).build()
}

struct Aims;

impl Project<CampaignPublished> for Aims {
    async fn project(&self, model: &ReadModel<'_>, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(aim::keep(model, &it).await?)
    }
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

/// A promise that is raised is money in, one that is lowered is money that ceased to count.
impl Project<PledgeChanged> for GiftHours {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        let (before, now) = (it.before.amount, it.gift.amount);
        let by = Money::new((now.minor - before.minor).abs(), now.currency);
        if now.minor > before.minor {
            return Ok(gift_hour::raised(model, it.campaign, it.changed_at, by).await?);
        }
        Ok(gift_hour::taken_back(model, it.campaign, it.changed_at, by).await?)
    }
}

impl Project<OfflineGiftConfirmed> for GiftHours {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        Ok(gift_hour::given(model, it.campaign, it.confirmed_at, it.amount).await?)
    }
}

impl Project<OfflineRefundDue> for GiftHours {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineRefundDue) -> Result<(), HandleError> {
        Ok(gift_hour::taken_back(model, it.campaign, it.due_at, it.amount).await?)
    }
}
