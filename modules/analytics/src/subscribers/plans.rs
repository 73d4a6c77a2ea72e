use crate::tables::plan;
use contracts::pledges::{PlanChange, PlanChanged, PlanEnded, PlanStarted};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Keeps which gifts follow by themselves, and how much they are. Messages of one plan are heard in order.
pub(crate) fn plans() -> Subscription {
    Projection::named("plans", &["analytics_plan"])
        .on::<PlanStarted>(Plans)
        .on::<PlanChanged>(Plans)
        .on::<PlanEnded>(Plans)
        .build()
}

struct Plans;

impl Project<PlanStarted> for Plans {
    async fn project(&self, model: &ReadModel<'_>, it: PlanStarted) -> Result<(), HandleError> {
        Ok(plan::begin(model, &it).await?)
    }
}

impl Project<PlanChanged> for Plans {
    async fn project(&self, model: &ReadModel<'_>, it: PlanChanged) -> Result<(), HandleError> {
        match it.change {
            PlanChange::Amount => Ok(plan::give(model, it.plan, it.gift.amount.minor).await?),
            PlanChange::Paused => Ok(plan::set_active(model, it.plan, false).await?),
            PlanChange::Resumed => Ok(plan::set_active(model, it.plan, true).await?),
            PlanChange::Skipped => Ok(()),
        }
    }
}

impl Project<PlanEnded> for Plans {
    async fn project(&self, model: &ReadModel<'_>, it: PlanEnded) -> Result<(), HandleError> {
        Ok(plan::end(model, it.plan).await?)
    }
}
