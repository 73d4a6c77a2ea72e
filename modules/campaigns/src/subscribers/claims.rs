use crate::tables::claim;
use contracts::pledges::{PledgeChanged, PledgeLapsed, PledgeReduced, PledgeReserved};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds pledges into which of them hold a reward, so that a page can say how many are left.
pub(crate) fn claims() -> Subscription {
    Projection::named("claims", &["campaigns_claim"])
        .on::<PledgeReserved>(Claims)
        .on::<PledgeLapsed>(Claims)
        .on::<PledgeReduced>(Claims)
        .on::<PledgeChanged>(Claims)
        .build()
}

struct Claims;

impl Project<PledgeReserved> for Claims {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReserved) -> Result<(), HandleError> {
        match it.reward {
            Some(reward) => Ok(claim::insert(model, it.pledge, reward).await?),
            None => Ok(()),
        }
    }
}

impl Project<PledgeChanged> for Claims {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        claim::remove(model, it.pledge).await?;
        match it.reward {
            Some(reward) => Ok(claim::insert(model, it.pledge, reward).await?),
            None => Ok(()),
        }
    }
}

impl Project<PledgeLapsed> for Claims {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeLapsed) -> Result<(), HandleError> {
        Ok(claim::remove(model, it.pledge).await?)
    }
}

impl Project<PledgeReduced> for Claims {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        if it.remaining.is_positive() {
            return Ok(());
        }
        Ok(claim::remove(model, it.pledge).await?)
    }
}
