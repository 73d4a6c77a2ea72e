//! What campaigns does on hearing pledges: it counts what came in, and keeps who gave what.

mod backers;

pub(crate) use self::backers::backers;

mod accounts;
mod add_ons;
mod claims;
mod collected;
mod deliveries;
mod followers;
mod member_gifts;
mod people;
mod progress;

pub(crate) use self::{
    accounts::accounts,
    add_ons::add_ons,
    claims::claims,
    collected::collected,
    deliveries::deliveries,
    followers::{followers, guests},
    member_gifts::member_gifts,
    people::people,
    progress::progress,
};

use crate::tables::{giver, total};
use contracts::{
    Money, PledgeId,
    pledges::{
        AmountHidden, Dedication, DonorShown, GiftDedicated, OfflineGiftConfirmed, OfflineRefundDue,
        PledgeActivated, PledgeChanged, PledgeReduced,
    },
};
use kernel::{HandleError, Project, Projection, ReadModel, Subscription};

/// Folds pledges into totals and givers. Pledges are folded in any order, each one's messages in theirs, so
/// every fold of the same messages is the same.
pub(crate) fn totals() -> Subscription {
    Projection::named("totals", &["campaigns_total", "campaigns_giver"])
        .on::<PledgeActivated>(Totals)
        .on::<PledgeReduced>(Totals)
        .on::<PledgeChanged>(Totals)
        .on::<DonorShown>(Totals)
        .on::<GiftDedicated>(Totals)
        .on::<AmountHidden>(Totals)
        .on::<OfflineGiftConfirmed>(Totals)
        .on::<OfflineRefundDue>(Totals)
        .build()
}

struct Totals;

impl Project<PledgeActivated> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeActivated) -> Result<(), HandleError> {
        if !it.gift.amount.is_positive() {
            return Err(HandleError::Reject(anyhow::anyhow!("pledge/{} counts for nothing", it.pledge)));
        }
        let counted = giver::Counted {
            pledge: it.pledge,
            campaign: it.campaign,
            person: it.person,
            name: it.name.filter(|name| !it.anonymous && !name.trim().is_empty()),
            amount: it.gift.amount,
            given_at: it.activated_at,
        };
        if giver::insert(model, &counted).await? {
            let first = giver::pledges_of(model, it.campaign, it.person).await? == 1;
            total::move_by(model, it.campaign, it.gift.amount, i64::from(first), it.activated_at).await?;
        }
        Ok(())
    }
}

impl Project<PledgeReduced> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeReduced) -> Result<(), HandleError> {
        let Some((person, counted)) = giver::of_pledge(model, it.pledge).await? else {
            return Err(HandleError::Reject(anyhow::anyhow!("pledge/{} never counted", it.pledge)));
        };
        let falls_by = counted - it.remaining.minor;
        if falls_by != it.by.minor || it.remaining.is_negative() {
            return Err(HandleError::Reject(anyhow::anyhow!(
                "pledge/{} counted {counted}, falls by {} and leaves {}",
                it.pledge,
                it.by,
                it.remaining
            )));
        }
        giver::set(model, it.pledge, it.remaining.minor).await?;
        let gone = giver::pledges_of(model, it.campaign, person).await? == 0;
        let back = Money::new(-falls_by, it.by.currency);
        total::move_by(model, it.campaign, back, -i64::from(gone), it.reduced_at).await?;
        Ok(())
    }
}

impl Project<PledgeChanged> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: PledgeChanged) -> Result<(), HandleError> {
        let counted = giver::of_pledge(model, it.pledge).await?.map(|(_, minor)| minor);
        if counted != Some(it.before.amount.minor) {
            return Err(HandleError::Reject(anyhow::anyhow!(
                "pledge/{} counted {counted:?}, and was changed from {}",
                it.pledge,
                it.before.amount
            )));
        }
        giver::set(model, it.pledge, it.gift.amount.minor).await?;
        let by = Money::new(it.gift.amount.minor - it.before.amount.minor, it.gift.amount.currency);
        total::move_by(model, it.campaign, by, 0, it.changed_at).await?;
        Ok(())
    }
}

impl Project<DonorShown> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: DonorShown) -> Result<(), HandleError> {
        let name = it.name.filter(|name| !it.anonymous && !name.trim().is_empty());
        Ok(giver::rename(model, it.pledge, name).await?)
    }
}

impl Project<AmountHidden> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: AmountHidden) -> Result<(), HandleError> {
        Ok(giver::hide_amount(model, it.pledge, it.hidden).await?)
    }
}

impl Project<GiftDedicated> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: GiftDedicated) -> Result<(), HandleError> {
        Ok(giver::dedicate(model, it.pledge, it.dedication.map(dedication).zip(it.dedicated_to)).await?)
    }
}

/// The text for a dedication, under which read models keep it.
const fn dedication(it: Dedication) -> &'static str {
    match it {
        Dedication::InHonour => "giver-in-honour",
        Dedication::InMemory => "giver-in-memory",
    }
}

/// A gift that came by hand is folded like a pledge of its own number: both are random, so they never meet.
impl Project<OfflineGiftConfirmed> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        let counted = giver::Counted {
            pledge: PledgeId(it.gift.0),
            campaign: it.campaign,
            person: it.person,
            name: it.name.filter(|name| !name.trim().is_empty()),
            amount: it.amount,
            given_at: it.confirmed_at,
        };
        if giver::insert(model, &counted).await? {
            total::move_by(model, it.campaign, it.amount, 1, it.confirmed_at).await?;
        }
        Ok(())
    }
}

impl Project<OfflineRefundDue> for Totals {
    async fn project(&self, model: &ReadModel<'_>, it: OfflineRefundDue) -> Result<(), HandleError> {
        let gift = PledgeId(it.gift.0);
        if giver::of_pledge(model, gift).await?.is_none() {
            return Err(HandleError::Reject(anyhow::anyhow!("offline_gift/{} never counted", it.gift)));
        }
        giver::set(model, gift, 0).await?;
        let back = Money::new(-it.amount.minor, it.amount.currency);
        total::move_by(model, it.campaign, back, -1, it.due_at).await?;
        Ok(())
    }
}
