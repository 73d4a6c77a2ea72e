use serde_json::json;

use crate::harness::Shop;

const CHARGE: &str = "amount=2500&currency=usd&confirm=true&payment_method_types[]=card&payment_method=";

#[tokio::test]
async fn a_declined_charge_is_402_with_the_intent_and_its_codes() {
    let shop = Shop::open();
    for (token, code, decline_code, advice) in [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline", "try_again_later"),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "try_again_later"),
        ("pm_card_chargeDeclinedLostCard", "card_declined", "lost_card", "do_not_try_again"),
        ("pm_card_chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", "do_not_try_again"),
    ] {
        let answer = shop.post("/v1/payment_intents", &format!("{CHARGE}{token}")).await;
        assert_eq!(answer.status.as_u16(), 402, "{}", answer.text);
        let error = &answer.json()["error"];
        assert_eq!(error["type"], "card_error");
        assert_eq!((&error["code"], &error["decline_code"]), (&json!(code), &json!(decline_code)));
        assert_eq!(error["advice_code"], advice);
        let intent = &error["payment_intent"];
        assert_eq!(intent["status"], "requires_payment_method");
        assert_eq!(intent["last_payment_error"]["code"], code);
        let charge = shop.sandbox.object(error["charge"].as_str().unwrap()).unwrap();
        assert_eq!((&charge["status"], &charge["failure_code"]), (&json!("failed"), &json!(code)));
    }
    assert!(shop.sandbox.ledger().entries.is_empty());
}

#[tokio::test]
async fn a_card_that_asks_is_refused_when_the_donor_is_away() {
    let shop = Shop::open();
    let form = format!("{CHARGE}pm_card_authenticationRequired&off_session=true");
    let error = shop.post("/v1/payment_intents", &form).await.json()["error"].clone();
    assert_eq!(
        (&error["code"], &error["decline_code"]),
        (&json!("authentication_required"), &json!("authentication_required"))
    );

    let form = format!("{CHARGE}pm_card_authenticationRequired&return_url=http%3A%2F%2Fshop.test%2Fback");
    let intent = shop.post("/v1/payment_intents", &form).await.object();
    assert_eq!(intent["status"], "requires_action");
    let url = intent["next_action"]["redirect_to_url"]["url"].as_str().unwrap();
    assert_eq!(url, format!("http://pay.test/3ds/{}", intent["id"].as_str().unwrap()));
}

#[tokio::test]
async fn a_declined_intent_is_confirmed_again_with_another_card() {
    let shop = Shop::open();
    let answer = shop.post("/v1/payment_intents", &format!("{CHARGE}pm_card_chargeDeclined")).await;
    let id = answer.json()["error"]["payment_intent"]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/payment_intents/{id}/confirm");
    assert_eq!(shop.post(&path, "").await.refusal().1, "payment_intent_unexpected_state");
    let intent = shop.post(&path, "payment_method=pm_card_visa").await.object();
    assert_eq!(intent["status"], "succeeded");
    let again = shop.post(&path, "payment_method=pm_card_visa").await;
    assert_eq!(again.refusal().1, "payment_intent_unexpected_state");
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}
