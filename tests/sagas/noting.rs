//! What nobody looks at while it happens, failing inside the unit of work that notes it: what jobs learn of a payout, and
//! a gift of a plan from the day it is due. A trigger of the database makes it fail, as in `inside`.

use super::{
    gifts::{GIFT, PAUSES, comes_due, gift, so_far, was_given},
    inside::{FAILED, Fault, PARKED, heads, parked, redrive},
    payouts::{self, Before, LONGEST, came_back, propose, send_back, until},
    story::{HOUR, LIVELY, MINUTE, all_is_well_after},
};
use crate::{
    donors::journey::VISA,
    money::payouts::{Ended, GOOD_BANK},
    plans::{EMPTY_LATER, Plan, kept, taken},
};
use anyhow::{Context as _, ensure};
use kernel::{db::Sql as _, saga::SagaStatus};
use std::time::Duration;
use tests::{TestApp, shapes};

/// A step of a payout or its undo; whether it fails where it ends instead of where it begins; and at which step the saga
/// waits meanwhile: at none when the payout has arrived.
type Place = (&'static str, bool, bool, Option<&'static str>);

/// In the order of a payout that arrives and that the bank sends back.
const NOTED: [Place; 15] = [
    ("transfer", false, true, Some("transfer")),
    ("payout", false, false, Some("transfer")),
    ("payout", false, true, Some("payout")),
    ("arrive", false, false, Some("payout")),
    ("arrive", false, true, Some("arrive")),
    ("arrive", true, false, None),
    ("arrive", true, true, None),
    ("payout", true, false, None),
    ("payout", true, true, None),
    ("transfer", true, false, None),
    ("transfer", true, true, Some("transfer")),
    ("approve", true, false, Some("transfer")),
    ("approve", true, true, Some("transfer")),
    ("reserve", true, false, Some("transfer")),
    ("reserve", true, true, Some("transfer")),
];

#[tokio::test]
async fn what_a_job_cannot_note_of_a_payout_has_not_happened_and_is_noted_when_a_person_has_it_done_again()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        for place in NOTED {
            noted(&it, place).await.with_context(|| format!("{shape:?} {place:?}"))?;
        }
    }
    Ok(())
}

async fn noted(it: &Ended, (step, undo, end, stands): Place) -> anyhow::Result<()> {
    let (app, before) = (&it.app, Before::of(&it.app));
    propose(it).await?;
    if undo {
        agree(it).await?;
        until(app, |saga| saga.status == SagaStatus::Completed).await?;
    }
    let fails = Fault::set(app, "payments", (step, undo, end), None).await?;
    if undo {
        send_back(app).await?;
    } else {
        agree(it).await?;
    }
    let status = match stands {
        None => SagaStatus::Completed,
        Some(_) if undo => SagaStatus::Compensating,
        Some(_) => SagaStatus::Running,
    };
    until_given_up(app).await?;
    for _ in 0..2 {
        let saga = payouts::saga(app).await?;
        ensure!((saga.status, payouts::at(&saga)) == (status, stands), "something was noted: {saga:#?}");
        // Done again while it fails, it fails again.
        do_again(app).await?;
        ensure!(!given_up(app).await?.is_empty(), "it was done, though it fails");
    }
    fails.heal(app).await?;
    do_again(app).await?;
    if !undo {
        until(app, |saga| saga.status == SagaStatus::Completed).await?;
        send_back(app).await?;
    }
    came_back(app, before).await
}

async fn agree(it: &Ended) -> anyhow::Result<()> {
    let answer = it.say_yes(&it.app.signed_in("finance2").await?).await?;
    ensure!(answer.status == 303, "agreeing answered {}: {}", answer.status, answer.text);
    Ok(())
}

/// The jobs of payments that gave up because of what the trigger says.
async fn given_up(app: &TestApp) -> anyhow::Result<Vec<String>> {
    let health = app.platform.health().await?;
    let dead = health.into_iter().filter(|it| it.module == "payments").flat_map(|it| it.dead_jobs);
    let ours = dead.filter(|it| it.error.as_deref().is_some_and(|it| it.contains(FAILED)));
    Ok(ours.map(|it| it.id.to_string()).collect())
}

async fn until_given_up(app: &TestApp) -> anyhow::Result<()> {
    let mut passed = Duration::ZERO;
    loop {
        app.settle_once().await?;
        if !given_up(app).await?.is_empty() {
            return Ok(());
        }
        ensure!(passed < LONGEST, "nothing failed: {:#?}", payouts::saga(app).await?);
        let waits_for_its_bank = payouts::at(&payouts::saga(app).await?) == Some("arrive");
        let pause = if waits_for_its_bank { 6 * HOUR } else { MINUTE };
        app.clock.advance(pause);
        passed += pause;
    }
}

