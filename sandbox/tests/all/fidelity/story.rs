use serde_json::Value;

use crate::harness::{Answer, GIFT, HOUR, PROMISE, Shop};

/// Everything that the sandbox said in a story that comes by every endpoint and state.
pub(super) struct Story {
    /// Objects and lists, as answered.
    pub(super) answers: Vec<Value>,
    /// Bodies of refusals.
    pub(super) refusals: Vec<Value>,
}

/// A shop and what was heard in it.
struct Teller {
    shop: Shop,
    story: Story,
}

impl Teller {
    async fn post(&mut self, path: &str, form: &str) -> Value {
        let answer = self.shop.post(path, form).await;
        self.note(&answer)
    }

    async fn get(&mut self, path: &str) -> Value {
        let answer = self.shop.get(path).await;
        self.note(&answer)
    }

    fn note(&mut self, answer: &Answer) -> Value {
        let body = answer.json();
        if answer.status.is_success() {
            self.story.answers.push(body.clone());
        } else {
            self.story.refusals.push(body.clone());
        }
        body
    }

    /// What stands in a list, and what the events in it are about.
    fn unfold(&mut self, list: &Value) {
        let objects = list["data"].as_array().unwrap().clone();
        self.story.answers.extend(objects.iter().filter_map(|it| it["data"].get("object").cloned()));
        self.story.answers.extend(objects);
    }
}

pub(super) async fn tell() -> Story {
    let story = Story { answers: Vec::new(), refusals: Vec::new() };
    let mut teller = Teller { shop: Shop::open(), story };
    gifts(&mut teller).await;
    debits(&mut teller).await;
    promises(&mut teller).await;
    charges(&mut teller).await;
    refunds(&mut teller).await;
    disputes(&mut teller).await;
    warnings(&mut teller).await;
    payouts(&mut teller).await;
    mistakes(&mut teller).await;
    everything(&mut teller).await;
    teller.story
}

async fn disputes(teller: &mut Teller) {
    teller.shop.paid("pm_card_createDispute").await;
    let list = teller.get("/v1/disputes?expand[]=data.charge").await;
    let path = format!("/v1/disputes/{}", id(&list["data"][0]));
    teller.post(&path, "evidence[uncategorized_text]=winning_evidence&submit=true").await;
    teller.post(&path, "submit=true").await;
    teller.shop.wait(HOUR);
    teller.get(&path).await;
}

async fn warnings(teller: &mut Teller) {
    let payment = teller.shop.paid("pm_card_visa").await;
    let charge = id(&payment["latest_charge"]);
    let warning = teller.shop.sandbox.warn(charge, "made_with_stolen_card").unwrap();
    teller.get(&format!("/v1/radar/early_fraud_warnings?charge={charge}")).await;
    teller.post("/v1/refunds", &format!("charge={charge}")).await;
    let settled = teller.get(&format!("/v1/radar/early_fraud_warnings/{warning}")).await;
    assert_eq!(settled["actionable"], false);
}

async fn payouts(teller: &mut Teller) {
    let account = teller.post("/v1/accounts", "type=express&country=DE&metadata[creator_id]=u1").await;
    let account = id(&account).to_owned();
    let transfer = format!("amount=1000&currency=eur&destination={account}&transfer_group=g1");
    teller.post("/v1/transfers", &transfer).await;
    teller.shop.sandbox.onboard(&account, "000123456789", true).unwrap();
    teller.get(&format!("/v1/accounts/{account}")).await;
    teller.shop.paid("pm_card_visa").await;
    teller.shop.wait(3 * 24 * HOUR);
    let moved = teller.post("/v1/transfers", &transfer).await;
    teller.post(&format!("/v1/transfers/{}/reversals", id(&moved)), "amount=400").await;
    teller.get("/v1/transfers?transfer_group=g1&expand[]=data.destination").await;
    let request = axum::http::Request::post("/v1/payouts")
        .header("authorization", "Bearer sk_test_sandbox")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("stripe-account", &account)
        .body(axum::body::Body::from("amount=600&currency=eur"));
    let payout = teller.shop.send(request.unwrap()).await;
    teller.note(&payout);
    teller.shop.wait(3 * 24 * HOUR);
    let payout = teller.get(&format!("/v1/payouts/{}", id(&payout.json()))).await;
    assert_eq!(payout["status"], "paid");
    let events = teller.shop.get_as(&account, "/v1/events?limit=100").await;
    let events = teller.note(&events);
    teller.unfold(&events);
}

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap()
}

async fn gifts(teller: &mut Teller) {
    for card in ["4000000000000002", "4000000000003220", "4242424242424242"] {
        let session = teller.post("/v1/checkout/sessions", GIFT).await;
        let expand =
            "expand[]=payment_intent.latest_charge.balance_transaction&expand[]=line_items&expand[]=customer";
        let path = format!("/v1/checkout/sessions/{}", id(&session));
        teller.shop.sandbox.pay(id(&session), card).unwrap();
        teller.get(&format!("{path}?{expand}")).await;
        teller.get(&format!("{path}/line_items")).await;
        teller.post(&format!("{path}/expire"), "").await;
    }
    let kept =
        format!("{GIFT}&payment_intent_data[setup_future_usage]=off_session&locale=auto&submit_type=donate");
    let session = teller.post("/v1/checkout/sessions", &kept).await;
    teller.shop.sandbox.pay(id(&session), "4242424242424242").unwrap();
    teller.get(&format!("/v1/checkout/sessions/{}?expand[]=customer", id(&session))).await;
}

