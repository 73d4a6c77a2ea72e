use super::{adds_up, balance, keeps_all, owed};
use crate::{
    creators::desk::Desk,
    donors::journey::{Journey, VISA},
};
use sandbox::PayOutcome;
use std::time::Duration;
use tests::{TestApp, shapes};

/// Stripe's test card whose charges are disputed at once.
const DISPUTED: &str = "4000000000000259";
/// Stripe's test card whose refunds are pending first.
const REFUNDED_LATER: &str = "4000000000007726";
/// Stripe's test card whose refunds succeed and come back later.
const REFUND_COMES_BACK: &str = "4000000000005126";

/// Another card, from which nothing was taken back.
const MASTERCARD: &str = "5555555555554444";

#[tokio::test]
async fn t56_while_a_bank_decides_nothing_is_refunded_and_the_room_says_until_when() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(DISPUTED).await?;
        assert_eq!(balance(&app, "dispute:hold", "INR").await?, 84_000);
        let path = format!("/backoffice/pledges/{}", journey.pledge);
        let shown = app.signed_in("finance").await?.get(&path).await?;
        assert!(shown.field("refund").is_err(), "a refund is offered: {}", shown.text);
        assert!(shown.text.contains("taken this payment back"), "it is not said why: {}", shown.text);
        let refused = journey.refund("840").await?;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("taken this payment back"), "{}", refused.text);
        assert!(app.sandbox.objects("refund").is_empty());
        let room = app.signed_in("finance").await?.get("/backoffice/disputes").await?;
        assert!(room.text.contains("fraudulent") && room.text.contains("One waits"), "{}", room.text);
        // The sum and the day are written as in every other room.
        let row = room.text.split("<tr>").find(|it| it.contains("fraudulent")).unwrap_or_default();
        assert!(row.contains("<td class=\"num\" data-label=\"Sum\">₹840.00</td>"), "{row}");
        // It is called what donors and staff call it, and not by an id of the provider.
        let called = kernel::reference(journey.pledge.parse()?);
        assert!(row.contains(&format!(">{called}</a>")) && row.contains("data-label=\"Campaign\""), "{row}");
        let due = row.split("data-label=\"Evidence due\">").nth(1).and_then(|it| it.split("</td>").next());
        let due = due.unwrap_or_default();
        assert!(due.contains(" 2026 at ") && due.ends_with(" UTC"), "{due:?} in {row}");
        // What is written at length stands below the table.
        let (table, below) = room.text.split_once("</table>").unwrap_or_default();
        assert!(!table.contains("<textarea") && below.contains("<textarea"), "{}", room.text);
        // What is known of the payment stands there to be sent.
        assert!(
            room.text.contains("₹840.00 was charged on") && room.text.contains(&journey.pledge),
            "{}",
            room.text
        );
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_dispute_is_answered_once_and_won_or_lost_by_what_was_said() -> anyhow::Result<()> {
    for shape in shapes() {
        for (words, won) in [("winning_evidence", true), ("losing_evidence", false)] {
            let app = TestApp::start(&shape).await?;
            let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
            journey.pay(DISPUTED).await?;
            let staff = app.signed_in("finance").await?;
            let page = staff.get("/backoffice/disputes").await?;
            let dispute = app.sandbox.objects("dispute")[0]["id"].as_str().unwrap_or_default().to_owned();
            let path = format!("/backoffice/disputes/{dispute}/evidence");
            let token = page.field("_token")?;
            let long = "They had the book. ".repeat(1_100);
            super::leads_back(&staff.post(&path, &[("_token", &*token), ("words", &*long)]).await?, &long)?;
            let form = [("_token", &*token), ("words", words)];
            assert_eq!(staff.post(&path, &form).await?.status, 303);
            assert_eq!(staff.post(&path, &form).await?.status, 409, "it was sent");
            app.settle().await?;
            app.pass(Duration::from_secs(2 * 3600), Duration::from_secs(600)).await?;
            assert_eq!(balance(&app, "dispute:hold", "INR").await?, 0, "{words}");
            let raised = journey.raised().await?;
            assert_eq!(raised, if won { 84_000 } else { 0 }, "{words}");
            adds_up(&app).await?;
        }
    }
    Ok(())
}

/// What may happen to a payment that a bank takes back, in any order.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Refund,
    Dispute,
    Won,
    Lost,
}

