//! Payment intents that are changed before they are confirmed.

use serde_json::json;

use crate::harness::Shop;

#[tokio::test]
async fn until_it_is_confirmed_an_intent_takes_another_amount_and_another_card() {
    let shop = Shop::open();
    let form = "amount=500&currency=eur&payment_method_types[]=card";
    let intent = shop.post("/v1/payment_intents", form).await.object();
    let path = format!("/v1/payment_intents/{}", intent["id"].as_str().unwrap());
    for (wrong, code) in [
        ("amount=49", "amount_too_small"),
        ("amount=7.50", "parameter_invalid_integer"),
        ("payment_method=pm_no", "resource_missing"),
    ] {
        assert_eq!(shop.post(&path, wrong).await.refusal().1, code, "{wrong}");
        assert_eq!(shop.get(&path).await.object()["amount"], 500, "{wrong}");
    }
    let changed = shop.post(&path, "amount=750&payment_method=pm_card_visa").await.object();
    assert_eq!((&changed["amount"], &changed["status"]), (&json!(750), &json!("requires_confirmation")));
    let paid = shop.post(&format!("{path}/confirm"), "").await.object();
    assert_eq!((&paid["amount_received"], &paid["status"]), (&json!(750), &json!("succeeded")));
    assert_eq!(shop.sandbox.ledger().sums["eur"].charged, 750);
    let late = shop.post(&path, "amount=500").await.refusal();
    assert_eq!((late.0, late.1.as_str()), (400, "payment_intent_unexpected_state"));
    assert_eq!(shop.get(&path).await.object()["amount"], 750);
}

#[tokio::test]
async fn the_amount_of_a_checkout_page_is_changed_by_nobody() {
    let shop = Shop::open();
    let id = shop.session().await;
    shop.sandbox.pay(&id, "4000000000000002").unwrap();
    let intent = shop.sandbox.object(&id).unwrap()["payment_intent"].as_str().unwrap().to_owned();
    let path = format!("/v1/payment_intents/{intent}");
    assert_eq!(shop.post(&path, "amount=750").await.refusal().0, 400);
    shop.post(&path, "metadata[a]=1").await.object();
}
