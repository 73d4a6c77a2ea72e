//! The cookie of the back office (SEC-7): `SameSite=Strict`, so that no other site's link or form arrives there as
//! somebody who works here. The session's own cookie has to be `Lax`, for donors come back from the provider's page.

use super::{CurrentUser, Error, WebSettings, WebState, session::USER};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use rand::Rng as _;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tower_sessions::Session;

/// Under what a session keeps the hash of its second cookie.
const OFFICE: &str = "office";

/// Gives whoever works here the cookie of the back office in the answer that signs them in, and at no other time.
pub async fn office_cookie(State(state): State<Arc<WebState>>, request: Request, next: Next) -> Response {
    // One signs in by a form: pages that are only looked at cost nothing.
    let posted = !request.method().is_safe();
    let session = request.extensions().get::<Session>().filter(|_| posted).cloned();
    let mut response = next.run(request).await;
    if let Some(session) = session {
        match begin(&session, &state.settings).await {
            Ok(cookie) => response.headers_mut().extend(cookie.map(|it| (header::SET_COOKIE, it))),
            Err(error) => tracing::error!(%error, "nobody gets into the back office"),
        }
    }
    response
}

async fn begin(session: &Session, settings: &WebSettings) -> anyhow::Result<Option<HeaderValue>> {
    let user: Option<CurrentUser> = session.get(USER).await?;
    if !user.is_some_and(|it| it.is_staff()) || session.get::<String>(OFFICE).await?.is_some() {
        return Ok(None);
    }
    let secret = hex::encode(rand::rng().random::<[u8; 32]>());
    session.insert(OFFICE, hash(&secret)).await?;
    let secure = if settings.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}", name(settings));
    Ok(Some(HeaderValue::from_str(&cookie)?))
}

/// Whether a session that has the second cookie is used without it: from another site, or by whoever stole the first.
pub(super) async fn lacks_cookie(
    session: &Session,
    headers: &HeaderMap,
    settings: &WebSettings,
) -> Result<bool, Error> {
    let kept: Option<String> = session.get(OFFICE).await.map_err(|error| Error::Internal(error.into()))?;
    let Some(kept) = kept else { return Ok(false) };
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    // Hashes are compared: how long it takes says nothing of the secret.
    Ok(!pairs.any(|(key, value)| key == name(settings) && hash(value) == kept))
}

fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies { "__Host-adm" } else { "adm" }
}
