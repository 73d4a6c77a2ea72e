use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use subtle::ConstantTimeEq;

use crate::errors::{ApiError, ApiResult};

/// Lets in who has one of our keys, as bearer or as the user of basic authentication.
pub(super) fn check(keys: &[String], headers: &HeaderMap) -> ApiResult<()> {
    let given = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let Some(key) = given.and_then(key_of).filter(|it| !it.is_empty()) else {
        return Err(ApiError::unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
        ));
    };
    if keys.iter().any(|it| bool::from(it.as_bytes().ct_eq(key.as_bytes()))) {
        return Ok(());
    }
    Err(ApiError::unauthorized(format!("Invalid API Key provided: {}", masked(&key))))
}

fn key_of(header: &str) -> Option<String> {
    let (scheme, rest) = header.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
    decoded.split(':').next().map(str::to_owned)
}

/// The key with its middle hidden.
fn masked(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let shown = |place: usize| place < 8 || place + 4 >= letters.len();
    letters.iter().enumerate().map(|(place, it)| if shown(place) { *it } else { '*' }).collect()
}
