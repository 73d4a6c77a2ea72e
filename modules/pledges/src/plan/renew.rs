//! The gifts of a plan as they fall due: who charges them, when a refused card is tried again, and when all of it ends.

use super::{
    NOTICE, PartOf, PlanError, Takes, WINDOW, YEAR, first_after,
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
    tables::{campaign::Campaign, contact, dedication, pledge},
};
use anyhow::Context as _;
use contracts::{
    PlanId, PledgeId, Timestamp,
    pledges::{Collection, Interval, PlanEnd, PlanEnded, PlanRenewalNear},
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, Transaction};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a gift without the donor waits to be known as paid or refused. A provider that does not answer is asked again
/// all that time; nobody is told of a refusal that there was none of.
const PATIENCE: Duration = super::days(10);

/// When it is looked again whether a donor who wanted to pay has.
const SOON: Duration = Duration::from_mins(15);

/// When it is looked again whether a campaign that is stopped goes on.
const TOMORROW: Duration = super::days(1);

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
                let once: fn(&Self) -> Option<String> = $once;
                once(self).map(|once| format!("{}/{}/{once}", Self::KIND, self.plan))
            }
        }

        impl Perform<$job> for Renewer {
            async fn perform(&self, ctx: &Context, job: $job) -> Result<(), JobError> {
                match ctx.run(job).await.map_err(|error| JobError::Retry(error.into()))? {
                    Outcome::Done => Ok(()),
                    Outcome::Later(pause) => Err(JobError::Later(pause)),
                }
            }
        }
    )*};
}

/// What became of a job.
pub(crate) enum Outcome {
    Done,
    /// It is to be looked at again.
    Later(Duration),
}

/// Does the jobs of plans.
#[derive(Clone, Copy)]
pub(crate) struct Renewer;

jobs! {
    // A plan that was paused and goes on needs the same once more; what is done twice finds nothing to do.
    Renew = "renew_plan", |_| None;
    Remind = "remind_of_plan", |_| None;
    Retry = "retry_plan", |it| Some(format!("{}/{}", it.period, it.tries));
    GiveUp = "give_up_plan", |it| Some(it.period.to_string());
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
        if plan.every == Interval::Yearly && plan.told_period != Some(self.period) {
            // Nobody is charged for a year without having been told two weeks before.
            return tell_and_wait(tx, &mut plan).await.map(done);
        }
        let period = Period {
            plan: plan.id,
            period: self.period,
            state: PeriodState::Charging,
            pledge: PledgeId::fresh(),
            tries: 1,
            gift: plan.gift,
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
        let Some(mut plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        let told = plan.told_period == Some(self.period);
        if told || !is_due(&plan, self.period, self.at) || tx.now.after(NOTICE) > self.at.after(TOMORROW) {
            // Too late to be a notice: a yearly gift waits for one (`Renew`).
            return Ok(Outcome::Done);
        }
        if !matches!(takes(tx, plan.campaign).await?, Takes::Yes) {
            return Ok(Outcome::Done);
        }
        tell(tx, &mut plan, self.at).await.map(done)
    }
}

impl Command for Retry {
    type Output = Outcome;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Outcome, HandleError> {
        let Some(mut plan) = table::lock(tx, self.plan).await? else { return Ok(Outcome::Done) };
        let Some(mut it) = table::period(tx, self.plan, self.period).await? else { return Ok(Outcome::Done) };
        if plan.state != State::Active || it.tries != self.tries {
            return Ok(Outcome::Done);
        }
        match it.state {
            PeriodState::Waiting => {}
            // Without another try since, it is the donor who is at it.
            PeriodState::Charging => return Ok(Outcome::Later(SOON)),
            PeriodState::Paid | PeriodState::GivenUp => return Ok(Outcome::Done),
        }
        match takes(tx, plan.campaign).await? {
            Takes::NoMore => return end(tx, &mut plan, PlanEnd::CampaignEnded).await.map(done),
            // Nobody is charged for a campaign that is stopped.
            Takes::NotNow if it.refused_at.is_none_or(|at| tx.now < window_ends(at)) => {
                return Ok(Outcome::Later(TOMORROW));
            }
            Takes::NotNow => {
                it.state = PeriodState::GivenUp;
                table::save_period(tx, &it).await?;
                return complete(tx, &mut plan).await.map(done);
            }
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
            PeriodState::Waiting if plan.state == State::Active => {}
            PeriodState::Charging => return Ok(Outcome::Later(SOON)),
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
        add_ons: Vec::new(),
        gift: period.gift,
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
    if let Some(dedicated) = dedication::find(tx, plan.first).await? {
        dedication::insert(tx, id, &dedicated).await?;
    }
    Record::load(tx, id).await?.append(tx, PledgeEvent::Reserved(terms)).await?;
    Sagas::start(tx, &business_key(id), &PledgeSagaData::of(id)).await?;
    Ok(())
}

/// Sets the date of the first gift from number `from` on that is yet to come. A plan without one before its campaign ends
/// is complete.
pub(super) async fn schedule(tx: &Transaction, plan: &mut Plan, from: i32) -> Result<(), HandleError> {
    let campaign = Campaign::by_id(tx, plan.campaign).await?.context("a plan for an unknown campaign")?;
    let next = first_after(plan, from, tx.now).filter(|(_, at)| *at < campaign.deadline_at);
    let Some((period, at)) = next else {
        (plan.period, plan.next_at) = (from, None);
        table::save(tx, plan).await?;
        return complete(tx, plan).await;
    };
    (plan.period, plan.next_at) = (period, Some(at));
    table::save(tx, plan).await?;
    tx.enqueue_at(&Renew { plan: plan.id, period, at }, at).await?;
    // What comes each month is told of once a year.
    let since = plan.told_at.unwrap_or(plan.anchor_at);
    if plan.every == Interval::Yearly || at.since(since) >= YEAR {
        tx.enqueue_at(&Remind { plan: plan.id, period, at }, at.before(NOTICE)).await?;
    }
    Ok(())
}

/// A plan that has no date any more ends with the last gift that is on its way.
pub(super) async fn complete(tx: &Transaction, plan: &mut Plan) -> Result<(), HandleError> {
    let over = plan.state == State::Active && plan.next_at.is_none();
    if over && table::open_periods(tx, plan.id).await?.is_empty() {
        return end(tx, plan, PlanEnd::Completed).await;
    }
    Ok(())
}

/// Says that the next gift is charged at `at`.
async fn tell(tx: &Transaction, plan: &mut Plan, at: Timestamp) -> Result<(), HandleError> {
    (plan.told_period, plan.told_at) = (Some(plan.period), Some(tx.now));
    table::save(tx, plan).await?;
    tx.send(&PlanRenewalNear {
        plan: plan.id,
        pledge: plan.first,
        campaign: plan.campaign,
        interval: plan.every,
        gift: plan.gift,
        charge_at: at,
        told_at: tx.now,
    })
    .await?;
    Ok(())
}

/// A gift that nobody was told of in time is charged two weeks after they are.
async fn tell_and_wait(tx: &Transaction, plan: &mut Plan) -> Result<(), HandleError> {
    let at = tx.now.after(NOTICE);
    plan.next_at = Some(at);
    tell(tx, plan, at).await?;
    Ok(tx.enqueue_at(&Renew { plan: plan.id, period: plan.period, at }, at).await?)
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
