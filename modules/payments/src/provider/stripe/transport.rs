use super::super::Trouble;
use crate::config::{Config, Line};
use anyhow::Context as _;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use bytes::Bytes;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use stripe_client_core::{RequestBuilder, StripeMethod};

/// The version whose shapes the types of async-stripe 1.0.0-rc.10 read.
const VERSION: &str = "2026-09-30.endive";
const CONNECT: Duration = Duration::from_secs(1);
const TOTAL: Duration = Duration::from_secs(10);
/// How long to wait when Stripe asks for patience without saying how much.
const PATIENCE: Duration = Duration::from_secs(5);

/// A request as it is stored and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredRequest {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) body: Option<String>,
    /// The connected account for which it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<String>,
}

impl From<RequestBuilder> for StoredRequest {
    fn from(it: RequestBuilder) -> Self {
        let method = match it.method {
            StripeMethod::Get => "GET",
            StripeMethod::Post => "POST",
            StripeMethod::Delete => "DELETE",
        };
        Self { method: method.to_owned(), path: it.path, query: it.query, body: it.body, account: None }
    }
}

/// The line to Stripe.
pub(super) struct Transport {
    line: Arc<dyn Line>,
    base: String,
    key: SecretString,
}

impl Transport {
    pub(super) fn new(config: &Config) -> anyhow::Result<Self> {
        let base = &config.api_base;
        url::Url::parse(base).with_context(|| format!("the provider's address {base} is none"))?;
        let line = match &config.line {
            Some(line) => line.clone(),
            None => Arc::new(Wire::new()?),
        };
        let (base, key) = (base.trim_end_matches('/').to_owned(), config.secret_key.clone());
        Ok(Self { line, base, key })
    }

    /// Sends `request` and gives the answer's body, or what is known of why there is none.
    pub(super) async fn send(&self, request: &StoredRequest, key: Option<&str>) -> Result<String, Trouble> {
        let call = self.call(request, key).map_err(Trouble::unknown)?;
        tracing::debug!(method = request.method, path = request.path, "the payment provider is asked");
        let answer = self.line.call(call).await.map_err(Trouble::unknown)?;
        read(request, &answer)
    }

    fn call(&self, request: &StoredRequest, key: Option<&str>) -> anyhow::Result<Request<Bytes>> {
        let query = request.query.as_deref().filter(|it| !it.is_empty());
        let url = format!(
            "{}/v1{}{}{}",
            self.base,
            request.path,
            if query.is_some() { "?" } else { "" },
            query.unwrap_or_default()
        );
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", self.key.expose_secret()))?;
        bearer.set_sensitive(true);
        let mut call = Request::builder()
            .method(request.method.as_str())
            .uri(url)
            .header(header::AUTHORIZATION, bearer)
            .header("Stripe-Version", VERSION);
        if let Some(key) = key {
            call = call.header("Idempotency-Key", key);
        }
        if let Some(account) = &request.account {
            call = call.header("Stripe-Account", account);
        }
        if request.method != "POST" {
            return Ok(call.body(Bytes::new())?);
        }
        let body = Bytes::from(request.body.clone().unwrap_or_default());
        Ok(call.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)?)
    }
}

/// The line over the network.
struct Wire(reqwest::Client);

impl Wire {
    fn new() -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .context("the line to the payment provider cannot be set up")?;
        Ok(Self(client))
    }

    async fn exchange(&self, call: reqwest::Request) -> reqwest::Result<Response<String>> {
        let mut answer = self.0.execute(call).await?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut read = Response::new(answer.text().await?);
        (*read.status_mut(), *read.headers_mut()) = (status, headers);
        Ok(read)
    }
}

#[async_trait::async_trait]
impl Line for Wire {
    async fn call(&self, call: Request<Bytes>) -> Result<Response<String>, String> {
        let call = reqwest::Request::try_from(call).map_err(|error| words(&error))?;
        self.exchange(call).await.map_err(|error| words(&error))
    }
}

/// The chain of causes, without the address, which may hold what is nobody's business.
fn words(error: &reqwest::Error) -> String {
    let kind = if error.is_timeout() {
        "timeout"
    } else if error.is_connect() {
        "no connection"
    } else {
        "broken connection"
    };
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    format!("{kind}: {cause}")
}