async fn debits(teller: &mut Teller) {
    let form = GIFT.replace("=inr", "=eur");
    let form =
        format!("{form}&allowed_payment_method_types[]=card&allowed_payment_method_types[]=sepa_debit");
    for iban in ["DE89370400440532013000", "DE62370400440532013001", "DE35370400440532013002"] {
        let session = teller.post("/v1/checkout/sessions", &form).await;
        let expand = "expand[]=payment_intent.latest_charge.balance_transaction&expand[]=payment_intent.payment_method";
        let path = format!("/v1/checkout/sessions/{}?{expand}", id(&session));
        teller.shop.sandbox.debit(id(&session), iban).unwrap();
        teller.get(&path).await;
        teller.shop.wait(3 * 24 * HOUR);
        teller.get(&path).await;
    }
}

async fn promises(teller: &mut Teller) {
    for card in ["4000000000009995", "4000002500003155", "4242424242424242"] {
        let session = teller.post("/v1/checkout/sessions", PROMISE).await;
        teller.shop.sandbox.pay(id(&session), card).unwrap();
        teller
            .get(&format!("/v1/checkout/sessions/{}?expand[]=setup_intent.payment_method", id(&session)))
            .await;
        teller.post(&format!("/v1/checkout/sessions/{}/expire", id(&session)), "").await;
    }
    let customer = teller.post("/v1/customers", "email=a%40example.com&metadata[donor]=1").await;
    teller.post(&format!("/v1/customers/{}", id(&customer)), "name=Asha").await;
    let form = format!(
        "customer={}&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card",
        id(&customer)
    );
    let setup = teller.post("/v1/setup_intents", &form).await;
    let method = setup["payment_method"].as_str().unwrap();
    teller.get(&format!("/v1/payment_methods/{method}?expand[]=customer")).await;
    teller.post(&format!("/v1/payment_methods/{method}/detach"), "").await;
    let setup = teller.post("/v1/setup_intents", "").await;
    teller
        .post(&format!("/v1/setup_intents/{}/confirm", id(&setup)), "payment_method=pm_card_chargeDeclined")
        .await;
    teller.post(&format!("/v1/setup_intents/{}/cancel", id(&setup)), "cancellation_reason=abandoned").await;
}

async fn charges(teller: &mut Teller) {
    let form = "amount=2500&currency=eur&confirm=true&payment_method_types[]=card&expand[]=latest_charge";
    for more in [
        "payment_method=pm_card_mastercard",
        "payment_method=pm_card_chargeDeclinedStolenCard",
        "payment_method=pm_card_authenticationRequired&return_url=http%3A%2F%2Fshop.test",
        "payment_method=pm_card_authenticationRequired&off_session=true",
        "payment_method=pm_card_visa&capture_method=manual",
    ] {
        let intent = teller.post("/v1/payment_intents", &format!("{form}&{more}")).await;
        if intent["status"] == "requires_capture" {
            teller
                .post(&format!("/v1/payment_intents/{}/capture", id(&intent)), "amount_to_capture=2000")
                .await;
        } else if intent["status"] == "requires_action" {
            teller.shop.sandbox.authenticate(id(&intent), false).unwrap();
            teller.get(&format!("/v1/payment_intents/{}", id(&intent))).await;
        }
    }
    let open = teller
        .post("/v1/payment_intents", "amount=500&currency=jpy&automatic_payment_methods[enabled]=true")
        .await;
    teller.post(&format!("/v1/payment_intents/{}/cancel", id(&open)), "").await;
}

async fn refunds(teller: &mut Teller) {
    for method in ["pm_card_visa", "pm_card_pendingRefund", "pm_card_refundFail"] {
        let payment = teller.shop.paid(method).await;
        let form = format!("payment_intent={}&expand[]=charge&expand[]=balance_transaction", id(&payment));
        teller.post("/v1/refunds", &form).await;
    }
    teller.shop.wait(HOUR);
    let refund = teller.get("/v1/refunds").await["data"][0].clone();
    teller.get(&format!("/v1/refunds/{}?expand[]=failure_balance_transaction", id(&refund))).await;
    let charge = refund["charge"].as_str().unwrap();
    teller.get(&format!("/v1/charges/{charge}?expand[]=refunds")).await;
    teller.get(&format!("/v1/charges/{charge}/refunds")).await;
}

async fn mistakes(teller: &mut Teller) {
    for (path, form) in [
        ("/v1/payment_intents", "amount=x&currency=usd"),
        ("/v1/payment_intents", "amount=500&currency=usd&colour=red"),
        ("/v1/payment_intents", "amount=1&currency=usd"),
        ("/v1/payment_intents", "amount=999999999&currency=usd"),
        ("/v1/payment_intents", "currency=usd"),
        ("/v1/payment_intents", "amount=&currency=usd"),
        ("/v1/payment_intents/pi_no/confirm", ""),
        ("/v1/checkout/sessions", "mode=setup&currency=inr&success_url=nowhere"),
        ("/v1/payment_methods", "type=card&card[number]=1&card[exp_month]=1&card[exp_year]=2030"),
    ] {
        teller.post(path, form).await;
    }
    teller.get("/v1/colours").await;
}

/// Every list, with every object in its last state and every event with the states on the way.
async fn everything(teller: &mut Teller) {
    teller.get("/v1/balance").await;
    let customers = teller.get("/v1/customers?limit=100").await;
    for path in [
        "/v1/checkout/sessions",
        "/v1/payment_intents",
        "/v1/setup_intents",
        "/v1/refunds",
        "/v1/charges",
        "/v1/balance_transactions",
        "/v1/events",
        &format!("/v1/customers/{}/payment_methods", id(&customers["data"][1])),
    ] {
        let list = teller.get(&format!("{path}?limit=100")).await;
        assert!(!list["data"].as_array().unwrap().is_empty(), "{path}");
        teller.unfold(&list);
    }
}
