//! Somebody stops a campaign in the very moment in which its end is decided (T-31 of the scenarios).

use super::{DAY, campaign, said, soon, status};
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
};
use anyhow::{Context as _, ensure};
use contracts::campaigns::FundingModel;
use kernel::{Transaction, db::Sql as _};
use sandbox::{Fault, FaultPlan, RequestRule};
use sea_orm::DbErr;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);

pub(super) async fn id_of(app: &TestApp, slug: &str) -> anyhow::Result<uuid::Uuid> {
    let sql = "SELECT campaign FROM pledges_campaign WHERE slug = $1";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![slug.into()]).await?;
    Ok(row.context("no such campaign")?.try_get("", "campaign")?)
}

/// A moderator takes a step with the campaign `id`.
pub(super) async fn intervene(moderator: &Browser, id: uuid::Uuid, step: &str) -> anyhow::Result<Answer> {
    let token = moderator.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("step", step), ("reason", "The organiser cannot be reached.")];
    moderator.post(&format!("/backoffice/campaigns/{id}/intervention"), &form).await
}

/// When the moderator is heard.
#[derive(Clone, Copy, Debug)]
enum Heard {
    Before,
    Meanwhile,
    After,
}

#[tokio::test]
async fn t31_whoever_stops_a_campaign_as_its_end_is_decided_wins_or_is_told_that_they_did_not()
-> anyhow::Result<()> {
    for shape in shapes() {
        for step in ["suspend", "cancel"] {
            for heard in [Heard::Before, Heard::Meanwhile, Heard::After] {
                let what = || format!("{shape:?} {step} {heard:?}");
                race(&TestApp::start(&shape).await?, step, heard).await.with_context(what)?;
            }
        }
    }
    Ok(())
}

async fn race(app: &TestApp, step: &str, heard: Heard) -> anyhow::Result<()> {
    let slug = campaign(app, FundingModel::AllOrNothing, soon(app)).await?;
    let gift = Journey::promise(app, &slug, "1000").await?;
    gift.pay(VISA).await?;
    let id = id_of(app, &slug).await?;
    app.clock.advance(2 * DAY);
    let moderator = app.signed_in("moderator").await?;
    let answer = match heard {
        Heard::Before => intervene(&moderator, id, step).await?,
        Heard::Meanwhile => {
            let (answer, settled) = tokio::join!(intervene(&moderator, id, step), app.platform.settle());
            settled?;
            answer?
        }
        Heard::After => {
            app.settle_once().await?;
            intervene(&moderator, id, step).await?
        }
    };
    app.settle().await?;
    app.pass(2 * HOUR, HOUR / 12).await?;
    app.settle().await?;

    let decided = said(app, "campaigns", "campaigns.campaign_succeeded").await?;
    let (took, status) = (answer.status == 303, status(app, &slug).await?);
    ensure!(took || (answer.status == 409 && answer.text.contains("cannot")), "{}", answer.status);
    let ends = match (step, took) {
        // Of a campaign that was funded meanwhile nothing more is charged.
        ("suspend", true) => status == "suspended" && decided <= 1,
        ("suspend", false) => status == "funded" && decided == 1,
        // A campaign that was funded meanwhile can be cancelled too.
        _ => took && status == "cancelled" && decided <= 1,
    };
    ensure!(ends, "{} leaves it {status}, decided {decided} times", answer.status);
    let books = app.sandbox.ledger();
    let charged: i64 = books.payments.iter().map(|it| it.amount).sum();
    let back: i64 = books.payments.iter().map(|it| it.amount_refunded).sum();
    let due = if step == "cancel" { charged } else { 0 };
    ensure!(back == due, "{charged} charged, {back} given back");
    let all = if decided == 1 { [0, 100_000] } else { [0, 0] };
    ensure!(step == "cancel" || all.contains(&charged), "{charged} charged of a campaign that is {status}");
    if step == "suspend" && took {
        goes_on(app, &slug, id).await?;
    }
    adds_up(app).await
}

/// On `PostgreSQL` both read the campaign before either has written it.
#[tokio::test]
async fn whoever_cancels_a_campaign_in_the_moment_in_which_it_is_funded_cancels_one_that_is_funded()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let id = id_of(&app, &slug).await?;
        let moderator = app.signed_in("moderator").await?;
        let funded = kernel::db::with(move |tx: &Transaction| {
            Box::pin(async move {
                tx.exec("UPDATE campaigns_campaign SET status = 'funded' WHERE id = $1", vec![id.into()])
                    .await?;
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok::<_, DbErr>(())
            })
        });
        let cancels = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            intervene(&moderator, id, "cancel").await
        };
        let (funded, answer) = tokio::join!(app.ctx("campaigns")?.run(funded), cancels);
        funded?;
        let answer = answer?;
        ensure!(answer.status == 303, "{shape:?}: {}", answer.status);
        ensure!(status(&app, &slug).await? == "cancelled", "{shape:?}");
    }
    Ok(())
}

/// Once it is restored, it comes to the end that it would have had.
async fn goes_on(app: &TestApp, slug: &str, id: uuid::Uuid) -> anyhow::Result<()> {
    let answer = intervene(&app.signed_in("moderator").await?, id, "restore").await?;
    ensure!(answer.status == 303, "{}", answer.text);
    app.settle().await?;
    app.pass(2 * HOUR, HOUR / 12).await?;
    app.settle().await?;
    let (status, decided) =
        (status(app, slug).await?, said(app, "campaigns", "campaigns.campaign_succeeded").await?);
    ensure!(status == "funded" && decided == 1, "it goes on and is {status}, decided {decided} times");
    let charged: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount).sum();
    ensure!(charged == 100_000, "{charged} charged");
    Ok(())
}

/// What is on its way to the provider when somebody cancels comes back by itself.
#[tokio::test]
async fn what_is_charged_as_a_funded_campaign_is_cancelled_goes_back_and_nothing_more_is_charged()
-> anyhow::Result<()> {
    for shape in shapes() {
        for fault in [Fault::ErrorBefore(503), Fault::DropAnswerAfter(0)] {
            let app = TestApp::start(&shape).await?;
            let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
            for email in ["one@example.test", "two@example.test", "three@example.test"] {
                Journey::promise_with(&app, &slug, "400", &[("email", email)]).await?.pay(VISA).await?;
            }
            app.pass(47 * HOUR, DAY).await?;
            let rule = RequestRule::new("POST", "/v1/payment_intents", fault.clone());
            app.faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
            app.pass(HOUR + Duration::from_secs(120), Duration::from_secs(60)).await?;
            assert_eq!(status(&app, &slug).await?, "funded", "{fault:?}");
            assert!(app.sandbox.faults_struck() > 0, "{fault:?}: nothing was asked of them");
            let moderator = app.signed_in("moderator").await?;
            let answer = intervene(&moderator, id_of(&app, &slug).await?, "cancel").await?;
            assert_eq!(answer.status, 303, "{}", answer.text);
            app.settle_once().await?;
            app.sandbox.clear_faults();
            app.pass(6 * HOUR, HOUR / 12).await?;
            app.pass(8 * DAY, DAY / 2).await?;
            app.settle().await?;
            let books = app.sandbox.ledger();
            assert!(
                books.payments.iter().all(|it| it.amount_refunded == it.amount),
                "{fault:?}: {:?}",
                books.payments
            );
            assert_eq!(said(&app, "pledges", "pledges.pledge_dropped").await?, 0, "{fault:?}");
            adds_up(&app).await?;
        }
    }
    Ok(())
}