fn read(request: &StoredRequest, answer: &Response<String>) -> Result<String, Trouble> {
    let status = answer.status();
    let text = |name| answer.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
    let replayed = text("Idempotent-Replayed").is_some_and(|it| it == "true");
    let should_retry = text("Stripe-Should-Retry");
    let retry_after =
        text("Retry-After").and_then(|it| it.parse().ok()).map_or(PATIENCE, Duration::from_secs);
    let request_id = text("Request-Id").unwrap_or_default();
    let body = answer.body();
    tracing::debug!(
        method = request.method,
        path = request.path,
        status = status.as_u16(),
        request_id,
        replayed,
        "the payment provider answered"
    );
    if status.is_success() {
        return Ok(body.clone());
    }
    let trouble = if is_out_of_reach(request, status) {
        Trouble::Missing
    } else {
        judge(status, body, replayed, should_retry.as_deref(), retry_after)
    };
    if is_over_by_itself(request, &trouble) {
        tracing::debug!(path = request.path, request_id, "a payment page was over before it was closed");
    } else {
        tracing::warn!(path = request.path, status = status.as_u16(), request_id, replayed, %trouble,
            "the payment provider did not do it");
    }
    Err(trouble)
}

/// Whether a page that was to be closed was over by itself: its donor had paid there, or its time had run out. That is how
/// most pages end, and what came of it is looked up next.
fn is_over_by_itself(request: &StoredRequest, trouble: &Trouble) -> bool {
    let closes = request.path.starts_with("/checkout/sessions/") && request.path.ends_with("/expire");
    closes && matches!(trouble, Trouble::Refused { .. })
}

/// Whether the account whose events are asked for is ours to ask about no more. That is an answer: nothing was to be done
/// there, and many such accounts must not look like a provider that is away.
fn is_out_of_reach(request: &StoredRequest, status: StatusCode) -> bool {
    request.account.is_some() && request.path == "/events" && status == StatusCode::FORBIDDEN
}

