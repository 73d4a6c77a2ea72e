//! The second half of what a session's cookie carries. The library's ids have 128 random bits, and SEC-7 wants 256: the
//! other 128 stand behind the id, after a dot, and are kept as a hash beside it. The library sees only the id.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use rand::Rng as _;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

tokio::task_local! {
    static HALF: Arc<Mutex<Option<String>>>;
}

/// Lets the sessions of `request` be opened by the second half that its cookie `name` carries, and sends that half back
/// with the cookie whenever the library sets it.
pub(super) async fn whole_cookie(name: &'static str, mut request: Request, next: Next) -> Response {
    let half = Arc::new(Mutex::new(take(request.headers_mut(), name)));
    let mut response = HALF.scope(half.clone(), next.run(request)).await;
    let half = half.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(half) = half {
        join(response.headers_mut(), name, &half);
    }
    response
}

/// A second half for a new id, which goes with the answer to the request at hand. What is kept of it.
pub(super) fn fresh() -> String {
    let half = hex::encode(rand::rng().random::<[u8; 16]>());
    let hash = hashed(&half);
    // Where nobody asked there is no answer for it to go with, and nobody opens that session again.
    HALF.try_with(|it| *it.lock().unwrap_or_else(PoisonError::into_inner) = Some(half)).ok();
    hash
}

/// Whether the request at hand brought the half that `hash` was kept of.
pub(super) fn is_here(hash: &str) -> bool {
    let brought =
        HALF.try_with(|it| it.lock().unwrap_or_else(PoisonError::into_inner).clone()).ok().flatten();
    // Hashes are compared: how long it takes says nothing of the half.
    brought.is_some_and(|it| hashed(&it) == hash)
}

fn hashed(half: &str) -> String {
    hex::encode(Sha256::digest(half))
}

/// Takes the second half out of the cookie `name`. Of several cookies of that name the last one counts, as it does for
/// the library.
fn take(headers: &mut HeaderMap, name: &str) -> Option<String> {
    let mut half = None;
    for (key, value) in headers.iter_mut() {
        let Some(text) = value.to_str().ok().filter(|_| key == header::COOKIE) else { continue };
        let mut pairs = Vec::new();
        for pair in text.split(';').map(str::trim) {
            match pair.split_once('=') {
                Some((it, whole)) if it == name => {
                    let (id, rest) = whole.split_once('.').unwrap_or((whole, ""));
                    half = Some(rest.to_owned());
                    pairs.push(format!("{name}={id}"));
                }
                _ => pairs.push(pair.to_owned()),
            }
        }
        if let Ok(bare) = HeaderValue::from_str(&pairs.join("; ")) {
            *value = bare;
        }
    }
    half
}

/// Puts `half` behind the id in the cookie `name`, where the answer sets it. One that is taken back has no id.
fn join(headers: &mut HeaderMap, name: &str, half: &str) {
    for (key, value) in headers.iter_mut() {
        let Some(text) = value.to_str().ok().filter(|_| key == header::SET_COOKIE) else { continue };
        let Some(rest) = text.strip_prefix(name).and_then(|it| it.strip_prefix('=')) else { continue };
        let (id, attributes) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
        if id.is_empty() {
            continue;
        }
        if let Ok(whole) = HeaderValue::from_str(&format!("{name}={id}.{half}{attributes}")) {
            *value = whole;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(of: header::HeaderName, values: &[&'static str]) -> HeaderMap {
        values.iter().copied().map(|it| (of.clone(), HeaderValue::from_static(it))).collect()
    }

    fn said(headers: &HeaderMap) -> Vec<&str> {
        headers.values().filter_map(|it| it.to_str().ok()).collect()
    }

    #[test]
    fn the_library_sees_the_id_and_every_other_cookie_as_it_came() {
        let mut all = headers(header::COOKIE, &["a=1.2; sid=ID.HALF", "form=x"]);
        assert_eq!(take(&mut all, "sid").as_deref(), Some("HALF"));
        assert_eq!(said(&all), ["a=1.2; sid=ID", "form=x"]);
        let mut old = headers(header::COOKIE, &["sid=ID"]);
        assert_eq!(take(&mut old, "sid").as_deref(), Some(""), "one from before");
        let mut twice = headers(header::COOKIE, &["sid=A.1; sid=B.2"]);
        assert_eq!(take(&mut twice, "sid").as_deref(), Some("2"));
        assert_eq!(take(&mut headers(header::COOKIE, &["form=x"]), "sid"), None);
    }

    #[test]
    fn the_half_goes_with_the_id_and_not_with_what_takes_it_back() {
        let mut all = headers(header::SET_COOKIE, &["sid=ID; Path=/", "sid2=ID; Path=/", "sid=; Max-Age=0"]);
        join(&mut all, "sid", "HALF");
        assert_eq!(said(&all), ["sid=ID.HALF; Path=/", "sid2=ID; Path=/", "sid=; Max-Age=0"]);
    }
}
