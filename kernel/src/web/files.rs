use axum::{
    Router,
    extract::Path,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate,
        predicate::{And, DefaultPredicate, NotForContentType},
    },
};

/// Style sheets, scripts, fonts and images, which browsers keep for ever because their address holds a hash of
/// what they are, in Brotli for browsers that read it.
pub fn files<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*path}", get(file))
}

async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&format!("/assets/{path}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let reads_brotli = accepted.split(',').any(|it| it.split(';').next().is_some_and(|it| it.trim() == "br"));
    let brotli = asset.brotli().filter(|_| reads_brotli);
    let mut response = match brotli {
        Some(bytes) => ([(header::CONTENT_ENCODING, "br")], bytes).into_response(),
        None => asset.bytes.clone().into_owned().into_response(),
    };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(kind) = HeaderValue::from_str(&asset.content_type) {
        out.insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// Whether an answer may be packed.
type MayPack = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Packs what is the same for everybody. A page with a form's token is not packed: its length would tell whoever
/// listens, and can make the page repeat something, what the token is (BREACH).
pub fn packed() -> CompressionLayer<And<And<DefaultPredicate, NotForContentType>, MayPack>> {
    let public: fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool =
        |_, _, headers, _| is_public(headers);
    // Fonts are packed already, and packing them again makes them larger.
    let may_gain = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    // Further up Brotli takes longer than the bytes it saves.
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(may_gain.and(public))
}

fn is_public(headers: &HeaderMap) -> bool {
    let caching = headers.get(header::CACHE_CONTROL).and_then(|it| it.to_str().ok()).unwrap_or_default();
    caching.starts_with("public") && !headers.contains_key(header::SET_COOKIE)
}
