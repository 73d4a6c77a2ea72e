//! What the payment provider says, and what others say in its name.

use crate::donors::journey::{Journey, VISA, slug};
use axum::{body::Body, http::Request};
use contracts::campaigns::FundingModel;
use kernel::db::Sql;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::{Answer, START, TestApp, WEBHOOK_SECRET, shapes};

async fn send(app: &TestApp, body: Vec<u8>, signature: &str) -> anyhow::Result<Answer> {
    let request = Request::post("/webhooks/stripe").header("stripe-signature", signature);
    app.browser().send(request, Body::from(body)).await
}

fn event(id: &str) -> Vec<u8> {
    let event = serde_json::json!({
        "id": id, "object": "event", "type": "checkout.session.completed", "created": START.seconds(),
        "livemode": false, "api_version": sandbox::API_VERSION, "pending_webhooks": 1,
        "data": { "object": { "id": "cs_test_nobody_knows", "object": "checkout.session" } },
    });
    event.to_string().into_bytes()
}

fn signed(secret: &str, at: i64, body: &[u8]) -> String {
    sandbox::sign(secret, at, body)
}

async fn kept(app: &TestApp) -> anyhow::Result<i64> {
    let row = app.ctx("payments")?.db.read().one("SELECT COUNT(*) FROM payments_webhook", vec![]).await?;
    Ok(row.map_or(Ok(0), |it| it.try_get_by_index(0))?)
}

#[tokio::test]
async fn a_signed_event_is_kept_before_it_is_answered_and_only_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for secret in [WEBHOOK_SECRET, "whsec_the_one_before"] {
            let body = event(secret);
            let signature = signed(secret, START.seconds(), &body);
            for _ in 0..3 {
                assert_eq!(send(&app, body.clone(), &signature).await?.status / 100, 2);
            }
        }
        assert_eq!(kept(&app).await?, 2);
        app.settle_once().await?;
        assert_eq!(kept(&app).await?, 2, "an object nobody knows is kept, not dropped");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_forged_old_altered_or_huge_is_refused_and_not_kept() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (now, body) = (START.seconds(), event("evt_1"));
    let good = signed(WEBHOOK_SECRET, now, &body);
    let mut altered = body.clone();
    altered[20] ^= 1;
    let huge = vec![b' '; 300 * 1024];
    for (what, body, signature) in [
        ("forged", body.clone(), signed("whsec_guessed", now, &body)),
        ("old", body.clone(), signed(WEBHOOK_SECRET, now - 301, &body)),
        ("of the future", body.clone(), signed(WEBHOOK_SECRET, now + 301, &body)),
        ("altered", altered, good.clone()),
        ("unsigned", body.clone(), String::new()),
        ("nonsense", body.clone(), "t=x,v1=zz".to_owned()),
        ("huge", huge.clone(), signed(WEBHOOK_SECRET, now, &huge)),
    ] {
        let answer = send(&app, body, &signature).await?;
        assert!((400..500).contains(&answer.status), "{what}: {}", answer.status);
    }
    assert_eq!(kept(&app).await?, 0);
    Ok(())
}

/// As after a restore from a copy that does not have it yet.
async fn hide(app: &TestApp, what: &str) -> anyhow::Result<()> {
    let db = &app.ctx("payments")?.db;
    db.schema().exec(&format!("CREATE TABLE hidden AS SELECT * FROM {what}"), vec![]).await?;
    db.execute(&format!("DELETE FROM {what}"), vec![]).await?;
    Ok(())
}

async fn bring_back(app: &TestApp, what: &str) -> anyhow::Result<()> {
    let db = &app.ctx("payments")?.db;
    db.execute(&format!("INSERT INTO {what} SELECT * FROM hidden"), vec![]).await?;
    Ok(())
}

async fn count(app: &TestApp, sql: &str) -> anyhow::Result<i64> {
    let row = app.ctx("payments")?.db.read().one(sql, vec![]).await?;
    Ok(row.map_or(Ok(0), |it| it.try_get_by_index(0))?)
}

