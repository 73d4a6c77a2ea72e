//! A campaign begins once the payment provider lets its creator be charged for (rule R11).

use super::{community::SLUG, desk::Desk};
use crate::{
    donors::journey::{Journey, VISA},
    money::{adds_up, payouts::GOOD_BANK},
};
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::{TestApp, shapes};

const REFUSED: &str = "does not let you take payments yet";
const LEADS: &str = "href=\"/dashboard/payout-account\"";

/// Written and approved; its creator gave the provider nothing.
async fn approved(app: &TestApp) -> anyhow::Result<Desk<'_>> {
    let desk = Desk::written(app).await?;
    assert!(desk.browser.get(&desk.path("")).await?.text.contains(LEADS), "the checklist leads there");
    assert_eq!(desk.step("submission", &[]).await?.status, 303);
    assert_eq!(desk.decide("approve", "").await?.status, 303);
    Ok(desk)
}

#[tokio::test]
async fn a_campaign_begins_only_when_its_creator_can_be_charged_for() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = approved(&app).await?;
        let unknown = "Tell our payment provider who you are";
        let cards = desk.browser.get("/dashboard").await?.text;
        assert!(cards.contains(unknown), "the card says what its creator has to do: {cards}");
        let refused = desk.step("launch", &[("when", "now")]).await?;
        assert_eq!(refused.status, 422, "{}", refused.text);
        for seen in [REFUSED, "href=\"#launch\"", LEADS] {
            assert!(refused.text.contains(seen), "{seen} in {}", refused.text);
        }
        assert!(!refused.text.contains("Begin now"), "what cannot be is offered: {}", refused.text);
        // Whoever is on the provider's page and has filled in nothing is not known there.
        let account = desk.asked_who_they_are().await?;
        assert_eq!(desk.step("launch", &[("when", "now")]).await?.status, 422);
        let creator = app.signed_in("creator").await?;
        let page = creator.get("/dashboard/payout-account/returned").await?.text;
        assert!(page.contains("We are asking our payment provider"), "{page}");

        app.sandbox.onboard(&account, GOOD_BANK, true)?;
        app.settle().await?;
        let back = creator.get("/dashboard/payout-account/returned").await?;
        assert_eq!((back.status, &*back.location), (303, "/dashboard/payout-account"));
        let page = creator.get("/dashboard/payout-account").await?.text;
        assert!(page.contains("Your campaigns can begin.") && page.contains("can be paid"), "{page}");
        assert!(!desk.browser.get("/dashboard").await?.text.contains(unknown));
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains("Begin now") && !overview.contains(LEADS), "{overview}");
        assert_eq!(desk.step("launch", &[("when", "now")]).await?.status, 303);
        app.settle().await?;
        Journey::promise(&app, SLUG, "25").await?.pay(VISA).await?;
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn with_every_webhook_lost_a_creator_can_begin_once_the_account_was_looked_at() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = approved(&app).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        desk.onboarded().await?;
        assert_eq!(desk.step("launch", &[("when", "now")]).await?.status, 422, "nobody heard of it");
        app.pass(Duration::from_secs(900), Duration::from_secs(300)).await?;
        assert_eq!(desk.step("launch", &[("when", "now")]).await?.status, 303);
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_whose_hour_came_too_early_says_so_waits_and_begins_by_itself() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = approved(&app).await?;
        let later = [("when", "later"), ("day", "2026-03-03"), ("time", "09:00")];
        assert_eq!(desk.step("launch", &later).await?.status, 303);
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains("it begins as soon as it is") && overview.contains(LEADS), "{overview}");

        app.pass(Duration::from_secs(3 * 86_400), Duration::from_secs(6 * 3_600)).await?;
        assert_eq!(app.browser().get(&format!("/c/{SLUG}/give")).await?.status, 404, "it waits");
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(!page.contains("Gifts are taken from"), "an hour that has passed is not promised: {page}");
        desk.onboarded().await?;
        assert_eq!(app.browser().get(&format!("/c/{SLUG}/give")).await?.status, 200);
        app.holds().await?;
    }
    Ok(())
}
