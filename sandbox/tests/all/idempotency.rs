use sandbox::{Fault, FaultPlan, RequestRule};

use crate::harness::{HOUR, Shop};

const CHARGE: &str =
    "amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card";
const PATH: &str = "/v1/payment_intents";

#[tokio::test]
async fn the_same_key_and_parameters_give_the_same_bytes_and_one_charge() {
    let shop = Shop::open();
    let first = shop.post_once("k1", PATH, CHARGE).await;
    let second = shop.post_once("k1", PATH, CHARGE).await;
    assert_eq!((first.status, &first.text), (second.status, &second.text));
    assert_eq!((first.header("idempotent-replayed"), second.header("idempotent-replayed")), ("", "true"));
    assert_eq!(second.header("original-request"), first.header("request-id"));
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);

    let shuffled =
        "confirm=true&currency=usd&payment_method_types[]=card&amount=500&payment_method=pm_card_visa";
    assert_eq!(shop.post_once("k1", PATH, shuffled).await.header("idempotent-replayed"), "true");
}

#[tokio::test]
async fn other_parameters_or_another_endpoint_under_the_key_are_refused() {
    let shop = Shop::open();
    shop.post_once("k1", PATH, CHARGE).await.object();
    for (path, form) in [(PATH, CHARGE.replace("500", "600")), ("/v1/customers", CHARGE.to_owned())] {
        let answer = shop.post_once("k1", path, &form).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["error"]["type"].as_str()),
            (400, Some("idempotency_error"))
        );
    }
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}

#[tokio::test]
async fn declines_are_remembered_and_wrong_parameters_are_not() {
    let shop = Shop::open();
    let declined = CHARGE.replace("pm_card_visa", "pm_card_chargeDeclined");
    shop.post_once("k1", PATH, &declined).await;
    let again = shop.post_once("k1", PATH, &declined).await;
    assert_eq!((again.status.as_u16(), again.header("idempotent-replayed")), (402, "true"));

    assert_eq!(shop.post_once("k2", PATH, "amount=x&currency=usd").await.status.as_u16(), 400);
    shop.post_once("k2", PATH, CHARGE).await.object();
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day_and_charges_again() {
    let shop = Shop::open();
    shop.post_once("k1", PATH, CHARGE).await.object();
    shop.wait(24 * HOUR - 1);
    assert_eq!(shop.post_once("k1", PATH, CHARGE).await.header("idempotent-replayed"), "true");
    shop.wait(1);
    assert_eq!(shop.post_once("k1", PATH, CHARGE).await.header("idempotent-replayed"), "");
    assert_eq!(shop.sandbox.ledger().payments.len(), 2);
}

#[tokio::test]
async fn a_500_after_the_effect_is_replayed_as_it_was() {
    let shop = Shop::open();
    let rule = RequestRule::new("POST", PATH, Fault::ErrorAfter(500)).times(1);
    shop.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    let first = shop.post_once("k1", PATH, CHARGE).await;
    let second = shop.post_once("k1", PATH, CHARGE).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (500, 500));
    assert_eq!((&first.text, second.header("idempotent-replayed")), (&second.text, "true"));
    assert_eq!(shop.sandbox.ledger().payments.len(), 1, "the money was taken");
}

#[tokio::test]
async fn a_request_under_way_holds_its_key() {
    let shop = Shop::open();
    let rule = RequestRule::new("POST", PATH, Fault::DelayMs(100)).times(1);
    shop.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    let (slow, quick) = tokio::join!(biased; shop.post_once("k1", PATH, CHARGE), async {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        shop.post_once("k1", PATH, CHARGE).await
    });
    slow.object();
    assert_eq!(quick.refusal().0, 409);
    assert_eq!(quick.refusal().1, "idempotency_key_in_use");
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}

#[tokio::test]
async fn a_client_that_goes_away_frees_its_key() {
    let shop = Shop::open();
    let rule = RequestRule::new("POST", PATH, Fault::DelayMs(60_000)).times(1);
    shop.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    let wait = std::time::Duration::from_millis(20);
    assert!(tokio::time::timeout(wait, shop.post_once("k1", PATH, CHARGE)).await.is_err());
    shop.post_once("k1", PATH, CHARGE).await.object();
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}
