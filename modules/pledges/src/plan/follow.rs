//! What becomes of a plan when its pledges are paid, or come to nothing.

use super::{
    PartOf, pause_after, renew,
    renew::{GiveUp, Retry},
    table::{self, Period, PeriodState, Plan, State},
};
use crate::{
    record::Record,
    saga::{Sagas, business_key},
    settlement::trouble_of,
    tables::pledge::plan_of,
};
use anyhow::Context as _;
use contracts::{
    PledgeId,
    payments::{CheckoutClosed, DisputeOpened, PaymentCollected},
    pledges::{CardTrouble, PlanEnd, PlanRenewalFailed, PlanStarted, PledgeActivated, PledgeLapsed},
};
use kernel::{HandleError, React, Transaction};

/// Carries plans on by what becomes of their pledges.
#[derive(Clone, Copy)]
pub(crate) struct FollowPlans;

impl React<PledgeActivated> for FollowPlans {
    async fn react(&self, tx: &Transaction, it: PledgeActivated) -> Result<(), HandleError> {
        let Some(part) = plan_of(tx, it.pledge).await? else { return Ok(()) };
        let mut plan = table::lock(tx, part.plan).await?.context("a gift of a plan that there is none of")?;
        if part.period == 0 {
            return start(tx, &mut plan, &it).await;
        }
        if let Some(mut period) = table::period(tx, part.plan, part.period).await? {
            period.state = PeriodState::Paid;
            table::save_period(tx, &period).await?;
        }
        if part.card.is_none() && plan.state != State::Ended {
            // The donor paid it with a card that works: that one is charged from now on.
            plan.card_of = it.pledge;
            table::save(tx, &plan).await?;
        }
        renew::complete(tx, &mut plan).await
    }
}

async fn start(tx: &Transaction, plan: &mut Plan, it: &PledgeActivated) -> Result<(), HandleError> {
    if plan.state != State::Starting {
        return Ok(());
    }
    (plan.state, plan.anchor_at) = (State::Active, it.activated_at);
    renew::schedule(tx, plan, 1).await?;
    let Some(next_at) = plan.next_at else { return Ok(()) };
    tx.send(&PlanStarted {
        plan: plan.id,
        pledge: plan.first,
        campaign: plan.campaign,
        interval: plan.every,
        gift: plan.gift,
        next_at,
        started_at: it.activated_at,
    })
    .await?;
    Ok(())
}

impl React<PledgeLapsed> for FollowPlans {
    async fn react(&self, tx: &Transaction, it: PledgeLapsed) -> Result<(), HandleError> {
        let Some(part) = plan_of(tx, it.pledge).await? else { return Ok(()) };
        let mut plan = table::lock(tx, part.plan).await?.context("a gift of a plan that there is none of")?;
        // What becomes of a later gift is known only when payments says that no money comes of it any more.
        if part.period == 0 { renew::end(tx, &mut plan, PlanEnd::NeverStarted).await } else { Ok(()) }
    }
}

/// A try is over without money, and none can come of it any more.
impl React<CheckoutClosed> for FollowPlans {
    async fn react(&self, tx: &Transaction, it: CheckoutClosed) -> Result<(), HandleError> {
        let Some((part, mut plan, mut period)) = tried(tx, it.pledge).await? else { return Ok(()) };
        period.state = PeriodState::Waiting;
        if part.card.is_none() {
            return turned_back(tx, &mut plan, &mut period).await;
        }
        if called_back(tx, it.pledge).await? {
            // No card was refused: this gift is left out, and the next one comes on its day.
            leave_out(tx, &mut period).await?;
            return renew::complete(tx, &mut plan).await;
        }
        period.code.clone_from(&Record::load(tx, it.pledge).await?.state().failure);
        refused(tx, &mut plan, &mut period).await
    }
}

/// Money that came when its try had come to nothing goes back, as always. A gift that was charged without the donor is
/// left out then; one that the donor wanted to pay can be paid once more.
impl React<PaymentCollected> for FollowPlans {
    async fn react(&self, tx: &Transaction, it: PaymentCollected) -> Result<(), HandleError> {
        let Some((part, mut plan, mut period)) = tried(tx, it.pledge).await? else { return Ok(()) };
        if Record::load(tx, it.pledge).await?.state().lapsed.is_none() {
            return Ok(());
        }
        if part.card.is_none() {
            period.state = PeriodState::Waiting;
            return turned_back(tx, &mut plan, &mut period).await;
        }
        period.state = PeriodState::GivenUp;
        table::save_period(tx, &period).await?;
        renew::complete(tx, &mut plan).await
    }
}

