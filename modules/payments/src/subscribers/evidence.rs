//! What others know of a gift that a bank may ask about.

use crate::tables::{mailed, posted};
use contracts::{campaigns::UpdatePosted, notifications::DonorMailed};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds mails that left and updates that were posted into the little that evidence says of them.
pub(super) fn subscription() -> Subscription {
    Projection::named("evidence", &["payments_mailed", "payments_posted"])
        .on::<DonorMailed>(Evidence)
        .on::<UpdatePosted>(Evidence)
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
