use crate::tables::chosen_add_on;
use contracts::pledges::AddOnsChosen;
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds which add-ons pledges have, for creators and for how many are left.
pub(crate) fn add_ons() -> Subscription {
    Projection::named("add_ons", &["campaigns_chosen_add_on"]).on::<AddOnsChosen>(AddOns).build()
}

struct AddOns;

impl Project<AddOnsChosen> for AddOns {
    async fn project(&self, model: &ReadModel<'_>, it: AddOnsChosen) -> Result<(), HandleError> {
        Ok(chosen_add_on::keep(model, &it).await?)
    }
}
