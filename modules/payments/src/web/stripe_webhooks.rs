use crate::{
    desk::Desk,
    jobs::{HandleWebhook, is_heard},
    provider::{Event, stripe::kept},
    signature,
    tables::webhook::{self, State as Stored},
};
use axum::{Extension, extract::State, http::StatusCode};
use kernel::{
    Command, Context, Transaction,
    web::{Error, Raw, Result},
};
use sea_orm::DbErr;
use secrecy::SecretString;
use serde_json::Value;

/// Who may knock: what the handler of webhooks needs to know.
#[derive(Clone)]
pub(crate) struct WebhookDoor {
    provider: &'static str,
    live: bool,
    secrets: Vec<SecretString>,
}

impl WebhookDoor {
    pub(crate) fn of(desk: &Desk, secrets: &[SecretString]) -> Self {
        Self { provider: desk.name(), live: desk.is_live(), secrets: secrets.to_vec() }
    }
}

/// `POST /webhooks/stripe`
///
/// Stores what is told and answers once it is stored; it is looked into afterwards. What is not signed with
/// one of our secrets is refused and counted.
pub(crate) async fn receive(
    State(ctx): State<Context>,
    Extension(door): Extension<WebhookDoor>,
    Raw { headers, body }: Raw,
) -> Result<StatusCode> {
    let header = headers.get("Stripe-Signature").and_then(|it| it.to_str().ok()).unwrap_or_default();
    if let Err(forged) = signature::verify(header, &body, &door.secrets, ctx.clock.now()) {
        return Err(refuse(forged.name(), &format!("this webhook is not believed: {forged}")));
    }
    let payload: Value = serde_json::from_slice(&body)
        .map_err(|_| refuse("unreadable", "this webhook is signed, but no event can be read in it"))?;
    let event = kept::event(&payload)
        .ok_or_else(|| refuse("unreadable", "this webhook is signed, but it has no id or no type"))?;
    // Who signs with our secret and does not say it is heard: what is told is looked up at the provider in any case.
    if payload["livemode"].as_bool().is_some_and(|it| it != door.live) {
        return Err(refuse("other_mode", "this webhook is of the other mode: live and test do not mix"));
    }
    ctx.run(StoreWebhook { provider: door.provider, event }).await?;
    metrics::counter!("tributary_webhooks_total", "result" => "stored").increment(1);
    Ok(StatusCode::OK)
}

fn refuse(why: &'static str, words: &str) -> Error {
    metrics::counter!("tributary_webhooks_total", "result" => why).increment(1);
    tracing::warn!(why, "a webhook was refused");
    Error::bad(words)
}

/// Stores what the provider told us, once, and leaves it to be looked into.
struct StoreWebhook {
    provider: &'static str,
    event: Event,
}

impl Command for StoreWebhook {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let heard = is_heard(&self.event);
        let state = if heard { Stored::Received } else { Stored::Done };
        if !webhook::insert_once(tx, self.provider, &self.event, state, false).await? {
            // It may have been found a moment before it was told: that is no silence.
            return webhook::told(tx, self.provider, &self.event.id).await;
        }
        if heard {
            tx.enqueue(&HandleWebhook::told(&self.event.id)).await?;
        }
        Ok(())
    }
}
