use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use super::story::tell;

/// The type that Stripe's npm package has for it.
fn type_of(object: &Value) -> String {
    match object["object"].as_str().unwrap_or_default() {
        "account" => "Stripe.Account",
        "bank_account" => "Stripe.BankAccount",
        "dispute" => "Stripe.Dispute",
        "payout" => "Stripe.Payout",
        "transfer" => "Stripe.Transfer",
        "transfer_reversal" => "Stripe.TransferReversal",
        "balance" => "Stripe.Balance",
        "balance_transaction" => "Stripe.BalanceTransaction",
        "charge" => "Stripe.Charge",
        "checkout.session" => "Stripe.Checkout.Session",
        "customer" => "Stripe.Customer",
        "event" => "Stripe.Event",
        "item" => "Stripe.LineItem",
        "payment_intent" => "Stripe.PaymentIntent",
        "payment_method" => "Stripe.PaymentMethod",
        "radar.early_fraud_warning" => "Stripe.Radar.EarlyFraudWarning",
        "refund" => "Stripe.Refund",
        "setup_intent" => "Stripe.SetupIntent",
        "list" => {
            let first = &object["data"][0];
            return if first.is_null() {
                "Stripe.ApiList<unknown>".to_owned()
            } else {
                format!("Stripe.ApiList<{}>", type_of(first))
            };
        }
        other => panic!("no type for {other}"),
    }
    .to_owned()
}

/// The answer as TypeScript. The package reads the decimal strings of the wire into an object of its own.
fn literal(answer: &Value) -> String {
    answer
        .to_string()
        .replace(r#""unit_amount_decimal":"4200""#, r#""unit_amount_decimal":Stripe.Decimal.from("4200")"#)
}

#[tokio::test]
async fn the_answers_are_written_down_for_the_types_of_the_npm_package() {
    let story = tell().await;
    let mut file = String::from("import Stripe from 'stripe';\n");
    let mut kinds = BTreeSet::new();
    for (number, answer) in story.answers.iter().enumerate() {
        let kind = type_of(answer);
        writeln!(file, "export const answer{number}: {kind} = {};", literal(answer)).unwrap();
        kinds.insert(kind);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../fidelity");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("answers.ts"), file).unwrap();
    assert!(kinds.len() >= 15, "{kinds:?}");
}
