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

const LONG_LIST: &str = "line_items[0][price_data][product_data][images]";

#[tokio::test]
async fn parameters_without_effect_are_read_to_their_leaves() {
    let shop = Shop::open();
    let customer = shop.post("/v1/customers", "").await.object();
    let customer = format!("/v1/customers/{}", customer["id"].as_str().unwrap());
    let (intent, sessions, accounts) = ("/v1/payment_intents", "/v1/checkout/sessions", "/v1/accounts");
    let (unknown, empty) = ("parameter_unknown", "parameter_invalid_empty");
    let cases = [
        (sessions, "adaptive_pricing", "=7", "", "adaptive_pricing"),
        (sessions, "adaptive_pricing", "=", empty, "adaptive_pricing"),
        (sessions, "adaptive_pricing", "[enabled]=7", "", "adaptive_pricing[enabled]"),
        (sessions, "payment_method_options", "[bogus]=1", unknown, "payment_method_options[bogus]"),
        (sessions, "payment_method_options", "=card", "", "payment_method_options"),
        (sessions, "payment_method_options", "[card][x]=1", unknown, "payment_method_options[card][x]"),
        (sessions, "payment_method_options", "[klarna][x]=1", "", "payment_method_options[klarna]"),
        (sessions, "billing_address_collection", "=perhaps", "", "billing_address_collection"),
        (sessions, "allow_promotion_codes", "[a]=true", "", "allow_promotion_codes"),
        (sessions, "custom_text", "[submit][words]=a", unknown, "custom_text[submit][words]"),
        (sessions, "excluded_payment_method_types", "=card", "", "excluded_payment_method_types"),
        (sessions, "excluded_payment_method_types", "[a]=card", "", "excluded_payment_method_types"),
        (sessions, "excluded_payment_method_types", "[]=cash", "", "excluded_payment_method_types[0]"),
        (
            sessions,
            "line_items[0][adjustable_quantity]",
            "[most]=1",
            unknown,
            "line_items[0][adjustable_quantity][most]",
        ),
        (sessions, LONG_LIST, "=a", "", LONG_LIST),
        (intent, "payment_method_options", "[bogus]=1", unknown, "payment_method_options[bogus]"),
        (
            intent,
            "payment_method_options",
            "[card][capture_method]=manual",
            "",
            "payment_method_options[card][capture_method]",
        ),
        (intent, "radar_options", "[colour]=1", unknown, "radar_options[colour]"),
        (
            intent,
            "amount_details",
            "[tax][total_tax_amount]=x",
            "parameter_invalid_integer",
            "amount_details[tax][total_tax_amount]",
        ),
        (
            intent,
            "amount_details",
            "[line_items][1][colour]=x",
            unknown,
            "amount_details[line_items][1][colour]",
        ),
        (intent, "use_stripe_sdk", "=1", "", "use_stripe_sdk"),
        (customer.as_str(), "address", "=Berlin", "", "address"),
        (customer.as_str(), "address", "[town]=Berlin", unknown, "address[town]"),
        (customer.as_str(), "shipping", "[address][town]=Berlin", unknown, "shipping[address][town]"),
        (accounts, "capabilities", "[transfers]=true", "", "capabilities[transfers]"),
        (accounts, "capabilities", "[bogus][requested]=true", unknown, "capabilities[bogus]"),
        (
            accounts,
            "settings",
            "[payouts][schedule][interval]=hourly",
            "",
            "settings[payouts][schedule][interval]",
        ),
        (accounts, "business_type", "=club", "", "business_type"),
        ("/v1/setup_intents", "flow_directions", "[]=sideways", "", "flow_directions[0]"),
        ("/v1/payment_methods", "billing_details", "[colour]=red", unknown, "billing_details[colour]"),
    ];
    for (path, name, rest, code, param) in cases {
        let form = format!("{}&{name}{rest}", enough(path));
        let refusal = shop.post(path, &form).await.refusal();
        assert_eq!(refusal, (400, code.to_owned(), param.to_owned()), "{path} {name}{rest}");
    }
    assert!(shop.sandbox.objects("payment_intent").is_empty());
    assert!(
        shop.sandbox.objects("checkout.session").is_empty() && shop.sandbox.objects("account").is_empty()
    );
}

/// What a request needs at least.
fn enough(path: &str) -> &'static str {
    match path {
        "/v1/checkout/sessions" => GIFT,
        "/v1/payment_intents" => "amount=500&currency=usd",
        "/v1/accounts" => "type=express",
        "/v1/payment_methods" => {
            "type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2030"
        }
        _ => "",
    }
}

#[tokio::test]
async fn parameters_without_effect_are_accepted_as_stripe_knows_them() {
    let shop = Shop::open();
    for (path, form) in [
        (
            "/v1/checkout/sessions",
            "adaptive_pricing[enabled]=false&allow_promotion_codes=true&billing_address_collection=auto&custom_text[submit][message]=Thanks&custom_text[after_submit]=&branding_settings[icon][type]=url&excluded_payment_method_types[]=klarna&saved_payment_method_options[allow_redisplay_filters][]=always&wallet_options[link][display]=never&payment_method_options[card][statement_descriptor_suffix_kana]=a&line_items[0][adjustable_quantity][enabled]=false&line_items[0][price_data][product_data][images][]=https%3A%2F%2Fa.test&line_items[0][price_data][tax_behavior]=inclusive",
        ),
        (
            "/v1/payment_intents",
            "payment_method_options[card]=&radar_options[session]=rse_1&amount_details[line_items][0][product_name]=Tree&amount_details[line_items][0][unit_cost]=500&payment_details[order_reference]=1&use_stripe_sdk=true",
        ),
        ("/v1/customers", "address[city]=Berlin&address[line1]=&shipping=&tax_exempt=none"),
        (
            "/v1/accounts",
            "business_type=individual&capabilities[transfers][requested]=true&capabilities[card_payments][requested]=false&settings[payouts][schedule][interval]=manual&settings[payouts][schedule][delay_days]=minimum&business_profile[url]=https%3A%2F%2Fa.test&business_profile[support_address][city]=Berlin",
        ),
        ("/v1/setup_intents", "flow_directions[]=inbound&payment_method_options[card][network]=visa"),
        (
            "/v1/payment_methods",
            "billing_details[address][city]=Berlin&billing_details[email]=&metadata[a]=b",
        ),
    ] {
        shop.post(path, &format!("{}&{form}", enough(path))).await.object();
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused_and_not_taken_for_the_name_of_a_parameter() {
    let shop = Shop::open();
    let send = async |kind: Option<&str>, body: &str| {
        let mut request =
            Request::post("/v1/payment_intents").header(header::AUTHORIZATION, "Bearer sk_test_sandbox");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        shop.send(request.body(Body::from(body.to_owned())).unwrap()).await
    };
    let json = send(Some("application/json; charset=utf-8"), r#"{"amount":500,"currency":"usd"}"#).await;
    assert_eq!(json.refusal(), (400, String::new(), String::new()));
    assert!(json.text.contains("application/x-www-form-urlencoded"), "{}", json.text);
    assert!(shop.sandbox.objects("payment_intent").is_empty());
    let form = "amount=500&currency=usd";
    for kind in [None, Some("application/x-www-form-urlencoded; charset=utf-8")] {
        assert_eq!(send(kind, form).await.object()["amount"], 500, "{kind:?}");
    }
    assert_eq!(send(Some("application/json"), "").await.refusal().1, "parameter_missing");
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
