//! What the payment provider says, and what others say in its name.

use axum::{body::Body, http::Request};
use kernel::db::Sql;
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
