use crate::tables::collected;
use contracts::pledges::{PledgeReduced, PledgeSettled};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds promises that were charged into what was collected so far (rules.md R3).
pub(crate) fn collected() -> Subscription {
    Projection::named("collected", &["campaigns_collected"])
        .on::<PledgeSettled>(Collected)
        .on::<PledgeReduced>(Collected)
        .build()
}

struct Collected;

impl Project<PledgeSettled> for Collected {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeSettled) -> Result<(), HandleError> {
        Ok(collected::insert(model, it.pledge, it.campaign, it.gift.amount.minor).await?)
    }
}

impl Project<PledgeReduced> for Collected {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        Ok(collected::set(model, it.pledge, it.remaining.minor).await?)
    }
}
