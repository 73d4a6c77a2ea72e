//! What the provider tells, lost, late, twice, in the wrong order or wrongly signed.

use super::story::{HOUR, Kind, LIVELY, MINUTE, Story, all_is_well, every_webhook};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use sandbox::{PayOutcome, WebhookFault};
use tests::{TestApp, shapes};

const FAULTS: [WebhookFault; 7] = [
    WebhookFault::Drop,
    WebhookFault::Duplicate(2),
    WebhookFault::DelaySeconds(5_400),
    WebhookFault::WrongSignature,
    WebhookFault::StaleTimestamp,
    WebhookFault::Reverse,
    WebhookFault::Shuffle,
];

#[tokio::test]
async fn whatever_becomes_of_webhooks_pledges_are_taken_refunded_and_taken_back_all_the_same()
-> anyhow::Result<()> {
    for shape in shapes() {
        for fault in FAULTS {
            let app = TestApp::start(&shape).await?;
            app.faults(every_webhook(fault.clone()));
            all(&app).await.with_context(|| format!("{shape:?}: {fault:?}"))?;
        }
    }
    Ok(())
}

async fn all(app: &TestApp) -> anyhow::Result<()> {
    let [paid, saved] = [Story::open(app, Kind::Charge).await?, Story::open(app, Kind::Save).await?];
    let cancelled = Story::open(app, Kind::Charge).await?;
    paid.pay(app, VISA).await?;
    saved.pay(app, VISA).await?;
    cancelled.cancel(app).await?;
    paid.until(app, "active", LIVELY).await?;
    saved.until(app, "card_saved", LIVELY).await?;
    cancelled.until(app, "lapsed", LIVELY).await?;
    // Whoever gives money back has just proved that it is them.
    paid.refund(app, &app.signed_in("finance").await?).await?;
    paid.until(app, "refunded", LIVELY).await?;
    for story in [&paid, &saved, &cancelled] {
        story.until_over(app, LIVELY).await?;
    }
    // Everything that is late arrives while the rest is at rest.
    app.pass(2 * HOUR, 20 * MINUTE).await?;
    ensure!(paid.at_the_provider(app) == (1, 1) && cancelled.at_the_provider(app) == (0, 0));
    all_is_well(app, 0).await
}

#[tokio::test]
async fn whoever_pays_at_the_last_moment_counts_though_no_webhook_tells_of_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        app.faults(every_webhook(WebhookFault::Drop));
        for (kind, kept) in [(Kind::Charge, 15_u32), (Kind::Save, 35)] {
            let story = Story::open(&app, kind).await?;
            app.pass((kept - 1) * MINUTE + MINUTE / 2, MINUTE / 4).await?;
            ensure!(story.pay(&app, VISA).await? == PayOutcome::Done);
            app.pass(3 * MINUTE, MINUTE / 4).await?;
            story.must_be(&app, kind.taken()).await.with_context(|| format!("{shape:?} {kind:?}"))?;
            story.until_over(&app, LIVELY).await?;
            ensure!(story.at_the_provider(&app) == (usize::from(kind == Kind::Charge), 0));
        }
        all_is_well(&app, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn money_can_go_back_before_the_provider_has_told_of_its_coming() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        app.faults(every_webhook(WebhookFault::DelaySeconds(5_400)));
        let story = Story::open(&app, Kind::Charge).await?;
        story.pay(&app, VISA).await?;
        let passed = story.until(&app, "active", LIVELY).await?;
        ensure!(passed < HOUR && app.sandbox.pending_deliveries() > 0, "a look learnt it, not a webhook");
        story.refund(&app, &app.signed_in("finance").await?).await?;
        story.until(&app, "refunded", LIVELY).await?;
        ensure!(app.sandbox.pending_deliveries() > 0, "no webhook came yet");
        app.pass(2 * HOUR, 10 * MINUTE).await?;
        ensure!(app.sandbox.pending_deliveries() == 0, "all of them came");
        story.must_be(&app, "refunded").await?;
        ensure!(story.at_the_provider(&app) == (1, 1));
        all_is_well(&app, 0).await?;
    }
    Ok(())
}
