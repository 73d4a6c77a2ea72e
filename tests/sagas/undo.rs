//! Refunds that take long, and refunds that fail.

use super::story::{HOUR, Kind, LIVELY, MINOR, MINUTE, Story, all_is_well, requests};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use kernel::saga::SagaStatus;
use sandbox::{Fault, RequestRule};
use tests::{Browser, TestApp, shapes};

/// Its refunds are pending for an hour, and then succeed.
const SLOW: &str = "4000000000007726";
/// Its refunds succeed, and an hour later they have failed.
const COMES_BACK: &str = "4000000000005126";

#[tokio::test]
async fn a_refund_that_takes_its_time_is_waited_for() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let staff = app.signed_in("finance").await?;
        let story = Story::taken(&app, Kind::Charge, SLOW).await?;
        story.refund(&app, &staff).await?;
        app.pass(30 * MINUTE, 5 * MINUTE).await?;
        story.must_be(&app, "refunding").await?;
        story.must_wait_at(&app, "keep", true).await?;
        ensure!(story.undone(&app).await? == ["activate"]);
        let passed = story.until(&app, "refunded", LIVELY).await?;
        ensure!(passed > 20 * MINUTE, "it takes an hour, not {passed:?}");
        let undone = story.undone(&app).await?;
        ensure!(undone == ["activate", "keep", "collect", "checkout", "reserve"], "{undone:?}");
        ensure!(story.at_the_provider(&app) == (1, 1) && story.owed(&app).await? == 0);
        all_is_well(&app, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_that_comes_back_is_owed_and_waits_for_a_person() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        comes_back(&app).await.with_context(|| format!("{shape:?}"))?;
    }
    Ok(())
}

async fn comes_back(app: &TestApp) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let story = Story::taken(app, Kind::Charge, COMES_BACK).await?;
    story.refund(app, &staff).await?;
    story.until(app, "refunded", LIVELY).await?;
    ensure!(story.owed(app).await? == 0, "the money left");
    story.until(app, "refund_failed", LIVELY).await?;
    ensure!(story.owed(app).await? == MINOR, "the money is back with us, and owed");
    ensure!(story.at_the_provider(app) == (1, 0));
    let saga = story.saga(app).await?;
    ensure!(saga.status == SagaStatus::Stuck, "{saga:#?}");
    ensure!(saga.reason.as_deref() == Some("expired_or_canceled_card"), "{saga:#?}");
    all_is_well(app, 1).await?;
    // Nothing gets it on by itself, and no second refund is made.
    app.pass(3 * HOUR, 15 * MINUTE).await?;
    ensure!(story.at_the_provider(app) == (1, 0));
    all_is_well(app, 1).await?;
    // A quarter of an hour away from the desk signs out.
    let staff = app.signed_in("finance").await?;
    let (token, saga) = (staff.get("/backoffice").await?.field("_token")?, saga.id.to_string());
    let form =
        [("_token", &*token), ("module", "pledges"), ("id", &saga), ("note", "Paid by bank transfer.")];
    let answer = staff.post("/backoffice/sagas/abandon", &form).await?;
    ensure!(answer.status == 303, "giving it up answered {}: {}", answer.status, answer.text);
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_refund_of_money_that_came_too_late_and_fails_waits_for_a_person_too() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::open(&app, Kind::Charge).await?;
        story.pay(&app, COMES_BACK).await?;
        story.cancel(&app).await?;
        story.until(&app, "refunded", LIVELY).await?;
        story.until(&app, "refund_failed", LIVELY).await?;
        ensure!(story.owed(&app).await? == MINOR);
        ensure!(story.saga(&app).await?.status == SagaStatus::Stuck, "{:#?}", story.saga(&app).await?);
        all_is_well(&app, 1).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_that_the_provider_refuses_is_owed_and_waits_for_a_person() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let staff = app.signed_in("finance").await?;
        let story = Story::taken(&app, Kind::Charge, VISA).await?;
        app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400))));
        story.refund(&app, &staff).await?;
        story.until(&app, "refund_failed", LIVELY).await?;
        app.sandbox.clear_faults();
        story.must_be(&app, "refund_failed").await?;
        ensure!(story.owed(&app).await? == MINOR && story.at_the_provider(&app) == (1, 0));
        ensure!(story.saga(&app).await?.status == SagaStatus::Stuck);
        all_is_well(&app, 1).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_stuck_at_a_refund_that_failed_gives_the_money_back_when_it_is_tried_again()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        tried_again(&app).await.with_context(|| format!("{shape:?}"))?;
    }
    Ok(())
}