/// What an answer that says no means: <https://docs.stripe.com/error-low-level>.
fn judge(
    status: StatusCode,
    body: &str,
    replayed: bool,
    should_retry: Option<&str>,
    retry_after: Duration,
) -> Trouble {
    let error: Value = serde_json::from_str::<Value>(body).map(|it| it["error"].clone()).unwrap_or_default();
    let field = |name: &str| error[name].as_str().map(str::to_owned);
    match status {
        StatusCode::TOO_MANY_REQUESTS => Trouble::RateLimited { retry_after },
        StatusCode::NOT_FOUND if field("code").as_deref() == Some("resource_missing") => Trouble::Missing,
        // Our keys are wrong: that says nothing about the request, and putting it right heals it.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Trouble::unknown(format!("{status}: {body}")),
        StatusCode::CONFLICT | StatusCode::FAILED_DEPENDENCY => Trouble::unknown(status),
        // The key was used for another request, which may have done what this one asks for: only a look tells.
        _ if status.is_client_error() && field("type").as_deref() == Some("idempotency_error") => {
            Trouble::Unknown { cause: format!("{status}: idempotency_error"), replayed: true }
        }
        _ if status.is_client_error() && should_retry != Some("true") && error.is_object() => {
            let code = field("decline_code").or(field("code")).or(field("type"));
            Trouble::Refused {
                code: code.unwrap_or_else(|| status.as_u16().to_string()),
                body: super::kept::of_answer(body),
            }
        }
        _ => Trouble::Unknown { cause: status.to_string(), replayed },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, body: &str) -> Trouble {
        judge(StatusCode::from_u16(status).unwrap(), body, false, None, PATIENCE)
    }

    #[test]
    fn a_declined_card_and_a_wrong_parameter_are_certain() {
        let declined = r#"{"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card"}}"#;
        assert!(matches!(judged(402, declined), Trouble::Refused { code, .. } if code == "lost_card"));
        let wrong = r#"{"error":{"type":"invalid_request_error","message":"no"}}"#;
        assert!(
            matches!(judged(400, wrong), Trouble::Refused { code, .. } if code == "invalid_request_error")
        );
    }

    #[test]
    fn an_error_of_theirs_a_key_in_use_and_an_answer_of_some_proxy_are_unknown() {
        assert!(matches!(judged(500, "{}"), Trouble::Unknown { replayed: false, .. }));
        assert!(matches!(judged(409, r#"{"error":{}}"#), Trouble::Unknown { .. }));
        assert!(matches!(judged(400, "<html>"), Trouble::Unknown { .. }));
        assert!(matches!(judged(401, r#"{"error":{}}"#), Trouble::Unknown { .. }));
    }

    #[test]
    fn an_account_that_is_out_of_reach_is_an_answer_where_its_events_are_read_and_nowhere_else() {
        let asked = |path: &str, account: Option<&str>| {
            let request = StoredRequest {
                method: "GET".to_owned(),
                path: path.to_owned(),
                query: None,
                body: None,
                account: account.map(str::to_owned),
            };
            let mut answer = Response::new(r#"{"error":{"code":"account_invalid"}}"#.to_owned());
            *answer.status_mut() = StatusCode::FORBIDDEN;
            read(&request, &answer).unwrap_err()
        };
        assert_eq!(asked("/events", Some("acct_1")), Trouble::Missing);
        assert!(!asked("/events", None).is_answer(), "our key is wrong");
        assert!(!asked("/payouts", Some("acct_1")).is_answer(), "what was done there may have been done");
    }

    #[test]
    fn a_page_that_is_over_by_itself_is_no_trouble_and_one_that_cannot_be_opened_is() {
        let asked = |path: &str| StoredRequest {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: None,
            body: None,
            account: None,
        };
        let over = judged(400, r#"{"error":{"type":"invalid_request_error"}}"#);
        assert!(is_over_by_itself(&asked("/checkout/sessions/cs_1/expire"), &over));
        assert!(!is_over_by_itself(&asked("/checkout/sessions"), &over));
        assert!(!is_over_by_itself(&asked("/checkout/sessions/cs_1/expire"), &judged(500, "{}")));
    }

    #[test]
    fn a_key_that_another_request_used_says_nothing_about_what_that_one_did() {
        let used = judged(400, r#"{"error":{"type":"idempotency_error","message":"other parameters"}}"#);
        assert!(matches!(used, Trouble::Unknown { replayed: true, .. }), "{used:?}");
    }

    /// Whoever could answer for the provider could else have the secret key sent wherever they like.
    #[tokio::test]
    async fn whoever_answers_for_the_provider_leads_the_call_and_its_key_nowhere_else() -> anyhow::Result<()>
    {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        drop(rustls::crypto::ring::default_provider().install_default());
        let (here, elsewhere) = tokio::try_join!(
            tokio::net::TcpListener::bind("127.0.0.1:0"),
            tokio::net::TcpListener::bind("127.0.0.1:0")
        )?;
        let led = format!(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n",
            elsewhere.local_addr()?
        );
        let url = format!("http://{}/v1/refunds", here.local_addr()?);
        let answering = tokio::spawn(async move {
            let (mut call, _) = here.accept().await?;
            let read = call.read(&mut [0; 4096]).await?;
            call.write_all(led.as_bytes()).await?;
            std::io::Result::Ok(read)
        });
        let call = Request::post(url).header(header::AUTHORIZATION, "Bearer sk_live_x").body(Bytes::new())?;
        let answer = Wire::new()?.call(call).await.map_err(anyhow::Error::msg)?;
        assert!(answering.await?? > 0, "it was asked");
        assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
        let followed = tokio::time::timeout(Duration::from_millis(200), elsewhere.accept()).await;
        assert!(followed.is_err(), "nobody follows");
        assert!(matches!(judged(307, ""), Trouble::Unknown { .. }), "what became of it is not known");
        Ok(())
    }

    #[test]
    fn a_rate_limit_is_no_refusal() {
        assert_eq!(judged(429, "{}"), Trouble::RateLimited { retry_after: PATIENCE });
    }
}
