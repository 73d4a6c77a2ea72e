//! Gifts of a plan. Each is a pledge with a saga of its own that is charged without its donor: every charge, every try
//! of a card that is refused and every other card that is chosen, with every fault of the line to the provider and with
//! the program gone while the call is on its way.

use super::{
    crashes::{FOR_EVER, on_its_way},
    story::{LIVELY, MINUTE, Story, all_is_well_after, requests},
    sweep::FAULTS,
};
use crate::{
    donors::journey::VISA,
    plans::{EMPTY_LATER, Plan, kept, taken},
};
use anyhow::{Context as _, ensure};
use kernel::{Clock as _, db::Sql as _};
use sandbox::{Fault, RequestRule};
use std::time::Duration;
use tests::{TestApp, shapes};
use uuid::Uuid;

/// The one call that charges a card without its donor.
pub(super) const CHARGE: &str = "/v1/payment_intents";
/// What each gift is, in minor units.
pub(super) const GIFT: i64 = 2_500;
/// When a card that was refused is tried again (rule R3).
pub(super) const PAUSES: [u64; 5] = [2, 2, 5, 5, 5];

/// A fault of the next charge.
fn charge_goes_wrong(app: &TestApp, fault: &Fault) {
    app.faults(requests(RequestRule::new("POST", CHARGE, fault.clone()).times(1)));
}

/// Time passes until the next gift of the only plan is due. Nothing that follows from it has happened yet.
pub(super) async fn comes_due(app: &TestApp) -> anyhow::Result<()> {
    let sql = "SELECT next_at FROM pledges_plan WHERE next_at IS NOT NULL";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![]).await?.context("no gift is to come")?;
    let left = row.try_get_by_index::<i64>(0)? - app.clock.now().0;
    app.clock.advance(Duration::from_micros(u64::try_from(left).unwrap_or_default()));
    Ok(())
}

/// The pledge of the latest try of the newest gift.
pub(super) async fn gift(app: &TestApp) -> anyhow::Result<Story> {
    let sql = "SELECT pledge FROM pledges_plan_period ORDER BY period DESC LIMIT 1";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![]).await?.context("no gift was due")?;
    Ok(Story { pledge: row.try_get_by_index::<Uuid>(0)?.to_string() })
}

/// How many mails that came after the first `before` say `what`.
fn told(app: &TestApp, before: usize, what: &str) -> usize {
    let mails = app.mailbox.messages();
    mails.iter().rev().skip(before).filter(|it| it.subject().contains(what)).count()
}

/// It was the charge of this gift that met the fault, and its saga waits.
async fn charge_met_it(app: &TestApp) -> anyhow::Result<Story> {
    app.platform.settle().await?;
    ensure!(app.sandbox.faults_struck() > 0, "nothing went wrong: no card was charged");
    let story = gift(app).await?;
    story.must_wait_at(app, "checkout", false).await?;
    Ok(story)
}

/// A gift that was charged once, and that its donor was written to about once.
pub(super) async fn was_given(app: &TestApp, story: &Story, before: (usize, usize)) -> anyhow::Result<()> {
    let (charges, mails) = before;
    story.until(app, "active", LIVELY).await?;
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == (1, 0), "{:?}", story.at_the_provider(app));
    ensure!(taken(app) == vec![GIFT; charges + 1], "{:?}", taken(app));
    ensure!(told(app, mails, "Your gift to") == 1 && told(app, mails, "could not be charged") == 0);
    all_is_well_after(app, 0, mails).await
}

/// How often something was taken, and how many mails there are.
pub(super) fn so_far(app: &TestApp) -> (usize, usize) {
    (taken(app).len(), app.mailbox.messages().len())
}

#[tokio::test]
async fn each_gift_of_a_plan_is_charged_once_whatever_happens_to_the_line() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Plan::begin(&app, VISA).await?;
        // A month for each.
        for (what, fault) in &FAULTS {
            charged(&app, fault).await.with_context(|| format!("{shape:?}: {what}"))?;
        }
    }
    Ok(())
}

async fn charged(app: &TestApp, fault: &Fault) -> anyhow::Result<()> {
    let before = so_far(app);
    comes_due(app).await?;
    charge_goes_wrong(app, fault);
    let story = charge_met_it(app).await?;
    app.pass(2 * MINUTE, MINUTE / 4).await?;
    app.sandbox.clear_faults();
    was_given(app, &story, before).await
}

