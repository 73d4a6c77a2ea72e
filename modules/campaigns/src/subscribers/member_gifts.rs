use crate::tables::member_gift;
use contracts::pledges::{PledgeActivated, PledgeCancelled, PledgeReduced, PledgeReserved};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds pledges of people with an account into whether they count or were taken back: what whoever takes a gift back had
/// said under the campaign is not shown any more (rule R10).
pub(crate) fn member_gifts() -> Subscription {
    Projection::named("member_gifts", &["campaigns_member_gift"])
        .on::<PledgeReserved>(MemberGifts)
        .on::<PledgeActivated>(MemberGifts)
        .on::<PledgeCancelled>(MemberGifts)
        .on::<PledgeReduced>(MemberGifts)
        .build()
}

struct MemberGifts;

impl Project<PledgeReserved> for MemberGifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReserved) -> Result<(), HandleError> {
        match it.donor {
            Some(donor) => Ok(member_gift::insert(model, it.pledge, it.campaign, donor).await?),
            None => Ok(()),
        }
    }
}

impl Project<PledgeActivated> for MemberGifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        Ok(member_gift::count(model, it.pledge, true).await?)
    }
}

impl Project<PledgeCancelled> for MemberGifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeCancelled) -> Result<(), HandleError> {
        Ok(member_gift::cancel(model, it.pledge, it.cancelled_at).await?)
    }
}

impl Project<PledgeReduced> for MemberGifts {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        if it.remaining.is_positive() {
            return Ok(());
        }
        Ok(member_gift::count(model, it.pledge, false).await?)
    }
}
