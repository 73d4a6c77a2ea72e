//! The payout saga: each call it makes, on its way forward and back, with every fault of the line to the provider and
//! with the program gone while the call is on its way; and what two people decide, failing where it begins and ends.
//!
//! Every story ends with the bank sending the money back, so that the next one can pay it out again.

use super::{
    crashes::{FOR_EVER, on_its_way},
    inside::Fault as Inside,
    story::{HOUR, MINUTE, all_is_well_after, requests},
    sweep::FAULTS,
};
use crate::money::{
    balance,
    payouts::{EARNED, Ended, GOOD_BANK},
};
use anyhow::{Context as _, ensure};
use kernel::{
    db::Sql as _,
    saga::{SagaRow, SagaStatus},
};
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;
use tests::{Answer, TestApp, shapes};
use uuid::Uuid;

/// The steps of the saga as they are stored.
pub(super) const STEPS: [&str; 5] = ["reserve", "approve", "transfer", "payout", "arrive"];
/// By then a payout has arrived, or is back.
pub(super) const LONGEST: Duration = Duration::from_secs(8 * 24 * 3600);

/// A step of the saga that waits for the provider, and the request it waits for.
#[derive(Clone, Copy, Debug)]
struct Call {
    step: &'static str,
    undo: bool,
    method: &'static str,
    path: &'static str,
}

const fn call(step: &'static str, undo: bool, method: &'static str, path: &'static str) -> Call {
    Call { step, undo, method, path }
}

/// In the order of a payout that arrives and that the bank sends back.
const CALLS: [Call; 4] = [
    call("transfer", false, "POST", "/v1/transfers"),
    call("payout", false, "POST", "/v1/payouts"),
    call("arrive", false, "GET", "/v1/payouts"),
    call("transfer", true, "POST", "/v1/transfers/*/reversals"),
];

impl Call {
    /// Where anything is done it goes wrong once; reading goes wrong until it is put right.
    fn goes_wrong(self, fault: &Fault) -> FaultPlan {
        let rule = RequestRule::new(self.method, self.path, fault.clone());
        requests(if self.method == "GET" { rule } else { rule.times(1) })
    }

    /// Lets time pass until this call is the next that can be set going.
    async fn is_next(self, it: &Ended) -> anyhow::Result<()> {
        match (self.step, self.undo) {
            ("arrive", false) => until(&it.app, |saga| at(saga) == Some("arrive")).await,
            (_, true) => until(&it.app, |saga| saga.status == SagaStatus::Completed).await,
            _ => Ok(()),
        }
    }

    /// Sets it going. Nothing that follows from it has happened yet.
    async fn begin(self, it: &Ended) -> anyhow::Result<()> {
        match (self.step, self.undo) {
            ("transfer", false) => {
                let answer = it.say_yes(&it.app.signed_in("finance2").await?).await?;
                ensure!(answer.status == 303, "agreeing answered {}: {}", answer.status, answer.text);
            }
            (_, true) => send_back(&it.app).await?,
            _ => (),
        }
        Ok(())
    }

    /// How long nothing happens, at most, while it waits.
    fn pause(self) -> Duration {
        if self.step == "arrive" { 6 * HOUR } else { MINUTE }
    }

    /// It was this very call that met the fault, and the saga waits at its step.
    async fn must_wait(self, app: &TestApp) -> anyhow::Result<()> {
        let saga = saga(app).await?;
        let status = if self.undo { SagaStatus::Compensating } else { SagaStatus::Running };
        let waits = saga.waiting && saga.status == status && at(&saga) == Some(self.step);
        ensure!(waits, "the saga should wait at {self:?}: {saga:#?}");
        Ok(())
    }
}

/// The saga of the newest payout.
pub(super) async fn saga(app: &TestApp) -> anyhow::Result<SagaRow> {
    let ctx = app.ctx("payments")?;
    let id: Uuid = newest(app, "id").await?;
    SagaRow::find(ctx.db.read(), ctx.module, "payout", &id.to_string()).await?.context("no saga")
}

