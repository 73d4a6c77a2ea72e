//! What others know of a gift that a bank may ask about.

use crate::tables::{mailed, posted, sent_reward};
use contracts::{
    campaigns::{RewardNotSent, RewardSent, UpdatePosted},
    notifications::DonorMailed,
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds mails that left, updates that were posted and rewards that were sent into the little that evidence says of them.
pub(super) fn subscription() -> Subscription {
    Projection::named("evidence", &["payments_mailed", "payments_posted", "payments_sent_reward"])
        .on::<DonorMailed>(Evidence)
        .on::<UpdatePosted>(Evidence)
        .on::<RewardSent>(Evidence)
        .on::<RewardNotSent>(Evidence)
        .build()
}

struct Evidence;

impl Project<DonorMailed> for Evidence {
    async fn project(&self, model: &ReadModel<'_>, it: DonorMailed) -> Result<(), HandleError> {
        Ok(mailed::keep(model, &it).await?)
    }
}

impl Project<UpdatePosted> for Evidence {
    async fn project(&self, model: &ReadModel<'_>, it: UpdatePosted) -> Result<(), HandleError> {
        Ok(posted::keep(model, &it).await?)
    }
}

impl Project<RewardSent> for Evidence {
    async fn project(&self, model: &ReadModel<'_>, it: RewardSent) -> Result<(), HandleError> {
        Ok(sent_reward::keep(model, &it).await?)
    }
}

impl Project<RewardNotSent> for Evidence {
    async fn project(&self, model: &ReadModel<'_>, it: RewardNotSent) -> Result<(), HandleError> {
        Ok(sent_reward::forget(model, it.pledge).await?)
    }
}
