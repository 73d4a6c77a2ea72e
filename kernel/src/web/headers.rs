use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// What a page may load: nothing but ours. Forms may lead to us and to `checkout` origins, because Chromium
/// holds a form's redirects to `form-action` too.
pub(super) fn policy(checkout: &[String]) -> HeaderValue {
    let forms = checkout.iter().fold(String::from("'self'"), |all, it| format!("{all} {it}"));
    let text = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         manifest-src 'self'; worker-src 'self'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Marks a request that was encrypted on its way, to us or to a proxy of ours.
#[derive(Clone, Copy, Debug)]
pub struct Encrypted;

/// The headers that every answer carries (SEC-12).
pub async fn security_headers(request: Request, next: Next) -> Response {
    let encrypted = request.extensions().get::<Encrypted>().is_some();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if encrypted {
        // Two years. Said in the clear it would be ignored.
        let always = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, always);
    }
    let personal = headers.get(header::CACHE_CONTROL).is_some_and(|it| it.as_bytes().ends_with(b"no-store"));
    if personal {
        // The address of such a page may be all that is needed to see it; nobody else learns it.
        let same_origin = HeaderValue::from_static("same-origin");
        headers.entry(header::REFERRER_POLICY).or_insert(same_origin);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(self)",
        ),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