#[tokio::test]
async fn a_program_that_dies_with_the_charge_of_a_gift_on_its_way_finds_out_what_became_of_it()
-> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        Plan::begin(&app, VISA).await?;
        for fault in [Fault::DropBefore(FOR_EVER), Fault::DropAnswerAfter(FOR_EVER)] {
            let before = so_far(&app);
            comes_due(&app).await?;
            charge_goes_wrong(&app, &fault);
            tokio::select! {
                quiet = app.settle_once() => anyhow::bail!("nothing was on its way: {quiet:?}"),
                () = on_its_way(&app) => (),
            }
            app.restart().await?;
            app.sandbox.clear_faults();
            app.settle_once().await?;
            // What the dead held is nobody's by then.
            app.pass(MINUTE, MINUTE).await?;
            let story = gift(&app).await?;
            was_given(&app, &story, before).await.with_context(|| format!("{shape:?} {fault:?}"))?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn each_try_of_a_refused_card_is_one_try_whatever_happens_to_the_line() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        let mails = app.mailbox.messages().len();
        comes_due(&app).await?;
        let tries = PAUSES.map(Some).into_iter().chain([None]);
        for ((what, fault), pause) in FAULTS.iter().zip(tries) {
            refused(&app, fault).await.with_context(|| format!("{shape:?}: {what}"))?;
            app.clock.advance(Duration::from_secs(pause.unwrap_or_default() * 24 * 3600));
        }
        let page = plan.page().await?;
        ensure!(page.contains("the last gift could not be charged"), "{page}");
        let intents = app.sandbox.objects("payment_intent");
        ensure!(intents.iter().filter(|it| it["status"] != "succeeded").count() == 6, "{intents:#?}");
        ensure!(taken(&app) == [GIFT] && kept(&app) == 0);
        ensure!(told(&app, mails, "have ended") == 1);
        all_is_well_after(&app, 0, mails).await?;
    }
    Ok(())
}

async fn refused(app: &TestApp, fault: &Fault) -> anyhow::Result<()> {
    charge_goes_wrong(app, fault);
    let story = charge_met_it(app).await?;
    app.pass(2 * MINUTE, MINUTE / 4).await?;
    app.sandbox.clear_faults();
    story.until(app, "lapsed", LIVELY).await?;
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == (0, 0), "{:?}", story.at_the_provider(app));
    Ok(())
}

#[tokio::test]
async fn a_plan_that_is_paused_while_nobody_knows_of_a_charge_has_that_gift_and_no_other()
-> anyhow::Result<()> {
    for shape in shapes() {
        for fault in [Fault::ErrorBefore(500), Fault::DropAnswerAfter(0)] {
            let app = TestApp::start(&shape).await?;
            let plan = Plan::begin(&app, VISA).await?;
            let before = so_far(&app);
            comes_due(&app).await?;
            charge_goes_wrong(&app, &fault);
            let story = charge_met_it(&app).await?;
            ensure!(plan.act("pause", &[]).await?.status == 303);
            was_given(&app, &story, before).await.with_context(|| format!("{shape:?} {fault:?}"))?;
            app.pass(Duration::from_secs(62 * 24 * 3600), Duration::from_secs(31 * 24 * 3600)).await?;
            ensure!(taken(&app).len() == 2, "it is paused");
            let before = so_far(&app);
            ensure!(plan.act("resume", &[]).await?.status == 303);
            comes_due(&app).await?;
            app.settle_once().await?;
            was_given(&app, &gift(&app).await?, before).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn another_card_of_a_plan_is_kept_once_and_the_one_before_let_go_whatever_happens_to_the_line()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        for (what, fault) in &FAULTS {
            card_is_changed(&app, &plan, fault).await.with_context(|| format!("{shape:?}: {what}"))?;
        }
        let before = so_far(&app);
        comes_due(&app).await?;
        app.settle_once().await?;
        was_given(&app, &gift(&app).await?, before).await?;
    }
    Ok(())
}

async fn card_is_changed(app: &TestApp, plan: &Plan<'_>, fault: &Fault) -> anyhow::Result<()> {
    let (charges, mails) = so_far(app);
    let goes_wrong = |path: &str| requests(RequestRule::new("POST", path, fault.clone()).times(1));
    app.faults(goes_wrong("/v1/checkout/sessions"));
    let asked = plan.act("card", &[]).await?;
    ensure!(asked.status == 303, "{}: {}", asked.status, asked.text);
    ensure!(app.sandbox.faults_struck() > 0, "nothing went wrong: no page was asked for");
    app.sandbox.clear_faults();
    let session = card_page(app, plan).await?;
    app.faults(goes_wrong("/v1/payment_methods/*/detach"));
    app.sandbox.pay(&session, VISA)?;
    app.settle_once().await?;
    ensure!(app.sandbox.faults_struck() > 0, "nothing went wrong: no card was let go");
    app.sandbox.clear_faults();
    app.pass(20 * MINUTE, MINUTE).await?;
    ensure!(kept(app) == 1, "{} cards are kept", kept(app));
    ensure!(taken(app).len() == charges, "something was charged");
    all_is_well_after(app, 0, mails).await
}

/// The provider's page for the card that was asked for last, once it is open.
async fn card_page(app: &TestApp, plan: &Plan<'_>) -> anyhow::Result<String> {
    let pledge: Uuid = plan.gift.pledge.parse()?;
    let sql = "SELECT session_id FROM payments_payment WHERE pledge = $1 ORDER BY attempt_no DESC LIMIT 1";
    let mut passed = Duration::ZERO;
    loop {
        app.settle_once().await?;
        let row =
            app.ctx("payments")?.db.read().one(sql, vec![pledge.into()]).await?.context("no attempt")?;
        if let Some(session) = row.try_get_by_index::<Option<String>>(0)? {
            return Ok(session);
        }
        ensure!(passed < LIVELY, "its page never opened");
        app.clock.advance(MINUTE);
        passed += MINUTE;
    }
}
