use serde_json::{Value, json};

use crate::harness::{HOUR, Shop};

const DAY: i64 = 24 * HOUR;
const BY_CARD_OR_DEBIT: &str = "mode=payment&success_url=http%3A%2F%2Fshop.test%2Fdone&allowed_payment_method_types[]=card&allowed_payment_method_types[]=sepa_debit&line_items[0][price_data][unit_amount]=2500&line_items[0][price_data][product_data][name]=Trees&line_items[0][quantity]=1&line_items[0][price_data][currency]=";

async fn session(shop: &Shop, currency: &str) -> String {
    let answer = shop.post("/v1/checkout/sessions", &format!("{BY_CARD_OR_DEBIT}{currency}")).await;
    answer.object()["id"].as_str().unwrap().to_owned()
}

/// How the session stands, how its intent does, and its charge.
async fn stands(shop: &Shop, session: &str) -> (Value, Value, Value) {
    let path = format!("/v1/checkout/sessions/{session}?expand[]=payment_intent.latest_charge");
    let it = shop.get(&path).await.object();
    let intent = &it["payment_intent"];
    (it["payment_status"].clone(), intent["status"].clone(), intent["latest_charge"]["status"].clone())
}

fn told(shop: &Shop, kind: &str) -> usize {
    shop.sandbox.event_types().iter().filter(|it| *it == kind).count()
}

#[tokio::test]
async fn a_debit_is_with_the_bank_for_three_days_and_then_paid() {
    let shop = Shop::open();
    let id = session(&shop, "eur").await;
    shop.sandbox.debit(&id, "DE89370400440532013000").unwrap();
    let waits = (json!("unpaid"), json!("processing"), json!("pending"));
    assert_eq!(stands(&shop, &id).await, waits);
    assert_eq!((told(&shop, "checkout.session.completed"), told(&shop, "payment_intent.processing")), (1, 1));
    assert!(shop.sandbox.ledger().payments.is_empty(), "nothing is here yet");

    shop.wait(3 * DAY - 1);
    assert_eq!(stands(&shop, &id).await, waits);
    shop.wait(1);
    assert_eq!(stands(&shop, &id).await, (json!("paid"), json!("succeeded"), json!("succeeded")));
    assert_eq!(told(&shop, "checkout.session.async_payment_succeeded"), 1);
    assert_eq!(told(&shop, "payment_intent.succeeded"), 1);
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
}

#[tokio::test]
async fn a_debit_of_an_empty_account_fails_after_three_days() {
    let shop = Shop::open();
    let id = session(&shop, "eur").await;
    shop.sandbox.debit(&id, "DE62370400440532013001").unwrap();
    shop.wait(3 * DAY);
    let failed = (json!("unpaid"), json!("requires_payment_method"), json!("failed"));
    assert_eq!(stands(&shop, &id).await, failed);
    assert_eq!(told(&shop, "checkout.session.async_payment_failed"), 1);
    assert_eq!(told(&shop, "payment_intent.payment_failed"), 1);
    assert!(shop.sandbox.ledger().payments.is_empty());
}

#[tokio::test]
async fn a_debit_that_was_paid_can_be_taken_back_by_the_bank() {
    let shop = Shop::open();
    let id = session(&shop, "eur").await;
    shop.sandbox.debit(&id, "DE35370400440532013002").unwrap();
    shop.wait(3 * DAY);
    let disputes = shop.sandbox.objects("dispute");
    assert_eq!(disputes.len(), 1);
    assert!(disputes[0]["payment_method_details"].is_null(), "no card's network has a say");
}

#[tokio::test]
async fn a_refund_of_a_debit_is_pending_first() {
    let shop = Shop::open();
    let id = session(&shop, "eur").await;
    shop.sandbox.debit(&id, "DE89370400440532013000").unwrap();
    shop.wait(3 * DAY);
    let intent = shop.sandbox.object(&id).unwrap()["payment_intent"].as_str().unwrap().to_owned();
    let refund = shop.post("/v1/refunds", &format!("payment_intent={intent}")).await.object();
    assert_eq!(refund["status"], "pending");
    shop.wait(HOUR);
    let refund = shop.sandbox.object(refund["id"].as_str().unwrap()).unwrap();
    assert_eq!(refund["status"], "succeeded");
}

#[tokio::test]
async fn a_bank_account_pays_in_euros_alone_and_where_it_was_asked_for() {
    let shop = Shop::open();
    let dollars = session(&shop, "usd").await;
    let plain = shop.session().await;
    for id in [dollars, plain] {
        assert!(shop.sandbox.debit(&id, "DE89370400440532013000").is_err());
        let page = shop.get(&format!("/checkout/{id}")).await;
        assert!(!page.text.contains("IBAN"), "{}", page.text);
    }
}

#[tokio::test]
async fn the_page_takes_an_account_that_is_typed_and_leads_back() {
    let shop = Shop::open();
    let id = session(&shop, "eur").await;
    let page = format!("/checkout/{id}");
    assert!(shop.get(&page).await.text.contains("SEPA Direct Debit"));
    let form = |iban: &str| format!("email=asha%40example.com&name=Asha&debit=1&iban={iban}");
    let wrong = shop.post(&page, &form("DE89")).await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(wrong.text.contains("aria-describedby=\"iban-problem\""), "{}", wrong.text);
    let filled = shop.post(&page, "email=asha%40example.com&use_account=DE89370400440532013000").await;
    assert!(filled.text.contains("value=\"DE89 3704 0044 0532 0130 00\""), "{}", filled.text);

    let sent = shop.post(&page, &form("DE89+3704+0044+0532+0130+00")).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "http://shop.test/done"));
    assert_eq!(stands(&shop, &id).await.1, "processing");
    let again = shop.post(&page, &form("DE89+3704+0044+0532+0130+00")).await;
    assert_eq!(again.header("location"), "http://shop.test/done", "a second click is the same debit");
}
