use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use sandbox::{Endpoint, Sandbox, Settings};
use serde_json::Value;
use tower::ServiceExt;

/// 22 Nov 2026, noon.
pub(crate) const NOON: i64 = 1_795_348_800;
pub(crate) const HOUR: i64 = 3600;

/// A sandbox in memory with a clock that a test moves.
pub(crate) struct Shop {
    pub(crate) sandbox: Sandbox,
    time: Arc<AtomicI64>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    /// The object of a successful answer.
    pub(crate) fn object(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()
    }

    /// Status, code and parameter of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String, String) {
        let error = &self.json()["error"];
        let text = |field: &str| error[field].as_str().unwrap_or_default().to_owned();
        assert!(!text("message").is_empty() && !text("type").is_empty(), "{}", self.text);
        (self.status.as_u16(), text("code"), text("param"))
    }
}

impl Shop {
    pub(crate) fn open() -> Self {
        Self::with(Settings::default())
    }

    /// With one webhook endpoint.
    pub(crate) fn told(settings: Settings) -> Self {
        let endpoint = Endpoint {
            url: "http://shop.test/webhooks/stripe".to_owned(),
            secret: "whsec_a".to_owned(),
            ..Endpoint::default()
        };
        Self::with(Settings { webhooks: vec![endpoint], ..settings })
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let time = Arc::new(AtomicI64::new(NOON * 1_000_000));
        let (reader, mover) = (Arc::clone(&time), Arc::clone(&time));
        let settings = Settings {
            public_url: "http://pay.test".to_owned(),
            clock: Arc::new(move || reader.load(Ordering::SeqCst)),
            advance: Some(Arc::new(move |micros| {
                mover.fetch_add(micros, Ordering::SeqCst);
            })),
            ..settings
        };
        Self { sandbox: Sandbox::new(settings).unwrap(), time }
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.sandbox.advance(seconds * 1_000_000);
    }

    pub(crate) fn seconds(&self) -> i64 {
        self.time.load(Ordering::SeqCst) / 1_000_000
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// As [`Shop::get`], for a connected account.
    pub(crate) async fn get_as(&self, account: &str, path: &str) -> Answer {
        self.send(request("GET", path).header("stripe-account", account).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(request("POST", path).body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(request("DELETE", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post_once(&self, key: &str, path: &str, form: &str) -> Answer {
        let request = request("POST", path).header("idempotency-key", key);
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.sandbox.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// An open Checkout Session over ₹42, five times.
    pub(crate) async fn session(&self) -> String {
        let answer = self.post("/v1/checkout/sessions", GIFT).await;
        answer.object()["id"].as_str().unwrap().to_owned()
    }

    /// A payment that went through.
    pub(crate) async fn paid(&self, method: &str) -> Value {
        let form = format!(
            "amount=2500&currency=eur&payment_method={method}&confirm=true&payment_method_types[]=card&metadata[pledge_id]=p1&expand[]=latest_charge"
        );
        self.post("/v1/payment_intents", &form).await.object()
    }
}

/// What Tributary asks for when a donor plants five trees.
pub(crate) const GIFT: &str = "mode=payment&success_url=http%3A%2F%2Fshop.test%2Fp%2F1%3Fcs%3D%7BCHECKOUT_SESSION_ID%7D&cancel_url=http%3A%2F%2Fshop.test%2Fc%2Ftrees&line_items[0][price_data][currency]=inr&line_items[0][price_data][unit_amount]=4200&line_items[0][price_data][product_data][name]=Five+trees&line_items[0][quantity]=5&payment_intent_data[metadata][pledge_id]=p1&metadata[pledge_id]=p1";

/// What it asks for when a card is kept for the deadline.
pub(crate) const PROMISE: &str = "mode=setup&currency=inr&customer_creation=always&success_url=http%3A%2F%2Fshop.test%2Fdone&setup_intent_data[metadata][pledge_id]=p2";

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, "Bearer sk_test_sandbox")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}
