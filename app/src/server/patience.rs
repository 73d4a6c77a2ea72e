use super::body::{LONGEST_UPLOAD, UPLOAD};
use axum::{
    body::HttpBody as _,
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use kernel::web::Error;
use std::time::Duration;

/// How long a request may take (SEC-41). Long enough for a page that waits for the provider.
const PATIENCE: Duration = Duration::from_secs(15);

/// After how long whoever was too late may ask again.
const AGAIN: Duration = Duration::from_secs(5);

/// Ends a request that takes too long with 503.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    within(patience(&request), request, next).await
}

/// Ends a request that takes longer than `patience`.
pub(super) async fn within(patience: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::Unavailable(AGAIN).into_response(),
    }
}

/// How long `request` may take. An upload, which says beforehand that it is one, first has to come.
fn patience(request: &Request) -> Duration {
    let is_upload = request.body().size_hint().lower() > UPLOAD;
    if is_upload { LONGEST_UPLOAD + PATIENCE } else { PATIENCE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn an_upload_may_take_as_long_as_its_body_may_and_nothing_else_may() {
        let sent = |bytes: usize| patience(&Request::new(Body::from(vec![0_u8; bytes])));
        assert_eq!(sent(0), Duration::from_secs(15));
        assert_eq!(sent(64 * 1024), Duration::from_secs(15));
        assert!(sent(10 * 1024 * 1024) >= Duration::from_secs(120));
    }
}
