use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use bytes::Bytes;
use sandbox::{
    Connect, Deliveries, FaultPlan, RouterTransport, Settings, Transport, WebhookFault, WebhookRule, sign,
};
use serde_json::Value;
use tokio::sync::Notify;

use crate::harness::{HOUR, Shop};

/// An endpoint that notes what it is told and answers as it is told to.
#[derive(Clone, Default)]
struct Endpoint(Arc<Mutex<Noted>>);

#[derive(Default)]
struct Noted {
    down: bool,
    tries: usize,
    told: Vec<Told>,
}

#[derive(Clone)]
struct Told {
    signature: String,
    body: Bytes,
}

impl Told {
    fn kind(&self) -> String {
        serde_json::from_slice::<Value>(&self.body).unwrap()["type"].as_str().unwrap().to_owned()
    }
}

#[async_trait]
impl Transport for Endpoint {
    async fn post(&self, _: &str, signature: &str, body: Bytes) -> anyhow::Result<u16> {
        let mut noted = self.0.lock().unwrap();
        noted.tries += 1;
        if noted.down {
            anyhow::bail!("connection refused");
        }
        noted.told.push(Told { signature: signature.to_owned(), body });
        Ok(200)
    }
}

impl Endpoint {
    fn types(&self) -> Vec<String> {
        self.0.lock().unwrap().told.iter().map(Told::kind).collect()
    }

    /// The types of what was signed with that secret at that time.
    fn signed_with(&self, secret: &str, seconds: i64) -> Vec<String> {
        let noted = self.0.lock().unwrap();
        let signed = noted.told.iter().filter(|it| it.signature == sign(secret, seconds, &it.body));
        signed.map(Told::kind).collect()
    }

    fn shop(&self) -> Shop {
        Shop::told(Settings { transport: Arc::new(self.clone()), ..Settings::default() })
    }
}

fn faults(shop: &Shop, fault: WebhookFault) {
    shop.sandbox
        .set_faults(FaultPlan { webhooks: vec![WebhookRule::new("", fault)], ..FaultPlan::default() });
}

const TYPES: [&str; 3] = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"];

#[tokio::test]
async fn every_event_is_told_signed_and_in_order() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    shop.paid("pm_card_visa").await;
    assert_eq!(shop.sandbox.deliver_due().await, Deliveries { delivered: 3, failed: 0, dropped: 0 });
    assert_eq!(endpoint.types(), TYPES);
    for told in &endpoint.0.lock().unwrap().told {
        assert_eq!(told.signature, sign("whsec_a", shop.seconds(), &told.body));
    }
    let event = shop.sandbox.objects("event").pop().unwrap();
    assert_eq!(event["pending_webhooks"], 0);
    assert_eq!(
        (shop.sandbox.deliver_due().await, shop.sandbox.pending_deliveries()),
        (Deliveries::default(), 0)
    );
}

#[tokio::test]
async fn an_endpoint_is_told_of_the_platform_of_connected_accounts_or_of_both() {
    let endpoint = Endpoint::default();
    let to = |secret: &str, connect| sandbox::Endpoint {
        url: "http://shop.test/webhooks/stripe".to_owned(),
        secret: secret.to_owned(),
        connect,
    };
    let webhooks = vec![
        to("whsec_own", Connect::Own),
        to("whsec_accounts", Connect::Accounts),
        to("whsec_both", Connect::default()),
    ];
    let shop =
        Shop::with(Settings { webhooks, transport: Arc::new(endpoint.clone()), ..Settings::default() });
    let account = shop.post("/v1/accounts", "type=express").await.object()["id"].clone();
    shop.sandbox.onboard(account.as_str().unwrap(), "000123456789", true).unwrap();
    shop.post("/v1/customers", "").await.object();
    let events = shop.sandbox.objects("event");
    let seen: Vec<_> = events.iter().map(|it| (&it["account"], &it["pending_webhooks"])).collect();
    let two = Value::from(2);
    assert_eq!(seen, [(&account, &two), (&account, &two), (&Value::Null, &two)]);

    assert_eq!(shop.sandbox.deliver_due().await.delivered, 6);
    let (bank, updated, created) =
        ("account.external_account.created", "account.updated", "customer.created");
    for (secret, kinds) in [
        ("whsec_own", vec![created]),
        ("whsec_accounts", vec![bank, updated]),
        ("whsec_both", vec![bank, updated, created]),
    ] {
        let heard = endpoint.signed_with(secret, shop.seconds());
        assert_eq!(heard, kinds, "{secret}");
    }
    assert!(shop.sandbox.objects("event").iter().all(|it| it["pending_webhooks"] == 0));
}

#[tokio::test]
async fn an_endpoint_that_is_down_is_tried_again_until_it_answers() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    shop.paid("pm_card_visa").await;
    endpoint.0.lock().unwrap().down = true;
    assert_eq!(shop.sandbox.deliver_due().await.failed, 3);
    assert_eq!(shop.sandbox.deliver_due().await, Deliveries::default(), "not before its time");
    shop.wait(60);
    assert_eq!(shop.sandbox.deliver_due().await.failed, 3);
    endpoint.0.lock().unwrap().down = false;
    shop.wait(4 * 60);
    assert_eq!(shop.sandbox.deliver_due().await.delivered, 3);
}

