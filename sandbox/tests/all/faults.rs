use std::num::NonZeroU32;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use sandbox::{Fault, FaultPlan, Limits, RequestRule};
use tower::ServiceExt;

use crate::harness::Shop;

const CHARGE: &str =
    "amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card";
const PATH: &str = "/v1/payment_intents";

fn strike(shop: &Shop, fault: Fault) {
    let rule = RequestRule::new("POST", PATH, fault).times(1);
    shop.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
}

#[tokio::test]
async fn errors_before_the_effect_leave_nothing_and_free_the_key() {
    let shop = Shop::open();
    for (fault, status) in
        [(Fault::ErrorBefore(503), 503), (Fault::Conflict, 409), (Fault::RateLimit(7), 429)]
    {
        strike(&shop, fault);
        let answer = shop.post_once("k1", PATH, CHARGE).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header("retry-after"), if status == 429 { "7" } else { "" });
        assert!(shop.sandbox.ledger().entries.is_empty());
    }
    shop.post_once("k1", PATH, CHARGE).await.object();
}

#[tokio::test]
async fn a_stored_error_before_the_effect_is_replayed_though_nothing_was_done() {
    let shop = Shop::open();
    strike(&shop, Fault::StoredErrorBefore(500));
    assert_eq!(shop.post_once("k1", PATH, CHARGE).await.status.as_u16(), 500);
    assert_eq!(shop.post_once("k1", PATH, CHARGE).await.header("idempotent-replayed"), "true");
    assert!(shop.sandbox.ledger().entries.is_empty());
}

#[tokio::test]
async fn what_comes_more_often_than_it_may_is_refused_and_not_done() {
    let shop = Shop::open();
    let (each, all) = (NonZeroU32::new(2).unwrap(), NonZeroU32::new(100).unwrap());
    shop.sandbox.set_limits(Some(Limits { each, all }));
    for key in ["k1", "k2"] {
        shop.post_once(key, PATH, CHARGE).await.object();
    }
    let refused = shop.post_once("k3", PATH, CHARGE).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "1"));
    shop.get("/v1/charges").await.object();
    assert_eq!(shop.sandbox.ledger().payments.len(), 2);
    shop.wait(1);
    shop.post_once("k3", PATH, CHARGE).await.object();
    let traffic = shop.sandbox.traffic()["POST /v1/payment_intents"];
    assert_eq!((traffic.taken, traffic.refused, traffic.busiest), (3, 1, 2));
    assert_eq!(traffic.last - traffic.first, 1_000_000);
    shop.sandbox.set_limits(None);
    for _ in 0..10 {
        shop.post(PATH, CHARGE).await.object();
    }
}

/// Serves the sandbox over TCP and posts a charge with a key.
async fn post_over_tcp(shop: &Shop) -> Result<reqwest::Response, reqwest::Error> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PATH}", listener.local_addr().unwrap());
    let router = shop.sandbox.router();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client
        .post(url)
        .bearer_auth("sk_test_sandbox")
        .header("idempotency-key", "k1")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(CHARGE);
    let answer = request.send().await;
    server.abort();
    answer
}

#[tokio::test]
async fn a_lost_answer_is_a_closed_connection_and_the_key_still_knows_it() {
    let shop = Shop::open();
    strike(&shop, Fault::DropAnswerAfter(10));
    let error = post_over_tcp(&shop).await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert_eq!(shop.sandbox.ledger().payments.len(), 1, "the money was taken");
    let answer = post_over_tcp(&shop).await.unwrap();
    assert_eq!(answer.headers()["idempotent-replayed"], "true");
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}

#[tokio::test]
async fn a_request_lost_before_the_effect_can_be_sent_again() {
    let shop = Shop::open();
    strike(&shop, Fault::DropBefore(1));
    assert!(post_over_tcp(&shop).await.is_err());
    assert!(shop.sandbox.ledger().entries.is_empty());
    assert!(post_over_tcp(&shop).await.unwrap().headers().get("idempotent-replayed").is_none());
}

#[tokio::test]
async fn in_memory_a_lost_answer_has_a_body_that_cannot_be_read() {
    let shop = Shop::open();
    strike(&shop, Fault::DropAnswerAfter(0));
    let request =
        Request::post(PATH).header("authorization", "Bearer sk_test_sandbox").body(Body::from(CHARGE));
    let response = shop.sandbox.router().oneshot(request.unwrap()).await.unwrap();
    assert!(to_bytes(response.into_body(), usize::MAX).await.is_err());
}

#[tokio::test]
async fn faults_clock_and_ledger_are_steered_over_http() {
    let shop = Shop::open();
    let plan = r#"{"requests":[{"path":"/v1/balance","fault":{"error_before":500}}]}"#;
    shop.post("/sandbox/faults", plan).await.object();
    assert_eq!(shop.get("/v1/balance").await.status.as_u16(), 500);
    assert_eq!(shop.get("/sandbox/faults").await.json()["requests"][0]["path"], "/v1/balance");
    for wrong in [
        r#"{"request":[]}"#,
        r#"{"requests":[{"nth":0,"fault":"conflict"}]}"#,
        r#"{"requests":[{"probability":2,"fault":"conflict"}]}"#,
        r#"{"webhooks":[{"probability":-0.5,"fault":"drop"}]}"#,
        r#"{"requests":[{"fault":{"error_after":200}}]}"#,
        r#"{"webhooks":[{"fault":{"duplicate":4294967295}}]}"#,
    ] {
        assert_eq!(shop.post("/sandbox/faults", wrong).await.status.as_u16(), 400, "{wrong}");
    }
    assert_eq!(shop.get("/sandbox/faults").await.json()["requests"][0]["path"], "/v1/balance", "it stays");
    let clear = Request::delete("/sandbox/faults").body(Body::empty()).unwrap();
    assert_eq!(shop.send(clear).await.status.as_u16(), 204);
    assert!(shop.get("/v1/balance").await.status.is_success());

    let before = shop.seconds();
    shop.post("/sandbox/clock", r#"{"advance":"PT24H"}"#).await.object();
    assert_eq!(shop.seconds() - before, 86_400);
    assert_eq!(shop.post("/sandbox/clock", r#"{"advance":"-PT1H"}"#).await.status.as_u16(), 400);

    shop.paid("pm_card_visa").await;
    let all = shop.get("/sandbox/ledger?pledge_id=p1").await.object();
    assert_eq!(
        (all["payments"][0]["amount"].as_i64(), all["sums"]["eur"]["charged"].as_i64()),
        (Some(2500), Some(2500))
    );
    let none = shop.get("/sandbox/ledger?pledge_id=p9").await.object();
    assert_eq!(none["payments"].as_array().unwrap().len(), 0);
}
