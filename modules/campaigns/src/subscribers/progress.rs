use crate::tables::progress;
use contracts::{
    campaigns::CampaignPublished,
    pledges::{OfflineGiftConfirmed, OfflineRefundDue, PledgeActivated, PledgeChanged, PledgeReduced},
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds goals and gifts into how far each campaign has come, for lists in that order. They are heard from two
/// modules; sums come to the same in any order.
pub(crate) fn progress() -> Subscription {
    Projection::named("progress", &["campaigns_progress"])
        .on::<CampaignPublished>(Progress)
        .on::<PledgeActivated>(Progress)
        .on::<PledgeReduced>(Progress)
        .on::<PledgeChanged>(Progress)
        .on::<OfflineGiftConfirmed>(Progress)
        .on::<OfflineRefundDue>(Progress)
        .build()
}

struct Progress;

impl Project<CampaignPublished> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(progress::hopes(model, it.campaign, it.goal.minor).await?)
    }
}

impl Project<PledgeActivated> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        Ok(progress::moves(model, it.campaign, it.gift.amount.minor, 1).await?)
    }
}

impl Project<PledgeReduced> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        let gone = i64::from(it.remaining.minor <= 0);
        Ok(progress::moves(model, it.campaign, -it.by.minor, -gone).await?)
    }
}

impl Project<PledgeChanged> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        let by = it.gift.amount.minor - it.before.amount.minor;
        Ok(progress::moves(model, it.campaign, by, 0).await?)
    }
}

impl Project<OfflineGiftConfirmed> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        Ok(progress::moves(model, it.campaign, it.amount.minor, 1).await?)
    }
}

impl Project<OfflineRefundDue> for Progress {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineRefundDue) -> Result<(), HandleError> {
        Ok(progress::moves(model, it.campaign, -it.amount.minor, -1).await?)
    }
}
