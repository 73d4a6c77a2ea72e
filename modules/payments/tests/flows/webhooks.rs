use crate::harness::{SECRET, VISA, World, gift};
use axum::http::StatusCode;
use contracts::Timestamp;
use kernel::db::Sql;
use payments::SelfTest;
use sandbox::sign;
use serde_json::json;
use std::time::Duration;

fn event(id: &str, kind: &str, object: &serde_json::Value) -> Vec<u8> {
    let body =
        json!({ "id": id, "object": "event", "type": kind, "livemode": false, "data": { "object": object } });
    body.to_string().into_bytes()
}

fn signed(body: &[u8], secret: &str, at: Timestamp) -> String {
    sign(secret, at.seconds(), body)
}

async fn stored(world: &World) -> i64 {
    world.number("SELECT COUNT(*) FROM payments_webhook", vec![]).await
}

#[tokio::test]
async fn what_is_not_signed_by_the_provider_now_is_refused_and_not_stored() {
    let world = World::new().await;
    let body =
        event("evt_1", "payment_intent.succeeded", &json!({ "id": "pi_1", "object": "payment_intent" }));
    let now = world.now();
    let forged = signed(&body, "whsec_of_somebody_else", now);
    let old = signed(&body, SECRET, now.before(Duration::from_secs(301)));
    for signature in [None, Some(""), Some("t=1,v1=00"), Some(forged.as_str()), Some(old.as_str())] {
        assert_eq!(world.post(signature, body.clone()).await, StatusCode::BAD_REQUEST, "{signature:?}");
    }
    let altered =
        event("evt_1", "payment_intent.succeeded", &json!({ "id": "pi_2", "object": "payment_intent" }));
    let of_the_first = signed(&body, SECRET, now);
    assert_eq!(world.post(Some(&of_the_first), altered).await, StatusCode::BAD_REQUEST);
    assert_eq!(stored(&world).await, 0);
}

#[tokio::test]
async fn a_signed_event_of_the_other_mode_or_without_sense_is_refused() {
    let world = World::new().await;
    let live =
        json!({ "id": "evt_1", "type": "charge.succeeded", "livemode": true }).to_string().into_bytes();
    let nul = event("evt_\0", "charge.succeeded", &json!({ "id": "ch_1" }));
    let senseless = [b"{".to_vec(), b"[]".to_vec(), vec![0xff, 0xfe], b"{\"livemode\":false}".to_vec(), nul];
    for body in senseless.into_iter().chain([live]) {
        let signature = signed(&body, SECRET, world.now());
        assert_eq!(world.post(Some(&signature), body).await, StatusCode::BAD_REQUEST);
    }
    assert_eq!(stored(&world).await, 0);
}

#[tokio::test]
async fn a_signed_event_that_says_nothing_of_its_mode_is_kept() {
    let world = World::new().await;
    let body = json!({ "id": "evt_1", "type": "refund.updated", "data": { "object": { "id": "re_1" } } });
    let body = body.to_string().into_bytes();
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    assert_eq!(stored(&world).await, 1);
}

#[tokio::test]
async fn more_than_256_kib_are_refused_unread() {
    let world = World::new().await;
    let body = vec![b' '; 256 * 1024 + 1];
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_secret_before_is_still_believed_and_the_same_event_is_stored_once() {
    let world = World::new().await;
    let body = event("evt_1", "tributary.unknown", &json!({ "id": "x" }));
    for secret in [SECRET, "whsec_before", SECRET] {
        let signature = signed(&body, secret, world.now());
        assert_eq!(world.post(Some(&signature), body.clone()).await, StatusCode::OK);
    }
    assert_eq!(stored(&world).await, 1);
}

#[tokio::test]
async fn an_event_about_something_unknown_is_parked_for_three_days_and_then_a_persons() {
    let world = World::new().await;
    let body = event("evt_1", "refund.updated", &json!({ "id": "re_1", "object": "refund", "metadata": {} }));
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    world.settle().await;
    let state = "SELECT CAST(state AS bigint) FROM payments_webhook";
    assert_eq!(world.number(state, vec![]).await, 2, "parked");
    world.wait(Duration::from_hours(71)).await;
    assert_eq!(world.number(state, vec![]).await, 2, "still parked");
    world.wait(Duration::from_hours(8)).await;
    assert_eq!(world.number(state, vec![]).await, 3, "for a person");
}

#[tokio::test]
async fn an_event_that_lies_about_a_payment_is_only_a_hint_to_look() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    let page = json!({ "id": session, "object": "checkout.session", "status": "complete", "payment_status": "paid" });
    let body = event("evt_1", "checkout.session.completed", &page);
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    world.settle().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    assert_eq!(world.groups("collect").await, 0);
}

