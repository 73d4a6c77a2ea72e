use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine;

use crate::harness::{GIFT, Shop};

#[tokio::test]
async fn who_has_no_key_is_not_let_in() {
    let shop = Shop::open();
    let ask = async |value: Option<String>| {
        let mut request = Request::get("/v1/balance");
        if let Some(value) = value {
            request = request.header(header::AUTHORIZATION, value);
        }
        shop.send(request.body(Body::empty()).unwrap()).await
    };
    let basic = |user: &str| {
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:")))
    };
    for bad in [
        None,
        Some("Bearer sk_test_wrong".to_owned()),
        Some("Bearer ".to_owned()),
        Some(basic("sk_test_wrong")),
    ] {
        let answer = ask(bad).await;
        assert_eq!(answer.status.as_u16(), 401, "{}", answer.text);
        assert!(!answer.text.contains("sk_test_wrong"), "keys are masked");
    }
    assert!(ask(Some("Bearer sk_test_sandbox".to_owned())).await.status.is_success());
    assert!(ask(Some(basic("sk_test_sandbox"))).await.status.is_success());
}

#[tokio::test]
async fn parameters_that_stripe_would_refuse_are_refused_by_name() {
    let shop = Shop::open();
    let intents = "/v1/payment_intents";
    let sessions = "/v1/checkout/sessions";
    let cases = [
        (intents, "amount=500&currency=usd&colour=red".to_owned(), "parameter_unknown", "colour"),
        (intents, "currency=usd".to_owned(), "parameter_missing", "amount"),
        (intents, "amount=12.50&currency=usd".to_owned(), "parameter_invalid_integer", "amount"),
        (intents, "amount=0&currency=usd".to_owned(), "parameter_invalid_integer", "amount"),
        (intents, "amount=49&currency=usd".to_owned(), "amount_too_small", "amount"),
        (intents, "amount=100000000&currency=usd".to_owned(), "amount_too_large", "amount"),
        (intents, "amount=5124&currency=kwd".to_owned(), "", "amount"),
        (intents, "amount=500&currency=xyz".to_owned(), "", "currency"),
        (intents, "amount=500&currency=usd&metadata=x".to_owned(), "", "metadata"),
        (intents, "amount=500&currency=usd&customer=cus_no".to_owned(), "resource_missing", "customer"),
        (
            intents,
            "amount=500&currency=usd&payment_method=pm_no".to_owned(),
            "resource_missing",
            "payment_method",
        ),
        (intents, "amount=500&currency=usd&expand[]=colour".to_owned(), "", "expand"),
        (
            sessions,
            GIFT.replace("4200", "4200x"),
            "parameter_invalid_integer",
            "line_items[0][price_data][unit_amount]",
        ),
        (
            sessions,
            GIFT.replace("4200", "9").replace("[quantity]=5", "[quantity]=1"),
            "amount_too_small",
            "line_items",
        ),
        (sessions, GIFT.replace("mode=payment", "mode=gift"), "", "mode"),
        (sessions, GIFT.replace("success_url=http", "success_url=shttp"), "url_invalid", "success_url"),
        (sessions, format!("{GIFT}&line_items[0][colour]=red"), "parameter_unknown", "line_items[0][colour]"),
        (
            sessions,
            "mode=setup&success_url=http%3A%2F%2Fshop.test".to_owned(),
            "parameter_missing",
            "currency",
        ),
    ];
    for (path, form, code, param) in cases {
        let refusal = shop.post(path, &form).await.refusal();
        assert_eq!(refusal, (400, code.to_owned(), param.to_owned()), "{form}");
    }
    assert!(shop.sandbox.objects("payment_intent").is_empty(), "a refused request leaves nothing behind");
    assert!(shop.sandbox.objects("checkout.session").is_empty());
    assert!(shop.sandbox.event_types().is_empty());
}

#[tokio::test]
async fn what_is_not_there_is_404() {
    let shop = Shop::open();
    for (path, param) in [
        ("/v1/payment_intents/pi_no", "intent"),
        ("/v1/checkout/sessions/cs_no", "session"),
        ("/v1/refunds/re_no", "id"),
        ("/v1/customers/cus_no", "id"),
        ("/v1/events/evt_no", "id"),
    ] {
        assert_eq!(shop.get(path).await.refusal(), (404, "resource_missing".to_owned(), param.to_owned()));
    }
    assert_eq!(shop.get("/v1/colours").await.status.as_u16(), 404);
    assert_eq!(shop.post("/v1/balance", "").await.status.as_u16(), 404);
}

#[tokio::test]
async fn every_answer_carries_its_request_id_and_the_version() {
    let shop = Shop::open();
    let answer = shop.get("/v1/balance").await;
    assert!(answer.header("request-id").starts_with("req_"));
    assert_eq!(answer.header("stripe-version"), sandbox::API_VERSION);
    let refused = shop.get("/v1/charges/ch_no").await;
    let log = refused.json()["error"]["request_log_url"].as_str().unwrap().to_owned();
    assert!(log.ends_with(refused.header("request-id")));
}

#[tokio::test]
async fn a_checkout_intent_is_driven_by_its_session_alone() {
    let shop = Shop::open();
    let id = shop.session().await;
    shop.sandbox.pay(&id, "4000000000000002").unwrap();
    let intent = shop.sandbox.object(&id).unwrap()["payment_intent"].as_str().unwrap().to_owned();
    for verb in ["confirm", "cancel"] {
        assert_eq!(shop.post(&format!("/v1/payment_intents/{intent}/{verb}"), "").await.refusal().0, 400);
    }
}
