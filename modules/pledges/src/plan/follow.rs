//! What becomes of a plan when its pledges are paid, or come to nothing.

use super::{
    pause_after, renew,
    renew::{GiveUp, Retry},
    table::{self, Period, PeriodState, Plan, State},
};
use crate::{record::Record, settlement::trouble_of, tables::pledge::plan_of};
use anyhow::Context as _;
use contracts::{
    PledgeId,
    payments::DisputeOpened,
    pledges::{
        CardTrouble, LapseReason, PlanEnd, PlanRenewalFailed, PlanStarted, PledgeActivated, PledgeLapsed,
    },
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
        Ok(())
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
        if part.period == 0 {
            return renew::end(tx, &mut plan, PlanEnd::NeverStarted).await;
        }
        let Some(mut period) = table::period(tx, part.plan, part.period).await? else { return Ok(()) };
        let ours = period.pledge == it.pledge && period.state == PeriodState::Charging;
        if !ours || plan.state == State::Ended {
            return Ok(());
        }
        period.state = PeriodState::Waiting;
        if part.card.is_none() {
            return turned_back(tx, &mut plan, &period).await;
        }
        period.code = match it.reason {
            LapseReason::Refused => Record::load(tx, it.pledge).await?.state().failure.clone(),
            // The provider did not answer for days: the card may well pass.
            _ => None,
        };
        refused(tx, &mut plan, &mut period).await
    }
}

/// The card was refused. It is tried again by itself while that may help; the donor can pay meanwhile.
async fn refused(tx: &Transaction, plan: &mut Plan, period: &mut Period) -> Result<(), HandleError> {
    let trouble = trouble_of(period.code.as_deref().unwrap_or_default());
    let refused_at = *period.refused_at.get_or_insert(tx.now);
    let ends_at = renew::window_ends(refused_at);
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
        gift: plan.gift,
        next_try_at,
        ends_at,
        failed_at: tx.now,
    })
    .await?;
    Ok(())
}

/// The donor wanted to pay and did not: it stands as before.
async fn turned_back(tx: &Transaction, plan: &mut Plan, period: &Period) -> Result<(), HandleError> {
    table::save_period(tx, period).await?;
    let ends_at = period.refused_at.map_or(tx.now, renew::window_ends);
    if tx.now >= ends_at {
        return renew::end(tx, plan, PlanEnd::Unpaid).await;
    }
    Ok(())
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
