//! One conversation, held with the sandbox always and with Stripe's test mode where `STRIPE_API_KEY` is
//! set: what is asserted here is what the two agree on.

use serde_json::{Value, json};

use crate::harness::{GIFT, Shop};

/// Who is spoken to.
enum Stripe {
    Sandbox(Box<Shop>),
    Real { http: reqwest::Client, key: String },
}

impl Stripe {
    async fn ask(&self, method: &str, path: &str, form: &str, key: Option<&str>) -> (u16, Value) {
        match self {
            Self::Sandbox(shop) => {
                let answer = match (method, key) {
                    ("GET", _) => shop.get(path).await,
                    (_, Some(key)) => shop.post_once(key, path, form).await,
                    (_, None) => shop.post(path, form).await,
                };
                (answer.status.as_u16(), answer.json())
            }
            Self::Real { http, key: secret } => {
                let url = format!("https://api.stripe.com{path}");
                let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
                let mut request = http
                    .request(method, url)
                    .bearer_auth(secret)
                    .header("stripe-version", sandbox::API_VERSION)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(form.to_owned());
                if let Some(key) = key {
                    request = request.header("idempotency-key", key);
                }
                let answer = request.send().await.unwrap();
                (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap())
            }
        }
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask("GET", path, "", None).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    async fn post(&self, path: &str, form: &str) -> Value {
        let (status, body) = self.ask("POST", path, form, None).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    async fn refused(&self, path: &str, form: &str) -> (u16, String, String, String) {
        let (status, body) = self.ask("POST", path, form, None).await;
        let text = |field: &str| body["error"][field].as_str().unwrap_or_default().to_owned();
        (status, text("type"), text("code"), text("param"))
    }
}

#[tokio::test]
async fn the_sandbox_holds_the_conversation() {
    converse(&Stripe::Sandbox(Box::new(Shop::open()))).await;
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the one place where tests are told of a real key")]
async fn stripe_itself_holds_the_conversation() {
    let Ok(key) = std::env::var("STRIPE_API_KEY") else {
        eprintln!("skipped: STRIPE_API_KEY is not set");
        return;
    };
    assert!(key.starts_with("sk_test_") || key.starts_with("rk_test_"), "only a test mode key is used");
    let _ = rustls::crypto::ring::default_provider().install_default();
    converse(&Stripe::Real { http: reqwest::Client::new(), key }).await;
}

const CHARGE: &str =
    "amount=2500&currency=usd&confirm=true&payment_method_types[]=card&metadata[pledge_id]=p1";

async fn converse(stripe: &Stripe) {
    pay_and_refund(stripe).await;
    decline(stripe).await;
    save_and_charge(stripe).await;
    check_out(stripe).await;
    hold_and_release(stripe).await;
    repeat(stripe).await;
    mistakes(stripe).await;
}

async fn pay_and_refund(stripe: &Stripe) {
    let form = format!("{CHARGE}&payment_method=pm_card_visa&expand[]=latest_charge");
    let intent = stripe.post("/v1/payment_intents", &form).await;
    assert_eq!((&intent["status"], &intent["amount_received"]), (&json!("succeeded"), &json!(2500)));
    let charge = &intent["latest_charge"];
    assert_eq!((&charge["status"], &charge["metadata"]["pledge_id"]), (&json!("succeeded"), &json!("p1")));

    let id = intent["id"].as_str().unwrap();
    let form = format!("payment_intent={id}&amount=1000&metadata[effect_key]=e1");
    let refund = stripe.post("/v1/refunds", &form).await;
    assert_eq!((&refund["status"], &refund["charge"]), (&json!("succeeded"), &charge["id"]));
    let too_much = stripe.refused("/v1/refunds", &format!("payment_intent={id}&amount=1501")).await;
    assert_eq!((too_much.0, too_much.1.as_str()), (400, "invalid_request_error"));
    stripe.post("/v1/refunds", &format!("payment_intent={id}")).await;
    let again = stripe.refused("/v1/refunds", &format!("payment_intent={id}")).await;
    assert_eq!((again.0, again.2.as_str()), (400, "charge_already_refunded"));
    let list = stripe.get(&format!("/v1/refunds?payment_intent={id}&limit=1")).await;
    assert_eq!((&list["has_more"], &list["data"][0]["amount"]), (&json!(true), &json!(1500)));
}

async fn decline(stripe: &Stripe) {
    for (method, code, decline_code) in [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
    ] {
        let form = format!("{CHARGE}&payment_method={method}");
        let (status, body) = stripe.ask("POST", "/v1/payment_intents", &form, None).await;
        let error = &body["error"];
        assert_eq!((status, &error["type"]), (402, &json!("card_error")), "{body}");
        assert_eq!((&error["code"], &error["decline_code"]), (&json!(code), &json!(decline_code)));
        let intent = &error["payment_intent"];
        assert_eq!(
            (&intent["status"], &intent["payment_method"]),
            (&json!("requires_payment_method"), &Value::Null)
        );
        assert_eq!(intent["last_payment_error"]["decline_code"], decline_code);
    }
}

async fn save_and_charge(stripe: &Stripe) {
    let customer = stripe.post("/v1/customers", "email=asha%40example.com&name=Asha").await;
    let customer = customer["id"].as_str().unwrap();
    let form = format!(
        "customer={customer}&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card&usage=off_session"
    );
    let setup = stripe.post("/v1/setup_intents", &form).await;
    assert_eq!(setup["status"], "succeeded");
    let method = setup["payment_method"].as_str().unwrap();
    let form = format!("{CHARGE}&customer={customer}&payment_method={method}&off_session=true");
    assert_eq!(stripe.post("/v1/payment_intents", &form).await["status"], "succeeded");
    let list = stripe.get(&format!("/v1/payment_methods?customer={customer}&type=card")).await;
    assert_eq!(list["data"][0]["id"], method);
    let detached = stripe.post(&format!("/v1/payment_methods/{method}/detach"), "").await;
    assert_eq!(detached["customer"], Value::Null);
}

async fn check_out(stripe: &Stripe) {
    let gift = GIFT.replace("currency]=inr", "currency]=usd");
    let session = stripe.post("/v1/checkout/sessions", &gift).await;
    assert_eq!((&session["status"], &session["payment_status"]), (&json!("open"), &json!("unpaid")));
    assert_eq!((&session["amount_total"], &session["payment_intent"]), (&json!(21_000), &Value::Null));
    let path = format!("/v1/checkout/sessions/{}", session["id"].as_str().unwrap());
    let items = stripe.get(&format!("{path}/line_items")).await;
    assert_eq!(
        (&items["data"][0]["quantity"], &items["data"][0]["amount_total"]),
        (&json!(5), &json!(21_000))
    );
    let expired = stripe.post(&format!("{path}/expire"), "").await;
    assert_eq!((&expired["status"], &expired["url"]), (&json!("expired"), &Value::Null));
    assert_eq!(stripe.refused(&format!("{path}/expire"), "").await.0, 400);
}

async fn hold_and_release(stripe: &Stripe) {
    let form = format!("{CHARGE}&payment_method=pm_card_visa&capture_method=manual");
    let held = stripe.post("/v1/payment_intents", &form).await;
    assert_eq!((&held["status"], &held["amount_capturable"]), (&json!("requires_capture"), &json!(2500)));
    let path = format!("/v1/payment_intents/{}", held["id"].as_str().unwrap());
    let released = stripe.post(&format!("{path}/cancel"), "cancellation_reason=abandoned").await;
    assert_eq!(
        (&released["status"], &released["cancellation_reason"]),
        (&json!("canceled"), &json!("abandoned"))
    );
    let late = stripe.refused(&format!("{path}/capture"), "").await;
    assert_eq!((late.0, late.2.as_str()), (400, "payment_intent_unexpected_state"));
}

async fn repeat(stripe: &Stripe) {
    let key = format!("sandbox-{}", rand_text());
    let form = format!("{CHARGE}&payment_method=pm_card_visa");
    let (_, first) = stripe.ask("POST", "/v1/payment_intents", &form, Some(&key)).await;
    let (_, second) = stripe.ask("POST", "/v1/payment_intents", &form, Some(&key)).await;
    assert_eq!(first["id"], second["id"]);
    let other = form.replace("2500", "2600");
    let (status, body) = stripe.ask("POST", "/v1/payment_intents", &other, Some(&key)).await;
    assert_eq!((status, &body["error"]["type"]), (400, &json!("idempotency_error")));
}

async fn mistakes(stripe: &Stripe) {
    let refusal = |status, code: &str, param: &str| {
        (status, "invalid_request_error".to_owned(), code.to_owned(), param.to_owned())
    };
    let path = "/v1/payment_intents";
    for (form, code, param) in [
        ("amount=500&currency=usd&colour=red", "parameter_unknown", "colour"),
        ("currency=usd", "parameter_missing", "amount"),
        ("amount=x&currency=usd", "parameter_invalid_integer", "amount"),
        ("amount=1&currency=usd", "amount_too_small", "amount"),
        ("amount=&currency=usd", "parameter_invalid_empty", "amount"),
    ] {
        assert_eq!(stripe.refused(path, form).await, refusal(400, code, param), "{form}");
    }
    let (status, body) = stripe.ask("GET", "/v1/payment_intents/pi_nope", "", None).await;
    assert_eq!((status, &body["error"]["code"]), (404, &json!("resource_missing")));
}

/// A key that no earlier run has used.
fn rand_text() -> String {
    let folder = tempfile::tempdir().unwrap();
    folder.path().file_name().unwrap().to_string_lossy().into_owned()
}
