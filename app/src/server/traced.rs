use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use kernel::trace::Cause;
use std::time::Instant;
use tracing::Instrument as _;
use uuid::Uuid;

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives a request its id, which is also the trace id of whatever follows from it, and notes how it ended. Of
/// the address only the pattern is noted, so that nothing personal comes into the log.
pub(crate) async fn traced(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    let route = request.extensions().get::<MatchedPath>().map_or("none", |it| it.as_str()).to_owned();
    let span = tracing::info_span!("request", request_id = %id, method = %request.method(), route);
    let cause = Cause { correlation: id, causation: None };
    let begun = Instant::now();
    let answer = async {
        let mut response = cause.scope(next.run(request)).await;
        let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(status = response.status().as_u16(), millis, "answered");
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert(ID, value);
        }
        response
    };
    answer.instrument(span).await
}
