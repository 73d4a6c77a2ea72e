use crate::{Config, queries, signature};
use contracts::Timestamp;
use kernel::Context;
use secrecy::ExposeSecret;
use serde_json::json;

/// A webhook to ourselves, which shows that our own door is open: signed like the provider's, about nothing.
#[derive(Clone, Debug)]
pub struct SelfTest {
    /// The event's id.
    pub event: String,
    /// Where to post it, on our own address.
    pub path: &'static str,
    /// The headers to post it with.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl SelfTest {
    /// A ping signed at `now`. None when there is no secret to sign with: then every webhook is refused.
    pub fn new(config: &Config, now: Timestamp) -> Option<Self> {
        let secret = config.webhook_secrets.first()?;
        let key = config.secret_key.expose_secret();
        let event = format!("evt_selftest_{}", contracts::chance::next_id().simple());
        let body = json!({
            "id": event,
            "object": "event",
            "type": "tributary.self_test",
            "livemode": key.starts_with("sk_live_") || key.starts_with("rk_live_"),
            "created": now.seconds(),
            "data": { "object": { "id": "self" } },
        })
        .to_string();
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("stripe-signature", signature::sign(body.as_bytes(), secret, now)),
        ];
        Some(Self { event, path: "/webhooks/stripe", headers, body })
    }

    /// Whether it was stored.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn was_stored(&self, ctx: &Context) -> Result<bool, sea_orm::DbErr> {
        queries::is_stored(ctx.db.read(), &self.event).await
    }
}
