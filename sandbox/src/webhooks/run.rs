use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::json;

use super::delivery::Delivery;
use super::sign;
use crate::faults::WebhookFault;
use crate::sandbox::Inner;
use crate::settings::Endpoint;
use crate::world::{Entry, int, shown, text};

/// How long the background delivery sleeps when nothing happens: clocks may be moved meanwhile.
const NAP: Duration = Duration::from_millis(200);
/// What nobody knows: for signatures that must not verify.
const WRONG_SECRET: &str = "whsec_not_yours";
const STALE_SECONDS: i64 = 3600;

/// What a round of deliveries came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deliveries {
    /// Answered with 2xx.
    pub delivered: usize,
    /// Not answered, or with another status: they will be tried again.
    pub failed: usize,
    /// Lost by the fault plan.
    pub dropped: usize,
}

/// How one delivery is to be made.
#[derive(Default)]
struct Manner {
    dropped: bool,
    extra: u32,
    delay_seconds: i64,
    wrong_secret: bool,
    stale: bool,
}

/// Delivers until nothing is due.
pub(crate) async fn deliver_due(inner: &Arc<Inner>) -> Deliveries {
    // One round at a time: two would deliver the same things twice.
    let _round = inner.delivering.lock().await;
    let mut sum = Deliveries::default();
    let mut tried = HashSet::new();
    loop {
        inner.tick();
        let mut batch = inner.due_deliveries();
        batch.retain(|it| tried.insert((it.id, it.tries, it.struck)));
        if batch.is_empty() {
            return sum;
        }
        inner.faults().disorder(&mut batch);
        for delivery in batch {
            deliver(inner, delivery, &mut sum).await;
        }
    }
}

/// Delivers in the background until the task is aborted.
pub(crate) async fn keep_delivering(inner: Arc<Inner>) {
    loop {
        let _ = tokio::time::timeout(NAP, inner.news.notified()).await;
        deliver_due(&inner).await;
    }
}

async fn deliver(inner: &Arc<Inner>, delivery: Delivery, sum: &mut Deliveries) {
    let manner = manner(inner, &delivery);
    if manner.dropped {
        sum.dropped += 1;
        finish(inner, &delivery, false);
        return;
    }
    if manner.delay_seconds > 0 {
        let due = inner.now() + manner.delay_seconds * 1_000_000;
        inner.change(Entry::Delivery(Delivery { due, struck: true, ..delivery }));
        return;
    }
    let mut arrived = false;
    for _ in 0..=manner.extra {
        arrived |= post(inner, &delivery, &manner).await;
    }
    if arrived {
        sum.delivered += 1;
        finish(inner, &delivery, true);
    } else {
        sum.failed += 1;
        match delivery.later(inner.now()) {
            Some(next) => inner.change(Entry::Delivery(Delivery { struck: true, ..next })),
            None => finish(inner, &delivery, false),
        }
    }
}

/// What the plan says about this delivery; each is struck at its first try only.
fn manner(inner: &Inner, delivery: &Delivery) -> Manner {
    let mut manner = Manner::default();
    if delivery.struck {
        return manner;
    }
    let kind = inner.look(|world| world.get(&delivery.event).map(|it| text(&it, "type").to_owned()));
    for fault in inner.faults().strike_webhook(&kind.unwrap_or_default()) {
        match fault {
            WebhookFault::Drop => manner.dropped = true,
            WebhookFault::Duplicate(times) => manner.extra = manner.extra.saturating_add(times),
            WebhookFault::DelaySeconds(seconds) => manner.delay_seconds += i64::from(seconds),
            WebhookFault::WrongSignature => manner.wrong_secret = true,
            WebhookFault::StaleTimestamp => manner.stale = true,
            WebhookFault::Reverse | WebhookFault::Shuffle => {}
        }
    }
    manner
}

async fn post(inner: &Arc<Inner>, delivery: &Delivery, manner: &Manner) -> bool {
    let Some(Endpoint { url, secret, .. }) = inner.settings.webhooks.get(delivery.endpoint) else {
        return false;
    };
    let _under_way = inner.under_way.lock().await;
    let now = inner.now().div_euclid(1_000_000);
    let Some(body) = inner.look(|world| world.get(&delivery.event).map(|it| shown(&it, now).to_string()))
    else {
        return false;
    };
    let timestamp = if manner.stale { now - STALE_SECONDS } else { now };
    let secret = if manner.wrong_secret { WRONG_SECRET } else { secret };
    let signature = sign(secret, timestamp, body.as_bytes());
    match inner.settings.transport.post(url, &signature, Bytes::from(body)).await {
        Ok(status) if (200..300).contains(&status) => true,
        Ok(status) => {
            tracing::debug!(event = delivery.event, status, "a webhook was refused");
            false
        }
        Err(error) => {
            tracing::debug!(event = delivery.event, %error, "a webhook did not arrive");
            false
        }
    }
}

fn finish(inner: &Inner, delivery: &Delivery, arrived: bool) {
    inner.change(Entry::Delivered(delivery.id));
    let event = inner.look(|world| world.copy(&delivery.event));
    if let Some(mut event) = event.filter(|_| arrived) {
        event["pending_webhooks"] = json!((int(&event, "pending_webhooks") - 1).max(0));
        inner.change(Entry::Put(event));
    }
}