async fn newest<T: sea_orm::TryGetable>(app: &TestApp, column: &str) -> anyhow::Result<T> {
    let sql = format!("SELECT {column} FROM payments_payout ORDER BY proposed_at DESC, id LIMIT 1");
    let row = app.ctx("payments")?.db.read().one(&sql, vec![]).await?.context("no payout")?;
    Ok(row.try_get_by_index(0)?)
}

/// The name of the step at which a saga stands.
pub(super) fn at(saga: &SagaRow) -> Option<&'static str> {
    usize::try_from(saga.step).ok().and_then(|it| STEPS.get(it)).copied()
}

/// The bank sends the newest payout back.
pub(super) async fn send_back(app: &TestApp) -> anyhow::Result<()> {
    let payout: String = newest(app, "provider_id").await?;
    Ok(app.sandbox.send_back(&payout, "account_closed")?)
}

/// Lets time pass until the saga of the newest payout is as it should be: hours where it waits for a bank.
pub(super) async fn until(app: &TestApp, fits: impl Fn(&SagaRow) -> bool) -> anyhow::Result<()> {
    let mut passed = Duration::ZERO;
    loop {
        app.settle_once().await?;
        let saga = saga(app).await?;
        if fits(&saga) {
            return Ok(());
        }
        ensure!(passed < LONGEST, "it never was: {saga:#?}");
        let pause = if at(&saga) == Some("arrive") { 6 * HOUR } else { MINUTE };
        app.clock.advance(pause);
        passed += pause;
    }
}

/// What was there before a story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    moved: [usize; 3],
    mails: usize,
}

impl Before {
    pub(super) fn of(app: &TestApp) -> Self {
        let moved = ["transfer", "payout", "transfer_reversal"].map(|kind| app.sandbox.objects(kind).len());
        Self { moved, mails: app.mailbox.messages().len() }
    }

    /// Each thing that was moved since, once, and what was earned is the creator's again. They were written to `told`
    /// times.
    pub(super) async fn ends_well(self, app: &TestApp, moved: [usize; 3], told: usize) -> anyhow::Result<()> {
        let now = Self::of(app);
        let since = [0, 1, 2].map(|it| now.moved[it] - self.moved[it]);
        ensure!(since == moved, "transfers, payouts and reversals: {since:?} instead of {moved:?}");
        ensure!(balance(app, "creator:%", "INR").await? == -EARNED, "all of it is the creator's again");
        ensure!(balance(app, "payout:%", "INR").await? == 0, "something is set aside still");
        ensure!(app.sandbox.ledger().sums["inr"].transferred == 0, "something stayed with the account");
        let mails = app.mailbox.messages();
        let about = mails.iter().rev().skip(self.mails).filter(|it| it.subject().starts_with("Money of"));
        ensure!(about.count() == told, "the creator was written to otherwise than {told} times");
        all_is_well_after(app, 0, self.mails).await?;
        // The next payout is another one by its time, too.
        app.clock.advance(HOUR);
        Ok(())
    }
}

pub(super) async fn propose(it: &Ended) -> anyhow::Result<()> {
    let answer = it.propose(&it.app.signed_in("finance").await?).await?;
    ensure!(answer.status == 303, "proposing answered {}: {}", answer.status, answer.text);
    Ok(())
}

/// A payout that arrived, and that its bank sent back, is undone step by step.
pub(super) async fn came_back(app: &TestApp, before: Before) -> anyhow::Result<()> {
    until(app, |saga| saga.status == SagaStatus::Compensated).await?;
    let ctx = app.ctx("payments")?;
    let steps = saga(app).await?.steps(ctx.db.read(), ctx.module).await?;
    let undone: Vec<_> =
        steps.iter().filter(|it| it.undo && it.state == "done").map(|it| &*it.step).collect();
    ensure!(undone == ["arrive", "payout", "transfer", "approve", "reserve"], "{undone:?}");
    before.ends_well(app, [1, 1, 1], 3).await
}