#[tokio::test]
async fn after_three_days_nobody_tries_any_more() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    shop.paid("pm_card_visa").await;
    endpoint.0.lock().unwrap().down = true;
    for _ in 0..80 {
        shop.sandbox.deliver_due().await;
        shop.wait(HOUR);
    }
    assert_eq!(shop.sandbox.pending_deliveries(), 0);
    let undelivered = shop.get("/v1/events?delivery_success=false").await.object();
    assert_eq!(undelivered["data"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn dropped_deliveries_are_still_listed_as_events() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    faults(&shop, WebhookFault::Drop);
    shop.paid("pm_card_visa").await;
    assert_eq!(shop.sandbox.deliver_due().await.dropped, 3);
    assert!(endpoint.types().is_empty());
    assert_eq!(shop.sandbox.event_types(), TYPES);
}

#[tokio::test]
async fn deliveries_are_doubled_reversed_and_delayed_on_demand() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    shop.sandbox.set_faults(FaultPlan {
        webhooks: vec![
            WebhookRule::new("", WebhookFault::Reverse),
            WebhookRule::new("charge.", WebhookFault::Duplicate(2)),
            WebhookRule::new("payment_intent.created", WebhookFault::DelaySeconds(60)),
        ],
        ..FaultPlan::default()
    });
    shop.paid("pm_card_visa").await;
    shop.sandbox.deliver_due().await;
    assert_eq!(endpoint.types(), [TYPES[2], TYPES[1], TYPES[1], TYPES[1]]);
    shop.wait(60);
    shop.sandbox.deliver_due().await;
    assert_eq!(endpoint.types().last().unwrap(), TYPES[0]);
}

#[tokio::test]
async fn signatures_are_forged_or_stale_on_demand() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    faults(&shop, WebhookFault::WrongSignature);
    shop.paid("pm_card_visa").await;
    shop.sandbox.deliver_due().await;
    let told = endpoint.0.lock().unwrap().told.remove(0);
    assert_ne!(told.signature, sign("whsec_a", shop.seconds(), &told.body));

    endpoint.0.lock().unwrap().told.clear();
    faults(&shop, WebhookFault::StaleTimestamp);
    shop.paid("pm_card_visa").await;
    shop.sandbox.deliver_due().await;
    let told = endpoint.0.lock().unwrap().told.remove(0);
    assert_eq!(told.signature, sign("whsec_a", shop.seconds() - 3600, &told.body));
}

#[tokio::test]
async fn the_background_tells_without_being_asked() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    let task = shop.sandbox.spawn_webhooks();
    shop.paid("pm_card_visa").await;
    let told = async {
        while endpoint.types().len() < 3 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), told).await.unwrap();
    task.abort();
}

/// An endpoint that has begun to read and does not answer before it is let to.
#[derive(Clone, Default)]
struct Slow {
    begun: Arc<Notify>,
    answers: Arc<Notify>,
}

#[async_trait]
impl Transport for Slow {
    async fn post(&self, _: &str, _: &str, _: Bytes) -> anyhow::Result<u16> {
        self.begun.notify_one();
        self.answers.notified().await;
        Ok(200)
    }
}

#[tokio::test]
async fn time_that_is_moved_between_webhooks_waits_for_the_one_that_is_under_way() {
    let endpoint = Slow::default();
    let shop = Shop::told(Settings { transport: Arc::new(endpoint.clone()), ..Settings::default() });
    shop.paid("pm_card_visa").await;
    let task = shop.sandbox.spawn_webhooks();
    endpoint.begun.notified().await;
    let (sandbox, soon) = (shop.sandbox.clone(), Duration::from_millis(50));
    let mut moved = Box::pin(sandbox.between_webhooks(|| sandbox.advance(HOUR)));
    assert!(tokio::time::timeout(soon, &mut moved).await.is_err(), "it moved under a signed webhook");
    endpoint.answers.notify_one();
    tokio::time::timeout(Duration::from_secs(5), moved).await.unwrap();
    task.abort();
}

#[tokio::test]
async fn the_background_tries_again_when_the_time_has_come_and_not_before() {
    let endpoint = Endpoint::default();
    let shop = endpoint.shop();
    endpoint.0.lock().unwrap().down = true;
    shop.paid("pm_card_visa").await;
    let task = shop.sandbox.spawn_webhooks();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(endpoint.0.lock().unwrap().tries, 3, "one try for each event");
    shop.wait(60);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(endpoint.0.lock().unwrap().tries, 6);
    task.abort();
}

#[tokio::test]
async fn a_router_in_the_same_process_is_told_once_it_is_connected() {
    let transport = RouterTransport::default();
    let shop = Shop::told(Settings { transport: Arc::new(transport.clone()), ..Settings::default() });
    shop.paid("pm_card_visa").await;
    assert_eq!(shop.sandbox.deliver_due().await.failed, 3);

    transport.connect(Router::new().route("/webhooks/stripe", post(async || StatusCode::NO_CONTENT)));
    shop.wait(60);
    assert_eq!(shop.sandbox.deliver_due().await.delivered, 3);
}
