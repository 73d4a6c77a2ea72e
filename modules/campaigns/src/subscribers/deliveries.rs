use crate::tables::delivery;
use contracts::pledges::DeliveryTold;
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds where rewards go, for those who send them.
pub(crate) fn deliveries() -> Subscription {
    Projection::named("deliveries", &["campaigns_delivery"]).on::<DeliveryTold>(Deliveries).build()
}

struct Deliveries;

impl Project<DeliveryTold> for Deliveries {
    async fn project(&self, model: &ReadModel<'_>, it: DeliveryTold) -> Result<(), HandleError> {
        // What was sealed with a key that is destroyed can be read no more: it is gone here, too.
        match it.name.zip(it.address) {
            Some((name, address)) => delivery::put(model, it.pledge, &name, &address).await?,
            None => delivery::delete(model, it.pledge).await?,
        }
        Ok(())
    }
}
