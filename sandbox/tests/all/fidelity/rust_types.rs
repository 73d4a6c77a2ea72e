use miniserde::json::from_str;
use serde_json::Value;
use stripe_shared::{
    Account, ApiErrorsCode, BalanceTransaction, BankAccount, Charge, CheckoutSession, CheckoutSessionItem,
    Customer, Dispute, Error, Event, EventType, PaymentIntent, PaymentMethod, Payout, Refund, SetupIntent,
    Transfer, TransferReversal,
};

use super::story::tell;

/// Whether the type for this kind of object reads it, or `None` where there is no such kind.
fn reads(object: &Value) -> bool {
    let text = object.to_string();
    match object["object"].as_str().unwrap_or_default() {
        "account" => from_str::<Account>(&text).is_ok(),
        "bank_account" => from_str::<BankAccount>(&text).is_ok(),
        "dispute" => from_str::<Dispute>(&text).is_ok(),
        "payout" => from_str::<Payout>(&text).is_ok(),
        "transfer" => from_str::<Transfer>(&text).is_ok(),
        "transfer_reversal" => from_str::<TransferReversal>(&text).is_ok(),
        "balance" => from_str::<stripe_core::Balance>(&text).is_ok(),
        "balance_transaction" => from_str::<BalanceTransaction>(&text).is_ok(),
        "charge" => from_str::<Charge>(&text).is_ok(),
        "checkout.session" => from_str::<CheckoutSession>(&text).is_ok(),
        "customer" => from_str::<Customer>(&text).is_ok(),
        "event" => from_str::<Event>(&text).is_ok(),
        "item" => from_str::<CheckoutSessionItem>(&text).is_ok(),
        "list" => object["data"].as_array().unwrap().iter().all(reads),
        "payment_intent" => from_str::<PaymentIntent>(&text).is_ok(),
        "payment_method" => from_str::<PaymentMethod>(&text).is_ok(),
        "radar.early_fraud_warning" => is_warning(object),
        "refund" => from_str::<Refund>(&text).is_ok(),
        "setup_intent" => from_str::<SetupIntent>(&text).is_ok(),
        other => panic!("no type for {other}"),
    }
}

/// Its type is in a crate of which nothing else would be used.
fn is_warning(it: &Value) -> bool {
    let texts = ["id", "charge", "fraud_type", "payment_intent"];
    texts.iter().all(|field| it[field].is_string())
        && it["actionable"].is_boolean()
        && it["livemode"].is_boolean()
        && it["created"].is_i64()
}

#[tokio::test]
async fn the_strict_types_of_async_stripe_read_every_answer() {
    let story = tell().await;
    for answer in &story.answers {
        assert!(reads(answer), "{answer:#}");
    }
    assert!(story.answers.len() > 100, "{}", story.answers.len());
}

#[tokio::test]
async fn the_strict_types_would_notice_a_missing_field() {
    let story = tell().await;
    let mut refund = story.answers.into_iter().find(|it| it["object"] == "refund").unwrap();
    refund.as_object_mut().unwrap().remove("currency");
    assert!(!reads(&refund));
}

#[tokio::test]
async fn every_refusal_is_an_error_whose_code_stripe_knows() {
    let story = tell().await;
    for refusal in &story.refusals {
        let error: Error = from_str(&refusal.to_string()).unwrap_or_else(|_| panic!("{refusal:#}"));
        assert!(!matches!(error.error.code, Some(ApiErrorsCode::Unknown(_))), "{refusal:#}");
    }
    assert!(story.refusals.len() > 10);
}

#[tokio::test]
async fn every_event_is_of_a_type_that_stripe_knows() {
    let story = tell().await;
    for event in story.answers.iter().filter(|it| it["object"] == "event") {
        let kind = event["type"].as_str().unwrap();
        assert!(!matches!(kind.parse(), Ok(EventType::Unknown(_)) | Err(_)), "{kind}");
    }
}
