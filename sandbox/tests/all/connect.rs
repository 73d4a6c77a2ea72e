use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::harness::{Answer, HOUR, Shop};

const DAY: i64 = 24 * HOUR;
const GOOD: &str = "000123456789";
const CLOSED: &str = "000111111113";

/// An account that was onboarded with `bank`, and 2500 less the fee that can be moved to it.
async fn ready(shop: &Shop, bank: &str) -> String {
    let account = shop.post("/v1/accounts", "type=express&country=DE").await.object();
    assert_eq!(
        (&account["payouts_enabled"], &account["capabilities"]["transfers"]),
        (&json!(false), &json!("inactive"))
    );
    let id = account["id"].as_str().unwrap().to_owned();
    shop.sandbox.onboard(&id, bank, true).unwrap();
    shop.paid("pm_card_visa").await;
    shop.wait(3 * DAY);
    id
}

async fn transfer(shop: &Shop, account: &str, amount: i64) -> Answer {
    let form = format!(
        "amount={amount}&currency=eur&destination={account}&transfer_group=g1&metadata[effect_key]=e1"
    );
    shop.post("/v1/transfers", &form).await
}

async fn pay_out(shop: &Shop, account: &str, amount: i64) -> Answer {
    let request = Request::post("/v1/payouts")
        .header("authorization", "Bearer sk_test_sandbox")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("stripe-account", account)
        .body(Body::from(format!("amount={amount}&currency=eur")));
    shop.send(request.unwrap()).await
}

#[tokio::test]
async fn money_is_moved_to_an_account_and_from_there_to_its_bank() {
    let shop = Shop::open();
    let account = ready(&shop, GOOD).await;
    let moved = transfer(&shop, &account, 2000).await.object();
    assert_eq!(shop.sandbox.held(&account, "eur"), 2000);
    let sums = shop.sandbox.ledger().sums["eur"].clone();
    assert_eq!((sums.transferred, sums.net), (2000, 2500 - 103 - 2000));
    let list = shop.get("/v1/transfers?transfer_group=g1").await.object();
    assert_eq!(list["data"][0]["id"], moved["id"]);
    let payout = pay_out(&shop, &account, 2000).await.object();
    assert_eq!((&payout["status"], shop.sandbox.held(&account, "eur")), (&json!("pending"), 0));
    shop.wait(3 * DAY);
    assert_eq!(shop.sandbox.object(payout["id"].as_str().unwrap()).unwrap()["status"], "paid");
    let events = shop.sandbox.objects("event");
    let paid: &Value = events.iter().find(|it| it["type"] == "payout.paid").unwrap();
    assert_eq!(paid["account"], account.as_str(), "events of an account name it");
}

#[tokio::test]
async fn a_payout_to_a_closed_bank_account_fails_and_can_be_reversed() {
    let shop = Shop::open();
    let account = ready(&shop, CLOSED).await;
    let moved = transfer(&shop, &account, 2000).await.object();
    let payout = pay_out(&shop, &account, 2000).await.object();
    shop.wait(3 * DAY);
    let failed = shop.sandbox.object(payout["id"].as_str().unwrap()).unwrap();
    assert_eq!((&failed["status"], &failed["failure_code"]), (&json!("failed"), &json!("account_closed")));
    assert_eq!(shop.sandbox.held(&account, "eur"), 2000);
    let path = format!("/v1/transfers/{}/reversals", moved["id"].as_str().unwrap());
    assert_eq!(shop.post(&path, "").await.object()["amount"], 2000);
    assert_eq!(shop.post(&path, "").await.refusal().0, 400, "it is reversed already");
    assert_eq!((shop.sandbox.held(&account, "eur"), shop.sandbox.ledger().sums["eur"].transferred), (0, 0));
}

#[tokio::test]
async fn nothing_is_moved_that_is_not_there_or_to_whom_is_not_known() {
    let shop = Shop::open();
    let account = ready(&shop, GOOD).await;
    assert_eq!(transfer(&shop, &account, 9999).await.refusal().1, "balance_insufficient");
    assert_eq!(pay_out(&shop, &account, 1).await.refusal().1, "balance_insufficient");
    let unknown = shop.post("/v1/accounts", "type=express").await.object();
    let refused = transfer(&shop, unknown["id"].as_str().unwrap(), 10).await.refusal();
    assert_eq!((refused.0, refused.2.as_str()), (400, "destination"));
}