#[tokio::test]
async fn t55_in_every_order_a_dispute_has_one_effect() -> anyhow::Result<()> {
    use Step::{Dispute, Lost, Refund, Won};
    let orders = [
        vec![Refund, Dispute, Won],
        vec![Refund, Dispute, Lost],
        vec![Dispute, Refund, Won],
        vec![Dispute, Refund, Lost],
        vec![Dispute, Won, Refund],
        vec![Dispute, Lost, Refund],
        vec![Dispute, Won, Won],
        vec![Dispute, Lost, Won],
    ];
    for shape in shapes() {
        for order in &orders {
            let app = TestApp::start(&shape).await?;
            let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
            journey.pay(VISA).await?;
            let mut dispute = String::new();
            for step in order {
                match step {
                    Refund => ask_back(&journey).await?,
                    Dispute => dispute = app.sandbox.dispute(&journey.charge()?)?,
                    Won | Lost => app.sandbox.decide(&dispute, *step == Won)?,
                }
                app.settle().await?;
            }
            app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
            assert_eq!(balance(&app, "dispute:hold", "INR").await?, 0, "{order:?}");
            // Given back by us only when no bank had it, or when the bank gave it back first.
            let refunded = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum::<i64>();
            let by_us = order[0] == Refund || *order == [Dispute, Won, Refund];
            assert_eq!(refunded, if by_us { 84_000 } else { 0 }, "{order:?}");
            adds_up(&app).await.map_err(|error| error.context(format!("{order:?}")))?;
        }
    }
    Ok(())
}

/// Staff give everything back, where the page offers it at all: what a bank left with the donor cannot be.
async fn ask_back(journey: &Journey<'_>) -> anyhow::Result<()> {
    let path = format!("/backoffice/pledges/{}", journey.pledge);
    let page = journey.app.signed_in("finance").await?.get(&path).await?;
    if page.text.contains("Taken back by the bank") {
        assert!(page.field("refund").is_err(), "{}", page.text);
        return Ok(());
    }
    journey.refund("840").await.map(drop)
}

#[tokio::test]
async fn t58_evidence_that_nobody_sent_is_reminded_of_and_with_every_webhook_lost_it_is_still_known()
-> anyhow::Result<()> {
    use sandbox::{FaultPlan, WebhookFault, WebhookRule};
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        app.faults(FaultPlan {
            webhooks: vec![WebhookRule::new("", WebhookFault::Drop)],
            ..FaultPlan::default()
        });
        journey.pay(DISPUTED).await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await?;
        assert_eq!(balance(&app, "dispute:hold", "INR").await?, 84_000);
        app.pass(Duration::from_secs(8 * 86_400), Duration::from_secs(6 * 3600)).await?;
        let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM payments_dispute WHERE reminded_at IS NOT NULL";
        let row = kernel::db::Sql::one(app.ctx("payments")?.db.read(), sql, vec![]).await?;
        assert_eq!(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?, 1);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_bank_gave_the_donor_after_a_refund_failed_is_owed_no_more() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = owed(&app).await?;
        let dispute = app.sandbox.dispute(&journey.charge()?)?;
        app.settle().await?;
        app.sandbox.decide(&dispute, false)?;
        app.settle().await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
        for account in ["backer:%", "dispute:%", "campaign:%"] {
            assert_eq!(balance(&app, account, "INR").await?, 0, "{account}");
        }
        let room = app.signed_in("finance").await?.get("/backoffice/refunds").await?;
        assert!(room.text.contains("Nothing waits for anybody"), "{}", room.text);
        assert!(journey.page().await?.contains("Refunded"), "{}", journey.page().await?);
        adds_up(&app).await?;
    }
    Ok(())
}

/// Found by the simulation: a refund was decided before anybody here had heard of a dispute, and then payments heard of
/// the bank's decision first.
#[tokio::test]
async fn a_refund_that_comes_after_a_lost_dispute_is_the_bank_s() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        decide_refund(&app, &journey).await?;
        let dispute = app.sandbox.dispute(&journey.charge()?)?;
        app.sandbox.decide(&dispute, false)?;
        // Payments hears of the bank before it hears of the decision.
        for _ in 0..3 {
            app.sandbox.deliver_due().await;
            for chore in app.platform.chores() {
                if chore.name() == "payments works" {
                    chore.go().await?;
                }
            }
        }
        assert_eq!(balance(&app, "dispute:hold", "INR").await?, 0, "the bank has decided");
        app.settle().await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
        assert!(app.sandbox.objects("refund").is_empty());
        assert_eq!(journey.raised().await?, 0, "taken off once");
        assert!(journey.page().await?.contains("Refunded"), "{}", journey.page().await?);
        adds_up(&app).await?;
    }
    Ok(())
}

/// Found by the simulation: what was on its way was taken for settled when the bank left the same money with the donor.
#[tokio::test]
async fn a_refund_that_arrives_after_a_bank_left_the_same_money_with_the_donor_is_our_loss()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(REFUNDED_LATER).await?;
        assert_eq!(journey.refund("840").await?.status, 303);
        assert_eq!(balance(&app, "backer:%", "INR").await?, -84_000, "it is on its way");
        let dispute = app.sandbox.dispute(&journey.charge()?)?;
        app.settle().await?;
        app.sandbox.decide(&dispute, false)?;
        app.settle().await?;
        app.pass(Duration::from_hours(48), Duration::from_hours(1)).await?;
        assert_eq!(app.sandbox.objects("refund")[0]["status"], "succeeded");
        assert_eq!(balance(&app, "backer:%", "INR").await?, 0);
        assert_eq!(balance(&app, "dispute:loss", "INR").await?, 84_000, "they have it twice");
        assert!(journey.page().await?.contains("Refunded"), "{}", journey.page().await?);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_that_comes_back_after_a_bank_left_the_same_money_with_the_donor_is_owed_to_nobody()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(REFUND_COMES_BACK).await?;
        assert_eq!(journey.refund("840").await?.status, 303);
        let dispute = app.sandbox.dispute(&journey.charge()?)?;
        app.sandbox.decide(&dispute, false)?;
        app.settle().await?;
        assert_eq!(balance(&app, "dispute:loss", "INR").await?, 84_000, "they have it twice");
        app.pass(Duration::from_hours(48), Duration::from_hours(1)).await?;
        assert_eq!(app.sandbox.objects("refund")[0]["status"], "failed");
        assert_eq!(balance(&app, "dispute:loss", "INR").await?, 0, "they have it once");
        assert_eq!(balance(&app, "backer:%", "INR").await?, 0);
        assert!(journey.page().await?.contains("Refunded"), "{}", journey.page().await?);
        adds_up(&app).await?;
    }
    Ok(())
}

