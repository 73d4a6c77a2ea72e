//! Cards of lost disputes, and how one may pay again.

use super::{adds_up, keeps_all};
use crate::donors::journey::{Journey, VISA};
use anyhow::Context as _;
use kernel::db::Sql as _;
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule};
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

const ROOM: &str = "/backoffice/disputes";

/// A gift that its bank took back for good, by its pledge.
async fn lost(app: &TestApp, amount: &str) -> anyhow::Result<String> {
    let gift = Journey::promise(app, &keeps_all()?, amount).await?;
    assert_eq!(gift.pay(VISA).await?, PayOutcome::Done);
    let dispute = app.sandbox.dispute(&gift.charge()?)?;
    app.settle().await?;
    app.sandbox.decide(&dispute, false)?;
    pass(app).await?;
    Ok(gift.pledge)
}

async fn pass(app: &TestApp) -> anyhow::Result<()> {
    app.settle().await?;
    app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await
}

async fn room(app: &TestApp) -> anyhow::Result<String> {
    Ok(app.signed_in("finance").await?.get(ROOM).await?.text)
}

/// Where the room sends the form of the card on the list.
async fn form_of_card(app: &TestApp) -> anyhow::Result<String> {
    let room = room(app).await?;
    let begin = "action=\"/backoffice/disputes/cards/";
    let (_, rest) = room.split_once(begin).context("no card can be taken off")?;
    let (item, _) = rest.split_once("/removal").context("no card can be taken off")?;
    Ok(format!("{ROOM}/cards/{item}/removal"))
}

async fn take_off(app: &TestApp, who: &str, path: &str, reason: &str) -> anyhow::Result<Answer> {
    let staff = app.signed_in(who).await?;
    let token = staff.get("/me").await?.field("_token")?;
    staff.post(path, &[("_token", &token), ("reason", reason)]).await
}

fn on_list(app: &TestApp) -> usize {
    app.sandbox.objects("radar.value_list_item").len()
}

#[tokio::test]
async fn a_card_that_finance_takes_off_the_list_may_pay_again_and_it_is_said_why() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let pledge = lost(&app, "840").await?;
        let listed = room(&app).await?;
        let (_, listed) = listed.split_once("Cards that are taken no more").context("no list of cards")?;
        let called = kernel::reference(pledge.parse()?);
        assert!(listed.contains(&format!("href=\"/backoffice/pledges/{pledge}\">{called}</a>")), "{listed}");
        assert!(listed.contains("visa ending in 4242"), "{listed}");
        let path = form_of_card(&app).await?;
        let (nothing, why) = ("  ", "They disputed by mistake.");
        assert_eq!(take_off(&app, "support", &path, why).await?.status, 404, "not theirs to decide");
        let silent = take_off(&app, "finance", &path, nothing).await?;
        assert_eq!(silent.status, 422);
        assert!(silent.text.contains("letters why this card may pay again"), "{}", silent.text);
        let long = "They disputed by mistake. ".repeat(20);
        let refused = take_off(&app, "finance", &path, &long).await?;
        super::leads_back(&refused, &long)?;
        assert_eq!(on_list(&app), 1);

        assert_eq!(take_off(&app, "finance", &path, why).await?.status, 303);
        assert_eq!(take_off(&app, "finance", &path, why).await?.status, 409, "once");
        pass(&app).await?;
        assert_eq!(on_list(&app), 0);
        let room = room(&app).await?;
        assert!(room.contains("No card is blocked."), "{room}");
        assert!(room.contains("their card was blocked and may pay again"), "{room}");
        let sql = "SELECT reason FROM payments_audit WHERE action = 'card.unblock'";
        let said = app.ctx("payments")?.db.read().all(sql, vec![]).await?;
        let said: Vec<String> = said.iter().map(|row| row.try_get("", "reason")).collect::<Result<_, _>>()?;
        assert_eq!(said, [why]);

        let next = Journey::promise(&app, &keeps_all()?, "300").await?;
        assert_eq!(next.pay(VISA).await?, PayOutcome::Done);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_card_is_taken_off_whatever_becomes_of_the_answer_and_blocked_anew_when_it_is_lost_anew()
-> anyhow::Result<()> {
    for shape in shapes() {
        for fault in [Fault::DropAnswerAfter(0), Fault::ErrorAfter(500), Fault::ErrorBefore(500)] {
            let app = TestApp::start(&shape).await?;
            lost(&app, "840").await?;
            let path = form_of_card(&app).await?;
            let rule = RequestRule::new("DELETE", "/v1/radar/value_list_items", fault.clone()).times(1);
            app.faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
            assert_eq!(take_off(&app, "finance", &path, "A mistake.").await?.status, 303);
            pass(&app).await?;
            assert_eq!((on_list(&app), app.sandbox.faults_struck()), (0, 1), "{fault:?}");
            assert!(form_of_card(&app).await.is_err(), "{fault:?}");
            lost(&app, "420").await?;
            assert_eq!(on_list(&app), 1, "{fault:?}");
            assert!(form_of_card(&app).await.is_ok(), "{fault:?}");
            adds_up(&app).await?;
        }
    }
    Ok(())
}

/// Both were paid before the card was blocked.
#[tokio::test]
async fn a_card_that_is_lost_anew_while_it_is_being_taken_off_the_list_is_put_there_again()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let mut disputes = Vec::new();
        for amount in ["840", "420"] {
            let gift = Journey::promise(&app, &keeps_all()?, amount).await?;
            assert_eq!(gift.pay(VISA).await?, PayOutcome::Done);
            disputes.push(app.sandbox.dispute(&gift.charge()?)?);
        }
        app.settle().await?;
        app.sandbox.decide(&disputes[0], false)?;
        pass(&app).await?;
        let before = form_of_card(&app).await?;

        let rule = RequestRule::new("DELETE", "/v1/radar/value_list_items", Fault::ErrorBefore(500));
        app.faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
        assert_eq!(take_off(&app, "finance", &before, "A mistake.").await?.status, 303);
        app.settle().await?;
        app.sandbox.decide(&disputes[1], false)?;
        pass(&app).await?;
        assert!(room(&app).await?.contains("being taken off the list"), "{}", room(&app).await?);
        app.sandbox.clear_faults();
        pass(&app).await?;

        assert_eq!(on_list(&app), 1, "what was lost last counts");
        assert_ne!(form_of_card(&app).await?, before, "it stands there anew");
        let room = room(&app).await?;
        assert_eq!(room.matches("their card is taken no more").count(), 1, "{room}");
        assert_eq!(room.matches("their card was blocked and may pay again").count(), 1, "{room}");
        adds_up(&app).await?;
    }
    Ok(())
}
