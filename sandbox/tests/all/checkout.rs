use sandbox::PayOutcome;
use serde_json::{Value, json};

use crate::harness::{GIFT, HOUR, Shop};

#[tokio::test]
async fn a_gift_is_paid_and_every_object_agrees() {
    let shop = Shop::open();
    let id = shop.session().await;
    let session = shop.get(&format!("/v1/checkout/sessions/{id}")).await.object();
    assert_eq!((&session["status"], &session["payment_status"]), (&json!("open"), &json!("unpaid")));
    assert_eq!((&session["amount_total"], &session["payment_intent"]), (&json!(21_000), &Value::Null));
    assert_eq!(session["url"], format!("http://pay.test/checkout/{id}"));

    assert_eq!(shop.sandbox.pay(&id, "4242424242424242").unwrap(), PayOutcome::Done);

    let path = format!(
        "/v1/checkout/sessions/{id}?expand[]=payment_intent.latest_charge.balance_transaction&expand[]=line_items"
    );
    let session = shop.get(&path).await.object();
    assert_eq!((&session["status"], &session["payment_status"]), (&json!("complete"), &json!("paid")));
    assert_eq!(session["line_items"]["data"][0]["amount_total"], 21_000);
    let intent = &session["payment_intent"];
    assert_eq!((&intent["status"], &intent["metadata"]["pledge_id"]), (&json!("succeeded"), &json!("p1")));
    let transaction = &intent["latest_charge"]["balance_transaction"];
    // 2.9 % of 21 000 is 609, and 30.
    assert_eq!((&transaction["fee"], &transaction["net"]), (&json!(639), &json!(20_361)));

    let types = shop.sandbox.event_types();
    let wanted = [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ];
    assert_eq!(types, wanted);
    let ledger = shop.sandbox.ledger();
    assert_eq!((ledger.sums["inr"].charged, ledger.sums["inr"].net), (21_000, 20_361));
    assert!(ledger.charged_twice("pledge_id").is_empty());
}

#[tokio::test]
async fn a_session_is_paid_once() {
    let shop = Shop::open();
    let id = shop.session().await;
    shop.sandbox.pay(&id, "4242424242424242").unwrap();
    assert!(shop.sandbox.pay(&id, "4242424242424242").is_err());
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}

#[tokio::test]
async fn a_pledge_charged_by_two_sessions_is_found_by_the_ledger_until_one_is_refunded() {
    let shop = Shop::open();
    for _ in 0..2 {
        let id = shop.session().await;
        shop.sandbox.pay(&id, "4242424242424242").unwrap();
    }
    assert_eq!(shop.sandbox.ledger().charged_twice("pledge_id"), ["p1"]);

    let intent = shop.sandbox.ledger().payments[0].payment_intent.clone();
    shop.post("/v1/refunds", &format!("payment_intent={intent}")).await.object();
    assert!(shop.sandbox.ledger().charged_twice("pledge_id").is_empty());
}

#[tokio::test]
async fn a_declined_card_leaves_the_session_open_for_another() {
    let shop = Shop::open();
    let id = shop.session().await;
    let outcome = shop.sandbox.pay(&id, "4000000000009995").unwrap();
    assert_eq!(outcome, PayOutcome::Declined("Your card has insufficient funds.".to_owned()));

    let session = shop.get(&format!("/v1/checkout/sessions/{id}?expand[]=payment_intent")).await.object();
    let intent = &session["payment_intent"];
    assert_eq!((&session["status"], &intent["status"]), (&json!("open"), &json!("requires_payment_method")));
    assert_eq!(intent["last_payment_error"]["decline_code"], "insufficient_funds");
    assert!(shop.sandbox.event_types().contains(&"payment_intent.payment_failed".to_owned()));
    assert!(shop.sandbox.ledger().entries.is_empty());

    assert_eq!(shop.sandbox.pay(&id, "4242424242424242").unwrap(), PayOutcome::Done);
    let paid = shop.sandbox.object(&id).unwrap();
    assert_eq!(paid["payment_intent"], intent["id"], "one intent serves all attempts");
}

