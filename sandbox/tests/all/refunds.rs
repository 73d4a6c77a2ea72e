use serde_json::{Value, json};

use crate::harness::{HOUR, Shop};

async fn refund(shop: &Shop, payment: &Value, rest: &str) -> crate::harness::Answer {
    let form = format!("payment_intent={}{rest}", payment["id"].as_str().unwrap());
    shop.post("/v1/refunds", &form).await
}

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_was_taken() {
    let shop = Shop::open();
    let payment = shop.paid("pm_card_visa").await;
    let part =
        refund(&shop, &payment, "&amount=1000&metadata[effect_key]=e1&reason=requested_by_customer").await;
    let part = part.object();
    assert_eq!((&part["status"], &part["amount"]), (&json!("succeeded"), &json!(1000)));
    assert_eq!(part["metadata"]["effect_key"], "e1");

    let too_much = refund(&shop, &payment, "&amount=1501").await;
    assert_eq!(too_much.refusal(), (400, String::new(), "amount".to_owned()));
    assert_eq!(refund(&shop, &payment, "").await.object()["amount"], 1500);
    assert_eq!(refund(&shop, &payment, "").await.refusal().1, "charge_already_refunded");
    assert_eq!(refund(&shop, &payment, "&amount=0").await.refusal().0, 400);

    let charge = shop.sandbox.object(part["charge"].as_str().unwrap()).unwrap();
    assert_eq!((&charge["amount_refunded"], &charge["refunded"]), (&json!(2500), &json!(true)));
    let ledger = shop.sandbox.ledger();
    assert_eq!((ledger.sums["eur"].refunded, ledger.sums["eur"].net), (2500, -103));
    let types = shop.sandbox.event_types();
    assert_eq!(types.iter().filter(|it| *it == "charge.refunded").count(), 2);
    let list =
        shop.get(&format!("/v1/refunds?payment_intent={}", payment["id"].as_str().unwrap())).await.object();
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_refund_can_be_pending_first() {
    let shop = Shop::open();
    let payment = shop.paid("pm_card_pendingRefund").await;
    let id = refund(&shop, &payment, "").await.object();
    assert_eq!((&id["status"], &id["pending_reason"]), (&json!("pending"), &json!("processing")));
    shop.wait(HOUR);
    let settled = shop.sandbox.object(id["id"].as_str().unwrap()).unwrap();
    assert_eq!((&settled["status"], &settled["pending_reason"]), (&json!("succeeded"), &Value::Null));
    assert!(shop.sandbox.event_types().contains(&"refund.updated".to_owned()));
}

#[tokio::test]
async fn a_refund_can_fail_later_and_then_the_money_is_here_again() {
    let shop = Shop::open();
    let payment = shop.paid("pm_card_refundFail").await;
    let made = refund(&shop, &payment, "").await.object();
    assert_eq!(made["status"], "succeeded");
    shop.wait(HOUR);
    let failed = shop.sandbox.object(made["id"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&failed["status"], &failed["failure_reason"]),
        (&json!("failed"), &json!("expired_or_canceled_card"))
    );
    let transaction = shop.sandbox.object(failed["failure_balance_transaction"].as_str().unwrap()).unwrap();
    assert_eq!((&transaction["type"], &transaction["net"]), (&json!("refund_failure"), &json!(2500)));
    let charge = shop.sandbox.object(made["charge"].as_str().unwrap()).unwrap();
    assert_eq!((&charge["amount_refunded"], &charge["refunded"]), (&json!(0), &json!(false)));
    let ledger = shop.sandbox.ledger();
    assert_eq!((ledger.sums["eur"].refunded, ledger.sums["eur"].net), (0, 2500 - 103));
    assert!(shop.sandbox.event_types().contains(&"refund.failed".to_owned()));
}

#[tokio::test]
async fn what_was_not_paid_cannot_be_refunded() {
    let shop = Shop::open();
    let open = shop.post("/v1/payment_intents", "amount=500&currency=usd").await.object();
    assert_eq!(refund(&shop, &open, "").await.refusal().2, "payment_intent");
    assert_eq!(
        shop.post("/v1/refunds", "charge=ch_nope").await.refusal(),
        (400, "resource_missing".to_owned(), "charge".to_owned())
    );
    assert_eq!(shop.post("/v1/refunds", "").await.refusal().1, "parameter_missing");
}

#[tokio::test]
async fn the_books_are_the_sum_of_the_balance_transactions() {
    let shop = Shop::open();
    for (method, amount) in
        [("pm_card_visa", "&amount=700"), ("pm_card_refundFail", ""), ("pm_card_pendingRefund", "")]
    {
        let payment = shop.paid(method).await;
        refund(&shop, &payment, amount).await.object();
    }
    shop.wait(HOUR);
    let net: i64 =
        shop.sandbox.objects("balance_transaction").iter().map(|it| it["net"].as_i64().unwrap()).sum();
    let ledger = shop.sandbox.ledger();
    assert_eq!(ledger.entries.iter().map(|it| it.amount).sum::<i64>(), net);
    assert_eq!(ledger.sums["eur"].net, net);
    let numbers: Vec<_> = ledger.entries.iter().map(|it| it.n).collect();
    assert_eq!(numbers, (1..=ledger.entries.len() as u64).collect::<Vec<_>>());
}