#[tokio::test]
async fn what_was_given_up_after_three_days_is_looked_into_again_by_staff_and_booked_once()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let journey = Journey::promise(&app, &slug, "1000").await?;
        let session = journey.session().await?;
        hide(&app, "payments_payment").await?;
        app.sandbox.pay(&session, VISA)?;
        app.settle_once().await?;
        app.pass(Duration::from_secs(71 * 3600), Duration::from_secs(6 * 3600)).await?;
        let ledger = app.signed_in("finance").await?.get("/backoffice/ledger").await?.text;
        assert!(
            ledger.contains(&session) && !ledger.contains("Look into it again"),
            "it may be early: {ledger}"
        );
        app.pass(Duration::from_secs(12 * 3600), Duration::from_secs(6 * 3600)).await?;

        let finance = app.signed_in("finance").await?;
        let given_up = count(&app, "SELECT COUNT(*) FROM payments_webhook WHERE state = 3").await?;
        assert!(given_up > 0);
        let front = finance.get("/backoffice").await?.text;
        let words = format!("Events of the payment provider that were given up</a>: {given_up}");
        assert!(front.contains(&words) && !front.contains("Nothing is stuck"), "{front}");
        let metrics = app.browser().get("/metrics").await?.text;
        let gauge =
            format!("tributary_waiting{{module=\"payments\",what=\"webhooks_given_up\"}} {given_up}\n");
        assert!(metrics.contains(&gauge), "{metrics}");
        assert!(metrics.contains("tributary_breaker_open{module=\"payments\",calls=\"refund\"} 0\n"));

        let page = finance.get("/backoffice/ledger").await?;
        let token = page.field("_token")?;
        let told =
            "SELECT event_id FROM payments_webhook WHERE state = 3 AND type = 'checkout.session.completed'";
        let row = app.ctx("payments")?.db.read().one(told, vec![]).await?.expect("it was told");
        let path = format!("/backoffice/ledger/webhooks/{}", row.try_get_by_index::<String>(0)?);
        assert!(page.text.contains(&path), "{}", page.text);
        let form = [("_token", token.as_str())];
        assert_eq!(finance.post(&path, &form).await?.status, 303);
        app.settle_once().await?;
        assert_eq!(finance.post(&path, &form).await?.status, 303, "it is unknown still, and given up again");
        app.settle_once().await?;
        let booked = "SELECT COUNT(*) FROM payments_posting_group WHERE kind = 'collect'";
        assert_eq!(count(&app, booked).await?, 0);

        bring_back(&app, "payments_payment").await?;
        assert_eq!(app.signed_in("donor").await?.post(&path, &form).await?.status, 404, "staff only");
        assert_eq!(finance.post(&path, &form).await?.status, 303);
        assert_eq!(finance.post(&path, &form).await?.status, 409, "pressed twice");
        app.settle().await?;
        assert_eq!(finance.post(&path, &form).await?.status, 409, "it was looked into");
        app.settle().await?;
        assert_eq!(count(&app, booked).await?, 1);
        assert!(app.sandbox.ledger().charged_twice("pledge_id").is_empty());
        tests::books_agree(&app.platform, &app.sandbox).await?;
        let noted = "SELECT COUNT(*) FROM payments_audit WHERE action = 'webhook.replay'";
        assert_eq!(count(&app, noted).await?, 3, "who pressed, and not what was refused");
    }
    Ok(())
}

/// T-17: everything is found by asking, and somebody should know why.
#[tokio::test]
async fn t17_staff_are_told_when_the_provider_has_news_and_no_webhook_comes_for_an_hour() -> anyhow::Result<()>
{
    const SAID: &str = "No webhook of the payment provider came within the last hour";
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let rule = WebhookRule::new("", WebhookFault::Drop);
        app.faults(FaultPlan { webhooks: vec![rule], ..FaultPlan::default() });
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
        app.pass(Duration::from_secs(1800), Duration::from_secs(300)).await?;
        let finance = app.signed_in("finance").await?;
        let front = finance.get("/backoffice").await?.text;
        assert!(front.contains(SAID) && !front.contains("Nothing is stuck"), "{front}");
        let none = "tributary_waiting{module=\"payments\",what=\"untold_by_webhooks\"} 0\n";
        let metrics = app.browser().get("/metrics").await?.text;
        assert!(metrics.contains("untold_by_webhooks") && !metrics.contains(none), "{metrics}");

        app.sandbox.clear_faults();
        Journey::promise_with(&app, &slug, "1000", &[("email", "next@example.test")])
            .await?
            .pay(VISA)
            .await?;
        assert!(!finance.get("/backoffice").await?.text.contains(SAID));
        assert!(app.browser().get("/metrics").await?.text.contains(none));
        app.holds().await?;
    }
    Ok(())
}
