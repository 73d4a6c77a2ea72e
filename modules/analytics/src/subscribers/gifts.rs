use crate::tables::gift;
use contracts::pledges::{
    OfflineGiftConfirmed, OfflineRefundDue, PledgeActivated, PledgeChanged, PledgeReduced, PledgeReferred,
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Where gifts by hand are counted.
const BY_HAND: &str = "offline";

/// Keeps each gift with where it came from. Messages of one gift are heard in order.
pub(crate) fn gifts() -> Subscription {
    Projection::named("gifts", &["analytics_gift"])
        .on::<PledgeReferred>(Gifts)
        .on::<PledgeActivated>(Gifts)
        .on::<PledgeReduced>(Gifts)
        .on::<PledgeChanged>(Gifts)
        .on::<OfflineGiftConfirmed>(Gifts)
        .on::<OfflineRefundDue>(Gifts)
        .build()
}

struct Gifts;

impl Project<PledgeReferred> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReferred) -> Result<(), HandleError> {
        Ok(gift::came_by(model, it.pledge.0, it.campaign, &it.source).await?)
    }
}

impl Project<PledgeActivated> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        Ok(gift::given(model, it.pledge.0, it.campaign, it.gift.amount.minor).await?)
    }
}

impl Project<PledgeReduced> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        Ok(gift::taken_back(model, it.pledge.0, it.by.minor).await?)
    }
}

impl Project<PledgeChanged> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        Ok(gift::given(model, it.pledge.0, it.campaign, it.gift.amount.minor).await?)
    }
}

impl Project<OfflineGiftConfirmed> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        gift::came_by(model, it.gift.0, it.campaign, BY_HAND).await?;
        Ok(gift::given(model, it.gift.0, it.campaign, it.amount.minor).await?)
    }
}

impl Project<OfflineRefundDue> for Gifts {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineRefundDue) -> Result<(), HandleError> {
        Ok(gift::taken_back(model, it.gift.0, it.amount.minor).await?)
    }
}
