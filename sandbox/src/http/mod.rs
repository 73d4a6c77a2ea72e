//! The way of an API request: who asks, what shall go wrong, was it asked before, do it, answer.

mod answer;
mod auth;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::any;
use serde_json::Value;

use self::answer::{Reply, broken_connection};
use crate::api;
use crate::errors::{ApiError, ApiResult};
use crate::faults::Fault;
use crate::form::{self, Node};
use crate::idempotency::{self, Record, Start};
use crate::params::Params;
use crate::sandbox::Inner;
use crate::turn::Asker;
use crate::world::Entry;

/// More than any request of ours needs.
const LARGEST_BODY: usize = 1024 * 1024;
/// How they are written.
const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn router() -> Router<Arc<Inner>> {
    Router::new().route("/v1/{*path}", any(handle))
}

/// A request as the pipeline needs it.
struct Call {
    id: String,
    method: String,
    path: String,
    params: Params,
    /// One spelling of all parameters.
    said: String,
    /// The connected account that it is about.
    account: Option<String>,
    /// Only `POST` has one: others change nothing.
    key: Option<String>,
}

async fn handle(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    let id = inner.request_id();
    let headers = request.headers().clone();
    let result = match read(&inner, &id, request).await {
        Ok(call) => run(&inner, call).await,
        Err(error) => Ok(Reply::error(&error, &id)),
    };
    match result {
        Ok(reply) => reply.into_response(&id, &headers),
        Err(Broken) => broken_connection(),
    }
}

/// The connection shall close without an answer.
struct Broken;

async fn read(inner: &Inner, id: &str, request: Request) -> ApiResult<Call> {
    auth::check(&inner.settings.secret_keys, request.headers())?;
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let key = key(&method, request.headers())?;
    let headers = request.headers().clone();
    let account = headers.get("stripe-account").and_then(|it| it.to_str().ok()).map(str::to_owned);
    let raw = if method == "GET" {
        request.uri().query().unwrap_or_default().as_bytes().to_vec()
    } else {
        let body = to_bytes(request.into_body(), LARGEST_BODY).await;
        body.map_err(|_| ApiError::invalid("The request body is too large or was cut short.").forgotten())?
            .to_vec()
    };
    refuse_other_than_forms(&method, &headers, &raw)?;
    let account = account.filter(|it| !it.is_empty());
    let nodes = form::decode(&raw)?;
    let said = Node::Branch(nodes.clone()).canonical();
    Ok(Call { id: id.to_owned(), method, path, params: Params::new(nodes), said, account, key })
}

/// Stripe reads nothing but forms. Whoever says nothing of what they send is taken to send one.
fn refuse_other_than_forms(method: &str, headers: &HeaderMap, body: &[u8]) -> ApiResult<()> {
    let kind = headers.get(header::CONTENT_TYPE).map(|it| it.to_str().unwrap_or_default());
    let kind = kind.and_then(|it| it.split(';').next()).map(str::trim);
    if method == "GET" || body.is_empty() || kind.is_none_or(|it| it.eq_ignore_ascii_case(FORM)) {
        return Ok(());
    }
    let message = format!(
        "Invalid request (check that your POST content type is {FORM}). If you have any questions, we can help at https://support.stripe.com/."
    );
    Err(ApiError::invalid(message).forgotten())
}

fn key(method: &str, headers: &HeaderMap) -> ApiResult<Option<String>> {
    if method != "POST" {
        return Ok(None);
    }
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text =
        value.to_str().map_err(|_| ApiError::invalid("The Idempotency-Key is not text.").forgotten())?;
    Ok(Some(text.to_owned()).filter(|it| !it.is_empty()))
}