#[tokio::test]
async fn an_account_without_its_document_says_what_is_due() {
    let shop = Shop::open();
    let account = shop.post("/v1/accounts", "type=express").await.object();
    let id = account["id"].as_str().unwrap();
    let form = format!(
        "account={id}&refresh_url=http%3A%2F%2Fa.test&return_url=http%3A%2F%2Fa.test%2Fback&type=account_onboarding"
    );
    let link = shop.post("/v1/account_links", &form).await.object();
    let path = link["url"].as_str().unwrap().trim_start_matches("http://pay.test").to_owned();
    assert!(shop.get(&path).await.text.contains("Test bank account"));
    let sent = shop.post(&path, "bank=000123456789").await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "http://a.test/back"));
    let account = shop.get(&format!("/v1/accounts/{id}")).await.object();
    assert_eq!(account["payouts_enabled"], false);
    assert_eq!(account["requirements"]["currently_due"], json!(["individual.verification.document"]));
}

#[tokio::test]
async fn a_payout_that_had_arrived_may_come_back_once() {
    let shop = Shop::open();
    let account = ready(&shop, GOOD).await;
    transfer(&shop, &account, 2000).await.object();
    let payout = pay_out(&shop, &account, 2000).await.object();
    let payout = payout["id"].as_str().unwrap();
    shop.wait(3 * DAY);
    assert_eq!(shop.sandbox.object(payout).unwrap()["status"], "paid");
    shop.sandbox.send_back(payout, "account_closed").unwrap();
    let back = shop.sandbox.object(payout).unwrap();
    assert_eq!((&back["status"], &back["failure_code"]), (&json!("failed"), &json!("account_closed")));
    assert_eq!(shop.sandbox.held(&account, "eur"), 2000);
    assert!(shop.sandbox.send_back(payout, "account_closed").is_err());
    assert_eq!(shop.sandbox.held(&account, "eur"), 2000);
}

#[tokio::test]
async fn events_of_an_account_are_listed_for_that_account_alone() {
    let shop = Shop::open();
    let account = ready(&shop, GOOD).await;
    let other = shop.post("/v1/accounts", "type=express").await.object()["id"].clone();
    let kinds = |list: &Value| -> Vec<String> {
        let all = list["data"].as_array().unwrap().iter();
        all.map(|it| it["type"].as_str().unwrap().to_owned()).collect()
    };
    let own = shop.get("/v1/events?limit=100").await.object();
    assert!(!kinds(&own).contains(&"account.updated".to_owned()), "{:?}", kinds(&own));
    let of_account = shop.get_as(&account, "/v1/events?limit=100").await.object();
    assert_eq!(kinds(&of_account), ["account.updated", "account.external_account.created"]);
    assert_eq!(of_account["data"][0]["account"], account.as_str());
    let path = format!("/v1/events/{}", of_account["data"][0]["id"].as_str().unwrap());
    assert_eq!(shop.get_as(&account, &path).await.object()["type"], "account.updated");
    assert_eq!(shop.get(&path).await.refusal().0, 404);
    let none = shop.get_as(other.as_str().unwrap(), "/v1/events").await.object();
    assert_eq!(none["data"], json!([]));
    assert_eq!(shop.get_as("acct_none", "/v1/events").await.refusal().0, 403);
}

#[tokio::test]
async fn another_bank_account_takes_the_place_of_the_first_and_both_are_told_of() {
    let shop = Shop::open();
    let account = ready(&shop, GOOD).await;
    let told = async || {
        let list =
            shop.get_as(&account, "/v1/events?limit=100&type=account.external_account.*").await.object();
        list["data"].as_array().unwrap().clone()
    };
    shop.sandbox.onboard(&account, GOOD, true).unwrap();
    assert_eq!(told().await.len(), 1, "the same one is no other");
    shop.sandbox.onboard(&account, CLOSED, true).unwrap();
    let events = told().await;
    let of = |n: usize| (&events[n]["type"], &events[n]["data"]["object"]["last4"]);
    assert_eq!(events.len(), 3);
    assert_eq!(of(0), (&json!("account.external_account.deleted"), &json!("6789")));
    assert_eq!(of(1), (&json!("account.external_account.created"), &json!("1113")));
    assert!(events.iter().all(|it| it["account"] == account.as_str()));
    let now = shop.get(&format!("/v1/accounts/{account}")).await.object();
    let banks = now["external_accounts"]["data"].as_array().unwrap();
    assert_eq!((banks.len(), &banks[0]["last4"]), (1, &json!("1113")));
}