#[tokio::test]
async fn three_d_secure_asks_first_and_a_refusal_there_leaves_the_session_open() {
    let shop = Shop::open();
    let id = shop.session().await;
    let PayOutcome::Authenticate(url) = shop.sandbox.pay(&id, "4000000000003220").unwrap() else {
        panic!("the card asks");
    };
    let intent = url.rsplit('/').next().unwrap();
    assert_eq!(shop.sandbox.object(intent).unwrap()["status"], "requires_action");
    assert!(shop.sandbox.ledger().entries.is_empty());

    let PayOutcome::Declined(_) = shop.sandbox.authenticate(intent, false).unwrap() else {
        panic!("refused")
    };
    assert_eq!(shop.sandbox.object(&id).unwrap()["status"], "open");

    shop.sandbox.pay(&id, "4000000000003220").unwrap();
    assert_eq!(shop.sandbox.authenticate(intent, true).unwrap(), PayOutcome::Done);
    assert_eq!(shop.sandbox.object(&id).unwrap()["payment_status"], "paid");
    assert!(shop.sandbox.authenticate(intent, true).is_err(), "the question was answered");
}

#[tokio::test]
async fn a_session_expires_by_itself_or_when_told_and_takes_no_money_afterwards() {
    let shop = Shop::open();
    let (by_itself, told) = (shop.session().await, shop.session().await);
    shop.sandbox.pay(&told, "4000000000000002").unwrap();
    let answer = shop.post(&format!("/v1/checkout/sessions/{told}/expire"), "").await.object();
    assert_eq!((&answer["status"], &answer["url"]), (&json!("expired"), &Value::Null));
    let intent = shop.sandbox.object(answer["payment_intent"].as_str().unwrap()).unwrap();
    assert_eq!((&intent["status"], &intent["cancellation_reason"]), (&json!("canceled"), &json!("expired")));

    shop.wait(24 * HOUR - 1);
    assert_eq!(shop.sandbox.object(&by_itself).unwrap()["status"], "open");
    shop.wait(1);
    assert_eq!(shop.sandbox.object(&by_itself).unwrap()["status"], "expired");
    assert_eq!(shop.sandbox.event_types().last().unwrap(), "checkout.session.expired");
    for id in [&by_itself, &told] {
        assert!(shop.sandbox.pay(id, "4242424242424242").is_err());
    }
    let again = shop.post(&format!("/v1/checkout/sessions/{told}/expire"), "").await;
    assert_eq!(again.refusal().0, 400);
}

#[tokio::test]
async fn the_end_of_a_session_is_between_half_an_hour_and_a_day_away() {
    let shop = Shop::open();
    for (seconds, good) in [(29 * 60, false), (30 * 60, true), (24 * HOUR, true), (24 * HOUR + 1, false)] {
        let form = format!("{GIFT}&expires_at={}", shop.seconds() + seconds);
        let answer = shop.post("/v1/checkout/sessions", &form).await;
        assert_eq!(answer.status.is_success(), good, "{seconds}: {}", answer.text);
    }
}

#[tokio::test]
async fn an_authorised_payment_is_captured_in_part_or_lapses_after_seven_days() {
    let shop = Shop::open();
    let form = "amount=2500&currency=eur&payment_method=pm_card_visa&confirm=true&capture_method=manual&payment_method_types[]=card";
    let (one, two) = (
        shop.post("/v1/payment_intents", form).await.object(),
        shop.post("/v1/payment_intents", form).await.object(),
    );
    assert_eq!((&one["status"], &one["amount_capturable"]), (&json!("requires_capture"), &json!(2500)));

    let path = format!("/v1/payment_intents/{}/capture", one["id"].as_str().unwrap());
    assert_eq!(shop.post(&path, "amount_to_capture=2501").await.refusal().1, "amount_too_large");
    let taken = shop.post(&path, "amount_to_capture=2000").await.object();
    assert_eq!((&taken["status"], &taken["amount_received"]), (&json!("succeeded"), &json!(2000)));
    assert_eq!(shop.sandbox.ledger().sums["eur"].charged, 2000);

    shop.wait(7 * 24 * HOUR);
    let lapsed = shop.sandbox.object(two["id"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&lapsed["status"], &lapsed["cancellation_reason"]),
        (&json!("canceled"), &json!("automatic"))
    );
    assert_eq!(shop.sandbox.object(one["id"].as_str().unwrap()).unwrap()["status"], "succeeded");
}

#[tokio::test]
async fn money_is_pending_for_two_days_and_then_available() {
    let shop = Shop::open();
    shop.paid("pm_card_visa").await;
    shop.paid("pm_card_bypassPending").await;
    let net = 2500 - 103;
    let balance = shop.get("/v1/balance").await.object();
    assert_eq!(
        (&balance["available"][0]["amount"], &balance["pending"][0]["amount"]),
        (&json!(net), &json!(net))
    );
    shop.wait(48 * HOUR);
    let balance = shop.get("/v1/balance").await.object();
    assert_eq!(
        (&balance["available"][0]["amount"], &balance["pending"][0]["amount"]),
        (&json!(2 * net), &json!(0))
    );
}
