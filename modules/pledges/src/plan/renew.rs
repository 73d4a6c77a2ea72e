//! The gifts of a plan as they fall due: who charges them, when a refused card is tried again, and when all of it ends.

use super::{
    NOTICE, PartOf, PlanError, Takes, WINDOW, first_after,
    table::{self, Period, PeriodState, Plan, State},
    takes,
};
use crate::{
    commands::CancelPledge,
    error::CancelError,
    pledge::{PledgeEvent, Terms},
    record::Record,
    reference::reference,
    saga::{PledgeSagaData, Sagas, TO_PAY, business_key},
    tables::{contact, pledge},
};
use anyhow::Context as _;
use contracts::{
    PlanId, PledgeId, Timestamp,
    pledges::{Collection, Interval, PlanEnd, PlanEnded, PlanRenewalNear},
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, Transaction};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a gift without the donor waits for the provider before it is given up for this time.
const PATIENCE: Duration = super::days(3);

/// When it is looked again whether a donor who wanted to pay has.
const LATER: Duration = Duration::from_mins(15);

/// Charges the gift number `period`, when it is still due at `at`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Renew {
    pub(crate) plan: PlanId,
    pub(crate) period: i32,
    pub(crate) at: Timestamp,
}

/// Says that the gift number `period` is charged at `at`, when it still is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Remind {
    pub(crate) plan: PlanId,
    pub(crate) period: i32,
    pub(crate) at: Timestamp,
}

/// Tries a refused card again, unless there were more than `tries` tries.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Retry {
    pub(crate) plan: PlanId,
    pub(crate) period: i32,
    pub(crate) tries: i32,
}

/// Ends a plan whose gift number `period` nobody paid.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct GiveUp {
    pub(crate) plan: PlanId,
    pub(crate) period: i32,
}

macro_rules! jobs {
    ($($job:ident = $kind:literal, $once:expr;)*) => {$(
        impl Job for $job {
            const KIND: &'static str = $kind;

            fn key(&self) -> Option<String> {
                Some(self.plan.to_string())
            }

            fn dedupe_key(&self) -> Option<String> {
                let once: fn(&Self) -> String = $once;
                Some(format!("{}/{}/{}", Self::KIND, self.plan, once(self)))
            }
        }

        impl Perform<$job> for Renewer {
            async fn perform(&self, ctx: &Context, job: $job) -> Result<(), JobError> {
                match ctx.run(job).await.map_err(|error| JobError::Retry(error.into()))? {
                    Outcome::Done => Ok(()),
                    Outcome::Later => Err(JobError::Later(LATER)),
                }
            }
        }
    )*};
}

/// What became of a job.
pub(crate) enum Outcome {
    Done,
    /// The donor is at it.
    Later,
}

/// Does the jobs of plans.
#[derive(Clone, Copy)]
pub(crate) struct Renewer;

jobs! {
    Renew = "renew_plan", |it| format!("{}/{}", it.period, it.at.0);
    Remind = "remind_of_plan", |it| format!("{}/{}", it.period, it.at.0);
    Retry = "retry_plan", |it| format!("{}/{}", it.period, it.tries);
    GiveUp = "give_up_plan", |it| it.period.to_string();
}

