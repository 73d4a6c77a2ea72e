use super::WebSettings;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use rand::Rng;
use std::collections::BTreeSet;

/// Where browsers report what a page was not let do.
pub const CSP_REPORTS: &str = "/csp-reports";

/// Where the forms of a page lead in the end: Chromium holds a form's redirects to `form-action` too. A page that does
/// not say so leads nowhere else, and a form of it that does is stopped by the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forms {
    /// To pages of ours.
    Here,
    /// Also to the provider's page where one pays or saves a card.
    Checkout,
    /// Also to the provider's page where people say whom to pay, and to which bank account.
    Account,
    /// To a page of ours that was asked for before, which may lead on to either.
    Onwards,
}

impl Forms {
    /// The origins besides ours.
    pub(super) fn origins(self, settings: &WebSettings) -> impl Iterator<Item = &str> {
        let checkout = matches!(self, Self::Checkout | Self::Onwards).then_some(&settings.checkout_origins);
        let account = matches!(self, Self::Account | Self::Onwards).then_some(&settings.account_origins);
        let all: BTreeSet<_> = checkout.into_iter().chain(account).flatten().map(String::as_str).collect();
        all.into_iter()
    }
}

/// A new word that a page and its policy have in common and nobody can guess.
pub(super) fn nonce() -> String {
    hex::encode(rand::rng().random::<[u8; 16]>())
}

/// Lets a page that is the same for everybody load what is ours and nothing else (SEC-11). It has no nonce: caches would
/// hand every visitor the same one.
pub(super) fn protect_public(out: &mut HeaderMap) {
    protect(out, &policy("'self'", "'self'", ""));
}

/// The same for a page that is made for one person and kept by nobody: what is not a file of ours has to know `nonce`,
/// and no script makes markup or script out of text, except htmx of what the server answered.
pub(super) fn protect_personal<'a>(out: &mut HeaderMap, nonce: &str, origins: impl Iterator<Item = &'a str>) {
    let scripts = format!("'self' 'nonce-{nonce}'");
    let forms = origins.fold(String::from("'self'"), |all, it| format!("{all} {it}"));
    let types = "; require-trusted-types-for 'script'; trusted-types htmx";
    protect(out, &policy(&scripts, &forms, types));
}

/// Marks an answer that other sites may show within their own pages.
#[derive(Clone, Copy)]
struct Framed;

/// Lets `sites` (sources as a policy names them) show a page for everybody within their own pages (SEC-11). It has no
/// script and no form: whoever is made to click on it without knowing is only led to a page that is shown by itself.
pub(super) fn protect_embedded(response: &mut Response, sites: &str) {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; \
         base-uri 'none'; object-src 'none'; frame-ancestors {sites}; report-to csp"
    );
    protect(response.headers_mut(), &policy);
    let resource = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(resource, HeaderValue::from_static("cross-origin"));
    response.extensions_mut().insert(Framed);
}

fn policy(scripts: &str, forms: &str, types: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         manifest-src 'self'; worker-src 'self'{types}; report-to csp"
    )
}

fn protect(out: &mut HeaderMap, policy: &str) {
    let policy = HeaderValue::from_str(policy)
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    out.insert(header::CONTENT_SECURITY_POLICY, policy);
    if let Ok(endpoint) = HeaderValue::from_str(&format!("csp=\"{CSP_REPORTS}\"")) {
        out.insert(HeaderName::from_static("reporting-endpoints"), endpoint);
    }
}

/// Marks a request that was encrypted on its way, to us or to a proxy of ours.
#[derive(Clone, Copy, Debug)]
pub struct Encrypted;

/// The headers that every answer carries (SEC-12).
pub async fn security_headers(request: Request, next: Next) -> Response {
    let encrypted = request.extensions().get::<Encrypted>().is_some();
    let mut response = next.run(request).await;
    let framed = response.extensions().get::<Framed>().is_some();
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
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !framed {
        headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
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
