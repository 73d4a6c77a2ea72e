use crate::tables::backer::{self, Backer, State};
use contracts::{
    Money, PledgeId,
    pledges::{
        Collection, DonorShown, GiftDedicated, OfflineGiftConfirmed, OfflineRefundDue, PledgeActivated,
        PledgeChanged, PledgeLapsed, PledgeReduced, PledgeReserved, PledgeSettled,
    },
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds pledges into who gave what, for creators.
pub(crate) fn backers() -> Subscription {
    Projection::named("backers", &["campaigns_backer"])
        .on::<PledgeReserved>(Backers)
        .on::<PledgeActivated>(Backers)
        .on::<PledgeReduced>(Backers)
        .on::<PledgeChanged>(Backers)
        .on::<DonorShown>(Backers)
        .on::<GiftDedicated>(Backers)
        .on::<PledgeLapsed>(Backers)
        .on::<PledgeSettled>(Backers)
        .on::<OfflineGiftConfirmed>(Backers)
        .on::<OfflineRefundDue>(Backers)
        .build()
}

struct Backers;

impl Project<PledgeReserved> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReserved) -> Result<(), HandleError> {
        let backer = Backer {
            pledge: it.pledge,
            campaign: it.campaign,
            person: it.person,
            donor: it.donor,
            // Whether they may be named is said when the pledge begins to count.
            name: None,
            reward: it.reward,
            promised: it.gift.amount,
            counts: Money::zero(it.gift.amount.currency),
            state: State::Waiting,
            given_at: it.accepted_at,
            dedicated: None,
        };
        Ok(backer::insert(model, &backer).await?)
    }
}

impl Project<PledgeActivated> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        let state = match it.collection {
            Collection::Charge => State::Paid,
            Collection::SaveCard => State::CardSaved,
        };
        let name = it.name.filter(|name| !it.anonymous && !name.trim().is_empty());
        let amount = it.gift.amount;
        if backer::activate(model, it.pledge, amount, state, name.clone(), it.activated_at).await? {
            return Ok(());
        }
        let backer = Backer {
            pledge: it.pledge,
            campaign: it.campaign,
            person: it.person,
            donor: None,
            name,
            reward: it.reward,
            promised: amount,
            counts: amount,
            state,
            given_at: it.activated_at,
            dedicated: None,
        };
        Ok(backer::insert(model, &backer).await?)
    }
}

impl Project<PledgeReduced> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        let state = if it.remaining.is_positive() { State::Reduced } else { State::TakenBack };
        backer::set(model, it.pledge, it.remaining.minor, state, it.reduced_at).await?;
        Ok(())
    }
}

impl Project<PledgeChanged> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        Ok(backer::change(model, it.pledge, it.gift.amount, it.reward, it.changed_at).await?)
    }
}

impl Project<DonorShown> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: DonorShown) -> Result<(), HandleError> {
        let name = it.name.filter(|name| !it.anonymous && !name.trim().is_empty());
        Ok(backer::rename(model, it.pledge, name, it.changed_at).await?)
    }
}

impl Project<GiftDedicated> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: GiftDedicated) -> Result<(), HandleError> {
        let dedicated = it.dedication.map(super::dedication).zip(it.dedicated_to);
        Ok(backer::dedicate(model, it.pledge, dedicated, it.dedicated_at).await?)
    }
}

impl Project<PledgeLapsed> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeLapsed) -> Result<(), HandleError> {
        backer::set(model, it.pledge, 0, State::TakenBack, it.lapsed_at).await?;
        Ok(())
    }
}

impl Project<PledgeSettled> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeSettled) -> Result<(), HandleError> {
        Ok(backer::settle(model, it.pledge, it.settled_at).await?)
    }
}

/// A gift that came by hand is kept like a pledge of its own number.
impl Project<OfflineGiftConfirmed> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        let backer = Backer {
            pledge: PledgeId(it.gift.0),
            campaign: it.campaign,
            person: it.person,
            donor: None,
            name: it.name.filter(|name| !name.trim().is_empty()),
            reward: None,
            promised: it.amount,
            counts: it.amount,
            state: State::Paid,
            given_at: it.confirmed_at,
            dedicated: None,
        };
        Ok(backer::insert(model, &backer).await?)
    }
}

impl Project<OfflineRefundDue> for Backers {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineRefundDue) -> Result<(), HandleError> {
        backer::set(model, PledgeId(it.gift.0), 0, State::TakenBack, it.due_at).await?;
        Ok(())
    }
}
