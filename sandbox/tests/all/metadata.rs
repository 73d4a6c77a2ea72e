//! What is kept with an object for whoever asked for it: <https://docs.stripe.com/api/metadata>.

use serde_json::{Value, json};

use crate::harness::Shop;

fn path(of: &str, object: &Value) -> String {
    format!("/v1/{of}/{}", object["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_value_takes_the_place_of_the_one_before_and_an_empty_one_takes_its_key_away() {
    let shop = Shop::open();
    let payment = shop.paid("pm_card_visa").await;
    let refund =
        format!("payment_intent={}&amount=100&metadata[pledge_id]=p1", payment["id"].as_str().unwrap());
    let refund = shop.post("/v1/refunds", &refund).await.object();
    let customer = shop.post("/v1/customers", "metadata[pledge_id]=p1").await.object();
    for object in [path("payment_intents", &payment), path("refunds", &refund), path("customers", &customer)]
    {
        let metadata = async |form: &str| shop.post(&object, form).await.object()["metadata"].clone();
        let two = json!({ "a": "1", "pledge_id": "p2" });
        assert_eq!(metadata("metadata[pledge_id]=p2&metadata[a]=1").await, two, "{object}");
        assert_eq!(metadata("").await, two, "{object}: nothing was said of it");
        assert_eq!(metadata("metadata[a]=&metadata[b]=").await, json!({ "pledge_id": "p2" }), "{object}");
        assert_eq!(shop.get(&object).await.object()["metadata"], json!({ "pledge_id": "p2" }), "{object}");
        assert_eq!(metadata("metadata=").await, json!({}), "{object}: all of it");
    }
}

#[tokio::test]
async fn addresses_are_kept_as_they_are_said_and_shown_whole() {
    let shop = Shop::open();
    let berlin = json!({ "city": "Berlin", "country": "DE", "line1": null, "line2": null, "postal_code": null, "state": null });
    let form = "address[city]=Berlin&address[country]=DE&address[line1]=&shipping[name]=Asha&shipping[address][city]=Berlin&shipping[address][country]=DE&tax_exempt=exempt";
    let customer = shop.post("/v1/customers", form).await.object();
    assert_eq!((&customer["address"], &customer["tax_exempt"]), (&berlin, &json!("exempt")));
    assert_eq!(customer["shipping"], json!({ "address": berlin, "name": "Asha", "phone": null }));
    let customer = shop.post(&path("customers", &customer), "address=&tax_exempt=").await.object();
    assert_eq!((&customer["address"], &customer["tax_exempt"]), (&Value::Null, &json!("none")));
    assert_eq!(customer["shipping"]["name"], "Asha", "nothing was said of it");
    let card = "type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2030";
    let told = "billing_details[email]=asha%40example.test&billing_details[address][city]=Berlin&billing_details[address][country]=DE&allow_redisplay=always";
    let method = shop.post("/v1/payment_methods", &format!("{card}&{told}")).await.object();
    let billing = json!({ "address": berlin, "email": "asha@example.test", "name": null, "phone": null, "tax_id": null });
    assert_eq!((&method["billing_details"], &method["allow_redisplay"]), (&billing, &json!("always")));
}

#[tokio::test]
async fn what_is_said_when_a_card_is_named_an_amount_captured_or_a_dispute_answered_is_kept() {
    let shop = Shop::open();
    let card = "type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2030";
    let method = shop.post("/v1/payment_methods", &format!("{card}&metadata[a]=1")).await.object();
    assert_eq!(method["metadata"], json!({ "a": "1" }));
    let held = "amount=500&currency=eur&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card&capture_method=manual&metadata[a]=1";
    let held = shop.post("/v1/payment_intents", held).await.object();
    let captured = format!("{}/capture", path("payment_intents", &held));
    let captured = shop.post(&captured, "metadata[b]=2").await.object();
    assert_eq!(
        (&captured["status"], &captured["metadata"]),
        (&json!("succeeded"), &json!({ "a": "1", "b": "2" }))
    );
    shop.paid("pm_card_createDispute").await;
    let dispute = shop.get("/v1/disputes").await.object()["data"][0].clone();
    let answer = "submit=false&evidence[uncategorized_text]=seen&metadata[case]=7";
    assert_eq!(
        shop.post(&path("disputes", &dispute), answer).await.object()["metadata"],
        json!({ "case": "7" })
    );
}