async fn run(inner: &Arc<Inner>, call: Call) -> Result<Reply, Broken> {
    if !inner.gate().admit(&call.method, &call.path, inner.now()) {
        return Ok(Reply::error(&ApiError::rate_limit(), &call.id).retry_after(1));
    }
    let faults = inner.faults().strike(&call.method, &call.path);
    if let Some(reply) = refuse_early(&faults, &call) {
        return Ok(reply);
    }
    // A line that breaks does so whether or not the answer would be new.
    wait(&faults, |fault| matches!(fault, Fault::DropBefore(_))).await;
    if faults.iter().any(|it| matches!(it, Fault::DropBefore(_))) {
        return Err(Broken);
    }
    let reply = answer(inner, call, &faults).await;
    wait(&faults, |fault| matches!(fault, Fault::DropAnswerAfter(_))).await;
    if faults.iter().any(|it| matches!(it, Fault::DropAnswerAfter(_))) {
        return Err(Broken);
    }
    Ok(reply)
}

/// What is answered: what a key remembers, or what is done now.
async fn answer(inner: &Arc<Inner>, call: Call, faults: &[Fault]) -> Reply {
    let request = idempotency::Request::new(&call.path, &call.said);
    let mut in_use = None;
    if let Some(key) = &call.key {
        let now = inner.now();
        match inner.touch(|world| idempotency::start(world, key, &request, now)) {
            Ok(Start::Run) => in_use = Some(InUse { inner, key: key.clone() }),
            Ok(Start::Replay(record)) => return Reply::replay(record),
            Err(error) => return Reply::error(&error, &call.id),
        }
    }
    wait(faults, |fault| matches!(fault, Fault::DelayMs(_))).await;
    let reply = execute(inner, call, request, faults);
    drop(in_use);
    reply
}

/// Faults that strike before anything is looked at.
fn refuse_early(faults: &[Fault], call: &Call) -> Option<Reply> {
    faults.iter().find_map(|fault| match fault {
        Fault::ErrorBefore(status) => Some(Reply::error(&ApiError::server(*status), &call.id)),
        Fault::RateLimit(seconds) => {
            Some(Reply::error(&ApiError::rate_limit(), &call.id).retry_after(*seconds))
        }
        Fault::Conflict => {
            Some(Reply::error(&idempotency::in_use(call.key.as_deref().unwrap_or_default()), &call.id))
        }
        _ => None,
    })
}

async fn wait(faults: &[Fault], which: impl Fn(&Fault) -> bool) {
    for fault in faults.iter().filter(|it| which(it)) {
        if let Fault::DelayMs(millis) | Fault::DropBefore(millis) | Fault::DropAnswerAfter(millis) = fault {
            tokio::time::sleep(Duration::from_millis(*millis)).await;
        }
    }
}

/// Does it, and remembers the answer together with the effect.
fn execute(inner: &Inner, call: Call, request: idempotency::Request, faults: &[Fault]) -> Reply {
    let Call { id, method, path, params, account, key, .. } = call;
    let asker = Asker { request: Some(id.clone()), idempotency_key: key.clone(), account };
    inner.turn(asker, |turn| {
        let result = spoiled(faults, || api::serve(turn, &method, &path, params));
        let remembered = result.as_ref().map_or_else(ApiError::remembered, |_| true);
        let reply = match result {
            Ok(body) => Reply::ok(&body),
            Err(error) => Reply::error(&error, &id),
        };
        if let Some(key) = key.filter(|_| remembered) {
            let (status, body) = reply.parts();
            let record = Record { request, status, body, answered: id, at: turn.now };
            turn.world.change(Entry::Key(key, record));
        }
        reply
    })
}

/// The answer with the plan's errors put in its place.
fn spoiled(faults: &[Fault], act: impl FnOnce() -> ApiResult<Value>) -> ApiResult<Value> {
    for fault in faults {
        match fault {
            Fault::StoredErrorBefore(status) => return Err(ApiError::server(*status)),
            Fault::ErrorAfter(status) => {
                // The effect stays whatever the answer would have been.
                let _ = act();
                return Err(ApiError::server(*status));
            }
            _ => {}
        }
    }
    act()
}

/// A key whose first request is under way; dropping it ends that, also when the client goes away.
struct InUse<'a> {
    inner: &'a Inner,
    key: String,
}

impl Drop for InUse<'_> {
    fn drop(&mut self) {
        self.inner.touch(|world| world.keys_in_use.remove(&self.key));
    }
}