#[tokio::test]
async fn each_call_of_a_payout_is_made_once_whatever_happens_to_the_line() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        for (what, fault) in &FAULTS {
            by_line(&it, fault).await.with_context(|| format!("{shape:?}: {what}"))?;
        }
    }
    Ok(())
}

async fn by_line(it: &Ended, fault: &Fault) -> anyhow::Result<()> {
    let (app, before) = (&it.app, Before::of(&it.app));
    propose(it).await?;
    for call in CALLS {
        call.is_next(it).await?;
        app.faults(call.goes_wrong(fault));
        call.begin(it).await?;
        let mut passed = Duration::ZERO;
        loop {
            app.settle_once().await?;
            if app.sandbox.faults_struck() > 0 {
                break;
            }
            ensure!(passed < LONGEST, "nothing went wrong: {call:?} was never reached");
            app.clock.advance(call.pause());
            passed += call.pause();
        }
        call.must_wait(app).await?;
        app.sandbox.clear_faults();
    }
    came_back(app, before).await
}

#[tokio::test]
async fn a_program_that_dies_with_a_call_of_a_payout_on_its_way_finds_out_what_became_of_it()
-> anyhow::Result<()> {
    for shape in shapes() {
        let mut it = Ended::with_bank(&shape, GOOD_BANK).await?;
        for fault in [Fault::DropBefore(FOR_EVER), Fault::DropAnswerAfter(FOR_EVER)] {
            let what = format!("{shape:?} {fault:?}");
            by_death(&mut it, &fault).await.context(what)?;
        }
    }
    Ok(())
}

async fn by_death(it: &mut Ended, fault: &Fault) -> anyhow::Result<()> {
    let before = Before::of(&it.app);
    propose(it).await?;
    for call in CALLS {
        call.is_next(it).await?;
        it.app.faults(call.goes_wrong(fault));
        call.begin(it).await?;
        let mut passed = Duration::ZERO;
        loop {
            tokio::select! {
                quiet = it.app.settle_once() => quiet?,
                () = on_its_way(&it.app) => break,
            }
            ensure!(passed < LONGEST, "nothing was on its way: {call:?}");
            it.app.clock.advance(call.pause());
            passed += call.pause();
        }
        it.app.restart().await?;
        it.app.sandbox.clear_faults();
    }
    came_back(&it.app, before).await
}

#[tokio::test]
async fn a_payout_whose_reversal_was_refused_is_moved_back_when_staff_have_it_tried_again()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        refused(&it).await.with_context(|| format!("{shape:?}"))?;
    }
    Ok(())
}

async fn refused(it: &Ended) -> anyhow::Result<()> {
    let (app, before) = (&it.app, Before::of(&it.app));
    propose(it).await?;
    ensure!(it.say_yes(&app.signed_in("finance2").await?).await?.status == 303);
    until(app, |saga| saga.status == SagaStatus::Completed).await?;
    let rule = RequestRule::new("POST", "/v1/transfers/*/reversals", Fault::ErrorBefore(400));
    app.faults(requests(rule.clone()));
    send_back(app).await?;
    until(app, |saga| saga.status == SagaStatus::Stuck).await?;
    // Nothing gets it on by itself, and nobody calls again for what a person has to decide.
    app.pass(3 * HOUR, 15 * MINUTE).await?;
    ensure!(app.sandbox.faults_struck() == 1, "it was called {} times", app.sandbox.faults_struck());
    for refusals in 2..=3 {
        try_again(app).await?;
        app.pass(HOUR, 10 * MINUTE).await?;
        ensure!(app.sandbox.faults_struck() == refusals, "each time it is called once more, and only once");
        ensure!(saga(app).await?.status == SagaStatus::Stuck, "{:#?}", saga(app).await?);
    }
    app.sandbox.clear_faults();
    app.pass(HOUR, 10 * MINUTE).await?;
    ensure!(app.sandbox.objects("transfer_reversal").len() == before.moved[2], "nobody asked for it");
    // Its answer is lost: it is found out, and not done twice.
    app.faults(requests(RequestRule { fault: Fault::DropAnswerAfter(0), ..rule }.times(1)));
    try_again(app).await?;
    until(app, |saga| saga.status == SagaStatus::Compensated).await?;
    app.sandbox.clear_faults();
    before.ends_well(app, [1, 1, 1], 3).await
}