async fn tried_again(app: &TestApp) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let story = Story::taken(app, Kind::Charge, VISA).await?;
    app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400))));
    story.refund(app, &staff).await?;
    story.until(app, "refund_failed", LIVELY).await?;
    // The provider refuses once more: the money is asked for, and what is stuck stays on the list.
    let struck = app.sandbox.faults_struck();
    try_saga_again(app, &staff, &story).await?;
    app.pass(10 * MINUTE, MINUTE).await?;
    ensure!(app.sandbox.faults_struck() == struck + 1, "it is asked for once more, and only once");
    ensure!(story.saga(app).await?.status == SagaStatus::Stuck, "{:#?}", story.saga(app).await?);
    ensure!(story.owed(app).await? == MINOR);
    all_is_well(app, 1).await?;
    ensure!(app.sandbox.faults_struck() == struck + 1, "told twice, it is asked for once");
    app.sandbox.clear_faults();
    try_saga_again(app, &staff, &story).await?;
    story.until(app, "refunded", LIVELY).await?;
    ensure!(story.saga(app).await?.status == SagaStatus::Compensated, "{:#?}", story.saga(app).await?);
    ensure!(story.at_the_provider(app) == (1, 1) && story.owed(app).await? == 0);
    all_is_well(app, 0).await?;
    ensure!(story.at_the_provider(app) == (1, 1), "told twice, it went back once");
    Ok(())
}

#[tokio::test]
async fn a_refund_of_money_that_came_too_late_is_made_again_with_its_saga() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::open(&app, Kind::Charge).await?;
        app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400))));
        story.pay(&app, VISA).await?;
        story.cancel(&app).await?;
        story.until(&app, "refund_failed", LIVELY).await?;
        let staff = app.signed_in("finance").await?;
        try_saga_again(&app, &staff, &story).await?;
        app.pass(10 * MINUTE, MINUTE).await?;
        ensure!(story.saga(&app).await?.status == SagaStatus::Stuck, "{:#?}", story.saga(&app).await?);
        all_is_well(&app, 1).await?;
        app.sandbox.clear_faults();
        try_saga_again(&app, &staff, &story).await?;
        story.until(&app, "refunded", LIVELY).await?;
        ensure!(story.at_the_provider(&app) == (1, 1) && story.owed(&app).await? == 0);
        all_is_well(&app, 0).await?;
    }
    Ok(())
}

/// Staff have a saga that is stuck try again what it is stuck at.
async fn try_saga_again(app: &TestApp, staff: &Browser, story: &Story) -> anyhow::Result<()> {
    let (token, saga) = (staff.get("/backoffice").await?.field("_token")?, story.saga(app).await?);
    ensure!(saga.status == SagaStatus::Stuck, "{saga:#?}");
    app.clock.advance(MINUTE);
    let id = saga.id.to_string();
    let form = [("_token", &*token), ("module", "pledges"), ("id", &id)];
    let answer = staff.post("/backoffice/sagas/retry", &form).await?;
    ensure!(answer.status == 303, "trying again answered {}: {}", answer.status, answer.text);
    Ok(())
}

#[tokio::test]
async fn a_refund_that_cannot_be_asked_for_is_asked_for_until_it_can() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let staff = app.signed_in("finance").await?;
        let story = Story::taken(&app, Kind::Charge, VISA).await?;
        app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::DropAnswerAfter(0))));
        story.refund(&app, &staff).await?;
        app.settle_once().await?;
        // The first call did it, and no answer ever arrives: not for a day and more, when its key is forgotten.
        app.pass(30 * HOUR, HOUR / 2).await?;
        tests::books_agree(&app.platform, &app.sandbox).await?;
        app.sandbox.clear_faults();
        story.until(&app, "refunded", LIVELY).await?;
        ensure!(story.at_the_provider(&app) == (1, 1), "{:?}", story.at_the_provider(&app));
        all_is_well(&app, 0).await?;
    }
    Ok(())
}