#[tokio::test]
async fn a_ping_to_ourselves_is_stored_and_costs_no_job() {
    let world = World::new().await;
    let ping = SelfTest::new(&world.config, world.now()).unwrap();
    assert!(!ping.was_stored(world.ctx()).await.unwrap());
    let signature = ping.headers.iter().find(|(name, _)| *name == "stripe-signature").unwrap().1.clone();
    assert_eq!(world.post(Some(&signature), ping.body.clone().into_bytes()).await, StatusCode::OK);
    assert!(ping.was_stored(world.ctx()).await.unwrap());
    assert_eq!(world.jobs("handle_webhook", 0).await, 0);
}

#[tokio::test]
async fn a_payment_that_is_not_what_was_ordered_is_not_booked() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    let sql = "UPDATE payments_payment SET amount_minor = 2400";
    world.ctx().db.schema().exec(sql, vec![]).await.unwrap();
    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    assert_eq!(world.groups("collect").await, 0);
    assert!(world.jobs("handle_webhook", 3).await > 0, "it waits for a person");
    let given_up = "SELECT COUNT(*) FROM payments_webhook WHERE state = 3";
    assert_eq!(
        world.number(given_up, vec![]).await,
        world.jobs("handle_webhook", 3).await,
        "where staff look"
    );
}

/// What the provider forgot cannot be read, not even later by itself. Staff put the job back, or look again in the ledger.
#[tokio::test]
async fn what_could_not_be_looked_into_is_given_up_and_looked_into_when_its_job_is_put_back() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    let rename = |from: &str, to: &str| {
        format!("UPDATE payments_payment SET session_id = '{to}' WHERE session_id = '{from}'")
    };
    let gone = "cs_test_that_nobody_knows";
    world.ctx().db.execute(&rename(&session, gone), vec![]).await.unwrap();
    let page =
        json!({ "id": gone, "object": "checkout.session", "status": "complete", "payment_status": "paid" });
    let body = event("evt_1", "checkout.session.completed", &page);
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    world.settle().await;
    let state = "SELECT CAST(state AS bigint) FROM payments_webhook WHERE event_id = 'evt_1'";
    assert_eq!((world.number(state, vec![]).await, world.jobs("handle_webhook", 3).await), (3, 1));
    assert_eq!(unlooked(&world).await, [""; 0], "it is known that nobody looks");

    world.ctx().db.execute(&rename(gone, &session), vec![]).await.unwrap();
    let known = "UPDATE payments_webhook SET object_id = $1, payload = REPLACE(payload, $2, $1) WHERE event_id = 'evt_1'";
    world.ctx().db.execute(known, vec![session.clone().into(), gone.into()]).await.unwrap();
    let revive = "UPDATE payments_job SET state = 0, attempt = 0 WHERE kind = 'handle_webhook' AND state = 3";
    world.ctx().db.execute(revive, vec![]).await.unwrap();
    world.settle().await;
    assert_eq!(world.number(state, vec![]).await, 1, "looked into");
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
}

/// Reading the provider's list may be a moment faster than its webhook.
#[tokio::test]
async fn what_was_found_first_and_told_of_then_is_no_silence() {
    let world = World::new().await;
    let body = event("evt_1", "refund.updated", &json!({ "id": "re_1", "object": "refund", "metadata": {} }));
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body.clone()).await, StatusCode::OK);
    let found = "UPDATE payments_webhook SET untold = 1";
    world.ctx().db.execute(found, vec![]).await.unwrap();
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    let untold = "SELECT COUNT(*) FROM payments_webhook WHERE untold = 1";
    assert_eq!(world.number(untold, vec![]).await, 0);
    let all = "SELECT COUNT(*) FROM payments_webhook";
    assert_eq!(world.number(all, vec![]).await, 1, "kept once");
}

/// What breaks the rule that somebody looks into whatever was told.
async fn unlooked(world: &World) -> Vec<String> {
    let report = world.platform.check().await.unwrap();
    let rule = "what the provider told of and is not looked into yet has a job that does it";
    report.checks.into_iter().find(|it| it.rule == rule).expect("the rule").findings
}

#[tokio::test]
async fn an_event_that_is_to_be_looked_into_and_has_no_job_is_found() {
    let world = World::new().await;
    let body = event("evt_1", "refund.updated", &json!({ "id": "re_1", "object": "refund", "metadata": {} }));
    let signature = signed(&body, SECRET, world.now());
    assert_eq!(world.post(Some(&signature), body).await, StatusCode::OK);
    assert_eq!(unlooked(&world).await, [""; 0]);
    world.settle().await;
    assert_eq!(unlooked(&world).await, [""; 0], "it is parked, and looked at again");
    let lose = "UPDATE payments_job SET state = 3 WHERE kind = 'handle_webhook'";
    world.ctx().db.execute(lose, vec![]).await.unwrap();
    assert_eq!(unlooked(&world).await, ["refund.updated evt_1"]);
}