impl Command for Renew {
    type Output = Outcome;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Outcome, HandleError> {
        let Some(mut plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        // Somebody else was first, or the donor has said otherwise since.
        if !is_due(&plan, self.period, self.at) {
            return Ok(Outcome::Done);
        }
        match takes(tx, plan.campaign).await? {
            Takes::NoMore => return end(tx, &mut plan, PlanEnd::CampaignEnded).await.map(done),
            // Left out, not made up for.
            Takes::NotNow => return schedule(tx, &mut plan, self.period + 1).await.map(done),
            Takes::Yes => {}
        }
        let period = Period {
            plan: plan.id,
            period: self.period,
            state: PeriodState::Charging,
            pledge: PledgeId::fresh(),
            tries: 1,
            code: None,
            due_at: self.at,
            refused_at: None,
        };
        if table::claim(tx, &period).await? {
            make(tx, &plan, &period, Some(plan.card_of)).await?;
        }
        schedule(tx, &mut plan, self.period + 1).await.map(done)
    }
}

impl Command for Remind {
    type Output = Outcome;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Outcome, HandleError> {
        let Some(plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        if !is_due(&plan, self.period, self.at) || tx.now >= self.at {
            return Ok(Outcome::Done);
        }
        tx.send(&PlanRenewalNear {
            plan: plan.id,
            pledge: plan.first,
            campaign: plan.campaign,
            interval: plan.every,
            gift: plan.gift,
            charge_at: self.at,
            told_at: tx.now,
        })
        .await?;
        Ok(Outcome::Done)
    }
}

impl Command for Retry {
    type Output = Outcome;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Outcome, HandleError> {
        let Some(mut plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        let Some(mut it) = table::period(tx, self.plan, self.period).await? else { return Ok(Outcome::Done) };
        if plan.state == State::Ended || it.tries != self.tries {
            return Ok(Outcome::Done);
        }
        match it.state {
            PeriodState::Waiting => {}
            // Without another try since, it is the donor who is at it.
            PeriodState::Charging => return Ok(Outcome::Later),
            PeriodState::Paid | PeriodState::GivenUp => return Ok(Outcome::Done),
        }
        match takes(tx, plan.campaign).await? {
            Takes::NoMore => return end(tx, &mut plan, PlanEnd::CampaignEnded).await.map(done),
            // It goes on by itself as soon as the donor pays; nobody is charged for a campaign that is stopped.
            Takes::NotNow => return Ok(Outcome::Done),
            Takes::Yes => {}
        }
        (it.state, it.tries, it.pledge) = (PeriodState::Charging, it.tries + 1, PledgeId::fresh());
        table::save_period(tx, &it).await?;
        make(tx, &plan, &it, Some(plan.card_of)).await.map(done)
    }
}

impl Command for GiveUp {
    type Output = Outcome;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Outcome, HandleError> {
        let Some(mut plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        let Some(it) = table::period(tx, self.plan, self.period).await? else { return Ok(Outcome::Done) };
        match it.state {
            PeriodState::Waiting if plan.state != State::Ended => {}
            PeriodState::Charging => return Ok(Outcome::Later),
            _ => return Ok(Outcome::Done),
        }
        end(tx, &mut plan, PlanEnd::Unpaid).await.map(done)
    }
}

fn done((): ()) -> Outcome {
    Outcome::Done
}

fn is_due(plan: &Plan, period: i32, at: Timestamp) -> bool {
    plan.state == State::Active && plan.period == period && plan.next_at == Some(at)
}

/// Makes the pledge of a try. `card`: whose kept card is charged; nothing when the donor pays it.
pub(super) async fn make(
    tx: &Transaction,
    plan: &Plan,
    period: &Period,
    card: Option<PledgeId>,
) -> Result<(), HandleError> {
    let contact = contact::find(tx, plan.first).await?.context("a plan of nobody")?;
    let first = pledge::find(tx, plan.first).await?.context("a plan without its first pledge")?;
    let (id, accepted_at) = (period.pledge, tx.accepted_at().await?);
    let terms = Terms {
        campaign: plan.campaign,
        reward: None,
        gift: plan.gift,
        collection: Collection::Charge,
        accepted_at,
        reserved_until: accepted_at.after(if card.is_some() { PATIENCE } else { TO_PAY }),
    };
    let row = pledge::NewPledge {
        id,
        reference: reference(id),
        person: contact.person,
        donor: first.donor,
        terms: &terms,
        request_hash: plan.id.0.as_bytes(),
    };
    pledge::insert_once(tx, &row).await?;
    pledge::set_plan(tx, id, &PartOf { plan: plan.id, period: period.period, card }).await?;
    contact::insert(tx, id, &contact).await?;
    Record::load(tx, id).await?.append(tx, PledgeEvent::Reserved(terms)).await?;
    Sagas::start(tx, &business_key(id), &PledgeSagaData::of(id)).await?;
    Ok(())
}

/// Sets the date of the first gift from number `from` on that is yet to come.
pub(super) async fn schedule(tx: &Transaction, plan: &mut Plan, from: i32) -> Result<(), HandleError> {
    let Some((period, at)) = first_after(plan, from, tx.now) else {
        return end(tx, plan, PlanEnd::CampaignEnded).await;
    };
    (plan.period, plan.next_at) = (period, Some(at));
    table::save(tx, plan).await?;
    tx.enqueue_at(&Renew { plan: plan.id, period, at }, at).await?;
    // What comes each month is told of once a year.
    let told = plan.every == Interval::Yearly || period % 12 == 0;
    if told && at.before(NOTICE) > tx.now {
        tx.enqueue_at(&Remind { plan: plan.id, period, at }, at.before(NOTICE)).await?;
    }
    Ok(())
}

/// Nothing more is given: tries that are under way are called back, and the cards are let go. Ending twice is ending
/// once.
pub(super) async fn end(tx: &Transaction, plan: &mut Plan, reason: PlanEnd) -> Result<(), HandleError> {
    if plan.state == State::Ended {
        return Ok(());
    }
    (plan.state, plan.ended, plan.next_at) = (State::Ended, Some(reason), None);
    table::save(tx, plan).await?;
    for mut it in table::open_periods(tx, plan.id).await? {
        if it.state == PeriodState::Charging {
            // One that is paid stays; one whose money is on its way comes to nothing, and the money goes back.
            match (CancelPledge { pledge: it.pledge }).run(tx).await {
                Ok(()) | Err(CancelError::Paid) => {}
                Err(error) => return Err(anyhow::Error::from(error).into()),
            }
        }
        it.state = PeriodState::GivenUp;
        table::save_period(tx, &it).await?;
    }
    tx.send(&PlanEnded {
        plan: plan.id,
        pledge: plan.first,
        campaign: plan.campaign,
        reason,
        cards: table::cards(tx, plan.id).await?,
        ended_at: tx.now,
    })
    .await?;
    Ok(())
}

/// The end of the time in which a gift that was refused at `refused_at` can be put right.
pub(crate) fn window_ends(refused_at: Timestamp) -> Timestamp {
    refused_at.after(WINDOW)
}

impl From<PlanError> for HandleError {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Database(error) => error.into(),
            PlanError::Broken(error) => error,
            other => anyhow::Error::from(other).into(),
        }
    }
}
