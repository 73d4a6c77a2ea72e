use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use bytes::Bytes;
use tower::ServiceExt;

/// How a webhook reaches its endpoint.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Posts the signed event and gives the status of the answer.
    async fn post(&self, url: &str, signature: &str, body: Bytes) -> anyhow::Result<u16>;
}

/// Over the network.
pub struct HttpTransport(reqwest::Client);

impl HttpTransport {
    /// A client that follows no redirect and waits ten seconds for an answer.
    pub fn new() -> Self {
        // The client is built without a default of its own; a second install is refused, harmlessly.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .build();
        Self(client.unwrap_or_default())
    }
}

impl Default for HttpTransport {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn post(&self, url: &str, signature: &str, body: Bytes) -> anyhow::Result<u16> {
        let request = self
            .0
            .post(url)
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header("stripe-signature", signature)
            .header(header::USER_AGENT, "Stripe/1.0 (sandbox)")
            .body(body);
        Ok(request.send().await?.status().as_u16())
    }
}

/// Into a router in the same process, by the path of the endpoint's address.
///
/// Clones are the same transport: the sandbox keeps one, and who builds the router, which may need the
/// sandbox first, connects it through another. Until then deliveries fail and are tried again. Whoever starts
/// the product anew connects it anew.
#[derive(Clone, Default)]
pub struct RouterTransport(Arc<Mutex<Option<Router>>>);

impl RouterTransport {
    /// Into that router.
    pub fn new(router: Router) -> Self {
        let transport = Self::default();
        transport.connect(router);
        transport
    }

    /// Says where deliveries go from now on.
    pub fn connect(&self, router: Router) {
        *self.router() = Some(router);
    }

    /// Deliveries fail from now on: whoever took them is gone.
    pub fn disconnect(&self) {
        *self.router() = None;
    }

    fn router(&self) -> MutexGuard<'_, Option<Router>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for RouterTransport {
    async fn post(&self, url: &str, signature: &str, body: Bytes) -> anyhow::Result<u16> {
        let router = self.router().clone().context("the router is not connected yet")?;
        let url = url::Url::parse(url)?;
        let request = Request::post(url.path())
            .header(header::HOST, url.host_str().unwrap_or("localhost"))
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header("stripe-signature", signature)
            .body(Body::from(body))?;
        Ok(router.oneshot(request).await?.status().as_u16())
    }
}
