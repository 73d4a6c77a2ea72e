use serde_json::Value;

use crate::harness::{HOUR, Shop};

fn ids(list: &Value) -> Vec<String> {
    list["data"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_list_is_walked_page_by_page_in_both_directions() {
    let shop = Shop::open();
    for _ in 0..5 {
        shop.post("/v1/customers", "").await.object();
    }
    let all = ids(&shop.get("/v1/customers").await.object());
    assert_eq!(all.len(), 5);

    let first = shop.get("/v1/customers?limit=2").await.object();
    assert_eq!((ids(&first).as_slice(), &first["has_more"]), (&all[..2], &Value::Bool(true)));
    let next = shop.get(&format!("/v1/customers?limit=2&starting_after={}", all[1])).await.object();
    assert_eq!(ids(&next), all[2..4]);
    let last = shop.get(&format!("/v1/customers?limit=2&starting_after={}", all[3])).await.object();
    assert_eq!((ids(&last).as_slice(), &last["has_more"]), (&all[4..], &Value::Bool(false)));
    let back = shop.get(&format!("/v1/customers?limit=2&ending_before={}", all[3])).await.object();
    assert_eq!((ids(&back).as_slice(), &back["has_more"]), (&all[1..3], &Value::Bool(true)));

    for wrong in
        ["limit=0", "limit=101", "starting_after=cus_no", "starting_after=a&ending_before=b", "colour=red"]
    {
        assert_eq!(shop.get(&format!("/v1/customers?{wrong}")).await.refusal().0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn events_are_found_by_type_and_time() {
    let shop = Shop::open();
    shop.paid("pm_card_visa").await;
    shop.wait(HOUR);
    let later = shop.seconds();
    shop.paid("pm_card_visa").await;

    let succeeded = shop.get("/v1/events?type=payment_intent.succeeded").await.object();
    assert_eq!(ids(&succeeded).len(), 2);
    let recent =
        shop.get(&format!("/v1/events?type=payment_intent.succeeded&created[gte]={later}")).await.object();
    assert_eq!(ids(&recent), ids(&succeeded)[..1]);
    let several =
        shop.get("/v1/events?types[]=charge.succeeded&types[]=payment_intent.succeeded").await.object();
    assert_eq!(ids(&several).len(), 4);
    let starred = shop.get("/v1/events?type=charge.*").await.object();
    assert_eq!(ids(&starred).len(), 2);
    let one = shop.get(&format!("/v1/events/{}", ids(&recent)[0])).await.object();
    assert_eq!(one["data"]["object"]["object"], "payment_intent");
}

#[tokio::test]
async fn charges_and_balance_transactions_lead_to_each_other() {
    let shop = Shop::open();
    let payment = shop.paid("pm_card_visa").await;
    let path = format!(
        "/v1/charges?payment_intent={}&expand[]=data.balance_transaction",
        payment["id"].as_str().unwrap()
    );
    let charge = shop.get(&path).await.object()["data"][0].clone();
    let transaction = charge["balance_transaction"]["id"].as_str().unwrap();
    let found = shop.get(&format!("/v1/balance_transactions/{transaction}?expand[]=source")).await.object();
    assert_eq!(found["source"]["id"], charge["id"]);
    let listed =
        shop.get(&format!("/v1/balance_transactions?source={}", charge["id"].as_str().unwrap())).await;
    assert_eq!(ids(&listed.object()), [transaction]);
}

#[tokio::test]
async fn more_than_twenty_types_are_refused() {
    let shop = Shop::open();
    let ask = |many: usize| format!("/v1/events?{}", vec!["types[]=charge.succeeded"; many].join("&"));
    shop.get(&ask(20)).await.object();
    assert_eq!(shop.get(&ask(21)).await.refusal().0, 400);
}