/// Staff have the saga of the newest payout, which is stuck, try again what it is stuck at.
async fn try_again(app: &TestApp) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let (token, id) = (staff.get("/backoffice").await?.field("_token")?, saga(app).await?.id.to_string());
    let form = [("_token", &*token), ("module", "payments"), ("id", &id)];
    let answer = staff.post("/backoffice/sagas/retry", &form).await?;
    ensure!(answer.status == 303, "trying again answered {}: {}", answer.status, answer.text);
    app.settle_once().await
}

/// What a person does that leads through a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Propose,
    Agree,
    Decline,
}

/// A step or its undo, and whether it fails where it ends instead of where it begins.
type Place = (Act, &'static str, bool, bool);

/// What was declined was never approved, so there is no undo of that.
const PLACES: [Place; 8] = [
    (Act::Propose, "reserve", false, false),
    (Act::Propose, "reserve", false, true),
    (Act::Propose, "approve", false, false),
    (Act::Agree, "approve", false, true),
    (Act::Agree, "transfer", false, false),
    (Act::Decline, "approve", false, true),
    (Act::Decline, "reserve", true, false),
    (Act::Decline, "reserve", true, true),
];

#[tokio::test]
async fn a_step_that_fails_when_somebody_decides_on_a_payout_has_done_nothing_and_is_done_when_they_try_again()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        for place in PLACES {
            decided(&it, place).await.with_context(|| format!("{shape:?} {place:?}"))?;
        }
    }
    Ok(())
}

impl Act {
    async fn go(self, it: &Ended) -> anyhow::Result<Answer> {
        let who = it.app.signed_in(if self == Self::Propose { "finance" } else { "finance2" }).await?;
        match self {
            Self::Propose => it.propose(&who).await,
            Self::Agree => it.say_yes(&who).await,
            Self::Decline => it.say_no(&who).await,
        }
    }
}

async fn decided(it: &Ended, (act, step, undo, end): Place) -> anyhow::Result<()> {
    let (app, before) = (&it.app, Before::of(&it.app));
    if act != Act::Propose {
        propose(it).await?;
    }
    let stood = payouts(app).await?;
    let fails = Inside::set(app, "payments", (step, undo, end), None).await?;
    let told = act.go(it).await?;
    ensure!(told.status == 500, "whoever acts should be told: {} {}", told.status, told.text);
    app.settle_once().await?;
    ensure!(payouts(app).await? == stood, "something was done");
    fails.heal(app).await?;
    let done = act.go(it).await?;
    ensure!(done.status == 303, "{}: {}", done.status, done.text);
    match act {
        Act::Agree => {
            until(app, |saga| saga.status == SagaStatus::Completed).await?;
            send_back(app).await?;
            came_back(app, before).await
        }
        Act::Propose => {
            let declined = Act::Decline.go(it).await?;
            ensure!(declined.status == 303, "{}: {}", declined.status, declined.text);
            before.ends_well(app, [0, 0, 0], 0).await
        }
        Act::Decline => {
            ensure!(saga(app).await?.status == SagaStatus::Compensated);
            before.ends_well(app, [0, 0, 0], 0).await
        }
    }
}

/// How every payout stands, and every saga.
async fn payouts(app: &TestApp) -> anyhow::Result<Vec<(Uuid, i16, i32)>> {
    let sql = "SELECT id, state, 0 AS step FROM payments_payout UNION ALL \
               SELECT id, status, step FROM payments_saga ORDER BY 1";
    let rows = app.ctx("payments")?.db.read().all(sql, vec![]).await?;
    let read = |row: &sea_orm::QueryResult| {
        anyhow::Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))
    };
    rows.iter().map(read).collect()
}
