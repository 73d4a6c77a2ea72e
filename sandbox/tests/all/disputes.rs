use serde_json::{Value, json};

use crate::harness::{HOUR, Shop};

/// The dispute that Stripe's test card for disputes brings with it.
async fn disputed(shop: &Shop) -> Value {
    shop.paid("pm_card_createDispute").await;
    shop.get("/v1/disputes").await.object()["data"][0].clone()
}

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_disputed_charge_takes_the_money_and_a_fee_and_cannot_be_refunded() {
    let shop = Shop::open();
    let dispute = disputed(&shop).await;
    assert_eq!((&dispute["status"], &dispute["amount"]), (&json!("needs_response"), &json!(2500)));
    let sums = shop.sandbox.ledger().sums["eur"].clone();
    assert_eq!((sums.charged, sums.disputed, sums.net), (2500, 2500, -103 - 1500));
    let form = format!("charge={}", dispute["charge"].as_str().unwrap());
    assert_eq!(shop.post("/v1/refunds", &form).await.refusal().1, "charge_disputed");
    let types = shop.sandbox.event_types();
    assert!(types.contains(&"charge.dispute.created".to_owned()), "{types:?}");
}

#[tokio::test]
async fn the_words_of_the_evidence_decide() {
    for (words, status, net) in
        [("winning_evidence", "won", 2500 - 103 - 1500), ("losing_evidence", "lost", -1603)]
    {
        let shop = Shop::open();
        let dispute = disputed(&shop).await;
        let path = format!("/v1/disputes/{}", id(&dispute));
        let form = format!("evidence[uncategorized_text]={words}&submit=true");
        assert_eq!(shop.post(&path, &form).await.object()["status"], "under_review");
        assert_eq!(shop.post(&path, &form).await.refusal().0, 400, "it was answered");
        shop.wait(HOUR);
        assert_eq!(shop.get(&path).await.object()["status"], status);
        assert_eq!(shop.sandbox.ledger().sums["eur"].net, net);
    }
}

#[tokio::test]
async fn an_unanswered_dispute_is_lost_when_its_time_is_up() {
    let shop = Shop::open();
    let dispute = disputed(&shop).await;
    shop.wait(10 * 24 * HOUR);
    assert_eq!(shop.sandbox.object(id(&dispute)).unwrap()["status"], "lost");
}

#[tokio::test]
async fn evidence_of_an_unknown_name_is_refused() {
    let shop = Shop::open();
    let dispute = disputed(&shop).await;
    let answer = shop.post(&format!("/v1/disputes/{}", id(&dispute)), "evidence[mood]=bad").await;
    assert_eq!(answer.refusal().1, "parameter_unknown");
}

#[tokio::test]
async fn a_card_on_the_block_list_is_refused_whoever_pays_with_it() {
    let shop = Shop::open();
    shop.paid("pm_card_visa").await;
    let charge = shop.get("/v1/charges").await.object()["data"][0].clone();
    let card = charge["payment_method_details"]["card"]["fingerprint"].as_str().unwrap().to_owned();
    let lists = shop.get("/v1/radar/value_lists?alias=card_fingerprint_blocklist").await;
    let list = id(&lists.object()["data"][0]).to_owned();
    let add = format!("value_list={list}&value={card}");
    let item = shop.post("/v1/radar/value_list_items", &add).await;
    assert_eq!(item.object()["value"], json!(card));
    assert_eq!(shop.post("/v1/radar/value_list_items", &add).await.refusal().0, 400, "it stands there");
    let nowhere = format!("value_list=rsl_none&value={card}");
    assert_eq!(shop.post("/v1/radar/value_list_items", &nowhere).await.refusal().0, 400);
    let found = shop.get(&format!("/v1/radar/value_list_items?value_list={list}&value={card}")).await;
    assert_eq!(found.object()["data"].as_array().map(Vec::len), Some(1));

    let intent =
        "amount=2500&currency=eur&confirm=true&payment_method=pm_card_visa&return_url=https://x.test";
    let (status, code, _) = shop.post("/v1/payment_intents", intent).await.refusal();
    assert_eq!((status, &*code), (402, "card_declined"));
    let other = intent.replace("pm_card_visa", "pm_card_mastercard");
    assert_eq!(shop.post("/v1/payment_intents", &other).await.object()["status"], "succeeded");

    let path = format!("/v1/radar/value_list_items/{}", id(&item.object()));
    assert_eq!(shop.delete(&path).await.object()["deleted"], true);
    assert_eq!(shop.delete(&path).await.refusal().0, 404, "it is gone");
    assert_eq!(shop.get(&path).await.refusal().0, 404);
    assert_eq!(shop.post("/v1/payment_intents", intent).await.object()["status"], "succeeded");
}

#[tokio::test]
async fn a_bank_warns_of_a_charge_until_it_is_refunded_or_disputed() {
    let shop = Shop::open();
    let mut warnings = Vec::new();
    for _ in 0..2 {
        let payment = shop.paid("pm_card_visa").await;
        let charge = id(&payment["latest_charge"]).to_owned();
        let warning = shop.sandbox.warn(&charge, "made_with_stolen_card").unwrap();
        let path = format!("/v1/radar/early_fraud_warnings/{warning}");
        let it = shop.get(&path).await.object();
        assert!(warning.starts_with("issfr_"), "{warning}");
        assert_eq!((&it["actionable"], &it["fraud_type"]), (&json!(true), &json!("made_with_stolen_card")));
        assert_eq!((&it["charge"], &it["payment_intent"]), (&json!(charge), &payment["id"]));
        let list = shop.get(&format!("/v1/radar/early_fraud_warnings?charge={charge}")).await.object();
        assert_eq!((list["data"].as_array().unwrap().len(), &list["data"][0]), (1, &it));
        warnings.push((charge, path));
    }
    let [(first, of_first), (second, of_second)] = warnings.try_into().unwrap();
    shop.post("/v1/refunds", &format!("charge={first}&amount=100")).await.object();
    assert_eq!(shop.get(&of_first).await.object()["actionable"], true, "a part of it");
    shop.post("/v1/refunds", &format!("charge={first}")).await.object();
    assert_eq!(shop.get(&of_first).await.object()["actionable"], false);
    assert!(shop.sandbox.warn(&first, "misc").is_err());
    shop.sandbox.dispute(&second).unwrap();
    assert_eq!(shop.get(&of_second).await.object()["actionable"], false);
    let types = shop.sandbox.event_types();
    for kind in ["radar.early_fraud_warning.created", "radar.early_fraud_warning.updated"] {
        assert_eq!(types.iter().filter(|it| *it == kind).count(), 2, "{kind}");
    }
}
