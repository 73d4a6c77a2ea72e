//! What a donor may do with a plan, and staff may do for them.

use super::{
    PlanError, Takes, renew,
    table::{self, PeriodState, Plan, State},
    takes,
};
use crate::{
    commands::check_gift,
    pricing,
    tables::{campaign::Campaign, pledge},
};
use contracts::{
    Money, PlanId, PledgeId, UserId,
    pledges::{Gift, PlanChange, PlanChanged, PlanEnd},
};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
};
use sea_orm::ConnectionTrait;

/// Something to be done with a plan.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    /// To give another sum from the next gift on. The tip stays; a fee that is covered follows the sum.
    Give(Money),
    /// To leave the gift of this number out. Asked for twice, or after it was charged, it leaves out no other one.
    Skip(i32),
    /// To give nothing until further notice.
    Pause,
    /// To go on after a pause.
    Resume,
    /// To give nothing any more.
    End,
}

/// Does it. Doing it twice is doing it once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChangePlan {
    pub(crate) plan: PlanId,
    pub(crate) deed: Deed,
}

impl Command for ChangePlan {
    type Output = ();
    type Error = PlanError;

    async fn run(&self, tx: &Transaction) -> Result<(), PlanError> {
        let mut plan = table::lock(tx, self.plan).await?.ok_or(PlanError::Unknown)?;
        match (self.deed, plan.state) {
            (Deed::End, State::Ended) => Ok(()),
            (_, State::Ended) => Err(PlanError::Over),
            (_, State::Starting) => Err(PlanError::NotNow),
            (Deed::Give(amount), _) => give(tx, &mut plan, amount).await,
            (Deed::Skip(period), State::Active) if period == plan.period => {
                renew::schedule(tx, &mut plan, period + 1).await?;
                say(tx, &plan, PlanChange::Skipped).await
            }
            (Deed::Pause, State::Active) => {
                (plan.state, plan.next_at) = (State::Paused, None);
                table::save(tx, &plan).await?;
                table::give_up_waiting(tx, plan.id).await?;
                say(tx, &plan, PlanChange::Paused).await
            }
            (Deed::Resume, State::Paused) => {
                plan.state = State::Active;
                let next = plan.period;
                renew::schedule(tx, &mut plan, next).await?;
                say(tx, &plan, PlanChange::Resumed).await
            }
            (Deed::Pause | Deed::Resume | Deed::Skip(_), _) => Ok(()),
            (Deed::End, _) => Ok(renew::end(tx, &mut plan, PlanEnd::CancelledByDonor).await?),
        }
    }
}

/// What a plan would give each time with another sum, if its campaign takes that. The tip stays; a fee that is covered
/// follows the sum.
pub(crate) async fn would_give(
    db: &impl ConnectionTrait,
    plan: &Plan,
    amount: Money,
) -> Result<Gift, PlanError> {
    match plan.state {
        State::Ended => return Err(PlanError::Over),
        State::Starting => return Err(PlanError::NotNow),
        State::Active | State::Paused => (),
    }
    let campaign = Campaign::by_id(db, plan.campaign).await?.ok_or(PlanError::Unknown)?;
    let covered = plan.gift.covered_fee.is_positive();
    let gift = pricing::gift(amount, plan.gift.tip, covered).map_err(|_| PlanError::NotNow)?;
    check_gift(&gift, &campaign)?;
    Ok(gift)
}

async fn give(tx: &Transaction, plan: &mut Plan, amount: Money) -> Result<(), PlanError> {
    let gift = would_give(tx, plan, amount).await?;
    if gift == plan.gift {
        return Ok(());
    }
    plan.gift = gift;
    table::save(tx, plan).await?;
    say(tx, plan, PlanChange::Amount).await
}

async fn say(tx: &Transaction, plan: &Plan, change: PlanChange) -> Result<(), PlanError> {
    if plan.state == State::Ended {
        // Nothing was left to come, and that was said.
        return Ok(());
    }
    tx.send(&PlanChanged {
        plan: plan.id,
        pledge: plan.first,
        campaign: plan.campaign,
        change,
        interval: plan.every,
        gift: plan.gift,
        next_at: plan.next_at,
        changed_at: tx.now,
    })
    .await?;
    Ok(())
}

/// Staff end a plan for its donor, and say why.
#[derive(Clone, Debug)]
pub(crate) struct EndForDonor {
    pub(crate) plan: PlanId,
    pub(crate) by: UserId,
    pub(crate) note: String,
}

impl Command for EndForDonor {
    type Output = ();
    type Error = PlanError;

    async fn run(&self, tx: &Transaction) -> Result<(), PlanError> {
        let mut plan = table::lock(tx, self.plan).await?.ok_or(PlanError::Unknown)?;
        match plan.state {
            State::Ended => return Err(PlanError::Over),
            State::Starting => return Err(PlanError::NotNow),
            State::Active | State::Paused => (),
        }
        let subject = format!("plan/{}", plan.id);
        let entry = Audit::new(Actor::User(self.by), "plan.end", subject);
        tx.audit(entry.because(self.note.as_str())).await?;
        renew::end(tx, &mut plan, PlanEnd::EndedByStaff).await?;
        Ok(table::note_end(tx, plan.id, &self.note).await?)
    }
}

/// The donor wants to pay a gift whose card was refused: with this card or with another one, which is charged from then
/// on. Gives the pledge that they pay; a second click finds the one of the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PayNow {
    pub(crate) plan: PlanId,
}

impl Command for PayNow {
    type Output = PledgeId;
    type Error = PlanError;

    async fn run(&self, tx: &Transaction) -> Result<PledgeId, PlanError> {
        let plan = table::lock(tx, self.plan).await?.ok_or(PlanError::Unknown)?;
        if plan.state != State::Active {
            return Err(if plan.state == State::Ended { PlanError::Over } else { PlanError::NotNow });
        }
        let mut it = table::open_period(tx, self.plan).await?.ok_or(PlanError::NotNow)?;
        if it.state == PeriodState::Charging {
            let under_way = pledge::plan_of(tx, it.pledge).await?;
            return if under_way.is_some_and(|part| part.card.is_none()) {
                Ok(it.pledge)
            } else {
                Err(PlanError::NotNow)
            };
        }
        if !matches!(takes(tx, plan.campaign).await?, Takes::Yes) {
            return Err(PlanError::NotNow);
        }
        (it.state, it.pledge) = (PeriodState::Charging, PledgeId::fresh());
        table::save_period(tx, &it).await?;
        renew::make(tx, &plan, &it, None).await?;
        Ok(it.pledge)
    }
}
