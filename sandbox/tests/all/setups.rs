use sandbox::PayOutcome;
use serde_json::json;

use crate::harness::{PROMISE, Shop};

/// A card kept through Checkout: customer and payment method.
async fn saved(shop: &Shop, card: &str) -> (String, String) {
    let session = shop.post("/v1/checkout/sessions", PROMISE).await.object();
    let id = session["id"].as_str().unwrap();
    if let PayOutcome::Authenticate(_) = shop.sandbox.pay(id, card).unwrap() {
        shop.sandbox.authenticate(session["setup_intent"].as_str().unwrap(), true).unwrap();
    }
    let path = format!("/v1/checkout/sessions/{id}?expand[]=setup_intent");
    let session = shop.get(&path).await.object();
    assert_eq!(
        (&session["status"], &session["payment_status"]),
        (&json!("complete"), &json!("no_payment_required"))
    );
    let intent = &session["setup_intent"];
    assert_eq!((&intent["status"], &intent["metadata"]["pledge_id"]), (&json!("succeeded"), &json!("p2")));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (text(&intent["customer"]), text(&intent["payment_method"]))
}

async fn charge(shop: &Shop, customer: &str, method: &str) -> crate::harness::Answer {
    let form = format!(
        "amount=4200&currency=inr&customer={customer}&payment_method={method}&off_session=true&confirm=true&payment_method_types[]=card"
    );
    shop.post("/v1/payment_intents", &form).await
}

#[tokio::test]
async fn a_saved_card_is_charged_without_the_donor() {
    let shop = Shop::open();
    for card in ["4242424242424242", "4000002500003155"] {
        let (customer, method) = saved(&shop, card).await;
        assert_eq!(charge(&shop, &customer, &method).await.object()["status"], "succeeded");
        assert_eq!(charge(&shop, &customer, &method).await.object()["status"], "succeeded");
        let list = shop.get(&format!("/v1/customers/{customer}/payment_methods")).await.object();
        assert_eq!(list["data"][0]["id"], method);
    }
    let types = shop.sandbox.event_types();
    for wanted in
        ["setup_intent.created", "setup_intent.succeeded", "payment_method.attached", "customer.created"]
    {
        assert!(types.iter().any(|it| it == wanted), "{wanted}");
    }
}

#[tokio::test]
async fn a_saved_card_can_fail_later_in_two_ways() {
    let shop = Shop::open();
    let (customer, method) = saved(&shop, "4000000000000341").await;
    let error = charge(&shop, &customer, &method).await.json()["error"].clone();
    assert_eq!(error["code"], "card_declined");

    let (customer, method) = saved(&shop, "4000002760003184").await;
    let error = charge(&shop, &customer, &method).await.json()["error"].clone();
    assert_eq!(error["code"], "authentication_required");
}

#[tokio::test]
async fn a_method_is_for_its_customer_and_without_one_for_one_payment() {
    let shop = Shop::open();
    let (customer, method) = saved(&shop, "4242424242424242").await;
    let other = shop.post("/v1/customers", "").await.object()["id"].as_str().unwrap().to_owned();
    assert_eq!(charge(&shop, &other, &method).await.refusal().2, "payment_method");

    shop.post(&format!("/v1/payment_methods/{method}/detach"), "").await.object();
    assert_eq!(charge(&shop, &customer, &method).await.refusal().0, 400);
    let attach =
        shop.post(&format!("/v1/payment_methods/{method}/attach"), &format!("customer={customer}")).await;
    assert_eq!(attach.refusal().0, 400);
}

#[tokio::test]
async fn a_setup_intent_is_confirmed_refused_and_canceled_by_the_api() {
    let shop = Shop::open();
    let customer = shop.post("/v1/customers", "email=a%40example.com").await.object()["id"].clone();
    let customer = customer.as_str().unwrap();
    let form =
        format!("customer={customer}&payment_method_types[]=card&payment_method=pm_card_visa&confirm=true");
    assert_eq!(shop.post("/v1/setup_intents", &form).await.object()["status"], "succeeded");

    let intent = shop.post("/v1/setup_intents", "payment_method_types[]=card").await.object();
    let path = format!("/v1/setup_intents/{}", intent["id"].as_str().unwrap());
    let refused = shop.post(&format!("{path}/confirm"), "payment_method=pm_card_chargeDeclined").await;
    assert_eq!(refused.refusal().0, 402);
    assert_eq!(refused.json()["error"]["setup_intent"]["status"], "requires_payment_method");
    assert_eq!(shop.post(&format!("{path}/cancel"), "").await.object()["status"], "canceled");
    assert_eq!(shop.post(&format!("{path}/cancel"), "").await.refusal().1, "setup_intent_unexpected_state");
}