/// Found by the simulation: it stayed a person's to ask again.
#[tokio::test]
async fn what_could_not_go_back_while_a_bank_had_it_goes_back_by_itself_when_the_bank_says_it_is_ours()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        let dispute = app.sandbox.dispute(&journey.charge()?)?;
        // The provider has a dispute that we did not hear of.
        decide_refund(&app, &journey).await?;
        app.settle().await?;
        assert!(app.sandbox.objects("refund").is_empty(), "the bank has the money");
        app.sandbox.decide(&dispute, true)?;
        app.settle().await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
        let refunded: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum();
        assert_eq!((refunded, journey.raised().await?), (84_000, 0));
        assert!(journey.page().await?.contains("Refunded"), "{}", journey.page().await?);
        adds_up(&app).await?;
    }
    Ok(())
}

/// Staff decide to give everything back, and nothing of what follows has happened.
async fn decide_refund(app: &TestApp, journey: &Journey<'_>) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let path = format!("/backoffice/pledges/{}", journey.pledge);
    let page = staff.get(&path).await?;
    let (token, refund) = (page.field("_token")?, page.field("refund")?);
    let form = [("_token", &*token), ("refund", &refund), ("amount", "840"), ("reason", "asked for")];
    assert_eq!(staff.post(&format!("{path}/refund"), &form).await?.status, 303);
    Ok(())
}
#[tokio::test]
async fn the_card_of_a_lost_dispute_is_taken_no_more_whoever_pays_with_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gifts = [
            Journey::promise(&app, &keeps_all()?, "840").await?,
            Journey::promise(&app, &keeps_all()?, "420").await?,
        ];
        let mut disputes = Vec::new();
        for gift in &gifts {
            gift.pay(VISA).await?;
            disputes.push(app.sandbox.dispute(&gift.charge()?)?);
        }
        app.settle().await?;
        assert!(app.sandbox.objects("radar.value_list_item").is_empty(), "the bank has not decided");
        // The second finds the card where the first has put it.
        for dispute in &disputes {
            app.sandbox.decide(dispute, false)?;
            app.settle().await?;
            app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
        }
        assert_eq!(app.sandbox.objects("radar.value_list_item").len(), 1);
        let room = app.signed_in("finance").await?.get("/backoffice/disputes").await?.text;
        assert_eq!(room.matches("their card is taken no more").count(), 2, "{room}");

        let next = Journey::promise(&app, &keeps_all()?, "300").await?;
        let refused = next.pay(VISA).await?;
        assert!(matches!(refused, PayOutcome::Declined(_)), "{refused:?}");
        assert_eq!(next.raised().await?, 0);
        assert_eq!(next.pay(MASTERCARD).await?, PayOutcome::Done);
        assert_eq!(next.raised().await?, 30_000);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn evidence_says_what_the_donor_was_sent_and_what_the_creator_told_the_latest_of_it()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = Journey::promise(&app, "a-bench-by-the-lake", "20").await?;
        gift.pay(VISA).await?;
        for number in 0..22 {
            let page = desk.browser.get(&desk.path("/updates/new")).await?;
            let (token, id, title) = (page.field("_token")?, page.field("id")?, format!("News {number}"));
            let form = [
                ("_token", &*token),
                ("id", &id),
                ("title", &title),
                ("body", "It grows."),
                ("audience", "public"),
                ("then", "post"),
            ];
            assert_eq!(desk.browser.post(&desk.path("/updates"), &form).await?.status, 303);
            app.clock.advance(Duration::from_secs(60));
            app.settle_once().await?;
        }
        app.sandbox.dispute(&gift.charge()?)?;
        app.settle().await?;
        let room = app.signed_in("finance").await?.get("/backoffice/disputes").await?.text;
        assert_eq!(room.matches("UTC: the receipt").count(), 1, "{room}");
        assert_eq!(room.matches("UTC: news of the campaign").count(), 19, "with the receipt twenty: {room}");
        assert!(room.contains("News 21") && room.contains("News 2&") && !room.contains("News 1&"), "{room}");
        // What is kept is what folding it anew gives.
        adds_up(&app).await?;
    }
    Ok(())
}