/// The plan and the gift that the pledge is the try of which is under way.
async fn tried(tx: &Transaction, pledge: PledgeId) -> Result<Option<(PartOf, Plan, Period)>, HandleError> {
    let Some(part) = plan_of(tx, pledge).await?.filter(|it| it.period > 0) else { return Ok(None) };
    let plan = table::lock(tx, part.plan).await?.context("a gift of a plan that there is none of")?;
    let period = table::period(tx, part.plan, part.period).await?;
    let ours = |it: &Period| it.pledge == pledge && it.state == PeriodState::Charging;
    Ok(period.filter(ours).filter(|_| plan.state != State::Ended).map(|period| (part, plan, period)))
}

/// Whether staff made the pledge turn back.
async fn called_back(tx: &Transaction, pledge: PledgeId) -> Result<bool, HandleError> {
    let saga = Sagas::data(tx, &business_key(pledge)).await?;
    Ok(saga.is_some_and(|(_, data)| data.by_staff))
}

/// The card was refused. It is tried again by itself while that may help; the donor can pay meanwhile.
async fn refused(tx: &Transaction, plan: &mut Plan, period: &mut Period) -> Result<(), HandleError> {
    let trouble = trouble_of(period.code.as_deref().unwrap_or_default());
    let refused_at = *period.refused_at.get_or_insert(tx.now);
    let ends_at = renew::window_ends(refused_at);
    if plan.state == State::Paused {
        return leave_out(tx, period).await;
    }
    table::save_period(tx, period).await?;
    let pause = pause_after(period.tries);
    if pause.is_none() || tx.now >= ends_at {
        return renew::end(tx, plan, PlanEnd::Unpaid).await;
    }
    let next_try_at = pause.filter(|_| trouble == CardTrouble::MayPass).map(|it| tx.now.after(it));
    if let Some(at) = next_try_at {
        let retry = Retry { plan: plan.id, period: period.period, tries: period.tries };
        tx.enqueue_at(&retry, at).await?;
    } else {
        tx.enqueue_at(&GiveUp { plan: plan.id, period: period.period }, ends_at).await?;
    }
    tx.send(&PlanRenewalFailed {
        plan: plan.id,
        pledge: plan.first,
        campaign: plan.campaign,
        period: period.period,
        tries: period.tries,
        trouble,
        gift: period.gift,
        next_try_at,
        ends_at,
        failed_at: tx.now,
    })
    .await?;
    Ok(())
}

/// Nothing is charged until the donor goes on, and what was due meanwhile is left out.
async fn leave_out(tx: &Transaction, period: &mut Period) -> Result<(), HandleError> {
    period.state = PeriodState::GivenUp;
    Ok(table::save_period(tx, period).await?)
}

/// The donor wanted to pay and did not: it stands as before.
async fn turned_back(tx: &Transaction, plan: &mut Plan, period: &mut Period) -> Result<(), HandleError> {
    if plan.state == State::Paused {
        return leave_out(tx, period).await;
    }
    table::save_period(tx, period).await?;
    let ends_at = period.refused_at.map_or(tx.now, renew::window_ends);
    if tx.now >= ends_at {
        return renew::end(tx, plan, PlanEnd::Unpaid).await;
    }
    // Whoever was to try the card again may have found the plan paused meanwhile.
    Ok(tx.enqueue_at(&GiveUp { plan: plan.id, period: period.period }, ends_at).await?)
}

/// Whoever asks their bank for a gift back wants no further one.
impl React<DisputeOpened> for FollowPlans {
    async fn react(&self, tx: &Transaction, it: DisputeOpened) -> Result<(), HandleError> {
        end_of(tx, it.pledge, PlanEnd::Disputed).await
    }
}

async fn end_of(tx: &Transaction, pledge: PledgeId, reason: PlanEnd) -> Result<(), HandleError> {
    let Some(part) = plan_of(tx, pledge).await? else { return Ok(()) };
    let Some(mut plan) = table::lock(tx, part.plan).await? else { return Ok(()) };
    renew::end(tx, &mut plan, reason).await
}