/// Staff have every job done again that gave up.
async fn do_again(app: &TestApp) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let token = staff.get("/backoffice").await?.field("_token")?;
    for id in given_up(app).await? {
        let form = [("_token", &*token), ("module", "payments"), ("id", &id)];
        let answer = staff.post("/backoffice/jobs/revive", &form).await?;
        ensure!(answer.status == 303, "doing it again answered {}: {}", answer.status, answer.text);
    }
    app.settle_once().await
}

/// A step of the saga of a gift, and whether it fails where it ends. The first three are done by the job that finds the
/// gift due, the others on hearing that it is paid.
const GIVEN: [(&str, bool); 10] = [
    ("reserve", false),
    ("reserve", true),
    ("checkout", false),
    ("checkout", true),
    ("collect", false),
    ("collect", true),
    ("keep", false),
    ("keep", true),
    ("activate", false),
    ("activate", true),
];
const OF_THE_JOB: usize = 3;

#[tokio::test]
async fn a_gift_of_a_plan_that_fails_inside_is_given_once_when_it_goes_on() -> anyhow::Result<()> {
    for shape in shapes() {
        for (lasting, places) in [(false, &GIVEN[..]), (true, &GIVEN[OF_THE_JOB..])] {
            let app = TestApp::start(&shape).await?;
            Plan::begin(&app, VISA).await?;
            // A month for each, which is less than the campaign lives.
            for (step, end) in places.iter().copied() {
                let what = format!("{shape:?} {step}, at its end: {end}, lasting: {lasting}");
                given(&app, (step, false, end), lasting).await.context(what)?;
            }
        }
    }
    Ok(())
}

async fn given(app: &TestApp, place: (&str, bool, bool), lasting: bool) -> anyhow::Result<()> {
    let before = so_far(app);
    comes_due(app).await?;
    let fails = Fault::set(app, "pledges", place, None).await?;
    app.settle_once().await?;
    must_have_failed(app).await?;
    if lasting {
        app.pass(PARKED, MINUTE / 2).await?;
        let parked = parked(app).await?;
        ensure!(parked.len() == 1, "one key waits, and it is this gift's: {parked:?}");
        fails.heal(app).await?;
        redrive(&app.signed_in("admin").await?, &parked[0]).await?;
    } else {
        fails.heal(app).await?;
    }
    app.pass(2 * MINUTE, MINUTE / 4).await?;
    was_given(app, &gift(app).await?, before).await
}

/// A job of pledges, or a message that they hear, could not be handled for what the trigger says.
async fn must_have_failed(app: &TestApp) -> anyhow::Result<()> {
    let sql = format!("SELECT kind FROM pledges_job WHERE state = 0 AND last_error LIKE '%{FAILED}%'");
    let jobs = app.ctx("pledges")?.db.read().all(&sql, vec![]).await?;
    let heads = heads(app).await?;
    ensure!(!jobs.is_empty() || heads.iter().any(|it| it.contains(FAILED)), "nothing failed: {heads:?}");
    Ok(())
}

/// Where the saga of a gift fails whose card was refused: a step or its undo, and whether at its end.
const REFUSED: [(&str, bool, bool); 3] =
    [("checkout", false, true), ("reserve", true, false), ("reserve", true, true)];

#[tokio::test]
async fn a_refused_try_of_a_gift_that_fails_inside_is_one_try_when_it_goes_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        let mails = app.mailbox.messages().len();
        comes_due(&app).await?;
        let pauses = PAUSES[..2].iter().copied().map(Some).chain([None]);
        for (place, pause) in REFUSED.into_iter().zip(pauses) {
            refused(&app, place).await.with_context(|| format!("{shape:?} {place:?}"))?;
            app.clock.advance(Duration::from_secs(pause.unwrap_or_default() * 24 * 3600));
        }
        ensure!(plan.page().await?.contains("Your card was refused"), "{}", plan.page().await?);
        let intents = app.sandbox.objects("payment_intent");
        let tries = intents.iter().filter(|it| it["status"] != "succeeded").count();
        ensure!(tries == REFUSED.len(), "{tries} tries: {intents:#?}");
        ensure!(taken(&app) == [GIFT] && kept(&app) == 1, "nothing was taken, and the card is kept");
        all_is_well_after(&app, 0, mails).await?;
    }
    Ok(())
}

async fn refused(app: &TestApp, place: (&str, bool, bool)) -> anyhow::Result<()> {
    let fails = Fault::set(app, "pledges", place, None).await?;
    app.settle_once().await?;
    must_have_failed(app).await?;
    let story = gift(app).await?;
    story.must_wait_at(app, "checkout", false).await?;
    fails.heal(app).await?;
    story.until(app, "lapsed", LIVELY).await?;
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == (0, 0), "{:?}", story.at_the_provider(app));
    Ok(())
}
