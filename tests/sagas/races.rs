//! Two things about one pledge at once.

use super::{
    cards::card_is_kept,
    story::{HOUR, Kind, LIVELY, MINUTE, Story, all_is_well, every_webhook, requests},
};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use kernel::{EffectRow, EffectState};
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule, WebhookFault};
use tests::{TestApp, shapes};

const EXPIRE: &str = "/v1/checkout/sessions/*/expire";

#[tokio::test]
async fn whoever_turns_back_while_paying_gets_the_money_back_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for pays_first in [true, false] {
            for kind in [Kind::Charge, Kind::Save] {
                let what = || format!("{shape:?} {kind:?}, pays first: {pays_first}");
                both(&app, kind, pays_first).await.with_context(what)?;
            }
        }
    }
    Ok(())
}

/// The donor pays in one window and cancels in the other, before anybody hears of either.
async fn both(app: &TestApp, kind: Kind, pays_first: bool) -> anyhow::Result<()> {
    let story = Story::open(app, kind).await?;
    if pays_first {
        story.pay(app, VISA).await?;
        ensure!(story.cancel(app).await?.status == 303);
    } else {
        ensure!(story.cancel(app).await?.status == 303);
        story.pay(app, VISA).await?;
    }
    let (end, money) = match kind {
        Kind::Charge => ("refunded", (1, 1)),
        Kind::Save => ("lapsed", (0, 0)),
    };
    story.until(app, end, LIVELY).await?;
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == money, "{:?}", story.at_the_provider(app));
    ensure!(story.owed(app).await? == 0);
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_payment_after_the_pledge_lapsed_goes_back_by_one_refund() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for (fault, waits) in [
            (Fault::ErrorBefore(500), MINUTE),
            (Fault::DropBefore(0), 20 * MINUTE),
            (Fault::ErrorBefore(503), 50 * MINUTE),
        ] {
            late(&app, fault.clone(), waits)
                .await
                .with_context(|| format!("{shape:?} {fault:?} {waits:?}"))?;
        }
    }
    Ok(())
}

/// The page cannot be closed for half a day, and the donor pays on it although the pledge has come to nothing.
async fn late(app: &TestApp, fault: Fault, waits: std::time::Duration) -> anyhow::Result<()> {
    let story = Story::open(app, Kind::Charge).await?;
    app.faults(requests(RequestRule::new("POST", EXPIRE, fault)));
    app.pass(12 * HOUR, 20 * MINUTE).await?;
    story.until(app, "lapsed", LIVELY).await?;
    app.pass(waits, MINUTE).await?;
    story.must_be(app, "lapsed").await?;
    ensure!(story.pay(app, VISA).await? == PayOutcome::Done, "the page is still open");
    story.until(app, "refunded", LIVELY).await?;
    app.sandbox.clear_faults();
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == (1, 1), "{:?}", story.at_the_provider(app));
    ensure!(story.owed(app).await? == 0);
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_card_saved_after_the_pledge_lapsed_makes_it_count_for_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::open(&app, Kind::Save).await?;
        app.faults(requests(RequestRule::new("POST", EXPIRE, Fault::ErrorBefore(500))));
        app.pass(12 * HOUR, 20 * MINUTE).await?;
        story.until(&app, "lapsed", LIVELY).await?;
        ensure!(story.pay(&app, VISA).await? == PayOutcome::Done);
        app.sandbox.clear_faults();
        story.until_over(&app, LIVELY).await?;
        story.must_be(&app, "lapsed").await?;
        all_is_well(&app, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_cannot_be_closed_when_its_time_is_up_keeps_its_pledge_until_it_can() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for fault in [Fault::ErrorBefore(503), Fault::DropAnswerAfter(0)] {
            for kind in [Kind::Charge, Kind::Save] {
                for paid in [true, false] {
                    let what = || format!("{shape:?} {fault:?} {kind:?}, paid: {paid}");
                    kept(&app, fault.clone(), kind, paid).await.with_context(what)?;
                }
            }
        }
    }
    Ok(())
}

/// No webhook arrives and the provider does not answer, from just before the time is up until long after it.
async fn kept(app: &TestApp, fault: Fault, kind: Kind, paid: bool) -> anyhow::Result<()> {
    let story = Story::open(app, kind).await?;
    let webhooks = every_webhook(WebhookFault::Drop).webhooks;
    let rule = RequestRule { method: None, ..RequestRule::new("", "/v1/", fault) };
    app.pass(14 * MINUTE, MINUTE).await?;
    app.faults(FaultPlan { webhooks, ..requests(rule) });
    if paid {
        ensure!(story.pay(app, VISA).await? == PayOutcome::Done);
    }
    app.pass(2 * HOUR, 2 * MINUTE).await?;
    story.must_be(app, "awaiting_payment").await?;
    story.must_wait_at(app, "collect", false).await?;
    app.sandbox.clear_faults();
    if paid {
        story.until(app, kind.taken(), LIVELY).await?;
    } else {
        story.until(app, "lapsed", LIVELY).await?;
        ensure!(story.pay(app, VISA).await.is_err(), "its page is closed");
    }
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == (usize::from(paid && kind == Kind::Charge), 0));
    if paid && kind == Kind::Save {
        ensure!(card_is_kept(app, &story).await?, "its card was let go");
    }
    all_is_well(app, 0).await
}

#[tokio::test]
async fn whoever_pays_while_the_page_is_being_closed_counts() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for kind in [Kind::Charge, Kind::Save] {
            while_closing(&app, kind).await.with_context(|| format!("{shape:?} {kind:?}"))?;
        }
    }
    Ok(())
}

/// The first call to close the page fails, and the donor pays before the second.
async fn while_closing(app: &TestApp, kind: Kind) -> anyhow::Result<()> {
    let story = Story::open(app, kind).await?;
    app.faults(requests(RequestRule::new("POST", EXPIRE, Fault::ErrorBefore(500))));
    app.pass(40 * MINUTE, MINUTE).await?;
    ensure!(app.sandbox.faults_struck() > 0, "nobody tried to close it");
    story.must_be(app, "awaiting_payment").await?;
    ensure!(story.pay(app, VISA).await? == PayOutcome::Done, "the page is still open");
    story.until(app, kind.taken(), LIVELY).await?;
    app.sandbox.clear_faults();
    story.until_over(app, LIVELY).await?;
    app.pass(HOUR, 5 * MINUTE).await?;
    let (payments, about) = (app.ctx("payments")?, format!("pledge/{}", story.pledge));
    let calls = EffectRow::about(payments.db.read(), payments.module, &about).await?;
    let closing: Vec<_> = calls.iter().filter(|it| it.step == "expire_checkout").map(|it| it.state).collect();
    ensure!(closing == [EffectState::Failed], "nobody took the page back: {closing:?}");
    ensure!(story.at_the_provider(app) == (usize::from(kind == Kind::Charge), 0));
    if kind == Kind::Save {
        ensure!(card_is_kept(app, &story).await?, "its card was let go");
    }
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_saved_card_that_is_not_charged_yet_can_be_taken_back() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::taken(&app, Kind::Save, VISA).await?;
        for _ in 0..2 {
            let answer = story.cancel(&app).await;
            ensure!(answer.is_err() || answer.is_ok_and(|it| it.status == 303));
        }
        story.until(&app, "withdrawn", LIVELY).await?;
        story.until_over(&app, LIVELY).await?;
        let undone = story.undone(&app).await?;
        ensure!(undone == ["activate", "keep", "collect", "checkout", "reserve"], "{undone:?}");
        all_is_well(&app, 0).await?;
    }
    Ok(())
}
