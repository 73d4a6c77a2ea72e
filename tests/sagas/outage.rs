//! A provider that is not there for hours.

use super::story::{HOUR, Kind, LIVELY, MINUTE, Story, all_is_well, requests};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use kernel::saga::SagaStatus;
use sandbox::{Fault, PayOutcome, RequestRule};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_provider_that_is_away_for_two_hours_loses_no_refund_and_keeps_no_donor_waiting()
-> anyhow::Result<()> {
    for shape in shapes() {
        for fault in [Fault::ErrorBefore(503), Fault::DropBefore(0), Fault::DropAnswerAfter(0)] {
            let app = TestApp::start(&shape).await?;
            away(&app, fault.clone()).await.with_context(|| format!("{shape:?} {fault:?}"))?;
        }
    }
    Ok(())
}

/// Whether the donor of `story` was written to that the page is open, once.
fn told(app: &TestApp, story: &Story) -> bool {
    let link = format!("{}/pay", app.page_of(&story.pledge));
    app.mailbox.messages().iter().filter(|it| it.text().contains(&link)).count() == 1
}

async fn away(app: &TestApp, fault: Fault) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let before = Story::taken(app, Kind::Charge, VISA).await?;
    let paying = Story::open(app, Kind::Charge).await?;
    let leaving = Story::open(app, Kind::Charge).await?;
    let rule = RequestRule { method: None, ..RequestRule::new("", "/v1/", fault) };
    app.faults(requests(rule));
    let fresh = [Story::begin(app, Kind::Charge).await?, Story::begin(app, Kind::Save).await?];
    ensure!(paying.pay(app, VISA).await? == PayOutcome::Done);
    leaving.cancel(app).await?;
    before.refund(app, &staff).await?;
    app.settle_once().await?;
    before.must_wait_at(app, "keep", true).await?;
    leaving.must_wait_at(app, "checkout", true).await?;
    for story in &fresh {
        story.must_wait_at(app, "checkout", false).await?;
    }
    let asked = app.sandbox.faults_struck();
    app.pass(2 * HOUR, 2 * MINUTE).await?;
    let again = app.sandbox.faults_struck() - asked;
    // Some 150 in two hours; a job that asked at each of the sixty looks would make seven times sixty.
    ensure!(again <= 240, "it was asked for the same again and again: {again} times");
    // A page that cannot be closed is a person's to look at; that it closed later heals it.
    ensure!(leaving.saga(app).await?.status == SagaStatus::Stuck, "{:#?}", leaving.saga(app).await?);
    paying.must_wait_at(app, "collect", false).await?;
    for story in &fresh {
        if told(app, story) {
            // Its page was opened although the answer was lost, and events told of it.
            continue;
        }
        story.must_wait_at(app, "checkout", false).await?;
        let page = app.browser().get(&format!("{}/pay", app.page_of(&story.pledge))).await?.text;
        ensure!(page.contains("does not answer") && page.contains("is kept until"), "{page}");
    }
    app.sandbox.clear_faults();
    before.until(app, "refunded", LIVELY).await?;
    ensure!(before.at_the_provider(app) == (1, 1));
    // Nobody could see that it was paid in time, and nobody said that it was not.
    paying.until(app, "active", LIVELY).await?;
    ensure!(paying.at_the_provider(app) == (1, 0));
    leaving.until_over(app, LIVELY).await?;
    let [comes_back, stays_away] = &fresh;
    for story in &fresh {
        story.until(app, "awaiting_payment", LIVELY).await?;
        ensure!(told(app, story), "{} was not told", story.pledge);
    }
    // Hours after the promise it can be paid: no attempt was burned, and the promise counts.
    ensure!(comes_back.pay(app, VISA).await? == PayOutcome::Done);
    comes_back.until(app, "active", LIVELY).await?;
    ensure!(comes_back.at_the_provider(app) == (1, 0));
    stays_away.until_over(app, 5 * HOUR).await?;
    stays_away.must_be(app, "lapsed").await?;
    ensure!(stays_away.at_the_provider(app) == (0, 0));
    // Whatever was opened at the provider meanwhile is closed again.
    app.pass(LIVELY, Duration::from_secs(900)).await?;
    let open = app.sandbox.objects("checkout.session");
    ensure!(open.iter().all(|it| it["status"] != "open"), "{open:#?}");
    let next = Story::taken(app, Kind::Charge, VISA).await?;
    next.until_over(app, LIVELY).await?;
    all_is_well(app, 0).await
}
