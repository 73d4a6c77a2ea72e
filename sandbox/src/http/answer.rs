use std::io;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use serde_json::Value;

use crate::API_VERSION;
use crate::errors::ApiError;
use crate::idempotency::Record;

/// An answer before it becomes HTTP.
pub(super) struct Reply {
    status: u16,
    body: String,
    retry_after: Option<u64>,
    /// The request that was answered first, when this is a replay.
    replayed: Option<String>,
}

impl Reply {
    pub(super) fn ok(body: &Value) -> Self {
        Self { status: 200, body: body.to_string(), retry_after: None, replayed: None }
    }

    pub(super) fn error(error: &ApiError, request: &str) -> Self {
        let body = error.body(request).to_string();
        Self { status: error.status().as_u16(), body, retry_after: None, replayed: None }
    }

    pub(super) fn replay(record: Record) -> Self {
        let Record { status, body, answered, .. } = record;
        Self { status, body, retry_after: None, replayed: Some(answered) }
    }

    pub(super) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// What an idempotency key remembers.
    pub(super) fn parts(&self) -> (u16, String) {
        (self.status, self.body.clone())
    }

    pub(super) fn into_response(self, request: &str, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        set(headers, "request-id", request);
        let version = asked.get("stripe-version").cloned();
        headers.insert("stripe-version", version.unwrap_or(HeaderValue::from_static(API_VERSION)));
        if let Some(key) = asked.get("idempotency-key") {
            headers.insert("idempotency-key", key.clone());
        }
        if let Some(first) = &self.replayed {
            set(headers, "idempotent-replayed", "true");
            set(headers, "original-request", first);
        }
        if let Some(seconds) = self.retry_after {
            set(headers, "retry-after", &seconds.to_string());
        }
        if self.status == 409 || self.status == 429 || self.status >= 500 {
            set(headers, "stripe-should-retry", if self.replayed.is_some() { "false" } else { "true" });
        }
        response
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// An answer that never arrives: the body fails before its first byte, so over TCP the connection
/// closes with nothing sent; in memory the status is 502 and reading the body fails.
pub(super) fn broken_connection() -> Response {
    let lost = io::Error::new(io::ErrorKind::ConnectionReset, "the fault plan closed the connection");
    let body = futures::stream::iter([Err::<Bytes, _>(lost)]);
    let mut response = Response::new(Body::from_stream(body));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}
