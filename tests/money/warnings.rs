//! Banks that warn of a payment before anybody takes it back.

use super::{adds_up, balance, keeps_all};
use crate::donors::journey::{Journey, VISA};
use anyhow::Context as _;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

const ROOM: &str = "/backoffice/disputes";
const ASKED: &str = "Refund before it becomes a dispute?";

/// A gift of ₹840 that its bank warns of, and the warning's id.
async fn warned(app: &TestApp) -> anyhow::Result<(Journey<'_>, String)> {
    let gift = Journey::promise(app, &keeps_all()?, "840").await?;
    gift.pay(VISA).await?;
    let warning = app.sandbox.warn(&gift.charge()?, "made_with_stolen_card")?;
    app.settle().await?;
    Ok((gift, warning))
}

async fn read(app: &TestApp, path: &str) -> anyhow::Result<String> {
    Ok(app.signed_in("finance").await?.get(path).await?.text)
}

fn page(gift: &Journey<'_>) -> String {
    format!("/backoffice/pledges/{}", gift.pledge)
}

async fn leave(app: &TestApp, who: &str, warning: &str, reason: &str) -> anyhow::Result<Answer> {
    let staff = app.signed_in(who).await?;
    let token = staff.get("/me").await?.field("_token")?;
    staff
        .post(&format!("{ROOM}/warnings/{warning}/dismissal"), &[("_token", &token), ("reason", reason)])
        .await
}

#[tokio::test]
async fn a_bank_s_warning_stands_on_the_pledge_s_page_and_in_the_room_and_nothing_goes_back_by_itself()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (gift, warning) = warned(&app).await?;
        app.pass(Duration::from_secs(2 * 86_400), Duration::from_secs(6 * 3600)).await?;
        let room = read(&app, ROOM).await?;
        assert!(room.contains(&warning) && room.contains(ASKED) && room.contains("One waits"), "{room}");
        assert!(room.contains("made with stolen card"), "{room}");
        let waits = "Warnings of banks to decide on</a>: 1";
        assert!(read(&app, "/backoffice").await?.contains(waits));
        let called = kernel::reference(gift.pledge.parse()?);
        assert!(room.contains(&format!("href=\"{}#refund\">{called}</a>", page(&gift))), "{room}");
        let shown = read(&app, &page(&gift)).await?;
        assert!(shown.contains(ASKED) && shown.contains("id=\"refund\""), "{shown}");
        assert!(!gift.page().await?.contains("stolen"), "the donor reads nothing of it");
        assert!(app.sandbox.objects("refund").is_empty());
        assert_eq!(gift.raised().await?, 84_000);

        assert_eq!(gift.refund("840").await?.status, 303);
        let room = read(&app, ROOM).await?;
        assert!(room.contains("nothing is left to give back") && !room.contains(ASKED), "{room}");
        assert!(!read(&app, &page(&gift)).await?.contains(ASKED));
        assert!(!read(&app, "/backoffice").await?.contains("Warnings of banks"));
        adds_up(&app).await?;
    }
    Ok(())
}

/// The form with which one agrees: where it goes, and the hash of what is shown.
fn proposed(page: &Answer) -> anyhow::Result<(String, String)> {
    let path = page.text.split('"').find(|it| it.contains("/refund/")).context("nothing is proposed")?;
    Ok((path.to_owned(), page.field("hash")?))
}

#[tokio::test]
async fn a_bank_s_warning_proposes_the_refund_to_which_one_person_of_finance_agrees() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (gift, _) = warned(&app).await?;
        let finance = app.signed_in("finance").await?;
        assert!(
            finance.get("/backoffice").await?.text.contains("Refunds that wait for a second person</a>: 1")
        );
        let shown = finance.get(&page(&gift)).await?;
        assert!(shown.text.contains("may be fraud: made with stolen card"), "{}", shown.text);
        let (path, hash) = proposed(&shown)?;
        let token = shown.field("_token")?;
        let support = app.signed_in("support").await?;
        let theirs = support.get("/me").await?.field("_token")?;
        let refused = support.post(&path, &[("_token", &theirs), ("hash", &hash)]).await?;
        assert_eq!(refused.status, 404, "support does not agree to refunds");
        let asked = finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(asked.location.starts_with("/me/confirm"), "{} {}", asked.status, asked.text);
        let token = finance.sign(&asked).await?;
        assert_eq!(finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?.status, 303);
        app.settle().await?;
        assert_eq!(app.sandbox.objects("refund").len(), 1);
        assert_eq!(gift.raised().await?, 0);
        let audit = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(audit.contains("fraud_warning"), "{audit}");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_warning_proposed_is_gone_once_somebody_decided_about_the_pledge() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (gift, _) = warned(&app).await?;
    let finance = app.signed_in("finance").await?;
    let (path, hash) = proposed(&finance.get(&page(&gift)).await?)?;
    assert_eq!(gift.refund("400").await?.status, 303);
    assert!(proposed(&finance.get(&page(&gift)).await?).is_err(), "it came to more than is left");
    let token = finance.get("/me").await?.field("_token")?;
    assert_eq!(finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?.status, 409);
    app.settle().await?;
    assert_eq!(app.sandbox.objects("refund").len(), 1);
    adds_up(&app).await?;
    Ok(())
}

#[tokio::test]
async fn finance_leaves_a_warning_as_it_is_once_and_says_why() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (gift, warning) = warned(&app).await?;
        let why = "The donor was called, and knows of it.";
        assert_eq!(leave(&app, "support", &warning, why).await?.status, 404, "not theirs to decide");
        let silent = leave(&app, "finance", &warning, " ").await?;
        assert_eq!(silent.status, 422);
        assert!(silent.text.contains("why nothing is done about this warning"), "{}", silent.text);
        let long = "The donor was called. ".repeat(25);
        super::leads_back(&leave(&app, "finance", &warning, &long).await?, &long)?;
        assert_eq!(leave(&app, "finance", &warning, why).await?.status, 303);
        assert_eq!(leave(&app, "finance", &warning, why).await?.status, 409);
        let room = read(&app, ROOM).await?;
        assert!(room.contains("Left as it is") && room.contains("Nothing waits"), "{room}");
        assert_eq!(gift.raised().await?, 84_000);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn with_every_webhook_lost_a_warning_is_found_and_so_is_the_dispute_that_it_becomes()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        let gift = Journey::promise(&app, &keeps_all()?, "840").await?;
        gift.pay(VISA).await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await?;
        app.sandbox.warn(&gift.charge()?, "unauthorized_use_of_card")?;
        app.pass(Duration::from_secs(1800), Duration::from_secs(300)).await?;
        let room = read(&app, ROOM).await?;
        assert!(room.contains("unauthorized use of card") && room.contains(ASKED), "{room}");
        app.sandbox.dispute(&gift.charge()?)?;
        app.pass(Duration::from_secs(1800), Duration::from_secs(300)).await?;
        let room = read(&app, ROOM).await?;
        assert!(room.contains("It became a dispute") && !room.contains(ASKED), "{room}");
        assert!(!read(&app, &page(&gift)).await?.contains(ASKED));
        assert_eq!(balance(&app, "dispute:hold", "INR").await?, 84_000);
        adds_up(&app).await?;
    }
    Ok(())
}
